"""What recruiter and hiring manager are told of at once."""

from __future__ import annotations

from bot.domain.loops import Interview
from bot.services.values import Reader, Word, WordKind
from bot.slack.views.words import word
from tests.screens import worst
from tests.screens.people import HENRIK, ROSA
from tests.screens.registry import Shows, screens
from tests.screens.world import DESIGN, GUIDES, MAYA

DETAILS = {
    WordKind.RUNNING_LATE: "10 minutes",
    WordKind.CANNOT_MAKE_IT: "I am out sick. Ines knows the exercise.",
    WordKind.NOT_REACHED: "the account is deactivated",
    WordKind.CHANNEL_WITHHELD: "I cannot post in the loop's channel. Invite me there, and I will catch up.",
}
OF_THE_LOOP = frozenset({WordKind.CHANNEL_WITHHELD})


def _word(kind: WordKind, reader: Reader, interview: Interview | None = DESIGN) -> Word:
    about = None if kind in OF_THE_LOOP else interview
    guide = GUIDES[about.guide] if about else None
    by = "" if kind in OF_THE_LOOP else "UTOM"
    return Word(kind, reader, MAYA, about, guide, by, DETAILS.get(kind, ""))


@screens
def words() -> Shows:
    for kind in WordKind:
        yield f"word-{kind}.realistic", word(_word(kind, ROSA))
        worst_one = Word(kind, ROSA, worst.loop(), worst.interview(), worst.guide(), "U1", worst.typed(3000))
        yield f"word-{kind}.worst", word(worst_one)
    yield "word-cannot-make-it-manager.realistic", word(_word(WordKind.CANNOT_MAKE_IT, HENRIK))
    yield "word-not-reached-no-interview.realistic", word(_word(WordKind.NOT_REACHED, ROSA, None))
