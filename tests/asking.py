"""Asking for guides in the demo workspace: by command, and by the buttons of what came back."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from bot.catalog.catalog import Catalog
from bot.catalog.models import Guide
from bot.demo.company import PRIYA, ROSA
from bot.sandbox.workspace import Channel
from tests.acting import Actor, Json, World, a_demo, words
from tests.setting_up import a_created_loop, an_edit

GENERAL = "C0GENERAL"


def world_with_every_guide() -> Iterator[World]:
    """Rosa recruits for a loop with every guide there is: nothing of them is kept from her.

    Priya is of the company, and on no panel. Both are known to the bot.
    """
    with a_demo() as demo:
        slugs = list(demo.bot.services.catalog.current.guides)
        rooms = [Channel(room(slug), slug, members=[ROSA, PRIYA]) for slug in slugs]
        demo.sandbox.workspace.channels.extend(rooms)
        world = World(demo)
        a_created_loop(world, *(an_edit(None, guide=slug) for slug in slugs))
        for person in (ROSA, PRIYA):
            world.actor(person).types("/interview mine")
        yield world
        assert world.refusals() == []


def room(slug: str) -> str:
    """A channel for each guide: a conversation with all of them would take long to read again and again."""
    return f"C0{slug.replace('-', '').upper()}"


def asked(world: World, person: Actor, line: str, channel: str = GENERAL) -> Json:
    """What the acknowledgement of the command holds. Between the two, Slack was asked nothing."""
    before = world.control.get("log", limit=1)["last"]
    assert person.hand.command(channel, line)["ok"]
    (entry,) = world.control.log(before)
    assert (entry["direction"], entry["error"]) == ("to_bot", None)
    answer: Json = entry["response"]
    assert answer["response_type"] == "ephemeral"
    assert answer["blocks"]
    assert answer["text"]
    return answer


def shown(person: Actor, channel: str = GENERAL) -> Json:
    """The last message in front of them."""
    return person.hand.messages(channel)[-1]


def clicked(person: Actor, message: Json, label: str, channel: str = GENERAL) -> list[Json]:
    """The messages that a click brings."""
    before = len(person.hand.messages(channel))
    person.clicks(message, label, channel)
    return person.hand.messages(channel)[before:]


def read(*messages: Json) -> str:
    """As somebody reads it: entities resolved, any white space one blank."""
    return flat(html.unescape("\n".join(words(message) for message in messages)))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def now(catalog: Catalog, slug: str) -> Guide:
    """What is shown for it: what took its place first, if something has."""
    guide = catalog.guides[slug]
    return catalog.guides[guide.superseded_by[0]] if guide.superseded_by else guide
