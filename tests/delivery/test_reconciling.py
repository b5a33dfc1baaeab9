"""Nothing is lost and nothing is said twice, whatever breaks between the bot and Slack."""

from __future__ import annotations

import pytest

from bot.delivery.timing import NORMAL
from bot.domain.loops import Loop
from bot.domain.notices import Notice, NoticeState
from bot.storage.messages import StoredMessage
from bot.values.outgoing import Delivery, Outgoing
from bot.values.ports import Part, Sent
from tests.acting import words
from tests.delivery.world import CHANNEL, PRIYA, YES, World, conversation
from tests.patience import short

LEASE_SECONDS = NORMAL.lease.total_seconds()


def test_a_post_whose_answer_was_lost_is_found_and_not_posted_again(world: World, loop: Loop) -> None:
    alert = world.owe_alert(loop, PRIYA)
    world.fault("chat.postMessage", "dropped")
    worker = world.worker()
    worker.tick()
    assert world.state(alert) is NoticeState.PENDING

    world.clock.pass_(9)
    assert worker.tick() == 0  # too soon to know
    world.clock.pass_(30)
    assert worker.tick() == 1
    assert world.state(alert) is NoticeState.SENT
    assert len(world.said_to(PRIYA)) == 1


def test_a_reply_whose_answer_was_lost_is_found_in_its_thread(world: World, loop: Loop) -> None:
    assignment = world.interview(loop, PRIYA)
    world.worker("earlier").tick()
    world.on.scorecards.submit(PRIYA, assignment, YES)
    world.fault("chat.postMessage", "dropped", channel=CHANNEL)
    worker = world.worker()
    worker.tick()
    world.clock.pass_(30)
    worker.tick()
    assert len(world.in_channel()) == 1
    assert ["is in" in reply["text"] for reply in world.thread()] == [True, True]  # scorecard and pack
    due = [each for each in world.all_notices() if each.due <= world.sandbox.now()]
    assert not {NoticeState.PENDING, NoticeState.SENDING} & {each.state for each in due}


@short
@pytest.mark.parametrize("kind", ["timeout", "server_error"])
def test_a_post_that_never_arrived_is_posted_under_the_same_id(world: World, loop: Loop, kind: str) -> None:
    alert = world.owe_alert(loop, PRIYA)
    world.fault("chat.postMessage", kind)
    worker = world.worker()
    worker.tick()
    begun = world.message_rows()[-1]
    assert world.said_to(PRIYA) == []
    assert begun["ts"] is None

    world.clock.pass_(30)
    worker.tick()
    (said,) = world.said_to(PRIYA)
    kept = world.message_rows()[-1]
    assert (kept["id"], kept["ts"]) == (begun["id"], said["ts"])
    assert world.state(alert) is NoticeState.SENT


def test_as_long_as_slack_cannot_be_asked_nothing_is_posted_again(world: World, loop: Loop) -> None:
    alert = world.owe_alert(loop, PRIYA)
    world.fault("chat.postMessage", "dropped")
    world.fault("conversations.history", "server_error", times=2)
    worker = world.worker()
    for _ in range(3):
        worker.tick()
        world.clock.pass_(300)
    assert world.calls("chat.postMessage") == 2  # the card's, and this one
    worker.tick()
    assert world.state(alert) is NoticeState.SENT
    assert len(world.said_to(PRIYA)) == 1


# --- a worker that died ---------------------------------------------------------------------------


def begun(world: World, notice: Notice) -> tuple[Outgoing, Part, StoredMessage]:
    """As far as a worker gets before it posts."""
    composed = world.on.outbox.compose(notice)
    assert isinstance(composed, Delivery)
    (outgoing,) = composed.outgoing
    (part,) = world.sender.parts(outgoing.content)
    dm = conversation(world, notice.recipient)
    return outgoing, part, world.on.outbox.begin(notice, outgoing, 0, dm, None)


@pytest.mark.parametrize("posted", [True, False])
def test_what_a_dead_worker_had_begun_is_finished_by_another(world: World, loop: Loop, posted: bool) -> None:
    alert = world.owe_alert(loop, PRIYA)
    _, part, kept = begun(world, world.claimed())
    if posted:
        assert isinstance(world.sender.send(kept.channel, None, part, kept.id), Sent)

    other = world.worker("other")
    assert other.tick() == 0  # the lease holds
    world.clock.pass_(LEASE_SECONDS + 1)
    assert other.tick() == 1
    assert world.state(alert) is NoticeState.SENT
    assert len(world.said_to(PRIYA)) == 1
    assert world.message_rows()[-1]["id"] == kept.id


def test_what_a_dead_worker_had_posted_and_kept_is_not_posted_again(world: World, loop: Loop) -> None:
    alert = world.owe_alert(loop, PRIYA)
    claimed = world.claimed()
    outgoing, part, kept = begun(world, claimed)
    sent = world.sender.send(kept.channel, None, part, kept.id)
    assert isinstance(sent, Sent)
    world.on.outbox.confirm(claimed, outgoing, kept, sent.ts, part.fingerprint)

    world.clock.pass_(LEASE_SECONDS + 1)
    world.worker("other").tick()
    assert world.state(alert) is NoticeState.SENT
    assert len(world.said_to(PRIYA)) == 1
    assert world.calls("conversations.history") == 0


def test_a_notice_another_worker_has_taken_is_not_marked(world: World, loop: Loop) -> None:
    alert = world.owe_alert(loop, PRIYA)
    claimed = world.claimed("slow")
    composed = world.on.outbox.compose(claimed)
    assert isinstance(composed, Delivery)
    world.clock.pass_(LEASE_SECONDS + 1)
    taken = world.claimed("other")

    assert not world.on.outbox.sent(claimed, composed)
    world.courier().deliver(claimed)
    now = world.notice(alert)
    assert (now.state, now.worker, now.attempt) == (NoticeState.SENDING, "other", taken.attempt)
    assert world.said_to(PRIYA) == []


def test_nothing_is_sent_when_the_lease_is_almost_over(world: World, loop: Loop) -> None:
    alert = world.owe_alert(loop, PRIYA)
    claimed = world.claimed("slow")
    world.clock.pass_((NORMAL.lease - NORMAL.least_lease).total_seconds() + 1)
    world.courier().deliver(claimed)
    assert world.said_to(PRIYA) == []
    assert world.state(alert) is NoticeState.PENDING

    world.worker("slow").tick()
    assert len(world.said_to(PRIYA)) == 1
    assert "did not arrive" in words(world.said_to(PRIYA)[0])
