"""The debrief pack."""

from __future__ import annotations

from tests.screens.registry import parts, screen


def test_disagreements_come_first() -> None:
    (message,) = parts("debrief-full.realistic")
    assert message.text == "Team stage: everything is in (4 of 4)."
    order = [
        "Strong yes 1 · Yes 2 · No 1",
        "Meet: people see it differently.",
        "Talk about these first",
        "● Clear strength  <@UPRIYA> “Listed three stores, chose by write pattern",
        "○ Clear concern  <@UTOM>",
        "Gets the proposal across: strength, 2 of 2",
        "System Design: intuition",
        "Pairing Exercise: communication · keeps you informed · flexibility · role skills",
        "Suggested agenda, 25 minutes",
        "0–10 trade-offs · 10–15 what else differs · 15–20 what nobody saw · 20–25 decide",
    ]
    assert sorted(order, key=message.words.index) == order


def test_those_gone_on_without_are_missing() -> None:
    (message,) = parts("debrief-one-missing.realistic")
    assert message.text == "Team stage: 3 of 4, 1 missing."
    assert "Gone on without <@UKENJI>." in message.words


def test_few_scorecards_stand_for_themselves() -> None:
    (message,) = parts("debrief-short.realistic")
    assert message.text == "Screen: everything is in (1 of 1)."
    assert "Yes" not in message.words


def test_closed_it_counts_only() -> None:
    (message,) = parts("debrief-folded.realistic")
    for secret in ("Strong yes", "trade-offs", "differently", "decide"):
        assert secret not in message.words


def test_nothing_found_leaves_no_empty_headings() -> None:
    said = screen("debrief-nothing.realistic").words
    for heading in ("Agreed", "Talk about", "Nobody assessed"):
        assert heading not in said
    assert "0–25 decide" in said


def test_a_shortened_quote_says_so() -> None:
    assert "Quotes are shortened." in "\n".join(each.words for each in parts("debrief.worst"))
    assert "Quotes are shortened." not in screen("debrief-full.realistic").words


def test_a_quote_stands_once() -> None:
    said = screen("debrief-full.realistic").words
    assert said.count("Listed three stores") == 1
    assert said.count("● Clear strength  <@UPRIYA>") == 3


def test_a_point_met_twice_is_one_on_the_agenda() -> None:
    said = screen("debrief-met-twice.realistic").words
    assert "0–10 trade-offs · 10–15 AI models · 15–25 decide" in said


def test_a_competency_says_where_each_was_seen() -> None:
    said = screen("debrief-full.realistic").words
    assert "<@USAM>, pairing exercise" in said
    assert "<@UKENJI>, take home" in said
