"""What recruiter and hiring manager are told of at once."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from bot.domain.loops import Interview
from bot.services.values import Reader, Word, WordKind
from bot.slack.views.words import word
from tests.screens import worst
from tests.screens.people import HENRIK, ROSA
from tests.screens.registry import Shows, screens, sweep
from tests.screens.world import DESIGN, GUIDES, MAYA

DETAILS = {
    WordKind.RUNNING_LATE: "10 minutes",
    WordKind.CANNOT_MAKE_IT: "I am out sick. Ines knows the exercise.",
    WordKind.NOT_REACHED: "the account is deactivated",
    WordKind.CHANNEL_WITHHELD: "I cannot post in the loop's channel. Invite me there, and I will catch up.",
}
OF_THE_LOOP = frozenset({WordKind.CHANNEL_WITHHELD})


def a_word(kind: WordKind, reader: Reader = ROSA, interview: Interview | None = DESIGN) -> Word:
    about = None if kind in OF_THE_LOOP else interview
    guide = GUIDES[about.guide] if about else None
    by = "" if kind in OF_THE_LOOP else "UTOM"
    return Word(kind, reader, MAYA, about, guide, by, DETAILS.get(kind, ""))


@screens
def words() -> Shows:
    for kind in WordKind:
        yield f"word-{kind}.realistic", word(a_word(kind, ROSA))
        worst_one = Word(kind, ROSA, worst.loop(), worst.interview(), worst.guide(), "U1", worst.typed(3000))
        yield f"word-{kind}.worst", word(worst_one)
    typed = replace(a_word(WordKind.CANNOT_MAKE_IT), detail="Train & <b>strike</b>")
    yield "word-cannot-make-it-typed.realistic", word(typed)
    yield "word-cannot-make-it-manager.realistic", word(a_word(WordKind.CANNOT_MAKE_IT, HENRIK))
    yield "word-not-reached-no-interview.realistic", word(a_word(WordKind.NOT_REACHED, ROSA, None))


@sweep
def whatever_is_known() -> Shows:
    """Without a time, without a guide, without anything, and about the worst."""
    worst_seat = worst.beyond("U0")
    nothing = Word(WordKind.NOT_REACHED, ROSA, worst_seat.loop, None, None, "", worst.long(3000))
    untimed = replace(DESIGN, starts_at=None)
    for kind, (who, reader) in product(WordKind, (("recruiter", ROSA), ("manager", HENRIK))):
        known = a_word(kind, reader)
        yield f"word-{kind}-{who}.swept", word(known)
        without = replace(known, interview=untimed, guide=None)
        yield f"word-{kind}-{who}-untimed.swept", word(without)
        yield f"word-{kind}-{who}-worst.swept", word(replace(nothing, kind=kind, reader=reader))
