"""What the page's tools stand on: what comes next, faults taken back, the guide, pushes, a manifest."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.cli import ManifestError, installed
from bot.sandbox.client import Control, Hand, Refused
from bot.sandbox.guide import Guide, GuideStep, Happening, When
from bot.sandbox.messages import Message
from bot.sandbox.pushes import reached
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Channel, default_workspace
from tests.sandbox.conftest import AIKO, GENERAL, HIRING, MINA, RAFA, TOMAS

NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)
IN_AN_HOUR = NOON + timedelta(hours=1)
STEPS = (
    GuideStep("Ask", "Ask it.", (When("command", MINA, "/interview prep"),), MINA),
    GuideStep("Wait", "Let time pass.", (When("clock"),)),
    GuideStep("Look", "Read it.", (When("read", TOMAS, HIRING), When("thread", TOMAS, HIRING)), in_turn=True),
)


class TestClock:
    def test_tells_what_comes_next(self) -> None:
        with Sandbox(default_workspace(), start_at=NOON, next_event=lambda: IN_AN_HOUR) as sandbox:
            told = Control(sandbox.url).get("clock")
        assert (told["next"], told["announced"]) == (IN_AN_HOUR.isoformat(), True)

    def test_says_when_nobody_can_tell(self, control: Control) -> None:
        told = control.get("clock")
        assert (told["next"], told["announced"]) == (None, False)


class TestFaults:
    def test_are_listed_and_taken_back_one_by_one(self, control: Control, web: WebClient) -> None:
        first = control.post("faults", method="chat.postMessage", kind="refused", times=2)["id"]
        control.post("faults", method="auth.test", kind="refused", error="is_archived")
        with pytest.raises(SlackApiError):
            web.chat_postMessage(channel=GENERAL, text="x")
        listed = control.get("faults")
        assert [(each["method"], each["times"]) for each in listed["faults"]] == [
            ("chat.postMessage", 1),
            ("auth.test", 1),
        ]
        assert "views.open" in listed["methods"]
        control.delete(f"faults/{first}")
        web.chat_postMessage(channel=GENERAL, text="x")
        with pytest.raises(Refused, match="no_such_fault"):
            control.delete(f"faults/{first}")
        with pytest.raises(SlackApiError, match="is_archived"):
            web.auth_test()

    @pytest.mark.parametrize("wrong", [{"times": 0}, {"times": "often"}, {"kind": "refused", "times": []}])
    def test_nonsense_is_refused(self, control: Control, wrong: dict[str, Any]) -> None:
        with pytest.raises(Refused, match="invalid_fault"):
            control.post("faults", **{"method": "auth.test", "kind": "refused", **wrong})


def test_the_log_comes_in_portions(control: Control, web: WebClient) -> None:
    for _ in range(3):
        web.auth_test()
    portion = control.get("log", after=1, limit=1)
    assert ([each["n"] for each in portion["entries"]], portion["last"]) == ([2], 3)


class TestGuide:
    def test_ticks_off_what_fits(self) -> None:
        guide = Guide(STEPS)
        assert not guide.note(Happening("command", TOMAS, "/interview prep"))
        assert not guide.note(Happening("command", MINA, "/interview"))
        assert guide.note(Happening("command", MINA, "/interview prep x"))
        assert not guide.note(Happening("command", MINA, "/interview prep x"))
        assert [step["done"] for step in guide.shown()] == [True, False, False]

    def test_a_step_in_turn_waits_for_the_one_before(self) -> None:
        guide = Guide(STEPS)
        look = Happening("thread", TOMAS, HIRING)
        assert not guide.note(look)
        guide.note(Happening("clock"))
        assert guide.note(look)
        guide.again()
        assert [step["done"] for step in guide.shown()] == [False, False, False]

    def test_hears_of_what_people_do(self, guided: Sandbox) -> None:
        control = Control(guided.url)
        control.as_(MINA).command(GENERAL, "/interview prep")
        assert done(control) == [False, False, False]  # no app answered
        guided.advance(timedelta(hours=1))
        guided.settle()
        assert done(control) == [False, True, False]

    @pytest.fixture
    def guided(self) -> Iterator[Sandbox]:
        with Sandbox(default_workspace(), guide=STEPS) as sandbox:
            yield sandbox


def done(control: Control) -> list[bool]:
    return [step["done"] for step in control.get("guide")["steps"]]


class TestPushes:
    channel = Channel(GENERAL, "general", members=[MINA, TOMAS, AIKO, "U0BOT"])

    def test_a_message_reaches_everybody_else(self) -> None:
        assert reached(self.channel, message("1", MINA), []) == {TOMAS, AIKO, "U0BOT"}

    def test_an_ephemeral_reaches_nobody(self) -> None:
        assert reached(self.channel, message("1", "U0BOT", seen_by=MINA), []) == set()

    def test_a_reply_reaches_those_who_follow_the_thread(self) -> None:
        thread = [message("1", MINA, text=f"<@{AIKO}> look"), message("2", RAFA, thread_ts="1")]
        assert reached(self.channel, message("3", "U0BOT", thread_ts="1"), thread) == {MINA, AIKO}


def message(ts: str, user: str, **more: Any) -> Message:
    return Message(ts, GENERAL, user, **more)


class TestCurrentConversation:
    def test_a_view_starts_with_it_where_the_menu_offers_it(
        self, mina: Hand, web: WebClient, desk: Any
    ) -> None:
        def answer(payload: dict[str, Any]) -> None:
            if payload.get("trigger_id"):
                web.views_open(trigger_id=payload["trigger_id"], view=view_with_menus())

        desk.answer = answer
        mina.command(HIRING, "/interview prep")
        assert picked(mina) == {"any": HIRING, "public": None}
        mina.do("shortcut", callback_id="feedback_shortcut", channel=GENERAL)
        assert picked(mina) == {"any": GENERAL, "public": GENERAL}

    def test_a_shortcut_names_only_what_one_sees(self, tomas: Hand) -> None:
        with pytest.raises(Refused, match="channel_not_found"):
            tomas.do("shortcut", callback_id="feedback_shortcut", channel="C0SUPPLIER")


def view_with_menus() -> dict[str, Any]:
    def menu(block_id: str, **more: Any) -> dict[str, Any]:
        element = {
            "type": "conversations_select",
            "action_id": "set",
            "default_to_current_conversation": True,
        }
        label = {"type": "plain_text", "text": block_id}
        return {"type": "input", "block_id": block_id, "label": label, "element": element | more}

    title = {"type": "plain_text", "text": "Where"}
    blocks = [menu("any"), menu("public", filter={"include": ["public"]})]
    return {"type": "modal", "title": title, "submit": title, "blocks": blocks}


def picked(hand: Hand) -> dict[str, str | None]:
    values = hand.modals()[-1]["state"]["values"]
    return {block_id: actions["set"]["selected_conversation"] for block_id, actions in values.items()}


def test_groups_are_named_and_mentioned(mina: Hand) -> None:
    assert mina.see("state")["groups"] == [
        {"id": "S0PANEL", "handle": "interviewers", "name": "Interviewers"}
    ]
    mina.do("say", channel=GENERAL, text="Hello @interviewers")
    assert mina.messages(GENERAL)[-1]["text"] == "Hello <!subteam^S0PANEL>"


MANIFEST = {
    "display_information": {"name": "Thanks"},
    "features": {
        "bot_user": {"display_name": "Thank You"},
        "slash_commands": [{"command": "/thanks", "description": "Thank somebody"}],
        "shortcuts": [
            {"name": "Say thanks", "callback_id": "say", "type": "global"},
            {"name": "For this", "callback_id": "for", "type": "message"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened"], "request_url": "http://127.0.0.1:9/e"}
    },
}


class TestManifest:
    def test_says_what_app_is_here(self, tmp_path: Path) -> None:
        file = tmp_path / "app.json"
        file.write_text(json.dumps(MANIFEST))
        workspace, url = installed(file)
        assert [each.command for each in workspace.commands] == ["/thanks"]
        assert [each.callback_id for each in workspace.shortcuts] == ["say"]
        assert (workspace.bot.name, workspace.bot.real_name) == ("thank-you", "Thank You")
        assert workspace.scopes == ("commands", "chat:write")
        assert workspace.events == {"app_home_opened"}
        assert url == "http://127.0.0.1:9/e"

    @pytest.mark.parametrize("text", ["{", "[]", "{}", '{"oauth_config": {}}'])
    def test_another_file_is_refused_by_name(self, tmp_path: Path, text: str) -> None:
        file = tmp_path / "app.json"
        file.write_text(text)
        with pytest.raises(ManifestError, match=r"app\.json"):
            installed(file)
