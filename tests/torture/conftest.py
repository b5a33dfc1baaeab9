"""What is done at length alone."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`at_length`: each of its kind starts four processes, and one of them in the ordinary run is enough."""
    if config.getoption("torture"):
        return
    left = [each for each in items if each.get_closest_marker("at_length")]
    items[:] = [each for each in items if each not in left]
    config.hook.pytest_deselected(items=left)
