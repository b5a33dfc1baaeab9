"""Nothing is lost and nothing is said twice, whatever breaks between the bot and Slack."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.timing import NORMAL
from bot.domain.loops import Loop
from bot.domain.notices import Notice, NoticeKind, NoticeState
from bot.storage.messages import StoredMessage
from bot.values.notes import Noted, Reply
from bot.values.outgoing import Delivery, Outgoing
from bot.values.ports import Part, Unreachable
from bot.values.stops import NotYet
from tests.acting import words
from tests.delivery.world import CHANNEL, MONDAY, OVER, PRIYA, YES, World, conversation
from tests.patience import short

LEASE_SECONDS = NORMAL.lease.total_seconds()
SURELY = NORMAL.absent_after.total_seconds()  # seconds


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
    assignment = world.interview(loop, PRIYA, OVER)
    world.worker("earlier").tick()
    world.on.submissions.submit(PRIYA, assignment, YES)
    world.on.submissions.finish(PRIYA, assignment)
    world.fault("chat.postMessage", "dropped", channel=CHANNEL)
    worker = world.worker()
    worker.tick()
    world.clock.pass_(30)
    worker.tick()
    assert len(world.in_channel()) == 1
    assert ["is in" in reply["text"] for reply in world.thread()] == [True]
    due = [each for each in world.all_notices() if each.due <= world.sandbox.now()]
    assert not {NoticeState.PENDING, NoticeState.SENDING} & {each.state for each in due}


@short
@pytest.mark.parametrize("kind", ["timeout", "server_error"])
def test_a_post_that_never_arrived_is_posted_when_it_surely_is_not_there(
    world: World, loop: Loop, kind: str
) -> None:
    alert = world.owe_alert(loop, PRIYA)
    world.fault("chat.postMessage", kind)
    worker = world.worker()
    worker.tick()
    begun = world.message_rows()[-1]
    assert world.said_to(PRIYA) == []
    assert begun["ts"] is None

    world.clock.pass_(SURELY - 1)
    worker.tick()
    assert world.said_to(PRIYA) == []  # it may still show

    world.clock.pass_(1)
    worker.tick()
    (said,) = world.said_to(PRIYA)
    kept = world.message_rows()[-1]
    assert (kept["id"], kept["ts"]) == (begun["id"], said["ts"])
    assert world.state(alert) is NoticeState.SENT


def test_while_it_may_still_show_nothing_overtakes_it(world: World, loop: Loop) -> None:
    first = world.owe_alert(loop, PRIYA, detail="the first")
    world.fault("chat.postMessage", "server_error")
    worker = world.worker()
    worker.tick()
    second = world.owe_alert(loop, PRIYA, detail="the second")
    for _ in range(7):
        worker.tick()
        assert world.said_to(PRIYA) == []
        world.clock.pass_(10)
    world.clock.pass_(20)
    worker.tick()
    assert [world.state(each) for each in (first, second)] == [NoticeState.SENT] * 2
    assert ["the first" in words(each) for each in world.said_to(PRIYA)] == [True, False]


def test_one_that_slack_fails_at_again_and_again_lets_others_through(world: World, loop: Loop) -> None:
    poison = world.owe_alert(loop, PRIYA, detail="the first")
    worker = world.worker()
    for _ in range(6):
        world.fault("chat.postMessage", "server_error")
        worker.tick()
        world.clock.pass_(max(world.waits(poison), SURELY))
    other = world.owe_alert(loop, PRIYA, detail="the second")
    world.fault("chat.postMessage", "server_error")
    worker.tick()
    world.clock.pass_(SURELY + 1)
    worker.tick()
    assert world.state(poison) is NoticeState.PENDING
    assert world.state(other) is NoticeState.SENT


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


def test_a_reply_to_a_reminder_that_is_not_confirmed_is_kept_when_it_comes_again(
    world: World, loop: Loop
) -> None:
    assignment = world.interview(loop, PRIYA, timedelta(minutes=20))
    worker = world.worker()
    worker.tick()  # the interview is new to her
    world.sandbox.advance(timedelta(minutes=6))
    world.fault("chat.postMessage", "dropped", channel=conversation(world, PRIYA))
    worker.tick()
    starting = world.said_to(PRIYA)[-1]
    dm = conversation(world, PRIYA)

    def reply() -> Noted:
        return world.on.notes.keep(Reply(PRIYA, dm, starting["ts"], "1.2", "Asked about caching.", "Ev1"))

    with pytest.raises(Unreachable):
        reply()
    world.clock.pass_(20)
    worker.tick()
    assert reply() is Noted.KEPT
    assert "Asked about caching." in str(world.on.scorecards.form(PRIYA, assignment))


# --- one message for several notices ------------------------------------------------------------


def two_given(world: World, loop: Loop) -> int:
    """The panelist id of the second."""
    world.interview(loop, PRIYA, timedelta(days=3))
    return world.interview(loop, PRIYA, timedelta(days=4))


def assigned(world: World) -> list[NoticeState]:
    return [each.state for each in world.all_notices() if each.kind is NoticeKind.ASSIGNED]


def test_a_digest_whose_answer_was_lost_is_not_said_again_by_those_beside(world: World, loop: Loop) -> None:
    two_given(world, loop)
    world.fault("chat.postMessage", "dropped", channel=conversation(world, PRIYA))
    worker = world.worker()
    worker.tick()
    for _ in range(20):
        world.clock.pass_(10)
        worker.tick()
    (said,) = world.said_to(PRIYA)
    assert said["text"].startswith("2 new interviews")
    assert assigned(world) == [NoticeState.SENT] * 2


def test_a_digest_that_never_arrived_is_said_whole_later(world: World, loop: Loop) -> None:
    two_given(world, loop)
    world.fault("chat.postMessage", "server_error", channel=conversation(world, PRIYA))
    worker = world.worker()
    worker.tick()
    world.clock.pass_(SURELY)
    worker.tick()
    (said,) = world.said_to(PRIYA)
    assert said["text"].startswith("2 new interviews")
    assert assigned(world) == [NoticeState.SENT] * 2


def test_a_digest_that_slack_refused_is_nobodys_for_ever(world: World, loop: Loop) -> None:
    two_given(world, loop)
    dm = conversation(world, PRIYA)
    world.fault("chat.postMessage", "ratelimited", retry_after=5, channel=dm)
    worker = world.worker()
    worker.tick()
    assert [each.settled_by for each in world.all_notices()] == [None] * len(world.all_notices())
    world.clock.pass_(6)
    worker.tick()
    assert len(world.said_to(PRIYA)) == 1
    assert assigned(world) == [NoticeState.SENT] * 2


def test_what_comes_up_while_a_digest_is_looked_for_is_said_after_it(world: World, loop: Loop) -> None:
    two_given(world, loop)
    world.fault("chat.postMessage", "dropped", channel=conversation(world, PRIYA))
    worker = world.worker()
    worker.tick()
    world.interview(loop, PRIYA, timedelta(days=5))
    world.clock.pass_(30)
    worker.tick()
    texts = [each["text"] for each in world.said_to(PRIYA)]
    assert texts[0].startswith("2 new interviews")
    assert texts[1].startswith("New interview for you")
    assert assigned(world) == [NoticeState.SENT] * 3


def test_a_digest_is_composed_anew_where_one_beside_has_changed_meanwhile(world: World, loop: Loop) -> None:
    beside = two_given(world, loop)
    claimed = world.claimed()
    composed = world.on.outbox.compose(claimed)
    assert len(composed.settles) == 1
    world.change(loop, beside, cancelled=True)
    with pytest.raises(NotYet):
        begin(world, claimed, composed)
    assert all(each.settled_by is None and each.saying is None for each in world.all_notices())


# --- what has become false meanwhile ------------------------------------------------------------


def test_what_was_posted_counts_as_told_when_it_is_false_by_now(world: World, loop: Loop) -> None:
    assignment = world.interview(loop, PRIYA, timedelta(days=3))
    world.fault("chat.postMessage", "dropped", channel=conversation(world, PRIYA))
    worker = world.worker()
    worker.tick()  # "New interview", and nobody knows that it arrived
    world.change(loop, assignment, starts_at=MONDAY + timedelta(days=3, hours=2))
    for _ in range(10):
        world.clock.pass_(30)
        worker.tick()
    assert ["moved to" in said for said in heard(world)] == [False, True]
    assert told(world, loop) == MONDAY + timedelta(days=3, hours=2)


def test_what_was_posted_and_then_cancelled_is_taken_back_in_words(world: World, loop: Loop) -> None:
    assignment = world.interview(loop, PRIYA, timedelta(days=3))
    world.fault("chat.postMessage", "dropped", channel=conversation(world, PRIYA))
    worker = world.worker()
    worker.tick()
    world.change(loop, assignment, cancelled=True)
    for _ in range(10):
        world.clock.pass_(30)
        worker.tick()
    assert ["cancelled" in said for said in heard(world)] == [False, True]


def test_what_surely_never_arrived_and_is_false_by_now_is_dropped(world: World, loop: Loop) -> None:
    assignment = world.interview(loop, PRIYA, timedelta(days=3))
    world.fault("chat.postMessage", "server_error", channel=conversation(world, PRIYA))
    worker = world.worker()
    worker.tick()
    world.change(loop, assignment, cancelled=True)
    for _ in range(10):
        world.clock.pass_(30)
        worker.tick()
    assert world.said_to(PRIYA) == []
    assert assigned(world) == [NoticeState.DROPPED]


def heard(world: World) -> list[str]:
    return [str(each["text"]) for each in world.said_to(PRIYA)]


def told(world: World, loop: Loop) -> object:
    last_told = world.loaded(loop).interviews[0].everyone[0].last_told
    return last_told and last_told.starts_at


# --- a worker that died ---------------------------------------------------------------------------


def begin(world: World, notice: Notice, composed: Delivery) -> tuple[Outgoing, Part, StoredMessage]:
    """As far as a worker gets before it posts."""
    (outgoing,) = composed.outgoing
    (part,) = world.sender.parts(outgoing.content)
    dm = conversation(world, notice.recipient)
    world.on.people.person(notice.recipient)
    world.on.messages.keep_conversation(notice.recipient, dm)
    absent_at = world.clock() + NORMAL.absent_after
    begun = world.on.messages.begin(notice, composed, outgoing, (0, 1), (dm, None), absent_at)
    return outgoing, part, begun


def begun(world: World, notice: Notice) -> tuple[Outgoing, Part, StoredMessage]:
    return begin(world, notice, world.on.outbox.compose(notice))


@pytest.mark.parametrize("posted", [True, False])
def test_what_a_dead_worker_had_begun_is_finished_by_another(world: World, loop: Loop, posted: bool) -> None:
    alert = world.owe_alert(loop, PRIYA)
    _, part, kept = begun(world, world.claimed())
    if posted:
        world.sender.send(kept.channel, None, part, kept.id)

    other = world.worker("other")
    assert other.tick() == 0  # the lease holds
    world.clock.pass_(LEASE_SECONDS + 1)
    assert other.tick() == 1
    assert len(world.said_to(PRIYA)) == posted
    world.clock.pass_(SURELY - LEASE_SECONDS)
    other.tick()
    assert world.state(alert) is NoticeState.SENT
    assert len(world.said_to(PRIYA)) == 1
    assert world.message_rows()[-1]["id"] == kept.id


def test_what_a_dead_worker_had_posted_and_kept_is_not_posted_again(world: World, loop: Loop) -> None:
    alert = world.owe_alert(loop, PRIYA)
    claimed = world.claimed()
    outgoing, part, kept = begun(world, claimed)
    ts = world.sender.send(kept.channel, None, part, kept.id)
    world.on.messages.confirm(claimed, outgoing, kept, ts, part.fingerprint)

    world.clock.pass_(LEASE_SECONDS + 1)
    world.worker("other").tick()
    assert world.state(alert) is NoticeState.SENT
    assert len(world.said_to(PRIYA)) == 1
    assert world.calls("conversations.history") == 0


def test_what_was_posted_and_never_marked_is_known_before_something_newer_is_said(
    world: World, loop: Loop
) -> None:
    """The database was away when it was to be marked, and the interview is moved before it is back."""
    seat = world.interview(loop, PRIYA)
    claimed = world.claimed()
    outgoing, part, kept = begun(world, claimed)
    ts = world.sender.send(kept.channel, None, part, kept.id)
    world.on.messages.confirm(claimed, outgoing, kept, ts, part.fingerprint)
    world.on.outbox.put_back(claimed, world.clock() + timedelta(minutes=5))

    world.change(loop, seat, starts_at=MONDAY + timedelta(days=4))
    world.worker("other").tick()
    told = [each["text"] for each in world.said_to(PRIYA)]
    assert len(told) == 2
    assert told[0].startswith("New interview for you")
    assert "moved" in told[1].lower()
    assert world.state(claimed.id) is NoticeState.SENT


def test_a_notice_another_worker_has_taken_is_not_marked(world: World, loop: Loop) -> None:
    alert = world.owe_alert(loop, PRIYA)
    claimed = world.claimed("slow")
    composed = world.on.outbox.compose(claimed)
    world.clock.pass_(LEASE_SECONDS + 1)
    taken = world.claimed("other")

    assert not world.on.outbox.sent(claimed, composed)
    with pytest.raises(NotYet):
        begin(world, claimed, composed)
    world.deliver(claimed)
    now = world.notice(alert)
    assert (now.state, now.worker, now.attempt) == (NoticeState.SENDING, "other", taken.attempt)
    assert world.said_to(PRIYA) == []


def test_nothing_is_sent_when_the_lease_is_almost_over(world: World, loop: Loop) -> None:
    alert = world.owe_alert(loop, PRIYA)
    claimed = world.claimed("slow")
    world.clock.pass_((NORMAL.lease - NORMAL.least_lease).total_seconds() + 1)
    world.deliver(claimed)
    assert world.said_to(PRIYA) == []
    assert world.state(alert) is NoticeState.PENDING

    world.worker("slow").tick()
    assert len(world.said_to(PRIYA)) == 1
    assert "did not arrive" in words(world.said_to(PRIYA)[0])
