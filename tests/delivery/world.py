"""A small company in a local Slack, a loop in a real database, and workers whose real time stands still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from bot.delivery.timing import NORMAL
from bot.delivery.worker import Worker
from bot.domain.about import AboutAlert, AboutChannel, AlertKind
from bot.domain.interviews import Stage
from bot.domain.loops import Loop
from bot.domain.notices import Notice, NoticeKind, NoticeState, Wanted
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Bot, Channel, Person, Workspace
from bot.services.use_cases import Services
from bot.storage import claims, loops, notices
from bot.storage.database import Database
from bot.storage.schema import hold, message, notice
from bot.storage.schema import loop as loop_table
from bot.values.forms import InterviewEdit, NewLoop
from bot.values.ports import Sender

ROSA, HENRIK, PRIYA, TOM = "U0ROSA", "U0HENRIK", "U0PRIYA", "U0TOM"
CHANNEL, OTHER_CHANNEL = "G0MAYA", "G0OTHER"
CANDIDATE = "Maya Lind"
OVER = timedelta(hours=-2)  # when an interview began of which feedback can be given
MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)  # 10:00 in Berlin: everybody is at work
YES = Feedback(
    recommendation=Recommendation.YES,
    reasons="Depth where the role needs it.",
    assessments=(Assessment("decisions", Rating.CLEAR_STRENGTH, "Named what was rejected, and why."),),
)

Json = dict[str, Any]


def workspace() -> Workspace:
    names = {ROSA: "rosa", HENRIK: "henrik", PRIYA: "priya", TOM: "tom"}
    people = [Person(each, name, name.title()) for each, name in names.items()]
    bot = Bot()
    inside = [ROSA, HENRIK, bot.user_id]
    channels = [
        Channel("C0GENERAL", "general", members=[*names, bot.user_id]),
        Channel(CHANNEL, "hiring-search", "private", list(inside)),
        Channel(OTHER_CHANNEL, "hiring-search-2", "private", list(inside)),
    ]
    return Workspace(people, channels, bot)


class HandClock:
    """The machine's time, moved by hand."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class World:
    """`elsewhere` reads what is committed, over connections of its own."""

    sandbox: Sandbox
    on: Services
    elsewhere: Database
    sender: Sender
    clock: HandClock
    workers: list[Worker]

    def __post_init__(self) -> None:
        self.control = Control(self.sandbox.url)
        self._numbers = count(1)

    # --- the loop -----------------------------------------------------------------------------------

    def loop(self) -> Loop:
        """Open, without interviews; its card is still to be posted."""
        form = NewLoop(
            candidate_name=CANDIDATE,
            candidate_email="maya@example.com",
            candidate_ats="",
            candidate_zone="",
            candidate_account=None,
            title="Engineer",
            level="Senior",
            team="Search",
            template="",
            hiring_manager=HENRIK,
            channel=CHANNEL,
            same_person=False,
        )
        plan = self.on.setup.start(ROSA, form, f"form:{next(self._numbers)}")
        return self.on.setup.create(ROSA, plan.loop.id)

    def interview(self, loop: Loop, lead: str, starts_in: timedelta = timedelta(days=3)) -> int:
        """Adds one of the screen stage; gives its lead's panelist id."""
        edit = InterviewEdit(
            interview_id=None,
            revision=0,
            guide="technical-screen",
            stage=Stage.SCREEN,
            starts_at=MONDAY + starts_in,
            leads=(lead,),
            observers=(),
            shadows=(),
        )
        self.on.setup.edit(ROSA, loop.id, edit, f"edit:{next(self._numbers)}")
        return self.loaded(loop).interviews[-1].everyone[0].id

    def change(self, loop: Loop, panelist_id: int, **other: Any) -> None:
        """The recruiter's edit of somebody's interview: `starts_at`, `cancelled`."""
        found = self.loaded(loop).assignment(panelist_id)
        assert found
        interview = found[0]
        edit = InterviewEdit(
            interview_id=interview.id,
            revision=interview.revision,
            guide=interview.guide,
            stage=interview.stage,
            starts_at=interview.starts_at,
            leads=tuple(each.person for each in interview.panel if each.person),
            observers=(),
            shadows=(),
        )
        self.on.setup.edit(ROSA, loop.id, replace(edit, **other), f"edit:{next(self._numbers)}")

    def loaded(self, loop: Loop) -> Loop:
        with self.elsewhere.read() as connection:
            found = loops.load(connection, loop.id)
        assert found
        return found

    def loops(self) -> list[Loop]:
        with self.elsewhere.read() as connection:
            ids = connection.execute(select(loop_table.c.id).order_by(loop_table.c.id)).scalars()
            return [found for each in ids if (found := loops.load(connection, each))]

    def move_channel(self, loop: Loop, channel: str) -> None:
        with self.on.database.write() as connection:
            known = loops.load(connection, loop.id, lock=True)
            assert known
            moved = replace(known, channel=channel, revision=known.revision + 1)
            saved = loops.save(connection, known, moved)
            subject, now = f"loop:{loop.id}:now", self.sandbox.now()
            wanted = Wanted(
                NoticeKind.CHANNEL,
                subject,
                channel,
                saved.revision,
                now,
                loop_id=loop.id,
                about=AboutChannel(),
            )
            notices.add(connection, [wanted])

    def owe_alert(self, loop: Loop, recipient: str, detail: str = "") -> int:
        """The id of a notice that this person be told something of the loop."""
        number = next(self._numbers)
        wanted = Wanted(
            NoticeKind.ALERT,
            f"alert:{number}",
            recipient,
            1,
            MONDAY + timedelta(microseconds=number),
            loop_id=loop.id,
            about=AboutAlert(AlertKind.NOT_REACHED, "", detail or f"alert {number}"),
        )
        with self.on.database.write() as connection:
            notices.add(connection, [wanted])
        return self.all_notices()[-1].id

    # --- delivering -----------------------------------------------------------------------------------

    def worker(self, name: str = "one") -> Worker:
        few = replace(NORMAL, at_once=4)
        worker = Worker(self.on.outbox, self.on.messages, self.sender, self.clock, timing=few, name=name)
        self.workers.append(worker)
        return worker

    def deliver(self, notice: Notice, on: Services | None = None) -> None:
        """What is claimed already; `on`: by way of these services."""
        services = on or self.on
        one = replace(NORMAL, at_once=1)
        worker = Worker(services.outbox, services.messages, self.sender, self.clock, timing=one)
        worker.deliver(notice)
        worker.stop()

    def claimed(self, name: str = "crashed") -> Notice:
        """One notice, taken by a worker that does nothing with it."""
        (only,) = self.on.outbox.claim(name, self.clock(), NORMAL.lease, 1)
        return only

    # --- what others see ------------------------------------------------------------------------------

    def all_notices(self) -> list[Notice]:
        with self.elsewhere.read() as connection:
            ids = connection.execute(select(notice.c.id).order_by(notice.c.id)).scalars()
            return [found for each in ids if (found := notices.find(connection, each))]

    def notice(self, notice_id: int) -> Notice:
        return next(each for each in self.all_notices() if each.id == notice_id)

    def state(self, notice_id: int) -> NoticeState:
        return self.notice(notice_id).state

    def waits(self, notice_id: int) -> float:
        """Seconds until it may be tried again: by itself, or as everything in its conversation."""
        lane = claims.lane_of(self.notice(notice_id))
        with self.elsewhere.read() as connection:
            own = connection.execute(select(notice.c.not_before).where(notice.c.id == notice_id)).scalar()
            held = connection.execute(select(hold.c.until).where(hold.c.lane == lane)).scalar()
        return max(float((each - self.clock()).total_seconds()) for each in (own, held) if each)

    def message_rows(self) -> list[Mapping[str, Any]]:
        """The one attempted last comes last."""
        order = (message.c.attempted_at, message.c.notice_id, message.c.part)
        with self.elsewhere.read() as connection:
            return [dict(row) for row in connection.execute(select(message).order_by(*order)).mappings()]

    def said_to(self, person: str) -> list[Json]:
        """The bot's messages in that person's own conversation."""
        dm = self.control.as_(person).see("state")["bot"]["dm"]
        return self.control.as_(person).messages(dm) if dm else []

    def in_channel(self, channel: str = CHANNEL, thread: str = "") -> list[Json]:
        return self.control.as_(ROSA).messages(channel, thread)

    def thread(self) -> list[Json]:
        """The replies under the card."""
        return self.in_channel(thread=self.in_channel()[-1]["ts"])[1:]

    def calls(self, method: str) -> int:
        return sum(entry["what"] == method for entry in self.control.log())

    def fault(self, method: str, kind: str, **more: Any) -> None:
        self.control.post("faults", method=method, kind=kind, **more)


def conversation(world: World, person: str) -> str:
    return str(world.control.as_(person).do("open_dm")["channel"])
