"""Answers carried out in Slack, and what the person gets where Slack refuses or does not answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slack_sdk.models.views import View
from structlog.testing import capture_logs

from bot.slack.answering import NO_FORM_HERE, NOT_OPENED, NOT_SHOWN
from bot.slack.ids import Action, Callback
from bot.slack.request import Done, FieldErrors, Next, Open, PublishHome, Redraw, Say
from bot.slack.views.shape import Message, actions, button, home, modal, section
from tests.acting import words
from tests.patience import SHORT
from tests.slack.edge import Edge, edge, form, message

pytestmark = pytest.mark.one_worker

NAME = "Maya Lind"
FAILURES = [
    {"kind": "refused", "error": "expired_trigger_id"},
    {"kind": "refused", "error": f"{NAME} is no code"},
    {"kind": "ratelimited"},
    {"kind": "server_error"},
]
DROPPED = {"kind": "dropped"}  # done, but nobody hears of it


@pytest.fixture(scope="module", params=["socket mode", "signed http"])
def one_edge(request: pytest.FixtureRequest) -> Iterator[Edge]:
    with edge(over_http=request.param == "signed http") as found:
        yield found


@pytest.fixture
def at(one_edge: Edge) -> Iterator[Edge]:
    """With nothing open, and no fault left, from the test before."""
    yield one_edge
    one_edge.control.delete("faults")
    while one_edge.priya.modals():
        one_edge.priya.do("close", view_id=one_edge.top()["id"])


def her_home(text: str) -> View:
    return home([section(text), actions(button("Press", Action.KEEP), block_id="buttons")])


def in_form(at: Edge) -> dict[str, str]:
    return {"type": "view", "view_id": at.top()["id"]}


# --- as it should be -----------------------------------------------------------------------------


def test_words_cannot_open_a_form(at: Edge) -> None:
    at.handlers.answers = Open(form())
    assert words(at.writes("do it")).startswith(NO_FORM_HERE)
    assert at.priya.modals() == []


def test_an_answer_may_take_the_place_of_the_message_that_was_pressed(at: Edge) -> None:
    shown, before = at.types("message"), len(at.said())
    at.handlers.answers = Say([message("Instead")], replaces=True)
    at.clicks(at.on(shown))
    assert len(at.said()) == before
    assert words(at.said()[-1]).startswith("Instead")


def test_several_messages_come_in_their_order(at: Edge) -> None:
    texts = ["One", "Two", "Three", "Four", "Five", "Six"]
    at.handlers.answers = Say([message(text) for text in texts])
    shown = at.types("message")
    at.types("do it")
    assert [each["text"] for each in at.said()[-6:]] == texts
    assert at.clicks(at.on(shown))["ok"]
    assert [each["text"] for each in at.said()[-5:]] == texts[:5], "Slack takes five to one click"


def test_the_answers_to_a_form(at: Edge) -> None:
    at.types("form")
    at.handlers.answers = FieldErrors({"box": "Too <short>."})
    assert at.submits(box="typed")["errors"] == {"box": "Too <short>."}
    at.handlers.answers = Next(form(with_input=False))
    assert at.submits(box="typed")["ok"]
    assert "Say it" not in words(at.top())
    at.handlers.answers = Open(form())
    at.clicks(in_form(at))
    assert len(at.priya.modals()) == 2
    at.handlers.answers = Done(parent=form())
    assert at.submits(box="typed")["ok"]
    assert "Say it" in words(at.top()), "the one below is drawn anew"
    at.handlers.answers = Done(clear=True)
    assert at.submits(box="typed")["ok"]
    assert at.priya.modals() == []


def test_a_form_that_is_redrawn_keeps_what_was_typed(at: Edge) -> None:
    at.types("form")
    view = at.top()
    (element,) = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    typed = {"box": {element["action_id"]: {"type": "plain_text_input", "value": "typed"}}}
    at.handlers.answers = FieldErrors({"box": "No."})
    at.priya.submit(view["id"], typed)
    at.handlers.answers = Redraw(form())
    at.clicks(in_form(at))
    (values,) = at.top()["state"]["values"]["box"].values()
    assert values["value"] == "typed"


def test_a_click_on_the_home_is_answered_in_a_form(at: Edge) -> None:
    at.handlers.answers = PublishHome(her_home("Yours"))
    at.priya.do("home")
    at.sandbox.settle()
    assert "Yours" in words(at.priya.see("home")["view"])
    at.handlers.answers = Say([message("Here"), Message("There", [section("There")])])
    assert at.clicks({"type": "home"})["ok"]
    assert "Here" in words(at.top())
    assert "There" in words(at.top())


# --- Slack refuses, or does not answer -----------------------------------------------------------


@pytest.mark.parametrize("failure", [*FAILURES, DROPPED])
def test_a_form_that_does_not_open_is_told(at: Edge, failure: dict[str, str]) -> None:
    at.handlers.answers = Open(form())
    shown = at.types("message")
    at.fails("views.open", times=2, **failure)
    with capture_logs() as logs:
        assert words(at.types("do it")) == NOT_OPENED
        assert at.clicks(at.on(shown))["ok"]
    assert words(at.said()[-1]) == NOT_OPENED
    refused = [entry["answer"] for entry in logs if entry["event"] == "slack refused"]
    assert refused == ["Open", "Open"]
    assert NAME not in str(logs)
    assert at.priya.modals() == [] or failure is DROPPED


@pytest.mark.parametrize("over_http", [False, True])
def test_a_form_that_slack_leaves_hanging(over_http: bool) -> None:
    with edge(over_http=over_http, slack_timeout=SHORT) as at:
        at.handlers.answers = Open(form())
        at.fails("views.open", kind="timeout")
        assert words(at.types("do it")) == NOT_OPENED


def test_a_trigger_that_is_used_up(at: Edge) -> None:
    """Slack itself finds it: one trigger opens one form."""
    at.handlers.answers = Open(form())
    at.types("do it")
    used = at.handlers.seen[-1].trigger_id
    at.fails("views.open", kind="refused", error="exchanged_trigger_id")
    assert words(at.types("do it")) == NOT_OPENED
    assert at.handlers.seen[-1].trigger_id != used


@pytest.mark.parametrize("failure", FAILURES)
def test_what_else_slack_refuses_is_answered_all_the_same(at: Edge, failure: dict[str, str]) -> None:
    at.types("form")
    at.handlers.answers = Open(form())
    at.fails("views.push", **failure)
    assert at.clicks(in_form(at))["ok"]
    at.handlers.answers = Redraw(form())
    at.fails("views.update", **failure)
    assert at.clicks(in_form(at))["ok"]
    at.handlers.answers = PublishHome(her_home("Other"))
    at.fails("views.publish", **failure)
    at.priya.do("home")
    at.sandbox.settle()
    answered = [entry for entry in at.control.log() if entry["direction"] == "to_bot"]
    assert [entry["what"] for entry in answered if entry["status"] != 200] == []
    (form_still_there,) = at.priya.modals()
    assert "Say it" in words(form_still_there)


@pytest.mark.parametrize("failure", [*FAILURES, DROPPED])
def test_an_answer_that_slack_does_not_take_in_full(at: Edge, failure: dict[str, str]) -> None:
    at.handlers.answers = Say([message(f"{NAME} one"), message(f"{NAME} two")])
    shown = at.types("message")
    at.fails("response_url", **failure)
    with capture_logs() as logs:
        assert words(at.types("do it")) == NOT_SHOWN
    at.fails("response_url", times=2, **failure)
    with capture_logs() as more:
        assert at.clicks(at.on(shown))["ok"]
    assert [entry["answer"] for entry in (*logs, *more)] == ["response_url"] * 3
    assert NAME not in str(logs + more)


def test_a_view_that_cannot_be_drawn(at: Edge) -> None:
    at.handlers.answers = Open(modal(Callback.PLAN, "A form", [section("x" * 3001)]))
    with capture_logs() as logs:
        assert words(at.types("do it")) == NOT_OPENED
    (entry,) = logs
    assert entry["answer"] == "Open"
    assert "xxx" not in str(entry)


def test_a_view_that_slack_does_not_take_is_logged_with_the_place(at: Edge) -> None:
    twice = [section(NAME), actions(button("Press", Action.KEEP), block_id="one")] * 2
    at.handlers.answers = Open(modal(Callback.PLAN, "A form", twice))
    with capture_logs() as logs:
        assert words(at.types("do it")) == NOT_OPENED
    entry = next(entry for entry in logs if entry["event"] == "slack refused")
    assert entry["why"] == "invalid_arguments"
    assert any("/blocks/" in place for place in entry["where"])
    assert NAME not in str(entry)
