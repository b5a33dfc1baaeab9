"""Notes sent to the bot: replies to a reminder, edited and deleted, and what is kept by a press."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.demo.company import CHANNEL, PRIYA, ROSA, TOM
from bot.sandbox.client import Refused
from bot.slack.client import make_client
from tests.acting import Actor, Json, World, words
from tests.patience import PATIENCE
from tests.setting_up import a_created_loop, an_edit, the_loop
from tests.trouble.again import last_to_bot, repeat
from tests.trouble.forms import NO_COMMAND, NOON, a_team_loop, held, writes

OVER = NOON + timedelta(hours=1)
ON = NOON + timedelta(minutes=20)
SENTENCE = "She listed three options before choosing one of them"


def starting(world: World, person: str = PRIYA) -> tuple[Actor, str]:
    """Somebody with the reminder of a quarter of an hour before."""
    world.moves_to(NOON - timedelta(minutes=15))
    actor = world.actor(person)
    return actor, actor.last()["ts"]


def replies(person: Actor, thread: str, text: str, **more: object) -> str:
    ts = str(person.hand.do("say", channel=person.dm, text=text, thread_ts=thread, **more)["ts"])
    person.world.settle()
    return ts


def edits(person: Actor, ts: str, text: str) -> None:
    person.hand.do("edit", channel=person.dm, ts=ts, text=text)
    person.world.settle()


def takes_back(person: Actor, ts: str) -> None:
    person.hand.do("take_back", channel=person.dm, ts=ts)
    person.world.settle()


def opened(person: Actor) -> Json:
    """Their scorecard, opened anew."""
    if person.world.demo.sandbox.now() < OVER:
        person.world.moves_to(OVER)
    person.types("/interview feedback")
    return person.modal()


def notes(person: Actor) -> str:
    found = str(held(opened(person), "notes") or "")
    person.closes()
    return found


def told(person: Actor, thread: str) -> str:
    """What the bot said last in that thread."""
    return words(person.messages(person.dm, thread)[-1])


# --- replies -----------------------------------------------------------------------------------


def test_the_reminder_numbers_the_criteria_and_says_what_for(world: World) -> None:
    a_team_loop(world)
    priya, _ = starting(world)
    shown = words(priya.last())
    assert "Look for: 1 " in shown
    assert " · 2 " in shown
    assert "“2 named what each costs”" in shown
    assert "Look for: 1 " in words(priya.types("/interview prep"))


def test_every_kind_of_reply_is_a_note(each_world: World) -> None:
    world = each_world
    a_team_loop(world)
    priya, reminder = starting(world)
    replies(priya, reminder, "Asked about writes")
    replies(priya, reminder, "waves at the board", me=True)
    replies(priya, reminder, "The board", pictures=["board.png"])
    assert told(priya, reminder).startswith("Your words are in your notes. The picture is not")
    replies(priya, reminder, "", pictures=["board.png"])
    assert told(priya, reminder).startswith("A picture cannot be kept here.")
    assert notes(priya) == "Asked about writes\nwaves at the board\nThe board"


def test_slacks_own_marks_are_kept_as_people_wrote_them(world: World) -> None:
    a_team_loop(world)
    priya, reminder = starting(world)
    written = (
        "asked @Tom in #general: see example.com/design, https://example.com/a?b=1&c=<2> & maya@example.com"
    )
    replies(priya, reminder, written)
    sent = last_to_bot(world, "event message.im")["request"]["event"]["text"]
    assert "asked <@U0TOM> in <#C0GENERAL" in sent
    assert "<http://example.com/design|" in sent
    assert notes(priya) == written


def test_a_number_leads_to_the_criterion(each_world: World) -> None:
    world = each_world
    a_team_loop(world)
    priya, reminder = starting(world)
    for text in ("2 named what each costs", "2. saw the limits\n1) began with questions", "99 balloons"):
        replies(priya, reminder, text)
    form = opened(priya)
    boxes = {name: held(form, name) for name in form["state"]["values"] if name.startswith("evidence:")}
    labels = [block["label"]["text"] for block in form["blocks"] if block.get("block_id") in boxes]
    assert [label[0] for label in labels] == ["1", "2"]
    assert list(boxes.values()) == ["began with questions", "named what each costs\nsaw the limits"]
    assert held(form, "notes") == "99 balloons"


def test_what_comes_while_the_form_is_open_is_handed_in_with_it(world: World) -> None:
    loop = a_team_loop(world)
    priya, reminder = starting(world)
    opened(priya)
    replies(priya, reminder, "2 named what each costs")
    replies(priya, reminder, "in time")
    assert priya.submits(notes="typed", recommendation="yes", reasons="r")["ok"]
    seat = loop.interviews[0].panel[0].id
    given = world.demo.bot.services.scorecards.form(PRIYA, seat).feedback
    assert given.notes == "typed\nin time"
    assert [each.evidence for each in given.assessments] == ["named what each costs"]


def test_after_the_feedback_is_in_it_is_told(world: World) -> None:
    a_team_loop(world)
    priya, reminder = starting(world)
    ts = replies(priya, reminder, "Asked about writes")
    opened(priya)
    assert priya.submits(recommendation="yes", reasons="r")["ok"]
    replies(priya, reminder, "One more thing")
    assert told(priya, reminder).startswith("Your feedback on it is in, so this note is not kept.")
    edits(priya, ts, "Asked about reads")
    assert told(priya, reminder).startswith("Your feedback on it is in, with this note as it was.")
    assert notes(priya) == "Asked about writes"


def test_taken_off_the_panel_it_is_told(world: World) -> None:
    loop = a_team_loop(world)
    priya, reminder = starting(world)
    edit = an_edit(NOON, TOM, interview_id=loop.interviews[0].id, revision=loop.interviews[0].revision)
    world.demo.bot.services.setup.edit(ROSA, loop.id, edit, "off")
    world.settle()
    replies(priya, reminder, "Asked about writes")
    assert told(priya, reminder).startswith("This note is not kept: the interview is not yours any more.")


# --- edited and deleted ------------------------------------------------------------------------


def test_an_edit_before_the_form_was_opened(each_world: World) -> None:
    world = each_world
    a_team_loop(world)
    priya, reminder = starting(world)
    replies(priya, reminder, "first")
    ts = replies(priya, reminder, "Asked about writes")
    replies(priya, reminder, "last")
    edits(priya, ts, "Asked about reads")
    edits(priya, ts, "Asked about @Tom's reads")
    assert notes(priya) == "first\nAsked about @Tom's reads\nlast"


def test_an_edit_of_what_the_form_has_taken_up(each_world: World) -> None:
    world = each_world
    a_team_loop(world)
    priya, reminder = starting(world)
    ts = replies(priya, reminder, "Asked about writes")
    other = replies(priya, reminder, "2 named what each costs")
    assert notes(priya) == "Asked about writes"
    edits(priya, ts, "Asked about reads")
    edits(priya, other, "2 named what each saves")
    form = opened(priya)
    assert held(form, "notes") == "Asked about reads"
    assert "named what each saves" in str(form["state"]["values"])


def test_an_edit_of_what_was_changed_in_the_form_is_left_alone(world: World) -> None:
    a_team_loop(world)
    priya, reminder = starting(world)
    ts = replies(priya, reminder, "Asked about writes")
    mine = {"type": "plain_text_input", "value": "Asked about writes, and why"}
    priya.sets(opened(priya), "notes", mine)
    priya.closes()
    edits(priya, ts, "Asked about reads")
    takes_back(priya, ts)
    assert notes(priya) == "Asked about writes, and why"


@pytest.mark.parametrize("taken_up", [False, True])
def test_a_deletion(each_world: World, taken_up: bool) -> None:
    world = each_world
    a_team_loop(world)
    priya, reminder = starting(world)
    replies(priya, reminder, "first")
    ts = replies(priya, reminder, "Asked about writes")
    if taken_up:
        assert notes(priya) == "first\nAsked about writes"
    takes_back(priya, ts)
    assert repeat(world, last_to_bot(world, "event message.im"))[0] == 200
    assert notes(priya) == "first"


def test_an_edit_delivered_twice_is_one(world: World) -> None:
    a_team_loop(world)
    priya, reminder = starting(world)
    ts = replies(priya, reminder, "one")
    edits(priya, ts, "two")
    earlier = last_to_bot(world, "event message.im")
    edits(priya, ts, "three")
    assert repeat(world, earlier)[0] == 200
    assert notes(priya) == "three"


def test_the_bots_own_messages_that_change_are_none_of_it(world: World) -> None:
    a_team_loop(world)
    priya, reminder = starting(world)
    replies(priya, reminder, "one")
    sandbox = world.demo.sandbox
    client = make_client(sandbox.workspace.bot_token, sandbox.api_url, PATIENCE)
    before = len(priya.messages(priya.dm, reminder))
    own = client.chat_postMessage(channel=priya.dm, thread_ts=reminder, text="two")
    client.chat_update(channel=priya.dm, ts=own["ts"], text="three")
    client.chat_delete(channel=priya.dm, ts=own["ts"])
    sandbox.settle()
    heard = [each for each in world.control.log() if each["what"] == "event message.im"]
    assert {each["request"]["event"].get("subtype") for each in heard} >= {
        "message_changed",
        "message_deleted",
    }
    assert {each["status"] for each in heard} == {200}
    assert len(priya.messages(priya.dm, reminder)) == before
    assert notes(priya) == "one"


def test_only_ones_own_words_can_be_edited(world: World) -> None:
    a_team_loop(world)
    priya, reminder = starting(world)
    with pytest.raises(Refused):
        edits(priya, reminder, "mine now")


# --- kept by a press ---------------------------------------------------------------------------


def test_a_sentence_while_the_interview_is_on_is_offered_as_a_note(each_world: World) -> None:
    world = each_world
    a_team_loop(world)
    world.moves_to(ON)
    priya = world.actor(PRIYA)
    (offer,) = writes(priya, SENTENCE)
    assert "Keep it as a note for *System Design, 12:00*?" in words(offer)
    assert "Maya" not in words(offer)
    priya.clicks(offer, "Keep as note")
    pressed = last_to_bot(world, "block_actions note-add")
    kept = next(each for each in priya.messages() if each["ts"] == offer["ts"])
    assert words(kept).startswith("Kept in your notes for System Design, 12:00.")
    assert repeat(world, pressed)[0] == 200
    assert notes(priya) == SENTENCE
    assert repeat(world, pressed)[0] == 200
    assert notes(priya) == SENTENCE


def test_its_number_leads_to_the_criterion_too(world: World) -> None:
    a_team_loop(world)
    world.moves_to(ON)
    priya = world.actor(PRIYA)
    (offer,) = writes(priya, "2 named what each option costs in the long run")
    priya.clicks(offer, "Keep as note")
    form = opened(priya)
    assert "named what each option costs in the long run" in str(form["state"]["values"])
    assert not held(form, "notes")


def test_what_is_too_long_for_a_button_leads_to_the_scorecard(world: World) -> None:
    a_team_loop(world)
    world.moves_to(ON)
    priya = world.actor(PRIYA)
    (offer,) = writes(priya, "word " * 700)
    assert "too long for one press" in words(offer)
    priya.clicks(offer, "Open scorecard")
    assert priya.modal()["callback_id"] == "scorecard"


def test_after_a_slash_and_in_a_channel_it_is_offered_as_well(world: World) -> None:
    a_created_loop(world, an_edit(NOON, ROSA))
    world.moves_to(ON)
    rosa = world.actor(ROSA)
    rosa.clicks(rosa.types(f"/interview {SENTENCE}"), "Keep as note", "C0GENERAL")
    (offer,) = writes(rosa, f"@interviews {SENTENCE}, she did", CHANNEL)
    rosa.clicks(offer, "Keep as note", CHANNEL)
    assert notes(rosa) == f"{SENTENCE}\n{SENTENCE}, she did"


@pytest.mark.parametrize(
    "when", [NOON - timedelta(minutes=1), NOON + timedelta(hours=2, minutes=45)], ids=["before", "long after"]
)
def test_at_another_time_it_is_not_offered(world: World, when: object) -> None:
    a_team_loop(world)
    world.moves_to(when)
    (said,) = writes(world.actor(PRIYA), SENTENCE)
    assert words(said).startswith(NO_COMMAND)
    assert "note" not in words(said)


def test_to_nobody_else_and_not_once_it_is_in(world: World) -> None:
    loop = a_team_loop(world)
    world.moves_to(OVER)
    assert "note" not in words(writes(world.actor(ROSA), SENTENCE)[0])
    priya = world.actor(PRIYA)
    (offer,) = writes(priya, SENTENCE)
    priya.types("/interview feedback")
    assert priya.submits(recommendation="yes", reasons="r")["ok"]
    assert "note" not in words(writes(priya, SENTENCE)[0])
    priya.clicks(offer, "Keep as note")
    assert words(priya.last()).startswith("Your feedback on it is in, so this note is not kept.")
    seat = the_loop(world, loop.id).interviews[0].panel[0].id
    assert world.demo.bot.services.scorecards.form(PRIYA, seat).feedback.notes == ""
