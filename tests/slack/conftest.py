"""A local Slack with a few people in it, and the bot's own connection to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import default_workspace
from bot.slack.client import make_client

TIMEOUT = 1  # seconds: what is made to hang is waited for so long


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(default_workspace()) as sandbox:
        yield sandbox


@pytest.fixture
def client(sandbox: Sandbox) -> WebClient:
    return make_client(sandbox.workspace.bot_token, sandbox.api_url, TIMEOUT)


@pytest.fixture
def control(sandbox: Sandbox) -> Control:
    return Control(sandbox.url)
