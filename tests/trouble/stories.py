"""One loop through every screen there is, by its people, with whatever texts are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.demo.company import CHANNEL, HENRIK, KENJI, LEA, PRIYA, ROSA, SAM, TOM
from tests.acting import Actor, Json, World, words
from tests.trouble.forms import GENERAL, NOON, step_1

OVER = NOON + timedelta(hours=1)


@dataclass(frozen=True)
class Texts:
    """What is typed where: `said` in every box that takes a sentence."""

    name: str = "Maya Lind"
    email: str = "maya@example.com"
    ats: str = "https://ats.example.com/candidates/4711"
    title: str = "Engineer"
    outsider: str = "Dana Cole"
    place: str = "Room 4"
    links: str = "Portfolio: https://example.com/work"
    notes: str = "Walked through it"
    reasons: str = "As seen"
    evidence: str = "Named three stores and what each costs"
    recruiter_note: str = "Wants to hear soon"
    said: str = "On leave"


def whole_story(world: World, texts: Texts) -> None:
    """From the first form to the closed loop; the world is settled after each step."""
    rosa = world.actor(ROSA)
    sets_up(rosa, texts)
    looks_around(world, texts)
    _gets_ready(world, texts)
    _gives_feedback(world, texts)
    looks_around(world, texts)
    reads(world)
    _goes_on(world, texts)
    rosa.clicks(rosa.types("/interview close"), "Close", GENERAL)
    assert rosa.submits(outcome="not-moving-on")["ok"]
    looks_around(world, texts)


def sets_up(rosa: Actor, texts: Texts) -> None:
    rosa.types("/interview new")
    typed = step_1(
        candidate_name=texts.name,
        candidate_email=texts.email,
        candidate_ats=texts.ats,
        title=texts.title,
        links=texts.links,
    )
    assert rosa.submits(**typed)["ok"], rosa.modal()
    outsiders = f"{texts.outsider}, observer"
    for guide, fields in (
        ("system-design", {"starts_at": NOON, "leads": [PRIYA], "observers": [TOM], "shadows": [KENJI]}),
        ("values", {"starts_at": NOON, "leads": [SAM], "outsiders": outsiders}),
        ("collaboration", {"starts_at": NOON + timedelta(days=1), "leads": [LEA]}),
        ("code-walkthrough", {"leads": [LEA]}),
    ):
        rosa.clicks(rosa.modal(), "Add an interview")
        assert rosa.submits(guide=guide, place=texts.place, **fields)["ok"]
    assert rosa.submits()["ok"]
    assert not rosa.hand.modals()


def looks_around(world: World, texts: Texts) -> None:
    """Every page, as everybody who has one; every command there is, as the recruiter."""
    every = tuple(world.demo.bot.routes.commands)
    for person in (ROSA, HENRIK, PRIYA, TOM, KENJI, LEA):
        actor = world.actor(person)
        pages = ("mine", "prep", "loops", "loop", "feedback qqqq", "schedule", "brief system-design")
        for line in (*pages, *(every if person == ROSA else ())):
            actor.types(f"/interview {line}")
            closes_all(actor)
        actor.hand.do("home")
        world.settle()
        assert actor.hand.see("home")["view"]
    rosa = world.actor(ROSA)
    rosa.types(f"/interview brief {texts.name}")
    rosa.types("/interview close")
    card = rosa.messages(CHANNEL)[0]
    for label in {"Overview", "Change"} & set(labels(card)):
        rosa.clicks(card, label, CHANNEL)
        closes_all(rosa)


def closes_all(actor: Actor) -> None:
    while actor.hand.modals():
        actor.closes()


def _gets_ready(world: World, texts: Texts) -> None:
    world.moves_to(NOON - timedelta(minutes=15))
    priya, rosa = world.actor(PRIYA), world.actor(ROSA)
    starting = priya.last()
    priya.clicks(starting, "I'm running late")
    assert priya.submits(minutes="20")["ok"]
    priya.hand.do("say", channel=priya.dm, text=texts.said, thread_ts=starting["ts"])
    world.settle()
    rosa.types("/interview schedule")
    rosa.clicks(rosa.modal(), "Edit", nth=2)
    assert rosa.submits(starts_at=NOON + timedelta(days=1, hours=2))["ok"]
    closes_all(rosa)


def _gives_feedback(world: World, texts: Texts) -> None:
    world.moves_to(OVER)
    for person, rating in ((PRIYA, "clear-strength"), (TOM, "clear-concern"), (KENJI, "more-concern")):
        gives_all(world.actor(person), texts, "trade-offs", rating)
    sam = world.actor(SAM)
    sam.types("/interview feedback")
    assert sam.submits(recommendation="no-decision", reasons=texts.reasons)["ok"]
    rosa = world.actor(ROSA)
    rosa.types("/interview feedback")
    gives_all(rosa, texts, "", "")
    world.moves_to(OVER + timedelta(minutes=16))


def gives_all(person: Actor, texts: Texts, criterion: str, rating: str) -> None:
    """Every box of the form filled; each text is saved as it is typed."""
    closes_all(person)
    person.types("/interview feedback")
    person.sets(person.modal(), "notes", {"type": "plain_text_input", "value": texts.notes})
    fields: dict[str, Any] = {
        "recommendation": "yes",
        "reasons": texts.reasons,
        "recruiter-note": texts.recruiter_note,
    }
    if criterion:
        view = person.modal()
        block = next(each for each in view["blocks"] if each.get("block_id") == f"rating:{criterion}")
        option = next(each for each in block["element"]["options"] if each["value"] == rating)
        person.sets(view, f"rating:{criterion}", {"type": "static_select", "selected_option": option})
        if rating.startswith("clear"):
            fields[f"evidence:{criterion}"] = texts.evidence
    answer = person.submits(**fields)
    assert answer["ok"], answer
    person.closes()


def reads(world: World) -> None:
    """Whatever shows a whole scorecard."""
    rosa = world.actor(ROSA)
    for where in (CHANNEL, rosa.dm):
        root = rosa.messages(CHANNEL)[0]["ts"] if where == CHANNEL else ""
        for message in rosa.messages(where, root):
            if "Copy for the ATS" in words(message):
                rosa.clicks(message, "Copy for the ATS", where)
                closes_all(rosa)


def _goes_on(world: World, texts: Texts) -> None:
    """The second day: somebody cannot come, the candidate does not, and one scorecard is never given."""
    lea, rosa = world.actor(LEA), world.actor(ROSA)
    world.moves_to(NOON + timedelta(days=1))
    ready = next(each for each in reversed(lea.messages()) if "I can't make it" in words(each))
    lea.clicks(ready, "I can't make it")
    assert lea.submits(reason=texts.said)["ok"]
    lea.clicks(lea.modal(), "Take it back")
    closes_all(lea)
    world.moves_to(NOON + timedelta(days=1, hours=4))
    asked = _with(lea, "Write your feedback")
    lea.clicks(asked, next(each for each in labels(asked) if each.startswith("More time")))
    assert lea.submits(until=NOON + timedelta(days=2))["ok"]
    world.moves_to(NOON + timedelta(days=6))
    rosa.clicks(rosa.types("/interview loops"), "Remind now", GENERAL)
    rosa.clicks(rosa.types("/interview loops"), "Go on without", GENERAL)
    assert rosa.submits(reason=texts.said)["ok"]
    rosa.types("/interview schedule")
    rosa.clicks(rosa.modal(), "Edit", nth=3)
    assert rosa.submits(starts_at=NOON + timedelta(days=6, hours=3))["ok"]
    closes_all(rosa)
    world.moves_to(NOON + timedelta(days=6, hours=2, minutes=45))
    message = _with(lea, "The candidate is not here")
    world.moves_to(NOON + timedelta(days=6, hours=3, minutes=15))
    lea.clicks(message, "The candidate is not here")
    rosa.clicks(rosa.last(), "Call it off")
    assert rosa.submits(cause="candidate")["ok"]
    closes_all(rosa)


def _with(person: Actor, text: str) -> Json:
    return next(each for each in reversed(person.messages()) if text in words(each))


def labels(message: Json) -> list[str]:
    """The message's buttons."""
    return [
        str(element["text"]["text"])
        for block in message["blocks"]
        for element in block.get("elements", ())
        if element.get("type") == "button"
    ]
