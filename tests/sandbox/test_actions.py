"""Clicks and choices: block_actions, block_suggestion, response_url."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.sandbox.client import Control, Hand, Refused
from tests.sandbox.conftest import AIKO, GENERAL, HIRING, MINA, RAFA, SUPPLIER
from tests.sandbox.desk import Desk
from tests.sandbox.parts import Json, actions, button, field, home, modal, option, place, plain, select, typed

RED = {"text": plain("Red") | {"emoji": True}, "value": "red"}


def open_modal(web: WebClient, desk: Desk, mina: Hand, *blocks: Json, **more: Any) -> Json:
    mina.command(GENERAL, "/interview")
    trigger = desk.payload()["trigger_id"]
    view: Json = web.views_open(trigger_id=trigger, view=modal(*blocks, **more))["view"]
    return view


class TestPayload:
    def test_of_a_message(self, web: WebClient, desk: Desk, mina: Hand) -> None:
        ts = web.chat_postMessage(channel=HIRING, text="x", blocks=[actions(button(), select("pick"))])["ts"]
        mina.press(place(HIRING, ts), "acts", "go")
        payload = desk.payload("block_actions")
        assert payload["container"] == {
            "type": "message",
            "message_ts": ts,
            "channel_id": HIRING,
            "is_ephemeral": False,
        }
        assert payload["channel"] == {"id": HIRING, "name": "privategroup"}
        assert payload["message"]["ts"] == ts
        assert payload["user"] == {"id": MINA, "username": "mina", "name": "mina", "team_id": "T0LOCAL"}
        assert payload["team"] == {"id": "T0LOCAL", "domain": "local"}
        assert payload["state"] == {
            "values": {"acts": {"pick": {"type": "static_select", "selected_option": None}}}
        }
        (action,) = payload["actions"]
        assert action.pop("action_ts")
        text = plain("Go") | {"emoji": True}
        assert action == {
            "type": "button",
            "action_id": "go",
            "block_id": "acts",
            "text": text,
            "value": "1",
        }

    def test_in_a_thread_names_the_thread(self, web: WebClient, desk: Desk, mina: Hand) -> None:
        root = web.chat_postMessage(channel=GENERAL, text="root")["ts"]
        ts = web.chat_postMessage(channel=GENERAL, text="x", thread_ts=root, blocks=[actions(button())])["ts"]
        mina.press(place(GENERAL, ts), "acts", "go")
        assert desk.payload("block_actions")["container"]["thread_ts"] == root

    def test_of_an_ephemeral_has_no_message(self, web: WebClient, desk: Desk, mina: Hand) -> None:
        ts = web.chat_postEphemeral(channel=GENERAL, user=MINA, text="x", blocks=[actions(button())])
        mina.press(place(GENERAL, ts["message_ts"]), "acts", "go")
        payload = desk.payload("block_actions")
        assert payload["container"]["is_ephemeral"]
        assert "message" not in payload

    def test_of_a_modal_carries_all_that_was_typed(self, web: WebClient, desk: Desk, mina: Hand) -> None:
        blocks = [field("notes", typed(), dispatch_action=True), field("colour", select("pick"))]
        view = open_modal(web, desk, mina, *blocks, private_metadata="loop 7")
        state = {"colour": {"pick": {"type": "static_select", "selected_option": option("red")}}}
        container = {"type": "view", "view_id": view["id"]}
        mina.do(
            "act",
            container=container,
            block_id="notes",
            action_id="text",
            value={"value": "so far"},
            state=state,
        )
        payload = desk.payload("block_actions")
        assert payload["container"] == container
        assert payload["view"]["private_metadata"] == "loop 7"
        assert payload["view"]["state"]["values"] == {
            "notes": {"text": {"type": "plain_text_input", "value": "so far"}},
            "colour": {"pick": {"type": "static_select", "selected_option": RED}},
        }
        assert payload["actions"][0]["value"] == "so far"
        assert "response_url" not in payload
        assert "channel" not in payload

    def test_of_the_home(self, web: WebClient, desk: Desk, mina: Hand) -> None:
        web.views_publish(user_id=MINA, view=home(actions(button())))
        mina.press({"type": "home"}, "acts", "go")
        payload = desk.payload("block_actions")
        assert payload["view"]["type"] == "home"
        opened = web.views_open(trigger_id=payload["trigger_id"], view=modal())["view"]
        assert opened["previous_view_id"] is None


OPTIONS = [option("red"), option("blue")]
ELEMENTS: list[tuple[Json, Json, Json]] = [
    (select("e"), {"selected_option": option("red")}, {"selected_option": RED}),
    (
        {"type": "multi_static_select", "options": OPTIONS},
        {"selected_options": [option("red")]},
        {"selected_options": [RED]},
    ),
    (
        {"type": "radio_buttons", "options": OPTIONS},
        {"selected_option": option("red")},
        {"selected_option": RED},
    ),
    ({"type": "checkboxes", "options": OPTIONS}, {"selected_options": []}, {"selected_options": []}),
    ({"type": "overflow", "options": OPTIONS}, {"selected_option": option("red")}, {"selected_option": RED}),
    ({"type": "users_select"}, {"selected_user": AIKO}, {"selected_user": AIKO}),
    ({"type": "multi_users_select"}, {"selected_users": [AIKO]}, {"selected_users": [AIKO]}),
    (
        {"type": "conversations_select"},
        {"selected_conversation": GENERAL},
        {"selected_conversation": GENERAL},
    ),
    ({"type": "channels_select"}, {"selected_channel": GENERAL}, {"selected_channel": GENERAL}),
    ({"type": "datepicker"}, {"selected_date": "2026-03-01"}, {"selected_date": "2026-03-01"}),
    ({"type": "timepicker"}, {"selected_time": "09:30"}, {"selected_time": "09:30"}),
    ({"type": "datetimepicker"}, {"selected_date_time": 1790000000}, {"selected_date_time": 1790000000}),
]


@pytest.mark.parametrize(("element", "value", "told"), ELEMENTS, ids=[e["type"] for e, _, _ in ELEMENTS])
def test_each_element_tells_its_value(
    web: WebClient, desk: Desk, mina: Hand, element: Json, value: Json, told: Json
) -> None:
    blocks = [actions(element | {"action_id": "e"})]
    ts = web.chat_postMessage(channel=GENERAL, text="x", blocks=blocks)["ts"]
    mina.press(place(GENERAL, ts), "acts", "e", value)
    payload = desk.payload("block_actions")
    assert payload["actions"][0].items() >= told.items()
    if element["type"] != "overflow":
        assert payload["state"]["values"]["acts"]["e"] == {"type": element["type"], **told}
        assert mina.messages(GENERAL)[0]["state"]["values"]["acts"]["e"].items() >= told.items()


class TestRefused:
    @pytest.mark.parametrize(
        ("value", "code"),
        [
            ({"selected_option": option("green")}, "no_such_option"),
            ({"selected_user": AIKO}, "invalid_value"),
            (None, "invalid_value"),
        ],
    )
    def test_what_the_element_does_not_offer(
        self, web: WebClient, mina: Hand, value: Json | None, code: str
    ) -> None:
        ts = web.chat_postMessage(channel=GENERAL, text="x", blocks=[actions(select("pick"))])["ts"]
        with pytest.raises(Refused, match=code):
            mina.press(place(GENERAL, ts), "acts", "pick", value)

    def test_what_one_cannot_see(self, web: WebClient, control: Control) -> None:
        hidden = web.chat_postMessage(channel=HIRING, text="x", blocks=[actions(button())])["ts"]
        others = web.chat_postEphemeral(channel=GENERAL, user=MINA, text="x", blocks=[actions(button())])
        rafa = control.as_(RAFA)
        with pytest.raises(Refused, match="channel_not_found"):
            rafa.press(place(HIRING, hidden), "acts", "go")
        with pytest.raises(Refused, match="message_not_found"):
            rafa.press(place(GENERAL, others["message_ts"]), "acts", "go")

    def test_somebody_elses_modal(self, web: WebClient, desk: Desk, mina: Hand, tomas: Hand) -> None:
        view = open_modal(web, desk, mina, actions(button()))
        with pytest.raises(Refused, match="view_not_found"):
            tomas.press({"type": "view", "view_id": view["id"]}, "acts", "go")

    def test_an_input_that_does_not_dispatch(self, web: WebClient, desk: Desk, mina: Hand) -> None:
        view = open_modal(web, desk, mina, field("notes", typed()))
        with pytest.raises(Refused, match="does_not_dispatch"):
            mina.press({"type": "view", "view_id": view["id"]}, "notes", "text", {"value": "x"})


class TestPicks:
    """Menus of people and conversations."""

    @pytest.mark.parametrize(
        ("element", "value", "code"),
        [
            ({"type": "users_select"}, {"selected_user": "U0NOBODY"}, "user_not_found"),
            ({"type": "conversations_select"}, {"selected_conversation": SUPPLIER}, "channel_not_found"),
            ({"type": "channels_select"}, {"selected_channel": HIRING}, "not_offered"),
            (
                {"type": "conversations_select", "filter": {"include": ["private"]}},
                {"selected_conversation": GENERAL},
                "not_offered",
            ),
            (
                {"type": "multi_users_select", "max_selected_items": 1},
                {"selected_users": [MINA, AIKO]},
                "too_many_selected",
            ),
            ({"type": "users_select"}, {"selected_user": [MINA]}, "invalid_value"),
            ({"type": "multi_users_select"}, {"selected_users": MINA}, "invalid_value"),
            ({"type": "datepicker"}, {"selected_date": "tomorrow"}, "invalid_value"),
        ],
    )
    def test_what_is_not_offered(
        self, web: WebClient, tomas: Hand, element: Json, value: Json, code: str
    ) -> None:
        blocks = [actions(element | {"action_id": "e"})]
        ts = web.chat_postMessage(channel=GENERAL, text="x", blocks=blocks)["ts"]
        with pytest.raises(Refused, match=code):
            tomas.press(place(GENERAL, ts), "acts", "e", value)

    def test_the_conversation_one_came_from(self, web: WebClient, desk: Desk, mina: Hand) -> None:
        menu = {"type": "conversations_select", "action_id": "e", "default_to_current_conversation": True}
        view = open_modal(web, desk, mina, field("where", menu | {"response_url_enabled": True}))
        assert mina.modals()[0]["state"]["values"]["where"]["e"]["selected_conversation"] == GENERAL
        assert mina.submit(view["id"])["ok"]
        (offered,) = desk.payload("view_submission")["response_urls"]
        assert (offered["block_id"], offered["channel_id"]) == ("where", GENERAL)
        WebhookClient(offered["response_url"]).send(text="x", response_type="in_channel")
        assert mina.messages(GENERAL)[0]["text"] == "x"


class TestSuggestions:
    def ask(self, web: WebClient, mina: Hand, typed_text: str) -> Json:
        element = {"type": "external_select", "action_id": "find", "min_query_length": 0}
        ts = web.chat_postMessage(channel=GENERAL, text="x", blocks=[actions(element)])["ts"]
        asked = {"container": place(GENERAL, ts), "block_id": "acts", "action_id": "find"}
        return mina.do("options", value=typed_text, **asked)

    def test_the_app_offers(self, web: WebClient, desk: Desk, mina: Hand) -> None:
        desk.answer = lambda payload: {"options": [option(payload["value"])]}
        assert self.ask(web, mina, "red") == {"ok": True, "options": [option("red")]}
        payload = desk.payload("block_suggestion")
        assert (payload["action_id"], payload["block_id"], payload["value"]) == ("find", "acts", "red")

    def test_nothing_found_is_fine_and_too_long_is_not(
        self, web: WebClient, desk: Desk, mina: Hand, control: Control
    ) -> None:
        desk.answer = lambda payload: {"options": []}
        assert self.ask(web, mina, "x") == {"ok": True, "options": []}
        desk.answer = lambda payload: {"options": [option("y" * 76)]}
        assert self.ask(web, mina, "x")["error"] == "invalid_options"
        assert control.log()[-1]["what"] == "answer to block_suggestion find"
