"""Plain text for the ATS, in the guide's order: of one scorecard, and of a debrief with all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from slack_sdk.models.blocks import (
    Block,
    RichTextBlock,
    RichTextElementParts,
    RichTextPreformattedElement,
)
from slack_sdk.models.views import View

from bot.domain.interviews import Role
from bot.domain.scorecards import Assessment
from bot.slack.ids import Callback
from bot.slack.views.debrief import heading
from bot.slack.views.judgements import RATINGS, recommended
from bot.slack.views.shape import VIEW_BYTES, context, page
from bot.slack.views.text import dated, pieces
from bot.values.feedback import DebriefPage, Posted

SHADOW = "Shadow: kept apart, not counted."
TOO_LONG = "Too long for one window: this is how it begins. Each scorecard has its own copy."
BETWEEN = "\n\n----------\n\n"
_CODE = 3000


def ats_text(p: Posted) -> str:
    """Of one scorecard, without the note for the recruiter."""
    feedback = p.scorecard.feedback
    parts = [
        f"{p.guide.title}: feedback by {_plain_name(p)} ({p.panelist.role})",
        f"{p.loop.candidate.name}, {p.loop.position.heading}",
        *([SHADOW] if p.panelist.role is Role.SHADOW else []),
        *remarks(p, _plain_name(p), _plain_author(p)),
        "",
        f"Recommendation: {recommended(feedback.recommendation)}",
        feedback.reasons.strip(),
        "",
        *(_ats_row(label, said) for label, said in rows(p)),
        *(["", "Notes", feedback.shared_notes.strip()] if feedback.shared_notes.strip() else []),
    ]
    return "\n".join(parts)


def debrief_text(d: DebriefPage) -> str:
    """Who recommends what, then each scorecard: interview by interview."""
    every = _by_interview(d)
    top = [
        f"{d.pack.loop.candidate.name}, {d.pack.loop.position.heading}",
        heading(d.pack),
        "",
        *(
            f"{recommended(p.scorecard.feedback.recommendation)}: {_plain_name(p)}, {p.guide.title}"
            for p in every
        ),
    ]
    return BETWEEN.join(["\n".join(top), *map(ats_text, every)])


def copy_debrief_modal(d: DebriefPage) -> View:
    as_of = context(f"As of {dated(d.now, d.reader.zone)}.")
    begins = debrief_text(d)[:VIEW_BYTES]  # more would not fit, and takes its time
    return page(Callback.COPY_DEBRIEF, "Copy for the ATS", [as_of, *verbatim(begins)], TOO_LONG)


# --- what it is made of ------------------------------------------------------------------------


def rows(p: Posted) -> list[tuple[str, Assessment]]:
    """Every criterion in the guide's order; then what was said of criteria this text of it has not."""
    feedback = p.scorecard.feedback
    known = [
        (f"{number}  {criterion.line}", feedback.of(criterion.id))
        for number, criterion in enumerate(p.guide.look_for, 1)
    ]
    others = [each for each in feedback.assessments if p.guide.criterion(each.criterion) is None]
    return [*known, *((each.criterion, each) for each in others)]


def remarks(p: Posted, panelist: str, author: str) -> Iterator[str]:
    """What to know of how it came about, with both names as they are to be written."""
    if p.scorecard.author != p.panelist.person:
        yield f"Entered by {author} for {panelist}."
    if p.scorecard.after_reading:
        yield "Entered after reading the others."


def verbatim(text: str) -> Iterable[Block]:
    """To copy as it is."""
    for piece in pieces(text, _CODE):
        part = RichTextElementParts.Text(text=piece)
        yield RichTextBlock(elements=[RichTextPreformattedElement(elements=[part])])


def _by_interview(d: DebriefPage) -> list[Posted]:
    order = [each.id for each in d.pack.loop.interviews]
    return sorted(d.scorecards, key=lambda p: order.index(p.interview.id))


def _ats_row(label: str, said: Assessment) -> str:
    lines = said.evidence.strip().splitlines()
    return "\n".join([f"{label}: {RATINGS[said.rating]}", *(f"   {line}" for line in lines)])


def _plain_name(p: Posted) -> str:
    return p.names.get(p.panelist.person or "") or p.panelist.name or "a panelist"


def _plain_author(p: Posted) -> str:
    return p.names.get(p.scorecard.author) or "the recruiter"
