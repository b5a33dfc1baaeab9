"""A loop's thread: brought up to date in place, and nothing of it left where it should not be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.delivery.timing import NORMAL
from bot.domain.interviews import Role
from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind, NoticeState
from bot.domain.scorecards import Assessment, Feedback, Rating
from bot.slack.views.shape import section
from bot.storage import messages
from bot.storage.messages import StoredMessage
from bot.storage.schema import audit
from bot.values.ports import Part
from tests.acting import words
from tests.delivery.world import (
    CANDIDATE,
    CHANNEL,
    HENRIK,
    OTHER_CHANNEL,
    OVER,
    PRIYA,
    ROSA,
    TOM,
    YES,
    World,
)
from tests.patience import short

REASONS = YES.reasons


@pytest.fixture
def assignment(world: World, loop: Loop) -> int:
    """Priya's in the loop's one interview; everybody has been told."""
    assignment = world.interview(loop, PRIYA, OVER)
    world.worker("told").tick()
    return assignment


def submit(world: World, assignment: int, feedback: Feedback = YES, by: str = PRIYA) -> None:
    world.on.submissions.submit(by, assignment, feedback)
    world.on.submissions.finish(by, assignment)
    world.worker("submitted").tick()


def long_feedback(world: World) -> Feedback:
    guide = world.on.catalog.current.guide("technical-screen")
    assert guide
    long = "All of it matters. " * 155
    said = [Assessment(each.id, Rating.CLEAR_STRENGTH, long) for each in guide.look_for]
    return replace(YES, assessments=tuple(said), notes=long)


def changed(world: World, channel: str = CHANNEL) -> None:
    world.on.workspace_changes.channel_changed(channel)
    world.worker("changed").tick()


def disclosures(world: World) -> list[Any]:
    with world.elsewhere.read() as connection:
        rows = connection.execute(select(audit).where(audit.c.what == "posted")).mappings()
        return [(row["panelist_id"], row["channel"], set(row["members"])) for row in rows]


def test_the_card_is_brought_up_to_date_in_place(world: World, assignment: int) -> None:
    (before,) = world.in_channel()
    submit(world, assignment)
    (after,) = world.in_channel()
    assert after["ts"] == before["ts"]
    assert "0 of 1 in" in words(before)
    assert "1 of 1 in" in words(after)


def test_what_has_not_changed_is_not_touched(world: World, assignment: int) -> None:
    submit(world, assignment)
    before = world.calls("chat.update"), world.calls("chat.postMessage")
    changed(world)
    assert (world.calls("chat.update"), world.calls("chat.postMessage")) == before
    newest = [each for each in world.all_notices() if each.kind is NoticeKind.CHANNEL][-1]
    assert newest.state is NoticeState.SENT


def test_a_long_scorecard_goes_on_in_further_replies_and_is_folded_to_one(
    world: World, loop: Loop, assignment: int
) -> None:
    submit(world, assignment, long_feedback(world))
    opened = world.thread()
    assert len(opened) > 2
    assert REASONS in words(opened)

    world.interview(loop, TOM)  # who owes a scorecard now
    world.control.as_(ROSA).do("invite", channel=CHANNEL, user=TOM)
    changed(world)
    folded = world.thread()
    assert [each["ts"] for each in folded] == [opened[0]["ts"]]
    assert REASONS not in words(folded)
    kept = {row["ts"] for row in world.message_rows() if row["channel"] == CHANNEL}
    assert kept == {each["ts"] for each in (*world.in_channel(), *folded)}


def test_a_shadows_scorecard_that_stands_there_is_folded(world: World, loop: Loop, assignment: int) -> None:
    """An earlier release has posted it."""
    world.change(loop, assignment, shadows=(TOM,))
    submit(world, assignment)
    (interview,) = world.loaded(loop).interviews
    (shadow,) = interview.in_role(Role.SHADOW)
    said = Part("Feedback", (section(REASONS).to_dict(),))
    card = world.in_channel()[-1]["ts"]
    ts = world.sender.send(CHANNEL, card, said, "earlier")
    notice, subject, now = world.all_notices()[-1].id, f"scorecard:{shadow.id}", world.clock()
    row = StoredMessage("earlier", notice, subject, 0, CHANNEL, card, None, "", now, None)
    with world.on.database.write() as connection:
        messages.begin(connection, row)
        messages.confirm(connection, "earlier", ts, "", discloses=True)
    submit(world, shadow.id, by=TOM)
    folded = world.thread()[-1]
    assert folded["ts"] == ts
    assert "Shadow: kept apart" in words(folded)
    assert REASONS not in words(folded)
    assert len(world.thread()) == 2


def test_each_disclosure_is_on_record_once_with_who_read_it(world: World, assignment: int) -> None:
    world.on.submissions.submit(PRIYA, assignment, YES)
    world.worker("submitted").tick()
    shown = (assignment, CHANNEL, {ROSA, HENRIK})  # the bot is no reader
    assert disclosures(world) == [shown]
    changed(world)
    assert disclosures(world) == [shown]
    submit(world, assignment, replace(YES, reasons="Said better."))
    in_channel = [each for each in disclosures(world) if each[1] == CHANNEL]
    assert in_channel == [shown, shown]  # as it was, and corrected
    told = [each[2] for each in disclosures(world) if each[1] != CHANNEL]
    assert sorted(told, key=str) == [{HENRIK}, {ROSA}]  # that it is


def test_in_a_channel_that_became_public_everything_is_folded_and_nothing_new_comes(
    world: World, loop: Loop, assignment: int
) -> None:
    submit(world, assignment)
    assert REASONS in words(world.thread())
    world.control.post(f"channels/{CHANNEL}", kind="public")
    changed(world)
    assert REASONS not in words(world.thread())
    replies = len(world.thread())

    another = world.interview(loop, TOM, OVER)
    submit(world, another, by=TOM)
    assert len(world.thread()) == replies


def test_a_loop_that_moved_leaves_nothing_in_its_old_channel(
    world: World, loop: Loop, assignment: int
) -> None:
    submit(world, assignment)
    world.move_channel(loop, OTHER_CHANNEL)
    world.worker().tick()
    (card,) = world.in_channel(OTHER_CHANNEL)
    assert CANDIDATE in words(card)
    assert REASONS in words(world.in_channel(OTHER_CHANNEL, card["ts"])[1:])
    left = world.in_channel()
    assert CANDIDATE not in words(left)
    assert all(each["text"] == "This message was deleted." for each in left)
    assert {row["channel"] for row in world.message_rows()} & {CHANNEL} == set()


@pytest.mark.usefixtures("assignment")
def test_what_slack_would_not_delete_in_the_old_channel_stays_on_record(world: World, loop: Loop) -> None:
    world.control.post(f"channels/{CHANNEL}", remove=world.sandbox.workspace.bot.user_id)
    world.move_channel(loop, OTHER_CHANNEL)
    world.worker().tick()
    assert len(world.in_channel(OTHER_CHANNEL)) == 1
    assert CHANNEL in {row["channel"] for row in world.message_rows()}


def test_a_card_somebody_deleted_is_posted_anew_with_its_thread(
    world: World, loop: Loop, assignment: int
) -> None:
    tom = world.interview(loop, TOM, OVER)
    submit(world, assignment)
    (card,) = world.in_channel()
    world.sender.delete(CHANNEL, card["ts"])
    submit(world, tom, by=TOM)
    new = world.in_channel()[-1]
    assert new["ts"] != card["ts"]
    assert "2 of 2 in" in words(new)
    assert len(world.thread()) == 3
    assert REASONS in words(world.thread())
    assert len(world.in_channel(thread=card["ts"])) == 1  # what is left of the old one


def test_a_thread_that_was_lost_is_begun_anew(world: World, assignment: int) -> None:
    world.on.submissions.submit(PRIYA, assignment, YES)
    world.fault("chat.postMessage", "refused", error="thread_not_found", channel=CHANNEL)
    worker = world.worker()
    worker.tick()
    world.clock.pass_(6)
    worker.tick()
    assert len(world.in_channel()) == 2
    assert "Feedback on Technical Screen" in words(world.thread())


def test_what_was_begun_in_a_thread_that_is_gone_is_begun_anew(
    world: World, loop: Loop, assignment: int
) -> None:
    world.on.submissions.submit(PRIYA, assignment, YES)
    world.fault("chat.postMessage", "server_error", channel=CHANNEL)
    worker = world.worker()
    worker.tick()
    world.sender.delete(CHANNEL, world.in_channel()[0]["ts"])  # no reply holds it
    for seconds in (NORMAL.absent_after.total_seconds(), 6):
        world.clock.pass_(seconds)
        world.interview(loop, TOM)  # a card that says something new is looked after first
        worker.tick()
    assert "Feedback on Technical Screen" in words(world.thread())
    assert len(world.in_channel()) == 1


@pytest.mark.parametrize(("kind", "replies"), [("dropped", 1), ("server_error", 0)])
def test_what_was_begun_before_the_channel_became_public_is_folded_or_given_up(
    world: World, assignment: int, kind: str, replies: int
) -> None:
    world.on.submissions.submit(PRIYA, assignment, YES)
    world.fault("chat.postMessage", kind, channel=CHANNEL)
    worker = world.worker()
    worker.tick()
    world.control.post(f"channels/{CHANNEL}", kind="public")
    scopes = world.sandbox.workspace.scopes
    world.sandbox.workspace.scopes = (*scopes, "channels:history")
    world.clock.pass_(NORMAL.absent_after.total_seconds())
    worker.tick()
    assert REASONS not in words(world.thread())
    assert len(world.thread()) == replies
    assert all(row["ts"] for row in world.message_rows())


@short
@pytest.mark.parametrize("failure", [{"kind": "refused", "error": "edit_window_closed"}, {"kind": "timeout"}])
def test_one_message_that_cannot_be_folded_does_not_keep_the_others_open(
    world: World, assignment: int, failure: dict[str, str]
) -> None:
    submit(world, assignment)
    world.control.post(f"channels/{CHANNEL}", kind="public")
    world.fault("chat.update", channel=CHANNEL, **failure)
    changed(world)
    assert REASONS not in words(world.thread())
    last = [each for each in world.all_notices() if each.kind is NoticeKind.CHANNEL][-1]
    assert last.state is (NoticeState.PENDING if failure["kind"] == "timeout" else NoticeState.FAILED)


def test_a_card_slack_does_not_let_change_is_told_to_the_recruiter(world: World, assignment: int) -> None:
    world.fault("chat.update", "refused", error="edit_window_closed", channel=CHANNEL)
    submit(world, assignment)
    assert "does not let the message be changed" in words(world.said_to(ROSA))


def test_a_reply_slack_does_not_let_go_is_told_to_the_recruiter(
    world: World, loop: Loop, assignment: int
) -> None:
    submit(world, assignment, long_feedback(world))
    world.fault("chat.delete", "refused", error="cant_delete_message", channel=CHANNEL)
    world.interview(loop, TOM)
    world.control.as_(ROSA).do("invite", channel=CHANNEL, user=TOM)
    changed(world)
    assert "does not let the bot delete" in words(world.said_to(ROSA))


def test_while_the_channel_may_not_show_it_the_recruiter_gets_it_with_the_note_for_them(
    world: World, loop: Loop, assignment: int
) -> None:
    world.interview(loop, TOM)
    world.control.as_(ROSA).do("invite", channel=CHANNEL, user=TOM)
    submit(world, assignment, replace(YES, recruiter_note="Asked about the notice period."))
    assert REASONS not in words(world.thread())
    assert REASONS in words(world.said_to(ROSA))
    assert REASONS in words(world.said_to(HENRIK))
    assert "notice period" in words(world.said_to(ROSA))
    assert "notice period" not in words(world.said_to(HENRIK))
