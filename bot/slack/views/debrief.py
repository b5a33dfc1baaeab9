"""A debrief: what a stage's feedback, or a loop's, says together. Who recommends what, then what differs.

Like every message about feedback, its first block and `text` name no candidate, rating or recommendation.
Quotes are shortened here; the scorecards have them in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.scorecards import Recommendation
from bot.domain.voices import Recommended
from bot.slack.ids import Action, Callback
from bot.slack.views import assignments
from bot.slack.views.debrief_topics import findings, in_a_list, one_line
from bot.slack.views.judgements import recommended, scope_name
from bot.slack.views.shape import (
    Message,
    actions,
    button,
    context,
    header,
    messages,
    page,
    paragraphs,
    section,
)
from bot.slack.views.text import clip, dated, escape, fitting, names
from bot.values.feedback import DebriefPack, DebriefPage

REASON_CHARACTERS = 140
LIST_CHARACTERS = 140
CLOSED = "It opens here when everyone in this channel has given theirs."
FEW = "Too few to compare: read the scorecards."
TOO_LONG = "Too long for one window: this is how it begins. The scorecards have all of it."

_FAVOURING = {Recommendation.STRONG_YES, Recommendation.YES}
_OPPOSING = {Recommendation.NO, Recommendation.STRONG_NO}


def debrief(pack: DebriefPack) -> list[Message]:
    """One message, or several for a large stage."""
    title = f"{heading(pack)}."
    if not pack.opened:
        return [Message(title, [section(f"{title} {CLOSED}")])]
    if not pack.compares:
        return [Message(title, [section(f"{title} {FEW}")])]
    return messages(title, [section(f"*{title}*"), *_parts(pack)], scope_name(pack.stage))


def read_debrief_modal(d: DebriefPage) -> View:
    """The same for one reader, as far as it fits in one modal."""
    top = section(f"*{heading(d.pack)}.*\n{assignments.heading(d.pack.loop)}")
    as_of = context(f"As of {dated(d.now, d.reader.zone)}.")
    return page(Callback.READ_DEBRIEF, "Debrief", [top, as_of, *_parts(d.pack)], TOO_LONG)


def heading(pack: DebriefPack) -> str:
    """ "Team stage: everything is in (4 of 4)", "Team stage: 4 of 5, one missing"."""
    lacking = len(pack.missing)
    of = f"{pack.given} of {pack.expected + lacking}"
    if lacking:
        return f"{scope_name(pack.stage)}: {of}, {'one' if lacking == 1 else lacking} missing"
    if pack.given < pack.expected:
        return f"{scope_name(pack.stage)}: {of} in"
    return f"{scope_name(pack.stage)}: everything is in ({of})"


def place(pack: DebriefPack) -> str:
    """A button's value: which debrief."""
    return f"{pack.loop.id} {pack.stage.value if pack.stage else ''}".strip()


def missing(pack: DebriefPack) -> Iterator[Block]:
    if people := names(assignments.person(panelist) for panelist in pack.missing):
        yield context(f"Not waiting for {people}.")


def differences(pack: DebriefPack) -> str:
    """In a sentence, what people disagree on."""
    if pack.disagreements:
        return f"People disagree on {listed(in_a_list(each.short) for each in pack.disagreements)}."
    return "Recommendations differ." if _recommend_both(pack) else "Nobody disagrees."


def listed(words: Iterable[str]) -> str:
    """ "trade-offs · depth", as many as a phone shows at a glance."""
    shown, left = fitting(dict.fromkeys(map(escape, words)), LIST_CHARACTERS)
    return " · ".join([*shown, *([f"and {left} more"] if left else [])])


# --- its parts ---------------------------------------------------------------------------------


def _parts(pack: DebriefPack) -> Iterator[Block]:
    yield from missing(pack)
    yield header("Who recommends what")
    yield from paragraphs((_recommendation(pack, each) for each in pack.recommendations), "\n")
    if pack.compares:
        yield section(_how_they_stand(pack))
    yield from findings(pack)
    yield actions(button("Copy for the ATS", Action.DEBRIEF_COPY, place(pack)))


def _recommendation(pack: DebriefPack, one: Recommended) -> str:
    """A line: what, who, of several interviews which, and why."""
    where = f", {escape(pack.titles[one.interview.guide])}" if len(pack.titles) > 1 else ""
    why = escape(clip(one_line(one.reasons), REASON_CHARACTERS))
    said = f"*{recommended(one.recommendation)}*  {assignments.person(one.panelist)}{where}"
    return f"{said}: {why}" if why else said


def _how_they_stand(pack: DebriefPack) -> str:
    """Whether to meet, not what to decide."""
    if pack.disagreements or _recommend_both(pack):
        return "Worth a meeting: people disagree."
    return "Nobody disagrees."


def _recommend_both(pack: DebriefPack) -> bool:
    given = {each.recommendation for each in pack.recommendations}
    return bool(given & _FAVOURING and given & _OPPOSING)
