"""People, guide versions, the audit log, Slack's events, and the messages the bot has posted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from bot.domain.people import Person, Standing
from bot.storage import audit, events, guides, messages, people
from bot.storage.database import Database
from bot.storage.messages import Disclosing, StoredMessage
from bot.storage.schema import event, person
from tests.builders import MONDAY_NINE, a_loop
from tests.storage.keeping import a_notice, at_once, kept_loop, owe, stored

PRIYA = Person("UPRIYA", "Priya Nair", "Asia/Kolkata", Standing.GUEST, True, True, MONDAY_NINE)
NOBODY_KNOWS = Person("UBOT", "", None, Standing.BOT, False, False, MONDAY_NINE)

# --- people -----------------------------------------------------------------------------------


def test_people_come_back_as_slack_described_them(database: Database, elsewhere: Database) -> None:
    with database.write() as connection:
        people.save(connection, PRIYA)
        people.save(connection, NOBODY_KNOWS)
    with elsewhere.read() as connection:
        found = people.find(connection, "UPRIYA")
        everybody = people.find_all(connection, ["UPRIYA", "UBOT", "UMISSING"])
        assert people.find(connection, "UMISSING") is None
        assert people.find_all(connection, []) == {}
    assert found == PRIYA
    assert found.fetched_at is not None
    assert found.fetched_at.tzinfo is UTC
    assert everybody == {"UPRIYA": PRIYA, "UBOT": NOBODY_KNOWS}


def test_what_the_bot_keeps_of_a_person_outlives_what_slack_says(database: Database) -> None:
    moved = replace(PRIYA, zone="Europe/Oslo", active=False, standing=Standing.MEMBER)
    with database.write() as connection:
        people.save(connection, PRIYA)
        assert people.conversation(connection, "UPRIYA") is None
        people.keep_conversation(connection, "UPRIYA", "D1")
        people.uses_home(connection, "UPRIYA")
        people.save(connection, moved)
        assert people.find(connection, "UPRIYA") == moved
        assert people.conversation(connection, "UPRIYA") == "D1"
        assert people.home_users(connection, ["UPRIYA", "UBOT"]) == ["UPRIYA"]


def test_admins_are_those_who_are_here_and_always_the_same(database: Database) -> None:
    guest = Person("UGUEST", "G", admin=True, standing=Standing.GUEST, fetched_at=MONDAY_NINE)
    with database.write() as connection:
        people.save(connection, guest)
        for who, active in (("UC", True), ("UA", True), ("UB", False)):
            people.save(connection, Person(who, who, admin=True, active=active, fetched_at=MONDAY_NINE))
        assert people.admins(connection) == ("UA", "UC")


def test_somebody_met_by_two_requests_at_once_is_kept_once(database: Database) -> None:
    def meet() -> None:
        with database.write() as connection:
            people.save(connection, PRIYA)

    at_once(meet, meet, meet)
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(person)).scalar() == 1


# --- guide versions ---------------------------------------------------------------------------


def test_a_guides_text_is_kept_as_it_was_first_seen(database: Database, elsewhere: Database) -> None:
    text = {"title": "System Design", "look_for": [{"id": "trade-offs", "line": "Wägt ab – “so”"}]}
    with database.write() as connection:
        guides.keep(connection, [("system-design", "v1", text)], MONDAY_NINE)
        guides.keep(connection, [("system-design", "v1", {"title": "Another"})], MONDAY_NINE)
        guides.keep(connection, [("system-design", "v2", {})], MONDAY_NINE)
    with elsewhere.read() as connection:
        assert guides.content_of(connection, "system-design", "v1") == text
        assert guides.content_of(connection, "system-design", "v3") is None
        assert guides.known(connection) == {("system-design", "v1"), ("system-design", "v2")}


def test_two_processes_that_start_at_once_keep_a_version_once(database: Database) -> None:
    def keep() -> None:
        with database.write() as connection:
            guides.keep(connection, [("coding", "v1", {})], MONDAY_NINE)

    at_once(keep, keep)
    with database.read() as connection:
        assert guides.known(connection) == {("coding", "v1")}


# --- audit ------------------------------------------------------------------------------------


def test_the_audit_log_says_who_what_when_and_who_could_read_it(
    database: Database, elsewhere: Database
) -> None:
    with database.write() as connection:
        audit.record(connection, MONDAY_NINE, "created", "UROSA", loop_id=3)
        audit.record(
            connection,
            MONDAY_NINE,
            "posted",
            "bot",
            loop_id=3,
            panelist_id=7,
            channel="G1",
            members={"UB", "UA"},
            detail="a reason",
        )
        audit.record(connection, MONDAY_NINE, "created", "UROSA", loop_id=4)
    with elsewhere.read() as connection:
        created, posted = audit.of_loop(connection, 3)
    assert (created["what"], created["members"], created["detail"]) == ("created", None, "")
    assert posted["at"] == MONDAY_NINE
    assert posted["at"].tzinfo is UTC
    kept = {name: posted[name] for name in ("actor", "panelist_id", "channel", "members", "detail")}
    assert list(kept.values()) == ["bot", 7, "G1", ["UA", "UB"], "a reason"]


# --- events -----------------------------------------------------------------------------------


def test_an_event_is_new_once(database: Database) -> None:
    def seen() -> bool:
        with database.write() as connection:
            return events.is_new(connection, "Ev1", MONDAY_NINE)

    assert sorted(at_once(seen, seen, seen)) == [False, False, True]
    assert not seen()


def test_an_event_of_a_transaction_that_failed_is_still_new(database: Database) -> None:
    def fail() -> None:
        with database.write() as connection:
            assert events.is_new(connection, "Ev1", MONDAY_NINE)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.write() as connection:
        assert events.is_new(connection, "Ev1", MONDAY_NINE)


def test_old_events_are_forgotten(database: Database) -> None:
    with database.write() as connection:
        events.is_new(connection, "Ev1", MONDAY_NINE)
        events.is_new(connection, "Ev2", MONDAY_NINE + events.KEPT + timedelta(seconds=1))
        assert connection.execute(select(event.c.id)).scalars().all() == ["Ev2"]


# --- messages ---------------------------------------------------------------------------------


def a_message(id: str = "m1", **other: object) -> StoredMessage:
    message = StoredMessage(
        id,
        0,
        "scorecard:12",
        0,
        "G1",
        "1.0",
        None,
        "",
        MONDAY_NINE,
        MONDAY_NINE + timedelta(seconds=80),
        Disclosing((12,), ("UADA", "UTOM")),
        panelist_id=12,
    )
    return replace(message, **other)  # type: ignore[arg-type]


@pytest.fixture
def notice_id(database: Database) -> int:
    owe(database, a_notice("loop:3", loop_id=kept_loop(database, a_loop()).id))
    return stored(database, "loop:3").id


def test_a_message_is_kept_before_and_after_it_is_posted(
    database: Database, elsewhere: Database, notice_id: int
) -> None:
    begun = a_message(notice_id=notice_id)
    with database.write() as connection:
        messages.begin(connection, begun)
    with elsewhere.read() as connection:
        assert messages.of_subject(connection, "scorecard:12") == [begun]
    with database.write() as connection:
        messages.confirm(connection, "m1", "2.0", "hash", True)
    with elsewhere.read() as connection:
        confirmed = replace(begun, ts="2.0", shows="hash", absent_at=None, disclosing=None)
        assert messages.of_subject(connection, "scorecard:12") == [confirmed]
        assert messages.panelist_at(connection, "G1", "2.0") == 12
        assert messages.panelist_at(connection, "G2", "2.0") is None


def test_messages_of_a_subject_come_in_order(database: Database, notice_id: int) -> None:
    places = [("G1", 1), ("G1", 0), ("D1", 0)]
    with database.write() as connection:
        for channel, part in places:
            new = a_message(
                f"{channel}.{part}", notice_id=notice_id, channel=channel, part=part, ts=f"{part}.5"
            )
            messages.begin(connection, new)
        found = messages.of_subject(connection, "scorecard:12")
        assert [(each.channel, each.part) for each in found] == sorted(places)
        assert messages.thread_of(connection, "scorecard:12", "G1") == "0.5"
        assert messages.thread_of(connection, "scorecard:12", "G9") is None


def test_one_message_says_a_part_in_a_channel(database: Database, notice_id: int) -> None:
    def begin(id: str) -> None:
        with database.write() as connection:
            messages.begin(connection, a_message(id, notice_id=notice_id))

    begin("m1")
    with pytest.raises(IntegrityError):
        begin("m2")


def test_a_message_can_be_forgotten(database: Database, notice_id: int) -> None:
    with database.write() as connection:
        messages.begin(connection, a_message(notice_id=notice_id))
        messages.forget(connection, "m1")
        assert messages.of_subject(connection, "scorecard:12") == []
