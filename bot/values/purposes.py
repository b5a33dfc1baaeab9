"""What a call to Slack is for: where calls are scarce, what matters most goes first."""

from __future__ import annotations

from enum import IntEnum


class Purpose(IntEnum):
    """The lower, the sooner."""

    FOLDING = 0  # hiding what somebody may not read
    DUE = 1  # what somebody is owed now
    CARD = 2
    SETTLING = 3  # bringing what stands there up to date
    HOME = 4
    AHEAD = 5  # what nobody waits for yet
