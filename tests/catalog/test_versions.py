"""A guide's version follows what it says, and nothing else: not the fields that models got since."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field, ValidationError

from bot.catalog.models import Guide
from tests.catalog.fields import fields
from tests.catalog.stored import Row, pattern, rows, values


class LaterGuide(Guide):
    """As the model may look one day: with a field that few guides use."""

    remote: bool = Field(default=False, exclude_if=lambda remote: not remote)


def still_valid(row: Row) -> Iterator[tuple[Row, Guide]]:
    try:
        yield row, Guide.model_validate(row.content)
    except ValidationError:
        return


def test_a_guide_that_did_not_change_keeps_its_version() -> None:
    valid = [pair for row in rows() for pair in still_valid(row)]
    assert valid, "the models refuse every stored guide: add one of today's, as tests/catalog/stored.py says"
    for row, guide in valid:
        assert guide.version == row.version, row.slug


def test_a_field_that_is_not_used_changes_no_version() -> None:
    content = rows()[0].content
    guide = Guide.model_validate(content)
    assert LaterGuide.model_validate(content).version == guide.version
    assert LaterGuide.model_validate(content | {"remote": True}).version != guide.version


def test_fields_added_later_count_only_where_they_are_used() -> None:
    first = {pattern(path) for row in rows() for path, _ in values(row.content)}
    left_out: list[str] = []  # new, with all that is in it
    for place, field in fields(Guide):
        if field.exclude_if is not None and not field.is_required() and field.exclude_if(field.get_default()):
            left_out.append(f"{place}.")
        assert place in first or f"{place}.".startswith(tuple(left_out)), (
            f"{place} is new, and changes the version of every guide. Give it a default and leave it out "
            "there: Field(default=…, exclude_if=lambda value: …). If all versions are to change, "
            "as for a renamed field, add a guide of today's, as tests/catalog/stored.py says."
        )
