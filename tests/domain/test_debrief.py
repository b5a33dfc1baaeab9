"""The debrief's analysis: where people differ and agree, what nobody looked at, and the agenda."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.debrief import Findings, Looked, Sheet, Topic, put_together
from bot.domain.interviews import Interview, Panelist, Role
from bot.domain.scorecards import Rating, Recommendation, Scorecard
from tests.builders import a_panelist, a_scorecard, an_interview, feedback

STRENGTH, MORE_STRENGTH = Rating.CLEAR_STRENGTH, Rating.MORE_STRENGTH
CONCERN, MORE_CONCERN, NOT_ASSESSED = Rating.CLEAR_CONCERN, Rating.MORE_CONCERN, Rating.NOT_ASSESSED

TRADE_OFFS = Looked("trade-offs", "Makes trade-offs and says why", "trade-offs", ("judgement",))
PROPOSAL = Looked("proposal", "Gets the proposal across", "getting it across", ("communication",))
PAIRS = Looked("pairs", "Works well with a partner", "pairing", ("judgement", "communication"))
TITLES = {"judgement": "Judgement", "communication": "Communication"}


class Stage:
    """A stage in the making: interviews, and what was said in them."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.cards: dict[int, Scorecard] = {}

    def interview(self, guide: str, criteria: list[Looked], *said: dict[str, Rating]) -> Stage:
        panel = [a_panelist(f"U{number}") for number in range(len(said))]
        interview = an_interview(guide=guide, panel=panel)
        self.sheets.append(Sheet(interview, tuple(criteria)))
        for panelist, ratings in zip(panel, said, strict=True):
            self.say(interview, panelist, ratings)
        return self

    def say(
        self, interview: Interview, panelist: Panelist, ratings: dict[str, Rating], **other: object
    ) -> None:
        said = feedback(ratings=ratings)
        self.cards[panelist.id] = a_scorecard(interview, panelist, **{"feedback": said, **other})  # type: ignore[arg-type]

    def findings(self, minutes: int = 25) -> Findings:
        return put_together(self.sheets, self.cards, TITLES, minutes)


def titles(topics: tuple[Topic, ...]) -> list[str]:
    return [topic.title for topic in topics]


def test_recommendations_are_counted_in_their_order() -> None:
    stage = Stage()
    panel = [a_panelist(f"U{number}") for number in range(3)]
    interview = an_interview(panel=panel)
    stage.sheets.append(Sheet(interview, (TRADE_OFFS,)))
    for panelist, recommendation in zip(
        panel, [Recommendation.NO, Recommendation.STRONG_YES, Recommendation.NO], strict=True
    ):
        stage.cards[panelist.id] = a_scorecard(interview, panelist, feedback=feedback(recommendation))
    assert stage.findings().tally == ((Recommendation.STRONG_YES, 1), (Recommendation.NO, 2))


def test_a_criterion_two_see_differently_comes_with_every_voice() -> None:
    found = (
        Stage()
        .interview(
            "design",
            [TRADE_OFFS],
            {"trade-offs": STRENGTH},
            {"trade-offs": CONCERN},
            {"trade-offs": NOT_ASSESSED},
        )
        .findings()
    )
    [topic] = found.disagreements
    assert topic.title == "Makes trade-offs and says why"
    assert [voice.assessment.rating for voice in topic.voices] == [STRENGTH, CONCERN]
    assert found.agreed == ()


def test_the_widest_gap_comes_first() -> None:
    found = (
        Stage()
        .interview(
            "design",
            [TRADE_OFFS, PROPOSAL],
            {"trade-offs": MORE_STRENGTH, "proposal": STRENGTH},
            {"trade-offs": MORE_CONCERN, "proposal": CONCERN},
        )
        .findings()
    )
    assert titles(found.disagreements) == ["Gets the proposal across", "Makes trade-offs and says why"]


