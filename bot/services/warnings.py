"""What a recruiter should look at before creating: clashes, hours, and the house rules. Warnings only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from bot.catalog.models import Guide
from bot.domain.interviews import Interview, Role
from bot.domain.loops import Loop
from bot.domain.settings import Preferences
from bot.domain.worktime import is_open, zone_of

LONGEST = timedelta(hours=8)

Busy = Sequence[tuple[str, int, datetime, int]]  # person, interview id, start, minutes


def warnings(
    loop: Loop,
    guides: Mapping[str, Guide],
    preferences: Callable[[str], Preferences],
    busy: Busy,
    names: Mapping[str, str],
    earlier: Sequence[Loop],
    now: datetime,
) -> dict[int, tuple[str, ...]]:
    """Sentences by interview id."""
    found = {}
    for each in loop.active:
        guide = guides[each.guide]
        found[each.id] = (
            *_clashes(each, busy, names),
            *_hours(each, preferences, names, now),
            *_panel_size(each, guide),
            *_same_exercise(each, guide, earlier),
        )
    return {interview_id: every for interview_id, every in found.items() if every}


def _people(interview: Interview) -> list[str]:
    return [each.person for each in interview.panel if each.person]


def _clashes(interview: Interview, busy: Busy, names: Mapping[str, str]) -> Iterator[str]:
    start, end = interview.starts_at, interview.ends_at
    if start is None or end is None:
        return
    for person, other, other_start, minutes in busy:
        overlaps = other_start < end and other_start + timedelta(minutes=minutes) > start
        if other != interview.id and person in _people(interview) and overlaps:
            yield f"{names.get(person, person)} has another interview at that time."


def _hours(
    interview: Interview,
    preferences: Callable[[str], Preferences],
    names: Mapping[str, str],
    now: datetime,
) -> Iterator[str]:
    if interview.starts_at is None or interview.ends_at is None or interview.is_over(now):
        return
    for person in _people(interview):
        prefs = preferences(person)
        if not is_open(interview.starts_at, prefs):
            local = interview.starts_at.astimezone(zone_of(prefs.zone))
            yield f"It is {local:%a %H:%M} for {names.get(person, person)}, outside their working hours."


def _panel_size(interview: Interview, guide: Guide) -> Iterator[str]:
    counting = [each for each in interview.panel if each.role is not Role.SHADOW]
    if counting and len(counting) < guide.interviewers.min:
        yield f"The guide asks for {guide.interviewers.min} interviewers."
    if len(counting) > guide.interviewers.max:
        yield f"The guide asks for at most {guide.interviewers.max} interviewers."


def _same_exercise(interview: Interview, guide: Guide, earlier: Sequence[Loop]) -> Iterator[str]:
    if not guide.rules.same_exercise:
        return
    others = [each for loop in earlier for each in loop.active if each.guide == interview.guide]
    used = {each.exercise for each in others if each.exercise}
    if used and interview.exercise and interview.exercise not in used:
        yield "Earlier candidates for this position had another exercise."
    mine = set(_people(interview))
    if mine and others and not any(mine & set(_people(each)) for each in others):
        yield "Earlier candidates for this position met other interviewers."
