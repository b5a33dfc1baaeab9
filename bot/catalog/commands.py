"""What `catalog check` and `catalog list` print."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.catalog.catalog import Catalog
from bot.catalog.models import Guide
from bot.catalog.problems import Problem


def report(problems: Sequence[Problem]) -> str:
    """One line for each problem, and how many there are."""
    if not problems:
        return "The catalog is good."
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return "\n".join([*map(str, problems), f"{count} found. Nothing was changed."])


def listing(catalog: Catalog) -> str:
    """Every guide by track: slug, length, title and summary; an earlier one names its successors."""
    blocks = [
        "\n".join([track, *(_row(catalog, guide) for guide in guides)])
        for track, guides in groupby(catalog.guides.values(), key=lambda guide: guide.track.value)
    ]
    return "\n\n".join([*blocks, f"{len(catalog.guides)} interview types, version {catalog.version}"])


def _row(catalog: Catalog, guide: Guide) -> str:
    start = f"  {guide.slug:<30} {guide.minutes!s:>5} min  {guide.title}"
    later = ", ".join(successor.title for successor in catalog.successors(guide))
    return f"{start}{f' (earlier; now {later})' if later else ''}. {guide.summary}"
