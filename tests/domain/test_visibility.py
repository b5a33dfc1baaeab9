"""Who may read what, and who owes: examples from the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.interviews import Excuse, ExcuseReason, Interview, Role, Stage
from bot.domain.loops import Candidate, Loop
from bot.domain.owing import (
    blinding_assignments,
    counts,
    owed_assignments,
    owed_by,
    stage_complete,
    waited_for,
)
from bot.domain.scorecards import CORRECTION_WINDOW, Rating, Recommendation, Scorecard
from bot.domain.visibility import NOT_A_READER, FeedbackAccess
from tests.builders import MONDAY_NINE, a_loop, a_panelist, a_scorecard, an_interview, feedback

NOW = MONDAY_NINE + timedelta(days=3)
LONG_AGO = NOW - timedelta(days=1)
JUST_NOW = NOW - timedelta(minutes=5)
EXCUSED = Excuse(ExcuseReason.GONE_ON_WITHOUT, "UROSA", LONG_AGO)
TITLES = {"system-design": "System Design", "values": "Values"}
UNDECIDED = feedback(Recommendation.NO_DECISION)


def cards(*given_cards: Scorecard) -> dict[int, Scorecard]:
    return {card.panelist_id: card for card in given_cards}


class TestOwing:
    def test_a_shadow_and_a_removed_or_cancelled_seat_owe_nothing(self) -> None:
        lead = a_panelist()
        loop = a_loop(
            an_interview(panel=[lead, a_panelist("USHADOW", Role.SHADOW), a_panelist("UGONE", removed=True)]),
            an_interview(cancelled=True),
        )
        assert [panelist for _, panelist in owed_assignments(loop, {})] == [lead]

    def test_a_draft_is_owed_and_a_submitted_no_decision_is_not(self) -> None:
        lead = a_panelist()
        interview = an_interview(panel=[lead])
        loop = a_loop(interview)
        assert owed_assignments(loop, cards(a_scorecard(interview, lead, None)))
        assert not owed_assignments(loop, cards(a_scorecard(interview, lead, LONG_AGO, feedback=UNDECIDED)))

    def test_the_recruiter_owes_for_those_without_an_account_and_is_not_blinded_by_it(self) -> None:
        outsider = a_panelist(None)
        loop = a_loop(an_interview(panel=[outsider]))
        assert [panelist for _, panelist in owed_by(loop, {}, "UROSA")] == [outsider]
        assert not blinding_assignments(loop, {}, "UROSA", NOW)

    def test_somebody_excused_is_not_expected_until_their_scorecard_comes(self) -> None:
        lead, excused = a_panelist(), a_panelist("UTOM", excuse=EXCUSED)
        interview = an_interview(panel=[lead, excused])
        loop = a_loop(interview)
        first = a_scorecard(interview, lead, LONG_AGO)
        assert counts(loop, cards(first)) == (1, 1)
        assert counts(loop, cards(first, a_scorecard(interview, excused, LONG_AGO))) == (2, 2)

    def test_a_shadows_scorecard_is_not_counted(self) -> None:
        lead, shadow = a_panelist(), a_panelist("USHADOW", Role.SHADOW)
        interview = an_interview(panel=[lead, shadow])
        assert counts(a_loop(interview), cards(a_scorecard(interview, shadow, LONG_AGO))) == (0, 1)

    def test_a_stage_is_complete_when_all_that_is_owed_is_in(self) -> None:
        lead, excused = a_panelist(), a_panelist("UTOM", excuse=EXCUSED)
        interview = an_interview(panel=[lead, excused])
        loop = a_loop(interview)
        assert not stage_complete(loop, {}, Stage.TEAM)
        assert stage_complete(loop, cards(a_scorecard(interview, lead, LONG_AGO)), Stage.TEAM)

    def test_a_stage_does_not_wait_for_another(self) -> None:
        lead = a_panelist()
        interview, final = an_interview(panel=[lead]), an_interview(stage=Stage.FINAL)
        given = cards(a_scorecard(interview, lead, LONG_AGO))
        assert stage_complete(a_loop(interview, final), given, Stage.TEAM)
        assert not stage_complete(a_loop(interview, final), given, Stage.FINAL)

    def test_a_stage_where_all_were_excused_or_that_is_empty_is_not_complete(self) -> None:
        loop = a_loop(an_interview(panel=[a_panelist(excuse=EXCUSED)]))
        assert not stage_complete(loop, {}, Stage.TEAM)
        assert not stage_complete(loop, {}, Stage.FINAL)

    def test_the_others_wait_for_whoever_owes_or_has_not_decided(self) -> None:
        owing, undecided = a_panelist("UPRIYA"), a_panelist("UTOM", Role.OBSERVER)
        done, excused = a_panelist("USAM", Role.OBSERVER), a_panelist("ULEA", Role.OBSERVER, excuse=EXCUSED)
        shadow = a_panelist("USHADOW", Role.SHADOW)
        interview = an_interview(panel=[owing, undecided, done, excused, shadow])
        given = cards(
            a_scorecard(interview, undecided, LONG_AGO, feedback=UNDECIDED),
            a_scorecard(interview, done, LONG_AGO),
        )
        assert [panelist for _, panelist in waited_for(a_loop(interview), given)] == [owing, undecided]
        assert [panelist for _, panelist in waited_for(a_loop(interview), {})] == [owing, undecided, done]

    def test_an_interview_nobody_is_on_yet_keeps_its_stage_open(self) -> None:
        lead = a_panelist()
        interview, unstaffed = an_interview(LONG_AGO, [lead]), an_interview(None, [])
        given = cards(a_scorecard(interview, lead, LONG_AGO))
        assert not stage_complete(a_loop(interview, unstaffed), given, Stage.TEAM)
        assert stage_complete(a_loop(interview, replace(unstaffed, cancelled=True)), given, Stage.TEAM)


class TestPanelist:
    def setup_method(self) -> None:
        self.tom, self.priya = a_panelist("UTOM"), a_panelist("UPRIYA")
        self.design = an_interview(panel=[self.priya])
        self.values = an_interview(panel=[self.tom], guide="values", stage=Stage.FINAL)
        self.loop = a_loop(self.design, self.values)
        self.priyas = a_scorecard(self.design, self.priya, LONG_AGO)

    def toms(self, **other: object) -> Scorecard:
        return a_scorecard(self.values, self.tom, **{"submitted_at": LONG_AGO, **other})  # type: ignore[arg-type]

    def reads(self, *others: Scorecard) -> bool:
        return FeedbackAccess(self.loop, cards(self.priyas, *others), NOW).may_read("UTOM", self.priya.id)

    def test_reads_nothing_while_owing_in_any_stage(self) -> None:
        assert not self.reads()
        assert not self.reads(self.toms(submitted_at=None))

    def test_reads_all_when_their_own_is_in_and_can_no_longer_be_corrected(self) -> None:
        assert self.reads(self.toms())
        assert not self.reads(self.toms(submitted_at=JUST_NOW))
        assert self.reads(self.toms(submitted_at=NOW - CORRECTION_WINDOW))

    @pytest.mark.parametrize(
        "empty", [UNDECIDED, feedback(ratings={}), feedback(ratings={"trade-offs": Rating.NOT_ASSESSED})]
    )
    def test_a_scorecard_that_decides_nothing_does_not_open_the_others(self, empty: object) -> None:
        assert not self.reads(self.toms(feedback=empty))

    def test_an_excuse_opens_them(self) -> None:
        excused = replace(self.values, everyone=(replace(self.tom, excuse=EXCUSED),))
        self.loop = self.loop.with_interview(excused)
        assert self.reads()

    def test_a_shadow_reads_unless_they_owe_elsewhere(self) -> None:
        self.loop = self.loop.with_interview(
            replace(self.values, everyone=(replace(self.tom, role=Role.SHADOW),))
        )
        assert self.reads()
        self.loop = a_loop(*self.loop.interviews, an_interview(panel=[a_panelist("UTOM", Role.OBSERVER)]))
        assert not self.reads()

    def test_reads_everything_where_the_guide_says_so(self) -> None:
        access = FeedbackAccess(self.loop, cards(self.priyas), NOW, reads_earlier=frozenset({self.values.id}))
        assert access.may_read("UTOM", self.priya.id)

    def test_is_told_what_is_missing(self) -> None:
        def because(*others: Scorecard) -> str:
            return FeedbackAccess(self.loop, cards(self.priyas, *others), NOW).blind_because("UTOM", TITLES)

        assert because() == "Ratings show when your feedback on Values is in."
        assert because(self.toms(feedback=UNDECIDED)) == (
            "Ratings show when your feedback on Values has a recommendation and a rating."
        )
        assert because(self.toms(submitted_at=JUST_NOW)) == (
            "Ratings show when you can no longer correct yours: "
            "15 minutes after it went in or the interview ended."
        )
        assert because(self.toms()) == ""


class TestOthers:
    def setup_method(self) -> None:
        self.priya, self.henrik = a_panelist("UPRIYA"), a_panelist("UHENRIK")
        self.design = an_interview(panel=[self.priya])
        self.values = an_interview(panel=[self.henrik], guide="values", stage=Stage.FINAL)
        self.loop = a_loop(self.design, self.values)
        self.cards = cards(a_scorecard(self.design, self.priya, LONG_AGO))

    def test_the_hiring_manager_is_blind_only_in_the_stage_they_owe_in(self) -> None:
        access = FeedbackAccess(self.loop, self.cards, NOW)
        assert access.may_read("UHENRIK", self.priya.id)
        assert not access.sees("UHENRIK", Stage.FINAL)
        assert access.blind_because("UHENRIK", TITLES) == (
            "Ratings of the final stage show when your feedback on Values is in."
        )

    def test_the_reason_names_the_stages_there_are(self) -> None:
        def because(*interviews: Interview) -> str:
            return FeedbackAccess(a_loop(*interviews), {}, NOW).blind_because("UHENRIK", TITLES)

        def owing(stage: Stage, guide: str = "values") -> Interview:
            return an_interview(panel=[a_panelist("UHENRIK")], stage=stage, guide=guide)

        screen = an_interview(stage=Stage.SCREEN)
        team, final = owing(Stage.TEAM, "system-design"), owing(Stage.FINAL)
        assert because(final) == "Ratings show when your feedback on Values is in."
        assert because(screen, team, final) == (
            "Ratings of the team and final stages show when your feedback on System Design and Values is in."
        )
        assert because(team, final, owing(Stage.SCREEN, "take-home")) == (
            "Ratings show when your feedback on System Design, Values and take-home is in."
        )

    def test_their_correction_window_holds_within_its_stage_alone(self) -> None:
        given_cards = self.cards | cards(a_scorecard(self.values, self.henrik, JUST_NOW))
        access = FeedbackAccess(self.loop, given_cards, NOW)
        assert access.sees("UHENRIK", Stage.TEAM)
        assert not access.sees("UHENRIK", Stage.FINAL)

    def test_recruiter_and_admin_read_and_strangers_do_not(self) -> None:
        access = FeedbackAccess(self.loop, self.cards, NOW, admins=frozenset({"UADMIN"}))
        assert access.may_read("UROSA", self.priya.id)
        assert access.may_read("UADMIN", self.priya.id)
        assert not access.may_read("USTRANGER", self.priya.id)
        assert access.blind_because("USTRANGER", TITLES) == NOT_A_READER

    def test_the_candidate_and_guests_have_no_part_whatever_else_they_are(self) -> None:
        admins = frozenset({"UADMIN"})
        access = FeedbackAccess(replace(self.loop, interviews=(self.design,)), self.cards, NOW, admins=admins)
        assert access.sees("UHENRIK", Stage.TEAM)
        assert not replace(access, guests=frozenset({"UHENRIK"})).sees("UHENRIK", Stage.TEAM)
        assert access.sees("UADMIN", Stage.TEAM)
        own = replace(access.loop, candidate=Candidate(1, "Ada", account="UADMIN"))
        assert not replace(access, loop=own).sees("UADMIN", Stage.TEAM)

    def test_an_admin_with_a_seat_is_blind_like_any_panelist(self) -> None:
        access = FeedbackAccess(self.loop, self.cards, NOW, admins=frozenset({"UPRIYA"}))
        assert access.sees("UPRIYA", Stage.FINAL)
        assert not FeedbackAccess(self.loop, {}, NOW, admins=frozenset({"UPRIYA"})).sees(
            "UPRIYA", Stage.FINAL
        )

    def test_a_guest_reads_their_own_and_nothing_else(self) -> None:
        mine = a_scorecard(self.values, self.henrik, LONG_AGO)
        access = FeedbackAccess(self.loop, self.cards | cards(mine), NOW, guests=frozenset({"UHENRIK"}))
        assert access.may_read("UHENRIK", self.henrik.id)
        assert not access.may_read("UHENRIK", self.priya.id)
        assert not access.channel_may_show({"UHENRIK"})

    def test_a_panelist_taken_off_reads_their_own_only(self) -> None:
        tom = a_panelist("UTOM", removed=True)
        design = an_interview(panel=[self.priya, tom])
        given_cards = cards(a_scorecard(design, self.priya, LONG_AGO), a_scorecard(design, tom, LONG_AGO))
        access = FeedbackAccess(a_loop(design), given_cards, NOW)
        assert access.may_read("UTOM", tom.id)
        assert not access.may_read("UTOM", self.priya.id)

    def test_whoever_entered_it_for_somebody_else_reads_it(self) -> None:
        outsider = a_panelist(None)
        design = an_interview(panel=[outsider, a_panelist("UROSA", Role.OBSERVER)])
        access = FeedbackAccess(a_loop(design), cards(a_scorecard(design, outsider, LONG_AGO)), NOW)
        assert access.may_read("UROSA", outsider.id)
        assert not access.sees("UROSA", Stage.TEAM)


class TestChannel:
    def setup_method(self) -> None:
        self.tom, self.priya = a_panelist("UTOM"), a_panelist("UPRIYA")
        self.design = an_interview(panel=[self.tom, self.priya])
        self.loop = a_loop(self.design, candidate=Candidate(1, "Maya Lind", account="UMAYA"))
        self.priyas = a_scorecard(self.design, self.priya, LONG_AGO)

    def test_shows_when_no_member_owes(self) -> None:
        access = FeedbackAccess(self.loop, cards(self.priyas), NOW)
        assert access.channel_may_show({"UROSA", "UHENRIK", "UPRIYA", "UCOORDINATOR"})
        assert not access.channel_may_show({"UROSA", "UTOM"})

    def test_a_guest_on_a_panel_closes_it_and_any_other_guest_does_not(self) -> None:
        alone = a_loop(an_interview(panel=[self.priya]))
        given_cards = cards(a_scorecard(alone.interviews[0], self.priya, LONG_AGO))
        guests = frozenset({"UPRIYA", "UOTHER"})
        access = FeedbackAccess(alone, given_cards, NOW, guests=guests)
        assert access.channel_may_show({"UROSA", "UOTHER"})
        assert not access.channel_may_show({"UROSA", "UPRIYA"})

    def test_shows_nothing_to_the_candidate(self) -> None:
        assert not FeedbackAccess(self.loop, cards(self.priyas), NOW).channel_may_show({"UROSA", "UMAYA"})

    def test_opens_when_the_last_correction_window_ends(self) -> None:
        toms = a_scorecard(self.design, self.tom, JUST_NOW)
        access = FeedbackAccess(self.loop, cards(self.priyas, toms), NOW)
        assert not access.channel_may_show({"UTOM", "UPRIYA"})
        assert access.channel_may_show({"UPRIYA"})
        assert replace(access, now=JUST_NOW + CORRECTION_WINDOW).channel_may_show({"UTOM", "UPRIYA"})

    def test_shows_one_stage_while_the_hiring_manager_owes_in_another(self) -> None:
        final = an_interview(panel=[a_panelist("UHENRIK")], stage=Stage.FINAL)
        access = FeedbackAccess(a_loop(self.design, final), cards(self.priyas), NOW)
        assert access.channel_may_show({"UROSA", "UHENRIK"}, Stage.TEAM)
        assert not access.channel_may_show({"UROSA", "UHENRIK"}, Stage.FINAL)
        assert not access.channel_may_show({"UROSA", "UHENRIK"})


def test_a_scorecard_of_another_loop_is_nobodys_to_read() -> None:
    lead = a_panelist()
    interview = an_interview(panel=[lead])
    other: Loop = a_loop(an_interview(), id=2)
    assert not FeedbackAccess(other, cards(a_scorecard(interview, lead)), NOW).may_read("UROSA", lead.id)
