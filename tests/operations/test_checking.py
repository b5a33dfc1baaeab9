"""`check` finds each thing that may be wrong, says what to do, and goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from bot.app import manifest_for, now
from bot.demo.company import CHANNEL, HENRIK, KENJI, ROSA, workspace
from bot.domain.loops import Candidate, Loop, LoopState
from bot.domain.notices import NoticeKind, NoticeState, Wanted
from bot.domain.people import Person
from bot.operations.checking import Given, Look, tried
from bot.operations.findings import Finding, Verdict
from bot.operations.of_slack import TRIES, of_token, patiently
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.settings import CatalogSettings
from bot.slack.installed import Installed
from bot.slack.manifest import SCOPES
from bot.storage import notices, people
from bot.storage.database import Database
from bot.storage.schema import loop as loop_table
from bot.storage.schema import notice
from bot.values.ports import Unreachable
from bot.values.stops import Limited
from tests.builders import a_loop, a_panelist, an_about, an_interview
from tests.storage.keeping import kept_loop

OK, WARN, WRONG = Verdict
CATALOG = CatalogSettings().catalog_dir
OPEN = {"recruiter": ROSA, "hiring_manager": HENRIK, "channel": CHANNEL}


@pytest.fixture
def off() -> timedelta:
    """How far Slack's clock is ahead."""
    return timedelta(0)


@pytest.fixture
def sandbox(off: timedelta) -> Iterator[Sandbox]:
    with Sandbox(workspace(manifest_for(CatalogSettings(), None)), off=off) as sandbox:
        yield sandbox


@pytest.fixture
def given(sandbox: Sandbox, database_url: str, database: Database) -> Given:
    """All is well; Rosa is an admin, and known."""
    with database.write() as connection:
        people.save(connection, Person(ROSA, "Rosa", admin=True, fetched_at=now()))
    return Given(
        catalog=CATALOG,
        database_url=database_url,
        slack_url=sandbox.api_url,
        bot_token=sandbox.workspace.bot_token,
        app_token=sandbox.workspace.app_token,
    )


WAITED: list[float] = []


def found(given: Given, machine_ahead: timedelta = timedelta(0)) -> list[Finding]:
    WAITED.clear()

    def machine() -> datetime:
        return now() + machine_ahead

    findings = list(Look(given, machine, list, WAITED.append)())
    lines = "\n".join(map(str, findings))
    assert not given.bot_token or given.bot_token not in lines
    assert not given.app_token or given.app_token not in lines
    assert "Maya" not in lines
    return findings


def about(findings: list[Finding], subject: str) -> list[tuple[Verdict, str]]:
    return [(each.verdict, f"{each.says} {each.to_do}".strip()) for each in findings if each.about == subject]


def only(findings: list[Finding], subject: str) -> tuple[Verdict, str]:
    (one,) = about(findings, subject)
    return one


def bad(findings: list[Finding]) -> set[str]:
    return {each.about for each in findings if each.verdict is not OK}


def open_loop(database: Database, **other: object) -> Loop:
    return kept_loop(database, replace(a_loop(), **(OPEN | other)))  # type: ignore[arg-type]  # as fields are


def test_all_is_well(given: Given, database: Database) -> None:
    open_loop(database)
    findings = found(given)
    assert bad(findings) == set()
    subjects = {each.about for each in findings}
    of_slack = {"token", "scopes", "clock", "socket", "channels", "roles"}
    assert subjects == of_slack | {"catalog", "database", "notices"}
    assert str(findings[0]) == "ok     catalog: 31 guides, 6 templates."


# --- Slack ---------------------------------------------------------------------------------------


def test_a_token_that_slack_does_not_take(given: Given) -> None:
    findings = found(replace(given, bot_token="xoxb-else"))
    verdict, says = only(findings, "token")
    assert (verdict, "invalid_auth" in says) == (WRONG, True)
    assert only(findings, "socket")[0] is OK, "the rest is looked at"
    assert only(findings, "channels")[0] is WARN
    assert only(findings, "database")[0] is OK


def test_an_app_token_that_slack_does_not_take(given: Given) -> None:
    findings = found(replace(given, app_token="xapp-else"))
    verdict, says = only(findings, "socket")
    assert (verdict, says.startswith("SLACK_APP_TOKEN is not accepted")) == (WRONG, True)
    assert bad(findings) == {"socket"}


def test_no_way_in(given: Given) -> None:
    assert only(found(replace(given, app_token="", way_in_known=False)), "socket")[0] is WRONG
    assert about(found(replace(given, app_token="")), "socket") == [], "over HTTP"


def test_a_slack_that_says_neither_scopes_nor_time() -> None:
    """As behind something that takes headers away."""
    silent = Installed(team="T1", bot="B1", user="U1", org_wide=False, scopes=None, at=None)
    token, scopes = of_token(silent, now())
    assert (token.verdict, scopes.verdict, scopes.about) == (OK, WARN, "scopes")


