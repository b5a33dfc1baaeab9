"""The commands that copy the whole database: `backup`, `restore`, `move`."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import settings as environment

File = Annotated[Path, typer.Argument(help="The copy, a file", show_default=False)]
STOPPED = 130


def register(app: typer.Typer) -> None:
    for command in (backup, restore, move):
        app.command()(command)


def backup(file: File) -> None:
    """Copy the database to a file, also while the bot runs."""
    from bot.storage import copying

    url, now = _begun()
    rows = copying.backup(url, file, now, _watched)
    typer.echo(f"{file} holds all {rows} rows. It is as confidential as the database: keep it as safe.")


def restore(
    file: File,
    replace: Annotated[bool, typer.Option("--replace", help="What is there now goes")] = False,
) -> None:
    """Make the database what it was when a copy was made, on either engine."""
    from bot.storage import copying

    url, now = _begun()
    rows = copying.restore(url, file, now, replace, _watched)
    typer.echo(
        f"The database holds the {rows} rows of {file}.\n"
        "Start the bot: what was sent since that copy is looked for in Slack before it is said again."
    )


def move(to: Annotated[str, typer.Option(help="The new database's address", show_default=False)]) -> None:
    """Bring everything to another database, on either engine."""
    from bot.storage import copying

    url, now = _begun()
    there = environment.read_database(database_url=to).database_url
    rows = copying.move(url, there, now, _watched)
    typer.echo(
        f"All {rows} rows are in the new database. The old one is as it was.\n"
        "Set DATABASE_URL to the new address, start the bot, and remove the old database once it runs."
    )


def _begun() -> tuple[str, datetime]:
    """The database's address, and the time. Asked to end, a command ends as by Ctrl-C, and leaves no half."""
    from bot.app import now
    from bot.storage.clock import time_at

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED))
    url = environment.read_database().database_url
    return url, time_at(url, now)


@contextmanager
def _watched(rows: int) -> Iterator[Callable[[int], object]]:
    """A bar, where somebody watches."""
    if not rows or not sys.stderr.isatty():
        yield lambda _: None
        return
    with typer.progressbar(length=rows, file=sys.stderr, update_min_steps=max(1, rows // 100)) as bar:
        yield bar.update
