"""The composition root: everything is built here from `Settings`; it holds no logic."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot import settings as environment
from bot.catalog.problems import Problem
from bot.catalog.store import CatalogStore
from bot.delivery.schedule import Schedule
from bot.delivery.worker import Worker
from bot.domain.settings import Deployment, LeadTimes, WorkingHours
from bot.services.answers import Answers
from bot.services.channel import ChannelThread
from bot.services.chasing import Chasing
from bot.services.closing import Endings
from bot.services.composing import Composer
from bot.services.debriefs import Debriefs
from bot.services.drafts import Drafts
from bot.services.guidebook import Guidebook
from bot.services.guides import Guides
from bot.services.lines import Lines
from bot.services.loops import Loops
from bot.services.newcomers import Newcomers
from bot.services.outbox import Outbox
from bot.services.pages import Pages
from bot.services.people import People
from bot.services.planning import Planner
from bot.services.ports import Clock
from bot.services.preparation import Preparing
from bot.services.scorecards import Scorecards
from bot.services.seats import Seats
from bot.services.setup import Setup
from bot.settings import CatalogSettings, Settings, wrong
from bot.slack.answering import Answerer
from bot.slack.bolt import bolt_app
from bot.slack.client import CALL_FAILED, code_of, make_client
from bot.slack.directory import SlackDirectory
from bot.slack.front import Front
from bot.slack.handlers.answers import AnswerHandlers
from bot.slack.handlers.chasing import ChasingHandlers
from bot.slack.handlers.closing import ClosingHandlers
from bot.slack.handlers.guides import GuideHandlers
from bot.slack.handlers.home import HomeHandlers
from bot.slack.handlers.pages import PageHandlers
from bot.slack.handlers.preparation import PreparationHandlers
from bot.slack.handlers.scorecards import ScorecardHandlers
from bot.slack.handlers.setup import SetupHandlers
from bot.slack.manifest import manifest
from bot.slack.router import Router, Routes
from bot.slack.routes import Handlers, routes
from bot.slack.sender import SlackSender
from bot.slack.socket_line import SocketLine
from bot.storage.database import IN_BUDGET, Database, Waits
from bot.storage.migrating import check_migrated

POOL = 8  # threads that answer requests, and the connections they share

log = structlog.get_logger()


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Limits:
    """Seconds to wait for Slack and for the database."""

    slack: int = 2  # in a request
    slack_behind: int = 10  # in the worker
    database: Waits = IN_BUDGET


@dataclass(frozen=True)
class Services:
    """Every use case, built once."""

    catalog: CatalogStore
    database: Database
    guides: Guides
    preparing: Preparing
    answers: Answers
    chasing: Chasing
    scorecards: Scorecards
    drafts: Drafts
    setup: Setup
    pages: Pages
    endings: Endings
    people: People
    newcomers: Newcomers
    outbox: Outbox
    guidebook: Guidebook
    clock: Clock
    deployment: Deployment


@dataclass(frozen=True)
class Bot:
    services: Services
    app: App
    routes: Routes
    worker: Worker
    schedule: Schedule
    databases: tuple[Database, ...]

    def close(self) -> None:
        """Lets go of the connections."""
        for each in self.databases:
            each.close()


def services(
    database: Database,
    catalog: CatalogStore,
    directory: SlackDirectory,
    clock: Clock,
    deployment: Deployment,
) -> Services:
    guidebook = Guidebook(catalog, clock)
    people = People(database, directory, clock, deployment)
    seats = Seats(guidebook, people)
    planner = Planner(guidebook, people, clock)
    changes = Loops(planner)
    lines = Lines(guidebook, people, clock)
    pages = Pages(database, guidebook, people, seats, lines, clock)
    thread = ChannelThread(guidebook, lines, seats, Debriefs(guidebook))
    drafts = Drafts(database, guidebook, people, directory, clock)
    composer = Composer(database, guidebook, people, directory, seats, thread, pages, planner, clock)
    return Services(
        catalog=catalog,
        database=database,
        guides=Guides(database, guidebook, people),
        preparing=Preparing(database, guidebook, people, seats, clock),
        answers=Answers(database, people, seats, changes, clock),
        chasing=Chasing(database, people, seats, changes, clock),
        scorecards=Scorecards(database, guidebook, people, seats, changes, clock),
        drafts=drafts,
        setup=Setup(database, drafts, guidebook, people, directory, changes, clock),
        pages=pages,
        endings=Endings(database, people, seats, changes, clock),
        people=people,
        newcomers=Newcomers(database, people, changes, clock),
        outbox=Outbox(database, composer, changes, clock),
        guidebook=guidebook,
        clock=clock,
        deployment=deployment,
    )


def deployment_of(settings: CatalogSettings) -> Deployment:
    """What the environment says for everybody, once."""
    return Deployment(settings.command, settings.company_zone, WorkingHours(), LeadTimes())


def surface(on: Services) -> Routes:
    """The routes over these services."""
    command = on.deployment.command
    preparation = PreparationHandlers(on.preparing, on.pages, command)
    handlers = Handlers(
        guides=GuideHandlers(on.guides, preparation, on.pages, command),
        preparation=preparation,
        answers=AnswerHandlers(on.answers, on.clock),
        scorecards=ScorecardHandlers(on.scorecards, on.people, on.clock),
        setup=SetupHandlers(on.drafts, on.setup, on.pages, on.people),
        chasing=ChasingHandlers(on.chasing),
        closing=ClosingHandlers(on.endings, on.pages, on.clock),
        pages=PageHandlers(on.pages),
        home=HomeHandlers(on.pages, on.people, on.newcomers),
    )
    return routes(handlers, on.pages, command)


def build(settings: Settings, clock: Clock = now, limits: Limits | None = None) -> Bot:
    """Refuses a database that is not migrated. Asks Slack once who this bot is."""
    log_from(settings.log_level)
    settings.reach_local_slack_directly()
    limits = limits or Limits()
    database = Database(settings.database_url, POOL, limits.database)
    check_migrated(database)
    catalog = CatalogStore(settings.catalog_dir, _refused)
    token, url = settings.slack_bot_token.get_secret_value(), settings.slack_api_url
    quick, patient = make_client(token, url, limits.slack), make_client(token, url, limits.slack_behind)
    identity = _identity(patient, token)
    deployment = deployment_of(settings)
    on = services(database, catalog, SlackDirectory(quick, identity.bot_user_id or ""), clock, deployment)
    # the worker waits for its own connections, and may wait longer for Slack, than a request does
    behind = Database(settings.database_url, POOL, limits.database)
    sending = services(
        behind, catalog, SlackDirectory(patient, identity.bot_user_id or ""), clock, deployment
    )
    with database.write() as connection:
        on.guidebook.keep_versions(connection)
    surfaces = surface(on)
    worker = Worker(sending.outbox, SlackSender(patient), now, name=_name())
    return Bot(
        services=on,
        app=bolt_app(quick, identity, Router(surfaces), Answerer(quick, limits.slack)),
        routes=surfaces,
        worker=worker,
        schedule=Schedule(worker, also=catalog.refresh_if_changed),
        databases=(database, behind),
    )


def log_from(level: str) -> None:
    """Each process writes what is of that level or above."""
    lowest = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(lowest))


def _refused(problems: Sequence[Problem]) -> None:
    """A changed catalog that cannot be used: the last good one stays."""
    for each in problems:
        log.error("catalog refused", file=each.file, line=each.line, field=each.field, why=each.message)


def wsgi() -> Front:
    """What granian's workers call: HTTP mode from the environment."""
    settings = environment.read()
    settings.needs("SLACK_SIGNING_SECRET")
    return front(build(settings), settings)


