"""The commands of whoever runs the bot, as they are typed."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from typer.testing import CliRunner, Result

from bot.app import manifest_for, now
from bot.demo.company import workspace
from bot.domain.giving_up import Dropped
from bot.domain.notices import NoticeKind, NoticeState, Wanted
from bot.operator import MOST, app
from bot.sandbox.server import Sandbox
from bot.settings import SECRETS, CatalogSettings
from bot.storage import notices
from bot.storage.database import Database
from bot.storage.schema import notice
from tests.builders import a_loop, an_about
from tests.patience import PATIENCE
from tests.processes import ROOT, environment, run, settings_for
from tests.storage.keeping import kept_loop

PRIYA, ROSA, CHANNEL = "U0PRIYA", "U0ROSA", "G0MAYA"
TODAY = now().replace(second=0, microsecond=0)


@pytest.fixture
def typed(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Typed:
    monkeypatch.setenv("DATABASE_URL", database_url)
    return Typed()


class Typed:
    def __call__(self, *words: str) -> Result:
        return CliRunner().invoke(app, ["notices", *words])

    def numbers(self, *words: str) -> list[int]:
        """Of the rows that the list shows."""
        shown = self(*words)
        assert shown.exit_code == 0, shown.output
        return [int(line.split()[0]) for line in shown.stdout.splitlines()[1:] if line[0].isdigit()]


def row(
    database: Database,
    state: NoticeState = NoticeState.PENDING,
    due: timedelta = timedelta(0),
    reason: str = "",
    kind: NoticeKind = NoticeKind.ALERT,
    **other: object,
) -> int:
    """The number of a new notice. `due`: from now."""
    with database.write() as connection:
        before = len(connection.execute(select(notice.c.id)).all())
        wanted = Wanted(kind, f"test:{before}", PRIYA, 1, TODAY + due, about=an_about(kind))
        notices.add(connection, [wanted])
        number = int(
            connection.execute(select(notice.c.id).order_by(notice.c.id.desc())).scalars().first() or 0
        )
        worker = {"worker": "one", "lease_until": TODAY} if state is NoticeState.SENDING else {}
        sent = {"sent_at": TODAY} if state is NoticeState.SENT else {}
        values = {"state": state.value, "reason": reason, **worker, **sent, **other}
        connection.execute(update(notice).where(notice.c.id == number).values(values))
    return number


def test_what_is_owed_and_what_failed_lately(typed: Typed, database: Database) -> None:
    old, long_ago = -timedelta(days=8), -timedelta(days=400)
    owed = row(database, due=long_ago)
    tomorrow = row(database, due=timedelta(days=1))
    under_way = row(database, NoticeState.SENDING)
    failed = row(database, NoticeState.FAILED, reason="the account is deactivated")
    dropped = row(database, NoticeState.DROPPED, reason="moved")
    row(database, NoticeState.SENT)
    old_failed = row(database, NoticeState.FAILED, due=old)
    assert set(typed.numbers()) == {owed, tomorrow, under_way, failed, dropped}
    assert typed.numbers()[0] == owed, "by when they are due"
    assert set(typed.numbers("--since", (TODAY + old).strftime("%Y-%m-%dT%H:%M"))) == {
        *(tomorrow, under_way, failed, dropped, old_failed)
    }


def test_the_table(typed: Typed, database: Database) -> None:
    number = row(database, NoticeState.FAILED, reason="the account is deactivated")
    shown = typed().stdout.splitlines()
    assert shown[0].split() == ["number", "kind", "to", "loop", "due", "(UTC)", "state", "why"]
    due = TODAY.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    assert shown[1].split(maxsplit=6) == [
        *(str(number), "word", PRIYA, *due.split(), "failed", "the account is deactivated")
    ]
    assert len(shown) == 2


def test_filters(typed: Typed, database: Database) -> None:
    loop = kept_loop(database, a_loop())
    failed = row(database, NoticeState.FAILED)
    sent = row(database, NoticeState.SENT)
    home = row(database, kind=NoticeKind.HOME)
    channel = row(database, recipient=CHANNEL)
    of_loop = row(database, loop_id=loop.id)
    pilot = row(database, NoticeState.DROPPED, reason=Dropped.NOT_IN_PILOT)
    assert set(typed.numbers("--state", "failed", "--state", "sent")) == {failed, sent}
    assert typed.numbers("--kind", "home") == [home]
    assert typed.numbers("--person", CHANNEL) == [channel]
    assert typed.numbers("--loop", str(loop.id)) == [of_loop]
    assert typed.numbers("--pilot") == [pilot]
    assert typed.numbers("--pilot", "--state", "failed") == []
    assert typed("--person", "U0NOBODY").stdout == "Nothing is owed, and nothing failed or was dropped.\n"


@pytest.mark.parametrize("words", [("--state", "lost"), ("--kind", "feedbak"), ("--since", "yesterday")])
def test_what_is_mistyped_is_told(typed: Typed, words: tuple[str, str]) -> None:
    shown = typed(*words)
    assert shown.exit_code == 2
    assert words[0] in shown.output


def test_a_row_of_a_later_release_is_listed(typed: Typed, database: Database) -> None:
    number = row(database)
    with database.write() as connection:
        connection.execute(update(notice).where(notice.c.id == number).values(kind="celebrate"))
    assert typed.numbers() == [number]
    refused = typed("drop", str(number), "--reason", "no")
    assert (refused.exit_code, refused.stdout) == (
        1,
        f"{number}: not dropped: There is no such notice, or a later release wrote it.\n",
    )


def test_a_long_list_says_how_many_are_left(typed: Typed, database: Database) -> None:
    first = row(database)
    with database.write() as connection:
        of_first = connection.execute(select(notice).where(notice.c.id == first)).mappings().one()
        rows = [{**of_first, "id": first + n, "revision": n + 1} for n in range(1, MOST + 3)]
        connection.execute(insert(notice), rows)
    assert len(typed.numbers()) == MOST
    assert typed().stdout.splitlines()[-1].startswith("… and 3 more: --limit 203")
    assert len(typed.numbers("--limit", "203")) == MOST + 3


def test_several_are_dropped_and_sent_again(typed: Typed, database: Database) -> None:
    one, other, sent = row(database), row(database, NoticeState.FAILED), row(database, NoticeState.SENT)
    dropped = typed("drop", str(one), str(sent), "--reason", " told by\n telephone ")
    assert dropped.stdout.splitlines() == [f"{one}: dropped", f"{sent}: not dropped: It was sent already."]
    assert dropped.exit_code == 1, "not all that was asked for was done"
    again = typed("resend", str(other), str(other))
    assert (again.exit_code, again.stdout) == (0, f"{other}: owed again\n")
    with database.read() as connection:
        found = [notices.find(connection, number) for number in (one, other)]
    assert [(each.state, each.reason) for each in found if each] == [
        (NoticeState.DROPPED, "by hand: told by telephone"),
        (NoticeState.PENDING, ""),
    ]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_a_reason_is_needed(typed: Typed, database: Database, reason: str) -> None:
    number = row(database)
    assert typed("drop", str(number), "--reason", reason).exit_code == 2
    with database.read() as connection:
        kept = notices.find(connection, number)
    assert kept
    assert kept.state is NoticeState.PENDING


def test_nothing_is_said_of_a_candidate(typed: Typed, database: Database) -> None:
    loop = kept_loop(database, a_loop())
    for state in NoticeState:
        row(database, state, kind=NoticeKind.ALERT, loop_id=loop.id)
    states = [word for state in NoticeState for word in ("--state", state.value)]
    shown = typed(*states)
    assert len(typed.numbers(*states)) == len(NoticeState)
    assert "Maya" not in shown.output
    assert "deactivated" not in shown.output, "what the message says"


def test_as_a_process(sqlite_url: str) -> None:
    """On its own, as people type it; a database that is not there is told as by every command."""
    shown = run("notices", DATABASE_URL=sqlite_url)
    assert (shown.returncode, shown.stdout) == (0, "Nothing is owed, and nothing failed or was dropped.\n")
    assert shown.stderr == "", "no progress where nobody watches"
    away = run("notices", DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert (away.returncode, away.stdout) == (3, "")
    empty = run("notices", DATABASE_URL=f"{sqlite_url}.new")
    assert empty.returncode == 2
    assert "Run: python -m bot migrate" in empty.stderr


def test_who_watches_sees_how_far_it_is(sqlite_url: str) -> None:
    """On a terminal alone, and beside the answer."""
    mine, theirs = pty.openpty()
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "bot", "notices", "drop", "1", "2", "--reason", "no"],
            cwd=ROOT,
            env=environment(DATABASE_URL=sqlite_url),
            stdout=subprocess.PIPE,
            stderr=theirs,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        shown = os.read(mine, 10_000).decode()
    finally:
        os.close(mine)
        os.close(theirs)
    assert "Notices" in shown
    assert "100%" in shown
    assert [line.split(":")[:2] for line in ended.stdout.splitlines()] == [
        ["1", " not dropped"],
        ["2", " not dropped"],
    ]


# --- check ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(workspace(manifest_for(CatalogSettings(), None))) as sandbox:
        yield sandbox


def test_check_as_a_process(sandbox: Sandbox, sqlite_url: str) -> None:
    variables = settings_for(sandbox, sqlite_url)
    well = run("check", **variables)
    assert (well.returncode, well.stderr) == (0, "")
    assert {line.split()[0] for line in well.stdout.splitlines()} == {"ok", "warn"}
    secrets = [value for name, value in variables.items() if name in SECRETS[:3]]
    assert [each for each in secrets if each in well.stdout] == []


def test_check_goes_on_whatever_is_set_wrong(sandbox: Sandbox, sqlite_url: str) -> None:
    wrong = {
        "SLACK_APP_TOKEN": "xoxb-secret",
        "PORT": "0",
        "CATALOG_DIR": "/no/such",
        "PILOT": f"{PRIYA},{ROSA}",
    }
    ended = run("check", **{**settings_for(sandbox, sqlite_url), **wrong})
    assert ended.returncode == 1
    said = ended.stdout
    assert "secret" not in said
    told = [line.split()[2] for line in said.splitlines() if line.startswith("WRONG")]
    assert sorted(told) == ["CATALOG_DIR", "PORT", "SLACK_APP_TOKEN"]
    assert "ok     token: " in said
    assert "ok     database: " in said


def test_check_without_anything(tmp_path: Path) -> None:
    ended = run("check", DATABASE_URL=f"sqlite:///{tmp_path / 'none.db'}")
    assert ended.returncode == 1
    said = ended.stdout.splitlines()
    assert said[0].startswith("WRONG  settings: SLACK_BOT_TOKEN is not set.")
    assert sum(line.startswith("WRONG") for line in said) == 2, "that, and a database that is not migrated"
