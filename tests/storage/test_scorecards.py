"""Scorecards: a draft loses nothing that was typed later, and nothing once it is submitted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import update

from bot.domain.loops import Loop
from bot.domain.notes import ThreadNote
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation, Scorecard
from bot.storage import scorecards
from bot.storage.database import Database
from bot.storage.schema import scorecard
from tests.builders import MONDAY_NINE, a_loop, a_panelist, a_scorecard, an_interview, feedback
from tests.storage.keeping import at_once, kept_loop

EARLIER, LATER = MONDAY_NINE - timedelta(microseconds=1), MONDAY_NINE + timedelta(microseconds=1)
FULL = Feedback(
    notes="Notes, “quoted”\nand long",
    recommendation=Recommendation.NO_DECISION,
    reasons="Too little time",
    assessments=(
        Assessment("trade-offs", Rating.CLEAR_CONCERN, "said so"),
        Assessment("ambiguity", Rating.NOT_ASSESSED, ""),
    ),
    recruiter_note="for you alone",
)


@pytest.fixture
def loop(database: Database) -> Loop:
    return kept_loop(database, a_loop(an_interview(panel=[a_panelist("UPRIYA"), a_panelist("UKENJI")])))


def card_of(loop: Loop, number: int = 0, **other: object) -> Scorecard:
    interview = loop.interviews[0]
    return replace(a_scorecard(interview, interview.everyone[number], None), **other)  # type: ignore[arg-type]


def typed(database: Database, draft: Scorecard, notes: str, at: datetime) -> bool:
    with database.write() as connection:
        return scorecards.save_draft(connection, replace(draft, feedback=Feedback(notes)), at)


def kept(database: Database, card: Scorecard) -> Scorecard | None:
    with database.read() as connection:
        return scorecards.find(connection, card.panelist_id)


def notes_of(database: Database, card: Scorecard) -> str:
    found = kept(database, card)
    assert found is not None
    return found.feedback.notes


# --- round trips ------------------------------------------------------------------------------


def test_a_submitted_one_comes_back_whole(database: Database, elsewhere: Database, loop: Loop) -> None:
    card = card_of(
        loop, feedback=FULL, submitted_at=LATER, corrected_at=LATER, after_reading=True, revision=3
    )
    with database.write() as connection:
        scorecards.save_submitted(connection, card)
    found = kept(elsewhere, card)
    assert found == card
    assert {found.saved_at.tzinfo, found.submitted_at and found.submitted_at.tzinfo} == {UTC}


def test_a_draft_comes_back_with_what_was_typed(database: Database, elsewhere: Database, loop: Loop) -> None:
    draft = card_of(loop, feedback=Feedback(notes="so far"))
    with database.write() as connection:
        assert scorecards.save_draft(connection, draft, MONDAY_NINE)
    assert kept(elsewhere, draft) == draft


def test_what_nobody_began_is_not_found(database: Database, loop: Loop) -> None:
    assert kept(database, card_of(loop)) is None


def test_a_correction_replaces_what_was_submitted(
    database: Database, elsewhere: Database, loop: Loop
) -> None:
    card = card_of(loop, submitted_at=MONDAY_NINE, revision=1)
    corrected = replace(card, feedback=FULL, corrected_at=LATER, revision=2)
    with database.write() as connection:
        scorecards.save_submitted(connection, card)
        scorecards.save_submitted(connection, corrected)
    assert kept(elsewhere, card) == corrected


def test_loops_have_what_was_submitted(database: Database, elsewhere: Database, loop: Loop) -> None:
    other = kept_loop(database, a_loop(an_interview()))
    given, elses = card_of(loop, submitted_at=LATER), card_of(other, submitted_at=LATER)
    with database.write() as connection:
        scorecards.save_submitted(connection, given)
        scorecards.save_draft(connection, card_of(loop, 1), MONDAY_NINE)
        scorecards.save_submitted(connection, elses)
    with elsewhere.read() as connection:
        assert scorecards.of_loop(connection, loop.id) == {given.panelist_id: given}


# --- drafts -----------------------------------------------------------------------------------


def test_what_was_typed_later_wins(database: Database, elsewhere: Database, loop: Loop) -> None:
    draft = card_of(loop)
    assert typed(database, draft, "first", MONDAY_NINE)
    assert typed(database, draft, "second", LATER)
    assert notes_of(elsewhere, draft) == "second"


@pytest.mark.parametrize("at", [EARLIER, MONDAY_NINE])
def test_what_was_typed_earlier_or_came_twice_loses(
    database: Database, elsewhere: Database, loop: Loop, at: datetime
) -> None:
    draft = card_of(loop)
    assert typed(database, draft, "kept", MONDAY_NINE)
    assert not typed(database, draft, "late", at)
    assert notes_of(elsewhere, draft) == "kept"


def test_nothing_overwrites_what_was_submitted(database: Database, elsewhere: Database, loop: Loop) -> None:
    draft = card_of(loop)
    assert typed(database, draft, "so far", MONDAY_NINE)
    submitted = replace(draft, feedback=feedback(), submitted_at=LATER, revision=1)
    with database.write() as connection:
        scorecards.save_submitted(connection, submitted)
    assert not typed(database, draft, "late", LATER + timedelta(days=1))
    assert kept(elsewhere, draft) == submitted


def test_drafts_that_race_leave_the_one_typed_last(database: Database, loop: Loop) -> None:
    draft = card_of(loop)
    moments = [MONDAY_NINE + timedelta(seconds=number) for number in (3, 1, 4, 2)]
    at_once(*(partial(typed, database, draft, at.isoformat(), at) for at in moments))
    assert notes_of(database, draft) == max(moments).isoformat()


def test_a_draft_and_a_submission_that_race_leave_the_submission(database: Database, loop: Loop) -> None:
    draft = card_of(loop)
    submitted = replace(draft, feedback=feedback(), submitted_at=MONDAY_NINE, revision=1)

    def submit() -> bool:
        with database.write() as connection:
            scorecards.save_submitted(connection, submitted)
        return True

    at_once(submit, lambda: typed(database, draft, "late", LATER))
    assert kept(database, draft) == submitted


# --- replies in the thread --------------------------------------------------------------------


def add_thread_note(database: Database, card: Scorecard, note: str) -> bool:
    with database.write() as connection:
        return scorecards.add_thread_notes(connection, replace(card, feedback=Feedback()), [ThreadNote(note)])


def take_up_thread_notes(database: Database, card: Scorecard) -> list[str]:
    with database.write() as connection:
        return [each.text for each in scorecards.take_up_thread_notes(connection, card.panelist_id)]


def test_a_reply_waits_beside_the_draft(database: Database, elsewhere: Database, loop: Loop) -> None:
    draft = card_of(loop)
    assert add_thread_note(database, draft, "one")
    assert typed(database, draft, "typed", MONDAY_NINE)  # from a form that was open before
    assert add_thread_note(database, draft, "two")
    assert notes_of(elsewhere, draft) == "typed"
    with elsewhere.write() as connection:
        waiting = scorecards.thread_notes(connection, draft.panelist_id)
    assert waiting == [ThreadNote("one"), ThreadNote("two")]


def test_replies_are_taken_up_once(database: Database, elsewhere: Database, loop: Loop) -> None:
    draft = card_of(loop)
    typed(database, draft, "typed", MONDAY_NINE)
    add_thread_note(database, draft, "one")
    add_thread_note(database, draft, "two")
    assert take_up_thread_notes(database, draft) == ["one", "two"]
    assert take_up_thread_notes(database, draft) == []
    assert notes_of(elsewhere, draft) == "typed\none\ntwo"


def test_replies_that_race_are_all_kept(database: Database, loop: Loop) -> None:
    draft = card_of(loop)
    assert all(at_once(*(partial(add_thread_note, database, draft, note) for note in "abcd")))
    assert sorted(take_up_thread_notes(database, draft)) == list("abcd")


def test_a_reply_begins_a_draft_that_typing_replaces(database: Database, loop: Loop) -> None:
    draft = card_of(loop)
    assert add_thread_note(database, draft, "one")
    assert kept(database, draft) == replace(draft, feedback=Feedback())
    assert typed(database, draft, "typed", MONDAY_NINE)


def test_a_reply_after_the_submission_is_not_kept(database: Database, loop: Loop) -> None:
    card = card_of(loop, submitted_at=MONDAY_NINE)
    with database.write() as connection:
        scorecards.save_submitted(connection, card)
    assert not add_thread_note(database, card, "late")
    assert take_up_thread_notes(database, card) == []


def test_a_submission_has_taken_up_the_replies(database: Database, elsewhere: Database, loop: Loop) -> None:
    """Opening it again for a correction does not add them a second time."""
    card = card_of(loop, feedback=Feedback(notes="typed\none"), submitted_at=MONDAY_NINE)
    add_thread_note(database, card, "one")
    with database.write() as connection:
        scorecards.save_submitted(connection, card)
    assert take_up_thread_notes(database, card) == []
    assert notes_of(elsewhere, card) == "typed\none"


def test_replies_kept_by_an_earlier_release_are_read(database: Database, loop: Loop) -> None:
    """They were texts alone."""
    draft = card_of(loop)
    assert add_thread_note(database, draft, "new")
    with database.write() as connection:
        connection.execute(update(scorecard).values(thread_notes=["old", {"text": "new", "ts": "1.2"}]))
        waiting = scorecards.thread_notes(connection, draft.panelist_id)
    assert waiting == [ThreadNote("old"), ThreadNote("new", "1.2")]
    assert take_up_thread_notes(database, draft) == ["old", "new"]


def test_a_note_goes_to_its_criterion(database: Database, elsewhere: Database, loop: Loop) -> None:
    draft = card_of(loop)
    note = ThreadNote("grew it", "1.2", "scale")
    with database.write() as connection:
        assert scorecards.add_thread_notes(connection, replace(draft, feedback=Feedback()), [note])
        assert scorecards.thread_notes(connection, draft.panelist_id) == [note]
        scorecards.take_up_thread_notes(connection, draft.panelist_id)
    taken_up = Feedback(assessments=(Assessment("scale", evidence="grew it"),))
    assert kept(elsewhere, draft) == replace(draft, feedback=taken_up)


def test_nothing_changes_what_is_in(database: Database, elsewhere: Database, loop: Loop) -> None:
    card = card_of(loop, submitted_at=MONDAY_NINE)
    with database.write() as connection:
        scorecards.save_submitted(connection, card)
        scorecards.set_feedback(connection, card.panelist_id, Feedback(notes="late"))
        assert not scorecards.set_thread_notes(connection, card.panelist_id, [ThreadNote("late")])
    assert kept(elsewhere, card) == card
