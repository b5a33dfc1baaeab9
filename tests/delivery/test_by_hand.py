"""What whoever runs the bot may do to a notice: nothing twice, nothing untrue, nothing under way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.errors import Refused
from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind, NoticeState
from bot.domain.pilot import EVERYONE, Pilot
from bot.services.by_hand import NoticesByHand
from bot.storage import audit
from tests.acting import words
from tests.delivery.world import HENRIK, MONDAY, PRIYA, World


@pytest.fixture
def by_hand(world: World) -> NoticesByHand:
    return NoticesByHand(world.on.database, world.sandbox.now)


def refused(do: Callable[[], None]) -> str:
    with pytest.raises(Refused) as caught:
        do()
    return str(caught.value)


def failed(world: World, loop: Loop) -> int:
    """Priya's being assigned did not reach her; the id of that notice."""
    world.interview(loop, PRIYA)
    world.fault("chat.postMessage", "refused", error="user_disabled", channel=dm(world, PRIYA))
    world.worker().tick()
    return of_kind(world, NoticeKind.ASSIGNED)


def dm(world: World, person: str) -> str:
    return str(world.control.as_(person).do("open_dm")["channel"])


def of_kind(world: World, kind: NoticeKind) -> int:
    (found,) = [each.id for each in world.all_notices() if each.kind is kind]
    return found


def audited(world: World, loop: Loop) -> list[tuple[str, str, str]]:
    with world.elsewhere.read() as connection:
        rows = audit.of_loop(connection, loop.id)
    return [(row["what"], row["actor"], row["detail"]) for row in rows if row["actor"] == "operator"]


def test_what_failed_is_sent_again(world: World, loop: Loop, by_hand: NoticesByHand) -> None:
    number = failed(world, loop)
    assert world.state(number) is NoticeState.FAILED
    by_hand.resend(number, world.on.truth, EVERYONE)
    assert world.state(number) is NoticeState.PENDING
    world.worker().tick()
    assert len(world.said_to(PRIYA)) == 1
    assert audited(world, loop) == [("sent-again", "operator", f"notice {number} to {PRIYA}")]


def test_only_what_failed(world: World, loop: Loop, by_hand: NoticesByHand) -> None:
    number = failed(world, loop)
    by_hand.resend(number, world.on.truth, EVERYONE)
    again = lambda: by_hand.resend(number, world.on.truth, EVERYONE)  # noqa: E731  # asked four times
    assert "owed already" in refused(again)
    claimed = world.claimed()
    assert claimed.id == number
    assert "in its hands" in refused(again)
    world.on.outbox.put_back(claimed, world.clock())
    world.worker().tick()
    assert "sent already" in refused(again)
    assert "no such notice" in refused(lambda: by_hand.resend(99999, world.on.truth, EVERYONE))
    assert len(audited(world, loop)) == 1


def test_what_is_not_true_any_more_stays(world: World, loop: Loop, by_hand: NoticesByHand) -> None:
    number = failed(world, loop)
    world.change(loop, world.loaded(loop).interviews[0].everyone[0].id, cancelled=True)
    assert "no longer true" in refused(lambda: by_hand.resend(number, world.on.truth, EVERYONE))
    assert world.state(number) is NoticeState.FAILED


def test_nobody_outside_a_pilot(world: World, loop: Loop, by_hand: NoticesByHand) -> None:
    number = failed(world, loop)
    pilot = Pilot(frozenset({HENRIK}))
    assert "not in the pilot" in refused(lambda: by_hand.resend(number, world.on.truth, pilot))


def test_what_somebody_said_is_as_true_as_before(world: World, loop: Loop, by_hand: NoticesByHand) -> None:
    number = world.owe_alert(loop, PRIYA, "stuck in a lift")
    world.fault("chat.postMessage", "refused", error="user_disabled", channel=dm(world, PRIYA))
    world.worker().tick()
    by_hand.resend(number, world.on.truth, EVERYONE)
    world.worker().tick()
    assert [words(each).count("stuck in a lift") for each in world.said_to(PRIYA)] == [1]


def test_what_is_owed_or_failed_is_dropped_for_good(world: World, loop: Loop, by_hand: NoticesByHand) -> None:
    hers = world.interview(loop, PRIYA, timedelta(days=9))
    owed = of_kind(world, NoticeKind.ASSIGNED)
    by_hand.drop(owed, "told by telephone")
    world.change(loop, hers, place="Room 4")
    world.worker().tick()
    assert world.said_to(PRIYA) == []
    assert world.notice(owed).reason == "by hand: told by telephone"
    detail = f"notice {owed} to {PRIYA}: told by telephone"
    assert audited(world, loop) == [("dropped-by-hand", "operator", detail)]
    assert "before (by hand: told by telephone)" in refused(lambda: by_hand.drop(owed, "again"))
    resend = refused(lambda: by_hand.resend(owed, world.on.truth, EVERYONE))
    assert "dropped (by hand: told by telephone)" in resend
    world.change(loop, hers, starts_at=MONDAY + timedelta(days=10))
    world.worker().tick()
    assert len(world.said_to(PRIYA)) == 1, "a new time is news"


def test_what_failed_is_dropped(world: World, loop: Loop, by_hand: NoticesByHand) -> None:
    number = failed(world, loop)
    by_hand.drop(number, "she has left")
    assert world.state(number) is NoticeState.DROPPED


def test_what_a_worker_is_at_is_not_dropped(world: World, loop: Loop, by_hand: NoticesByHand) -> None:
    number = world.owe_alert(loop, PRIYA)
    drop = lambda: by_hand.drop(number, "why not")  # noqa: E731  # asked three times
    claimed = world.claimed()
    assert "in its hands" in refused(drop)
    world.on.outbox.put_back(claimed, world.clock())
    world.fault("chat.postMessage", "dropped")
    world.worker().tick()
    assert world.state(number) is NoticeState.PENDING, "nobody knows whether it was posted"
    assert "may be in Slack already" in refused(drop)
    world.clock.pass_(100)
    world.worker().tick()
    assert "sent already" in refused(drop)
    assert audited(world, loop) == []
