"""Boxes filled to their limit: nothing is cut, wherever it is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.demo.company import CHANNEL, PRIYA, ROSA, SAM, TOM
from bot.domain.loops import Loop
from tests.acting import Actor, Json, World, words
from tests.setting_up import a_created_loop, an_edit, the_loop
from tests.trouble.forms import GENERAL, NOON, held, step_1

LIMIT = 3000
OVER = NOON + timedelta(hours=1)


def filled(tag: str, length: int = LIMIT) -> str:
    """Numbered words up to exactly that length: a piece that is missing or out of order shows."""
    text = " ".join(f"{tag}{number}" for number in range(length))[:length]
    return text.rpartition(" ")[0].ljust(length, ".")


def whole(tag: str, shown: str) -> None:
    """Every word of it is there, in order."""
    said = re.findall(rf"\b{tag}\d+\.*", shown)
    assert said == filled(tag).split(), f"{tag}: {len(said)} words"


def criteria_of(view: Json) -> list[str]:
    ids = [str(each.get("block_id")) for each in view["blocks"]]
    return [each.removeprefix("rating:") for each in ids if each.startswith("rating:")]


def fills(person: Actor, tag: str) -> list[str]:
    """Types 3,000 characters into every box, saved as typed; closes and opens again; submits."""
    person.types("/interview feedback")
    criteria = criteria_of(person.modal())
    for number, criterion in enumerate(criteria):
        view = person.modal()
        block = next(each for each in view["blocks"] if each.get("block_id") == f"rating:{criterion}")
        value = "clear-strength" if number % 2 else "clear-concern"
        option = next(each for each in block["element"]["options"] if each["value"] == value)
        person.sets(view, f"rating:{criterion}", {"type": "static_select", "selected_option": option})
    boxes = ["notes", "reasons", "recruiter-note", *(f"evidence:{each}" for each in criteria)]
    tags = [f"{tag}{each.replace(':', '').replace('-', '')}" for each in boxes]
    for box, name in zip(boxes, tags, strict=True):
        person.sets(person.modal(), box, {"type": "plain_text_input", "value": filled(name)})
    yes = next(each for each in person.modal()["blocks"] if each.get("block_id") == "recommendation")
    person.sets(
        person.modal(),
        "recommendation",
        {"type": "static_select", "selected_option": yes["element"]["options"][0]},
    )
    share = next(each for each in person.modal()["blocks"] if each.get("block_id") == "share-notes")
    ticked: Json = {"type": "checkboxes", "selected_options": share["element"]["options"]}
    person.sets(person.modal(), "share-notes", ticked)
    person.closes()
    person.types("/interview feedback")
    for box, name in zip(boxes, tags, strict=True):
        assert held(person.modal(), box) == filled(name), box
    assert person.submits()["ok"]
    return tags


def thread(rosa: Actor) -> Sequence[Json]:
    return rosa.messages(CHANNEL, rosa.messages(CHANNEL)[0]["ts"])[1:]


def test_a_full_scorecard_is_shown_whole_everywhere(each_world: World) -> None:
    world = each_world
    loop = a_created_loop(world, an_edit(NOON, PRIYA, observers=(TOM, SAM)))
    world.moves_to(OVER)
    priya, tom, rosa = world.actor(PRIYA), world.actor(TOM), world.actor(ROSA)
    tags = fills(priya, "pr")
    public = [each for each in tags if "recruiternote" not in each]

    posted = thread(rosa)
    assert len(posted) > 1, "several messages"
    for tag in public:
        whole(tag, words(posted))
    assert "prrecruiternote" not in words(posted)
    headings = [words(each["blocks"][0]) for each in posted]
    assert all("System Design" in each for each in headings)
    assert all("continued" in each for each in headings[1:])

    copied = next(each for each in posted if "Copy for the ATS" in words(each))
    rosa.clicks(copied, "Copy for the ATS", CHANNEL)
    shown = words(rosa.modal())
    for tag in tags:
        whole(tag, _first_run(tag, shown))
    rosa.closes()

    rosa.hand.do("invite", channel=CHANNEL, user=SAM)
    world.settle()
    assert "prnotes" not in words(thread(rosa)), "folded, all its messages"
    fills(tom, "to")
    for tag in ("tonotes", "toreasons", "torecruiternote"):
        whole(tag, words(rosa.messages()))
    overview = rosa.types("/interview loop maya")
    assert "2 of 3 in" in words(overview)
    fills(world.actor(SAM), "sa")
    world.moves_to(OVER + timedelta(minutes=20))
    packs = [each for each in thread(rosa) if each["text"].startswith("Team stage: everything is in")]
    assert packs
    everything = words([each for each in thread(rosa) if each not in packs])
    for tag in (*public, "tonotes", "sareasons"):
        whole(tag, everything)
    assert the_loop(world, loop.id)


def _first_run(tag: str, shown: str) -> str:
    """The reading modal shows a scorecard twice where both fit: to read and to copy."""
    end = filled(tag).split()[-1]
    return shown[: shown.index(end) + len(end)]


def test_full_fields_of_a_loop_go_through_its_screens(world: World) -> None:
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    links = "\n".join(f"Link {number}: https://example.com/{'x' * 60}{number}" for number in range(18))
    typed: dict[str, Any] = step_1(
        candidate_name="N" * 120,
        candidate_ats=f"https://ats.example.com/{'a' * 2900}",
        title="T" * 120,
        level="L" * 40,
        team="E" * 80,
        links=links,
        links_cv=f"https://example.com/{'c' * 2900}",
    )
    assert rosa.submits(**typed)["ok"]
    outsiders = "\n".join(f"{chr(65 + number)}{'o' * 60}, observer" for number in range(13))
    for guide in ("system-design", "values"):
        rosa.clicks(rosa.modal(), "Add an interview")
        fields = {"starts_at": NOON, "leads": [PRIYA], "place": "P" * 600, "outsiders": outsiders}
        assert rosa.submits(guide=guide, **fields)["ok"]
    assert rosa.submits()["ok"]
    priya = world.actor(PRIYA)
    for actor in (rosa, priya):
        for line in ("mine", "prep", "loops", "loop n", "schedule n", "brief n", "close n", "feedback"):
            actor.types(f"/interview {line}")
            while actor.hand.modals():
                actor.closes()
        actor.hand.do("home")
        world.settle()
    world.moves_to(NOON - timedelta(minutes=15))
    priya.clicks(priya.last(), "I'm running late")
    assert priya.submits(minutes="5")["ok"]
    world.moves_to(OVER + timedelta(days=3))
    rosa.clicks(rosa.types("/interview loops"), "Go on without", GENERAL)
    assert rosa.submits(reason="r" * 500)["ok"]


def test_one_character_too_many_is_told_and_kept(world: World) -> None:
    _over(world)
    priya = world.actor(PRIYA)
    priya.types("/interview feedback")
    answer = priya.submits(notes="n" * (LIMIT + 1), recommendation="yes", reasons="r")
    assert set(answer["errors"]) == {"notes"}
    assert len(held(priya.modal(), "notes")) == LIMIT + 1


def test_replies_in_the_thread_add_up_beyond_one_box(world: World) -> None:
    _over(world)
    priya = world.actor(PRIYA)
    message = next(each for each in priya.messages() if "Jot notes" in words(each) or "notes" in words(each))
    for tag in ("one", "two"):
        priya.hand.do("say", channel=priya.dm, text=filled(tag, 2900), thread_ts=message["ts"])
        world.settle()
    priya.types("/interview feedback")
    assert "notes:2" in [each.get("block_id") for each in priya.modal()["blocks"]]
    assert priya.submits(recommendation="yes", reasons="r", **{"share-notes": ["yes"]})["ok"]
    shown = words(thread(world.actor(ROSA)))
    for tag in ("one", "two"):
        assert filled(tag, 2900).split()[-1] in shown
        assert filled(tag, 2900).split()[0] in shown


def _over(world: World) -> Loop:
    loop = a_created_loop(world, an_edit(NOON, PRIYA))
    world.moves_to(NOON - timedelta(minutes=15))
    world.moves_to(OVER)
    return loop
