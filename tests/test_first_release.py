"""What the first release wrote is brought over, on both engines, and the product goes on with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, delete, insert, select, text

from bot.demo.company import HENRIK, PRIYA, ROSA, TOM
from bot.demo.running import Demo
from bot.domain.candidates import identity_key
from bot.domain.loops import Loop, LoopState
from bot.domain.notices import NoticeState
from bot.storage import loops, notices
from bot.storage.database import Database, normal_url
from bot.storage.migrating import configured, migrate
from bot.storage.schema import metadata
from tests.acting import World, words
from tests.conftest import Postgres
from tests.storage import first_release
from tests.storage.first_release import NUMBERED, Row, Rows

NEXT_DAY = datetime(2026, 11, 18, 8, tzinfo=UTC)
MOVED = {
    "candidate": {"created_by", "email_key", "ats_key"},
    "loop": {"recruiter", "hiring_manager", "links", "purge_on"},
    "interview": {"stage", "stage_id", "candidate_absent", "called_off"},
    "panelist": {"excuse", "told", "asked_at"},
    "scorecard": {"finished_at"},
    "notice": {"again", "saying", "troubled_since"},
    "message": {"absent_at", "disclosing"},
    "person": {"plan_due"},
}
"""Columns that went or came; `loops_in` compares what was in them."""


@pytest.fixture(scope="module")
def on_postgres(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database of the first release, to be copied."""
    first_release.fill(postgres.bare_database("first_release"), tmp_path_factory.mktemp("first"))
    return "first_release"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of a database of the first release, on each engine."""
    if request.param == "sqlite":
        filled = f"sqlite:///{tmp_path / 'brought_over.db'}"
        first_release.fill(filled, tmp_path)
        return filled
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.copied_database(request.getfixturevalue("on_postgres"), "brought_over")


def loops_of(url: str) -> list[Loop]:
    with closing(Database(url)) as database, database.read() as connection:
        return loops.every(connection, tuple(LoopState))


def without(rows: list[dict[str, Any]], *columns: str) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name not in columns} for row in rows]


def but_homes(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["kind"] != "home"]


# --- brought over -----------------------------------------------------------------------------


def test_loops_say_what_they_said(url: str) -> None:
    before = first_release.loops_in(first_release.read(url))
    assert [each.state for each in before] == [LoopState.OPEN, LoopState.CLOSED, LoopState.DRAFT]
    migrate(url)
    assert loops_of(url) == before


def test_every_other_row_is_as_it_was(url: str) -> None:
    before = first_release.read(url)
    migrate(url)
    after = first_release.read(url)
    assert all(before.values()), "a table is empty, and nothing is known of its rows"
    before["notice"], after["notice"] = but_homes(before["notice"]), but_homes(after["notice"])
    for row in before["scorecard"]:
        row["thread_notes"] = row.pop("jotted")
    for table, rows in before.items():
        moved = MOVED.get(table, set())
        assert without(after[table], *moved) == without(rows, *moved), table


def test_each_person_has_one_home_still_owed_where_one_was(url: str) -> None:
    before = [row for row in first_release.read(url)["notice"] if row["kind"] == "home"]
    migrate(url)
    after = [row for row in first_release.read(url)["notice"] if row["kind"] == "home"]
    owed = {row["recipient"] for row in before if row["state"] == "pending"}
    assert len(before) > len(after)
    assert [row["recipient"] for row in after] == sorted({row["recipient"] for row in before})
    assert {row["recipient"] for row in after if row["state"] == "pending"} == owed
    assert {(row["subject"], row["revision"], row["attempt"]) for row in after} == {("home", 1, 0)}


def test_the_older_of_two_at_one_address_is_found_by_it(url: str) -> None:
    migrate(url)
    found = first_release.read(url)["candidate"]
    assert {row["created_by"] for row in found} == {ROSA}
    keys = [(row["email_key"], row["ats_key"]) for row in found]
    omar = (identity_key("omar@example.com"), identity_key("https://ats.example.com/candidates/12"))
    assert keys[1:] == [omar, (None, None)]


def test_nothing_refers_to_what_is_not_there(url: str) -> None:
    migrate(url)
    engine = create_engine(normal_url(url))
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
        for table in metadata.sorted_tables:  # each row can be read as the schema has it
            connection.execute(select(table)).all()
    engine.dispose()


def test_back_and_forth_again_loses_nothing(url: str) -> None:
    before = first_release.read(url)
    migrate(url)
    command.downgrade(configured(url=url), first_release.FIRST)
    back = first_release.read(url)
    before["notice"], back["notice"] = but_homes(before["notice"]), but_homes(back["notice"])
    assert back == before
    migrate(url)
    assert loops_of(url) == first_release.loops_in(before)


# --- odd rows ---------------------------------------------------------------------------------


def spoilt(url: str, *statements: str) -> Rows:
    """After somebody did this by hand, what is there once it is brought over."""
    engine = create_engine(normal_url(url))
    with engine.begin() as connection:
        for each in statements:
            connection.execute(text(each))
    engine.dispose()
    migrate(url)
    return first_release.read(url)


def row_of(rows: Rows, table: str, number: int) -> Row:
    (found,) = [row for row in rows[table] if row.get("id", row.get("panelist_id")) == number]
    return found


@pytest.mark.parametrize(
    ("statement", "table", "number", "facts"),
    [
        ("UPDATE person SET standing = 'x' WHERE id = 'U0TOM'", "person", "U0TOM", {"standing": "stranger"}),
        ("UPDATE panelist SET role = 'x' WHERE id = 4", "panelist", 4, {"role": "shadow"}),
        ("UPDATE panelist SET person = '' WHERE id = 4", "panelist", 4, {"person": None, "name": "Somebody"}),
        ("UPDATE loop SET state = 'x' WHERE id = 1", "loop", 1, {"state": "closed"}),
        ("UPDATE loop SET outcome = 'x' WHERE id = 2", "loop", 2, {"outcome": None, "state": "closed"}),
        ("UPDATE loop SET outcome = 'hired' WHERE id = 1", "loop", 1, {"outcome": None, "state": "open"}),
        ("UPDATE loop SET closed_at = created_at WHERE id = 1", "loop", 1, {"closed_at": None}),
        ("UPDATE notice SET worker = '' WHERE id = 192", "notice", 192, {"state": "pending"}),
        ("UPDATE notice SET lease_until = NULL WHERE id = 192", "notice", 192, {"state": "pending"}),
        ("UPDATE notice SET state = 'x' WHERE id = 192", "notice", 192, {"state": "dropped"}),
        ("UPDATE notice SET lease_until = due WHERE state = 'sent'", "notice", 1, {"lease_until": None}),
        ("UPDATE scorecard SET corrected_at = saved_at", "scorecard", 8, {"corrected_at": None}),
        ("UPDATE panelist SET excuse = '{}' WHERE id = 2", "panelist", 2, {}),
        ("UPDATE panelist SET told = 'null' WHERE id = 2", "panelist", 2, {}),
        ("UPDATE interview SET stage = 'x' WHERE id = 1", "stage", 1, {"name": "team"}),
        ("UPDATE loop SET links = 'null' WHERE id = 1", "loop", 1, {}),
        ("UPDATE loop SET hiring_manager = '' WHERE id = 1", "loop", 1, {"state": "open"}),
    ],
)
def test_what_no_release_wrote_becomes_what_does_least_harm(
    url: str, statement: str, table: str, number: Any, facts: dict[str, Any]
) -> None:
    found = row_of(spoilt(url, statement), table, number)
    assert facts.items() <= found.items()
    assert len(loops_of(url)) == 3


def test_closed_without_a_time_is_closed_when_the_log_says_so(url: str) -> None:
    rows = spoilt(
        url,
        "UPDATE loop SET closed_at = NULL WHERE id = 2",
        "UPDATE loop SET state = 'closed' WHERE id = 1",
    )
    (logged,) = [row["at"] for row in rows["audit"] if (row["what"], row["loop_id"]) == ("closed", 2)]
    assert row_of(rows, "loop", 2)["closed_at"] == logged
    assert row_of(rows, "loop", 1)["closed_at"] == row_of(rows, "loop", 1)["created_at"]


def test_an_excuse_and_what_was_told_in_unknown_words_stay(url: str) -> None:
    rows = spoilt(
        url,
        """UPDATE panelist SET excuse = '{"reason"\\:"x"}', told = '{"role"\\:"x"}' WHERE id = 2""",
    )
    (excuse,) = [row for row in rows["excuse"] if row["panelist_id"] == 2]
    (told,) = [row for row in rows["last_told"] if row["panelist_id"] == 2]
    assignment = row_of(rows, "panelist", 2)
    assert (excuse["reason"], excuse["at"], excuse["note"]) == ("gone-on-without", assignment["added_at"], "")
    assert (told["role"], told["starts_at"], told["place"]) == (assignment["role"], None, "")


def test_somebody_twice_on_a_panel_keeps_the_place_with_the_scorecard(url: str) -> None:
    """Tom's draft is on 8, Priya's scorecard on 7: as if Tom were Priya, and Ines too, who was taken off."""
    rows = spoilt(
        url,
        "UPDATE panelist SET person = 'U0PRIYA' WHERE id IN (8, 9)",
        "UPDATE panelist SET removed = true WHERE id = 9",
    )
    assert [row_of(rows, "panelist", each)["person"] for each in (7, 8, 9)] == [PRIYA, None, None]
    assert [row_of(rows, "panelist", each)["name"] for each in (8, 9)] == ["Priya", "Priya"]
    assert [row_of(rows, "panelist", each)["removed"] for each in (7, 8, 9)] == [False, True, True]
    assert [row["panelist_id"] for row in rows["scorecard"]] == [1, 7, 8], "what was written is kept"
    assert {row["panelist_id"] for row in rows["last_told"]} & {8, 9} == set()


def test_a_notice_of_an_unknown_kind_is_brought_over_and_left_alone(url: str) -> None:
    rows = spoilt(url, "UPDATE notice SET kind = 'farewell', attempt = 0 WHERE id = 192")
    kept = row_of(rows, "notice", 192)
    assert (kept["kind"], kept["state"]) == ("farewell", "sending")


# --- numbers ----------------------------------------------------------------------------------


def test_no_number_that_anything_names_is_given_again(url: str) -> None:
    blank = "INSERT INTO notice (kind, subject, recipient, revision, due, state, about, panelist_id) "
    spoilt(
        url,
        "INSERT INTO audit (at, what, actor, loop_id) VALUES ('2026-11-17 10:00:00', 'read', 'U', 801)",
        "INSERT INTO audit (at, what, actor, detail) "
        "VALUES ('2026-11-17 10:00:00', 'candidate-changed', 'U', '804')",
        blank + "VALUES ('feedback', 'ask\\:803', 'U', 1, '2026-11-17 10:00:00', 'dropped', '{}', 802)",
        blank
        + "VALUES ('channel', 'loop\\:1\\:over\\:805', 'G', 1, '2026-11-17 10:00:00', 'dropped', '{}', 1)",
        "UPDATE message SET subject = 'notice\\:806' WHERE subject = 'loop\\:1'",
    )
    with closing(Database(url)) as database, database.write() as connection:
        numbers = {table: next_number(connection, table) for table in ("candidate", "loop", "interview")}
        numbers |= {table: next_number(connection, table) for table in ("panelist", "notice", "position")}
    assert numbers == {
        "candidate": 805,
        "loop": 802,
        "interview": 806,
        "panelist": 804,
        "notice": 807,
        "position": 3,
    }


def next_number(connection: Connection, table: str) -> int:
    """That a row of this table gets now: one like the last there is."""
    source = metadata.tables[table]
    row = dict(connection.execute(select(source).order_by(source.c.id.desc()).limit(1)).mappings().one())
    anew = {
        "origin": "new",
        "email_key": None,
        "ats_key": None,
        "title": "New",
        "person": None,
        "name": "New",
    }
    values = {name: anew.get(name, value) for name, value in row.items() if name != "id"}
    values |= {"subject": "new"} if table == "notice" else {}
    made = connection.execute(insert(source).values(values)).inserted_primary_key
    assert made
    return int(made[0])


@pytest.mark.parametrize("table", NUMBERED)
def test_the_number_of_a_deleted_row_stays_unused(url: str, table: str) -> None:
    migrate(url)
    source = metadata.tables[table]
    with closing(Database(url)) as database:
        with database.write() as connection:
            first = next_number(connection, table)
            connection.execute(delete(source).where(source.c.id == first))
        with database.write() as connection:
            assert next_number(connection, table) == first + 1


# --- the product goes on ----------------------------------------------------------------------


@pytest.fixture
def world(url: str) -> Iterator[World]:
    spoilt(
        url, "UPDATE person SET conversation = NULL"
    )  # in this local Slack nobody has written to the bot yet
    with Demo(database_url=url, start_at=NEXT_DAY, with_loop=False, ticking=False) as demo:
        yield World(demo)


def test_people_read_it_and_hear_what_they_were_owed(world: World) -> None:
    world.settle()
    rosa, henrik = world.actor(ROSA), world.actor(HENRIK)
    assert "Drafts · 1" in words(rosa.types("/interview loops"))
    assert "closed: not moving on" in words(rosa.types("/interview loop omar"))
    assert "Values, as it was asked before" in words(henrik.types("/interview loop maya"))
    assert "Feedback" in words(world.actor(TOM).types("/interview mine"))
    assert any("minutes late" in words(each) for each in rosa.messages()), "sent by who died over it"
    with world.demo.bot.services.database.read() as connection:
        left = [each for each in notices.of_loop(connection, 1) if each.state is NoticeState.SENDING]
    assert left == []
