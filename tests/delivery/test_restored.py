"""On a restored copy what was said since it was made is found: nothing is said twice, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import deployment_of
from bot.catalog.store import CatalogStore
from bot.delivery.timing import NORMAL
from bot.domain.errors import NoSuchLoop
from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind, NoticeState
from bot.services.use_cases import services
from bot.settings import CatalogSettings
from bot.slack.client import make_client
from bot.slack.directory import SlackDirectory
from bot.storage.copying import backup, restore
from bot.storage.database import Database
from bot.storage.schema import audit
from bot.storage.secret import kept_secret
from tests.conftest import Postgres
from tests.delivery.world import CHANNEL, HENRIK, OVER, PRIYA, ROSA, TOM, YES, World
from tests.patience import DATABASE, PATIENCE
from tests.storage.copying import unwatched

SHOWN = NORMAL.absent_after.total_seconds() + 1  # seconds
Said = dict[str, list[tuple[str, str]]]


class Copies:
    """Of one database; each restored into a new one of the other engine."""

    def __init__(
        self, world: World, catalog: CatalogStore, url: str, postgres: Postgres, folder: Path
    ) -> None:
        self._world = world
        self._catalog = catalog
        self._url = url
        self._postgres = postgres
        self._folder = folder
        self._open: list[Database] = []

    def make(self) -> None:
        backup(self._url, self._folder / "copy.gz", self._world.sandbox.now(), unwatched)

    def restored(self) -> World:
        """The company on the copy, a moment after; its worker is yet to be moved."""
        sqlite = self._url.startswith("sqlite")
        url = (
            self._postgres.bare_database("restored")
            if sqlite
            else f"sqlite:///{self._folder / 'restored.db'}"
        )
        restore(url, self._folder / "copy.gz", self._world.clock(), False, unwatched)
        database, elsewhere = Database(url, waits=DATABASE), Database(url, waits=DATABASE)
        self._open += [database, elsewhere]
        there = self._world.sandbox
        client = make_client(there.workspace.bot_token, there.api_url, PATIENCE)
        directory = SlackDirectory(client, there.workspace.bot.user_id)
        on = services(database, self._catalog, directory, there.now, deployment_of(CatalogSettings()))
        return World(there, on, elsewhere, self._world.sender, self._world.clock, self._world.workers)

    def close(self) -> None:
        for each in self._open:
            each.close()


@pytest.fixture
def copies(
    world: World, catalog: CatalogStore, database_url: str, postgres: Postgres, tmp_path: Path
) -> Iterator[Copies]:
    with world.on.database.write() as connection:
        kept_secret(connection)  # as a start does
    copies = Copies(world, catalog, database_url, postgres, tmp_path)
    yield copies
    copies.close()


def said(world: World) -> Said:
    """By conversation, ts and text of all there is, replies too."""
    found = {person: world.said_to(person) for person in (ROSA, HENRIK, PRIYA, TOM)}
    found["channel"] = world.in_channel()
    for root in world.in_channel():
        found[f"thread {root['ts']}"] = world.in_channel(thread=root["ts"])[1:]
    return {place: [(each["ts"], each["text"]) for each in those] for place, those in found.items()}


def timestamps(found: Said) -> dict[str, list[str]]:
    return {place: [ts for ts, _ in those] for place, those in found.items()}


def goes_on(world: World) -> None:
    """Until nothing is due."""
    world.clock.pass_(SHOWN)
    worker = world.worker("restored")
    for _ in range(10):
        worker.tick()
        world.clock.pass_(10)


def left(world: World) -> list[tuple[str, NoticeState]]:
    """What is due and not done."""
    waiting = (NoticeState.PENDING, NoticeState.SENDING)
    due = [each for each in world.all_notices() if each.due <= world.sandbox.now()]
    return [(each.kind.value, each.state) for each in due if each.state in waiting]


def test_what_was_said_since_the_copy_is_said_once(world: World, copies: Copies) -> None:
    loop = world.loop()
    given = world.interview(loop, PRIYA, OVER)
    worker = world.worker()
    worker.tick()  # the card, and "new interview"
    world.on.submissions.submit(PRIYA, given, YES)
    world.interview(loop, TOM, timedelta(days=3, hours=2))
    world.interview(loop, TOM, timedelta(days=4))
    other = world.loop()
    alert = world.owe_alert(other, HENRIK)
    copies.make()

    worker.tick()
    world.sandbox.advance(timedelta(hours=1))
    worker.tick()
    before = said(world)
    assert [text.startswith("2 new interviews") for _, text in before[TOM]] == [True]
    assert len(before["channel"]) == 2
    assert sorted(len(those) for place, those in before.items() if place.startswith("thread")) == [0, 1]

    restored = copies.restored()
    assert (restored.state(alert), len(left(restored)) > 4) == (NoticeState.PENDING, True)
    goes_on(restored)
    assert left(restored) == []
    assert said(restored) == before
    assert timestamps(said(restored)) == timestamps(before)


def test_what_was_not_said_yet_is_said_now_and_once(world: World, copies: Copies, loop: Loop) -> None:
    world.owe_alert(loop, PRIYA, detail="the first")
    world.worker().tick()
    second = world.owe_alert(loop, PRIYA, detail="the second")
    copies.make()
    restored = copies.restored()
    goes_on(restored)
    assert len(restored.said_to(PRIYA)) == 2
    assert restored.state(second) is NoticeState.SENT
    goes_on(restored)
    assert len(restored.said_to(PRIYA)) == 2


def test_nothing_is_said_while_a_post_from_before_may_still_show(
    world: World, copies: Copies, loop: Loop
) -> None:
    world.owe_alert(loop, PRIYA)
    copies.make()
    restored = copies.restored()
    worker = restored.worker("restored")
    worker.tick()
    world.clock.pass_(SHOWN - 2)
    worker.tick()
    assert restored.said_to(PRIYA) == []
    world.clock.pass_(2)
    worker.tick()
    assert len(restored.said_to(PRIYA)) == 1


def test_as_long_as_slack_cannot_be_asked_nothing_is_said(world: World, copies: Copies, loop: Loop) -> None:
    alert = world.owe_alert(loop, PRIYA)
    copies.make()
    world.worker().tick()
    restored = copies.restored()
    world.fault("conversations.history", "server_error", times=2)
    world.clock.pass_(SHOWN)
    worker = restored.worker("restored")
    for _ in range(2):
        worker.tick()
        assert restored.state(alert) is NoticeState.PENDING
        world.clock.pass_(300)
    worker.tick()
    assert restored.state(alert) is NoticeState.SENT
    assert len(restored.said_to(PRIYA)) == 1


def test_somebody_is_looked_at_once(world: World, copies: Copies, loop: Loop) -> None:
    for number in range(3):
        world.owe_alert(loop, PRIYA, detail=f"number {number}")
    copies.make()
    restored = copies.restored()
    goes_on(restored)
    assert len(restored.said_to(PRIYA)) == 3
    assert world.calls("conversations.history") == 1


def test_the_ladder_goes_on_from_where_it_stood(world: World, copies: Copies) -> None:
    """Over a week: what the copy thinks is still to be said was said by the bot that is gone."""
    loop = world.loop()
    world.interview(loop, TOM, timedelta(days=1, hours=3))
    worker = world.worker()
    worker.tick()
    copies.make()
    for hours in (22, 4.8, 0.6, 0.6, 20, 8, 20, 20, 73):
        world.sandbox.advance(timedelta(hours=hours))
        worker.tick()
    before = said(world)
    assert len(before[TOM]) >= 4
    assert any("late" in text for _, text in before[ROSA])
    restored = copies.restored()
    goes_on(restored)
    after = said(restored)
    assert timestamps(after) == timestamps(before)
    assert left(restored) == []


def disclosed_to(world: World, person: str) -> list[int]:
    """Panelist ids of what was posted to them alone."""
    with world.elsewhere.read() as connection:
        rows = connection.execute(select(audit).where(audit.c.what == "posted").order_by(audit.c.id))
        return [row.panelist_id for row in rows if row.members == [person]]


def test_a_reply_and_a_copy_in_person_are_found(world: World, copies: Copies) -> None:
    """While a guest reads the channel, the recruiter has the scorecard directly."""
    loop = world.loop()
    given = world.interview(loop, PRIYA, OVER)
    worker = world.worker()
    worker.tick()
    world.control.as_(ROSA).do("invite", channel=CHANNEL, user=TOM)
    world.on.submissions.submit(PRIYA, given, YES)
    world.on.submissions.finish(PRIYA, given)
    copies.make()
    world.sandbox.advance(timedelta(hours=1))
    worker.tick()
    before = said(world)
    restored = copies.restored()
    goes_on(restored)
    assert said(restored) == before
    said_before = {NoticeKind.CHANNEL, NoticeKind.SCORECARD_COPY, NoticeKind.DEBRIEF}
    assert {each.kind for each in restored.all_notices()} >= said_before
    assert disclosed_to(restored, ROSA) == disclosed_to(restored, HENRIK) == [given], "with word of it"


def test_one_that_is_found_and_cannot_be_brought_up_to_date_is_not_posted_again(
    world: World, copies: Copies
) -> None:
    loop = world.loop()
    given = world.interview(loop, PRIYA, OVER)
    worker = world.worker()
    worker.tick()
    world.on.submissions.submit(PRIYA, given, YES)
    world.on.submissions.finish(PRIYA, given)
    copies.make()
    worker.tick()
    before = said(world)
    world.sandbox.advance(timedelta(hours=3))  # longer ago than what was begun just now is looked for
    restored = copies.restored()
    world.fault("chat.update", "server_error", times=4)
    for _ in range(8):
        goes_on(restored)
    assert timestamps(said(restored)) == timestamps(before)
    assert left(restored) == []


def test_a_button_from_after_the_copy_touches_nothing_of_what_came_later(
    world: World, copies: Copies
) -> None:
    copies.make()
    lost = world.interview(world.loop(), TOM, OVER)
    restored = copies.restored()
    restored._numbers = count(1000)  # forms that nobody has sent before
    assert restored.interview(restored.loop(), TOM) != lost
    with pytest.raises(NoSuchLoop):
        restored.on.submissions.submit(TOM, lost, YES)
