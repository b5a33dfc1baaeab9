"""What a bot is built on: its database and Slack, each waited for so long and no longer."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.logs.setup import logger
from bot.metrics.counts import Counts
from bot.settings import Settings
from bot.slack.budgets import SLACKS, Budgets
from bot.slack.client import make_client
from bot.slack.watch import SlackWatch
from bot.starting import identified
from bot.storage.clock import SharedClock
from bot.storage.database import IN_BUDGET, UNHURRIED, Database, Waits
from bot.storage.migrating import check_migrated
from bot.storage.opening import opened
from bot.values.ports import Clock

POOL = 8  # threads that answer requests, and the connections they share

log = logger(__name__)


@dataclass(frozen=True)
class Limits:
    """Seconds to wait for Slack and for the database; calls a minute of Slack's methods, in the worker."""

    slack: int = 2  # in a request
    slack_behind: int = 10  # in the worker
    database: Waits = IN_BUDGET
    database_behind: Waits = UNHURRIED
    a_minute: Mapping[str, int] | None = None  # None: Slack's own limits, and none for a local Slack


IN_TIME = Limits()


def database_for(settings: Settings, limits: Limits, level: int) -> Database:
    """For requests. Refuses one that is not migrated, or does not answer."""
    database = opened(settings.database_url, POOL, limits.database)
    log.log(level, "database", **database.name)
    check_migrated(database)
    return database


def database_behind(
    database: Database, settings: Settings, limits: Limits, machine: Clock
) -> tuple[Database, SharedClock]:
    """The worker waits for connections of its own; and the time that all processes share."""
    behind = Database(settings.database_url, POOL, limits.database_behind, database.watch)
    shared = SharedClock(behind, machine)
    shared.compare()
    return behind, shared


def clients_for(
    settings: Settings, limits: Limits, level: int, counts: Counts
) -> tuple[WebClient, WebClient, AuthorizeResult]:
    """A client for requests, one for the worker, and who they are."""
    token, url = settings.slack_bot_token.get_secret_value(), settings.slack_api_url
    watch = SlackWatch(url, counts)
    quick = make_client(token, url, limits.slack, watch)
    a_minute = SLACKS if limits.a_minute is None and not settings.on_this_machine else limits.a_minute
    patient = make_client(token, url, limits.slack_behind, watch, Budgets(time.monotonic, a_minute or {}))
    identity = identified(patient, token)
    log.log(level, "connected to Slack", team=identity.team_id, bot=identity.bot_id)
    return quick, patient, identity
