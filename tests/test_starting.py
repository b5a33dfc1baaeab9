"""Each command as people start it: what is missing or wrong ends it with a sentence, never with a trace."""

from __future__ import annotations

import json
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from bot.app import manifest_for
from bot.catalog.loading import load
from bot.demo.company import workspace
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.settings import EXAMPLES, CatalogSettings
from bot.starting import DATABASE_UNAVAILABLE, FAULT, WRONG
from tests.catalog.editing import replace
from tests.conftest import Postgres
from tests.processes import ROOT, environment, run, settings_for

NEEDED = {"": "SLACK_APP_TOKEN", "web": "SLACK_SIGNING_SECRET", "worker": "SLACK_BOT_TOKEN"}
"""What each process cannot do without. The first is bot and worker in one."""

Ended = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(workspace(manifest_for(CatalogSettings(), None))) as sandbox:
        yield sandbox


def started(command: str, **variables: str) -> Ended:
    return run(*command.split(), **variables)


def all_started(commands: list[str], **variables: str) -> dict[str, Ended]:
    with ThreadPoolExecutor(4) as pool:
        ended = pool.map(lambda command: started(command, **variables), commands)
        return dict(zip(commands, ended, strict=True))


def told(ended: Ended, code: int = WRONG) -> str:
    """The sentences of one that was refused, each a line of its log; none says a secret, none is a trace."""
    assert ended.returncode == code, ended.stderr
    assert ended.stdout == ""
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert "secret" not in ended.stderr.replace("signing secret", "")
    refusals = [line for line in lines if line["level"] in ("error", "critical")]
    assert {line["exit_code"] for line in refusals} == {code}
    return "\n".join(line["event"] for line in refusals)


# --- settings ------------------------------------------------------------------------------------


def test_wrong_settings() -> None:
    bad = {
        "SLACK_BOT_TOKEN": "xoxp-secret",
        "SLACK_APP_TOKEN": "xoxb-secret",
        "SLACK_SIGNING_SECRET": "secret",
        "DATABASE_URL": "mysql://user:secret@host/name",
        "PORT": "secret",
        "LOG_LEVEL": "secret",
    }
    for command, ended in all_started([*NEEDED, "migrate"], **bad).items():
        said = told(ended)
        for name in bad if command != "migrate" else ["DATABASE_URL", "LOG_LEVEL"]:
            assert f"{name} cannot be used" in said
            assert f"Example: {name}={EXAMPLES[name]}" in said


@pytest.mark.parametrize(("command", "name"), NEEDED.items())
def test_a_missing_setting(sandbox: Sandbox, sqlite_url: str, command: str, name: str) -> None:
    given = {**settings_for(sandbox, sqlite_url), name: ""}
    said = told(started(command, **given))
    assert said == f"{name} is not set. Example: {name}={EXAMPLES[name]}"


NOWHERE = "http://127.0.0.1:9/api/"
ELSEWHERE = "/page/api/"  # of the local Slack: something answers there, and not its Web API


@pytest.mark.parametrize(
    ("command", "name", "value", "problem"),
    [
        ("worker", "SLACK_BOT_TOKEN", "xoxb-secret", "is not accepted by Slack: invalid_auth"),
        ("", "SLACK_APP_TOKEN", "xapp-secret", "is not accepted by Slack: invalid_auth"),
        ("web", "SLACK_API_URL", ELSEWHERE, "does not lead to Slack: HTTP 405"),
    ],
)
def test_what_slack_does_not_accept(
    sandbox: Sandbox, sqlite_url: str, command: str, name: str, value: str, problem: str
) -> None:
    there = value.replace(ELSEWHERE, sandbox.url + ELSEWHERE)
    ended = started(command, **{**settings_for(sandbox, sqlite_url), name: there})
    assert told(ended) == f"{name} {problem}. Example: {name}={EXAMPLES[name]}"


def test_a_slack_that_is_not_there(sandbox: Sandbox, sqlite_url: str) -> None:
    variables = {**settings_for(sandbox, sqlite_url), "SLACK_API_URL": NOWHERE}
    expected = f"Slack does not answer at {NOWHERE} (ConnectionRefusedError). "
    for ended in all_started([*NEEDED], **variables).values():
        assert told(ended, DATABASE_UNAVAILABLE) == f"{expected}It may be away, or SLACK_API_URL wrong."