def test_a_slack_that_asks_to_wait_for_ever_is_given_up() -> None:
    waited: list[float] = []

    def limited() -> None:
        raise Unreachable(Limited(seconds=3.0))

    with pytest.raises(Unreachable):
        patiently(limited, waited.append)
    assert waited == [3.0] * TRIES


def test_an_installation_to_an_organisation(given: Given, sandbox: Sandbox) -> None:
    sandbox.workspace.org_wide = True
    verdict, says = only(found(given), "token")
    assert (verdict, "not supported" in says) == (WRONG, True)


def test_scopes(given: Given, sandbox: Sandbox) -> None:
    sandbox.workspace.scopes = (*SCOPES[1:], "admin")
    verdict, says = only(found(given), "scopes")
    assert (verdict, says.startswith(f"Not granted: {SCOPES[0]}. ")) == (WRONG, True)
    assert "`python -m bot manifest`" in says
    sandbox.workspace.scopes = (*SCOPES, "admin")
    assert only(found(given), "scopes") == (
        OK,
        "All that are needed are granted. Granted and not needed: admin.",
    )


@pytest.mark.parametrize(
    ("off", "verdict", "says"),
    [
        (timedelta(seconds=3), OK, "agrees"),
        (timedelta(seconds=20), WARN, "behind Slack's"),
        (timedelta(seconds=-20), WARN, "ahead of Slack's"),
        (timedelta(seconds=90), WRONG, "behind Slack's"),
    ],
)
def test_slacks_clock(given: Given, verdict: Verdict, says: str) -> None:
    clocks = about(found(given), "clock")
    assert clocks[-1][0] is verdict
    assert says in clocks[-1][1]


def test_a_slack_that_is_away(given: Given) -> None:
    findings = found(replace(given, slack_url="http://127.0.0.1:9/api/"))
    assert only(findings, "token")[0] is only(findings, "socket")[0] is WRONG
    assert only(findings, "notices")[0] is OK


def test_where_slack_asks_to_wait(given: Given, sandbox: Sandbox, database: Database) -> None:
    open_loop(database)
    Control(sandbox.url).post("faults", method="conversations.info", kind="ratelimited", retry_after=7)
    assert bad(found(given)) == set()
    assert WAITED == [7.0]


# --- loops ---------------------------------------------------------------------------------------


def test_channels(given: Given, sandbox: Sandbox, database: Database) -> None:
    one, other = open_loop(database), open_loop(database)
    open_loop(database, channel=None)
    open_loop(database, channel="G0GONE", state=LoopState.CLOSED, closed_at=now())
    (channel,) = [each for each in sandbox.workspace.channels if each.id == CHANNEL]
    for change, says in (
        ({"is_ext_shared": True}, "shared"),
        ({"is_ext_shared": False, "kind": "public"}, "public"),
        ({"kind": "private", "archived": True}, "archived"),
        ({"archived": False, "members": [ROSA, HENRIK]}, "not in that channel"),
    ):
        for name, value in change.items():
            setattr(channel, name, value)
        verdict, told = only(found(given), "channels")
        assert verdict is WRONG
        assert told.startswith(f"{CHANNEL}, of loop {one.id}, {other.id}: ")
        assert says in told


def test_a_candidate_in_the_channel(given: Given, sandbox: Sandbox, database: Database) -> None:
    (channel,) = [each for each in sandbox.workspace.channels if each.id == CHANNEL]
    channel.members.append(KENJI)
    fine, known = open_loop(database), Candidate(2, "Maya Kenji", email="kenji@example.com", account=KENJI)
    theirs = open_loop(database, candidate=known)
    verdict, told = only(found(given), "channels")
    assert (verdict, told.startswith(f"{CHANNEL}, of loop {theirs.id}: The candidate")) == (WRONG, True)
    assert fine.id != theirs.id


def test_a_role_whose_holder_is_gone(given: Given, sandbox: Sandbox, database: Database) -> None:
    one, other = open_loop(database), open_loop(database, hiring_manager="U0NOBODY")
    (henrik,) = [each for each in sandbox.workspace.people if each.id == HENRIK]
    henrik.deleted = True
    told = about(found(given), "roles")
    assert [verdict for verdict, _ in told] == [WRONG, WRONG]
    assert f"{HENRIK} is gone: hiring manager of loop {one.id}." in told[0][1]
    assert f"U0NOBODY is gone: hiring manager of loop {other.id}." in told[1][1]


def test_nobody_is_an_admin(given: Given, database: Database) -> None:
    with database.write() as connection:
        people.save(connection, Person(ROSA, "Rosa", fetched_at=now()))
    assert [verdict for verdict, _ in about(found(given), "roles")] == [OK, WARN]


