"""What must not stand where others can read it: in logs, in metadata, on locked phones, in App Home."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator

import pytest

from bot.demo.company import PRIYA, ROSA
from tests.acting import Json, World, a_demo, words
from tests.patience import DATABASE_GIVEN_UP
from tests.setting_up import changes
from tests.trouble.again import clicks_as_if
from tests.trouble.away import away
from tests.trouble.forms import TUESDAY, a_team_loop
from tests.trouble.stories import Texts, whole_story

pytestmark = pytest.mark.one_worker

TEXTS = Texts(
    name="Zebulon Quagmire",
    email="z.quagmire@private.example",
    ats="https://ats.example.com/candidates/zq-4711",
    notes="Notesword about the write path",
    reasons="Reasonword as seen",
    evidence="Evidenceword named three stores",
    recruiter_note="Recruiterword wants to hear",
    said="Saidword on leave",
)
PERSONAL = ("zebulon", "quagmire", "private.example", "zq-4711")
SAID = ("notesword", "reasonword", "evidenceword", "recruiterword", "saidword")
SAYS = (
    "handler failed",
    "slack refused",
    "nobody knows whether a notice was posted",
    "Slack does not answer",
    "Slack answers again",
    "database does not answer",
    "bot token not accepted",
)
"""Events that the log must hold, or nothing is shown by what it does not."""
JUDGED = re.compile(
    r"clear strength|clear concern|more strength|more concern|strong yes|strong no|no decision"
    r"|recommendation|(?:^|[:·] )(?:yes|no)(?: \d| ·|$)",
    re.IGNORECASE | re.MULTILINE,
)


@pytest.fixture(scope="module")
def told() -> Iterator[World]:
    """A world in which the whole story has happened, once for all that is read here."""
    with a_demo(over_http=True, start_at=TUESDAY) as demo:
        world = World(demo)
        whole_story(world, TEXTS)
        yield world


def pushed(world: World) -> list[Json]:
    found = [
        each["request"]
        for each in world.control.log()
        if each["direction"] == "from_bot" and each["what"] in ("chat.postMessage", "chat.update")
    ]
    assert len(found) > 30, "the story was told"
    return found


def test_no_text_and_no_first_block_names_anybody_or_says_what_was_given(told: World) -> None:
    for message in pushed(told):
        seen = f"{message['text']}\n{words(_blocks(message)[0])}"
        for trace in (*PERSONAL, *SAID):
            assert trace not in seen.casefold(), seen
        assert not JUDGED.search(seen), seen


def test_metadata_is_one_opaque_id(told: World) -> None:
    for message in pushed(told):
        held = message.get("metadata") or {}
        held = json.loads(held) if isinstance(held, str) else held
        if held:
            assert set(held) == {"event_type", "event_payload"}
            assert set(held["event_payload"]) == {"id"}
            assert re.fullmatch(r"[0-9a-f]{24}", held["event_payload"]["id"])


def test_private_metadata_of_forms_holds_ids_alone(told: World) -> None:
    for each in told.control.log():
        view = each["request"].get("view") if isinstance(each["request"], dict) else None
        held = view.get("private_metadata", "") if isinstance(view, dict) else ""
        for trace in (*PERSONAL, *SAID):
            assert trace not in held.casefold()


def test_home_holds_nothing_of_any_scorecard(told: World) -> None:
    homes = [each["request"]["view"] for each in told.control.log() if each["what"] == "views.publish"]
    assert len(homes) > 10
    for home in homes:
        shown = words(home if isinstance(home, dict) else json.loads(home)).casefold()
        for trace in SAID:
            assert trace not in shown
        assert not re.search(r"clear strength|clear concern|more strength|more concern|strong yes", shown)
    assert any("zebulon" in words(each).casefold() for each in homes), "their own interviews are there"


def test_no_log_line_names_a_candidate_or_says_what_was_given(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """The whole story at the lowest level, with all that makes the bot log: Slack's refusals, a database and
    a token that are lost, its own mistakes.
    """
    caplog.set_level(logging.DEBUG, "bot")
    with a_demo(over_http=True, start_at=TUESDAY, limits=DATABASE_GIVEN_UP) as demo:
        world = World(demo)
        whole_story(world, TEXTS)
        for method, kind in (
            ("chat.postMessage", "server_error"),
            ("chat.postMessage", "refused"),
            ("chat.postMessage", "dropped"),
            ("views.publish", "refused"),
            ("response_url", "server_error"),
        ):
            world.control.post("faults", method=method, kind=kind)
        again = a_team_loop(world, candidate_name=TEXTS.name, candidate_email=f"2{TEXTS.email}")
        changes(world, again, again.interviews[0], place="Room 9")
        world.settle()
        world.actor(ROSA).hand.do("home")
        world.settle()
        for wrong in ("Zebulon Quagmire", "999999999999999999999999", ""):
            said = clicks_as_if(world.actor(PRIYA), "scorecard-open", wrong)
            assert "Zebulon" not in said
        world.control.post("faults", method="views.open", kind="refused", error="Zebulon Quagmire")
        world.actor(ROSA).hand.command("C0GENERAL", "/interview new")
        with away(world):
            clicks_as_if(world.actor(PRIYA), "scorecard-open", "1")
            world.demo.bot.worker.tick()
        world.control.post("faults", method="views.open", kind="refused", error="token_revoked")
        world.actor(ROSA).hand.command("C0GENERAL", "/interview new")
        there = world.demo.sandbox.workspace
        secrets = (there.bot_token, there.app_token, there.signing_secret)
    out, err = capfd.readouterr()
    logged = "\n".join([out, err, *(record.getMessage() for record in caplog.records), caplog.text])
    for event in SAYS:
        assert event in logged
    assert [secret for secret in secrets if secret in logged] == []
    for trace in (*PERSONAL, *SAID, *map(str.casefold, ("Clear strength", "clear-strength"))):
        assert trace not in logged.casefold(), trace


def _blocks(message: Json) -> list[Json]:
    found = message["blocks"]
    return json.loads(found) if isinstance(found, str) else list(found)
