"""What is done at length alone, and what goes first."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The attacks first: as the last of all they would be waited for, one by one.

    `at_length`: each of its kind starts four processes, and one of them in the ordinary run is enough.
    """
    items.sort(key=lambda each: each.get_closest_marker("torture") is None)
    if config.getoption("torture"):
        return
    left = [each for each in items if each.get_closest_marker("at_length")]
    items[:] = [each for each in items if each not in left]
    config.hook.pytest_deselected(items=left)
