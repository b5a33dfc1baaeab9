"""Two web processes and two workers on one database, a crowd at their doors, and the count afterwards."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import func, or_, select, text

from bot.app import deployment_of
from bot.catalog.store import CatalogStore
from bot.domain.loops import Loop, LoopState
from bot.domain.notices import NoticeState
from bot.sandbox.server import Sandbox
from bot.services.use_cases import Services, services
from bot.settings import CatalogSettings
from bot.slack.client import make_client
from bot.slack.directory import SlackDirectory
from bot.storage import loops, scorecards
from bot.storage.database import Database
from bot.storage.schema import loop as loop_table
from bot.storage.schema import notice
from tests import patience
from tests.processes import ROOT, environment, eventually, free_port, lines_of, settings_for
from tests.torture.company import MONDAY
from tests.torture.counting import Found, heard, look, table, wrong
from tests.torture.crowd import NOTES, Crowd, Elsewhere, Rush, fills, panel, workspace
from tests.torture.front import TWICE, Front
from tests.torture.processes import Workers

WEBS, WORKERS = 2, {"sqlite": 1, "postgresql": 2}
LATER = MONDAY + timedelta(hours=2)


@dataclass
class Rushed:
    sandbox: Sandbox
    database: Database
    on: Services
    front: Front
    crowd: Crowd
    workers: Workers
    logs: Sequence[Path]
    variables: Mapping[str, str]
    ports: Sequence[int]

    def run(self) -> tuple[str, list[str]]:
        """The table of counts, and what is wrong."""
        begun = time.monotonic()
        self.crowd.at_once()
        self.front.settle()
        busy = time.monotonic() - begun
        self.say()
        tell_time(self.workers, self.sandbox, LATER + timedelta(minutes=30))  # nobody can correct any more
        self.say()
        known = self.loops()
        found = look(self.database, self.crowd.world.control, known, self.sandbox.now())
        differences = [
            *wrong(found),
            *heard(found, self.crowd.world.control),
            *self.acknowledged(known),
            *_packs(found),
            *self._told(),
        ]
        return table(found, self._counts(busy, time.monotonic() - begun)), differences

    def say(self) -> None:
        """Until all that is owed is said."""
        eventually(lambda: self._owed() == 0, "all that is owed", 10 * patience.PATIENCE)

    def _owed(self) -> int:
        due = notice.c.due <= self.sandbox.now()
        still = or_(
            notice.c.state == NoticeState.SENDING.value, (notice.c.state == NoticeState.PENDING.value) & due
        )
        with self.database.read() as connection:
            return int(connection.execute(select(func.count()).where(still)).scalar_one())

    def loops(self) -> list[Loop]:
        with self.database.read() as connection:
            ids = connection.execute(select(loop_table.c.id).order_by(loop_table.c.id)).scalars()
            return [found for each in ids if (found := loops.load(connection, each))]

    def acknowledged(self, known: Sequence[Loop]) -> Iterator[str]:
        """What somebody was told is saved, and is not."""
        by_name = {each.candidate.name: each for each in known}
        if len(by_name) != len(known):
            yield f"loops are there twice: {Counter(each.candidate.name for each in known).most_common(3)}"
        for name in self.crowd.created:
            made = by_name.get(name)
            people = [each.person for _, each in made.assignments()] if made else []
            if made is None or made.state is not LoopState.OPEN or people != list(panel(name)[:2]):
                yield f"{name} was created, and there is {made}"
        for name, saved in self.crowd.saved.items():
            coming = by_name[name].interviews[2]
            times = sum(map(len, saved.values()))
            if coming.revision < 1 + times or coming.place not in {each[-1] for each in saved.values()}:
                yield f"{name}: {times} changes were saved, and there is {coming}"
        with self.database.read() as connection:
            given = {
                each.author: each.feedback
                for loop in known
                for each in scorecards.of_loop(connection, loop.id).values()
            }
        for person in self.crowd.given:
            there = given.get(person)
            if there is None or (there.notes, there.reasons) != (NOTES, f"{person} saw it"):
                yield f"{person} gave feedback, and there is {there}"

    def _told(self) -> Iterator[str]:
        """Of what went wrong inside: nobody should hear of it, and no log."""
        for said in self.crowd.told:
            yield f"somebody was told {said}"
        for status in self.front.counts.keys() - {"200", "twice"}:
            yield f"{self.front.counts[status]} requests were answered with {status}"
        for log in self.logs:
            for line in lines_of(log.read_text().rpartition("\n")[0]):
                if line["level"] in ("error", "critical"):
                    yield f"{log.name}: {line}"
            if "Traceback" in log.read_text():
                yield f"{log.name}: a traceback"

    def _counts(self, busy: float, seconds: float) -> Mapping[str, object]:
        with self.database.read() as connection:
            crossed = connection.execute(
                text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
            ).scalar_one()
        return {
            "requests": sum(each for status, each in self.front.counts.items() if status != "twice"),
            "of them sent twice": self.front.counts["twice"],
            "loops created by forms": len(self.crowd.created),
            "changes acknowledged": sum(
                len(e) for saved in self.crowd.saved.values() for e in saved.values()
            ),
            "of them after somebody else's": self.crowd.overtaken,
            "scorecards acknowledged": len(self.crowd.given),
            "transactions PostgreSQL ended": crossed,
            "seconds of the rush": round(busy, 1),
            "seconds in all": round(seconds, 1),
        }


def _packs(found: Found) -> Iterator[str]:
    """One for each stage that is complete."""
    for each in found.loops:
        if not each.candidate.name.startswith("OVER"):
            continue
        packs = [row for row in found.messages if row["subject"].startswith(f"stage:{each.id}:")]
        roots = [row for row in packs if row["part"] == 0]
        if len(roots) != 1:
            yield f"{each.candidate.name} has {len(roots)} packs: {packs}"


def tell_time(workers: Workers, sandbox: Sandbox, to: datetime) -> None:
    """The sandbox's clock moves, and with it that of every process."""
    if to > sandbox.now():
        sandbox.move_to(to)
    now = datetime.now(UTC)  # noqa: TID251  # the machine's, which the processes count from
    workers.tell_time((sandbox.now() - now).total_seconds())