def front(bot: Bot, settings: Settings, clock: Callable[[], float] = time.time) -> Front:
    secret = settings.slack_signing_secret
    return Front(bot.app, secret.get_secret_value() if secret else "", clock)


def connected(bot: Bot, settings: Settings) -> SocketLine:
    """Over Socket Mode: as many requests at once as there are connections to the database."""
    token = settings.slack_app_token
    line = SocketLine(bot.app, token.get_secret_value() if token else "", POOL)
    with _accepted("SLACK_APP_TOKEN"):
        line.connect()
    return line


def manifest_for(settings: CatalogSettings, url: str | None) -> dict[str, Any]:
    """From the routes alone: what is built here connects to nothing until it is asked."""
    database = Database(f"sqlite:///{os.devnull}")
    nobody = SlackDirectory(make_client("", "http://127.0.0.1/"), "")
    on = services(database, CatalogStore(settings.catalog_dir), nobody, now, deployment_of(settings))
    return manifest(surface(on), settings.command, url)


def _identity(client: WebClient, token: str) -> AuthorizeResult:
    with _accepted("SLACK_BOT_TOKEN"):
        found = client.auth_test()
    return AuthorizeResult(
        enterprise_id=found.get("enterprise_id"),
        team_id=found.get("team_id"),
        bot_user_id=found.get("user_id"),
        bot_id=found.get("bot_id"),
        bot_token=token,
    )


@contextmanager
def _accepted(token: str) -> Iterator[None]:
    """What Slack says to the first call with a token names the variable to look at."""
    try:
        yield
    except CALL_FAILED as error:
        code = code_of(error)
        if code.isidentifier():
            raise wrong(token, f"is not accepted by Slack: {code}") from None
        raise wrong("SLACK_API_URL", f"does not lead to Slack: {type(error).__name__}") from None


def _name() -> str:
    """Tells this process's rows from another's."""
    return f"{socket.gethostname()}:{os.getpid()}"[:60]
