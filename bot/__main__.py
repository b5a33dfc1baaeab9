"""The process and its commands."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bot.outside import stop_outside

try:
    import typer

    from bot import copies, operator
    from bot import settings as environment
    from bot.logs.setup import catch_all, configure, logger, standard
    from bot.settings import Settings, SettingsError
except ImportError as missing:
    stop_outside(missing)

if TYPE_CHECKING:
    from bot.app import Bot

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="The interview bot.")
catalog = typer.Typer(help="Look at the catalog of guides.")
app.add_typer(catalog, name="catalog")
app.add_typer(operator.app)
copies.register(app)

log = logger("bot")


@app.callback(invoke_without_command=True)
def run(context: typer.Context) -> None:
    """Without a command: bot and worker in one process, over Socket Mode."""
    _log_from_here()
    if context.invoked_subcommand is None:
        _socket_mode(_settings("SLACK_APP_TOKEN"))


@app.command()
def migrate() -> None:
    """Bring the database to this release's schema."""
    from bot.starting import starting
    from bot.storage.migrating import migrate as upgrade
    from bot.storage.opening import opened

    url = environment.read_database().database_url
    starting("migrate", "none")
    database = opened(url)
    log.info("database", **database.name)
    database.close()
    done = upgrade(url)
    typer.echo(
        "The database is ready." if done else "A newer release has made the database ready: nothing to do."
    )


@app.command()
def web() -> None:
    """Serve Slack's requests over HTTP (granian); any number of these may run."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    from bot.app import build
    from bot.connections import POOL
    from bot.starting import check_free, check_ops, starting

    settings = _settings("SLACK_SIGNING_SECRET")
    starting("web", f"HTTP on port {settings.port}")
    check_free(settings.port, "PORT")
    check_ops(settings)
    build(settings).close()  # what is wrong is told here, not by a process of granian's
    Server(
        "bot.app:wsgi",
        factory=True,
        interface=Interfaces.WSGI,
        websockets=False,
        address="0.0.0.0",  # a container's port is reached from outside it
        port=settings.port,
        blocking_threads=POOL,
        log_level=LogLevels(settings.log_level),
        log_dictconfig=standard(settings.log_level),
        workers_kill_timeout=5,  # seconds: a request half sent would keep it from ending
    ).serve()


@app.command()
def worker() -> None:
    """Deliver what is owed; any number of these may run."""
    from bot.app import build, listening
    from bot.domain.processes import ProcessKind
    from bot.starting import check_ops, starting

    stopped = _stop_signal()
    settings = _settings()
    starting("worker", "none")
    check_ops(settings)
    bot = build(settings, kind=ProcessKind.WORKER)
    listening(bot, settings)
    bot.begin()
    stopped.wait()
    log.info("stopping")
    _end(bot)


@app.command()
def manifest(
    url: Annotated[str | None, typer.Option(help="Where Slack reaches it over HTTP")] = None,
) -> None:
    """Print the Slack app manifest; without a URL, for Socket Mode."""
    from bot.app import manifest_for

    built = manifest_for(environment.read_catalog(), url)
    typer.echo(json.dumps(built, indent=2, ensure_ascii=False))


@app.command()
def sandbox(
    port: Annotated[int, typer.Option()] = 8055,
    manifest: Annotated[Path | None, typer.Option(help="The app's manifest, in JSON")] = None,
    request_url: Annotated[str | None, typer.Option(help="Deliver there as signed HTTP")] = None,
) -> None:
    """A local Slack for any app; without a manifest, one with the command /interview."""
    from bot.sandbox.cli import ManifestError, serve
    from bot.starting import check_free

    check_free(port, "--port")
    try:
        serve(port, manifest, request_url)
    except ManifestError as error:
        raise SettingsError(str(error)) from None


@app.command()
def demo(port: Annotated[int, typer.Option()] = 8055, http: bool = False) -> None:
    """The whole product in a browser, with a demo company and no Slack workspace."""
    from bot.demo.running import Demo
    from bot.starting import check_free, starting

    starting("demo", "HTTP" if http else "Socket Mode")
    check_free(port, "--port")
    stopped = _stop_signal()
    with Demo(port=port, over_http=http) as running:
        typer.echo(f"The demo is at {running.url}/?as=U0PRIYA\nStop it with Ctrl-C.")
        stopped.wait()


@catalog.command("check")
def check(folder: Annotated[Path | None, typer.Argument()] = None) -> None:
    """Report every problem of a catalog with file, line and field."""
    from bot.catalog.commands import report
    from bot.catalog.loading import CatalogError, load

    try:
        found = load(folder or environment.read_catalog().catalog_dir)
    except CatalogError as error:
        typer.echo(report(error.problems))
        raise typer.Exit(1) from None
    typer.echo(f"The catalog is fine: {len(found.guides)} guides, {len(found.templates)} templates.")


@catalog.command("list")
def listed(folder: Annotated[Path | None, typer.Argument()] = None) -> None:
    """Each guide's title and its one-sentence summary."""
    from bot.catalog.commands import listing
    from bot.catalog.loading import load

    typer.echo(listing(load(folder or environment.read_catalog().catalog_dir)))


def _socket_mode(settings: Settings) -> None:
    from bot.app import build, connected, listening
    from bot.starting import check_ops, starting

    stopped = _stop_signal()
    starting("bot and worker", "Socket Mode")
    check_ops(settings)
    bot = build(settings)
    listening(bot, settings)
    line = connected(bot, settings)
    bot.begin()
    stopped.wait()
    log.info("stopping")
    line.close()
    _end(bot)


def _end(bot: Bot) -> None:
    """Within ten seconds, whatever Slack does: what still waits for it is looked for at the next start."""
    ended = bot.schedule.stop()
    bot.close()
    if not ended:
        log.warning("ended with calls to Slack under way")
        os._exit(0)


def _settings(*needed: str) -> Settings:
    settings = environment.read()
    settings.needs(*needed)
    return settings


def _stop_signal() -> threading.Event:
    """Set when this process is asked to end: what is under way is then finished first."""
    stopped = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stopped.set())
    return stopped


def _log_from_here() -> None:
    """A wrong LOG_LEVEL is told by the command, together with all else that is wrong."""
    try:
        configure(environment.read_logging().log_level)
    except SettingsError:
        configure("info")
    catch_all()


def main() -> None:
    """What ends a start is a line that says why, not a trace."""
    try:
        app()
    except ModuleNotFoundError as missing:
        stop_outside(missing)
    except Exception as error:  # noqa: BLE001  # what ended it decides the exit code
        from bot.starting import ended_by

        sys.exit(ended_by(error))


if __name__ == "__main__":
    main()
