"""People in the demo workspace, acting over real sockets: typing, clicking, filling forms, reading."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.demo.running import Demo
from bot.sandbox.client import Control, Hand
from tests import patience
from tests.databases import sqlite_in

Json = dict[str, Any]


@contextmanager
def a_demo(**facts: Any) -> Iterator[Demo]:
    """The demo company without its loop, the worker moved by hand, all with patience; `facts` win."""
    with tempfile.TemporaryDirectory(prefix="interviews-") as folder:
        usual: dict[str, Any] = {
            "with_loop": False,
            "ticking": False,
            "timing": patience.SLACK,
            "limits": patience.BOT,
            "database_url": facts.get("database_url") or sqlite_in(Path(folder)),
        }
        with Demo(**(usual | facts)) as demo:
            yield demo


def words(thing: Any) -> str:
    """Every text in a message or view, in order, as one would read it."""
    return "\n".join(_texts(thing))


PARTS = (
    "blocks",
    "elements",
    "fields",
    "accessory",
    "element",
    "label",
    "hint",
    "text",
    "title",
    "options",
    "option_groups",
    "initial_option",
    "placeholder",
)


def _texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, list):
        for each in thing:
            yield from _texts(each)
    elif isinstance(thing, dict):
        if isinstance(thing.get("text"), str) and thing.get("type") in ("mrkdwn", "plain_text", "text"):
            yield thing["text"]
        for part in PARTS:
            if not isinstance(thing.get(part), str):
                yield from _texts(thing.get(part))


class Actor:
    """One person. `world` settles after each act: the worker has then delivered all that is due."""

    def __init__(self, world: World, person: str) -> None:
        self.world = self._world = world
        self.id = person
        self.hand: Hand = world.control.as_(person)

    @property
    def dm(self) -> str:
        found = self.hand.see("state")["bot"]["dm"]
        return str(found or self.hand.do("open_dm")["channel"])

    def types(self, text: str, channel: str = "C0GENERAL") -> Json:
        """A slash command; gives the message only they see."""
        before = len(self.hand.messages(channel))
        answer = self.hand.command(channel, text)
        assert answer["ok"], answer
        self._world.settle()
        said = self.hand.messages(channel)[before:]
        return said[-1] if said else {}

    def messages(self, channel: str | None = None, thread: str = "") -> list[Json]:
        return self.hand.messages(channel or self.dm, thread)

    def last(self, channel: str | None = None) -> Json:
        return self.messages(channel)[-1]

    def modal(self) -> Json:
        """The open modal on top."""
        found = self.hand.modals()
        assert found, "no modal is open"
        return found[-1]

    def clicks(self, thing: Json, label: str, channel: str | None = None, nth: int = 0) -> Json:
        """The nth button of that label on a message or view."""
        matching = [(block, element) for block, element in _buttons(thing) if _label(element) == label]
        assert len(matching) > nth, f"no button {label!r} among {[_label(e) for _, e in _buttons(thing)]}"
        block, element = matching[nth]
        container = self._container(thing, channel)
        answer = self.hand.press(container, block, element["action_id"])
        self._world.settle()
        return answer

    def sets(self, view: Json, block: str, value: Json) -> Json:
        """Changes an input, as far as it tells the app of its changes."""
        element = next(each for each in view["blocks"] if each.get("block_id") == block)["element"]
        container = {"type": "view", "view_id": view["id"]}
        answer = self.hand.press(container, block, element["action_id"], value)
        self._world.settle()
        return answer

    def submits(self, **fields: Any) -> Json:
        """Fills the top modal and submits it: fields by block id, with `__` in place of `:`.

        Each takes a text, an option's value, a person, a time or a list of people, as its input does.
        """
        answer = self.hand.submit(self.modal()["id"], self.filled(**fields))
        self._world.settle()
        return answer

    def filled(self, **fields: Any) -> Json:
        """These fields as the top modal's `state.values`."""
        view = self.modal()
        values: Json = {}
        for name, given in fields.items():
            block = _block(view, name)
            element = block["element"]
            values[block["block_id"]] = {element["action_id"]: _filled(element, given)}
        return values

    def closes(self) -> None:
        self.hand.do("close", view_id=self.modal()["id"])
        self._world.settle()

    def _container(self, thing: Json, channel: str | None) -> Json:
        if thing.get("type") == "home":
            return {"type": "home"}
        if "blocks" in thing and "ts" in thing:
            return {"type": "message", "channel": channel or self.dm, "ts": thing["ts"]}
        return {"type": "view", "view_id": thing["id"]}


class World:
    """The demo, with the worker moved by hand instead of by the second."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self.control = Control(demo.url)

    def actor(self, person: str) -> Actor:
        return Actor(self, person)

    def settle(self) -> None:
        """Nothing is under way any more, and nothing due is unsent."""
        self.demo.sandbox.settle()
        self.demo.bot.worker.tick()
        self.demo.sandbox.settle()

    def moves_to(self, when: Any) -> None:
        """As time passes: what falls due on the way is delivered then."""
        next_due = self.demo.bot.services.outbox.next_due
        while (coming := next_due()) and coming < when:
            self.demo.sandbox.move_to(coming)
            self.settle()
            self.settle()  # what fell due while that took its time, too
        self.demo.sandbox.move_to(when)
        self.settle()

    def refusals(self) -> list[Json]:
        """What Slack did not take from the bot, and what of Slack's the bot did not answer.

        Questions about people and channels may be answered with no.
        """
        return [entry for entry in self.control.log() if _went_wrong(entry)]


def _went_wrong(entry: Json) -> bool:
    said = entry["response"] if isinstance(entry["response"], dict) else {}
    if entry["what"].startswith(("users.", "conversations.")):
        return False
    return entry["error"] is not None or (entry["status"] or 200) >= 400 or said.get("ok") is False


def _buttons(thing: Json) -> list[tuple[str, Json]]:
    found = []
    for block in thing.get("blocks", []):
        elements = list(block.get("elements", [])) if block["type"] == "actions" else []
        if block.get("accessory"):
            elements.append(block["accessory"])
        found += [(block["block_id"], each) for each in elements if each.get("type") == "button"]
    return found


def _label(element: Json) -> str:
    return str(element["text"]["text"])


def _block(view: Json, name: str) -> Json:
    wanted = {name, name.replace("__", ":"), name.replace("__", ":").replace("_", "-")}
    found = [each for each in view["blocks"] if each.get("block_id") in wanted]
    assert found, f"no input {name} among {[each.get('block_id') for each in view['blocks']]}"
    return dict(found[0])


def _filled(element: Json, given: Any) -> Json:  # a table of kinds
    kind = element["type"]
    if kind in ("static_select", "radio_buttons"):
        return {"type": kind, "selected_option": _option(element, given)}
    if kind == "users_select":
        return {"type": kind, "selected_user": given}
    if kind == "multi_users_select":
        return {"type": kind, "selected_users": [given] if isinstance(given, str) else list(given)}
    if kind == "conversations_select":
        return {"type": kind, "selected_conversation": given}
    if kind == "datetimepicker":
        return {"type": kind, "selected_date_time": int(given.timestamp())}
    if kind == "checkboxes":
        return {"type": kind, "selected_options": [_option(element, each) for each in given]}
    return {"type": kind, "value": given}


def _option(element: Json, value: str) -> Json:
    groups = element.get("option_groups") or [{"options": element.get("options", [])}]
    for group in groups:
        for option in group["options"]:
            if option["value"] == value:
                return dict(option)
    raise AssertionError(f"no option {value}")
