"""Finding a guide, help, and the answer to anything that cannot be done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from bot.catalog.catalog import Choice
from bot.catalog.models import Guide, Track
from bot.domain.errors import NoSuchLoop, NotForGuests, NotYours
from bot.domain.interviews import Role
from bot.slack.router import DATABASE_UNAVAILABLE, DATABASE_UNAVAILABLE_AT_SUBMISSION, GONE, SLACK_AWAY
from bot.slack.routes import routes
from bot.slack.views.guide_list import BRIEF, Offer, guide_list, not_found, several, which_brief
from bot.slack.views.help import help_page, refusal
from tests.builders import a_guide
from tests.screens import worst
from tests.screens.registry import Shows, screens, sweep
from tests.screens.world import CATALOG, COMMAND, GUIDES

SEVERAL = (2, 8, 9, 60)
REFUSALS = {
    "no-such-loop": str(NoSuchLoop()),
    "for-guests": str(NotForGuests()),
    "not-yours": str(NotYours()),
    "away": DATABASE_UNAVAILABLE,
    "away-at-submission": DATABASE_UNAVAILABLE_AT_SUBMISSION,
    "slack-away": SLACK_AWAY,
    "gone": GONE,
}


def as_choices(guides: Iterable[Guide]) -> list[Choice]:
    return [CATALOG.choice(guide) for guide in guides]


@screens
def lists() -> Shows:
    every = as_choices(GUIDES.values())
    yield "list.realistic", guide_list(every, COMMAND)
    for track in Track:
        yield f"list-{track}.realistic", guide_list(every, COMMAND, track)
    yield "brief-alone.realistic", which_brief(every, COMMAND)
    yield "list-nothing.realistic", guide_list([], COMMAND, Track.SECURITY)
    many = [worst.guide(number) for number in range(45)]
    yield "list.worst", guide_list(as_choices(many), COMMAND)
    yield "brief-alone.worst", which_brief(as_choices(many), f"/{'c' * 31}")


@screens
def near_misses() -> Shows:
    one, two, three, earlier, other = (
        CATALOG.choice(GUIDES[slug])
        for slug in (
            "system-design",
            "ml-pairing",
            "pairing-exercise",
            "frontend-live-coding",
            "delivery-pairing",
        )
    )
    observing = Offer(Role.OBSERVER)
    yield "not-found-near.realistic", not_found("sytem desgin", [one], COMMAND, observing)
    yield "not-found-near-brief.realistic", not_found("sytem desgin", [one], COMMAND, BRIEF)
    yield "not-found-near-earlier.realistic", not_found("fronted", [earlier], COMMAND)
    yield "not-found-several-near.realistic", not_found("pairs", [two, three], COMMAND)
    yield "not-found.realistic", not_found("juggling", [], COMMAND)
    yield "several.realistic", several("pairing", [two, three])
    yield "several-earlier.realistic", several("live coding", [three, earlier, other], observing)
    worst_ones = as_choices(worst.guide(number) for number in range(12))
    yield "not-found.worst", not_found(worst.long(300), worst_ones[:8], COMMAND)
    yield "several.worst", several(worst.long(300), worst_ones)


@screens
def help_and_refusals() -> Shows:
    everything = _usages()
    yield "help.realistic", help_page(everything)
    yield "help-recruiter.realistic", help_page(everything, may_create=True)
    yield "help.worst", help_page([(f"/{'c' * 30} {worst.long(80, '')}", worst.long(200)) for _ in range(15)])
    for name, sentence in REFUSALS.items():
        yield f"refusal-{name}.realistic", refusal(sentence)
    yield "refusal.worst", refusal(worst.long(3600))


@sweep
def many_or_none() -> Shows:
    yield "list-hundred.swept", guide_list(as_choices(map(worst.guide, range(100))), COMMAND)
    for track in Track:
        yield f"list-nothing-{track}.swept", guide_list([], COMMAND, track)
    yield "not-found-long.swept", not_found("x" * 2000, [], COMMAND)
    for many in SEVERAL:
        yield (
            f"several-{many}.swept",
            several("type", as_choices(a_guide(f"type-{each}") for each in range(many))),
        )


@sweep
def help_for_each() -> Shows:
    usage = [(f"{COMMAND} word-{number} <type>", f"Does {worst.HOSTILE}.") for number in range(20)]
    for may_create in (False, True):
        yield f"help-{may_create}.swept", help_page(usage, may_create=may_create)


class _Anything:
    """Stands for all handlers: only the table's words are read here."""

    def __getattr__(self, _: str) -> _Anything:
        return self


def _usages() -> list[tuple[str, str]]:
    commands = routes(cast(Any, _Anything()), COMMAND).commands
    return [(f"{COMMAND} {each.usage}", each.sentence) for each in commands.values()]
