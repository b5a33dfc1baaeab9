"""A Tuesday morning at the demo company, moved by hand: much is owed between ten to ten and twenty past."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot import settings as environment
from bot.app import Bot, build, manifest_for
from bot.delivery.timing import NORMAL
from bot.demo.company import HENRIK, INES, PRIYA, ROSA, TOM, workspace
from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind, NoticeState
from bot.operations.readiness import Readiness
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.services.setup import Setup
from bot.slack.client import refused
from bot.storage import loops
from bot.storage.schema import loop as loop_table
from bot.values.forms import InterviewEdit
from tests import patience
from tests.builders import panelist_of
from tests.delivery.world import HandClock
from tests.setting_up import FORM, an_edit, feedback
from tests.torture.counting import Found, look

BERLIN = ZoneInfo("Europe/Berlin")
NINE = datetime(2026, 11, 17, 9, tzinfo=BERLIN)
OFF = NINE + timedelta(minutes=50)
BACK = NINE + timedelta(minutes=80)
STEP = timedelta(minutes=5)


@dataclass
class Morning:
    sandbox: Sandbox
    bot: Bot
    machine: HandClock
    control: Control
    origins: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def setup(self) -> Setup:
        return self.bot.services.setup

    def begun(self) -> tuple[Loop, Loop]:
        """One that everybody has heard of, and a draft that nobody has."""
        running = self.draft("maya@example.com", an_edit(NINE, TOM), an_edit(NINE, INES))
        for starts_at, person in ((OFF + timedelta(minutes=20), PRIYA), (NINE + timedelta(hours=6), INES)):
            self.setup.edit(ROSA, running.id, an_edit(starts_at, person), self._origin())
        self.setup.create(ROSA, running.id)
        self.bot.services.pages.mine(ROSA, as_home=True)
        return self.loop(running.id), self.draft(
            "noor@example.com", an_edit(NINE + timedelta(hours=8), TOM, observers=(HENRIK,))
        )

    def draft(self, email: str, *edits: InterviewEdit) -> Loop:
        form = replace(FORM, candidate_email=email)
        made = self.setup.start(ROSA, form, self._origin()).loop
        for each in edits:
            self.setup.edit(ROSA, made.id, each, self._origin())
        return self.loop(made.id)

    def meanwhile(self, running: Loop, draft: Loop) -> None:
        """Tom's feedback, a move, and a loop that begins: what people do while the bot cannot speak."""
        toms = panelist_of(running.interviews[0], TOM)
        assert toms
        self.bot.services.submissions.submit(TOM, toms.id, feedback())
        later = running.interviews[3]
        edit = replace(
            an_edit(NINE + timedelta(hours=7), INES), interview_id=later.id, revision=later.revision
        )
        self.setup.edit(ROSA, running.id, edit, self._origin())
        self.setup.create(ROSA, draft.id)

    def to(self, moment: datetime) -> None:
        """Time passes for people and for the machine; delivery runs, and is late by so much at most."""
        while self.sandbox.now() < moment:
            self.sandbox.advance(STEP)
            self.machine.pass_(STEP.total_seconds())
            self.bot.worker.tick()

    def settles(self) -> None:
        """Longer than anything waits for another try, in the machine's time."""
        for _ in range(6):
            self.machine.pass_(NORMAL.longest_pause)
            self.bot.worker.tick()

    def readyz(self) -> str:
        """As `/readyz` says it now, whenever it was asked before."""
        client, pause = self.bot.app.client, self.bot.worker.pause
        here = Readiness(self.bot.databases[0], lambda: refused(client), lambda: pause.why, time.monotonic)
        return "\n".join(here())

    def loop(self, loop_id: int) -> Loop:
        with self.bot.databases[0].read() as connection:
            found = loops.load(connection, loop_id)
        assert found
        return found

    def found(self) -> Found:
        """Rows and Slack, to be counted."""
        database = self.bot.databases[0]
        with database.read() as connection:
            ids = connection.execute(select(loop_table.c.id).order_by(loop_table.c.id)).scalars().all()
        return look(database, self.control, [self.loop(each) for each in ids], self.sandbox.now())

    def _origin(self) -> str:
        return f"form {next(self.origins)}"


@contextmanager
def a_morning(database_url: str) -> Iterator[Morning]:
    """Nine o'clock, with all said that is owed by then."""
    there = workspace(manifest_for(environment.read_catalog(), None))
    with Sandbox(there, start_at=NINE - timedelta(minutes=20), timing=patience.SLACK) as sandbox:
        settings = environment.read(
            slack_bot_token=there.bot_token, slack_api_url=sandbox.api_url, database_url=database_url
        )
        machine = HandClock()
        bot = build(settings, sandbox.now, patience.BOT, machine=machine)
        try:
            yield Morning(sandbox, bot, machine, Control(sandbox.url))
        finally:
            bot.worker.stop()
            bot.close()


def kinds(found: Found, state: NoticeState) -> set[NoticeKind]:
    return {each.kind for each in found.rows if each.state is state}
