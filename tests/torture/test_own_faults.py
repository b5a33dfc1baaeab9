"""Half an hour in which Slack does not accept the bot itself: then all is said, once, and nobody failed."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from bot.domain.giving_up import Dropped
from bot.domain.notices import NoticeKind, NoticeState
from bot.slack.client import OWN_FAULTS
from tests.processes import eventually, free_port
from tests.torture.attack import Attack, attacked
from tests.torture.company import LONG, SHORT
from tests.torture.counting import look, wrong
from tests.torture.morning import BACK, OFF, Morning, a_morning, kinds

SEED = 20261127
HALF_AN_HOUR = timedelta(minutes=30)
pytestmark = pytest.mark.torture

METHODS = (
    "chat.postMessage",
    "chat.update",
    "conversations.info",
    "conversations.members",
    "conversations.open",
    "users.info",
    "views.publish",
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name, every in {"code": sorted(OWN_FAULTS), "method": METHODS}.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, some(every, metafunc.config))


def some(every: Sequence[str], config: pytest.Config) -> Sequence[str]:
    """All at length; otherwise one, as `tests/delivery/test_own_faults.py` has every code in small."""
    return every if config.getoption("torture") else Random(SEED).sample(every, 1)


def half_an_hour(morning: Morning, method: str, code: str) -> None:
    """From ten to ten to twenty past; what is said of it meanwhile is that of `code`, or nothing."""
    running, draft = morning.begun()
    morning.to(OFF)
    assert morning.readyz() == ""
    morning.control.post("faults", method=method, kind="refused", error=code, times=100_000)
    morning.to(OFF + timedelta(minutes=15))
    morning.meanwhile(running, draft)
    morning.to(BACK)
    if method == "*":
        assert f"Delivery is paused: {code}" in morning.readyz()
        assert f"Slack does not accept the bot: {code}" in morning.readyz()
    morning.control.delete("faults")
    morning.settles()


def check(morning: Morning, *, silent: bool) -> None:
    """`silent`: Priya could not be told that hers starts, at ten past."""
    found = morning.found()
    assert wrong(found) == []
    assert kinds(found, NoticeState.FAILED) == set()
    assert morning.readyz() == ""
    said = kinds(found, NoticeState.SENT)
    expected = {NoticeKind.ASSIGNED, NoticeKind.CHANGED, NoticeKind.FEEDBACK, NoticeKind.CHANNEL}
    assert said >= expected, said
    late = [each.kind for each in found.rows if each.reason == Dropped.TOO_LATE]
    assert late == ([NoticeKind.STARTING] if silent else [])
    assert (NoticeKind.MISSED in said) == silent, "its recruiter hears who was not told in time"


def test_of_every_call(code: str, postgres_url: str) -> None:
    with a_morning(postgres_url) as morning:
        half_an_hour(morning, "*", code)
        check(morning, silent=True)


def test_of_one_method(sqlite_url: str, method: str) -> None:
    """As with a scope that is missing: the rest goes on."""
    with a_morning(sqlite_url) as morning:
        half_an_hour(morning, method, "missing_scope")
        check(morning, silent=method == "chat.postMessage")


def test_of_a_worker_of_its_own(postgres_url: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    size, port = LONG if pytestconfig.getoption("torture") else SHORT, free_port()
    with attacked(tmp_path, postgres_url, size, 1, SEED, OPS_PORT=str(port)) as attack:
        attack.company.fill()
        attack.tell_time()
        attack.workers.start()
        eventually(lambda: readyz(port) == "ok", "the start")
        those = some(sorted(OWN_FAULTS), pytestconfig)
        for code in those:
            a_while(attack, code, port, HALF_AN_HOUR / len(those))
        eventually(lambda: attack.owed() == 0, "all that is owed", size.patience)
        found = look(attack.database, attack.control, attack.company.loops(), attack.sandbox.now())
        assert wrong(found) == []
        assert kinds(found, NoticeState.FAILED) == set()
        eventually(lambda: readyz(port) == "ok", "what it says of itself")


def a_while(attack: Attack, code: str, port: int, passes: timedelta) -> None:
    """So much of the domain's time passes; what is owed goes on to grow."""
    attack.control.post("faults", method="*", kind="refused", error=code, times=100_000)
    attack.sandbox.advance(passes)
    attack.tell_time()
    attack.company.stir()
    eventually(partial(says, port, f"Delivery is paused: {code}"), "the pause")
    attack.control.delete("faults")


def says(port: int, sentence: str) -> bool:
    return sentence in readyz(port)


def readyz(port: int) -> str:
    """What is answered there; "" while nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as refusal:
        with refusal:
            return str(refusal.read().decode())
    except urllib.error.URLError:
        return ""
