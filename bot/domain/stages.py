"""What becomes of a stage: its state, and what is decided at its end."""

from __future__ import annotations

from enum import StrEnum


class StageState(StrEnum):
    OPEN = "open"
    DECIDED = "decided"


class Decision(StrEnum):
    GO_ON = "go-on"  # to the next stage
    NOT_MOVING_ON = "not-moving-on"
    HIRE = "hire"  # of the last stage alone
