"""One scorecard as others read it: a reply in the thread, a direct copy, a page, and text for the ATS.

The first block and a message's `text` name no candidate, rating or recommendation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from slack_sdk.models.blocks import (
    Block,
    RichTextBlock,
    RichTextElementParts,
    RichTextPreformattedElement,
)
from slack_sdk.models.views import View

from bot.domain.interviews import Role
from bot.domain.scorecards import Assessment, Rating
from bot.slack.ids import Action, Callback
from bot.slack.views import assignments
from bot.slack.views.judgements import RATINGS, rated, recommended
from bot.slack.views.shape import (
    Message,
    actions,
    button,
    context,
    header,
    messages,
    modal,
    paragraphs,
    section,
)
from bot.slack.views.text import escape, everyones_moment, mention, pieces, quoted
from bot.values.feedback import Posted

VIEW_BYTES = 240_000  # Slack takes 250 KB with what it adds itself
SHADOW = "Shadow: kept apart, not counted."
_PASSAGE = 2900
_CODE = 3000


def posted(p: Posted, *, with_recruiter_note: bool = False) -> list[Message]:
    """The messages of one scorecard; not opened, one line that it is in."""
    text = f"{_headline(p)} is in. {_count(p)}"
    if not p.opened:
        return [Message(text, [section(text)])]
    copy = button("Copy for the ATS", Action.SCORECARD_READ, str(p.panelist.id))
    return messages(text, [*_content(p, with_recruiter_note), actions(copy)], _headline(p))


def read_scorecard_modal(p: Posted, *, with_recruiter_note: bool = False) -> View:
    """The whole scorecard, then the same as plain text to copy, as far as both fit in one modal."""
    if not p.opened:
        return modal(Callback.READ_SCORECARD, "Feedback", [section(f"{_headline(p)} is in. {_count(p)}")])
    content = _content(p, with_recruiter_note)
    whole = _page([*content, header("Copy for the ATS"), *_verbatim(ats_text(p))])
    return whole if _fits(whole) else _page(content)


def ats_text(p: Posted) -> str:
    """Plain text in the guide's order, without the note for the recruiter."""
    feedback = p.scorecard.feedback
    parts = [
        f"{p.guide.title}: feedback by {_plain_name(p)} ({p.panelist.role})",
        f"{p.loop.candidate.name}, {p.loop.position.heading}",
        *([SHADOW] if p.panelist.role is Role.SHADOW else []),
        *_remarks(p, _plain_name(p), _plain_author(p)),
        "",
        f"Recommendation: {recommended(feedback.recommendation)}",
        feedback.reasons.strip(),
        "",
        *(_ats_row(label, said) for label, said in _rows(p)),
        *(["", "Notes", feedback.shared_notes.strip()] if feedback.shared_notes.strip() else []),
    ]
    return "\n".join(parts)


# --- its parts ---------------------------------------------------------------------------------


def _content(p: Posted, with_recruiter_note: bool) -> list[Block]:
    feedback = p.scorecard.feedback
    note = feedback.recruiter_note if with_recruiter_note else ""
    passages = [
        *_passage(f"*Recommendation: {recommended(feedback.recommendation)}*", feedback.reasons),
        *(text for label, said in _rows(p) if not _is_blank(said) for text in _row(label, said)),
        *_blank(p),
        *(_passage("*Notes*", feedback.shared_notes) if feedback.shared_notes.strip() else []),
        *(_passage("*For the recruiter only*", note) if note.strip() else []),
    ]
    return [section(f"*{_headline(p)}*\n{_count(p)}"), _about(p), *paragraphs(passages)]


def _headline(p: Posted) -> str:
    kind = "Shadow's feedback" if p.panelist.role is Role.SHADOW else "Feedback"
    return f"{kind} on {escape(p.guide.title)} by {assignments.person(p.panelist)}"


def _count(p: Posted) -> str:
    return SHADOW if p.panelist.role is Role.SHADOW else f"{p.given} of {p.expected} in."


def _about(p: Posted) -> Block:
    candidate = f"{escape(p.loop.candidate.name)} · {escape(p.loop.position.heading)}"
    corrected = p.scorecard.corrected_at
    remarks = [
        *_remarks(p, assignments.person(p.panelist), mention(p.scorecard.author)),
        *([f"Corrected {everyones_moment(corrected)}."] if corrected else []),
    ]
    return context("\n".join([candidate, *remarks]))


def _remarks(p: Posted, panelist: str, author: str) -> Iterator[str]:
    """What to know of how it came about, with both names as they are to be written."""
    if p.scorecard.author != p.panelist.person:
        yield f"Entered by {author} for {panelist}."
    if p.scorecard.after_reading:
        yield "Entered after reading the others."


def _rows(p: Posted) -> list[tuple[str, Assessment]]:
    """Every criterion in the guide's order; then what was said of criteria this text of it has not."""
    feedback = p.scorecard.feedback
    known = [
        (f"{number}  {criterion.line}", feedback.of(criterion.id))
        for number, criterion in enumerate(p.guide.look_for, 1)
    ]
    others = [each for each in feedback.assessments if p.guide.criterion(each.criterion) is None]
    return [*known, *((each.criterion, each) for each in others)]


def _row(label: str, said: Assessment) -> list[str]:
    return _passage(f"*{escape(label)}*\n{rated(said.rating)}", said.evidence)


def _is_blank(said: Assessment) -> bool:
    return said.rating is Rating.NOT_ASSESSED and not said.evidence.strip()


def _blank(p: Posted) -> list[str]:
    """What was not looked at, in one line with its numbers."""
    feedback = p.scorecard.feedback
    names = [
        f"{number} {escape(criterion.short)}"
        for number, criterion in enumerate(p.guide.look_for, 1)
        if _is_blank(feedback.of(criterion.id))
    ]
    return [f"*{RATINGS[Rating.NOT_ASSESSED]}*\n{' · '.join(names)}"] if names else []


def _passage(heading: str, text: str) -> list[str]:
    """A heading with what was typed, in as many parts as sections need."""
    first, *more = quoted(text, _PASSAGE - len(heading)) or [""]
    return [f"{heading}\n{first}".rstrip(), *more]


# --- plain text --------------------------------------------------------------------------------


def _ats_row(label: str, said: Assessment) -> str:
    lines = said.evidence.strip().splitlines()
    return "\n".join([f"{label}: {RATINGS[said.rating]}", *(f"   {line}" for line in lines)])


def _plain_name(p: Posted) -> str:
    return p.names.get(p.panelist.person or "") or p.panelist.name or "a panelist"


def _plain_author(p: Posted) -> str:
    return p.names.get(p.scorecard.author) or "the recruiter"


def _verbatim(text: str) -> Iterable[Block]:
    for piece in pieces(text, _CODE):
        part = RichTextElementParts.Text(text=piece)
        yield RichTextBlock(elements=[RichTextPreformattedElement(elements=[part])])


# --- the page ----------------------------------------------------------------------------------


def _page(blocks: list[Block]) -> View:
    return modal(Callback.READ_SCORECARD, "Feedback", blocks)


def _fits(view: View) -> bool:
    written = json.dumps(view.to_dict(), ensure_ascii=False)
    return len(view.blocks or ()) <= 100 and len(written.encode(errors="replace")) <= VIEW_BYTES