@contextmanager
def rushed(
    folder: Path,
    database_url: str,
    rush: Rush,
    seed: int,
    *,
    waits: str = "patient",
    twice: float = TWICE,
    ops: int | None = None,
) -> Iterator[Rushed]:
    """`waits` is a web process's argument; `twice`: how many requests go to both; with `ops`, its port, there
    is one worker.
    """
    dice = Random(seed)
    there = workspace(rush)
    with ExitStack() as ends:
        sandbox = ends.enter_context(Sandbox(there, start_at=MONDAY, timing=patience.SLACK))
        database = Database(database_url, waits=patience.DATABASE)
        ends.callback(database.close)
        client = make_client(there.bot_token, sandbox.api_url, patience.PATIENCE)
        directory = SlackDirectory(client, there.bot.user_id)
        catalog = CatalogStore(ROOT / "catalog")
        on = services(database, catalog, directory, sandbox.now, deployment_of(CatalogSettings()))
        fills(on, rush)
        variables = dict(settings_for(sandbox, database_url))
        count = 1 if ops else WORKERS[database.engine.dialect.name]
        workers = Workers(folder, count, variables | ({"OPS_PORT": str(ops)} if ops else {}), dice)
        ends.callback(workers.stop)
        tell_time(workers, sandbox, LATER)
        workers.start()
        ports = [free_port() for _ in range(WEBS)]
        logs = [ends.enter_context(_web(folder, port, variables, waits)) for port in ports]
        front = ends.enter_context(Front(ports, dice, twice))
        sandbox.request_url = front.url
        crowd = Crowd(Elsewhere(sandbox), rush, dice)
        yield Rushed(sandbox, database, on, front, crowd, workers, [*logs, workers.log], variables, ports)


@contextmanager
def _web(folder: Path, port: int, variables: Mapping[str, str], waits: str) -> Iterator[Path]:
    log = folder / f"web-{port}.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.web", str(folder / "ahead"), waits],
            cwd=ROOT,
            env=environment(**variables, PORT=str(port)),
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        eventually(lambda: asked(port, "/healthz")[0] == 200 or process.poll() is not None, "a web process")
        assert process.poll() is None, log.read_text()
        yield log
    finally:
        process.terminate()
        process.wait()


def asked(port: int, path: str) -> tuple[int, str]:
    """Status and text; 0 where nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience.PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return 0, ""
    finally:
        connection.close()
