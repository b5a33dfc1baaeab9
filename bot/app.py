"""The composition root: everything is built here from `Settings`; it holds no logic."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.util import Finalize
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot import settings as environment
from bot.catalog.problems import log_refused
from bot.catalog.store import CatalogStore
from bot.connections import IN_TIME, POOL, Limits, clients_for, database_behind, database_for
from bot.delivery.ahead import OpenAhead
from bot.delivery.schedule import Schedule
from bot.delivery.timing import NORMAL, Timing
from bot.delivery.worker import Worker
from bot.domain.pilot import Pilot
from bot.domain.processes import ProcessKind
from bot.domain.settings import Deployment, LeadTimes, WorkingHours
from bot.logs.setup import DEBUG, INFO, catch_all, configure, logger
from bot.metrics.counts import NOTHING, Counts
from bot.metrics.measured import Measured
from bot.operations.figures import due_now, in_use
from bot.operations.listening import Listening
from bot.operations.presence import Presence, this_process
from bot.operations.readiness import Readiness
from bot.services.calendar import Holidays
from bot.services.use_cases import Services, services
from bot.settings import CatalogSettings, Settings
from bot.slack.answering import Answerer
from bot.slack.bolt import bolt_app
from bot.slack.client import make_client, refused
from bot.slack.directory import SlackDirectory
from bot.slack.http_edge import HttpEdge
from bot.slack.manifest import manifest
from bot.slack.router import Router, Routes
from bot.slack.sender import SlackSender
from bot.slack.socket_mode import SocketConnection
from bot.slack.surface import surface as surface
from bot.starting import accepted, ended_by
from bot.storage.clock import SharedClock
from bot.storage.database import Database
from bot.storage.secret import kept_secret
from bot.values.ports import Clock

log = logger(__name__)


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  # the clock that everything else is given


@dataclass(frozen=True)
class Bot:
    services: Services
    app: App
    routes: Routes
    worker: Worker
    schedule: Schedule
    databases: tuple[Database, ...]
    ready: Readiness
    counts: Counts
    presence: Presence

    def begin(self) -> None:
        """Delivers, from now on."""
        self.presence()
        self.services.messages.restored.tell()
        self.schedule.start()

    def close(self) -> None:
        """Lets go of the connections."""
        self.presence.end()
        for each in self.databases:
            each.close()


def deployment_of(settings: CatalogSettings) -> Deployment:
    """What the environment says for everybody, once."""
    pilot = Pilot(frozenset(re.findall(r"\w+", settings.pilot)))
    hours, lead_times = WorkingHours(), LeadTimes()
    return Deployment(settings.command, settings.company_zone, hours, lead_times, Holidays(), pilot)


def build(
    settings: Settings,
    clock: Clock | None = None,
    limits: Limits = IN_TIME,
    level: int = INFO,
    timing: Timing = NORMAL,
    machine: Clock = now,
    kind: ProcessKind = ProcessKind.BOT,
) -> Bot:
    """`clock` is the domain's, where it is not the time that all processes share; `machine` this one's own.

    Refuses a database that is not migrated. Asks Slack once who this bot is. `level`: of its lines.
    """
    settings.reach_local_slack_directly()
    counts = Measured(time.time) if settings.ops_port else NOTHING  # noqa: TID251  # real time
    database = database_for(settings, limits, level)
    catalog = _catalog(settings, level)
    quick, patient, identity = clients_for(settings, limits, level, counts)
    behind, shared = database_behind(database, settings, limits, machine)

    def use_cases(database: Database, client: WebClient) -> Services:
        directory = SlackDirectory(client, identity.bot_user_id or "")
        return services(database, catalog, directory, clock or shared, deployment_of(settings), counts)

    on, sending = use_cases(database, quick), use_cases(behind, patient)
    _keep_what_rows_name(database, on)
    presence = Presence(behind, this_process(), kind, time.monotonic)
    worker, beside = _delivery(sending, SlackSender(patient), shared, timing)
    surfaces = surface(on, worker.pause.begin)
    return Bot(
        services=on,
        app=bolt_app(quick, identity, Router(surfaces, counts), Answerer(quick, limits.slack)),
        routes=surfaces,
        worker=worker,
        schedule=Schedule(worker, (*beside, presence), counts=counts),
        databases=(database, behind),
        ready=Readiness(database, lambda: refused(quick), lambda: worker.pause.why, time.monotonic),
        counts=counts,
        presence=presence,
    )


def _keep_what_rows_name(database: Database, on: Services) -> None:
    """Guides, and what messages are named by: a copy made before the first of them has that, too."""
    with database.write() as connection:
        on.guidebook.keep_versions(connection)
        kept_secret(connection)


def _delivery(
    on: Services, sender: SlackSender, clock: SharedClock, timing: Timing
) -> tuple[Worker, Sequence[Callable[[], object]]]:
    """And what goes on beside it."""
    worker = Worker(on.outbox, on.messages, sender, clock, timing=timing, name=this_process())
    ahead = OpenAhead(on.messages, sender, clock)
    return worker, (on.catalog.refresh_if_changed, clock.compare, on.workspace_changes.keep_up, ahead)


def _catalog(settings: Settings, level: int) -> CatalogStore:
    store = CatalogStore(settings.catalog_dir, log_refused)
    guides, templates = len(store.current.guides), len(store.current.templates)
    log.log(level, "catalog", folder=str(settings.catalog_dir), guides=guides, templates=templates)
    return store


def wsgi() -> HttpEdge:
    """What granian's workers call: HTTP mode from the environment. Their parent has said it all."""
    try:
        configure(environment.read_logging().log_level)
        catch_all()
        settings = environment.read()
        settings.needs("SLACK_SIGNING_SECRET")
        bot = build(settings, level=DEBUG, kind=ProcessKind.WEB)
        listening(bot, settings)  # until granian ends this process
        bot.presence.keep()
        Finalize(None, bot.close, exitpriority=1)  # granian forks: `atexit` would not be asked
        return front(bot, settings)
    except Exception as error:  # noqa: BLE001  # what ended it decides the exit code
        raise SystemExit(ended_by(error)) from None


