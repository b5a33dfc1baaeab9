"""Commands typed to the bot without the slash: in its own messages, and after its name in a channel."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.demo.company import CHANNEL, HENRIK, PRIYA, ROSA, SAM
from bot.slack.answering import NO_FORM_HERE
from tests.acting import Actor, World, a_demo, words
from tests.trouble.again import last_to_bot, repeat
from tests.trouble.forms import NO_COMMAND, NOBODYS, TUESDAY, a_team_loop, joins_company, writes

pytestmark = pytest.mark.one_worker

DESIGN = "The candidate designs a system from scratch"
HELP = "*Interview guides, reminders and feedback*"
NBSP, WIDE, ISOLATE, END = "\u00a0", "\u3000", "\u2068", "\u2069"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """One for all: nothing here leaves a trace but words in conversations."""
    with a_demo(over_http=True, start_at=TUESDAY) as demo:
        world = World(demo)
        a_team_loop(world)
        yield world
        assert world.refusals() == []


def answer(person: Actor, text: str, channel: str = "", thread: str = "") -> str:
    read = "\n".join(words(each) for each in writes(person, text, channel, thread))
    assert read, f"no answer to {text[:40]!r}"
    return read


TYPED = [
    ("help", HELP),
    ("Help", HELP),
    ("Help.", HELP),
    ("help?", HELP),
    ("HELP!", HELP),
    ("prep help", "/interview prep [type]"),
    ("Prep help.", "/interview prep [type]"),
    ("help brief", "/interview candidate-brief"),
    ("prep system-design", DESIGN),
    ("Prep system design", DESIGN),
    ("Prep System Design.", DESIGN),
    ("PREP SYSTEM DESIGN", DESIGN),
    ("prep “system design”", DESIGN),
    ("prep 'system design'", DESIGN),
    ("prep system—design", DESIGN),
    ("prep system–design", DESIGN),
    ("prep system--design", DESIGN),
    (f"prep{NBSP}system{NBSP}design", DESIGN),
    (f"prep{WIDE}system design", DESIGN),
    ("prep  system   design ", DESIGN),
    ("ｐｒｅｐ ｓｙｓｔｅｍ ｄｅｓｉｇｎ", DESIGN),
    (f"{ISOLATE}prep{END} system design", DESIGN),
    ("\u200bprep system-design", DESIGN),
    ("prep sýstem desígn", DESIGN),
    ("prep system.design", DESIGN),
    ("prep system design 👍", DESIGN),
    ("prep: system design", DESIGN),
    ("interview prep system design", DESIGN),
    ("system design", DESIGN),
    ("System Design", DESIGN),
    ("system-design.", DESIGN),
    ("sysdesign", DESIGN),
    ("sysdesign observer", "For you as observer"),
    ("prep sysdesign Observer.", "For you as observer"),
    (f"prep sysdesign{NBSP}shadow", "For you as shadow"),
    ("prep", "Your next interview"),
    ("Prep…", "Your next interview"),
    ("list", "All interview types"),
    ("List engineering", "Engineering interviews"),
    ("list AI/ML", "AI and ML interviews"),
    ("mine", "Your interviews"),
    ("Mine.", "Your interviews"),
    ("brief system design", "To send to the candidate"),
    ("candidate brief system design", "To send to the candidate"),
    ("Candidate—brief system design", "To send to the candidate"),
    ("loops", "You have no open loops"),
    ("loop maya", "Which loop?"),
    ("Loop Lind, Maya", "Which loop?"),
    ("loop Máya’s", NOBODYS),
    ("feedback", "Which interview is your feedback for?"),
    ("new", "Set up a loop"),
    ("New", "Set up a loop"),
    ("settings", "Your working hours"),
    ("perp", "Did you mean /interview prep"),
    ("Shedule maya", "Did you mean /interview schedule"),
    ("sytem desgin", "Did you mean one of these?"),
    ("hello", NO_COMMAND),
    ("thanks!", NO_COMMAND),
    ("🦄", NO_COMMAND),
    ("?", NO_COMMAND),
    ("mine was good", NO_COMMAND),
    ("close to what we hope for, but she did not say why", NO_COMMAND),
    ("prep\nwas good", NO_COMMAND),
    ("x" * 3500, NO_COMMAND),
    ("<!channel>", NO_COMMAND),
]


@pytest.mark.parametrize(("text", "read"), TYPED)
def test_words_in_the_bots_own_messages(world: World, text: str, read: str) -> None:
    said = answer(world.actor(PRIYA), text)
    if read == "Your next interview":
        assert "System Design" in said
    else:
        assert read in said
    assert len(said) < 12_000


def test_enough_is_tried() -> None:
    assert len(TYPED) >= 60


@pytest.mark.parametrize(
    "text", ["/interview system design", "/interview Pairing", "/interview sysdesign shadow"]
)
def test_a_guide_by_its_name_after_the_slash_command_too(world: World, text: str) -> None:
    shown = words(world.actor(PRIYA).types(text))
    assert "What to look for" in shown


@pytest.mark.parametrize("name", ["", " maya", " system design"])
@pytest.mark.parametrize("person", [PRIYA, ROSA, SAM])
def test_every_command_is_answered_without_a_form(world: World, person: str, name: str) -> None:
    for command in world.demo.bot.routes.commands:
        said = answer(world.actor(person), f"{command}{name}")
        assert NO_FORM_HERE not in said, command
        assert world.actor(person).hand.modals() == []


@pytest.mark.parametrize(
    ("text", "label", "title"),
    [
        ("new", "Set up a loop", "Set up a loop"),
        ("settings", "Settings", "Your settings"),
        ("schedule maya", "Change", "Interviews"),
        ("feedback", "Open scorecard", "Your feedback"),
        ("loop maya", "Overview", ""),
    ],
)
def test_the_button_of_the_answer_opens_what_a_command_would(
    world: World, text: str, label: str, title: str
) -> None:
    person = world.actor(PRIYA if text == "feedback" else ROSA)
    (said,) = writes(person, text)
    person.clicks(said, label)
    if title:
        assert person.modal()
        person.closes()
    else:
        assert person.last()["ephemeral"], "what others said of somebody does not stay in the conversation"


def test_an_answer_is_a_message_and_names_nobody_at_first_sight(world: World) -> None:
    for text in ("loop maya", "schedule maya", "close maya", "brief maya", "mine", "loops", "maya lind"):
        for said in writes(world.actor(ROSA), text):
            assert not said.get("ephemeral")
            assert "aya" not in f"{said['text']} {words(said['blocks'][0])}", text
    for text in ("brief maya", "prep maya", "loop maya", "maya"):
        for said in writes(world.actor(PRIYA), text):
            assert "aya" not in f"{said['text']} {words(said['blocks'][0])}", text


def test_in_a_thread_of_ones_own_it_is_answered_there(world: World) -> None:
    priya = world.actor(PRIYA)
    root = priya.hand.do("say", channel=priya.dm, text="list")["ts"]
    world.settle()
    assert DESIGN in answer(priya, "prep system design", thread=root)


def test_an_edit_of_a_command_is_not_answered_again(world: World) -> None:
    priya = world.actor(PRIYA)
    ts = priya.hand.do("say", channel=priya.dm, text="perp")["ts"]
    world.settle()
    before = len(priya.messages())
    priya.hand.do("edit", channel=priya.dm, ts=ts, text="prep")
    priya.hand.do("take_back", channel=priya.dm, ts=ts)
    world.settle()
    assert len(priya.messages()) == before - 1


def test_what_slack_delivers_twice_is_answered_once(world: World) -> None:
    priya = world.actor(PRIYA)
    (_,) = writes(priya, "prep system design")
    before = len(priya.messages())
    assert repeat(world, last_to_bot(world, "event message.im"))[0] == 200
    assert len(priya.messages()) == before


def test_a_picture_alone_is_answered(world: World) -> None:
    (said,) = writes(world.actor(PRIYA), "", pictures=["board.png"])
    assert words(said).startswith("A picture cannot be kept here.")
    (said,) = writes(world.actor(PRIYA), "prep system design", pictures=["board.png"])
    assert DESIGN in words(said)


def test_a_guest_is_told_so(world: World) -> None:
    guest = joins_company(world, "U0VERA", "Vera", is_restricted=True)
    assert "This bot is for members of the company." in answer(guest, "list")
    assert "This bot is for members of the company." in answer(guest, "system design")
    assert NO_COMMAND in answer(guest, "hello there")


# --- after its name in a channel ---------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "@interviews prep system design",
        "@interviews: system design",
        "@interviews, sysdesign",
        "hey @interviews prep system design",
        "prep system design @interviews",
        f"@interviews{NBSP}Prep System Design.",
    ],
)
def test_only_who_asked_reads_the_answer(world: World, text: str) -> None:
    rosa, henrik = world.actor(ROSA), world.actor(HENRIK)
    before = len(henrik.messages(CHANNEL))
    (said,) = writes(rosa, text, CHANNEL)
    assert said["ephemeral"]
    assert DESIGN in words(said)
    assert len(henrik.messages(CHANNEL)) == before + 1, "Rosa's own words alone"


def test_asked_in_a_thread_it_is_answered_there(world: World) -> None:
    rosa = world.actor(ROSA)
    root = rosa.messages(CHANNEL)[0]["ts"]
    assert DESIGN in answer(rosa, "@interviews sysdesign", CHANNEL, root)


@pytest.mark.parametrize(
    "word", ["loop", "Loop", "schedule", "close", "feedback", "brief", "candidate brief"]
)
@pytest.mark.parametrize("name", ["maya", "Zebulon Quux"])
def test_nobody_is_looked_up_in_a_channel(world: World, word: str, name: str) -> None:
    said = answer(world.actor(ROSA), f"@interviews {word} {name}", CHANNEL)
    assert said.startswith("Use /interview ")
    assert said.endswith(" … for that: in a channel I look nobody up.")


def test_a_guides_brief_is_nobodys(world: World) -> None:
    assert "To send to the candidate: System Design" in answer(
        world.actor(ROSA), "@interviews brief system design", CHANNEL
    )


def test_words_that_are_none_are_answered_too(world: World) -> None:
    said = answer(world.actor(ROSA), "@interviews maya lind", CHANNEL)
    assert said.startswith(NO_COMMAND)
    assert "`/interview loop …`" in said
    assert HELP in answer(world.actor(ROSA), "@interviews", CHANNEL)


def test_no_form_opens_from_a_channel(world: World) -> None:
    rosa = world.actor(ROSA)
    (said,) = writes(rosa, "@interviews new", CHANNEL)
    rosa.clicks(said, "Set up a loop", CHANNEL)
    assert rosa.modal()["callback_id"] == "new-loop"
    rosa.closes()


def test_what_is_not_said_to_it_is_not_answered(world: World) -> None:
    assert writes(world.actor(ROSA), "prep system design", CHANNEL) == []
    assert writes(world.actor(ROSA), "@henrik prep system design", CHANNEL) == []
