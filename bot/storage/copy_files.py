"""A copy as a file, gzipped, a JSON value a line: a header, each table before its rows, and the counts."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from bot.domain.errors import NotCopied
from bot.storage.copies import Cells, Copy, Header, Progress, TableRows
from bot.storage.private_files import owners_alone

FORMAT, VERSION = "interview-bot backup", 1
CUT_OFF = "{file} is cut off or damaged. Nothing was changed. Use another copy."
FOREIGN = "{file} is not a copy made by `backup`. Nothing was changed."
LATER = "{file} was made by a later release. Nothing was changed. Restore it with that release."


def write(file: Path, copy: Copy, progress: Progress) -> None:
    """For its owner alone; under its name when it is whole, and nothing is left of half a one.

    Raises `NotCopied` for a file that is there already, or that cannot be written.
    """
    beside = file.with_name(f"{file.name}.part")
    for each in (file, beside):
        if each.exists():
            raise NotCopied(
                f"{each} is there already. Nothing was written. Choose another name, or remove it."
            )
    try:
        with _removed_unless_whole(beside):
            with open(beside, "xb", opener=owners_alone) as raw:
                with gzip.open(raw, "wt", encoding="utf-8", compresslevel=6) as lines:
                    _write(lines, copy, progress)
                raw.flush()
                os.fsync(raw.fileno())
            os.rename(beside, file)
    except OSError as error:
        raise NotCopied(f"{file} cannot be written: {error.strerror}. Nothing of it is left.") from None


@contextmanager
def _removed_unless_whole(beside: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:  # also where somebody stops it
        with suppress(FileNotFoundError):
            beside.unlink()
        raise


def _write(lines: IO[str], copy: Copy, progress: Progress) -> None:
    def line(value: object) -> None:
        lines.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")

    header = copy.header
    line(
        {
            "format": FORMAT,
            "version": VERSION,
            "revision": header.revision,
            "made_at": header.made_at.isoformat(),
            "numbers": dict(header.numbers),
        }
    )
    for table in copy.tables:
        line({"table": table.name, "columns": list(table.columns)})
        for row in table.rows:
            line(row)
            progress(1)
    line({"end": dict(copy.counts)})


@contextmanager
def read(file: Path) -> Iterator[Copy]:
    """Looked through whole first. Raises `NotCopied` for one that is not whole, or not of `backup`."""
    with _lines(file) as lines:
        header = _header(file, next(lines, None))
        counts = _counts(lines)
    with _lines(file) as lines:
        next(lines)
        yield Copy(header, counts, _tables(lines))


@contextmanager
def _lines(file: Path) -> Iterator[Iterator[Any]]:
    try:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield (json.loads(each) for each in lines)
    except gzip.BadGzipFile as error:
        known = "CRC" in str(error) or "Incorrect length" in str(error)
        raise NotCopied((CUT_OFF if known else FOREIGN).format(file=file)) from None
    except (EOFError, zlib.error, json.JSONDecodeError, UnicodeDecodeError, _Damaged):
        raise NotCopied(CUT_OFF.format(file=file)) from None
    except OSError as error:
        raise NotCopied(f"{file} cannot be read: {error.strerror}. Nothing was changed.") from None


class _Damaged(Exception):
    pass


def _header(file: Path, first: Any) -> Header:
    if not isinstance(first, dict) or first.get("format") != FORMAT:
        raise NotCopied(FOREIGN.format(file=file))
    if first["version"] != VERSION:
        raise NotCopied(LATER.format(file=file))
    return Header(first["revision"], datetime.fromisoformat(first["made_at"]), first["numbers"])


def _counts(lines: Iterator[Any]) -> dict[str, int]:
    """What the last line says, where it is so."""
    found: dict[str, int] = {}
    table, width = "", 0
    for line in lines:
        if isinstance(line, list) and table and len(line) == width:
            found[table] += 1
        elif "table" in line:
            table, width = line["table"], len(line["columns"])
            found[table] = 0
        elif "end" in line and line["end"] == found and next(lines, None) is None:
            return found
        else:
            break
    raise _Damaged


def _tables(lines: Iterator[Any]) -> Iterator[TableRows]:
    """`_counts` has seen that they are well formed."""
    line = next(lines)
    while "table" in line:
        after: list[Any] = []
        yield TableRows(line["table"], line["columns"], _rows(lines, after))
        (line,) = after


def _rows(lines: Iterator[Any], after: list[Any]) -> Iterator[Cells]:
    for line in lines:
        if not isinstance(line, list):
            after.append(line)
            return
        yield line
