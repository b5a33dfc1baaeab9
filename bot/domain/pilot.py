"""A pilot: while the bot is tried out by a few, only they get messages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pilot:
    """`named`: ids of people and channels; nobody named: there is no pilot, and everybody gets messages."""

    named: frozenset[str] = frozenset()

    def has(self, recipient: str) -> bool:
        return not self.named or recipient in self.named


EVERYONE = Pilot()
