"""Working hours, lead times and wishes: each person's own, and everybody's."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.errors import FieldRefused, Refused
from bot.domain.notices import NoticeKind
from bot.domain.people import Person
from bot.domain.permissions import check_may_set_for_everybody
from bot.domain.settings import EVERYBODY, SWITCHABLE, Chosen, Preferences
from bot.services.people import People
from bot.services.workspace_changes import WorkspaceChanges
from bot.storage import audit, people, settings
from bot.storage.database import Connection, Database
from bot.values.ports import Clock
from bot.values.settings import SettingsForm, SettingsKept

UNKNOWN_COUNTRY = "I know no public holidays of that country. Leave it empty, or type a dash."


class OwnSettings:
    def __init__(self, database: Database, who: People, changes: WorkspaceChanges, clock: Clock) -> None:
        self._database = database
        self._people = who
        self._changes = changes
        self._clock = clock

    def form(self, by: str, *, everybody: bool = False) -> SettingsForm:
        person = self._allowed(by, everybody)
        with self._database.read() as connection:
            return self._form(connection, person, everybody)

    def set(self, by: str, typed: Chosen, *, everybody: bool = False) -> SettingsKept:
        """All of a form. What is as it would be anyway is not kept: it follows everybody's from now on."""
        person = self._allowed(by, everybody)
        if typed.country and self._people.deployment.calendar.working_days(typed.country) is None:
            raise FieldRefused({"country": UNKNOWN_COUNTRY})
        with self._database.write() as connection:
            self._keep(connection, person, self._own(connection, person, typed, everybody), everybody)
        return self._kept(person, everybody)

    def wants(self, by: str, kind: NoticeKind, *, wanted: bool) -> SettingsKept:
        """Switches one kind of reminder on or off for them. Raises `Refused` for one that always comes."""
        if kind not in SWITCHABLE:
            raise Refused("That reminder cannot be switched off.")
        person = self._allowed(by, everybody=False)
        with self._database.write() as connection:
            usual = Chosen(wants_starting=True, wants_questions=True)
            otherwise = settings.of(connection, EVERYBODY).over(usual).wants(kind)
            theirs = settings.of(connection, person.id)
            chosen = theirs.wanting(kind, None if wanted is otherwise else wanted)
            self._keep(connection, person, chosen, everybody=False)
        return self._kept(person, everybody=False)

    def _allowed(self, by: str, everybody: bool) -> Person:
        person = self._people.person(by)
        return check_may_set_for_everybody(person) if everybody else person

    def _keep(self, connection: Connection, person: Person, chosen: Chosen, everybody: bool) -> None:
        whose = EVERYBODY if everybody else person.id
        before = settings.of(connection, whose)
        if chosen == before:
            return
        settings.keep(connection, whose, chosen)
        if everybody:
            people.everybody_changed(connection, self._clock())
        else:
            people.changed(connection, person.id, self._clock())
        changed = [
            name for name in chosen.__dataclass_fields__ if getattr(chosen, name) != getattr(before, name)
        ]
        said = f"{'everybody: ' if everybody else ''}{', '.join(changed)}"
        audit.record(connection, self._clock(), "setting", person.id, detail=said)

    def _kept(self, person: Person, everybody: bool) -> SettingsKept:
        moved = None if everybody else self._changes.at_once(person.id)
        with self._database.read() as connection:
            return SettingsKept(self._form(connection, person, everybody), moved)

    def _form(self, connection: Connection, person: Person, everybody: bool) -> SettingsForm:
        book = self._people.preferences_now(connection)
        everybodys = settings.of(connection, EVERYBODY)
        theirs = settings.of(connection, person.id)
        chosen = everybodys if everybody else theirs.over(everybodys)
        holds = self._people.deployment.preferences(None, everybodys) if everybody else book(person.id)
        reader = self._people.reader(person.id)
        return SettingsForm(reader, holds, chosen.country, everybody, person.admin and person.may_use_the_bot)

    def _own(self, connection: Connection, person: Person, typed: Chosen, everybody: bool) -> Chosen:
        """Of what was typed, what differs from what would hold without it."""
        under = Chosen() if everybody else settings.of(connection, EVERYBODY)
        zone = None if everybody else person.zone
        usual = self._people.deployment.preferences(zone, Chosen(country=typed.country).over(under))
        country = None if typed.country == under.country else typed.country
        return _differing(replace(typed, country=None), usual, country)


def _differing(typed: Chosen, usual: Preferences, country: str | None) -> Chosen:
    hours, lead = usual.hours, usual.lead_times
    same = Chosen(
        hours=(hours.opens, hours.closes),
        days=hours.days,
        prepare_at=lead.prepare_at,
        starting=lead.starting,
        due_after=lead.due_after,
        overdue_hours=lead.overdue_hours,
        wants_starting=usual.wants_starting,
        wants_questions=usual.wants_questions,
    )
    differing = {
        name: getattr(typed, name)
        for name in typed.__dataclass_fields__
        if getattr(typed, name) != getattr(same, name)
    }
    return Chosen(**(differing | {"country": country}))
