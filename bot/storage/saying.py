"""What the messages under way say, as JSON, there and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.domain.interviews import Asked, Heard, LastTold, Role
from bot.domain.notices import Saying

Kept = Mapping[str, Any]


def saying_to_json(saying: Saying) -> Kept:
    told = {str(panelist_id): _told_to_json(each) for panelist_id, each in saying.told.items()}
    return {"parts": saying.parts, "told": told}


def saying_from_json(kept: Kept | None) -> Saying | None:
    """Raises `KeyError`, `TypeError` or `ValueError` for what `saying_to_json` did not make."""
    if kept is None:
        return None
    told = {int(panelist_id): _told(each) for panelist_id, each in kept["told"].items()}
    return Saying(int(kept["parts"]), told)


def _told_to_json(told: Heard) -> Kept | None:
    if told is None:
        return None
    if isinstance(told, Asked):
        return {"asked_at": told.at.astimezone(UTC).isoformat()}
    starts_at = told.starts_at.astimezone(UTC).isoformat() if told.starts_at else None
    return {
        "starts_at": starts_at,
        "place": told.place,
        "cancelled": told.cancelled,
        "role": told.role.value,
    }


def _told(kept: Kept | None) -> Heard:
    if kept is None:
        return None
    if "asked_at" in kept:
        return Asked(datetime.fromisoformat(kept["asked_at"]))
    starts_at = datetime.fromisoformat(kept["starts_at"]) if kept["starts_at"] else None
    return LastTold(starts_at, str(kept["place"]), bool(kept["cancelled"]), Role(kept["role"]))
