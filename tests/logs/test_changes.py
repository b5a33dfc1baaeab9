"""A line when something changes, however often it is told; one a minute for what anybody may repeat."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from structlog.testing import capture_logs

from bot.logs.changes import Seldom, StateChange
from bot.logs.setup import logger

LOG = logger("bot.tests")


class HandClock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_lost_and_back_is_said_once_each() -> None:
    clock = HandClock()
    with capture_logs() as logs:
        change = StateChange(LOG, "it is lost", "it is back", clock, url="u")
        assert not change.back(), "it was never lost"
        for why in ("first", "second"):
            change.lost(why=why)
        clock.now += 61.26
        assert change.back(by="b")
        assert not change.back()
        change.lost(why="third")
    assert logs == [
        {"event": "it is lost", "url": "u", "why": "first", "log_level": "error"},
        {"event": "it is back", "url": "u", "by": "b", "seconds": 61.3, "log_level": "info"},
        {"event": "it is lost", "url": "u", "why": "third", "log_level": "error"},
    ]


def test_many_threads_say_it_once() -> None:
    change = StateChange(LOG, "it is lost", "it is back")
    with capture_logs() as logs, ThreadPoolExecutor(8) as pool:
        for _ in range(20):
            list(pool.map(lambda _: change.lost(), range(16)))
            assert sum(pool.map(lambda _: change.back(), range(16))) == 1
    assert [line["event"] for line in logs] == ["it is lost", "it is back"] * 20


def test_at_most_one_a_minute_and_how_many_there_were() -> None:
    clock = HandClock()
    seldom = Seldom(LOG, "again", clock)
    with capture_logs() as logs:
        for second in (0, 1, 59, 60, 119, 120, 1000):
            clock.now = 1000.0 + second
            seldom(second=second)
    assert [(line["second"], line["suppressed"]) for line in logs] == [(0, 0), (60, 2), (120, 1), (1000, 0)]
    assert {line["log_level"] for line in logs} == {"warning"}
