"""The tables. A test keeps them equal to what the migrations build.

`bot.storage.personal` says of each column whose data it holds.
"""

from __future__ import annotations

from bot.storage.schema.columns import Id, Moment, metadata
from bot.storage.schema.loops import (
    answer,
    candidate,
    candidate_join,
    excuse,
    interview,
    last_told,
    legal_hold,
    link,
    loop,
    loop_role,
    panelist,
    position,
    scorecard,
    stage,
)
from bot.storage.schema.outbox import hold, message, notice
from bot.storage.schema.records import audit, event, form_draft, guide_version, person, process, setting

__all__ = [
    "Id",
    "Moment",
    "answer",
    "audit",
    "candidate",
    "candidate_join",
    "event",
    "excuse",
    "form_draft",
    "guide_version",
    "hold",
    "interview",
    "last_told",
    "legal_hold",
    "link",
    "loop",
    "loop_role",
    "message",
    "metadata",
    "notice",
    "panelist",
    "person",
    "position",
    "process",
    "scorecard",
    "setting",
    "stage",
]
