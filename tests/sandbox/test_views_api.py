"""Triggers, the stack of modals, Homes: views.*."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from slack_sdk import WebClient

from bot.sandbox.client import Hand
from bot.sandbox.tickets import Timing
from tests.patience import SLACK
from tests.sandbox.conftest import GENERAL, MINA
from tests.sandbox.desk import Desk
from tests.sandbox.parts import (
    Json,
    actions,
    button,
    error,
    field,
    home,
    modal,
    refusal,
    section,
    select,
    typed,
)


@pytest.fixture
def trigger(desk: Desk, mina: Hand) -> Callable[[], str]:
    def trigger() -> str:
        mina.command(GENERAL, "/interview")
        return str(desk.payload()["trigger_id"])

    return trigger


@pytest.fixture
def inner_trigger(desk: Desk, mina: Hand) -> Callable[[], str]:
    """A trigger from a button in the modal on top."""

    def trigger() -> str:
        top = mina.modals()[-1]
        mina.press({"type": "view", "view_id": top["id"]}, "acts", "go")
        return str(desk.payload("block_actions")["trigger_id"])

    return trigger


Trigger = Callable[[], str]
BUTTONS = actions(button())


class TestTriggers:
    def test_one_use(self, web: WebClient, trigger: Trigger) -> None:
        trigger_id = trigger()
        web.views_open(trigger_id=trigger_id, view=modal())
        assert error(web.views_open, trigger_id=trigger_id, view=modal()) == "exchanged_trigger_id"

    def test_an_unknown_one(self, web: WebClient) -> None:
        assert error(web.views_open, trigger_id="1.2.ab", view=modal()) == "invalid_trigger_id"

    def test_a_refused_view_does_not_use_it_up(self, web: WebClient, trigger: Trigger) -> None:
        trigger_id = trigger()
        answer = refusal(web.views_open, trigger_id=trigger_id, view=modal(section("y" * 3001)))
        assert answer["error"] == "invalid_arguments"
        assert "[json-pointer:/view/blocks/0/text/text]" in answer["response_metadata"]["messages"][0]
        assert web.views_open(trigger_id=trigger_id, view=modal())["ok"]

    def test_what_is_missing_is_named(self, web: WebClient, trigger: Trigger) -> None:
        answer = refusal(web.api_call, "views.open", json={"trigger_id": trigger()})
        assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: view"]
        answer = refusal(web.api_call, "views.open", json={"view": modal()})
        assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: trigger_id"]

    class TestLate:
        @pytest.fixture
        def timing(self) -> Timing:
            return replace(SLACK, trigger=0.0)

        def test_after_three_seconds_it_is_void(self, web: WebClient, trigger: Trigger) -> None:
            assert error(web.views_open, trigger_id=trigger(), view=modal()) == "expired_trigger_id"


class TestStack:
    def test_three_and_no_more(
        self, web: WebClient, mina: Hand, trigger: Trigger, inner_trigger: Trigger
    ) -> None:
        web.views_open(trigger_id=trigger(), view=modal(BUTTONS))
        for _ in range(2):
            web.views_push(trigger_id=inner_trigger(), view=modal(BUTTONS))
        assert error(web.views_push, trigger_id=inner_trigger(), view=modal()) == "push_limit_reached"
        first, second, third = mina.modals()
        assert (third["previous_view_id"], third["root_view_id"]) == (second["id"], first["id"])

    def test_pushing_needs_a_trigger_from_a_modal(self, web: WebClient, trigger: Trigger) -> None:
        assert error(web.views_push, trigger_id=trigger(), view=modal()) == "not_found"

    def test_opening_from_elsewhere_replaces(self, web: WebClient, mina: Hand, trigger: Trigger) -> None:
        web.views_open(trigger_id=trigger(), view=modal())
        web.views_open(trigger_id=trigger(), view=modal())
        assert len(mina.modals()) == 1

    def test_nobody_else_has_it_on_screen(
        self, web: WebClient, mina: Hand, tomas: Hand, trigger: Trigger
    ) -> None:
        web.views_open(trigger_id=trigger(), view=modal())
        assert (len(mina.modals()), tomas.modals()) == (1, [])


class TestUpdate:
    def fields(self, first: Json, second: Json) -> list[Json]:
        return [field("one", first, dispatch_action=True), field("two", second)]

    def test_what_was_typed_stays_under_the_same_ids(
        self, web: WebClient, mina: Hand, trigger: Trigger
    ) -> None:
        view = web.views_open(trigger_id=trigger(), view=modal(*self.fields(typed(), select("pick"))))["view"]
        place = {"type": "view", "view_id": view["id"]}
        state = {"two": {"pick": {"selected_option": {"value": "blue"}}}}
        mina.do("act", container=place, block_id="one", action_id="text", value={"value": "hi"}, state=state)
        web.views_update(view_id=view["id"], view=modal(*self.fields(typed("text"), select("pick"))))
        values = mina.modals()[0]["state"]["values"]
        assert values["one"]["text"]["value"] == "hi"
        assert values["two"]["pick"]["selected_option"]["value"] == "blue"

    def test_other_ids_and_lost_options_start_anew(
        self, web: WebClient, mina: Hand, trigger: Trigger
    ) -> None:
        before = self.fields(typed(initial_value="a"), select("pick", initial_option=select()["options"][0]))
        view = web.views_open(trigger_id=trigger(), view=modal(*before))["view"]
        web.views_update(
            view_id=view["id"],
            view=modal(*self.fields(typed("other", initial_value="b"), select("pick", "green"))),
        )
        values = mina.modals()[0]["state"]["values"]
        assert values["one"] == {"other": {"type": "plain_text_input", "value": "b"}}
        assert values["two"]["pick"]["selected_option"] is None

    def test_a_stale_hash_is_refused(self, web: WebClient, trigger: Trigger) -> None:
        view = web.views_open(trigger_id=trigger(), view=modal())["view"]
        web.views_update(view_id=view["id"], hash=view["hash"], view=modal())
        code = error(web.views_update, view_id=view["id"], hash=view["hash"], view=modal())
        assert code == "hash_conflict"

    def test_a_closed_view_is_not_found(self, web: WebClient, mina: Hand, trigger: Trigger) -> None:
        view = web.views_open(trigger_id=trigger(), view=modal())["view"]
        mina.do("close", view_id=view["id"])
        assert error(web.views_update, view_id=view["id"], view=modal()) == "not_found"

    def test_by_external_id(self, web: WebClient, mina: Hand, trigger: Trigger) -> None:
        web.views_open(trigger_id=trigger(), view=modal(external_id="mine"))
        web.views_update(external_id="mine", view=modal(section("new"), external_id="mine"))
        assert mina.modals()[0]["blocks"][0]["text"]["text"] == "new"

    def test_an_external_id_is_unique(self, web: WebClient, trigger: Trigger) -> None:
        web.views_publish(user_id=MINA, view=home(external_id="mine"))
        assert error(web.views_open, trigger_id=trigger(), view=modal(external_id="mine")) == (
            "duplicate_external_id"
        )


class TestHome:
    def test_only_its_owner_sees_it(self, web: WebClient, mina: Hand, tomas: Hand) -> None:
        web.views_publish(user_id=MINA, view=home(section("yours")))
        assert mina.see("home")["view"]["blocks"][0]["text"]["text"] == "yours"
        assert tomas.see("home")["view"] is None

    def test_publishing_again_keeps_the_view(self, web: WebClient) -> None:
        first = web.views_publish(user_id=MINA, view=home())["view"]
        second = web.views_publish(user_id=MINA, view=home(), hash=first["hash"])["view"]
        assert (second["id"] == first["id"], second["hash"] == first["hash"]) == (True, False)
        code = error(web.views_publish, user_id=MINA, view=home(), hash=first["hash"])
        assert code == "hash_conflict"

    def test_a_modal_is_no_home(self, web: WebClient, trigger: Trigger) -> None:
        assert error(web.views_publish, user_id=MINA, view=modal()) == "invalid_arguments"
        assert error(web.views_open, trigger_id=trigger(), view=home()) == "invalid_arguments"

    def test_a_view_over_the_limit(self, web: WebClient) -> None:
        blocks = [section("ä" * 2990) for _ in range(60)]
        assert error(web.views_publish, user_id=MINA, view=home(*blocks)) == "view_too_large"
