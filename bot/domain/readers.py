"""What people are owed of a loop's feedback directly: copies of scorecards, and word of each debrief.

Recruiter and hiring manager get the scorecards that count; a shadow's goes to those who led the interview.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from bot.domain.about import AboutCopy, AboutDebrief
from bot.domain.handing_in import correctable_until, counts_from
from bot.domain.interviews import Interview, Panelist, Role, Stage
from bot.domain.loops import Loop, LoopState
from bot.domain.notices import NoticeKind, Wanted
from bot.domain.owing import counting_assignments
from bot.domain.scorecards import Scorecard
from bot.domain.visibility import FeedbackAccess


def plan_copies(access: FeedbackAccess) -> Iterator[Wanted]:
    """Full text, to each reader as soon as they may read it."""
    moments = _moments(access)
    for interview, panelist in access.loop.assignments():
        scorecard = access.scorecards.get(panelist.id)
        if scorecard is None:
            continue
        for reader in _readers(access.loop, interview, panelist):
            seen = _first(moments, partial(_may_read, reader, panelist.id))
            if seen is None or scorecard.author == reader:
                continue
            yield Wanted(
                NoticeKind.SCORECARD_COPY,
                f"scorecard:{panelist.id}",
                reader,
                scorecard.revision,
                seen.now,
                loop_id=access.loop.id,
                interview_id=interview.id,
                panelist_id=panelist.id,
                about=AboutCopy(),
            )


def plan_debriefs(access: FeedbackAccess) -> Iterator[Wanted]:
    """Word to recruiter and hiring manager, once a stage is ready and they may read it.

    Once for what is in: a scorecard that comes later is worth another word.
    """
    loop = access.loop
    if loop.state is not LoopState.OPEN:
        return
    moments = _moments(access)
    for stage in Stage:
        for reader in _leading(loop):
            seen = _first(moments, partial(_is_open, reader, stage))
            others = _by_others(seen, stage, reader) if seen else []
            if seen is None or not others:
                continue
            yield Wanted(
                NoticeKind.DEBRIEF,
                f"stage:{loop.id}:{stage.value}",
                reader,
                _newest(seen, stage),
                seen.now,
                loop_id=loop.id,
                about=AboutDebrief(stage, tuple(others)),
            )


def given_with_interviews(
    loop: Loop, given: Mapping[int, Scorecard]
) -> Iterator[tuple[Interview, Scorecard]]:
    """Each scorecard that is in. `given`: by panelist id."""
    for interview in loop.interviews:
        for panelist in interview.everyone:
            if panelist.id in given:
                yield interview, given[panelist.id]


# --- to whom -----------------------------------------------------------------------------------


def _leading(loop: Loop) -> list[str]:
    return sorted({loop.recruiter, loop.hiring_manager})


def _readers(loop: Loop, interview: Interview, panelist: Panelist) -> list[str]:
    if panelist.role is not Role.SHADOW:
        return _leading(loop)
    return sorted({each.person or loop.recruiter for each in interview.in_role(Role.LEAD)})


# --- when --------------------------------------------------------------------------------------


def _moments(access: FeedbackAccess) -> list[FeedbackAccess]:
    """Now, and whenever from now on a scorecard begins to count or can be corrected no more."""
    given = given_with_interviews(access.loop, access.scorecards)
    changes = {at for each in given for at in (counts_from(*each), correctable_until(*each)) if at}
    return [replace(access, now=at) for at in (access.now, *sorted(changes)) if at >= access.now]


def _first(
    moments: Iterable[FeedbackAccess], holds: Callable[[FeedbackAccess], bool]
) -> FeedbackAccess | None:
    """None while somebody owes something that it waits for."""
    return next((each for each in moments if holds(each)), None)


def _may_read(reader: str, panelist_id: int, then: FeedbackAccess) -> bool:
    return then.may_read(reader, panelist_id)


def _is_open(reader: str, stage: Stage, then: FeedbackAccess) -> bool:
    return then.is_ready(stage) and then.sees(reader, stage)


# --- of what -----------------------------------------------------------------------------------


def _of_stage(access: FeedbackAccess, stage: Stage) -> list[Scorecard]:
    every = counting_assignments(access.loop, stage)
    return [access.counted[panelist.id] for _, panelist in every if panelist.id in access.counted]


def _by_others(access: FeedbackAccess, stage: Stage, reader: str) -> list[int]:
    return [each.panelist_id for each in _of_stage(access, stage) if each.author != reader]


def _newest(access: FeedbackAccess, stage: Stage) -> int:
    """When the last of it went in or was corrected, in seconds: rises with each that comes."""
    moments = [at for each in _of_stage(access, stage) for at in (each.submitted_at, each.corrected_at) if at]
    return int(max(moments).timestamp())
