"""What is refused says so in whole sentences."""

from __future__ import annotations

import re

import pytest

from bot.domain.errors import FieldRefused, NoSuchLoop, NotForGuests, NotYours, Refused

SENTENCES = re.compile(r"[A-Z][a-z',: ]+[.](?: [A-Z][a-z',: ]+[.])*")


@pytest.mark.parametrize(
    "error", [NoSuchLoop(), NotForGuests(), NotYours()], ids=lambda error: type(error).__name__
)
def test_a_refusal_says_what_happened_and_what_to_do(error: Refused) -> None:
    assert SENTENCES.fullmatch(str(error))
    assert str(error).count(".") > 1


def test_the_fields_of_a_form_are_refused_together() -> None:
    refused = FieldRefused({"title": "Say what it is.", "level": "Choose one."})
    assert refused.fields == {"title": "Say what it is.", "level": "Choose one."}
    assert str(refused) == "Say what it is.; Choose one."
