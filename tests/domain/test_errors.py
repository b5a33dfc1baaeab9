"""What is refused says so in whole sentences."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.domain.errors import FieldRefused, NoSuchLoop, NotForGuests, NotYours, Refused, Unreadable

SENTENCES = re.compile(r"[A-Z][a-z',: ]+[.](?: [A-Z][a-z',: ]+[.])*")


@pytest.mark.parametrize("error", [NoSuchLoop, NotForGuests, NotYours])
def test_a_refusal_says_what_happened_and_what_to_do(error: Callable[[], Refused]) -> None:
    said = str(error())
    assert SENTENCES.fullmatch(said)
    assert said.count(".") > 1


def test_a_row_that_cannot_be_read_is_named_by_table_and_id() -> None:
    error = Unreadable("notice", 7)
    assert (error.table, error.row, str(error)) == ("notice", 7, "notice 7 cannot be read")


def test_the_fields_of_a_form_are_refused_together() -> None:
    refused = FieldRefused({"title": "Say what it is.", "level": "Choose one."})
    assert refused.fields == {"title": "Say what it is.", "level": "Choose one."}
    assert str(refused) == "Say what it is.; Choose one."
