"""Commands for whoever runs the bot: what is owed, what failed, and what to do about it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot import settings as environment

if TYPE_CHECKING:
    from bot.operations.checking import Given
    from bot.services.by_hand import NoticesByHand
    from bot.storage.database import Database
    from bot.storage.notice_list import ListedNotice
    from bot.values.ports import Clock

Read = TypeVar("Read")

MOST = 200
LATELY = timedelta(days=7)
TITLES = ("number", "kind", "to", "loop", "due (UTC)", "state", "why")
DAYS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M"]

app = typer.Typer()
notices = typer.Typer(help="What is owed, what failed or was dropped; send again, or give up.")
app.add_typer(notices, name="notices")

NoticeNumbers = Annotated[list[int], typer.Argument(help="As the list shows them", show_default=False)]


@app.command()
def check() -> None:
    """Say what is wrong, and what to do about it. Changes nothing; ends with 1 where something is wrong."""
    from bot.app import now
    from bot.operations.checking import Look
    from bot.operations.findings import Verdict, wrong

    lines, given = _given()
    findings = chain(
        (wrong("settings", line) for line in lines), Look(given, now, _shown, threading.Event().wait)()
    )
    verdicts = set()
    for finding in findings:
        typer.echo(str(finding))
        verdicts.add(finding.verdict)
    raise typer.Exit(1 if Verdict.WRONG in verdicts else 0)


def _given() -> tuple[Sequence[str], Given]:
    """What is wrong with the settings, and what can be looked at all the same."""
    from bot.app import deployment_of
    from bot.operations.checking import Given

    problems: Sequence[str] = ()
    try:
        environment.read()
    except environment.SettingsError as error:
        problems = str(error).splitlines()
    catalog, database = _as_far(environment.read_catalog), _as_far(environment.read_database)
    slack = _as_far(environment.read_slack) or _as_far(
        lambda: environment.read_slack(slack_app_token=None, slack_signing_secret=None)
    )
    if slack:
        slack.reach_local_slack_directly()
    return problems, Given(
        pilot=deployment_of(catalog).pilot.named if catalog else frozenset(),
        catalog=catalog.catalog_dir if catalog else None,
        database_url=database.database_url if database else "",
        slack_url=slack.slack_api_url if slack else "",
        bot_token=slack.slack_bot_token.get_secret_value() if slack else "",
        app_token=slack.slack_app_token.get_secret_value() if slack and slack.slack_app_token else "",
        way_in_known=bool(problems or (slack and (slack.slack_app_token or slack.slack_signing_secret))),
    )


def _as_far(read: Callable[[], Read]) -> Read | None:
    try:
        return read()
    except environment.SettingsError:
        return None


def _shown(items: Sequence[str]) -> Iterator[str]:
    with typer.progressbar(items, label="Slack", file=sys.stderr, hidden=not sys.stderr.isatty()) as shown:
        yield from shown


@notices.callback(invoke_without_command=True)
def listed(
    context: typer.Context,
    state: Annotated[list[str] | None, typer.Option(help="pending, sending, sent, failed, dropped")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="feedback, overdue-first, channel …")] = None,
    person: Annotated[str, typer.Option(help="Slack id of whoever gets it: a person or a channel")] = "",
    loop: Annotated[int | None, typer.Option(help="Number of the loop")] = None,
    since: Annotated[datetime | None, typer.Option(formats=DAYS, help="Due then or later, in UTC")] = None,
    pilot: Annotated[bool, typer.Option(help="What others would have got while a pilot is on")] = False,
    most: Annotated[int, typer.Option("--limit", min=1)] = MOST,
) -> None:
    """Without a command: what is owed, and what failed or was dropped in the last seven days."""
    if context.invoked_subcommand is not None:
        return
    from bot.domain.giving_up import Dropped
    from bot.storage.notice_list import NoticeFilter

    with _opened() as (database, clock):
        wanted = NoticeFilter(
            lately=clock() - LATELY,
            states=_known(state, "--state"),
            kinds=_known(kind, "--kind"),
            person=person,
            loop_id=loop,
            since=since.replace(tzinfo=UTC) if since else None,
            reason=Dropped.NOT_IN_PILOT if pilot else "",
        )
        found, number = _by_hand(database, clock).listed(wanted, most)
    typer.echo(_table(found) if found else "Nothing is owed, and nothing failed or was dropped.")
    if number > len(found):
        typer.echo(
            f"… and {number - len(found)} more: --limit {number}, or fewer by --state, --kind and the like."
        )


@notices.command()
def resend(numbers: NoticeNumbers) -> None:
    """Owe anew what failed to reach somebody. Each is checked again before it is sent."""
    from bot.app import without_slack

    with _opened() as (database, clock):
        on = without_slack(environment.read_catalog(), database, clock)
        by_hand = _by_hand(database, clock)
        _each(
            numbers,
            lambda one: by_hand.resend(one, on.truth, on.deployment.pilot),
            "owed again",
            "not sent again",
        )


@notices.command()
def drop(
    numbers: NoticeNumbers,
    reason: Annotated[str, typer.Option(help="Why: it stands in the list. No names", prompt=True)],
) -> None:
    """Give up what is owed or failed. Nobody is told, and it does not come back."""
    said = " ".join(reason.split())
    if not said or len(said) > LONGEST_REASON:
        raise typer.BadParameter(f"say why, in up to {LONGEST_REASON} characters", param_hint="--reason")
    with _opened() as (database, clock):
        by_hand = _by_hand(database, clock)
        _each(numbers, lambda one: by_hand.drop(one, said), "dropped", "not dropped")


LONGEST_REASON = 200


@contextmanager
def _opened() -> Iterator[tuple[Database, Clock]]:
    """The database, migrated, and the time that all its processes share."""
    from bot.app import now
    from bot.storage.clock import SharedClock
    from bot.storage.migrating import check_migrated
    from bot.storage.opening import opened

    database = opened(environment.read_database().database_url)
    try:
        check_migrated(database)
        clock = SharedClock(database, now)
        clock.compare()
        yield database, clock
    finally:
        database.close()


def _by_hand(database: Database, clock: Clock) -> NoticesByHand:
    from bot.services.by_hand import NoticesByHand

    return NoticesByHand(database, clock)


def _each(numbers: Sequence[int], do: Callable[[int], None], done: str, not_done: str) -> None:
    """One after the other, each kept by itself. Ends with 1 where one was refused."""
    from bot.domain.errors import Missing, Refused

    said = {}
    once = dict.fromkeys(numbers)
    try:
        with typer.progressbar(
            once, label="Notices", file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as shown:
            for number in shown:
                try:
                    do(number)
                    said[number] = done
                except (Refused, Missing) as refused:
                    said[number] = f"{not_done}: {refused}"
    finally:  # what is done stays done, whatever ends the rest
        for number, what in said.items():
            typer.echo(f"{number}: {what}")
    if set(said.values()) != {done}:
        raise typer.Exit(1)


def _known(given: Sequence[str] | None, option: str) -> Sequence[str]:
    """As this release knows them: a mistyped one would find nothing."""
    from bot.domain.notices import NoticeKind, NoticeState

    words = [each.value for each in (NoticeState if option == "--state" else NoticeKind)]
    for each in given or ():
        if each not in words:
            raise typer.BadParameter(f"{each}: one of {', '.join(words)}", param_hint=option)
    return given or ()


def _table(found: Sequence[ListedNotice]) -> str:
    rows = [TITLES, *map(_row, found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _row(each: ListedNotice) -> tuple[str, ...]:
    due = each.due.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return str(each.id), each.kind, each.recipient, str(each.loop_id or ""), due, each.state, each.reason