# --- database, catalog, notices ------------------------------------------------------------------


def test_a_database_that_is_away(given: Given) -> None:
    findings = found(replace(given, database_url="postgresql://nobody@127.0.0.1:9/none"))
    verdict, says = only(findings, "database")
    assert (verdict, "no database listens" in says) == (WRONG, True)
    assert only(findings, "scopes")[0] is OK, "the rest is looked at"
    assert only(findings, "notices")[0] is WARN


def test_a_database_that_is_not_migrated(given: Given, tmp_path: Path) -> None:
    findings = found(replace(given, database_url=f"sqlite:///{tmp_path / 'empty.db'}"))
    verdict, says = only(findings, "database")
    assert (verdict, "python -m bot migrate" in says) == (WRONG, True)


def test_the_databases_clock(given: Given, database: Database) -> None:
    findings = found(given, machine_ahead=timedelta(seconds=30))
    clocks = 2 if database.engine.dialect.name == "postgresql" else 1
    assert [verdict for verdict, _ in about(findings, "clock")] == [WARN] * clocks
    assert "30 seconds ahead of" in about(findings, "clock")[0][1]


def test_a_catalog_that_cannot_be_used(given: Given, tmp_path: Path) -> None:
    verdict, says = only(found(replace(given, catalog=tmp_path)), "catalog")
    assert (verdict, "`python -m bot catalog check`" in says) == (WRONG, True)


def owed(database: Database, due: timedelta, **other: object) -> None:
    with database.write() as connection:
        about = an_about(NoticeKind.ALERT)
        notices.add(connection, [Wanted(NoticeKind.ALERT, "test", ROSA, 1, now() + due, about=about)])
        if other:
            connection.execute(update(notice).values(**other))


@pytest.mark.parametrize(("minutes", "verdict"), [(10, OK), (20, WARN), (70, WRONG)])
def test_notices_that_are_late(given: Given, database: Database, minutes: int, verdict: Verdict) -> None:
    owed(database, -timedelta(minutes=minutes))
    told, says = only(found(given), "notices")
    assert told is verdict
    assert ("Is a worker running?" in says) is (verdict is not OK)


def test_notices_that_cannot_be_sent(given: Given, database: Database) -> None:
    owed(database, timedelta(0), troubled_since=now())
    verdict, says = only(found(given), "notices")
    assert (verdict, "nobody foresaw" in says) == (WARN, True)


@pytest.mark.parametrize(("days", "verdict"), [(6, WARN), (8, OK)])
def test_notices_that_failed(given: Given, database: Database, days: int, verdict: Verdict) -> None:
    owed(database, -timedelta(days=days), state=NoticeState.FAILED.value)
    assert only(found(given), "notices")[0] is verdict


def test_a_pilot(given: Given) -> None:
    verdict, says = only(found(replace(given, pilot=frozenset({ROSA, KENJI}))), "pilot")
    assert (verdict, "to the 2 named" in says) == (WARN, True)


def test_a_pilot_with_panelists_and_without_their_recruiter(given: Given, database: Database) -> None:
    """Whose answers go to a recruiter who gets no messages."""
    theirs = open_loop(database, interviews=(an_interview(panel=[a_panelist(KENJI)]),))
    open_loop(database, interviews=(an_interview(panel=[a_panelist(HENRIK)]),))
    _, (verdict, says) = about(found(replace(given, pilot=frozenset({KENJI}))), "pilot")
    assert verdict is WARN
    assert says.startswith(f"In loop {theirs.id} somebody on a panel is named, and the recruiter is not.")
    assert len(about(found(replace(given, pilot=frozenset({KENJI, ROSA}))), "pilot")) == 1


def test_what_nobody_foresaw_is_told_by_its_place(given: Given, database: Database) -> None:
    """A loop that cannot be read is left out; what breaks even so keeps nothing from being looked at."""
    open_loop(database)
    with database.write() as connection:
        connection.execute(update(loop_table).values(channel="G0GONE"))
    assert only(found(given), "channels")[0] is WRONG

    def breaks() -> Iterator[Finding]:
        yield Finding(OK, "this", "still told")
        raise ValueError("Maya Lind")

    told = list(tried("that", breaks))
    assert [each.verdict for each in told] == [OK, WRONG]
    assert "ValueError" in told[1].says
    assert "Maya" not in told[1].says


def test_it_changes_nothing(given: Given, database: Database) -> None:
    open_loop(database)
    owed(database, -timedelta(hours=2))

    def rows() -> list[object]:
        tables = ("loop", "notice", "person", "audit", "message")
        with database.read() as connection:
            return [list(connection.execute(text(f"SELECT * FROM {each} ORDER BY 1"))) for each in tables]

    before = rows()
    found(given)
    assert rows() == before
