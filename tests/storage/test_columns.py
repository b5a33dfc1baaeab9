"""Each column is written, and each field comes back: one in the schema alone would store nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any

import pytest

from bot.domain.interviews import Excuse, Interview, LastTold, Panelist, Stage
from bot.domain.loops import Candidate, Link, Loop, LoopRole, Position
from bot.storage import loop_values as values
from bot.storage.schema import metadata
from tests.storage.test_loops import EXCUSE, TOLD, a_full_loop

ELSEWHERE = {
    "candidate": {"id"},
    "loop": {"id", "created_at", "purge_on"},  # set once; and by retention, which no loop knows of
    "stage": {"id", "decision", "decided_by", "decided_at", "reasons", "debrief_at", "debrief_place"},
    "interview": {"id"},
    "answer": {"id"},
    "panelist": {"id", "ticked"},  # ticks are kept as they are made
}
"""Columns that are written by the database, or by something that does not save the whole value."""


def rows() -> Mapping[str, Mapping[str, Any]]:
    loop = a_full_loop()
    interview = loop.interviews[0]
    panelist = interview.everyone[0]
    excused, told = values.excuse_values(panelist, 1), values.told_values(panelist, 1)
    assert excused
    assert told
    return {
        "candidate": values.candidate_values(loop.candidate),
        "loop": values.loop_values(loop),
        "loop_role": values.role_values(LoopRole.COORDINATOR, "UCARLA", 1),
        "link": values.link_values(loop.links[0], 1, 1),
        "stage": values.stage_values(Stage.TEAM, 1),
        "interview": values.interview_values(interview, 1, 1),
        "panelist": values.panelist_values(panelist, 1),
        "answer": values.answer_values(interview.answers[0], 1),
        "excuse": excused,
        "last_told": told,
    }


@pytest.mark.parametrize("table", rows())
def test_a_row_has_every_column(table: str) -> None:
    columns = set(metadata.tables[table].c.keys())
    written = set(rows()[table]) | ELSEWHERE.get(table, set())
    assert columns - written == set(), "write it in bot/storage/loop_values.py, and read it in loop_rows.py"
    assert written - columns == set(), "the table has no such column"


def instances(kind: type) -> Iterator[Any]:
    loop = a_full_loop()
    everyone = [each for interview in loop.interviews for each in interview.everyone]
    found = (
        loop,
        loop.candidate,
        loop.position,
        *loop.links,
        *loop.interviews,
        *everyone,
        EXCUSE,
        TOLD,
        *loop.interviews[0].answers,
    )
    return (each for each in found if isinstance(each, kind))


@pytest.mark.parametrize("kind", [Loop, Candidate, Position, Link, Interview, Panelist, Excuse, LastTold])
def test_what_is_saved_and_read_in_tests_has_something_in_every_field(kind: type) -> None:
    """`a_full_loop` goes in and has to come back: a field at its default could be lost unseen."""
    bare = {
        each.name
        for each in fields(kind)
        if each.default is not MISSING
        and all(getattr(one, each.name) == each.default for one in instances(kind))
    }
    assert bare == set(), "give these a value in a_full_loop of tests/storage/test_loops.py"