def test_a_competency_two_interviews_see_differently_is_a_topic() -> None:
    found = (
        Stage()
        .interview("design", [TRADE_OFFS], {"trade-offs": STRENGTH})
        .interview("pairing", [PAIRS], {"pairs": MORE_CONCERN})
        .findings()
    )
    assert titles(found.disagreements) == ["Judgement"]
    assert {voice.interview.guide for voice in found.disagreements[0].voices} == {"design", "pairing"}


def test_views_side_by_side_already_are_not_listed_again() -> None:
    both = Looked("both", "Judges and tells", "both", ("judgement", "communication"))
    found = (
        Stage()
        .interview("design", [both], {"both": STRENGTH})
        .interview("pairing", [PAIRS], {"pairs": CONCERN})
        .findings()
    )
    assert titles(found.disagreements) == ["Judgement"]


def test_one_interview_alone_makes_no_competency_a_topic() -> None:
    found = Stage().interview("pairing", [PAIRS], {"pairs": STRENGTH}, {"pairs": CONCERN}).findings()
    assert titles(found.disagreements) == ["Works well with a partner"]


def test_two_who_agree_are_listed_once() -> None:
    found = (
        Stage()
        .interview("design", [PROPOSAL], {"proposal": STRENGTH}, {"proposal": MORE_STRENGTH})
        .interview("design", [PROPOSAL], {"proposal": STRENGTH})
        .findings()
    )
    assert titles(found.agreed) == ["Gets the proposal across"]
    assert len(found.agreed[0].voices) == 3


def test_a_competency_says_nothing_of_one_interview_alone() -> None:
    """What two criteria of it show there is no topic, whether they agree or differ."""
    depth = Looked("depth", "Goes deep", "depth", ("communication", "judgement"))
    within = Stage().interview("design", [TRADE_OFFS, depth], {"trade-offs": STRENGTH}, {"depth": STRENGTH})
    assert within.findings().agreed == ()
    across = (
        Stage()
        .interview("design", [depth, TRADE_OFFS], {"depth": CONCERN}, {"trade-offs": STRENGTH})
        .interview("pairing", [PAIRS], {"pairs": STRENGTH})
    )
    assert titles(across.findings().disagreements) == ["Communication"], "Judgement has the same two across"


def test_views_side_by_side_long_ago_are_not_listed_again() -> None:
    met = Looked("met", "Met", "met", ("first", "second", "third"))
    like_first = Looked("like-first", "One", "one", ("first", "third"))
    like_second = Looked("like-second", "Two", "two", ("second",))
    found = (
        Stage()
        .interview("pairing", [met], {"met": STRENGTH})
        .interview("design", [like_first, like_second], {"like-first": CONCERN, "like-second": CONCERN})
        .findings()
    )
    assert titles(found.disagreements) == ["first", "second"]


def test_two_voices_agree_whatever_one_voice_said_before() -> None:
    found = (
        Stage()
        .interview(
            "design",
            [TRADE_OFFS, PROPOSAL],
            {"trade-offs": STRENGTH, "proposal": STRENGTH},
            {"proposal": STRENGTH},
        )
        .findings()
    )
    assert titles(found.agreed) == ["Gets the proposal across"]


def test_one_voice_agrees_with_nobody() -> None:
    assert Stage().interview("design", [PROPOSAL], {"proposal": STRENGTH}).findings().agreed == ()


def test_what_nobody_assessed_is_named_once_for_each_guide() -> None:
    found = (
        Stage()
        .interview("design", [TRADE_OFFS, PROPOSAL], {"trade-offs": STRENGTH, "proposal": NOT_ASSESSED})
        .interview("design", [TRADE_OFFS, PROPOSAL], {})
        .interview("pairing", [PAIRS])
        .findings()
    )
    assert found.unassessed == (("design", "proposal"), ("pairing", "pairs"))


