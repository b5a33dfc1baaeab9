"""What was stored with an interview stays readable, whatever becomes of the models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.exercises import Visibility
from bot.catalog.models import Format, Guide, Track
from bot.catalog.stored import stored_guide
from tests.builders import a_guide
from tests.catalog.stored import (
    Json,
    Path,
    Row,
    found,
    one_of_each,
    pattern,
    rows,
    values,
    with_value,
    without,
)

GIVEN_UP: set[str] = set()
"""Fields that are not read any more on purpose, like "exercises.*.note"."""

UNLIMITED = ("slug", "link", "levels.*")

ROWS = rows()
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.slug)


def read(row: Row, content: Json) -> dict[str, Json]:
    return stored_guide(row.slug, content).model_dump(mode="json", warnings=False)


def leaves(content: Json) -> Iterator[tuple[Path, str]]:
    """Each single value with where it stands; of a text its beginning, as a long one may be cut."""
    for path, value in values(content):
        if not isinstance(value, dict | list):
            yield path, str(value)[:20]


# --- all that was stored -------------------------------------------------------------------------


@every_row
def test_all_that_was_stored_is_read(row: Row) -> None:
    kept = Counter(said for _, said in leaves(read(row, row.content)))
    for path, said in leaves(row.content):
        assert kept[said] or pattern(path) in GIVEN_UP, (
            f"{pattern(path)} of a stored guide is not read any more. If it was renamed, write its earlier "
            f"name into RENAMED of bot/catalog/stored.py; if it was given up, list it in GIVEN_UP here."
        )
        kept[said] -= 1


@every_row
def test_what_fits_the_models_is_read_as_they_read_it(row: Row) -> None:
    guide = a_guide(slug=row.slug)
    assert stored_guide(guide.slug, guide.model_dump(mode="json")) == guide


# --- what the models do not know -----------------------------------------------------------------


@every_row
def test_unknown_fields_anywhere_are_passed_over(row: Row) -> None:
    plain = stored_guide(row.slug, row.content)
    places = [(), *(path for path, value in one_of_each(row.content).items() if isinstance(value, dict))]
    for path in places:
        assert stored_guide(row.slug, with_value(row.content, (*path, "news"), ["x"])) == plain, path


@every_row
def test_any_field_may_be_missing(row: Row) -> None:
    """The others are read all the same: at most the entry around it is left out, where it has no name."""
    for path, lost in one_of_each(row.content).items():
        content = without(row.content, path)
        around = found(row.content, path[:-1])
        less = Counter(dict(leaves({"x": lost})).values()) + Counter(dict(leaves(around)).values())
        kept = Counter(said for _, said in leaves(read(row, content)))
        assert not Counter(said for _, said in leaves(content)) - kept - less, path


@every_row
def test_a_text_longer_than_todays_screens_take_is_cut(row: Row) -> None:
    for path, text in one_of_each(row.content).items():
        if isinstance(text, str) and not pattern(path).endswith(UNLIMITED):
            content = read(row, with_value(row.content, path, f"{text} and so on" * 250))
            assert len(str(found(content, path))) <= 2500, path
    long = stored_guide(row.slug, row.content | {"title": "Twelve words " * 20})
    assert long.title.startswith("Twelve words Twelve words")
    assert long.title.endswith("…")
    assert len(long.title) <= 60


def test_words_no_enum_knows_are_its_default() -> None:
    content = ROWS[0].content | {
        "track": "people",
        "format": "hybrid",
        "assistants": "banned",
        "state": "old",
    }
    content = with_value(content, ("exercises", 0, "visibility"), "secret")
    guide = stored_guide("pairing-exercise", content)
    assert (guide.track, guide.format, guide.state) == (Track.GENERAL, Format.LIVE, "active")
    assert guide.exercises[0].visibility is Visibility.INTERNAL


def test_more_entries_than_today_are_all_read() -> None:
    content = ROWS[0].content
    criteria = [each | {"id": f"criterion-{number}"} for number, each in enumerate(content["look_for"] * 3)]
    guide = stored_guide("pairing-exercise", content | {"look_for": criteria})
    assert [each.id for each in guide.look_for] == [each["id"] for each in criteria]


def test_an_entry_without_its_name_is_left_out_alone() -> None:
    content = ROWS[0].content
    guide = stored_guide("pairing-exercise", without(content, ("look_for", 0, "id")))
    assert [each.id for each in guide.look_for] == [each["id"] for each in content["look_for"][1:]]


def test_an_address_of_another_form_stays_what_it_is() -> None:
    row = next(each for each in ROWS if each.content["resources"])
    content = with_value(row.content, ("resources", 0, "link"), "wiki/page")
    assert str(stored_guide(row.slug, content).resources[0].link) == "wiki/page"


def test_a_renamed_field_is_read_under_its_earlier_name() -> None:
    content = dict(ROWS[0].content)
    content["criteria_list"] = [
        {"asks" if name == "question" else name: value for name, value in each.items()}
        for each in content.pop("look_for")
    ]
    renamed = {"Guide.look_for": "criteria_list", "Criterion.question": "asks"}
    guide = stored_guide("pairing-exercise", content, renamed)
    assert guide.look_for == stored_guide("pairing-exercise", ROWS[0].content).look_for


@pytest.mark.parametrize("content", [None, [], "text", 7, {}])
def test_where_nothing_can_be_read_the_guide_says_nothing(content: Json) -> None:
    guide = stored_guide("system-design", content)
    assert (guide.slug, guide.title) == ("system-design", "system-design")
    assert (guide.summary, guide.look_for, guide.reviewed_on) == ("–", (), date.min)
    assert (guide.minutes.min, guide.interviewers.max) == (5, 1)
    assert guide.timeline(45) == ()


ANY_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(ROWS), st.data(), ANY_JSON)
def test_anything_anywhere_is_read(row: Row, data: st.DataObject, value: Json) -> None:
    path = data.draw(st.sampled_from([path for path, _ in values(row.content)]))
    guide = stored_guide(row.slug, with_value(row.content, path, value))
    assert isinstance(guide, Guide)
    assert guide.slug == row.slug
    assert all(part.minutes >= 0 for part in guide.timeline(45))
    guide.model_dump_json(warnings=False)
