"""Settings come back as they were set; one that nobody can read leaves the others."""

from __future__ import annotations

from dataclasses import fields

import pytest
from sqlalchemy import insert, select, update

from bot.domain.settings import EVERYBODY, Chosen, Setting
from bot.storage import settings
from bot.storage.database import Database
from bot.storage.odd_rows import tell_once
from bot.storage.schema import setting
from tests.domain.test_settings import EVERYTHING


def test_all_come_back_each_persons_own(database: Database, elsewhere: Database) -> None:
    everybodys = Chosen(wants_starting=True, country="")
    with database.write() as connection:
        settings.keep(connection, "UPRIYA", EVERYTHING)
        settings.keep(connection, EVERYBODY, everybodys)
    with elsewhere.read() as connection:
        assert settings.of(connection, "UPRIYA") == EVERYTHING
        assert settings.of(connection, EVERYBODY) == everybodys
        assert settings.of(connection, "UTOM") == Chosen()


def test_every_one_is_kept() -> None:
    assert set(settings.KEPT) == set(Setting)
    assert {each.field for each in settings.KEPT.values()} == {each.name for each in fields(Chosen)}


def test_what_is_not_set_any_more_has_no_row(database: Database) -> None:
    with database.write() as connection:
        settings.keep(connection, "UPRIYA", EVERYTHING)
        settings.keep(connection, "UPRIYA", Chosen(wants_starting=False))
        assert connection.execute(select(setting.c.name)).scalars().all() == ["wants-starting"]
        assert settings.of(connection, "UPRIYA") == Chosen(wants_starting=False)


WRONG: dict[Setting, tuple[object, ...]] = {
    Setting.HOURS: (None, ["18:00", "09:00"], ["nine", "ten"], 7, []),
    Setting.DAYS: ([], [7], ["Monday"], [True], 3, None),
    Setting.COUNTRY: (None, "Germany", 49, "1A"),
    Setting.AWAY: (["2026-12-31", "2026-12-01"], [], "tomorrow", None),
    Setting.PREPARE_AT: ("25:00", 9, None),
    Setting.STARTING: (-1, 241, "15", 1.5, True, None),
    Setting.DUE_AFTER: (-1, 400, None),
    Setting.OVERDUE_HOURS: ([], [4, 0, 12], [0, 4, "12"], 4, None),
    Setting.WANTS_STARTING: (0, "no", None),
    Setting.WANTS_QUESTIONS: (1, "yes", None),
}


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, values in WRONG.items() for value in values],
    ids=str,
)
def test_a_value_that_makes_no_sense_counts_as_not_set_and_is_not_logged(
    sqlite_url: str, name: Setting, value: object, caplog: pytest.LogCaptureFixture
) -> None:
    tell_once.cache_clear()
    database = Database(sqlite_url)
    schema = setting.metadata
    with database.write() as connection:
        schema.create_all(connection)
        settings.keep(connection, "UPRIYA", EVERYTHING)
        changed = update(setting).where(setting.c.name == name.value)
        connection.execute(changed.values(value=value))
        found = settings.of(connection, "UPRIYA")
    field = settings.KEPT[name].field
    assert getattr(found, field) is None
    assert sum(getattr(found, each.name) is not None for each in fields(Chosen)) == len(fields(Chosen)) - 1
    [line] = [record for record in caplog.records if "cannot read" in str(record.msg)]
    assert name.value in str(line.msg)
    database.close()


def test_what_a_later_release_set_is_left_alone(database: Database) -> None:
    with database.write() as connection:
        connection.execute(insert(setting).values(person="UPRIYA", name="colour", value="blue"))
        settings.keep(connection, "UPRIYA", Chosen(wants_starting=False))
        assert settings.of(connection, "UPRIYA") == Chosen(wants_starting=False)
        assert len(connection.execute(select(setting)).all()) == 2
