"""The demo as one object: local Slack, bot, worker and the demo company, started and stopped together."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from socketserver import ThreadingMixIn
from types import TracebackType
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from bot import settings as environment
from bot.app import Bot, build, connected, front, manifest_for, now
from bot.connections import IN_TIME, Limits
from bot.demo import guide
from bot.demo.company import morning, workspace
from bot.demo.loop import set_up
from bot.sandbox.server import Sandbox
from bot.sandbox.tickets import Timing
from bot.settings import Settings
from bot.storage.migrating import migrate


class Demo:
    """`over_http`: signed HTTP in place of Socket Mode. `database_url` None: a SQLite file of its own.

    `with_loop` False: the company without its loop. `ticking` False: the worker moves only when told.
    `timing`: the local Slack's limits; `limits`: the bot's.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        over_http: bool = False,
        database_url: str | None = None,
        start_at: datetime | None = None,
        with_loop: bool = True,
        ticking: bool = True,
        timing: Timing | None = None,
        limits: Limits = IN_TIME,
    ) -> None:
        self._over_http = over_http
        self._with_loop = with_loop
        self._ticking = ticking
        self._limits = limits
        self._folder = tempfile.TemporaryDirectory(prefix="interviews-demo-")
        self._database_url = database_url or f"sqlite:///{Path(self._folder.name) / 'demo.db'}"
        of_catalog = environment.read_catalog()
        start = start_at or morning(now())
        self.sandbox = Sandbox(
            workspace(manifest_for(of_catalog, None)),
            port=port,
            start_at=start,
            timing=timing,
            next_event=lambda: self._next_event(),  # noqa: PLW0108  # it changes below
            guide=guide.steps(of_catalog.command) if with_loop else (),
        )
        self.bot: Bot
        # Of no use before there is a bot; but the page may ask by then.
        self._next_event: Callable[[], datetime | None] = lambda: None
        self._stops: list[Callable[[], object]] = []

    @property
    def url(self) -> str:
        return self.sandbox.url

    def __enter__(self) -> Demo:
        self.sandbox.start()
        self._stops.append(self.sandbox.stop)
        migrate(self._database_url)
        settings = self._settings()
        self.bot = build(settings, self.sandbox.now, self._limits)
        self._next_event = self.bot.services.outbox.next_due
        self._connect(settings)
        if self._with_loop:
            set_up(self.bot.services, self.sandbox.now())
        if self._ticking:
            self.bot.schedule.start()
            self._stops.append(self.bot.schedule.stop)
            self.sandbox.clock.on_move(self._moved)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stop in reversed(self._stops):
            stop()
        self.bot.close()
        self._folder.cleanup()

    def _moved(self, _: datetime) -> None:
        self.bot.schedule.wake()

    def _settings(self) -> Settings:
        there = self.sandbox.workspace
        return environment.read(
            slack_bot_token=there.bot_token,
            slack_app_token=there.app_token,
            slack_signing_secret=there.signing_secret,
            slack_api_url=self.sandbox.api_url,
            database_url=self._database_url,
        )

    def _connect(self, settings: Settings) -> None:
        if not self._over_http:
            self._stops.append(connected(self.bot, settings).close)
            return
        server = make_server("127.0.0.1", 0, front(self.bot, settings), _Threaded, _Quiet)
        serve = partial(server.serve_forever, poll_interval=0.05)  # it ends as soon as it is asked
        threading.Thread(target=serve, name="demo-web", daemon=True).start()
        self._stops += [server.server_close, server.shutdown]  # the last is done first
        self.sandbox.request_url = f"http://127.0.0.1:{server.server_port}/slack/events"


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """The page's inspector shows requests better."""
