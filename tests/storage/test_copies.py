"""Backup, restore and move: every row comes back, on either engine, and what is in the way is left alone."""

from __future__ import annotations

import gzip
import json
import sqlite3
import stat
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, make_url, text

from bot.domain.errors import NotCopied
from bot.domain.processes import ProcessKind
from bot.storage import processes, restored
from bot.storage.copies import COPYING
from bot.storage.copying import backup, move, restore
from bot.storage.database import Database
from bot.storage.migrating import NotMigrated, check_migrated, migrate
from bot.storage.numbers import GAP
from bot.storage.trouble import Unusable
from tests.conftest import Postgres
from tests.patience import DATABASE
from tests.storage import first_release
from tests.storage.copying import MADE, fill, rows_of, run, unwatched

LATER = MADE + timedelta(days=2)
OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}
ENGINES = tuple(OTHER)

Fresh = Callable[[str, str], str]


@pytest.fixture(scope="module")
def full(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Addresses of databases with rows in every table, to be read alone."""
    folder = tmp_path_factory.mktemp("full")
    urls = {"sqlite": f"sqlite:///{folder / 'full.db'}", "postgresql": postgres.bare_database("full_rows")}
    for url in urls.values():
        fill(url, folder)
    return urls


@pytest.fixture
def fresh(postgres: Postgres, tmp_path: Path) -> Fresh:
    """The address of a database that is not there yet, or has no tables."""

    def address(engine: str, name: str = "fresh") -> str:
        return f"sqlite:///{tmp_path / name}.db" if engine == "sqlite" else postgres.bare_database(name)

    return address


@pytest.fixture
def copy(full: dict[str, str], tmp_path: Path) -> Path:
    file = tmp_path / "copy.gz"
    backup(full["sqlite"], file, MADE, unwatched)
    return file


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def check(url: str) -> None:
    """The bot would start on it."""
    with closing(Database(url, waits=DATABASE)) as database:
        check_migrated(database)


# --- every row ------------------------------------------------------------------------------------


def test_there_is_a_row_in_every_table(full: dict[str, str]) -> None:
    for url in full.values():
        assert [name for name, rows in rows_of(url).items() if not rows] == []


@pytest.mark.parametrize("source", ENGINES)
@pytest.mark.parametrize("target", ENGINES)
def test_a_restored_copy_has_every_row(
    full: dict[str, str], fresh: Fresh, tmp_path: Path, source: str, target: str
) -> None:
    file, url = tmp_path / "copy.gz", fresh(target, "target")
    rows = backup(full[source], file, MADE, unwatched)
    before = rows_of(full[source])
    assert rows == sum(map(len, before.values()))
    assert restore(url, file, LATER, False, unwatched) == rows
    after = rows_of(url)
    after["setting"] = [row for row in after["setting"] if row["name"] != restored.RESTORED]
    assert after == before
    check(url)


@pytest.mark.parametrize("source", ENGINES)
def test_a_moved_database_has_every_row_and_goes_on_with_its_numbers(
    full: dict[str, str], fresh: Fresh, source: str
) -> None:
    url = fresh(OTHER[source], "target")
    move(full[source], url, MADE, unwatched)
    assert rows_of(url) == rows_of(full[source])
    check(url)
    (last,) = run(full[source], "SELECT MAX(id) FROM audit")
    assert made(url) == last + 1


def made(url: str) -> int:
    """The number of a new row."""
    (number,) = run(url, "INSERT INTO audit (at, what, actor) VALUES ('2026-11-18', 'x', 'U') RETURNING id")
    return int(number)


@pytest.mark.parametrize("target", ENGINES)
def test_a_copy_of_the_first_release_is_brought_over(fresh: Fresh, tmp_path: Path, target: str) -> None:
    old, over, file = fresh("sqlite", "old"), fresh("sqlite", "over"), tmp_path / "copy.gz"
    for url in (old, over):
        first_release.fill(url, tmp_path)
    migrate(over)
    backup(old, file, MADE, unwatched)
    url = fresh(target, "target")
    restore(url, file, LATER, False, unwatched)
    check(url)
    expected, after = rows_of(over), rows_of(url)
    for rows in (expected, after):
        rows.pop("setting")
    assert after == expected


# --- of one moment --------------------------------------------------------------------------------


def test_what_is_written_meanwhile_is_not_in_it(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    """Also where all of it is in SQLite's log alone."""
    run(database_url, "INSERT INTO event (id, at) VALUES ('before', '2026-11-18')")
    file, url = tmp_path / "copy.gz", f"sqlite:///{tmp_path / 'target.db'}"

    class Watching:
        def __enter__(self) -> Callable[[int], None]:
            run(database_url, "INSERT INTO event (id, at) VALUES ('meanwhile', '2026-11-18')")
            return lambda _: None

        def __exit__(self, *_: object) -> None:
            """Nothing is left open."""

    with database.read() as connection:  # it keeps the log from being folded into the file
        connection.exec_driver_sql("SELECT 1 FROM event")
        backup(database_url, file, MADE, lambda _: Watching())
    restore(url, file, LATER, False, unwatched)
    assert run(url, "SELECT id FROM event") == ["before"]
    assert len(run(database_url, "SELECT id FROM event")) == 2


def test_a_long_copy_is_not_given_up(postgres_url: str) -> None:
    with closing(Database(postgres_url, 1, COPYING)) as database, database.read() as connection:
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            assert connection.execute(text(f"SHOW {name}")).scalar() == "0"


# --- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ENGINES)
def test_no_number_is_used_twice(fresh: Fresh, tmp_path: Path, source: str) -> None:
    """Nor one of a table whose rows are all gone, nor one given after the copy was made."""
    old, new, file = fresh(source, "old"), fresh(OTHER[source], "target"), tmp_path / "copy.gz"
    migrate(old)
    given = [made(old) for _ in range(3)]
    run(old, "DELETE FROM audit")
    backup(old, file, MADE, unwatched)
    restore(new, file, LATER, False, unwatched)
    number = made(new)
    assert number == given[-1] + GAP + 1
    restore(new, file, LATER, True, unwatched)
    assert made(new) > number


# --- over nothing, or instead of everything -------------------------------------------------------


def migrated(url: str) -> str:
    migrate(url)
    return url


@pytest.mark.parametrize("target", ENGINES)
def test_an_empty_database_with_tables_takes_it(copy: Path, fresh: Fresh, target: str) -> None:
    url = migrated(fresh(target, "target"))
    restore(url, copy, LATER, False, unwatched)
    assert run(url, "SELECT COUNT(*) FROM loop") == [3]


@pytest.mark.parametrize("target", ENGINES)
def test_rows_in_the_way_stay_unless_they_are_to_be_replaced(copy: Path, fresh: Fresh, target: str) -> None:
    url = migrated(fresh(target, "target"))
    run(
        url,
        "INSERT INTO event (id, at) VALUES ('old', '2026-11-18')",
        "CREATE TABLE of_a_later_release (id INTEGER PRIMARY KEY)",
    )
    before = rows_of_event(url)
    with pytest.raises(NotCopied, match="--replace"):
        restore(url, copy, LATER, False, unwatched)
    assert rows_of_event(url) == before == ["old"]
    restore(url, copy, LATER, True, unwatched)
    assert "old" not in rows_of_event(url)
    with closing(Database(url, waits=DATABASE)) as database, database.read() as connection:
        names = inspect(connection).get_table_names()
    assert "of_a_later_release" not in names


def rows_of_event(url: str) -> list[str]:
    return run(url, "SELECT id FROM event ORDER BY id")


@pytest.mark.parametrize("target", ENGINES)
def test_tables_of_somebody_else_are_never_touched(copy: Path, fresh: Fresh, target: str) -> None:
    url = fresh(target, "target")
    run(url, "CREATE TABLE payroll (id INTEGER PRIMARY KEY)", "INSERT INTO payroll (id) VALUES (7)")
    with pytest.raises(NotCopied, match="not the bot's"):
        restore(url, copy, LATER, True, unwatched)
    assert run(url, "SELECT id FROM payroll") == [7]


def test_logs_of_another_file_are_not_taken_for_its_own(copy: Path, fresh: Fresh) -> None:
    url = fresh("sqlite", "target")
    for ending in ("-wal", "-shm", "-journal"):
        Path(f"{file_of(url)}{ending}").write_bytes(b"of another database")
    restore(url, copy, LATER, False, unwatched)
    assert sorted(each.name for each in file_of(url).parent.iterdir()) == ["copy.gz", "target.db"]
    assert run(url, "SELECT COUNT(*) FROM loop") == [3]


def test_a_damaged_file_can_be_replaced(copy: Path, fresh: Fresh) -> None:
    url = fresh("sqlite", "target")
    file_of(url).write_bytes(b"SQLite no more" * 1000)
    with pytest.raises(Unusable):
        restore(url, copy, LATER, False, unwatched)
    restore(url, copy, LATER, True, unwatched)
    check(url)


def test_a_file_that_another_program_has_open_is_left_alone(copy: Path, fresh: Fresh) -> None:
    """The release before writes no row of its own."""
    url = migrated(fresh("sqlite", "target"))
    with closing(sqlite3.connect(file_of(url))) as other:
        other.execute("SELECT COUNT(*) FROM loop").fetchall()
        with pytest.raises(NotCopied, match="open in another program"):
            restore(url, copy, LATER, True, unwatched)
    restore(url, copy, LATER, True, unwatched)


def test_no_row_stays_behind_in_a_log_that_cannot_be_folded(copy: Path, fresh: Fresh) -> None:
    """Closing a database folds its log, and says nothing where it cannot: rows were committed to the log."""
    url = migrated(fresh("sqlite", "target"))
    run(url, "INSERT INTO event (id, at) VALUES ('old', '2026-11-18')")
    with ExitStack() as held:

        class Holding:
            def __enter__(self) -> Callable[[int], None]:
                return self.hold

            def __exit__(self, *_: object) -> None:
                """It is held until the restore is over."""

            def hold(self, _: int) -> None:
                new = sqlite3.connect(f"{file_of(url)}.new", isolation_level=None)
                held.enter_context(closing(new)).execute("BEGIN")
                new.execute("SELECT COUNT(*) FROM sqlite_master").fetchall()

        with pytest.raises(NotCopied, match="open in another program"):
            restore(url, copy, LATER, True, lambda _: Holding())
    assert rows_of_event(url) == ["old"]
    restore(url, copy, LATER, True, unwatched)
    check(url)


def test_a_user_who_may_not_make_tables_is_told_so(copy: Path, fresh: Fresh, postgres: Postgres) -> None:
    url = fresh("postgresql", "guarded_copy")
    postgres.role("copier", "the right one")
    there = make_url(url).set(username="copier", password="the right one", drivername="postgresql")
    with pytest.raises(NotCopied, match="may not make tables"):
        restore(there.render_as_string(hide_password=False), copy, LATER, False, unwatched)


# --- somebody at work -----------------------------------------------------------------------------


def at_work(url: str, name: str = "host:7") -> None:
    with closing(Database(url, waits=DATABASE)) as database, database.write() as connection:
        processes.seen(connection, name, ProcessKind.WORKER)


@pytest.mark.parametrize("target", ENGINES)
def test_while_somebody_is_at_work_nothing_is_put_there(copy: Path, fresh: Fresh, target: str) -> None:
    url = migrated(fresh(target, "target"))
    at_work(url)
    with pytest.raises(NotCopied, match=r"worker host:7, last seen \d\d:\d\d:\d\d UTC"):
        restore(url, copy, LATER, True, unwatched)
    source = migrated(fresh(OTHER[target], "source"))
    with pytest.raises(NotCopied, match="host:7"):
        move(source, url, LATER, unwatched)
    with pytest.raises(NotCopied, match="host:7"):
        move(url, source, LATER, unwatched)
    run(url, "UPDATE process SET seen_at = '2026-01-01 00:00:00'")
    restore(url, copy, LATER, True, unwatched)


def test_who_is_at_work_is_not_in_a_copy(database_url: str, tmp_path: Path) -> None:
    at_work(database_url)
    backup(database_url, tmp_path / "copy.gz", MADE, unwatched)
    url = f"sqlite:///{tmp_path / 'target.db'}"
    restore(url, tmp_path / "copy.gz", LATER, False, unwatched)
    assert run(url, "SELECT name FROM process") == []


def test_a_move_onto_itself_is_refused(database_url: str) -> None:
    with pytest.raises(NotCopied, match="same database"):
        move(database_url, database_url, LATER, unwatched)


# --- the file -------------------------------------------------------------------------------------


def test_it_is_for_its_owner_alone_and_never_written_over(copy: Path, full: dict[str, str]) -> None:
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    before = copy.read_bytes()
    with pytest.raises(NotCopied, match="there already"):
        backup(full["sqlite"], copy, MADE, unwatched)
    assert copy.read_bytes() == before
    assert [each.name for each in copy.parent.iterdir()] == ["copy.gz"]


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="does not exist"):
        backup(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "copy.gz", MADE, unwatched)
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_tables_is_no_copy(fresh: Fresh, tmp_path: Path) -> None:
    url = fresh("postgresql", "target")
    with pytest.raises(NotMigrated):
        backup(url, tmp_path / "copy.gz", MADE, unwatched)
    assert list(tmp_path.iterdir()) == []


