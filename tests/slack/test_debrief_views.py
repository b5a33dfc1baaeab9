"""The debrief pack."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.loops import Candidate, Stage
from bot.domain.scorecards import Assessment, Rating, Recommendation
from bot.sandbox.payloads import check_message
from bot.services.values import DebriefPack, Topic, Voice
from bot.slack.views.debrief import debrief
from tests.builders import a_guide, a_loop, a_panelist, an_interview
from tests.slack.scorecards import CANDIDATE, FILLINGS, a_wide_guide, assert_quiet, shown


def a_topic(title: str, *said: tuple[Rating, str], guide: str = "system-design") -> Topic:
    voices = []
    for number, (rating, evidence) in enumerate(said):
        panelist = a_panelist(f"U{number}")
        interview = an_interview(panel=[panelist], guide=guide)
        voices.append(Voice(panelist, interview, Assessment("trade-offs", rating, evidence)))
    return Topic(title, tuple(voices))


def a_pack(**other: Any) -> DebriefPack:
    guide = a_guide()
    fields: dict[str, Any] = {
        "loop": a_loop(candidate=Candidate(1, CANDIDATE)),
        "stage": Stage.TEAM,
        "given": 4,
        "expected": 4,
        "missing": (),
        "tally": ((Recommendation.STRONG_YES, 1), (Recommendation.YES, 2), (Recommendation.NO, 1)),
        "disagreements": (
            a_topic(
                "Makes trade-offs",
                (Rating.CLEAR_STRENGTH, "chose by\nwrite pattern"),
                (Rating.CLEAR_CONCERN, ""),
            ),
        ),
        "agreed": (a_topic("Gets it across", (Rating.CLEAR_STRENGTH, ""), (Rating.MORE_STRENGTH, "")),),
        "unassessed": ((guide, guide.look_for[0]), (guide, guide.look_for[1])),
        "agenda": ((15, "trade-offs"), (5, "what nobody saw"), (5, "decide")),
        "full": True,
        "opened": True,
    }
    return DebriefPack(**(fields | other))


class TestDebrief:
    def test_disagreements_come_first(self) -> None:
        [message] = debrief(a_pack())
        assert check_message(message.payload()) == []
        assert_quiet(message)
        assert message.text == "Team stage: everything is in (4 of 4)."
        words = shown(message)
        order = [
            "Strong yes 1 · Yes 2 · No 1",
            "Meet: people see it differently.",
            "Talk about these first",
            "● Clear strength  <@U0> “chose by write pattern”",
            "○ Clear concern  <@U1>",
            "Gets it across: strength, 2 of 2",
            "System Design: trade offs · ambiguity",
            "Suggested agenda, 25 minutes",
            "0–15 trade-offs · 15–20 what nobody saw · 20–25 decide",
        ]
        assert sorted(order, key=words.index) == order

    def test_those_gone_on_without_are_missing(self) -> None:
        [message] = debrief(a_pack(missing=(a_panelist("UTOM"),)))
        assert message.text == "Team stage: 4 of 5, 1 missing."
        assert "Gone on without <@UTOM>." in shown(message)

    def test_few_scorecards_stand_for_themselves(self) -> None:
        [message] = debrief(a_pack(full=False, given=2, expected=2))
        assert check_message(message.payload()) == []
        assert message.text == "Team stage: everything is in (2 of 2)."
        assert "Strong yes" not in shown(message)

    def test_closed_it_counts_only(self) -> None:
        [message] = debrief(a_pack(opened=False))
        assert check_message(message.payload()) == []
        for secret in ["Strong yes", "trade-offs", "differently", "decide"]:
            assert secret not in shown(message)

    def test_nothing_found_leaves_no_empty_headings(self) -> None:
        [message] = debrief(a_pack(disagreements=(), agreed=(), unassessed=(), agenda=((25, "decide"),)))
        assert check_message(message.payload()) == []
        assert "Agreed" not in shown(message)

    @pytest.mark.parametrize("filling", FILLINGS)
    def test_the_largest_stage_is_one_slack_takes(self, filling: str) -> None:
        long = (filling * 3000)[:3000]
        ratings = [Rating.CLEAR_STRENGTH, Rating.CLEAR_CONCERN] * 6
        topics = tuple(a_topic("<" * 100, *((rating, long) for rating in ratings)) for _ in range(30))
        wide = a_wide_guide()
        pack = a_pack(
            disagreements=topics,
            agreed=topics,
            unassessed=tuple((wide, criterion) for criterion in wide.look_for * 6),
            missing=tuple(a_panelist(f"U{number:09}") for number in range(20)),
        )
        for message in debrief(pack):
            assert check_message(message.payload()) == []
            assert_quiet(message)

    def test_a_shortened_quote_says_so(self) -> None:
        topic = a_topic("Trade-offs", (Rating.CLEAR_STRENGTH, "word " * 200), (Rating.CLEAR_CONCERN, "no"))
        assert "Quotes are shortened." in shown(debrief(a_pack(disagreements=(topic,)))[0])

    def test_a_quote_stands_once(self) -> None:
        topic = a_topic(
            "Makes trade-offs", (Rating.CLEAR_STRENGTH, "three stores"), (Rating.CLEAR_CONCERN, "")
        )
        words = shown(debrief(a_pack(disagreements=(topic, replace(topic, title="Trade-offs"))))[0])
        assert words.count("three stores") == 1
        assert words.count("● Clear strength  <@U0>") == 2

    def test_a_point_met_twice_is_one_on_the_agenda(self) -> None:
        agenda = ((5, "trade-offs"), (5, "Trade-offs"), (5, "AI models"), (10, "decide"))
        words = shown(debrief(a_pack(agenda=agenda))[0])
        assert "0–10 trade-offs · 10–15 AI models · 15–25 decide" in words

    def test_a_competency_says_where_each_was_seen(self) -> None:
        one = a_topic("Judgement", (Rating.CLEAR_STRENGTH, ""))
        other = a_topic("", (Rating.CLEAR_CONCERN, ""), guide="pairing-exercise")
        topic = replace(one, voices=(*one.voices, *other.voices))
        words = shown(debrief(a_pack(disagreements=(topic,)))[0])
        assert "<@U0>, pairing exercise" in words
