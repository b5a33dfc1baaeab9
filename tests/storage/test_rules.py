"""What the tables themselves refuse, and what goes when something is deleted, on both engines."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Connection, ForeignKey, Table, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from bot.storage.database import Database
from bot.storage.schema import metadata
from tests.builders import MONDAY_NINE
from tests.storage.test_personal import CANDIDATE, marked

STAYS = {  # what refers to these holds them: a loop's candidate is not deleted under it
    "candidate_join.kept_id",
    "candidate_join.joined_id",
    "legal_hold.candidate_id",
    "loop.candidate_id",
    "loop.position_id",
}
"""RESTRICT; what any other foreign key refers to takes the row with it."""

UNDECIDED = {"decision": None, "decided_by": None, "decided_at": None}
REFUSED: dict[str, dict[str, Any]] = {
    "ck_person_standing": {"standing": "x"},
    "ck_candidate_join_two": {"kept_id": CANDIDATE},
    "ck_legal_hold_lifted": {"lifted_at": None},
    "ck_loop_state": {"state": "x", "outcome": None, "closed_at": None},
    "ck_loop_outcome": {"outcome": "x"},
    "ck_loop_closed": {"closed_at": None},
    "ck_loop_ended": {"state": "open", "closed_at": None},
    "ck_loop_role_role": {"role": "x"},
    "ck_loop_role_person": {"person": ""},
    "ck_notice_state": {"state": "x"},
    "ck_notice_worker": {"state": "sending", "lease_until": MONDAY_NINE, "worker": ""},
    "ck_notice_sent_at": {"state": "sent", "sent_at": None},
    "ck_notice_lease": {"lease_until": MONDAY_NINE},
    "ck_notice_again": {"again": True},
    "ck_stage_state": {"state": "x", **UNDECIDED},
    "ck_stage_name": {"name": "x"},
    "ck_stage_decision": {"decision": "x"},
    "ck_stage_decided": {"state": "open"},
    "ck_stage_decided_by": {"decided_by": None},
    "ck_stage_decided_at": {"decided_at": None},
    "ck_panelist_somebody": {"person": None, "name": ""},
    "ck_panelist_role": {"role": "x"},
    "ck_answer_what": {"what": "x"},
    "ck_excuse_reason": {"reason": "x"},
    "ck_last_told_role": {"role": "x"},
    "ck_scorecard_corrected": {"corrected_at": MONDAY_NINE, "submitted_at": None},
}
"""By the name of each CHECK, what it alone refuses in a row that is fine otherwise."""

CHECKS = {
    str(rule.name): table
    for table in metadata.sorted_tables
    for rule in table.constraints
    if isinstance(rule, CheckConstraint)
}
KEYS = {
    f"{key.parent.table.name}.{key.parent.name}": key
    for t in metadata.sorted_tables
    for key in t.foreign_keys
}


def test_every_check_and_every_key_has_its_case() -> None:
    assert CHECKS.keys() == REFUSED.keys(), "say in REFUSED what it refuses"
    assert STAYS - KEYS.keys() == set()


@pytest.mark.parametrize("name", REFUSED)
def test_a_check_refuses_what_it_is_for_and_nothing_else(database: Database, name: str) -> None:
    table = CHECKS[name]
    with database.write() as connection:
        fill_up_to(connection, table)
        with pytest.raises(IntegrityError, match=name), connection.begin_nested():
            connection.execute(insert(table).values(marked(table) | REFUSED[name]))
        connection.execute(insert(table).values(marked(table)))


@pytest.mark.parametrize("name", sorted(KEYS))
def test_what_is_deleted_takes_its_own_with_it_or_stays(database: Database, name: str) -> None:
    key = KEYS[name]
    table, whole = key.parent.table, key.column.table
    with database.write() as connection:
        fill_up_to(connection, table)
        connection.execute(insert(table).values(marked(table)))
        if name in STAYS:
            with pytest.raises(IntegrityError), connection.begin_nested():
                connection.execute(delete(whole).where(key.column == value_of(connection, key)))
            return
        connection.execute(delete(whole).where(key.column == value_of(connection, key)))
        assert connection.execute(select(func.count()).select_from(table)).scalar() == 0


def value_of(connection: Connection, key: ForeignKey) -> Any:
    return connection.execute(select(key.parent)).scalar()


def fill_up_to(connection: Connection, table: Table) -> None:
    """A row of each table that this one needs, directly or not."""
    needed = {table.name}
    for each in reversed(metadata.sorted_tables):
        if each.name in needed:
            needed |= {key.column.table.name for key in each.foreign_keys}
    for each in metadata.sorted_tables:
        if each.name in needed - {table.name}:
            connection.execute(insert(each).values(marked(each)))
    if table.name == "candidate_join":
        connection.execute(insert(metadata.tables["candidate"]).values(id=42, name="Somebody else"))
