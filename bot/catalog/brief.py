"""Writes what a candidate is sent: plain text to copy, made of nothing but the candidate's own data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.catalog.catalog import Catalog
from bot.catalog.exercises import Brief, Exercise
from bot.catalog.models import Assistants, Company, Guide


def brief_text(catalog: Catalog, guide: Guide, exercise: str | None = None) -> str:
    """The brief of one interview type, with the exercise's own part if it has one."""
    return _joined([_interview(guide, exercise, catalog.company), _about_us(catalog.company)])


def briefs_text(catalog: Catalog, interviews: Iterable[tuple[Guide, str | None, str]]) -> str:
    """All interviews of a candidate in one text. What holds for every one is said once, at the end."""
    parts = [_interview(guide, exercise, catalog.company, when) for guide, exercise, when in interviews]
    numbered = [f"{number}. {part}" for number, part in enumerate(parts, 1)]
    return _joined([*(numbered if len(parts) > 1 else parts), _about_us(catalog.company)])


def _interview(guide: Guide, slug: str | None, company: Company, when: str = "") -> str:
    # A loop may still name an exercise that the catalog has dropped: its brief is then the guide's alone.
    exercise = guide.exercise(slug)
    briefs = [guide.brief, *([exercise.brief] if exercise and exercise.brief else [])]
    head = "\n".join(filter(None, [guide.title, when, _length(guide, exercise, when)]))
    expect = [line for brief in briefs for line in brief.expect] + _given(guide, slug, company)
    return _joined(
        [
            head,
            *(brief.about for brief in briefs),
            _listed("What to expect", expect),
            _listed("How to prepare", [line for brief in briefs for line in brief.prepare]),
            _listed("Links", _links(briefs)),
            *(brief.attachment.rstrip() for brief in briefs if brief.attachment),
        ]
    )


def _length(guide: Guide, exercise: Exercise | None, when: str) -> str:
    if when:  # a booked interview may be shorter or longer than its type
        return f"With {guide.interviewers.who}"
    minutes = exercise.minutes if exercise and exercise.minutes else guide.minutes
    return f"{minutes} minutes, with {guide.interviewers.who}"


def _given(guide: Guide, exercise: str | None, company: Company) -> list[str]:
    """What follows from the guide's other data."""
    lines = []
    if guide.assistants is Assistants.EXPECTED:
        preferred = f" Our own, {company.assistant}, is the one we like best." if company.assistant else ""
        lines.append(f"Coding assistants are welcome, and we expect you to use one.{preferred}")
    yours = sum(item.minutes for item in guide.agenda_of(exercise) if item.candidate_questions)
    if yours:
        lines.append(f"The last {yours} minutes are for your own questions.")
    return lines


def _links(briefs: Sequence[Brief]) -> list[str]:
    return list(dict.fromkeys(f"{each.title}: {each.link}" for brief in briefs for each in brief.resources))


def _about_us(company: Company) -> str:
    return _joined(
        [
            _listed("What daily work is like here", company.about_work),
            _listed("What we want our interviews to be", company.aims),
            _listed("Whom we hope to find", company.wanted),
        ]
    )


def _listed(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"- {line}" for line in lines)]) if lines else ""


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)
