"""The processes of a deployment, and how long one that says nothing counts as there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SAYS_SO_EVERY = 20.0  # seconds
GONE_AFTER = timedelta(seconds=90)
"""More than four times that: one whose machine is busy is not gone."""


class ProcessKind(StrEnum):
    WEB = "web"
    WORKER = "worker"
    BOT = "bot"  # both, over Socket Mode


@dataclass(frozen=True)
class AtWork:
    """A process on a database. `kind` as it said: a later release may have others."""

    name: str
    kind: str
    seen_at: datetime