def test_of_a_backup_that_ends_early_nothing_is_left(full: dict[str, str], tmp_path: Path) -> None:
    """A disk that is full, or somebody who stops it."""

    class Ends:
        def __enter__(self) -> Callable[[int], None]:
            return self.full

        def __exit__(self, *_: object) -> None:
            """Nothing is held."""

        def full(self, _: int) -> None:
            raise OSError(28, "No space left on device")

    with pytest.raises(NotCopied, match="No space left on device"):
        backup(full["sqlite"], tmp_path / "copy.gz", MADE, lambda _: Ends())
    assert list(tmp_path.iterdir()) == []


def lines_of(file: Path) -> list[str]:
    return gzip.decompress(file.read_bytes()).decode().splitlines()


def rewritten(file: Path, lines: list[str]) -> None:
    file.write_bytes(gzip.compress("".join(f"{each}\n" for each in lines).encode()))


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def without_a_row(file: Path) -> None:
    lines = lines_of(file)
    first = next(number for number, line in enumerate(lines) if line.startswith("["))
    rewritten(file, lines[:first] + lines[first + 1 :])


def without_its_end(file: Path) -> None:
    rewritten(file, lines_of(file)[:-1])


def with_more_after_its_end(file: Path) -> None:
    rewritten(file, [*lines_of(file), "[1]"])


