"""What people are owed of a loop's feedback directly, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.about import AboutCopy, AboutDebrief
from bot.domain.interviews import Excuse, ExcuseReason, Interview, Panelist, Role, Stage
from bot.domain.loops import Loop, LoopState
from bot.domain.notices import NoticeKind, Wanted
from bot.domain.readers import plan_copies, plan_debriefs
from bot.domain.scorecards import CORRECTION_WINDOW, Scorecard
from bot.domain.visibility import FeedbackAccess
from tests.builders import MONDAY_NINE, a_loop, a_panelist, a_scorecard, an_interview

BEGAN = MONDAY_NINE
ENDED = BEGAN + timedelta(minutes=45)
IN = ENDED + timedelta(minutes=5)
FIXED = IN + CORRECTION_WINDOW
LATER = IN + timedelta(days=1)
PRIYA, TOM = a_panelist("UPRIYA"), a_panelist("UTOM", Role.OBSERVER)


def held(*panel: Panelist, **other: Any) -> Interview:
    return an_interview(BEGAN, panel, **other)


def given(interview: Interview, *who: Panelist, at: datetime = IN, **other: Any) -> dict[int, Scorecard]:
    return {each.id: a_scorecard(interview, each, at, **other) for each in who}


def seen(loop: Loop, scorecards: dict[int, Scorecard], now: datetime = LATER) -> FeedbackAccess:
    return FeedbackAccess(loop, scorecards, now)


def words(*args: Any, **other: Any) -> list[Wanted]:
    return list(plan_debriefs(seen(*args, **other)))


def to(wanted: list[Wanted]) -> list[str]:
    return [each.recipient for each in wanted]


BOTH = held(PRIYA, TOM)
DONE = given(BOTH, PRIYA, TOM)


# --- word of a debrief ---------------------------------------------------------------------------


def test_word_of_a_stage_goes_to_recruiter_and_hiring_manager() -> None:
    loop = a_loop(BOTH)
    about = AboutDebrief(Stage.TEAM, (PRIYA.id, TOM.id))
    revision = int(IN.timestamp())
    assert words(loop, DONE) == [
        Wanted(NoticeKind.DEBRIEF, "stage:1:team", who, revision, LATER, loop_id=1, about=about)
        for who in ("UHENRIK", "UROSA")
    ]


def test_one_person_who_is_both_hears_once() -> None:
    assert to(words(a_loop(BOTH, hiring_manager="UROSA"), DONE)) == ["UROSA"]


def test_it_is_due_when_nothing_can_be_corrected_any_more() -> None:
    assert [each.due for each in words(a_loop(BOTH), DONE, now=IN)] == [FIXED, FIXED]


def test_handed_in_early_it_waits_for_the_end() -> None:
    early = given(BOTH, PRIYA, TOM, at=BEGAN + timedelta(minutes=1))
    due = ENDED + CORRECTION_WINDOW
    assert [each.due for each in words(a_loop(BOTH), early, now=BEGAN + timedelta(minutes=2))] == [due, due]


def test_nobody_hears_while_something_is_owed_or_an_interview_has_no_panel() -> None:
    assert words(a_loop(BOTH), given(BOTH, PRIYA)) == []
    assert words(a_loop(BOTH, an_interview(panel=())), DONE) == []
    assert words(a_loop(BOTH), {}) == []


def test_another_stage_is_not_waited_for() -> None:
    loop = a_loop(BOTH, an_interview(stage=Stage.FINAL))
    assert [each.subject for each in words(loop, DONE)] == ["stage:1:team"] * 2


def test_who_may_not_read_it_hears_nothing() -> None:
    """Blind in its stage until their own decides."""
    own = a_panelist("UHENRIK")
    theirs = held(own, PRIYA, TOM)
    undecided = a_scorecard(theirs, own, IN)
    undecided = replace(undecided, feedback=replace(undecided.feedback, recommendation=None))
    assert to(words(a_loop(theirs), given(theirs, PRIYA, TOM) | {own.id: undecided})) == ["UROSA"]


def test_ones_own_scorecard_alone_is_no_news() -> None:
    own = a_panelist("UROSA")
    theirs = held(own)
    assert to(words(a_loop(theirs), given(theirs, own))) == ["UHENRIK"]
    shared = held(own, PRIYA)
    by_reader = {each.recipient: each.about for each in words(a_loop(shared), given(shared, own, PRIYA))}
    assert by_reader == {
        "UHENRIK": AboutDebrief(Stage.TEAM, (own.id, PRIYA.id)),
        "UROSA": AboutDebrief(Stage.TEAM, (PRIYA.id,)),
    }


def test_a_shadows_scorecard_is_no_part_of_it() -> None:
    shadow = a_panelist("ULEA", Role.SHADOW)
    shared = held(PRIYA, shadow)
    (word, _) = words(a_loop(shared), given(shared, PRIYA) | given(shared, shadow, at=LATER))
    assert word.about == AboutDebrief(Stage.TEAM, (PRIYA.id,))
    assert word.revision == int(IN.timestamp())


def test_a_scorecard_that_comes_later_is_worth_another_word() -> None:
    excuse = Excuse(ExcuseReason.GONE_ON_WITHOUT, "UROSA", IN)
    missing = replace(TOM, excuse=excuse)
    loop = a_loop(held(PRIYA, missing))
    first = given(loop.interviews[0], PRIYA)
    late = first | given(loop.interviews[0], missing, at=LATER)
    after = words(loop, late, now=LATER + timedelta(days=1))
    assert [each.revision for each in words(loop, first)] == [int(IN.timestamp())] * 2
    assert [each.revision for each in after] == [int(LATER.timestamp())] * 2


def test_a_correction_is_what_is_newest() -> None:
    loop = a_loop(BOTH)
    corrected = IN + timedelta(minutes=9)
    fixed = DONE | given(BOTH, TOM, corrected_at=corrected)
    assert {each.revision for each in words(loop, fixed)} == {int(corrected.timestamp())}


@pytest.mark.parametrize("state", [LoopState.DRAFT, LoopState.CLOSED])
def test_of_a_loop_that_is_not_open_nobody_hears(state: LoopState) -> None:
    assert words(a_loop(BOTH, state=state), DONE) == []


# --- copies --------------------------------------------------------------------------------------


def test_each_scorecard_goes_to_both_but_its_author() -> None:
    own = a_panelist("UROSA", Role.OBSERVER)
    shared = held(PRIYA, own)
    copies = list(plan_copies(seen(a_loop(shared), given(shared, PRIYA, own))))
    found = [(each.subject, each.recipient, each.due) for each in copies]
    assert found == [
        (f"scorecard:{PRIYA.id}", "UHENRIK", LATER),
        (f"scorecard:{PRIYA.id}", "UROSA", LATER),
        (f"scorecard:{own.id}", "UHENRIK", LATER),
    ]
    assert {each.about for each in copies} == {AboutCopy()}


def test_a_shadows_goes_to_the_leads_once_they_may_read() -> None:
    shadow, second = a_panelist("ULEA", Role.SHADOW), a_panelist("USAM")
    shared = held(PRIYA, second, TOM, shadow)
    scorecards = given(shared, shadow, PRIYA)
    theirs = [
        each.recipient
        for each in plan_copies(seen(a_loop(shared), scorecards))
        if each.panelist_id == shadow.id
    ]
    assert theirs == ["UPRIYA"], "the other lead still owes theirs"


def test_a_shadows_goes_to_the_recruiter_for_a_lead_without_an_account() -> None:
    lead, shadow = a_panelist(None, name="Dana"), a_panelist("ULEA", Role.SHADOW)
    shared = held(lead, shadow)
    copies = plan_copies(seen(a_loop(shared), given(shared, shadow)))
    assert [(each.panelist_id, each.recipient) for each in copies] == [(shadow.id, "UROSA")]
