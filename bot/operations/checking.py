"""A look at everything that has to be right. What fails is told, and the rest is looked at all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.catalog.loading import CatalogError, load
from bot.domain.loops import Loop, LoopState
from bot.operations import of_database, of_slack
from bot.operations.findings import Finding, FindingsSoFar, fine, some, warn, wrong
from bot.operations.of_slack import Each, Wait
from bot.slack.client import make_client
from bot.slack.directory import SlackDirectory
from bot.slack.installed import installed, open_connection
from bot.slack.views.text import count
from bot.starting import accepted, told
from bot.storage import loops, people
from bot.storage.clock import SharedClock
from bot.storage.database import Database
from bot.storage.opening import opened

NO_WAY_IN = "Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set: nothing that people do reaches the bot."


@dataclass(frozen=True)
class Given:
    """What the settings say. "" and None: not set, or wrong, which is told already.

    `pilot`: who is named. `way_in_known`: nothing is to be said of how Slack reaches the bot.
    """

    pilot: frozenset[str] = frozenset()
    catalog: Path | None = None
    database_url: str = ""
    slack_url: str = ""
    bot_token: str = ""
    app_token: str = ""
    way_in_known: bool = True


class Look:
    """Changes nothing. `machine`: this machine's time; `each` and `wait`: while it takes long."""

    def __init__(self, given: Given, machine: Callable[[], datetime], each: Each, wait: Wait) -> None:
        self._given = given
        self._machine = machine
        self._each = each
        self._wait = wait
        self._opened: Database | None = None
        self._database: Database | None = None  # one that can be used
        self._directory: SlackDirectory | None = None  # of a Slack that takes the token
        self._loops: Sequence[Loop] = ()
        self._admins: Sequence[str] = ()

    def __call__(self) -> Iterator[Finding]:
        """Each as it is found."""
        try:
            yield from tried("catalog", self._of_catalog)
            yield from tried("database", self._of_database)
            yield from tried("pilot", self._of_pilot)
            yield from tried("token", self._of_token)
            yield from tried("socket", self._of_socket)
            yield from tried("channels", self._of_channels)
            yield from tried("roles", self._of_roles)
            yield from tried("notices", self._of_notices)
        finally:
            if self._opened:
                self._opened.close()

    def _of_pilot(self) -> FindingsSoFar:
        if self._given.pilot:
            yield warn(
                "pilot", f"It is on: messages go to the {len(self._given.pilot)} named in PILOT alone."
            )
            yield from of_pilot(self._given.pilot, self._loops)

    def _of_catalog(self) -> FindingsSoFar:
        if self._given.catalog is None:
            return
        try:
            found = load(self._given.catalog)
        except CatalogError as error:
            says = f"{count(len(error.problems), 'problem')} in {self._given.catalog}."
            yield wrong("catalog", says, "`python -m bot catalog check` says where.")
        else:
            says = f"{count(len(found.guides), 'guide')}, {count(len(found.templates), 'template')}."
            yield fine("catalog", says)

    def _of_database(self) -> FindingsSoFar:
        if not self._given.database_url:
            return
        database = self._opened = opened(self._given.database_url)
        yield from of_database.of_schema(database)
        with database.read() as connection:
            self._loops = loops.every(connection, [LoopState.OPEN])
            self._admins = people.admins(connection)
        self._database = database
        yield from of_database.of_clock(database, self._machine)

    def _of_token(self) -> FindingsSoFar:
        if not self._given.bot_token:
            return
        client = make_client(self._given.bot_token, self._given.slack_url)
        before = self._machine()
        with accepted("SLACK_BOT_TOKEN", client):
            found = installed(client)
        yield from of_slack.of_token(found, before + (self._machine() - before) / 2)
        self._directory = SlackDirectory(client, found.user)

    def _of_socket(self) -> FindingsSoFar:
        if not self._given.app_token:
            if not self._given.way_in_known:
                yield wrong("socket", NO_WAY_IN)
            return
        client = make_client(self._given.app_token, self._given.slack_url)
        with accepted("SLACK_APP_TOKEN", client):
            open_connection(client, self._given.app_token)
        yield fine("socket", "Slack takes the app token for Socket Mode.")

    def _of_channels(self) -> FindingsSoFar:
        if self._database and self._directory:
            yield from of_slack.of_channels(self._directory, self._loops, self._each, self._wait)
        else:
            yield warn("channels", "Not looked at: that needs the database and Slack.")

    def _of_roles(self) -> FindingsSoFar:
        if self._database and self._directory:
            known = of_slack.people_of(self._directory, self._loops, self._each, self._wait)
            yield from of_slack.of_roles(known, self._loops, self._admins)
        else:
            yield warn("roles", "Not looked at: that needs the database and Slack.")

    def _of_notices(self) -> FindingsSoFar:
        if self._database is None:
            yield warn("notices", "Not looked at: that needs the database.")
            return
        now = SharedClock(self._database, self._machine)
        now.compare()
        yield from of_database.of_notices(self._database, now())


def of_pilot(named: frozenset[str], loops: Sequence[Loop]) -> FindingsSoFar:
    """Where what people answer to their reminders reaches nobody."""
    alone = [each.id for each in loops if each.recruiter not in named and named & panel_of(each)]
    if alone:
        says = f"In loop {some(alone)} somebody on a panel is named, and the recruiter is not."
        yield warn("pilot", says, "Name the recruiter too: what panelists answer goes to them.")


def panel_of(loop: Loop) -> frozenset[str]:
    return frozenset(each.person for interview in loop.active for each in interview.panel if each.person)


def tried(about: str, look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """With what it ended by, where it did not come to its end."""
    try:
        yield from look()
    except Exception as error:  # noqa: BLE001  # whatever it is, the rest is looked at
        for line in told(error).splitlines():
            yield wrong(about, line)
