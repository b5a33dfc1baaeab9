"""Settings as their form shows them, and what came of changing them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.settings import Away, Preferences
from bot.values.interviews import Reader


@dataclass(frozen=True)
class SettingsForm:
    """`holds`: what holds now. `country` is None where it is guessed from the zone.

    `everybody`: it is about everybody's, not the reader's own. `may_set_everybodys`: they are offered those.
    """

    reader: Reader
    holds: Preferences
    country: str | None
    everybody: bool = False
    may_set_everybodys: bool = False

    @property
    def away(self) -> Away | None:
        return self.holds.away


@dataclass(frozen=True)
class SettingsKept:
    """`moved`: how many reminders came to another time; None where that goes on behind."""

    form: SettingsForm
    moved: int | None
