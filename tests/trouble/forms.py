"""Forms as people fill them here, and what a form holds."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.demo.company import CHANNEL, HENRIK, PRIYA, TOM
from bot.domain.loops import Loop
from bot.sandbox.workspace import Channel, Person
from tests.acting import Actor, Json, World
from tests.setting_up import a_created_loop, an_edit

TUESDAY = datetime(2026, 11, 17, 10, tzinfo=ZoneInfo("Europe/Berlin"))
NOON = TUESDAY + timedelta(hours=2)
GENERAL = "C0GENERAL"
NOBODYS = "You have no open loop under that name. If you should have one, ask your recruiter."
NO_COMMAND = "That is no command of mine."

STEP_1: Json = {
    "candidate_name": "Maya Lind",
    "candidate_email": "maya@example.com",
    "title": "Engineer",
    "level": "Senior",
    "team": "Search",
    "template": "-",
    "hiring_manager": HENRIK,
    "channel": CHANNEL,
}


def step_1(**changed: Any) -> Json:
    return STEP_1 | changed


def a_team_loop(world: World, **form: Any) -> Loop:
    """System Design at noon: Priya leads, Tom observes."""
    return a_created_loop(world, an_edit(NOON, PRIYA, observers=(TOM,)), **form)


def held(view: Json, field: str) -> Any:
    """What a field of an open form holds now: a text, an option's value, a person, a time, a list."""
    (element,) = view["state"]["values"][field].values()
    value = next((each for key, each in element.items() if key != "type"), None)
    if isinstance(value, dict):
        return value.get("value")
    return value


def metadata_of(view: Json) -> str:
    return str(view["private_metadata"])


def opens_interview(person: Actor, loop: Loop, nth: int = 0) -> Json:
    """The recruiter's form of one interview, by way of the list."""
    person.types(f"/interview schedule {loop.candidate.name}")
    person.clicks(person.modal(), "Edit", nth=nth)
    return person.modal()


def joins_company(world: World, person: str, name: str, **more: Any) -> Actor:
    """Somebody new in the workspace and in #general."""
    there = world.demo.sandbox.workspace
    there.people.append(Person(person, name.lower(), name, email=f"{name.lower()}@example.com", **more))
    general = there.channel(GENERAL)
    assert general
    general.members.append(person)
    return world.actor(person)


def opens_channel(world: World, channel: str, *members: str, **more: Any) -> Channel:
    """A private channel with the bot in it, unless told otherwise."""
    there = world.demo.sandbox.workspace
    facts: dict[str, Any] = {"kind": "private", "members": [*members, there.bot.user_id]} | more
    new = Channel(channel, channel.lower(), **facts)
    there.channels.append(new)
    return new


def writes(person: Actor, text: str, channel: str = "", thread: str = "", **more: object) -> list[Json]:
    """What the person then reads there, but their own words."""
    where = channel or person.dm
    before = {each["ts"] for each in person.messages(where, thread)}
    said = person.hand.do("say", channel=where, text=text, thread_ts=thread, **more)["ts"]
    person.world.settle()
    return [each for each in person.messages(where, thread) if each["ts"] not in {*before, said}]