def test_shadows_and_drafts_are_not_heard() -> None:
    stage = Stage()
    shadow, lead = a_panelist("USHADOW", Role.SHADOW), a_panelist()
    interview = an_interview(panel=[shadow, lead], guide="design")
    stage.sheets.append(Sheet(interview, (TRADE_OFFS,)))
    stage.say(interview, shadow, {"trade-offs": CONCERN})
    stage.say(interview, lead, {"trade-offs": STRENGTH}, submitted_at=None)
    found = stage.findings()
    assert found.tally == ()
    assert found.unassessed == (("design", "trade-offs"),)


def test_the_agenda_gives_the_first_point_most() -> None:
    found = (
        Stage()
        .interview(
            "design",
            [TRADE_OFFS, PROPOSAL, PAIRS],
            {"trade-offs": STRENGTH, "proposal": STRENGTH},
            {"trade-offs": CONCERN, "proposal": MORE_CONCERN},
        )
        .findings()
    )
    assert found.agenda == (
        (10, "trade-offs"),
        (5, "getting it across"),
        (5, "what nobody saw"),
        (5, "decide"),
    )


def differing(number: int, *, gap: bool = False) -> Stage:
    """So many criteria two people differ on, and one that nobody looked at."""
    seen = [Looked(f"c{each}", f"Criterion {each}", f"c{each}") for each in range(number)]
    unseen = [Looked("unseen", "Unseen", "unseen")] if gap else []
    one, other = ({each.id: rating for each in seen} for rating in (STRENGTH, CONCERN))
    return Stage().interview("design", [*seen, *unseen], one, other)


@pytest.mark.parametrize(
    ("number", "gap", "minutes", "agenda"),
    [
        (0, False, 25, ((25, "decide"),)),
        (2, False, 25, ((10, "c0"), (10, "c1"), (5, "decide"))),
        (4, False, 25, ((5, "c0"), (5, "c1"), (5, "c2"), (5, "c3"), (5, "decide"))),
        (6, False, 25, ((5, "c0"), (5, "c1"), (5, "c2"), (5, "what else differs"), (5, "decide"))),
        (2, False, 10, ((5, "what else differs"), (5, "decide"))),
        (2, False, 9, ((9, "decide"),)),
        (0, True, 10, ((5, "what nobody saw"), (5, "decide"))),
        (0, True, 4, ((4, "decide"),)),
        (1, True, 17, ((7, "c0"), (5, "what nobody saw"), (5, "decide"))),
    ],
)
def test_the_agenda_has_room_for(
    number: int, gap: bool, minutes: int, agenda: tuple[tuple[int, str], ...]
) -> None:
    assert differing(number, gap=gap).findings(minutes).agenda == agenda


def test_a_debrief_takes_25_minutes_unless_told_otherwise() -> None:
    stage = differing(1)
    assert put_together(stage.sheets, stage.cards, TITLES) == stage.findings(25)


RATINGS = st.fixed_dictionaries(
    {each: st.sampled_from(Rating) for each in ("trade-offs", "proposal", "pairs")}
)


@given(st.lists(st.lists(RATINGS, max_size=3), max_size=4), st.integers(1, 90))
def test_the_agenda_adds_up_and_nothing_is_invented(
    said: list[list[dict[str, Rating]]], minutes: int
) -> None:
    stage = Stage()
    for number, ratings in enumerate(said):
        stage.interview(f"guide-{number % 2}", [TRADE_OFFS, PROPOSAL, PAIRS], *ratings)
    found = stage.findings(minutes)
    assert sum(length for length, _ in found.agenda) == minutes
    assert all(length > 0 for length, _ in found.agenda)
    assert sum(number for _, number in found.tally) == len(stage.cards)
    for topic in found.disagreements:
        assert {voice.assessment.rating.favours for voice in topic.voices} == {True, False}
    for topic in found.agreed:
        assert len(topic.voices) > 1
        assert len({voice.assessment.rating.favours for voice in topic.voices}) == 1
