"""All interview types, and what to answer when a word fits none or several of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement, Option, PlainTextObject, StaticSelectElement

from bot.catalog.catalog import Choice
from bot.catalog.models import TRACK_TITLES, Track
from bot.domain.interviews import Role
from bot.slack.ids import Action
from bot.slack.views.guide_parts import asked_for, leads_to, named
from bot.slack.views.inputs import option
from bot.slack.views.shape import Message, actions, button, header, messages, paragraphs, section
from bot.slack.views.text import clip, count, escape

IN_ONE_MENU = 40  # Slack takes 100; so many keep the message within its size
ONE_BY_ONE = 8  # more than these are offered in a menu


@dataclass(frozen=True)
class Offer:
    """What is shown of the guide that is chosen: the guide for a role, or the candidate's page."""

    role: Role = Role.LEAD
    brief: bool = False

    @property
    def action(self) -> Action:
        return Action.GUIDE_BRIEF if self.brief else Action.GUIDE_SHOW

    def value(self, choice: Choice) -> str:
        return choice.guide.slug if self.brief else asked_for(choice.guide, self.role, None)

    def everything(self) -> ButtonElement:
        """The way to all of them."""
        if self.brief:
            return button("Candidates' pages", Action.GUIDE_BRIEFS)
        return button("All interview types", Action.GUIDE_LIST)


GUIDE, BRIEF = Offer(), Offer(brief=True)


def guide_list(choices: Sequence[Choice], command: str, track: Track | None = None) -> list[Message]:
    """Every guide, or those of one track."""
    listed = [choice for choice in choices if track in (None, choice.guide.track)]
    current, earlier = _parted(listed)
    title = f"{TRACK_TITLES[track]} interviews" if track else "All interview types"
    if not listed:
        return [_none_in(title)]
    blocks: list[Block] = [
        section(f"*{title}* · {_counts(current, earlier)}\n{_how(current or earlier, command)}"),
        *_menus([*current, *earlier], GUIDE),
        *_by_track(current, whole=track is None),
        *_earlier(earlier),
    ]
    return messages(f"{title}: {_counts(current, earlier)}", blocks, title)


def which_brief(choices: Sequence[Choice], command: str) -> Message:
    """`candidate-brief` alone."""
    said = "Which interview's page for the candidate?"
    usage = f"For all interviews of one candidate, type `{escape(command)} candidate-brief` and their name."
    current, earlier = _parted(choices)
    return Message(said, [section(f"*{said}*\n{usage}"), *_menus([*current, *earlier], BRIEF)])


def _parted(choices: Sequence[Choice]) -> tuple[list[Choice], list[Choice]]:
    """Current ones, and superseded ones."""
    current = [choice for choice in choices if choice.guide.state == "active"]
    return current, [choice for choice in choices if choice.guide.state != "active"]


def _none_in(title: str) -> Message:
    blocks = [section(f"*{title}*: none yet."), actions(GUIDE.everything())]
    return Message(f"{title}: none yet.", blocks)


def _counts(current: Sequence[Choice], earlier: Sequence[Choice]) -> str:
    return f"{len(current)} current" + (f", {len(earlier)} earlier" if earlier else "")


def _how(choices: Sequence[Choice], command: str) -> str:
    return f"Choose one, or type `{escape(command)} prep {choices[0].guide.slug}`."


def _menus(choices: Sequence[Choice], offer: Offer) -> list[Block]:
    groups = [choices[start : start + IN_ONE_MENU] for start in range(0, len(choices), IN_ONE_MENU)]
    what = "Show a candidate's page" if offer.brief else "Show a guide"
    placeholders = [
        what if len(groups) == 1 else f"{what} ({number} of {len(groups)})"
        for number in range(1, len(groups) + 1)
    ]
    return [actions(_menu(group, words, offer)) for group, words in zip(groups, placeholders, strict=True)]


def _menu(choices: Iterable[Choice], placeholder: str, offer: Offer) -> StaticSelectElement:
    return StaticSelectElement(
        action_id=offer.action,
        placeholder=PlainTextObject(text=placeholder),
        options=[_option(choice, offer) for choice in choices],
    )


def _option(choice: Choice, offer: Offer) -> Option:
    became = f"Earlier, now {leads_to(choice)}" if choice.leads_on else ""
    return option(choice.guide.title, offer.value(choice), became)


def _by_track(choices: Sequence[Choice], whole: bool) -> list[Block]:
    blocks: list[Block] = []
    for track in Track:
        lines = [_entry(choice) for choice in choices if choice.guide.track is track]
        blocks += [header(TRACK_TITLES[track])] if whole and lines else []
        blocks += paragraphs(lines, "\n")
    return blocks


def _entry(choice: Choice) -> str:
    guide = choice.guide
    return f"*{escape(guide.title)}*  `{guide.slug}`\n{escape(guide.summary)}"


def _earlier(choices: Sequence[Choice]) -> list[Block]:
    lines = [
        f"{escape(each.guide.title)}  `{each.guide.slug}`, now {escape(leads_to(each))}" for each in choices
    ]
    return [header("Earlier ones"), *paragraphs(lines, "\n")] if lines else []


# --- a word that fits none, or several ---------------------------------------------------------


def not_found(word: str, near: Sequence[Choice], command: str, offer: Offer = GUIDE) -> Message:
    """`near` are the guides most like the word, best first; none where nothing is like it.

    `word` "": it is not said again.
    """
    said = f"I can't find “{escape(clip(word, 100))}”." if word else "I can't find that."
    if not near:
        word = "candidate-brief" if offer.brief else "list"
        text = f"{said} See all there are, or type `{escape(command)} {word}`."
        return Message(said, [section(text), actions(offer.everything())])
    if len(near) == 1:
        question = f"{said} Did you mean {escape(named(near[0]))}?"
        return Message(question, [section(question), actions(_show(near[0], offer), offer.everything())])
    question = f"{said} Did you mean one of these?"
    return Message(question, [section(question), *offers(near, offer), actions(offer.everything())])


def several(word: str, choices: Sequence[Choice], offer: Offer = GUIDE) -> Message:
    """The word fits each of them; "": it is not said again."""
    what = f"“{escape(clip(word, 100))}”" if word else "That"
    said = f"{what} fits {count(len(choices), 'interview type')}. Which one do you mean?"
    return Message(said, [section(said), *offers(choices, offer)])


def offers(choices: Sequence[Choice], offer: Offer) -> list[Block]:
    if len(choices) > ONE_BY_ONE:
        return _menus(choices, offer)
    return [section(_offered(choice), _show(choice, offer)) for choice in choices]


def _offered(choice: Choice) -> str:
    """Of a superseded one, what is shown for it."""
    if not choice.leads_on:
        return _entry(choice)
    told = choice.exercise.summary if choice.exercise else choice.now.summary
    earlier = f"Earlier: {escape(choice.guide.title)}  `{choice.guide.slug}`"
    return f"*{escape(leads_to(choice))}*\n{escape(told)}\n{earlier}"


def _show(choice: Choice, offer: Offer) -> ButtonElement:
    return button("Show it", offer.action, offer.value(choice), says=f"Show {choice.guide.title}")
