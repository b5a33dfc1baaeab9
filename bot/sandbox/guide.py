"""The first minutes, guided: steps given by whoever starts the local Slack, ticked off as things happen.

What is looked at is what anybody's bot has: commands, buttons, forms, channels, threads, the clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.sandbox.wire import Json

What = Literal[
    "command", "shortcut", "act", "submit", "close", "say", "join", "home", "read", "thread", "clock"
]


@dataclass(frozen=True)
class Happening:
    """`about`: a command's line, an action_id, a callback_id, or a channel's id (`dm`: that with the bot)."""

    what: str
    person: str = ""
    about: str = ""


@dataclass(frozen=True)
class When:
    """Fits what happens by that person (empty: anybody) about something that starts so."""

    what: What
    person: str = ""
    about: str = ""

    def fits(self, happening: Happening) -> bool:
        """Whether this is it."""
        same = self.what == happening.what and self.person in ("", happening.person)
        return same and happening.about.startswith(self.about)


@dataclass(frozen=True)
class GuideStep:
    """One step: what to do in a sentence, and as whom. Any of `done_when` ticks it off.

    `line` is what to type, if anything. `in_turn`: counts only once the step before it is done.
    """

    title: str
    do: str
    done_when: tuple[When, ...]
    person: str = ""
    line: str = ""
    in_turn: bool = False


class Guide:
    """The steps, and which are done."""

    def __init__(self, steps: Iterable[GuideStep] = ()) -> None:
        self._steps = tuple(steps)
        self._done: set[int] = set()

    def note(self, happening: Happening) -> bool:
        """Ticks off what this was; True if anything is new."""
        before = len(self._done)
        for number, step in enumerate(self._steps):
            if self._counts(number, step) and any(when.fits(happening) for when in step.done_when):
                self._done.add(number)
        return len(self._done) > before

    def again(self) -> None:
        """From the start."""
        self._done.clear()

    def shown(self) -> list[Json]:
        """As the page gets it."""
        return [
            {"title": s.title, "do": s.do, "person": s.person, "line": s.line, "done": number in self._done}
            for number, s in enumerate(self._steps)
        ]

    def _counts(self, number: int, step: GuideStep) -> bool:
        return not step.in_turn or number - 1 in self._done
