"""Rows of scorecards. Drafts are saved by one conditional statement, so that a late one changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from bot.domain.loops import Loop
from bot.domain.notes import ThreadNote, with_notes
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation, Scorecard
from bot.storage.odd_rows import readable, reading
from bot.storage.schema import interview, scorecard
from bot.storage.upsert import insert_into

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def of_loop(connection: Connection, loop_id: int) -> dict[int, Scorecard]:
    """Submitted scorecards by panelist id. Raises `Unreadable`: without one of them nobody knows who owes."""
    query = (
        select(scorecard)
        .join(interview, interview.c.id == scorecard.c.interview_id)
        .where(interview.c.loop_id == loop_id, scorecard.c.submitted_at.is_not(None))
    )
    return _by_panelist(connection.execute(query).mappings())


def each_with(connection: Connection, loops: Iterable[Loop]) -> Iterator[tuple[Loop, dict[int, Scorecard]]]:
    """The loops, each with its submitted scorecards; without those of which one cannot be read."""
    return readable(loops, lambda loop: (loop, of_loop(connection, loop.id)))


def find(connection: Connection, panelist_id: int) -> Scorecard | None:
    """One panelist's, draft or submitted."""
    query = select(scorecard).where(scorecard.c.panelist_id == panelist_id)
    row = connection.execute(query).mappings().first()
    return _scorecard(row) if row else None


def draft_saved_at(connection: Connection, panelist_id: int) -> datetime | None:
    """When what was written and not yet handed in was saved; None where nothing is."""
    found = find(connection, panelist_id)
    if found is None or found.submitted:
        return None
    written = found.feedback != Feedback() or thread_notes(connection, panelist_id)
    return found.saved_at if written else None


def save_draft(connection: Connection, draft: Scorecard, typed_at: datetime) -> bool:
    """Keeps the draft if it was typed later than what is kept and nothing was submitted."""
    values = _values(draft) | {"typed_at": typed_at}
    statement = insert_into(connection, scorecard).values(
        panelist_id=draft.panelist_id, thread_notes=[], **values
    )
    kept = statement.on_conflict_do_update(
        index_elements=["panelist_id"],
        set_={name: statement.excluded[name] for name in ("feedback", "typed_at", "saved_at", "author")},
        where=(scorecard.c.submitted_at.is_(None)) & (scorecard.c.typed_at < statement.excluded.typed_at),
    )
    return connection.execute(kept.returning(scorecard.c.panelist_id)).first() is not None


def save_submitted(connection: Connection, submitted: Scorecard) -> None:
    """Insert or replace; the loop is locked by the caller, who has put the thread notes into it."""
    values = _values(submitted) | {"typed_at": submitted.saved_at, "thread_notes": []}
    new = insert_into(connection, scorecard).values(panelist_id=submitted.panelist_id, **values)
    connection.execute(new.on_conflict_do_update(index_elements=["panelist_id"], set_=values))


def add_thread_notes(connection: Connection, empty: Scorecard, notes: Sequence[ThreadNote]) -> bool:
    """Keeps a thread reply beside the draft, where an open form cannot overwrite it.

    `empty` is the draft to begin with where there is none. False once it is submitted.
    """
    blank = insert_into(connection, scorecard).values(
        panelist_id=empty.panelist_id, typed_at=LONG_AGO, thread_notes=[], **_values(empty)
    )
    connection.execute(blank.on_conflict_do_nothing())
    waiting = thread_notes(connection, empty.panelist_id, lock=True)
    return set_thread_notes(connection, empty.panelist_id, [*waiting, *notes])


def thread_notes(connection: Connection, panelist_id: int, *, lock: bool = False) -> list[ThreadNote]:
    """Thread replies waiting for the form, oldest first. `lock`: no other one comes before the change."""
    query = select(scorecard.c.thread_notes).where(scorecard.c.panelist_id == panelist_id)
    kept = connection.execute(query.with_for_update() if lock else query).scalar() or []
    return [ThreadNote(each) if isinstance(each, str) else ThreadNote(**each) for each in kept]


