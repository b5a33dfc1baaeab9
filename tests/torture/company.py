"""A company with much to do: many people, loops of several interviews, and what happens to them in a week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import select

from bot.domain.about import AboutAlert, AlertKind
from bot.domain.errors import DatabaseUnavailable
from bot.domain.interviews import Interview, Role, Stage
from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind, Wanted
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Bot, Channel, Person, Workspace
from bot.services.use_cases import Services
from bot.storage import loops, notices
from bot.storage.schema import loop as loop_table
from bot.values.forms import InterviewEdit, NewLoop
from bot.values.ports import Unreachable
from tests.delivery.world import YES
from tests.processes import eventually

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)  # 10:00 in Berlin, where all of them work
WEDNESDAY = MONDAY + timedelta(days=2, hours=3)  # 13:00
HOURS = (23.1, 51.8, 55.2, 170.0)
"""Moments of that week and the next, in hours from Monday, all at work: to prepare, starting, over, late to
the last rung.
"""


@dataclass(frozen=True)
class Size:
    people: int
    loops: int
    interviews: int  # a loop
    alerts: int
    channels: int
    kills: int
    between_kills: tuple[float, float]  # seconds
    behind: int  # how many may still wait when time passes
    patience: float  # seconds until what is owed has to be said


SHORT = Size(
    people=24,
    loops=5,
    interviews=2,
    alerts=60,
    channels=5,
    kills=6,
    between_kills=(0.05, 0.8),
    behind=150,
    patience=120,
)
LONG = Size(
    people=200,
    loops=150,
    interviews=4,
    alerts=2000,
    channels=30,
    kills=100,
    between_kills=(0.5, 6.0),
    behind=200,
    patience=1200,
)


def recruiter(number: int) -> str:
    return f"U0R{number % 5}"


def manager(number: int) -> str:
    return f"U0M{number % 5}"


def workspace(size: Size) -> Workspace:
    staff = [recruiter(each) for each in range(5)] + [manager(each) for each in range(5)]
    panel = [f"U0P{each:03}" for each in range(size.people)]
    bot = Bot()
    channels = [
        Channel(f"G0C{each:03}", f"hiring-{each}", "private", [*staff, bot.user_id])
        for each in range(size.channels)
    ]
    return Workspace([Person(each, each.lower(), each.title()) for each in (*staff, *panel)], channels, bot)


class Company:
    def __init__(self, sandbox: Sandbox, on: Services, size: Size, dice: Random) -> None:
        self._sandbox = sandbox
        self._on = on
        self._size = size
        self._dice = dice
        self._numbers = count(1)
        self._panel = [each.id for each in sandbox.workspace.people if each.id.startswith("U0P")]
        self.moved = self.cancelled = self.given = 0

    def fill(self) -> None:
        """Loops whose panels are to be told at once, and many single words to people."""
        made = [self._loop(number) for number in range(self._size.loops)]
        for person in self._panel[::4]:
            self._on.pages.mine(person, as_home=True)
        owed = [
            Wanted(
                NoticeKind.ALERT,
                f"alert:{number}",
                self._dice.choice(self._panel),
                1,
                MONDAY + timedelta(seconds=self._dice.randrange(4 * 86400)),
                loop_id=self._dice.choice(made).id,
                about=AboutAlert(AlertKind.NOT_REACHED, "", f"word {number}"),
            )
            for number in range(self._size.alerts)
        ]
        with self._on.database.write() as connection:
            notices.add(connection, owed)

    def loops(self) -> list[Loop]:
        with self._on.database.read() as connection:
            ids = connection.execute(select(loop_table.c.id).order_by(loop_table.c.id)).scalars()
            return [found for each in ids if (found := loops.load(connection, each))]

    def stir(self) -> None:
        """A few interviews are moved, a few cancelled, some feedback is given."""
        now = self._sandbox.now()
        for loop in self._dice.sample(self.loops(), max(2, self._size.loops // 5)):
            interview = self._dice.choice(loop.interviews)
            coming = interview.starts_at and interview.starts_at > now and not interview.cancelled
            if coming and self._dice.random() < 0.3:
                self.cancelled += 1
                self._change(loop, interview, cancelled=True)
            elif coming:
                self.moved += 1
                minutes = self._dice.choice((-30, 30, 45, 60))
                self._change(
                    loop, interview, starts_at=_aware(interview.starts_at) + timedelta(minutes=minutes)
                )
            elif interview.is_over(now) and not interview.cancelled:
                self._gives_feedback(interview)

    def _gives_feedback(self, interview: Interview) -> None:
        for panelist in interview.panel[: self._dice.choice((1, 2))]:
            assert panelist.person
            person, panelist_id = panelist.person, panelist.id
            self.given += 1
            _until_done(partial(self._on.submissions.submit, person, panelist_id, YES))

    def _loop(self, number: int) -> Loop:
        by = recruiter(number)
        form = NewLoop(
            candidate_name=f"Candidate {number}",
            candidate_email=f"candidate{number}@example.com",
            candidate_ats="",
            candidate_zone="",
            candidate_account=None,
            title=f"Engineer {number}",
            level="Senior",
            team="Search",
            template="",
            hiring_manager=manager(number),
            channel=f"G0C{number % self._size.channels:03}",
            same_person=False,
        )
        made = self._on.setup.start(by, form, self._origin()).loop
        for _ in range(self._size.interviews):
            lead, observer = self._dice.sample(self._panel, 2)
            starts_at = WEDNESDAY + timedelta(minutes=15 * self._dice.randrange(10))
            self._on.setup.edit(by, made.id, _edit(starts_at, (lead,), (observer,)), self._origin())
        return self._on.setup.create(by, made.id)

    def _change(self, loop: Loop, interview: Interview, **other: Any) -> None:
        leads, observers = (
            tuple(each.person for each in interview.in_role(role) if each.person)
            for role in (Role.LEAD, Role.OBSERVER)
        )
        edit = replace(
            _edit(interview.starts_at, leads, observers),
            interview_id=interview.id,
            revision=interview.revision,
            **other,
        )
        origin = self._origin()
        _until_done(lambda: self._on.setup.edit(loop.recruiter, loop.id, edit, origin))

    def _origin(self) -> str:
        return f"torture:{next(self._numbers)}"


def _edit(starts_at: datetime | None, leads: tuple[str, ...], observers: tuple[str, ...]) -> InterviewEdit:
    return InterviewEdit(
        interview_id=None,
        revision=0,
        guide="technical-screen",
        stage=Stage.SCREEN,
        starts_at=starts_at,
        leads=leads,
        observers=observers,
        shadows=(),
    )


def _aware(at: datetime | None) -> datetime:
    assert at
    return at


def _until_done(do: Callable[[], object]) -> None:
    """A person presses again where Slack or the database did not answer."""

    def tried() -> bool:
        try:
            do()
        except (DatabaseUnavailable, Unreachable):
            return False
        return True

    eventually(tried, "what somebody does")
