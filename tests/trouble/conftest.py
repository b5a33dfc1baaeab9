"""The demo company on a Tuesday morning, without its loop; Slack has to take all that the bot says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.acting import World, a_demo
from tests.trouble.forms import TUESDAY


@pytest.fixture
def world() -> Iterator[World]:
    yield from _on()


@pytest.fixture
def each_world(database_url: str) -> Iterator[World]:
    """On each engine, where the database has a say in it."""
    yield from _on(database_url)


def _on(database_url: str | None = None) -> Iterator[World]:
    facts = {"database_url": database_url} if database_url else {}
    with a_demo(over_http=True, start_at=TUESDAY, **facts) as demo:
        world = World(demo)
        yield world
        assert world.refusals() == []