def a_bit_wrong(file: Path) -> None:
    written = bytearray(file.read_bytes())
    written[len(written) // 2] ^= 1
    file.write_bytes(written)


def of_a_later_release(file: Path) -> None:
    header, *lines = lines_of(file)
    rewritten(file, [json.dumps(json.loads(header) | {"revision": "ffffffffffff"}), *lines])


def of_another_kind(file: Path) -> None:
    file.write_text("a text")


def gone(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (cut_short, "cut off or damaged"),
        (without_a_row, "cut off or damaged"),
        (without_its_end, "cut off or damaged"),
        (with_more_after_its_end, "cut off or damaged"),
        (a_bit_wrong, "cut off or damaged"),
        (of_a_later_release, "later release"),
        (of_another_kind, "not a copy"),
        (gone, "cannot be read: No such file"),
    ],
)
def test_what_is_no_whole_copy_changes_nothing(
    copy: Path, fresh: Fresh, spoil: Callable[[Path], None], says: str
) -> None:
    url = migrated(fresh("sqlite", "target"))
    run(url, "INSERT INTO event (id, at) VALUES ('old', '2026-11-18')")
    spoil(copy)
    with pytest.raises(NotCopied, match=says):
        restore(url, copy, LATER, True, unwatched)
    assert rows_of_event(url) == ["old"]


