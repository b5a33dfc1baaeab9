"""The world of these tests, on each database engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import deployment_of
from bot.catalog.store import CatalogStore
from bot.domain.loops import Loop
from bot.sandbox.server import Sandbox
from bot.services.use_cases import services
from bot.settings import CatalogSettings
from bot.slack.client import make_client
from bot.slack.directory import SlackDirectory
from bot.slack.sender import SlackSender
from bot.storage.database import Database
from tests.delivery.world import MONDAY, HandClock, World, workspace
from tests.patience import PATIENCE, SLACK

CATALOG = Path(__file__).parents[2] / "catalog"


@pytest.fixture(scope="session")
def catalog() -> CatalogStore:
    return CatalogStore(CATALOG)


@pytest.fixture
def slack_timeout() -> int:
    """Seconds; a test that makes Slack hang sets it `short`."""
    return PATIENCE


@pytest.fixture
def world(
    database: Database, elsewhere: Database, catalog: CatalogStore, slack_timeout: int
) -> Iterator[World]:
    with Sandbox(workspace(), start_at=MONDAY, timing=SLACK) as sandbox:
        client = make_client(sandbox.workspace.bot_token, sandbox.api_url, slack_timeout)
        directory = SlackDirectory(client, sandbox.workspace.bot.user_id)
        on = services(database, catalog, directory, sandbox.now, deployment_of(CatalogSettings()))
        world = World(sandbox, on, elsewhere, SlackSender(client), HandClock(), [])
        yield world
        for worker in world.workers:
            worker.stop()


@pytest.fixture
def loop(world: World) -> Loop:
    """Its card is posted, and nothing else is owed."""
    loop = world.loop()
    world.worker("before").tick()
    return loop
