"""The first five minutes of the demo: what to try, as whom."""

from __future__ import annotations

from bot.demo.company import CHANNEL, HENRIK, PRIYA, ROSA
from bot.sandbox.guide import GuideStep, When
from bot.slack.ids import Action, Callback


def steps(command: str) -> tuple[GuideStep, ...]:
    """Ask, look, move on, write, read, oversee: the product's main road once."""
    return (
        GuideStep(
            "Ask for a guide",
            "Ask how to lead a kind of interview. Any kind works, with no interview planned.",
            (When("command", "", f"{command} prep"),),
            PRIYA,
            f"{command} prep system-design",
        ),
        GuideStep(
            "Look at the list of interviews",
            "Rosa has set up a loop for Maya. See who asks what and when; change something if you like.",
            (
                When("command", ROSA, f"{command} schedule"),
                When("submit", ROSA, Callback.NEW_LOOP),
                When("act", ROSA, Action.LOOP_CHANGE),
            ),
            ROSA,
            f"{command} schedule maya",
        ),
        GuideStep(
            "Move time on",
            "Press “Move time on” above, then “To the next reminder”. It comes to Priya at 13:45.",
            (When("clock"),),
            PRIYA,
        ),
        GuideStep(
            "Fill in a scorecard",
            "In the messages from Interviews press “Open scorecard”. Close it half-way if you like: nothing "
            "typed is lost. Then submit it.",
            (When("submit", PRIYA, Callback.SCORECARD),),
            PRIYA,
            f"{command} feedback",
        ),
        GuideStep(
            "Read what came in",
            "In #hiring-search open the thread under the loop's card: feedback, criterion by criterion.",
            (When("thread", ROSA, CHANNEL),),
            ROSA,
            in_turn=True,
        ),
        GuideStep(
            "See the whole loop",
            "What is in, what is owed, and by whom.",
            (When("command", HENRIK, f"{command} loop"), When("act", HENRIK, Action.LOOP_OVERVIEW)),
            HENRIK,
            f"{command} loop maya",
        ),
    )
