"""Slash commands and shortcuts, and what an answer shows."""

from dataclasses import replace

import pytest

from bot.sandbox.client import Control, Hand, Refused
from bot.sandbox.tickets import Timing
from bot.sandbox.workspace import Command, Person, Workspace
from tests.patience import SLACK
from tests.sandbox.conftest import AIKO, GENERAL, HIRING, MINA, RAFA, RANDOM
from tests.sandbox.desk import Desk, Reply
from tests.sandbox.parts import section


def test_the_payload_is_slacks(desk: Desk, mina: Hand, workspace: Workspace) -> None:
    assert mina.command(HIRING, "/interview prep architecture") == {"ok": True}
    payload = desk.payload()
    trigger, url = payload.pop("trigger_id"), payload.pop("response_url")
    assert trigger.count(".") == 2
    assert url.startswith("http://127.0.0.1:")
    assert payload == {
        "token": "local-verification-token",
        "team_id": "T0LOCAL",
        "team_domain": "local",
        "channel_id": HIRING,
        "channel_name": "privategroup",
        "user_id": MINA,
        "user_name": "mina",
        "command": "/interview",
        "text": "prep architecture",
        "api_app_id": workspace.bot.app_id,
        "is_enterprise_install": "false",
    }


def test_a_dm_is_called_directmessage(desk: Desk, mina: Hand) -> None:
    mina.command(mina.do("open_dm")["channel"], "/interview")
    came = [desk.payload(), desk.payload()]  # in either order: they are sent at once
    assert [each["event"]["tab"] for each in came if "event" in each] == ["messages"]
    assert [each["channel_name"] for each in came if "command" in each] == ["directmessage"]


class TestEscaping:
    def test_names_become_ids_and_the_rest_is_escaped(self, desk: Desk, mina: Hand) -> None:
        mina.command(GENERAL, "/interview dry-run @aiko <b> & #random a@rafa @nobody")
        assert desk.payload()["text"] == (
            f"dry-run <@{AIKO}|aiko> &lt;b&gt; &amp; <#{RANDOM}|random> a@rafa @nobody"
        )

    def test_without_should_escape_the_text_stays(self, desk: Desk, mina: Hand, workspace: Workspace) -> None:
        workspace.commands.append(Command("/plain", should_escape=False))
        mina.command(GENERAL, "/plain @aiko <b>")
        assert desk.payload()["text"] == "@aiko <b>"

    def test_a_channel_one_cannot_see_stays_text(self, desk: Desk, control: Control) -> None:
        control.as_(RAFA).command(GENERAL, "/interview #hiring-backend")
        assert desk.payload()["text"] == "#hiring-backend"


class TestAnswers:
    def test_plain_text_is_for_the_one_person(self, desk: Desk, mina: Hand, tomas: Hand) -> None:
        desk.answer = lambda payload: "hello"
        mina.command(GENERAL, "/interview")
        assert [(m["text"], m["ephemeral"]) for m in mina.messages(GENERAL)] == [("hello", True)]
        assert tomas.messages(GENERAL) == []

    def test_in_channel_is_for_all(self, desk: Desk, mina: Hand, tomas: Hand) -> None:
        desk.answer = lambda payload: {"response_type": "in_channel", "blocks": [section("hi")], "text": "hi"}
        mina.command(GENERAL, "/interview")
        assert tomas.messages(GENERAL)[0]["blocks"][0]["text"]["text"] == "hi"

    @pytest.mark.parametrize("answer", [None, {}, {"response_type": "in_channel"}])
    def test_an_empty_answer_shows_nothing(
        self, desk: Desk, mina: Hand, answer: dict[str, str] | None
    ) -> None:
        desk.answer = lambda payload: answer
        assert mina.command(GENERAL, "/interview")["ok"]
        assert mina.messages(GENERAL) == []

    def test_what_slack_would_refuse_is_refused_and_logged(
        self, desk: Desk, mina: Hand, control: Control
    ) -> None:
        desk.answer = lambda payload: {"text": "x", "blocks": [section("y" * 3001)]}
        assert mina.command(GENERAL, "/interview") == {"ok": False, "error": "invalid_blocks"}
        (sentence,) = mina.messages(GENERAL)
        assert sentence["text"] == '/interview failed with the error "invalid_blocks"'
        refused = control.log()[-1]
        assert (refused["what"], refused["error"]) == ("answer to /interview", "invalid_blocks")
        assert "/blocks/0/text/text" in refused["response"]["response_metadata"]["messages"][0]

    def test_an_error_status_is_dispatch_failed(self, desk: Desk, mina: Hand) -> None:
        desk.answer = lambda payload: Reply(500, b"oops")
        assert mina.command(GENERAL, "/interview")["error"] == "dispatch_failed"


class TestNoAnswer:
    @pytest.fixture
    def timing(self) -> Timing:
        return replace(SLACK, ack=0.1)

    def test_it_says_so_to_the_person(self, desk: Desk, mina: Hand, tomas: Hand) -> None:
        desk.held.clear()
        assert mina.command(GENERAL, "/interview") == {"ok": False, "error": "operation_timeout"}
        (sentence,) = mina.messages(GENERAL)
        assert sentence["text"] == "/interview failed because the app did not respond"
        assert (sentence["ephemeral"], tomas.messages(GENERAL)) == (True, [])

    def test_nobody_connected_is_the_same(self, mina: Hand) -> None:
        assert mina.command(GENERAL, "/interview")["error"] == "operation_timeout"

    def test_nobody_at_the_address_is_the_same(self, desk: Desk, mina: Hand) -> None:
        desk.close()
        assert mina.command(GENERAL, "/interview")["error"] == "operation_timeout"


class TestRefused:
    def refused(self, hand: Hand, channel: str, text: str) -> tuple[int, str]:
        with pytest.raises(Refused) as caught:
            hand.command(channel, text)
        return caught.value.status, caught.value.error

    def test_an_unknown_command(self, mina: Hand) -> None:
        assert self.refused(mina, GENERAL, "/other") == (400, "not_a_command")

    def test_a_channel_one_is_not_in(self, control: Control) -> None:
        assert self.refused(control.as_(RAFA), HIRING, "/interview") == (404, "channel_not_found")

    def test_somebody_from_elsewhere(self, control: Control, workspace: Workspace) -> None:
        workspace.people.append(Person("U0SVEN", "sven", "Sven", "Supplier", is_stranger=True))
        workspace.channels[3].members.append("U0SVEN")
        stranger = control.as_("U0SVEN")
        assert self.refused(stranger, "C0SUPPLIER", "/interview") == (403, "not_allowed_for_external_users")
        assert stranger.see("state")["commands"] == []


def test_a_shortcut(desk: Desk, mina: Hand) -> None:
    assert mina.do("shortcut", callback_id="feedback_shortcut")["ok"]
    payload = desk.payload("shortcut")
    assert (payload["callback_id"], payload["user"]["id"]) == ("feedback_shortcut", MINA)
    assert "channel" not in payload
    with pytest.raises(Refused, match="no_such_shortcut"):
        mina.do("shortcut", callback_id="other")
