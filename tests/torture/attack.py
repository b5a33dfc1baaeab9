"""A week of that company while its workers are killed and Slack fails; then it is counted."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import ColumnElement, func, or_, select

from bot.app import deployment_of
from bot.catalog.store import CatalogStore
from bot.domain.notices import NoticeKind, NoticeState
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.services.use_cases import services
from bot.settings import CatalogSettings
from bot.slack.client import make_client
from bot.slack.directory import SlackDirectory
from bot.storage.database import Database
from bot.storage.schema import notice
from tests import patience
from tests.processes import ROOT, eventually, settings_for
from tests.torture.company import HOURS, MONDAY, Company, Size, workspace
from tests.torture.counting import Found, heard, look, table, wrong
from tests.torture.processes import Workers
from tests.torture.worker import LATE, TIMES

METHODS = (
    "chat.postMessage",
    "chat.update",
    "conversations.history",
    "conversations.replies",
    "conversations.open",
    "conversations.info",
    "conversations.members",
    "users.info",
    "views.publish",
)
FAULTS: Mapping[str, tuple[float, Mapping[str, float]]] = {
    "dropped": (0.05, {}),
    "ratelimited": (0.03, {"retry_after": 1}),
    "server_error": (0.03, {}),
    "late": (0.03, {"seconds": LATE}),
    "slow": (0.03, {"seconds": 1 + LATE * 0.9}),
}
SLACK_IS_OFF = timedelta(minutes=3)
MACHINE_IS_OFF = timedelta(minutes=-3)  # where there are several: SQLite's one machine has one clock


@dataclass
class Attack:
    """`wrong`: each difference between the rows and Slack."""

    sandbox: Sandbox
    control: Control
    database: Database
    workers: Workers
    company: Company
    size: Size
    dice: Random
    pause: threading.Event = field(default_factory=threading.Event)
    resumed: list[float] = field(default_factory=list)

    def run(self) -> tuple[str, list[str]]:
        """The table of counts, and what is wrong."""
        begun = time.monotonic()
        self.company.fill()
        filled = time.monotonic() - begun
        self.arm()
        self.tell_time()
        self.workers.start()
        for number, hours in enumerate((0.0, *HOURS)):
            self._passes(hours)
            with self._suspended() if number == 0 else nullcontext():
                self._hurt(self._kills_at(number))
            self.company.stir()
            self._mostly_done()
        self.control.delete("faults")
        self.workers.refill()
        eventually(lambda: self.owed() == 0, "all that is owed", self.size.patience)
        found = look(self.database, self.control, self.company.loops(), self.sandbox.now())
        excused = self._too_late(found)
        differences = [*wrong(found, excused), *heard(found, self.control)]
        return table(found, self._counts(filled, time.monotonic() - begun, len(excused))), differences

    def arm(self) -> None:
        for seed, (kind, (rate, more)) in enumerate(FAULTS.items()):
            for method in METHODS:
                self.control.post("faults", method=method, kind=kind, rate=rate, seed=seed, **more)

    def _passes(self, hours: float) -> None:
        target = MONDAY + timedelta(hours=hours)
        if target > self.sandbox.now():
            self.sandbox.move_to(target)
            self.tell_time()

    def tell_time(self) -> None:
        now = datetime.now(UTC)  # noqa: TID251  # the machine's, which the workers count from
        self.workers.tell_time((self.sandbox.now() - now).total_seconds())

    def _kills_at(self, number: int) -> int:
        """As many at each moment but the last, when time does not go on before all is said."""
        moments = len(HOURS)
        return (
            self.size.kills * (number + 1) // moments - self.size.kills * number // moments
            if number < moments
            else 0
        )

    def _hurt(self, kills: int) -> None:
        for _ in range(kills):
            self.pause.wait(self.dice.uniform(*self.size.between_kills))
            self.workers.kill_one()

    @contextmanager
    def _suspended(self) -> Iterator[None]:
        """One worker, past its lease; what it was about to say it may still say. Another takes its place."""
        until = time.monotonic() + TIMES.lease.total_seconds() + 0.3
        pid = self.workers.suspend_one()
        yield
        self.pause.wait(max(0.0, until - time.monotonic()))
        self.resumed.append(self.sandbox.now().timestamp() + SLACK_IS_OFF.total_seconds())
        self.workers.resume(pid)

    def _mostly_done(self) -> None:
        """What would become false as time passes is said; of the rest a few wait."""
        plans = (notice.c.kind.in_([NoticeKind.ASSIGNED.value, NoticeKind.CHANGED.value]),)
        eventually(
            lambda: self.owed(*plans) == 0 and self.owed() <= self.size.behind,
            "most of what is owed",
            self.size.patience,
        )

    def owed(self, *which: ColumnElement[bool]) -> int:
        """How many of those are due and not said, or being said. A worker that has ended is started again."""
        self.workers.refill()
        due = notice.c.due <= self.sandbox.now()
        open_rows = or_(
            notice.c.state == NoticeState.SENDING.value, (notice.c.state == NoticeState.PENDING.value) & due
        )
        with self.database.read() as connection:
            return int(connection.execute(select(func.count()).where(open_rows, *which)).scalar_one())

    def _too_late(self, found: Found) -> set[str]:
        """Ids of messages that Slack had after the bot could know: sent by a process that was suspended."""
        return {
            message_id
            for message_id, copies in found.posted.items()
            if len(copies) > 1
            for copy in copies
            if any(0 <= float(copy["ts"]) - at <= 2 for at in self.resumed)
        }

    def _counts(self, filled: float, seconds: float, excused: int) -> Mapping[str, object]:
        calls = self.control.get("calls")["calls"]
        faults = {
            f"Slack: {kind}": sum(each.get(kind, 0) for each in calls.values()) for kind in ("ok", *FAULTS)
        }
        return {
            **faults,
            "interviews moved": self.company.moved,
            "interviews cancelled": self.company.cancelled,
            "scorecards given": self.company.given,
            "workers killed": self.workers.killed,
            "workers ended by themselves": self.workers.ended,
            "repeats by a suspended worker": excused,
            "seconds to fill": round(filled, 1),
            "seconds in all": round(seconds, 1),
        }


@contextmanager
def attacked(
    folder: Path, database_url: str, size: Size, count: int, seed: int, **more: str
) -> Iterator[Attack]:
    """`count` workers on that database, with `more` settings; `seed`: who is killed when, what moves."""
    dice = Random(seed)
    there = workspace(size)
    database = Database(database_url, waits=patience.DATABASE)
    with Sandbox(there, start_at=MONDAY, off=SLACK_IS_OFF) as sandbox:
        client = make_client(there.bot_token, sandbox.api_url, patience.PATIENCE)
        directory = SlackDirectory(client, there.bot.user_id)
        catalog = CatalogStore(ROOT / "catalog")
        on = services(database, catalog, directory, sandbox.now, deployment_of(CatalogSettings()))
        company = Company(sandbox, on, size, dice)
        off = MACHINE_IS_OFF if database.engine.dialect.name == "postgresql" else timedelta(0)
        workers = Workers(folder, count, settings_for(sandbox, database_url, **more), dice, off)
        attack = Attack(sandbox, Control(sandbox.url), database, workers, company, size, dice)
        try:
            yield attack
        finally:
            workers.stop()
            database.close()
