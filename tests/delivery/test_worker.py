"""What is owed is said once, to the right people, and what cannot be said is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.delivery.timing import NORMAL
from bot.delivery.worker import Worker
from bot.domain.errors import Refused
from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind, NoticeState
from bot.services.use_cases import Services, services
from bot.slack.client import make_client
from bot.slack.directory import SlackDirectory
from bot.slack.sender import SlackSender
from bot.storage import audit
from bot.storage.database import Database
from bot.values.ports import Content, Part
from bot.values.reminders import Alert
from tests.acting import words
from tests.delivery.world import CANDIDATE, CHANNEL, HENRIK, PRIYA, ROSA, TOM, World, conversation


def test_a_notice_is_sent_once_however_often_the_worker_ticks(world: World, loop: Loop) -> None:
    alert = world.owe_alert(loop, PRIYA)
    worker = world.worker()
    assert worker.tick() == 1
    assert worker.tick() == 0
    assert len(world.said_to(PRIYA)) == 1
    assert world.state(alert) is NoticeState.SENT


def test_all_that_is_due_is_delivered_in_one_tick(world: World, loop: Loop) -> None:
    for person in (ROSA, HENRIK, PRIYA, TOM) * 5:
        world.owe_alert(loop, person)
    assert world.worker().tick() == 20
    assert [len(world.said_to(person)) for person in (ROSA, HENRIK, PRIYA, TOM)] == [5, 5, 5, 5]


def test_one_conversation_gets_its_messages_in_the_order_they_were_due(world: World, loop: Loop) -> None:
    for number in range(6):
        world.owe_alert(loop, PRIYA, detail=f"the number is {number}")
    world.worker().tick()
    found = [words(said).partition("the number is ")[2][0] for said in world.said_to(PRIYA)]
    assert found == ["0", "1", "2", "3", "4", "5"]


def test_two_workers_at_once_send_everything_once(world: World, loop: Loop) -> None:
    for person in (ROSA, HENRIK, PRIYA, TOM) * 4:
        world.owe_alert(loop, person)
    workers = [world.worker("one"), world.worker("two")]
    with ThreadPoolExecutor(2) as pool:
        taken = sum(pool.map(lambda worker: worker.tick(), workers))
    assert taken == 16
    assert [len(world.said_to(person)) for person in (ROSA, HENRIK, PRIYA, TOM)] == [4, 4, 4, 4]


def test_nothing_is_sent_before_it_is_due(world: World, loop: Loop) -> None:
    world.interview(loop, PRIYA, starts_in=timedelta(days=2))
    worker = world.worker()
    worker.tick()
    before = len(world.said_to(PRIYA))
    assert worker.tick() == 0
    world.sandbox.advance(timedelta(days=1))
    assert worker.tick() == 1
    assert len(world.said_to(PRIYA)) == before + 1


def test_the_conversation_with_a_person_is_asked_for_once(world: World, loop: Loop) -> None:
    # Slack is asked who a person is on their first interview; what it said is kept beside the person
    world.interview(loop, PRIYA)
    world.owe_alert(loop, PRIYA)
    world.worker().tick()
    world.owe_alert(loop, PRIYA)
    world.worker("restarted").tick()
    assert len(world.said_to(PRIYA)) == 3
    assert world.calls("conversations.open") == 1


def test_an_open_home_is_published_again_when_its_interviews_change(world: World, loop: Loop) -> None:
    world.on.pages.mine(PRIYA, as_home=True)
    world.interview(loop, PRIYA)
    world.worker().tick()
    home = world.control.as_(PRIYA).see("home")["view"]
    assert "Technical Screen" in words(home)


# --- one message for several notices ------------------------------------------------------------


def test_all_the_interviews_somebody_was_given_are_one_message(world: World, loop: Loop) -> None:
    world.interview(loop, PRIYA, timedelta(days=3))
    world.interview(loop, PRIYA, timedelta(days=4))
    world.worker().tick()
    (said,) = world.said_to(PRIYA)
    assert said["text"].startswith("2 new interviews")
    assigned = [each for each in world.all_notices() if each.kind is NoticeKind.ASSIGNED]
    assert [each.state for each in assigned] == [NoticeState.SENT, NoticeState.SENT]


# --- what can never be said ---------------------------------------------------------------------


def test_the_recruiter_is_told_who_was_not_reached_and_why(world: World, loop: Loop) -> None:
    world.fault("chat.postMessage", "refused", error="restricted_action", channel=conversation(world, PRIYA))
    alert = world.owe_alert(loop, PRIYA)
    world.worker().tick()
    assert world.notice(alert).state is NoticeState.FAILED
    assert world.notice(alert).reason == "the company's settings in Slack do not allow it"
    (told,) = world.said_to(ROSA)
    assert "did not arrive" in words(told)
    assert "settings in Slack" in words(told)
    assert world.message_rows()[-1]["channel"] != conversation(world, PRIYA)


def not_reached(world: World, loop: Loop) -> list[int]:
    """Two that failed to reach Priya."""
    dm = conversation(world, PRIYA)
    world.fault("chat.postMessage", "refused", error="restricted_action", times=2, channel=dm)
    alerts = [world.owe_alert(loop, PRIYA, detail=f"the number is {number}") for number in range(2)]
    world.worker().tick()
    assert [world.state(each) for each in alerts] == [NoticeState.FAILED] * 2
    assert len(world.said_to(ROSA)) == 1
    return alerts


def test_what_did_not_arrive_is_sent_again_once(world: World, loop: Loop) -> None:
    alerts = not_reached(world, loop)
    assert world.on.chasing.send_again(ROSA, loop.id, PRIYA) == ("priya", 2)
    with pytest.raises(Refused, match="sent again already"):
        world.on.chasing.send_again(ROSA, loop.id, PRIYA)
    world.worker("again").tick()
    with pytest.raises(Refused, match="sent again already"):
        world.on.chasing.send_again(ROSA, loop.id, PRIYA)
    assert [world.state(each) for each in alerts] == [NoticeState.SENT] * 2
    assert len(world.said_to(PRIYA)) == 2
    with world.elsewhere.read() as connection:
        (said,) = [row for row in audit.of_loop(connection, loop.id) if row["what"] == audit.SENT_AGAIN]
    assert (said["actor"], said["detail"]) == (ROSA, PRIYA)


def test_what_fails_once_more_is_told_once_more(world: World, loop: Loop) -> None:
    not_reached(world, loop)
    world.on.chasing.send_again(ROSA, loop.id, PRIYA)
    dm = conversation(world, PRIYA)
    world.fault("chat.postMessage", "refused", error="restricted_action", times=2, channel=dm)
    world.worker("again").tick()
    assert len(world.said_to(ROSA)) == 2


def test_what_has_become_false_meanwhile_is_not_sent_again(world: World, loop: Loop) -> None:
    assignment = world.interview(loop, PRIYA)
    dm = conversation(world, PRIYA)
    world.fault("chat.postMessage", "refused", error="restricted_action", channel=dm)
    world.worker().tick()
    world.change(loop, assignment, cancelled=True)
    assert world.on.chasing.send_again(ROSA, loop.id, PRIYA) == ("priya", 1)
    world.worker("again").tick()
    assert world.said_to(PRIYA) == []
    assert world.on.chasing.waited_for(ROSA, loop.id)[1] == []


@pytest.mark.parametrize("by", [PRIYA, TOM, HENRIK])
def test_only_the_recruiter_sends_again(world: World, loop: Loop, by: str) -> None:
    not_reached(world, loop)
    with pytest.raises(Refused):
        world.on.chasing.send_again(by, loop.id, PRIYA)


def test_a_deactivated_account_is_told_of_and_not_written_to(world: World, loop: Loop) -> None:
    world.interview(loop, PRIYA)
    world.control.post(f"users/{PRIYA}", deleted=True)
    alert = world.owe_alert(loop, PRIYA)
    world.worker().tick()
    assert world.notice(alert).reason == "the account is deactivated"
    assert "account is deactivated" in words(world.said_to(ROSA))


def test_somebody_slack_does_not_know_is_told_of(world: World, loop: Loop) -> None:
    alert = world.owe_alert(loop, "U0NOBODY")
    world.worker().tick()
    assert world.state(alert) is NoticeState.FAILED
    assert "Slack does not know that person" in words(world.said_to(ROSA))


def test_a_channel_without_the_bot_is_told_to_the_recruiter(world: World, loop: Loop) -> None:
    world.control.post(f"channels/{CHANNEL}", remove=world.sandbox.workspace.bot.user_id)
    world.interview(loop, PRIYA)
    world.worker().tick()
    assert "Invite me there" in words(world.said_to(ROSA))
    assert len(world.said_to(PRIYA)) == 1  # others are not held up by it


class Stumbling(SlackSender):
    """Cannot draw an alert that names the candidate."""

    def parts(self, content: Content) -> Sequence[Part]:
        if isinstance(content, Alert) and CANDIDATE in content.detail:
            raise ValueError(content.detail)
        return super().parts(content)


def test_what_stumbles_is_tried_for_a_day_and_then_told(world: World, loop: Loop) -> None:
    world.sender = Stumbling(make_client(world.sandbox.workspace.bot_token, world.sandbox.api_url))
    alert = world.owe_alert(loop, PRIYA, detail=f"about {CANDIDATE}")
    other = world.owe_alert(loop, TOM)
    worker = world.worker()
    with capture_logs() as logs:
        worker.tick()
        assert world.state(other) is NoticeState.SENT
        assert 10 <= world.waits(alert) <= 15
        for _ in range(23):
            world.clock.pass_(3600)
            worker.tick()
        assert world.state(alert) is NoticeState.PENDING
        assert not world.said_to(ROSA)
        world.clock.pass_(3600)
        worker.tick()
    assert world.state(alert) is NoticeState.FAILED
    assert "failed at it for a day" in words(world.said_to(ROSA))
    failed = [entry for entry in logs if entry["event"] == "notice failed"]
    assert [(entry["notice"], entry["attempt"]) for entry in failed] == [(alert, n + 1) for n in range(25)]
    assert (failed[0]["kind"], failed[0]["error"]) == ("word", "ValueError")
    assert re.fullmatch(r"bot/\w+/\w+\.py:\d+", failed[0]["at"]), "code of ours"
    assert re.match(r"bot/delivery/worker\.py", failed[0]["way"][0])
    assert CANDIDATE not in str(logs)


def test_a_refusal_nobody_foresaw_is_tried_for_a_day_and_then_told(world: World, loop: Loop) -> None:
    dm = conversation(world, PRIYA)
    world.fault("chat.postMessage", "refused", error="brand_new_reason", times=50, channel=dm)
    alert = world.owe_alert(loop, PRIYA)
    worker = world.worker()
    for _ in range(24):
        worker.tick()
        assert world.state(alert) is NoticeState.PENDING
        world.clock.pass_(3600)
    worker.tick()
    assert world.state(alert) is NoticeState.FAILED
    assert "did not arrive" in words(world.said_to(ROSA))
    assert all(each["ts"] for each in world.message_rows()), "it was refused: there is nothing to look for"


def test_what_failed_and_then_went_well_has_its_whole_day_again(world: World, loop: Loop) -> None:
    world.on.pages.mine(PRIYA, as_home=True)
    world.interview(loop, PRIYA)
    worker = world.worker()
    for _ in range(4):  # Home is one row, owed again and again
        world.fault("views.publish", "refused", error="brand_new_reason")
        worker.tick()
        world.clock.pass_(3600)
        worker.tick()
        world.clock.pass_(23 * 3600)
        world.on.pages.mine(PRIYA, as_home=True)
        world.interview(loop, PRIYA)
    (home,) = [each for each in world.all_notices() if each.kind is NoticeKind.HOME]
    worker.tick()
    assert world.state(home.id) is NoticeState.SENT


def test_no_candidate_is_named_in_any_log(world: World, loop: Loop, caplog: pytest.LogCaptureFixture) -> None:
    with capture_logs() as logs:
        world.interview(loop, PRIYA)
        world.fault("chat.postMessage", "dropped", channel=conversation(world, PRIYA))
        world.worker().tick()
    assert "nobody knows whether a notice was posted" in str(logs)
    assert CANDIDATE not in f"{logs} {caplog.text}"


# --- when the database is away ------------------------------------------------------------------


@pytest.fixture
def without_a_database(world: World) -> Iterator[Services]:
    """Services whose database does not answer."""
    nowhere = Database("postgresql+psycopg://nobody@127.0.0.1:9/none")
    client = make_client("xoxb-none", world.sandbox.api_url)
    yield services(
        nowhere, world.on.catalog, SlackDirectory(client, ""), world.sandbox.now, world.on.deployment
    )
    nowhere.close()


def test_without_its_database_a_worker_claims_nothing(world: World, without_a_database: Services) -> None:
    worker = Worker(
        without_a_database.outbox,
        without_a_database.messages,
        world.sender,
        world.clock,
        timing=replace(NORMAL, at_once=1),
        name="lost",
    )
    assert worker.tick() == 0
    worker.stop()


def test_what_could_not_be_put_back_comes_again_when_its_lease_is_over(
    world: World, loop: Loop, without_a_database: Services
) -> None:
    alert = world.owe_alert(loop, PRIYA)
    world.deliver(world.claimed("lost"), without_a_database)
    assert world.state(alert) is NoticeState.SENDING
    world.clock.pass_(61)
    world.worker().tick()
    assert world.state(alert) is NoticeState.SENT
    assert len(world.said_to(PRIYA)) == 1
