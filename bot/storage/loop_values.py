"""Loops as rows: each function gives one row, with all it says of the domain's value."""

from __future__ import annotations

from typing import Any

from bot.domain.candidates import identity_key
from bot.domain.interviews import Interview, Panelist, Said, Stage
from bot.domain.loops import Candidate, Link, Loop, LoopRole
from bot.domain.stages import StageState

Values = dict[str, Any]


def candidate_values(value: Candidate) -> Values:
    return {
        "name": value.name,
        "email": value.email,
        "ats_url": value.ats_url,
        "zone": value.zone,
        "account": value.account,
        "created_by": value.created_by,
        **candidate_keys(value),
    }


def candidate_keys(value: Candidate) -> dict[str, str | None]:
    """What finds this record."""
    typed = {"email_key": value.email, "ats_key": value.ats_url}
    return {column: identity_key(mark) if value.identified else None for column, mark in typed.items()}


def loop_values(value: Loop) -> Values:
    return {
        "candidate_id": value.candidate.id,
        "position_id": value.position.id,
        "channel": value.channel,
        "state": value.state.value,
        "template": value.template,
        "outcome": value.outcome.value if value.outcome else None,
        "created_at": value.created_at,
        "closed_at": value.closed_at,
        "revision": value.revision,
        "origin": value.origin,
    }


def roles(value: Loop) -> frozenset[tuple[LoopRole, str]]:
    """Who has a part in the loop as a whole."""
    given = [
        (LoopRole.RECRUITER, value.recruiter),
        (LoopRole.HIRING_MANAGER, value.hiring_manager),
        *((LoopRole.COORDINATOR, person) for person in value.coordinators),
    ]
    return frozenset((role, person) for role, person in given if person)


def role_values(role: LoopRole, person: str, loop_id: int) -> Values:
    return {"loop_id": loop_id, "role": role.value, "person": person}


def link_values(value: Link, loop_id: int, ordinal: int) -> Values:
    return {"loop_id": loop_id, "ordinal": ordinal, "title": value.title, "url": value.url}


def stage_values(value: Stage, loop_id: int) -> Values:
    """One that has just got its first interview."""
    return {
        "loop_id": loop_id,
        "name": value.value,
        "ordinal": list(Stage).index(value) + 1,
        "state": StageState.OPEN.value,
    }


def interview_values(value: Interview, loop_id: int, stage_id: int) -> Values:
    return {
        "loop_id": loop_id,
        "stage_id": stage_id,
        "ordinal": value.ordinal,
        "guide": value.guide,
        "guide_version": value.guide_version,
        "starts_at": value.starts_at,
        "minutes": value.minutes,
        "timed_at": value.timed_at,
        "exercise": value.exercise,
        "place": value.place,
        "cancelled": value.cancelled,
        "called_off": value.called_off is not None,
        "revision": value.revision,
        "origin": value.origin,
    }


def answer_values(value: Said, interview_id: int) -> Values:
    return {
        "interview_id": interview_id,
        "panelist_id": value.panelist_id,
        "what": value.answer.value,
        "by_person": value.by,
        "at": value.at,
        "detail": value.detail,
    }


def panelist_values(value: Panelist, interview_id: int) -> Values:
    return {
        "interview_id": interview_id,
        "person": value.person,
        "name": value.name,
        "role": value.role.value,
        "added_at": value.added_at,
        "extended_until": value.extended_until,
        "removed": value.removed,
        "asked_at": value.asked_at,
    }


def excuse_values(value: Panelist, panelist_id: int) -> Values | None:
    """None for somebody who is not excused."""
    excuse = value.excuse
    if excuse is None:
        return None
    return {
        "panelist_id": panelist_id,
        "reason": excuse.reason.value,
        "by_person": excuse.by,
        "at": excuse.at,
        "note": excuse.note,
    }


def told_values(value: Panelist, panelist_id: int) -> Values | None:
    """None for somebody who was told nothing yet."""
    told = value.last_told
    if told is None:
        return None
    return {
        "panelist_id": panelist_id,
        "starts_at": told.starts_at,
        "place": told.place,
        "cancelled": told.cancelled,
        "role": told.role.value,
    }
