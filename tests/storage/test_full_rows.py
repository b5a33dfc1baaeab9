"""Scorecards, notices, messages, people and the audit log: every column is written, and comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from bot.domain.interviews import Interview
from bot.domain.people import Person, Standing
from bot.domain.scorecards import Scorecard
from bot.storage import audit, messages, notices, people, scorecards
from bot.storage.database import Database
from bot.storage.messages import Disclosing, StoredMessage
from bot.storage.schema import metadata
from tests.builders import MONDAY_NINE
from tests.storage.keeping import a_notice, keep
from tests.storage.test_loops import a_full_loop
from tests.storage.test_scorecards import FULL

LATER = MONDAY_NINE + timedelta(hours=1)
SENDING = {"reason", "attempt", "worker", "lease_until", "not_before", "sent_at", "settled_by", "again"}
SENDING |= {"saying", "troubled_since"}
ELSEWHERE = {
    "person": {"conversation", "uses_home", "plan_due"},  # what the bot itself keeps of somebody
    "scorecard": {"thread_notes"},
    "notice": SENDING,  # by whoever delivers it
    "message": {"discloses"},  # when Slack has it
    "audit": set[str](),
}
"""Columns that something else than saving the whole value writes."""

Saved = Callable[[Connection, Interview], None]


def a_person(connection: Connection, _: Interview) -> None:
    somebody = Person("UADA", "Ada", "Europe/Berlin", Standing.GUEST, True, True, MONDAY_NINE)
    people.save(connection, somebody)
    assert people.find(connection, "UADA") == somebody


def a_scorecard(connection: Connection, interview: Interview) -> None:
    full = Scorecard(
        panelist_id=interview.everyone[0].id,
        interview_id=interview.id,
        author="UADA",
        guide="values",
        guide_version="v1",
        feedback=FULL,
        saved_at=LATER,
        submitted_at=MONDAY_NINE,
        corrected_at=LATER,
        finished_at=MONDAY_NINE,
        after_reading=True,
        revision=2,
    )
    scorecards.save_submitted(connection, full)
    assert scorecards.find(connection, interview.everyone[0].id) == full


def a_full_notice(connection: Connection, interview: Interview) -> None:
    wanted = a_notice(
        loop_id=interview.loop_id, interview_id=interview.id, panelist_id=interview.everyone[0].id
    )
    notices.add(connection, [wanted])
    (found,) = [each for each in notices.of_loop(connection, interview.loop_id) if each.key == wanted.key]
    assert {name: getattr(found, name) for name in vars(wanted)} == vars(wanted)


def a_message(connection: Connection, interview: Interview) -> None:
    a_full_notice(connection, interview)
    sent = StoredMessage(
        id="m1",
        notice_id=notices.of_loop(connection, interview.loop_id)[-1].id,
        subject="seat:1",
        part=1,
        channel="G0MAYA",
        thread="1.1",
        ts="1.2",
        shows="shown",
        attempted_at=MONDAY_NINE,
        absent_at=LATER,
        disclosing=Disclosing((1,), ("UADA",)),
        panelist_id=interview.everyone[0].id,
    )
    messages.begin(connection, sent)
    assert messages.of_subject(connection, "seat:1") == [sent]
    assert messages.panelist_at(connection, "G0MAYA", "1.2") == interview.everyone[0].id


def an_audit_row(connection: Connection, interview: Interview) -> None:
    said = {
        "loop_id": interview.loop_id,
        "panelist_id": interview.everyone[0].id,
        "channel": "G0MAYA",
        "detail": "all of it",
    }
    audit.record(connection, MONDAY_NINE, "read", "UADA", members=["UTOM", "UADA"], **said)  # type: ignore[arg-type]
    (row,) = audit.of_loop(connection, interview.loop_id)
    said |= {"at": MONDAY_NINE, "what": "read", "actor": "UADA", "members": ["UADA", "UTOM"]}
    assert {name: row[name] for name in said} == said


SAVED: dict[str, Saved] = {
    "person": a_person,
    "scorecard": a_scorecard,
    "notice": a_full_notice,
    "message": a_message,
    "audit": an_audit_row,
}


@pytest.mark.parametrize("name", SAVED)
def test_a_saved_row_has_something_in_every_column(database: Database, name: str) -> None:
    with database.write() as connection:
        loop = keep(connection, a_full_loop())
        SAVED[name](connection, loop.interviews[0])
        row = connection.execute(select(metadata.tables[name])).mappings().all()[-1]
    empty = {column for column, value in row.items() if value in (None, "", [], {}) or value is False}
    assert empty - ELSEWHERE[name] == set(), f"written nowhere: save and read it in bot/storage, of {name}"
    assert ELSEWHERE[name] - set(row.keys()) == set(), "the table has no such column"