@pytest.mark.parametrize("target", ENGINES)
def test_a_row_that_the_database_refuses_leaves_what_was_there(copy: Path, fresh: Fresh, target: str) -> None:
    url = migrated(fresh(target, "target"))
    run(url, "INSERT INTO event (id, at) VALUES ('old', '2026-11-18')")
    lines = lines_of(copy)
    lines = [line.replace('"open"', '"ajar"') for line in lines]
    rewritten(copy, lines)
    with pytest.raises(NotCopied, match="refuses a row"):
        restore(url, copy, LATER, True, unwatched)
    assert rows_of_event(url) == ["old"]


@pytest.mark.parametrize("target", ENGINES)
def test_a_row_that_refers_to_nothing_is_refused(copy: Path, fresh: Fresh, target: str) -> None:
    url = fresh(target, "target")
    lines = lines_of(copy)
    start = next(number for number, line in enumerate(lines) if '"table":"link"' in line)
    columns = json.loads(lines[start])["columns"]
    row = json.loads(lines[start + 1])
    row[columns.index("loop_id")] = 999
    lines[start + 1] = json.dumps(row)
    rewritten(copy, lines)
    with pytest.raises(NotCopied):
        restore(url, copy, LATER, False, unwatched)


# --- what is kept of it ---------------------------------------------------------------------------


def restored_on(url: str) -> restored.RestoredCopy | None:
    with closing(Database(url, waits=DATABASE)) as database, database.read() as connection:
        return restored.find(connection)


def test_the_database_knows_that_it_is_a_restored_copy(copy: Path, fresh: Fresh, tmp_path: Path) -> None:
    url = fresh("sqlite", "target")
    restore(url, copy, LATER, False, unwatched)
    (last,) = run(url, "SELECT MAX(id) FROM notice")
    found = restored_on(url)
    assert found
    assert (found.made_at, found.restored_at, found.numbers["notice"]) == (MADE, LATER, last)

    again, then = tmp_path / "again.gz", LATER + timedelta(days=1)
    backup(url, again, LATER, unwatched)
    restore(url, again, then, True, unwatched)
    found = restored_on(url)
    assert found
    assert (found.made_at, found.restored_at) == (MADE, then), "it looks as far back as the first time"


def test_a_moved_one_does_not(full: dict[str, str], fresh: Fresh) -> None:
    url = fresh("sqlite", "target")
    move(full["postgresql"], url, MADE, unwatched)
    assert restored_on(url) is None
