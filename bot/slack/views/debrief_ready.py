"""Word to recruiter or hiring manager that a stage can be read: it fits a phone."""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.debrief import is_clear_concern
from bot.slack.ids import Action
from bot.slack.views import assignments
from bot.slack.views.debrief import differences, heading, listed, missing, place
from bot.slack.views.judgements import recommended
from bot.slack.views.shape import Message, actions, button, section
from bot.slack.views.text import count, fitting
from bot.values.feedback import DebriefPack, DebriefReady

PEOPLE_CHARACTERS = 1500
ONE = "One scorecard: it is the debrief."


def debrief_ready(d: DebriefReady) -> Message:
    pack = d.pack
    title = f"{heading(pack)}."
    return Message(
        title,
        [
            section(f"*{title}*"),
            section(f"{assignments.heading(pack.loop)}\n{_recommendations(pack)}"),
            section("\n".join(_found(pack))),
            *missing(pack),
            *_buttons(d),
        ],
    )


def _recommendations(pack: DebriefPack) -> str:
    """ "Strong yes @Sam · Yes @Priya, @Tom"."""
    people: dict[str, list[str]] = {}
    for each in pack.recommendations:
        people.setdefault(recommended(each.recommendation), []).append(assignments.person(each.panelist))
    shown, left = fitting((f"{what} {', '.join(who)}" for what, who in people.items()), PEOPLE_CHARACTERS)
    return " · ".join([*shown, *([assignments.more(left, "recommendation")] if left else [])])


def _found(pack: DebriefPack) -> Iterator[str]:
    yield differences(pack) if pack.compares else ONE
    if concerns := sum(map(is_clear_concern, pack.alone)):
        yield f"{count(concerns, 'clear concern')} that one person saw"
    if pack.unassessed:
        yield f"Nobody assessed: {listed(criterion.short for _, criterion in pack.unassessed)}"


def _buttons(d: DebriefReady) -> Iterator[Block]:
    yield actions(_read(d.pack))
    if d.whole:
        yield actions(button("Read the whole loop", Action.DEBRIEF_READ, str(d.pack.loop.id)))


def _read(pack: DebriefPack) -> ButtonElement:
    """Of one scorecard, that one."""
    if pack.compares:
        return button("Read", Action.DEBRIEF_READ, place(pack), primary=True)
    only = str(pack.recommendations[0].panelist.id)
    return button("Read", Action.SCORECARD_READ, only, primary=True)
