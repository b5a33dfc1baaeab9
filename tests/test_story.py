"""The whole main job through real sockets, against the local Slack: over Socket Mode and over signed HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.demo.company import CHANNEL, HENRIK, INES, PRIYA, ROSA, SAM, TOM
from tests.acting import Actor, World, a_demo, words

BERLIN = ZoneInfo("Europe/Berlin")
MORNING = datetime(2026, 11, 17, 10, tzinfo=BERLIN)  # a Tuesday
AFTERNOON = MORNING.replace(hour=14)


@pytest.fixture(params=["socket mode", "signed http"])
def world(request: pytest.FixtureRequest, database_url: str) -> Iterator[World]:
    over_http = request.param == "signed http"
    with a_demo(over_http=over_http, database_url=database_url, start_at=MORNING) as demo:
        yield World(demo)


def test_a_loop_from_its_beginning_to_its_end(world: World) -> None:
    rosa, priya, tom, ines = (world.actor(each) for each in (ROSA, PRIYA, TOM, INES))
    sam, henrik = world.actor(SAM), world.actor(HENRIK)

    rosa.hand.do("invite", channel=CHANNEL, user=INES)
    _sets_up(rosa)
    card = rosa.last(CHANNEL)
    assert "Maya Lind" in words(card)
    assert "Maya" not in card["text"]
    assert "0 of 4 in" in words(card)
    assigned = words(priya.last())
    assert "System Design" in assigned

    world.moves_to(AFTERNOON - timedelta(minutes=15))
    starting = priya.last()
    assert "starts in 15 minutes" in words(starting)
    assert "Tom" in words(starting) or TOM in words(starting)

    _types_closes_reopens(priya, starting)
    priya.hand.do("say", channel=priya.dm, text="Asked about the write path", thread_ts=starting["ts"])
    world.settle()

    world.moves_to(AFTERNOON + timedelta(minutes=45))
    asked = priya.last()
    assert "feedback" in words(asked).lower()
    priya.clicks(asked, "Draft saved 13:45 · Continue")
    form = words_typed(priya.modal())
    assert "Asked about the write path" in form
    assert "Chose a queue" in form
    _gives(priya, "yes", trade_offs="clear-strength", evidence="Named three stores and what each costs")

    thread = rosa.messages(CHANNEL, rosa.last(CHANNEL)["ts"])
    assert "1 of 4 in" in words(thread[-1])
    assert "three stores" not in words(thread)
    assert "three stores" in words(rosa.messages()), "the recruiter has it directly"
    assert "three stores" in words(henrik.messages())

    _gives(tom, "no", trade_offs="clear-concern", evidence="Settled on the first idea")
    world.moves_to(AFTERNOON + timedelta(hours=3))
    _gives(sam, "yes")
    _gives(ines, "strong-yes")
    folded = rosa.messages(CHANNEL, rosa.messages(CHANNEL)[0]["ts"])
    assert "three stores" not in words(folded), "Ines reads here, and may still correct hers"
    world.moves_to(world.demo.sandbox.now() + timedelta(minutes=16))
    thread = rosa.messages(CHANNEL, rosa.messages(CHANNEL)[0]["ts"])
    assert "three stores" in words(thread), "everything is in: the text shows"
    packs = [each for each in thread if "everything is in" in words(each)]
    assert len(packs) == 1
    assert "4 of 4 in" in words(rosa.messages(CHANNEL)[0])

    overview = words(henrik.types("/interview loop maya"))
    assert "Maya Lind" in overview
    assert "Clear concern" in overview

    rosa.clicks(rosa.types("/interview close maya"), "Close", "C0GENERAL")
    assert rosa.submits(outcome="hired")["ok"]
    assert "Hired" in words(rosa.messages(CHANNEL)[0])


def _sets_up(rosa: Actor) -> None:
    rosa.types("/interview new")
    assert rosa.submits(
        candidate_name="Maya Lind",
        candidate_email="maya@example.com",
        title="Engineer",
        level="Senior",
        team="Search",
        template="standard-engineering",
        hiring_manager=HENRIK,
        channel=CHANNEL,
    )["ok"]
    plan = rosa.modal()
    assert "System Design" in words(plan)
    rosa.closes()
    drafts = rosa.types("/interview loops")
    rosa.clicks(drafts, "Continue", "C0GENERAL")
    keep = {
        "System Design": {"starts_at": AFTERNOON, "leads": [PRIYA], "observers": [TOM]},
        "Pairing Exercise": {"starts_at": AFTERNOON + timedelta(hours=1), "leads": [SAM]},
        "Collaboration": {"starts_at": AFTERNOON + timedelta(hours=2), "leads": [INES]},
    }
    for number, title in enumerate(_titles(rosa.modal())):
        rosa.clicks(rosa.modal(), "Edit", nth=number)
        chosen: dict[str, Any] = next(
            (fields for name, fields in keep.items() if name in title), {"cancelled": ["cancelled"]}
        )
        assert rosa.submits(**chosen)["ok"]
    assert rosa.submits()["ok"]


def _titles(plan: dict[str, Any]) -> list[str]:
    return [words(block) for block in plan["blocks"] if block.get("accessory")]


def _types_closes_reopens(priya: Actor, starting: dict[str, Any]) -> None:
    priya.clicks(starting, "Open scorecard")
    priya.sets(priya.modal(), "notes", {"type": "plain_text_input", "value": "Chose a queue"})
    priya.closes()
    priya.clicks(starting, "Open scorecard")
    assert "Chose a queue" in words_typed(priya.modal())
    priya.closes()


def words_typed(view: dict[str, Any]) -> str:
    """What a form's inputs hold as it opens."""
    return "\n".join(
        str(block["element"].get("initial_value", "")) for block in view["blocks"] if "element" in block
    )


def _gives(person: Actor, recommendation: str, evidence: str = "Saw it", **ratings: str) -> None:
    """A clear rating without what was seen is refused at its field; with it the form closes."""
    if not person.hand.modals():
        person.types("/interview feedback")
    view = person.modal()
    criteria = [
        block["block_id"].removeprefix("rating:")
        for block in view["blocks"]
        if str(block.get("block_id", "")).startswith("rating:")
    ]
    chosen = {name.replace("_", "-"): rating for name, rating in ratings.items()} or {
        criteria[0]: "more-strength"
    }
    for criterion, rating in chosen.items():
        option = {"type": "static_select", "selected_option": _option(view, criterion, rating)}
        person.sets(view, f"rating:{criterion}", option)
    fields: dict[str, Any] = {"recommendation": recommendation, "reasons": "As seen"}
    for criterion, rating in chosen.items():
        fields[f"rating__{criterion}"] = rating
        if rating.startswith("clear"):
            refused = person.submits(**fields)
            assert "required" in refused["errors"][f"evidence:{criterion}"]
            fields[f"evidence__{criterion}"] = evidence
    answer = person.submits(**fields)
    assert answer["ok"], answer


def _option(view: dict[str, Any], criterion: str, rating: str) -> dict[str, Any]:
    block = next(each for each in view["blocks"] if each.get("block_id") == f"rating:{criterion}")
    return next(dict(each) for each in block["element"]["options"] if each["value"] == rating)
