"""A local Slack with a few people in it, and the bot's own connection to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import default_workspace
from bot.slack.client import make_client
from tests.patience import PATIENCE, SLACK


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(default_workspace(), timing=SLACK) as sandbox:
        yield sandbox


@pytest.fixture
def slack_timeout() -> int:
    """Seconds; a test that makes Slack hang sets it `short`."""
    return PATIENCE


@pytest.fixture
def client(sandbox: Sandbox, slack_timeout: int) -> WebClient:
    return make_client(sandbox.workspace.bot_token, sandbox.api_url, slack_timeout)


@pytest.fixture
def control(sandbox: Sandbox) -> Control:
    return Control(sandbox.url)
