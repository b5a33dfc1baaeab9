"""Who people are: from memory, else from the database, else from Slack once a day."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from cachetools import TTLCache

from bot.domain.errors import Refused
from bot.domain.people import Person
from bot.domain.permissions import check_may_use
from bot.domain.settings import EVERYBODY, Chosen, Deployment, Preferences
from bot.domain.worktime import known_zone
from bot.storage import people as rows
from bot.storage import settings
from bot.storage.database import Connection, Database
from bot.values.interviews import Reader
from bot.values.ports import Clock, Directory, Unreachable

Held = TypeVar("Held")
FRESH = timedelta(days=1)
REMEMBERED_SECONDS = 30.0  # another process may have heard of a change; this one reads the row again
MOST_REMEMBERED = 20_000


class People:
    """A known person costs no call, and a query twice a minute at most.

    `deployment` has what stands in where Slack gives no zone.
    """

    def __init__(
        self,
        database: Database,
        directory: Directory,
        clock: Clock,
        deployment: Deployment,
        real_seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._directory = directory
        self._clock = clock
        self.deployment = deployment
        self._known: TTLCache[str, Person] = TTLCache(MOST_REMEMBERED, REMEMBERED_SECONDS, real_seconds)
        self._chosen: TTLCache[str, Chosen] = TTLCache(MOST_REMEMBERED, REMEMBERED_SECONDS, real_seconds)
        self._lock = threading.Lock()  # looking something up reorders it

    def person(self, person_id: str) -> Person:
        """Raises `Refused` for somebody Slack does not know."""
        known = self._remembered(person_id) or self._stored(person_id)
        if known and self._is_fresh(known):
            return known
        return self._fetched(person_id, known)

    def member(self, person_id: str) -> Person:
        """The person, if they may use the bot at all: raises `NotForGuests` otherwise."""
        return check_may_use(self.person(person_id))

    def heard(self, person: Person) -> None:
        """What a `user_change` event said."""
        self._keep(person)

    def zone(self, person_id: str) -> str:
        known = self._remembered(person_id)
        return known_zone(known.zone if known else None) or self.deployment.zone

    def reader(self, person_id: str) -> Reader:
        return Reader(person_id, known_zone(self.person(person_id).zone) or self.deployment.zone)

    def names(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Display names by id, for plain text; an id Slack does not know is its own name."""
        found = {}
        for person_id in set(ids):
            try:
                found[person_id] = self.person(person_id).name
            except (Refused, Unreachable):
                found[person_id] = person_id
        return found

    def preferences(self, connection: Connection) -> PreferencesBook:
        """Working hours and lead times, readable inside a transaction."""
        return PreferencesBook(self, connection)

    def preferences_now(self, connection: Connection) -> PreferencesBook:
        """Nothing from memory, which another process may have outdated: for what is planned and stays so."""
        return PreferencesBook(self, connection, from_memory=False)

    def known_in(self, connection: Connection, person_id: str) -> Person | None:
        """Without asking Slack."""
        return self.all_known_in(connection, [person_id]).get(person_id)

    def all_known_in(
        self, connection: Connection, ids: Collection[str], *, from_memory: bool = True
    ) -> Mapping[str, Person]:
        """By id, those of whom something is known."""
        found = _held(self._known, self._lock, ids) if from_memory else {}
        missing = [each for each in ids if each not in found]
        read = rows.find_all(connection, missing) if missing else {}
        for each in read.values():
            self._remember(each)
        return found | read

    def all_chosen_in(
        self, connection: Connection, ids: Collection[str], *, from_memory: bool = True
    ) -> Mapping[str, Chosen]:
        """By id, what they have set themselves; of `EVERYBODY`, what is set for everybody."""
        found = _held(self._chosen, self._lock, ids) if from_memory else {}
        missing = [each for each in ids if each not in found]
        read = settings.of_many(connection, missing) if missing else {}
        with self._lock:
            self._chosen.update(read)
        return found | read

    def _is_fresh(self, person: Person) -> bool:
        return person.fetched_at is not None and self._clock() - person.fetched_at < FRESH

    def _remembered(self, person_id: str) -> Person | None:
        with self._lock:
            return self._known.get(person_id)

    def _stored(self, person_id: str) -> Person | None:
        with self._database.read() as connection:
            found = rows.find(connection, person_id)
        if found:
            self._remember(found)
        return found

    def _fetched(self, person_id: str, stale: Person | None) -> Person:
        try:
            found = self._directory.person(person_id)
        except Unreachable:
            if stale:
                return stale
            raise
        if found is None:
            raise Refused("Slack does not know that person. Choose somebody else.")
        return self._keep(found)

    def _keep(self, person: Person) -> Person:
        """Whose zone or standing has changed, their loops are to be planned anew, whoever noticed it."""
        now = self._clock()
        kept = replace(person, fetched_at=now)
        with self._database.write() as connection:
            before = rows.find(connection, person.id)
            differs = before is None or _weighs(before) != _weighs(person)
            rows.save(connection, kept, plan_due=now if differs else None)
        self._remember(kept)
        return kept

    def _remember(self, person: Person) -> None:
        with self._lock:
            self._known[person.id] = person


class PreferencesBook:
    """Each person's settings by id, looked up once."""

    def __init__(self, people: People, connection: Connection, *, from_memory: bool = True) -> None:
        self._people = people
        self._connection = connection
        self._from_memory = from_memory
        self._found: dict[str, Preferences] = {}

    def __call__(self, person_id: str) -> Preferences:
        self.know([person_id])
        return self._found[person_id]

    def know(self, ids: Iterable[str]) -> None:
        """Looks up those of them that it does not know yet, all at once."""
        new = {each for each in ids if each not in self._found}
        if not new:
            return
        within = {"from_memory": self._from_memory}
        known = self._people.all_known_in(self._connection, new, **within)
        chosen = self._people.all_chosen_in(self._connection, {EVERYBODY, *new}, **within)
        for each in new:
            zone, theirs = known[each].zone if each in known else None, chosen[each].over(chosen[EVERYBODY])
            self._found[each] = self._people.deployment.preferences(zone, theirs)


def _held(memory: Mapping[str, Held], lock: threading.Lock, ids: Iterable[str]) -> dict[str, Held]:
    with lock:
        return {each: found for each in ids if (found := memory.get(each)) is not None}


def _weighs(person: Person) -> tuple[object, ...]:
    """What reminders and permissions depend on."""
    return person.zone, person.active, person.standing, person.admin
