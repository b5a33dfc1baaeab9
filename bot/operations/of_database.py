"""Whether the database is as this release needs it, and whether what is owed goes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.operations.findings import FindingsSoFar, clock, fine, warn, wrong
from bot.slack.views.text import count
from bot.storage.clock import SharedClock
from bot.storage.database import Database
from bot.storage.migrating import check_migrated
from bot.storage.notice_list import stuck

LATE, VERY_LATE = timedelta(minutes=15), timedelta(hours=1)
LATELY = timedelta(days=7)
LOOK = "See `python -m bot notices`."


def of_schema(database: Database) -> FindingsSoFar:
    """Raises `NotMigrated`, `DatabaseUnavailable`."""
    check_migrated(database)
    name = database.name
    where = name.get("file") or f"{name.get('database')} at {name.get('host')}"
    yield fine("database", f"{name['engine']}, {where}: it answers, and is ready for this release.")


def of_clock(database: Database, machine: Callable[[], datetime]) -> FindingsSoFar:
    """SQLite's is this machine's own."""
    if database.name["engine"] == "postgresql":
        yield clock("the database's", SharedClock(database, machine).compare())


def of_notices(database: Database, now: datetime) -> FindingsSoFar:
    with database.read() as connection:
        found = stuck(connection, now - LATE, now - LATELY)
    if found.late_since:
        since = f"{found.late_since:%Y-%m-%d %H:%M} UTC"
        says = f"{count(found.late, 'notice')} should have gone, the first at {since}."
        told = wrong if now - found.late_since > VERY_LATE else warn
        yield told("notices", says, f"Is a worker running? {LOOK}")
    if found.troubled:
        says = f"{count(found.troubled, 'notice')} cannot be sent, for a reason nobody foresaw."
        yield warn("notices", says, "The log of the worker says where. They are tried for a day.")
    if found.failed:
        says = f"{count(found.failed, 'notice')} failed in the last seven days."
        yield warn("notices", says, "See `python -m bot notices --state failed`.")
    if not (found.late or found.troubled or found.failed):
        yield fine("notices", "What is due goes out, and nothing failed in the last seven days.")
