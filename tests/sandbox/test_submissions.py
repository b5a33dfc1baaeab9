"""Submitting and closing modals."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.sandbox.acts.inputs import REQUIRED
from bot.sandbox.client import Control, Hand, Refused
from bot.sandbox.tickets import Timing
from tests.patience import SLACK
from tests.sandbox.conftest import AIKO, GENERAL
from tests.sandbox.desk import Desk, Reply
from tests.sandbox.parts import Json, actions, button, field, modal, option, plain, section, select, typed

Open = Callable[..., Json]


@pytest.fixture
def opened(web: WebClient, desk: Desk, mina: Hand) -> Open:
    def opened(*blocks: Json, **more: Any) -> Json:
        mina.command(GENERAL, "/interview")
        trigger = desk.payload()["trigger_id"]
        view: Json = web.views_open(trigger_id=trigger, view=modal(*blocks, **more))["view"]
        return view

    return opened


@pytest.fixture
def pushed(web: WebClient, desk: Desk, mina: Hand) -> Open:
    """One more modal on top of that one, which has a button."""

    def pushed(below: Json, *blocks: Json, **more: Any) -> Json:
        mina.press({"type": "view", "view_id": below["id"]}, "acts", "go")
        trigger = desk.payload("block_actions")["trigger_id"]
        view: Json = web.views_push(trigger_id=trigger, view=modal(*blocks, **more))["view"]
        return view

    return pushed


NOTES = field("notes", typed())
FILLED = {"notes": {"text": {"value": "well done"}}}
BUTTONS = actions(button())


def test_the_payload_is_slacks(opened: Open, desk: Desk, mina: Hand) -> None:
    blocks = [NOTES, field("colour", select("pick"), optional=True), field("who", {"type": "users_select"})]
    blocks[2]["element"]["action_id"] = "user"
    view = opened(*blocks, private_metadata="loop 7", external_id="x1")
    values = FILLED | {"who": {"user": {"selected_user": AIKO}}}
    assert mina.submit(view["id"], values) == {"ok": True}
    payload = desk.payload("view_submission")
    told = payload["view"]
    assert (told["id"], told["callback_id"], told["hash"]) == (view["id"], "form", view["hash"])
    assert (told["private_metadata"], told["external_id"]) == ("loop 7", "x1")
    assert told["state"]["values"] == {
        "notes": {"text": {"type": "plain_text_input", "value": "well done"}},
        "colour": {"pick": {"type": "static_select", "selected_option": None}},
        "who": {"user": {"type": "users_select", "selected_user": AIKO}},
    }
    assert payload["response_urls"] == []
    assert payload["trigger_id"]


class TestBeforeTheApp:
    def test_a_required_field_left_empty_asks_nobody(self, opened: Open, desk: Desk, mina: Hand) -> None:
        view = opened(NOTES, field("more", typed("more"), optional=True))
        assert mina.submit(view["id"]) == {"ok": False, "errors": {"notes": REQUIRED}}
        assert mina.submit(view["id"], {"notes": {"text": {"value": ""}}})["errors"] == {"notes": REQUIRED}
        assert desk.nothing_came()

    @pytest.mark.parametrize(
        ("element", "text", "wrong"),
        [
            (typed(min_length=3), "ab", "at least 3"),
            (typed(max_length=3), "abcd", "no more than 3"),
            ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "whole number"),
            ({"type": "number_input", "is_decimal_allowed": True}, "x", "a number"),
            ({"type": "number_input", "is_decimal_allowed": True, "min_value": "2"}, "1", "at least 2"),
            ({"type": "number_input", "is_decimal_allowed": True, "max_value": "2"}, "3", "at most 2"),
            ({"type": "email_text_input"}, "mina", "email"),
            ({"type": "url_text_input"}, "example", "URL"),
        ],
    )
    def test_what_the_client_checks(
        self, opened: Open, mina: Hand, element: Json, text: str, wrong: str
    ) -> None:
        view = opened(field("f", element | {"action_id": "text"}))
        answer = mina.submit(view["id"], {"f": {"text": {"value": text}}})
        assert wrong in answer["errors"]["f"]

    def test_what_the_app_filled_in_counts(self, opened: Open, desk: Desk, mina: Hand) -> None:
        view = opened(field("notes", typed(initial_value="draft")))
        assert mina.submit(view["id"]) == {"ok": True}
        values = desk.payload("view_submission")["view"]["state"]["values"]
        assert values["notes"]["text"]["value"] == "draft"

    def test_a_field_that_is_not_there(self, opened: Open, mina: Hand) -> None:
        view = opened(NOTES)
        with pytest.raises(Refused, match="no_such_element"):
            mina.submit(view["id"], {"other": {"text": {"value": "x"}}})

    def test_an_option_that_is_not_there(self, opened: Open, mina: Hand) -> None:
        view = opened(field("colour", select("pick")))
        with pytest.raises(Refused, match="no_such_option"):
            mina.submit(view["id"], {"colour": {"pick": {"selected_option": option("green")}}})


class TestAnswers:
    def test_none_closes_the_one_on_top(self, opened: Open, pushed: Open, mina: Hand) -> None:
        below = opened(BUTTONS)
        top = pushed(below, NOTES)
        assert mina.submit(top["id"], FILLED)["ok"]
        assert [view["id"] for view in mina.modals()] == [below["id"]]

    def test_clear_closes_all(self, opened: Open, pushed: Open, desk: Desk, mina: Hand) -> None:
        top = pushed(opened(BUTTONS), NOTES)
        desk.answer = lambda payload: {"response_action": "clear"}
        assert mina.submit(top["id"], FILLED)["ok"]
        assert mina.modals() == []

    def test_errors_stay_at_their_fields(self, opened: Open, desk: Desk, mina: Hand) -> None:
        view = opened(NOTES)
        desk.answer = lambda payload: {"response_action": "errors", "errors": {"notes": "Say more."}}
        assert mina.submit(view["id"], FILLED) == {"ok": False, "errors": {"notes": "Say more."}}
        assert mina.modals()[0]["state"]["values"]["notes"]["text"]["value"] == "well done"

    def test_update_and_push(self, opened: Open, desk: Desk, mina: Hand) -> None:
        view = opened(NOTES)
        desk.answer = lambda payload: {"response_action": "update", "view": modal(NOTES, section("new"))}
        assert mina.submit(view["id"], FILLED)["ok"]
        (updated,) = mina.modals()
        assert (updated["id"], len(updated["blocks"])) == (view["id"], 2)
        assert updated["state"]["values"]["notes"]["text"]["value"] == "well done"
        desk.answer = lambda payload: {"response_action": "push", "view": modal()}
        assert mina.submit(view["id"])["ok"]
        assert len(mina.modals()) == 2

    @pytest.mark.parametrize(
        "answer",
        [
            {"response_action": "errors", "errors": {"elsewhere": "x"}},
            {"response_action": "errors", "errors": {"heading": "x"}},
            {"response_action": "errors", "errors": {}},
            {"response_action": "errors", "errors": {"notes": 3}},
            {"response_action": "update", "view": {"type": "modal"}},
            {"response_action": "push"},
            {"response_action": "dance"},
            {"errors": {"notes": "x"}},
            "done",
        ],
    )
    def test_what_slack_cannot_follow_leaves_the_modal_open(
        self, opened: Open, desk: Desk, mina: Hand, control: Control, answer: Json | str
    ) -> None:
        heading = {"type": "header", "block_id": "heading", "text": plain("Heading")}
        view = opened(NOTES, heading)
        desk.answer = lambda payload: answer
        said = mina.submit(view["id"], FILLED)
        assert (said["ok"], said["error"]) == (False, "invalid_response_action")
        assert len(mina.modals()) == 1
        assert control.log()[-1]["what"] == "answer to view_submission form"

    def test_a_fourth_modal_is_one_too_many(
        self, opened: Open, pushed: Open, desk: Desk, mina: Hand, control: Control
    ) -> None:
        top = pushed(pushed(opened(BUTTONS), BUTTONS), NOTES)
        desk.answer = lambda payload: {"response_action": "push", "view": modal()}
        assert mina.submit(top["id"], FILLED)["error"] == "invalid_response_action"
        assert control.log()[-1]["error"] == "push_limit_reached"

    def test_an_error_status_leaves_the_modal_open(self, opened: Open, desk: Desk, mina: Hand) -> None:
        view = opened(NOTES)
        desk.answer = lambda payload: Reply(503)
        assert mina.submit(view["id"], FILLED) == {"ok": False, "error": "dispatch_failed"}
        assert len(mina.modals()) == 1

    class TestNone:
        @pytest.fixture
        def timing(self) -> Timing:
            return replace(SLACK, ack=0.2)

        def test_no_answer_leaves_the_modal_open(self, opened: Open, desk: Desk, mina: Hand) -> None:
            view = opened(NOTES)
            desk.held.clear()
            assert mina.submit(view["id"], FILLED) == {"ok": False, "error": "operation_timeout"}
            assert mina.modals()[0]["state"]["values"]["notes"]["text"]["value"] == "well done"


class TestReach:
    def test_only_the_one_on_top(self, opened: Open, pushed: Open, mina: Hand) -> None:
        below = opened(BUTTONS)
        pushed(below, NOTES)
        with pytest.raises(Refused, match="view_not_on_top"):
            mina.submit(below["id"])

    def test_only_ones_own(self, opened: Open, tomas: Hand) -> None:
        with pytest.raises(Refused, match="view_not_found"):
            tomas.submit(opened(NOTES)["id"], FILLED)

    def test_without_a_button_there_is_no_submitting(self, opened: Open, mina: Hand) -> None:
        view = opened(section("read only"), submit=None)
        with pytest.raises(Refused, match="no_submit_button"):
            mina.submit(view["id"])


class TestClosing:
    def test_tells_only_who_asked_and_without_values(self, opened: Open, desk: Desk, mina: Hand) -> None:
        quiet = opened(NOTES)
        mina.do("close", view_id=quiet["id"])
        asked = opened(field("notes", typed(initial_value="draft")), notify_on_close=True)
        mina.do("close", view_id=asked["id"])
        payload = desk.payload("view_closed")
        assert (payload["view"]["id"], payload["is_cleared"]) == (asked["id"], False)
        assert payload["view"]["state"] == {"values": {}}
        assert mina.modals() == []

    def test_the_cross_takes_the_whole_stack(
        self, opened: Open, pushed: Open, desk: Desk, mina: Hand
    ) -> None:
        below = opened(BUTTONS, notify_on_close=True)
        top = pushed(below, NOTES, notify_on_close=True)
        mina.do("close", view_id=top["id"], clear=True)
        closed = [desk.payload("view_closed") for _ in range(2)]
        assert {payload["view"]["id"] for payload in closed} == {below["id"], top["id"]}
        assert all(payload["is_cleared"] for payload in closed)
        assert mina.modals() == []

    def test_clear_on_close_does_so_too(self, opened: Open, pushed: Open, mina: Hand) -> None:
        top = pushed(opened(BUTTONS), NOTES, clear_on_close=True)
        mina.do("close", view_id=top["id"])
        assert mina.modals() == []
