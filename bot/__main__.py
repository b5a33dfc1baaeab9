"""The process and its commands."""

from __future__ import annotations

import json
import logging
import signal
import sys
import threading
from pathlib import Path
from typing import Annotated

import structlog
import typer

from bot import settings as environment
from bot.settings import Settings, SettingsError

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="The interview bot.")
catalog = typer.Typer(help="Look at the catalog of guides.")
app.add_typer(catalog, name="catalog")


@app.callback(invoke_without_command=True)
def run(context: typer.Context) -> None:
    """Without a command: bot and worker in one process, over Socket Mode."""
    if context.invoked_subcommand is None:
        _socket_mode(_settings("SLACK_APP_TOKEN"))


@app.command()
def migrate() -> None:
    """Bring the database to this release's schema."""
    from bot.storage.migrating import migrate as upgrade

    upgrade(environment.read_database().database_url)
    _say("The database is ready.")


@app.command()
def web() -> None:
    """Serve Slack's requests over HTTP (granian); any number of these may run."""
    from granian.constants import Interfaces
    from granian.server import Server

    from bot.app import POOL

    settings = _settings("SLACK_SIGNING_SECRET")
    Server(
        "bot.app:wsgi",
        factory=True,
        interface=Interfaces.WSGI,
        address="0.0.0.0",  # a container's port is reached from outside it
        port=settings.port,
        blocking_threads=POOL,
    ).serve()


@app.command()
def worker() -> None:
    """Deliver what is owed; any number of these may run."""
    from bot.app import build

    bot = build(_settings())
    bot.schedule.start()
    _until_stopped()
    bot.schedule.stop()


@app.command()
def manifest(
    url: Annotated[str | None, typer.Option(help="Where Slack reaches it over HTTP")] = None,
) -> None:
    """Print the Slack app manifest; without a URL, for Socket Mode."""
    from bot.app import manifest_for

    built = manifest_for(environment.read_catalog(), url)
    _say(json.dumps(built, indent=2, ensure_ascii=False))


@app.command()
def sandbox(port: Annotated[int, typer.Option()] = 8055) -> None:
    """A local Slack for any app."""
    from bot.sandbox.cli import serve

    serve(port)


@app.command()
def demo(port: Annotated[int, typer.Option()] = 8055, http: bool = False) -> None:
    """The whole product in a browser, with a demo company and no Slack workspace."""
    from bot.demo.running import Demo

    with Demo(port=port, over_http=http) as running:
        _say(f"The demo is at {running.url}/?as=U0PRIYA\nStop it with Ctrl-C.")
        _until_stopped()


@catalog.command("check")
def check(folder: Annotated[Path | None, typer.Argument()] = None) -> None:
    """Report every problem of a catalog with file, line and field."""
    from bot.catalog.commands import report
    from bot.catalog.loading import CatalogError, load

    try:
        found = load(folder or environment.read_catalog().catalog_dir)
    except CatalogError as error:
        _say(report(error.problems))
        raise typer.Exit(1) from None
    _say(f"The catalog is fine: {len(found.guides)} guides, {len(found.templates)} templates.")


@catalog.command("list")
def listed(folder: Annotated[Path | None, typer.Argument()] = None) -> None:
    """Each guide's title and its one-sentence summary."""
    from bot.catalog.commands import listing
    from bot.catalog.loading import load

    _say(listing(load(folder or environment.read_catalog().catalog_dir)))


def _socket_mode(settings: Settings) -> None:
    from bot.app import SocketLine, build

    bot = build(settings)
    handler = SocketLine(bot, settings)
    handler.connect()
    bot.schedule.start()
    _until_stopped()
    handler.close()
    bot.schedule.stop()


def _settings(*needed: str) -> Settings:
    settings = environment.read()
    settings.needs(*needed)
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(level))
    return settings


def _until_stopped() -> None:
    stopped = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stopped.set())
    while not stopped.is_set():
        stopped.wait(3600)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """A wrong setting, catalog or database ends the start with a sentence, not with a trace."""
    from bot.catalog.loading import CatalogError
    from bot.storage.migrating import NotMigrated

    try:
        app()
    except (SettingsError, NotMigrated, CatalogError) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
