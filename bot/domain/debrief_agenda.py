"""What to talk about in a debrief, and for how long: what differs first, the decision last."""

from __future__ import annotations

from collections.abc import Sequence

SLOT = 5  # minutes: what a point of the agenda gets at least


def agenda(differing: Sequence[str], gaps: bool, minutes: int) -> tuple[tuple[int, str], ...]:
    """Points that add up to `minutes`. `gaps`: there is something that nobody saw."""
    slots = max(1, minutes // SLOT)
    ending = [*(["what nobody saw"] if gaps and slots > 1 else []), "decide"]
    points = [*_at_most(differing, slots - len(ending)), *ending]
    shares = [slots // len(points) + (place < slots % len(points)) for place in range(len(points))]
    lengths = [share * SLOT for share in shares]
    lengths[0] += minutes - sum(lengths)
    return tuple(zip(lengths, points, strict=True))


def _at_most(points: Sequence[str], most: int) -> list[str]:
    if len(points) <= most:
        return list(points)
    return [*points[: most - 1], "what else differs"] if most > 0 else []