def set_thread_notes(connection: Connection, panelist_id: int, notes: Sequence[ThreadNote]) -> bool:
    """In place of those that waited. False once it is submitted."""
    own = update(scorecard).where(scorecard.c.panelist_id == panelist_id, scorecard.c.submitted_at.is_(None))
    return bool(connection.execute(own.values(thread_notes=[asdict(each) for each in notes])).rowcount)


def set_feedback(connection: Connection, panelist_id: int, feedback: Feedback) -> None:
    """What a draft holds, whoever typed it last."""
    own = update(scorecard).where(scorecard.c.panelist_id == panelist_id, scorecard.c.submitted_at.is_(None))
    connection.execute(own.values(feedback=feedback_json(feedback)))


def take_up_thread_notes(connection: Connection, panelist_id: int) -> list[ThreadNote]:
    """Moves thread notes into the draft; gives them."""
    waiting = thread_notes(connection, panelist_id, lock=True)
    found = find(connection, panelist_id) if waiting else None
    if found is None:
        return []
    set_feedback(connection, panelist_id, with_notes(found.feedback, waiting))
    set_thread_notes(connection, panelist_id, [])
    return waiting


def make_drafts(connection: Connection, interviews: Collection[int]) -> None:
    """What was handed in for these interviews is a draft again, as it stands."""
    connection.execute(
        update(scorecard)
        .where(scorecard.c.interview_id.in_(interviews), scorecard.c.submitted_at.is_not(None))
        .values(submitted_at=None, corrected_at=None, finished_at=None, after_reading=False)
    )


def finish(connection: Connection, panelist_id: int, at: datetime) -> None:
    """Its author has nothing left to correct. The first time stands."""
    connection.execute(
        update(scorecard)
        .where(scorecard.c.panelist_id == panelist_id, scorecard.c.finished_at.is_(None))
        .values(finished_at=at)
    )


def _by_panelist(rows: Iterable[RowMapping]) -> dict[int, Scorecard]:
    return {row["panelist_id"]: _scorecard(row) for row in rows}


def _scorecard(row: RowMapping) -> Scorecard:
    with reading("scorecard", row["panelist_id"]):
        return Scorecard(
            panelist_id=row["panelist_id"],
            interview_id=row["interview_id"],
            author=row["author"],
            guide=row["guide"],
            guide_version=row["guide_version"],
            feedback=feedback_from(row["feedback"]),
            saved_at=row["saved_at"],
            submitted_at=row["submitted_at"],
            corrected_at=row["corrected_at"],
            finished_at=row["finished_at"],
            after_reading=row["after_reading"],
            revision=row["revision"],
        )


def feedback_from(kept: dict[str, Any]) -> Feedback:
    recommendation = kept["recommendation"]
    return Feedback(
        notes=kept["notes"],
        recommendation=Recommendation(recommendation) if recommendation else None,
        reasons=kept["reasons"],
        assessments=tuple(
            Assessment(each["criterion"], Rating(each["rating"]), each["evidence"])
            for each in kept["assessments"]
        ),
        recruiter_note=kept["recruiter_note"],
        shares_notes=kept.get("shares_notes", True),  # before there was a choice, notes were posted
    )


def feedback_json(value: Feedback) -> dict[str, Any]:
    return {
        "notes": value.notes,
        "recommendation": value.recommendation.value if value.recommendation else None,
        "reasons": value.reasons,
        "assessments": [
            {"criterion": each.criterion, "rating": each.rating.value, "evidence": each.evidence}
            for each in value.assessments
        ],
        "recruiter_note": value.recruiter_note,
        "shares_notes": value.shares_notes,
    }


def _values(value: Scorecard) -> dict[str, Any]:
    return {
        "interview_id": value.interview_id,
        "author": value.author,
        "guide": value.guide,
        "guide_version": value.guide_version,
        "feedback": feedback_json(value.feedback),
        "saved_at": value.saved_at,
        "submitted_at": value.submitted_at,
        "corrected_at": value.corrected_at,
        "finished_at": value.finished_at,
        "after_reading": value.after_reading,
        "revision": value.revision,
    }
