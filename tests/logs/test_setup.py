"""What is written for a line of ours, of a library, and of an error: never what the error says."""

from __future__ import annotations

import json
import logging
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy.exc import NoSuchModuleError

from bot.logs.faults import fault, way
from bot.logs.setup import configure, logger, muted
from bot.storage.database import Database
from tests.processes import ROOT

NAME = "Maya Lind"
LEVELS = ["debug", "info", "warning", "error"]
TRUSTED = ["_granian", "_granian.serve", "alembic.runtime", "apscheduler.scheduler"]
OTHERS = ["sqlalchemy.engine.Engine", "psycopg", "uvicorn.error", "websockets.server", "asyncio", "any"]

Line = dict[str, Any]
Written = Callable[[], list[Line]]


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Iterator[Written]:
    """The lines since the last look."""
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    configure("debug")


def failure() -> ValueError:
    try:
        int(NAME)
    except ValueError as error:
        return error
    raise AssertionError


def test_a_line_is_an_object_with_what_it_tells_first(written: Written) -> None:
    logger("bot.tests").info("it happened", notice=7, where=("a", "b"), at=failure)
    (line,) = written()
    assert list(line)[:3] == ["timestamp", "level", "event"]
    assert (line["level"], line["event"], line["notice"]) == ("info", "it happened", 7)
    assert (line["logger"], line["where"]) == ("bot.tests", ["a", "b"])
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize("level", LEVELS)
def test_the_level_rules_ours(written: Written, level: str) -> None:
    configure(level)
    for each in LEVELS:
        getattr(logger("bot.tests"), each)("it happened")
        getattr(logging.getLogger("bot.tests"), each)("it happened")
    assert [line["level"] for line in written()] == [
        each for each in LEVELS[LEVELS.index(level) :] for _ in range(2)
    ]


@pytest.mark.parametrize("name", TRUSTED)
def test_what_is_trusted_speaks_and_no_line_but_its_first(written: Written, name: str) -> None:
    logging.getLogger(name).error("It was %s\nTraceback: %s", "done", NAME)
    (line,) = written()
    assert (line["event"], line["level"], line["logger"]) == ("It was done", "error", name)


@pytest.mark.parametrize("name", OTHERS)
def test_of_others_the_place_alone_is_told(written: Written, name: str) -> None:
    log = logging.getLogger(name)
    log.info(NAME)
    log.error("%s is %r", NAME, {"text": NAME}, exc_info=failure(), stack_info=True)
    (line,) = written()
    assert (line["event"], line["level"], line["logger"]) == ("a library complains", "error", name)
    assert line["by"].startswith("test_setup.py:")
    assert line["error"] == "ValueError"
    assert NAME not in str(line)


@pytest.mark.parametrize("name", ["slack_sdk.web.base_client", "slack_bolt.App"])
@pytest.mark.parametrize("level", LEVELS)
def test_slacks_libraries_are_never_heard(written: Written, name: str, level: str) -> None:
    configure(level)
    for log in (logging.getLogger(name), muted("bot.slack.tests")):
        for each in (*LEVELS, "critical"):
            getattr(log, each)(NAME)
    assert written() == []


@pytest.mark.parametrize("level", LEVELS)
def test_a_tick_each_second_is_heard_at_debug_alone(written: Written, level: str) -> None:
    configure(level)
    logging.getLogger("apscheduler.executors.default").info("Running job")
    logging.getLogger("apscheduler.scheduler").warning("Execution of job skipped")
    assert len(written()) == (2 if level == "debug" else 0)


def test_an_error_is_its_type_and_its_place(written: Written) -> None:
    logger("bot.tests").error("it failed", exc_info=failure())
    logging.getLogger("apscheduler.executors.default").error("Job raised an exception", exc_info=failure())
    for line in written():
        assert line["error"] == "ValueError"
        assert line["at"].startswith("test_setup.py:"), "nothing of it was in our own code"
        assert NAME not in str(line)


def test_ours_is_where_it_was_and_not_the_librarys() -> None:
    with pytest.raises(NoSuchModuleError) as caught:
        Database("nonsense://host/name")
    told, path = fault(caught.value), way(caught.value)
    assert told["error"] == "NoSuchModuleError"
    assert re.fullmatch(r"bot/storage/engines\.py:\d+", told["at"])
    assert path.index(told["at"]) < len(path) - 1, "it goes on in the library"
    assert path[0].startswith("test_setup.py:")


def test_an_error_tells_what_kind_of_error_led_to_it() -> None:
    error = KeyError(NAME)
    error.__cause__ = failure()
    assert fault(error) == {"error": "KeyError", "at": "", "cause": "ValueError"}


# --- a process of its own -------------------------------------------------------------------------

ENDS = f"""
import threading, warnings
from bot.logs.setup import catch_all, configure, logger
configure("info")
catch_all()
logger("bot.tests").info("it happened")
def fails():
    raise ValueError("{NAME}")
thread = threading.Thread(target=fails)
thread.start()
thread.join()
warnings.warn("{NAME}")
fails()
"""


def test_what_nobody_foresaw_is_a_line_too() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", ENDS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    told = [(line["level"], line["event"]) for line in map(json.loads, ended.stderr.splitlines())]
    assert told == [
        ("info", "it happened"),
        ("critical", "unforeseen error"),
        ("warning", "python warns"),
        ("critical", "unforeseen error"),
    ]
    assert NAME not in ended.stderr


def test_whoever_watches_gets_lines_to_read() -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", ENDS.rpartition("fails()")[0]]
    with subprocess.Popen(command, cwd=ROOT, stderr=theirs) as process:
        os.close(theirs)
        said = b""
        with suppress(OSError):  # as a terminal says that it was closed
            while more := os.read(ours, 4096):
                said += more
    os.close(ours)
    assert process.returncode == 0
    lines = re.sub(r"\x1b\[[0-9;]*m", "", said.decode()).splitlines()
    assert re.fullmatch(r"\S+ \[info +\] it happened +\[bot\.tests\]", lines[0].strip())
    assert len(lines) == 3
    assert NAME not in said.decode()
