"""The debrief pack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.slack.ids import Action
from bot.slack.views.debrief import debrief
from bot.slack.views.debrief_ready import debrief_ready
from bot.values.feedback import DebriefReady
from tests.acting import words
from tests.screens.debriefs import THE_TEAMS, a_pack
from tests.screens.registry import parts, screen
from tests.screens.world import DESIGN, PRIYA_LEADS, TOM_OBSERVES


def test_disagreements_come_first() -> None:
    (message,) = parts("debrief-full.realistic")
    assert message.text == "Team stage: everything is in (4 of 4)."
    order = [
        "*Strong yes*  <@UPRIYA>, System Design: Compared real alternatives",
        "*Yes*  <@USAM>, Pairing Exercise: We got somewhere",
        "*No*  <@UTOM>, System Design: Settled on the first store",
        "Worth a meeting: people disagree.",
        "Talk about these first",
        "● Clear strength  <@UPRIYA> “Listed three stores, chose by write pattern",
        "○ Clear concern  <@UTOM>",
        "Clear strengths one person saw",
        "*Troubleshoots with a method*\n<@USAM>, Pairing Exercise “Read the stack trace first",
        "Gets the proposal across: strength <@UPRIYA>, <@UTOM>",
        "System Design: intuition",
        "Pairing Exercise: communication · keeps you informed · flexibility · role skills",
        "Suggested agenda, 25 minutes",
        "0–10 trade-offs · 10–15 what else differs · 15–20 what nobody saw · 20–25 decide",
    ]
    assert sorted(order, key=message.words.index) == order


def test_those_gone_on_without_are_missing() -> None:
    (message,) = parts("debrief-one-missing.realistic")
    assert message.text == "Team stage: 3 of 4, one missing."
    assert "Not waiting for <@UKENJI>." in message.words


def test_two_have_the_first_three_parts() -> None:
    said = screen("debrief-two.realistic").words
    for part in ("Who recommends what", "Talk about these first", "Clear strengths one person saw"):
        assert part in said
    for part in ("Agreed", "Nobody assessed", "Suggested agenda"):
        assert part not in said
    assert "System Design" not in said, "there is but one"


def test_what_two_saw_clearly_is_not_left_out() -> None:
    toms = THE_TEAMS[TOM_OBSERVES.id]
    both = {TOM_OBSERVES.id: toms, PRIYA_LEADS.id: replace(toms, panelist_id=PRIYA_LEADS.id)}
    (message,) = debrief(a_pack(both, (DESIGN,)))
    assert "Makes trade-offs and says why: concern <@UPRIYA> (clear), <@UTOM> (clear)" in words(
        message.payload()
    )


def test_what_is_agreed_says_by_whom_and_how_clearly() -> None:
    said = screen("debrief-full.realistic").words
    assert "Problem solving in real time: strength <@UPRIYA> (clear), <@USAM> (clear)" in said


def test_the_loops_has_every_stage() -> None:
    page = screen("debrief-loop.realistic")
    assert page.text == "Whole loop: everything is in (5 of 5)."
    assert "*Yes*  <@UINES>, Technical Screen / Resume Deep Dive: Depth where" in page.words
    assert page.buttons == {Action.DEBRIEF_COPY: ["1"]}


def test_word_of_it_fits_a_phone() -> None:
    page = screen("debrief-ready.realistic")
    assert page.words == (
        "Team stage: everything is in (4 of 4).\n"
        "*Team stage: everything is in (4 of 4).*\n"
        "*Maya Lind* · Senior Engineer, Search\n"
        "Strong yes <@UPRIYA> · Yes <@USAM>, <@UKENJI> · No <@UTOM>\n"
        "People disagree on trade-offs · collaboration · breaking problems down.\n"
        "Nobody assessed: intuition · communication · keeps you informed · flexibility · role skills · "
        "understanding · code quality · improvements\n"
        "Read"
    )
    assert page.buttons == {Action.DEBRIEF_READ: ["1 team"]}


def test_word_of_it_counts_the_clear_concerns_one_person_saw() -> None:
    alone = a_pack({22: THE_TEAMS[22]}, (DESIGN,))
    said = words(debrief_ready(DebriefReady(alone, whole=False)).payload())
    assert "1 clear concern that one person saw" in said


@pytest.mark.parametrize(
    ("name", "buttons"),
    [
        ("debrief-ready-one", {Action.SCORECARD_READ: ["11"]}),
        ("debrief-ready-two", {Action.DEBRIEF_READ: ["1 team"]}),
        ("debrief-ready-last", {Action.DEBRIEF_READ: ["1 team", "1"]}),
    ],
)
def test_word_of_it_leads_to_what_there_is(name: str, buttons: dict[Action, list[str]]) -> None:
    assert screen(f"{name}.realistic").buttons == buttons


def test_what_does_not_fit_one_window_says_so() -> None:
    assert "Too long for one window" in screen("copy-debrief.worst").words
    assert "Too long for one window" not in screen("copy-debrief.realistic").words


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
    assert "<@USAM>, Pairing Exercise" in said
    assert "<@UKENJI>, Take-home" in said