def front(bot: Bot, settings: Settings) -> HttpEdge:
    secret = settings.slack_signing_secret
    clock = time.time  # noqa: TID251  # signatures keep real time
    return HttpEdge(bot.app, secret.get_secret_value() if secret else "", clock, bot.ready)


def listening(bot: Bot, settings: Settings) -> Listening | None:
    """On OPS_PORT, where it is set."""
    counts = bot.counts
    if settings.ops_port is None or not isinstance(counts, Measured):
        return None
    counts.look_at(lambda: in_use(bot.databases), lambda: due_now(bot.services.outbox))
    return Listening(settings.ops_host, settings.ops_port, bot.ready, counts.page)


def connected(bot: Bot, settings: Settings) -> SocketConnection:
    """Over Socket Mode: as many requests at once as there are connections to the database."""
    token = settings.slack_app_token
    connection = SocketConnection(bot.app, token.get_secret_value() if token else "", POOL)
    with accepted("SLACK_APP_TOKEN", bot.app.client):
        connection.connect()
    return connection


def manifest_for(settings: CatalogSettings, url: str | None) -> dict[str, Any]:
    """From the routes alone: what is built here connects to nothing until it is asked."""
    on = without_slack(settings, Database(f"sqlite:///{os.devnull}"))
    return manifest(surface(on, log.error), settings.command, url)


def without_slack(settings: CatalogSettings, database: Database, clock: Clock = now) -> Services:
    """Of those use cases that ask Slack nothing."""
    nobody = SlackDirectory(make_client("", "http://127.0.0.1/"), "")
    return services(database, CatalogStore(settings.catalog_dir), nobody, clock, deployment_of(settings))
