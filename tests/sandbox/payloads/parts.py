"""The smallest payloads that are right, and what the local Slack finds wrong with one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from bot.sandbox.payloads import Fault, check_message, check_view

Json = dict[str, Any]


def plain(text: str = "x") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> Json:
    return {"type": "mrkdwn", "text": text}


def message(*blocks: Json, **more: Any) -> Json:
    return {"text": "x", "blocks": list(blocks), **more}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks), **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


def block(kind: str, **more: Any) -> Json:
    return {"type": kind, **more}


def section(text: str = "x", **more: Any) -> Json:
    return block("section", text=mrkdwn(text), **more)


def field(element: Json, **more: Any) -> Json:
    return block("input", **{"label": plain(), "element": element, **more})


def actions(*elements: Json) -> Json:
    return block("actions", elements=list(elements))


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain(), **more}


def option(value: str = "v", /, **more: Any) -> Json:
    return {"text": plain(), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(f"v{n}") for n in range(count)]


def groups(count: int, of: int = 1) -> list[Json]:
    return [{"label": plain(), "options": options(of)} for _ in range(count)]


def confirm(**more: Any) -> Json:
    return {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain(), **more}


def element(kind: str, **more: Any) -> Json:
    """In an input block of a modal, which takes the most kinds."""
    return modal(field({"type": kind, **more}))


def picture(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://x.example/x.png", "alt_text": "x", **more}


def video(**more: Any) -> Json:
    url = "https://x.example/v"
    return block("video", alt_text="x", title=plain(), video_url=url, thumbnail_url=url, **more)


def rich(*elements: Json) -> Json:
    return block("rich_text", elements=list(elements))


def rich_section(*parts: Json) -> Json:
    return block("rich_text_section", elements=list(parts))


def rich_list(**more: Any) -> Json:
    return rich(block("rich_text_list", elements=[], style="bullet", **more))


def table(rows: int = 1, cells: int = 1, text: str = "x", **more: Any) -> Json:
    cell = {"type": "raw_text", "text": text}
    return block("table", rows=[[cell] * cells for _ in range(rows)], **more)


def url(length: int) -> str:
    return "https://".ljust(length, "x")


def blocks_of_length(total: int) -> Json:
    """A message whose blocks, as the shortest JSON, have this many characters."""
    blocks = [section("x" * 2500) for _ in range(5)]
    shortest = json.dumps(blocks, separators=(",", ":"))
    return message(*blocks[:-1], section("x" * (2500 + total - len(shortest))))


def view_of_bytes(total: int) -> Json:
    """A modal of this many bytes; é has two in UTF-8."""
    view = modal(*[section("é" * 1350) for _ in range(90)], private_metadata="")
    shortest = json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()
    return {**view, "private_metadata": "x" * (total - len(shortest))}


def faults_of(payload: Json) -> list[Fault]:
    is_view = payload.get("type") in ("modal", "home")
    return check_view(payload) if is_view else check_message(payload)


def paths_of(payload: Json) -> list[str]:
    return [fault.path for fault in faults_of(payload)]


# --- places, and what is needed again and again --------------------------------------------------

E0 = "/blocks/0/element"
A0 = "/blocks/0/elements/0"
B0 = "/blocks/0"
R0 = f"{A0}/elements/0"

TEXT_INPUTS = ("plain_text_input", "email_text_input", "url_text_input", "rich_text_input")
MENUS = ("static_select", "external_select", "users_select", "conversations_select", "channels_select")
MULTI_MENUS = tuple(f"multi_{kind}" for kind in MENUS)
CHOSEN = {"static_select": {"options": options(1)}, "multi_static_select": {"options": options(1)}}


ON = "dispatch_action_config"
IMG = "https://x.example/x.png"
PAGE = "https://x.example"
PHOTO = {"alt_text": "x", "image_url": IMG}
OFFER = {"options": options(2)}
META = {"event_type": "x", "event_payload": {}}
DATE = {"type": "datepicker"}
CODE = block("text", text="x", style={"code": True})


# --- payloads of one thing -----------------------------------------------------------------------


def raw(**payload: Any) -> Json:
    return payload


def post(kind: str) -> Callable[..., Json]:
    """One block of a message."""
    return lambda **more: message(block(kind, **more))


def show(kind: str) -> Callable[..., Json]:
    """One element of actions in a message."""
    return lambda **more: message(actions({"type": kind, **more}))


def ask(kind: str, **always: Any) -> Callable[..., Json]:
    """One element of an input block in a modal."""
    return lambda **more: modal(field({"type": kind, **always, **more}))


def say(kind: str) -> Callable[..., Json]:
    """One part of a rich text in a message."""
    return lambda **more: message(rich(rich_section(block(kind, **more))))


def listed(*parts: Json, kind: str = "rich_text_list", **more: Any) -> Json:
    return message(rich(block(kind, elements=list(parts), **more)))


def inputs(**more: Any) -> Json:
    return modal(block("input", **{"label": plain(), "element": DATE, **more}))


def meta(**more: Any) -> Json:
    return message(metadata=more)


def two_buttons(*ids: str) -> Json:
    return message(actions(*[button(action_id=one) for one in ids]))


def asked(**more: Any) -> Json:
    return show("button")(text=plain(), confirm={**confirm(), **more})


def of_groups(**more: Any) -> Json:
    return element("static_select", option_groups=groups(2), **more)


BUTTON, SELECT, MENU = show("button"), ask("static_select", **OFFER), ask("conversations_select")
RADIO, CHECKS = ask("radio_buttons", **OFFER), ask("checkboxes", **OFFER)
TYPED, NUMBER = ask("plain_text_input"), ask("number_input", is_decimal_allowed=False)
PLAIN, MRKDWN = {"text": plain()}, {"text": mrkdwn()}


# --- tables --------------------------------------------------------------------------------------

Make = Callable[[int], Json]
Count = tuple[str, int | None, int | None, Make, str]
"""What is counted, at least, at most, a payload of so many, where the fault is."""
Pair = tuple[str, Callable[..., Json], Json, Json, str]
"""What it is of, a payload of, right, wrong, where the fault is."""


def edges(counts: Iterable[Count]) -> Iterator[Any]:
    """Each limit just inside and just outside, with the faults there."""
    for what, least, most, make, path in counts:
        if least is not None:
            inside = make(least)
            yield pytest.param(inside, [], id=f"{what}: {least}")
        if least:
            yield pytest.param(make(least - 1), [path], id=f"{what}: {least - 1}")
        if least == 0 and "rich_text_list" in what:
            yield pytest.param(make(-1), [path], id=f"{what}: -1")
        if most is not None:
            yield pytest.param(make(most), [], id=f"{what}: {most}")
            yield pytest.param(make(most + 1), [path], id=f"{what}: {most + 1}")


def by_name(of: str, pairs: Iterable[Pair]) -> Iterator[Any]:
    for pair in pairs:
        yield pytest.param(pair, id=f"{of}: {pair[0]}")


def check_pair(pair: Pair) -> None:
    """The right one is taken, and the wrong one pointed at."""
    _, make, right, wrong, path = pair
    assert faults_of(make(**right)) == []
    assert paths_of(make(**wrong)) == [path]
