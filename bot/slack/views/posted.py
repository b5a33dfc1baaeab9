"""One scorecard as others read it: a reply in the thread, a direct copy, and a page.

The first block and a message's `text` name no candidate, rating or recommendation.
"""

from __future__ import annotations

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.interviews import Role
from bot.domain.scorecards import Assessment, Rating
from bot.slack.ids import Action, Callback
from bot.slack.views import assignments
from bot.slack.views.ats import SHADOW, ats_text, remarks, rows, verbatim
from bot.slack.views.judgements import RATINGS, rated, recommended
from bot.slack.views.shape import (
    Message,
    actions,
    button,
    context,
    fits,
    header,
    messages,
    modal,
    paragraphs,
    section,
)
from bot.slack.views.text import escape, everyones_moment, mention, quoted
from bot.values.feedback import Posted

_PASSAGE = 2900


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
    whole = _page([*content, header("Copy for the ATS"), *verbatim(ats_text(p))])
    return whole if fits(whole) else _page(content)


# --- its parts ---------------------------------------------------------------------------------


def _content(p: Posted, with_recruiter_note: bool) -> list[Block]:
    feedback = p.scorecard.feedback
    note = feedback.recruiter_note if with_recruiter_note else ""
    passages = [
        *_passage(f"*Recommendation: {recommended(feedback.recommendation)}*", feedback.reasons),
        *(text for label, said in rows(p) if not _is_blank(said) for text in _row(label, said)),
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
    said = [
        *remarks(p, assignments.person(p.panelist), mention(p.scorecard.author)),
        *([f"Corrected {everyones_moment(corrected)}."] if corrected else []),
    ]
    return context("\n".join([candidate, *said]))


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


# --- the page ----------------------------------------------------------------------------------


def _page(blocks: list[Block]) -> View:
    return modal(Callback.READ_SCORECARD, "Feedback", blocks)
