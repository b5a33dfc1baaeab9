"""What people may say of an interview: who, and when. One table; whatever is not in it is refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import Refused
from bot.domain.interviews import (
    AnswerKind,
    Excuse,
    ExcuseReason,
    Interview,
    Panelist,
    Role,
    Said,
)
from bot.domain.loops import Loop, LoopState
from bot.domain.words import names


class InterviewPart(StrEnum):
    """In one interview. A coordinator's is the recruiter's."""

    LEAD = "lead"
    OBSERVER = "observer"
    SHADOW = "shadow"
    RECRUITER = "recruiter"


class Edge(StrEnum):
    START = "start"
    END = "end"


@dataclass(frozen=True)
class Bound:
    """A moment of the interview's: so long after one of its edges, negative before it."""

    edge: Edge
    minutes: int = 0

    def at(self, interview: Interview) -> datetime | None:
        edge = interview.starts_at if self.edge is Edge.START else interview.ends_at
        return edge + timedelta(minutes=self.minutes) if edge else None

    @property
    def said(self) -> str:
        """ "15 minutes after its start"."""
        if not self.minutes:
            return f"its {self.edge.value}"
        amount = "an hour" if abs(self.minutes) == 60 else f"{abs(self.minutes)} minutes"
        return f"{amount} {'after' if self.minutes > 0 else 'before'} its {self.edge.value}"


@dataclass(frozen=True)
class AnswerRule:
    """Who may say it, from when and until when; None: without an end on that side.

    `sooner`: who may say it from its start on, whatever `opens` says. `of_themselves`: each says it of
    their own place, and only until their scorecard is in. `half`: it opens half its length after the start.
    """

    who: frozenset[InterviewPart]
    opens: Bound | None = None
    closes: Bound | None = None
    sooner: frozenset[InterviewPart] = frozenset()
    of_themselves: bool = False
    half: bool = False


_COUNTS = frozenset({InterviewPart.LEAD, InterviewPart.OBSERVER})
_PANEL = frozenset({InterviewPart.LEAD, InterviewPart.OBSERVER, InterviewPart.SHADOW})
_RECRUITER = frozenset({InterviewPart.RECRUITER})
START, END = Bound(Edge.START), Bound(Edge.END)

RULES: Mapping[AnswerKind, AnswerRule] = {
    AnswerKind.CANDIDATE_MISSING: AnswerRule(_COUNTS, Bound(Edge.START, 2), END),
    AnswerKind.CALLED_OFF: AnswerRule(
        frozenset({InterviewPart.LEAD, InterviewPart.RECRUITER}), Bound(Edge.START, 15), sooner=_RECRUITER
    ),
    AnswerKind.DONE: AnswerRule(frozenset({InterviewPart.LEAD}), START, END, half=True),
    AnswerKind.WAS_NOT_THERE: AnswerRule(_COUNTS, START, of_themselves=True),
    AnswerKind.CANNOT_MAKE_IT: AnswerRule(_PANEL, closes=START, of_themselves=True),
    AnswerKind.RUNNING_LATE: AnswerRule(
        _PANEL, Bound(Edge.START, -60), Bound(Edge.START, 15), of_themselves=True
    ),
}

EXCUSES = frozenset({AnswerKind.WAS_NOT_THERE, AnswerKind.CANNOT_MAKE_IT})
"""Those after which nothing is owed by whoever said it."""
OF_A_PANELIST = frozenset(answer for answer, rule in RULES.items() if rule.of_themselves)

_SAID = {
    InterviewPart.LEAD: "who leads it",
    InterviewPart.OBSERVER: "its observers",
    InterviewPart.SHADOW: "its shadows",
    InterviewPart.RECRUITER: "the recruiter",
}


def parts_of(person: str, loop: Loop, interview: Interview, panelist: Panelist) -> frozenset[InterviewPart]:
    """Of `person` in this interview. For a panelist without an account, the recruiter answers."""
    found = {InterviewPart(each.role.value) for each in interview.panel if each.person == person}
    if person == loop.recruiter and panelist.person is None:
        found.add(InterviewPart(panelist.role.value))
    if person in (loop.recruiter, *loop.coordinators):
        found.add(InterviewPart.RECRUITER)
    return frozenset(found)


def opens_at(answer: AnswerKind, interview: Interview, parts: Collection[InterviewPart]) -> datetime | None:
    """From when on; None where it always may, or nobody knows when the interview is."""
    rule, starts_at = RULES[answer], interview.starts_at
    if rule.sooner & set(parts):
        return starts_at
    if rule.half and starts_at:
        return starts_at + timedelta(minutes=interview.minutes) / 2
    return rule.opens.at(interview) if rule.opens else None