@pytest.mark.parametrize(("kind", "why"), [("server_error", "HTTP 500"), ("ratelimited", "ratelimited")])
def test_a_slack_that_is_not_itself(sandbox: Sandbox, sqlite_url: str, kind: str, why: str) -> None:
    Control(sandbox.url).post("faults", method="auth.test", kind=kind)
    said = told(started("worker", **settings_for(sandbox, sqlite_url)), DATABASE_UNAVAILABLE)
    assert said.startswith(f"Slack does not answer at {sandbox.api_url} ({why}). ")


@pytest.mark.parametrize(("url", "code"), [(NOWHERE, DATABASE_UNAVAILABLE), ("", WRONG)])
def test_a_worker_of_granians_ends_in_the_same_way(
    sandbox: Sandbox, sqlite_url: str, url: str, code: int
) -> None:
    """Where something has changed since its parent looked."""
    given = settings_for(sandbox, sqlite_url, SLACK_API_URL=url or sandbox.api_url)
    given = {**given, "SLACK_SIGNING_SECRET": given["SLACK_SIGNING_SECRET"] if url else ""}
    ended = subprocess.run(
        [sys.executable, "-c", "from bot.app import wsgi; wsgi()"],
        cwd=ROOT,
        env=environment(**given),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told(ended, code).startswith("Slack does not answer" if url else "SLACK_SIGNING_SECRET is not set")


def test_a_port_that_is_taken(sandbox: Sandbox, sqlite_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        variables = settings_for(sandbox, sqlite_url, PORT=port)
        ended = all_started(["web", f"demo --port {port}", f"sandbox --port {port}"], **variables)
    for each in ended.values():
        assert f"port {port} cannot be used: Address already in use" in told(each)


# --- the database --------------------------------------------------------------------------------


def test_a_database_that_is_not_migrated(sandbox: Sandbox, tmp_path: Path) -> None:
    variables = settings_for(sandbox, f"sqlite:///{tmp_path / 'empty.db'}")
    for ended in all_started([*NEEDED], **variables).values():
        assert told(ended) == "The database is not ready for this release. Run: python -m bot migrate"


@pytest.mark.parametrize(
    ("url", "problem", "code"),
    [
        ("sqlite:////no/such/x.db", "names a folder that does not exist: /no/such", WRONG),
        (
            "postgresql://u:secret@127.0.0.1:9/x",
            "names a host where no database listens: 127.0.0.1:9",
            DATABASE_UNAVAILABLE,
        ),
    ],
)
def test_a_database_that_cannot_be_used(sandbox: Sandbox, url: str, problem: str, code: int) -> None:
    """Each kind of it: `storage/test_opening.py`."""
    example = f"Example: DATABASE_URL={EXAMPLES['DATABASE_URL']}"
    for ended in all_started([*NEEDED, "migrate"], **settings_for(sandbox, url)).values():
        assert told(ended, code) == f"DATABASE_URL {problem}. {example}"


def test_what_nobody_foresaw(tmp_path: Path) -> None:
    """A database that somebody else has filled with something else."""
    file = tmp_path / "interviews.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE person (secret TEXT)")
    ended = started("migrate", DATABASE_URL=f"sqlite:///{file}")
    assert (ended.returncode, ended.stdout) == (FAULT, "")
    line = json.loads(ended.stderr.splitlines()[-1])
    assert (line["level"], line["event"], line["error"]) == (
        "critical",
        "unforeseen error",
        "OperationalError",
    )
    assert re.fullmatch(r"bot/storage/migrating\.py:\d+", line["at"])
    assert "secret" not in ended.stderr


def test_migrate_twice(tmp_path: Path) -> None:
    file = tmp_path / "interviews.db"
    for _ in range(2):
        ended = started("migrate", DATABASE_URL=f"sqlite:///{file}")
        assert (ended.returncode, ended.stdout) == (0, "The database is ready.\n"), ended.stderr
        lines = [json.loads(line) for line in ended.stderr.splitlines()]
        assert [line["event"] for line in lines] == ["starting", "database"]
        assert (lines[1]["engine"], lines[1]["file"]) == ("sqlite", str(file))
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (0,)


def test_migrate_by_an_older_release(sqlite_url: str) -> None:
    """Rolled back, a host runs it before the start: it has to let that go on."""
    file = sqlite_url.removeprefix("sqlite:///")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'the_next_one'")
        before = list(connection.iterdump())
    ended = started("migrate", DATABASE_URL=sqlite_url)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == "A newer release has made the database ready: nothing to do.\n"
    with sqlite3.connect(file) as connection:
        assert list(connection.iterdump()) == before


def test_alembic_needs_the_database_alone(postgres: Postgres) -> None:
    """With an address as hosts hand it out."""
    url = postgres.bare_database("by_alembic").replace("postgresql://", "postgres://")
    ended = subprocess.run(
        [Path(sys.executable).with_name("alembic"), "upgrade", "head"],
        cwd=ROOT,
        env=environment(DATABASE_URL=url),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (0,)


# --- the catalog ---------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "catalog", tmp_path / "catalog"))


def test_a_good_catalog(folder: Path) -> None:
    for arguments, variables in (([], {}), ([str(folder)], {}), ([], {"CATALOG_DIR": str(folder)})):
        ended = run("catalog", "check", *arguments, **variables)
        assert ended.returncode == 0
        assert ended.stdout.startswith("The catalog is fine: 31 guides, 6 templates.")


def ten_mistakes(folder: Path) -> set[str]:
    """Where each is: file, line and field."""

    def place(file: str, old: str, new: str, field: str) -> str:
        return f"{file}:{replace(folder / file, old, new)} {field}: "

    return {
        place("guides/architecture.yaml", "aliases: [arch", "alias: [arch", "alias"),
        place("guides/architecture.yaml", "[ambiguity]", "[ambiguty]", "look_for[1].competencies[1]"),
        place("guides/architecture.yaml", "by: [system-design]", "by: [sysdesign]", "superseded_by[1]"),
        place("guides/values.yaml", "track: general", "track: people", "track"),
        place("guides/values.yaml", "id: problem-solving", "id: teamwork", "look_for[2].id"),
        place("guides/values.yaml", "format: live", "format: alive", "format"),
        place("guides/collaboration.yaml", "[communication", "[system design", "aliases[1]"),
        place("guides/collaboration.yaml", "slug: collab", "slug: kollab", "slug"),
        place(
            "templates/cloud-ops.yaml",
            "team, exercise: cloud-ops",
            "team, exercise: c",
            "interviews[5].exercise",
        ),
        place("competencies.yaml", "slug: edge-cases", "slug: edges", "[16].slug"),
    }


def test_ten_mistakes_are_told_at_once(sandbox: Sandbox, sqlite_url: str, folder: Path) -> None:
    places = ten_mistakes(folder)
    assert len(places) == 10
    checked = run("catalog", "check", str(folder))
    assert checked.returncode == 1
    assert checked.stderr == ""
    assert [place for place in places if place not in checked.stdout] == []
    variables = {**settings_for(sandbox, sqlite_url), "CATALOG_DIR": str(folder)}
    for ended in all_started(["worker", "web", "manifest", "catalog list"], **variables).values():
        assert [place for place in places if place not in told(ended)] == []


def test_the_list(folder: Path) -> None:
    ended = started("catalog list")
    assert ended.returncode == 0
    for guide in load(folder).guides.values():
        line = next(line for line in ended.stdout.splitlines() if line.split()[:1] == [guide.slug])
        assert guide.title in line
        assert guide.summary in line


# --- the manifest --------------------------------------------------------------------------------


def test_the_manifest_is_the_one_that_is_checked_in() -> None:
    ended = started("manifest")
    assert ended.returncode == 0
    assert ended.stdout == (ROOT / "slack-manifest.json").read_text(encoding="utf-8")


def test_the_manifest_for_http() -> None:
    ended = started("manifest --url https://bot.example.com/", COMMAND="/hiring")
    made = json.loads(ended.stdout)
    (command,) = made["features"]["slash_commands"]
    urls = [command["url"], made["settings"]["event_subscriptions"]["request_url"]]
    urls.append(made["settings"]["interactivity"]["request_url"])
    assert set(urls) == {"https://bot.example.com/slack/events"}
    assert command["command"] == "/hiring"
    assert made["settings"]["socket_mode_enabled"] is False
