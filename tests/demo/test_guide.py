"""The demo's guide can be walked from its first step to its last, and its lines are the bot's."""

from collections.abc import Iterator

import pytest

from bot.demo import guide
from bot.demo.company import CHANNEL, HENRIK, PRIYA, ROSA
from bot.demo.running import Demo
from bot.sandbox.client import Control
from bot.slack.ids import Callback
from tests.acting import a_demo


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    with a_demo(with_loop=True, ticking=True) as demo:
        yield demo


def test_each_line_is_understood_for_its_person(demo: Demo) -> None:
    control = Control(demo.url)
    for step in guide.steps("/interview"):
        if step.line:
            hand = control.as_(step.person)
            assert hand.command("C0GENERAL", step.line) == {"ok": True}
            demo.sandbox.settle()
            said = str(hand.messages("C0GENERAL")[-1:]) + str(hand.modals())
            assert "do not know" not in said
            assert "no open loop" not in said


def test_it_is_walked_to_its_end(demo: Demo) -> None:
    control = Control(demo.url)
    coming = control.get("clock")
    assert coming["announced"]
    control.post("clock", to=coming["next"])
    priya, rosa, henrik = (control.as_(each) for each in (PRIYA, ROSA, HENRIK))
    priya.command("C0GENERAL", "/interview prep")
    priya.command("C0GENERAL", "/interview feedback")
    rosa.command("C0GENERAL", "/interview schedule maya")
    (form,) = priya.modals()
    assert form["callback_id"] == Callback.SCORECARD
    assert priya.submit(form["id"], filled(form)) == {"ok": True}
    demo.sandbox.settle()
    (card, *_) = (each for each in rosa.messages(CHANNEL) if each.get("reply_count"))
    rosa.messages(CHANNEL, card["ts"])
    henrik.command(CHANNEL, "/interview loop maya")
    assert {step["title"]: step["done"] for step in control.get("guide")["steps"]} == dict.fromkeys(
        (step.title for step in guide.steps("/interview")), True
    )


def filled(form: dict[str, object]) -> dict[str, object]:
    """A recommendation and its reasons: what every scorecard needs."""
    values: dict[str, object] = {}
    blocks = form["blocks"]
    assert isinstance(blocks, list)
    for block in blocks:
        element = block.get("element") or {}
        if block["type"] != "input" or block.get("optional"):
            continue
        if element["type"] == "static_select" and not element.get("initial_option"):
            held = {"selected_option": element["options"][1]}
        elif element["type"] == "plain_text_input":
            held = {"value": "Sound trade-offs, named early."}
        else:
            continue
        values[block["block_id"]] = {element["action_id"]: held}
    return values