def check_may_say(
    answer: AnswerKind,
    parts: Collection[InterviewPart],
    loop: Loop,
    interview: Interview,
    now: datetime,
    *,
    given: bool = False,
    shown: bool = False,
) -> None:
    """Raises `Refused`, with who may and when.

    `given`: the scorecard of who says it of themselves is in. `shown`: a scorecard of the stage was shown to
    somebody who did not write it; from then on only the recruiter calls an interview of it off.
    """
    rule = RULES[answer]
    if loop.state is not LoopState.OPEN:
        raise Refused("This loop is closed. There is nothing left to do here.")
    if interview.cancelled:
        raise Refused("That interview is cancelled. There is nothing left to do here.")
    if interview.called_off:
        raise Refused("That interview did not take place: it was called off.")
    if not rule.who & set(parts):
        who = names(_SAID[each] for each in InterviewPart if each in rule.who)
        raise Refused(f"Only {who} can say that.")
    if rule.of_themselves and given:
        raise Refused("Your feedback on it is in already. Tell the recruiter what was different.")
    if answer is AnswerKind.CALLED_OFF and shown and InterviewPart.RECRUITER not in parts:
        raise Refused("Feedback of this stage has been read already, so only the recruiter can call it off.")
    _check_moment(answer, parts, interview, now)


def _check_moment(
    answer: AnswerKind, parts: Collection[InterviewPart], interview: Interview, now: datetime
) -> None:
    rule = RULES[answer]
    if interview.starts_at is None and (rule.opens or rule.closes):
        if answer is AnswerKind.CANNOT_MAKE_IT:
            return  # one that is not scheduled has not begun
        raise Refused("That interview has no time yet.")
    opens = opens_at(answer, interview, parts)
    closes = rule.closes.at(interview) if rule.closes else None
    if opens and now < opens:
        raise Refused(f"That can be said from {_from(answer, parts)} on. Nothing was changed.")
    if closes and now >= closes:
        assert rule.closes, "it has a time"
        raise Refused(f"That could be said until {rule.closes.said}. Tell the recruiter instead.")


def _from(answer: AnswerKind, parts: Collection[InterviewPart]) -> str:
    rule = RULES[answer]
    if rule.sooner & set(parts):
        return START.said
    return "half of its length" if rule.half or not rule.opens else rule.opens.said


def may_take_back(person: str, by: str, parts: Collection[InterviewPart]) -> bool:
    """Whoever said it, and the recruiter."""
    return person == by or InterviewPart.RECRUITER in parts


def who_is_told(answer: AnswerKind, loop: Loop, interview: Interview, by: str) -> tuple[str, ...]:
    """Person ids, each once, without who says it."""
    others = [each.person for each in interview.panel if each.person]
    leads = [each.person for each in interview.in_role(Role.LEAD) if each.person]
    told = {
        AnswerKind.CANDIDATE_MISSING: [*others, loop.recruiter],
        AnswerKind.CALLED_OFF: [*others, loop.recruiter, loop.hiring_manager],
        AnswerKind.DONE: others,
        AnswerKind.WAS_NOT_THERE: [*leads, loop.recruiter],
        AnswerKind.CANNOT_MAKE_IT: [loop.recruiter],
        AnswerKind.RUNNING_LATE: [*others, loop.recruiter],
    }[answer]
    return tuple(dict.fromkeys(each for each in told if each != by))


# --- what it does ------------------------------------------------------------------------------


def stands(answer: AnswerKind, interview: Interview, panelist: Panelist) -> Said | None:
    """What was said, by whom, as long as it holds."""
    if answer not in EXCUSES:
        return interview.said(answer, _about(answer, panelist))
    excuse = panelist.excuse
    if excuse is None or excuse.reason.value != answer.value:
        return None
    return Said(answer, excuse.by, excuse.at, panelist.id, excuse.note)


def after_saying(said: Said, loop: Loop, interview: Interview, panelist: Panelist) -> Loop:
    if said.answer in EXCUSES:
        excuse = Excuse(ExcuseReason(said.answer.value), said.by, said.at, said.detail)
        return loop.with_panelist(panelist.excused(excuse))
    after = interview.saying(replace(said, panelist_id=_about(said.answer, panelist)))
    return loop.with_interview(_as_new(after) if said.answer is AnswerKind.CALLED_OFF else after)


def after_taking_back(
    answer: AnswerKind, loop: Loop, interview: Interview, panelist: Panelist, now: datetime
) -> Loop:
    """What is owed again is due anew from now."""
    if answer in EXCUSES:
        begun = interview.starts_at is not None and interview.starts_at <= now
        again = replace(panelist, excuse=None, added_at=now if begun else panelist.added_at)
        return loop.with_panelist(again)
    after = interview.unsaying(answer, _about(answer, panelist))
    if answer is AnswerKind.CALLED_OFF:
        after = _as_new(after.with_everyone(lambda each: replace(each, added_at=now)))
    return loop.with_interview(after)


def _about(answer: AnswerKind, panelist: Panelist) -> int | None:
    return panelist.id if answer in OF_A_PANELIST else None


def _as_new(interview: Interview) -> Interview:
    """What was said of it before does not settle what is owed now."""
    return replace(interview, revision=interview.revision + 1)
