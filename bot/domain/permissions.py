"""Who may do what. Each check gives what it was asked about, or raises the sentence the person reads.

A "no" does not tell whether a loop exists: only those with a part in it hear that somebody else may. Who may
read which scorecard is in `visibility`.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.errors import NoSuchLoop, NotForGuests, NotYours, Refused
from bot.domain.interviews import Interview, Panelist
from bot.domain.loops import Loop, LoopState
from bot.domain.people import Person, Standing

BEGUN = "This loop has begun, and its people know of it. Close it instead."
NOT_RECRUITERS = "Only a loop's recruiter can do that. Ask them in the loop's channel."


# --- the bot -----------------------------------------------------------------------------------


def check_may_use(person: Person) -> Person:
    """Set up loops, list guides, look over one's loops: active members of the company."""
    if not person.may_use_the_bot:
        raise NotForGuests
    return person


def check_may_set_for_everybody(person: Person) -> Person:
    """Settings that hold for all who have none of their own: admins of the workspace."""
    if not (person.admin and person.may_use_the_bot):
        raise Refused(
            "Only an admin of this workspace can set that for everybody. Your own settings are yours."
        )
    return person


def check_may_read_guide(person: Person, *, has_part: bool) -> None:
    """`has_part`: they interview with it, or lead a loop that has it; then a guest reads it too."""
    if person.standing is not Standing.MEMBER and not has_part:
        raise NotForGuests


# --- a loop ------------------------------------------------------------------------------------


def is_own(by: str, loop: Loop) -> bool:
    """Whether `by` is the loop's candidate: everything of it is refused them, whatever else they are."""
    return by == loop.candidate.account


def leads(by: str, loop: Loop) -> bool:
    """Whether the loop is among those `by` looks after: as recruiter or hiring manager."""
    return by in (loop.recruiter, loop.hiring_manager) and not is_own(by, loop)


def check_may_find(person: Person) -> None:
    """Look for loops by the candidate's name."""
    if person.is_guest:
        raise NoSuchLoop


def check_may_look(person: Person, loop: Loop | None) -> Loop:
    """The overview of a loop: everybody with a part in it, and admins."""
    has_part = loop is not None and person.id in loop.people()
    if loop is None or _hidden(person.id, loop) or person.is_guest or not (has_part or person.admin):
        raise NoSuchLoop
    return loop


def check_may_brief(person: Person, loop: Loop | None) -> Loop:
    """The candidate's brief of a loop."""
    if loop is None or is_own(person.id, loop) or not (person.admin or leads(person.id, loop)):
        raise NoSuchLoop
    return loop


def may_change(person: Person, loop: Loop) -> bool:
    """The loop's recruiter, and admins."""
    return person.id == loop.recruiter or person.admin


def check_may_set_up(person: Person, loop: Loop | None) -> Loop:
    """Its list of interviews. A draft is its recruiter's alone."""
    if loop is None or is_own(person.id, loop):
        raise NoSuchLoop
    if person.id == loop.recruiter or (person.admin and loop.state is not LoopState.DRAFT):
        return loop
    raise _not_theirs(person.id, loop)


def check_may_discard(by: str, loop: Loop | None) -> Loop | None:
    """None for somebody else's draft, or one that is gone: there is nothing to say of it."""
    if loop is None or by != loop.recruiter:
        return None
    if loop.state is not LoopState.DRAFT:
        raise Refused(BEGUN)
    return loop


def check_may_close(person: Person, loop: Loop | None) -> Loop:
    """End it, and see whose feedback it waits for."""
    if loop is None or _hidden(person.id, loop):
        raise NoSuchLoop
    if not may_change(person, loop):
        raise _not_theirs(person.id, loop)
    return loop


def check_may_chase(person: Person, loop: Loop | None, panelist_id: int) -> tuple[Loop, Interview, Panelist]:
    """Remind somebody of their feedback, or go on without it."""
    found = loop.assignment(panelist_id) if loop else None
    if loop is None or found is None or is_own(person.id, loop):
        raise NoSuchLoop
    if not may_change(person, loop):
        raise _not_theirs(person.id, loop)
    return loop, *found


def check_any_may_change(person: Person, found: Iterable[Loop]) -> list[Loop]:
    """Of loops found by name, those they may change or end."""
    theirs = [each for each in found if may_change(person, each)]
    if not theirs:
        raise Refused(NOT_RECRUITERS)
    return theirs


# --- an interview ------------------------------------------------------------------------------


def check_sits_in(by: str, loop: Loop | None, panelist_id: int) -> tuple[Loop, Interview, Panelist]:
    """Say something of an interview: whoever is on its panel, and those who look after the loop."""
    found = loop.assignment(panelist_id) if loop else None
    if loop is None or found is None or is_own(by, loop) or loop.state is LoopState.DRAFT:
        raise NoSuchLoop
    interview, panelist = found
    looks_after = by in (loop.recruiter, *loop.coordinators)
    if panelist.removed or not (looks_after or any(each.person == by for each in interview.panel)):
        raise NoSuchLoop
    return loop, interview, panelist


def check_is_panelist(by: str, loop: Loop | None, panelist_id: int) -> tuple[Loop, Interview, Panelist]:
    """Answer for a panelist: they themselves, or the recruiter for somebody without an account."""
    found = loop.assignment(panelist_id) if loop else None
    if loop is None or found is None or is_own(by, loop):
        raise NoSuchLoop
    interview, panelist = found
    if panelist.removed or by != (panelist.person or loop.recruiter):
        raise NoSuchLoop
    return loop, interview, panelist


# --- words -------------------------------------------------------------------------------------


def _hidden(by: str, loop: Loop) -> bool:
    return is_own(by, loop) or loop.state is LoopState.DRAFT


def _not_theirs(by: str, loop: Loop) -> Refused:
    return NotYours() if by in loop.people() else NoSuchLoop()
