"""The debrief's analysis: where people differ and agree, what nobody looked at, and the agenda."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.debrief import Findings, put_together
from bot.domain.interviews import Interview, Panelist, Role
from bot.domain.scorecards import Rating, Recommendation, Scorecard
from bot.domain.voices import Looked, Sheet, Topic, Voice
from tests.builders import a_panelist, a_scorecard, an_interview, feedback

STRENGTH, MORE_STRENGTH = Rating.CLEAR_STRENGTH, Rating.MORE_STRENGTH
CONCERN, MORE_CONCERN, NOT_ASSESSED = Rating.CLEAR_CONCERN, Rating.MORE_CONCERN, Rating.NOT_ASSESSED

TRADE_OFFS = Looked("trade-offs", "Makes trade-offs and says why", "trade-offs", ("judgement",))
PROPOSAL = Looked("proposal", "Gets the proposal across", "getting it across", ("communication",))
PAIRS = Looked("pairs", "Works well with a partner", "pairing", ("judgement", "communication"))
DEPTH = Looked("depth", "Goes deep", "depth")
TITLES = {"judgement": "Judgement", "communication": "Communication"}


class Stage:
    """A stage in the making: interviews, and what was said in them."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.cards: dict[int, Scorecard] = {}

    def interview(self, guide: str, criteria: list[Looked], *said: dict[str, Rating]) -> Stage:
        panel = [a_panelist(f"U{len(self.sheets)}{number}") for number in range(len(said))]
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


def said_by(topic: Topic) -> list[Rating]:
    return [voice.assessment.rating for voice in topic.voices]


def titles(topics: tuple[Topic, ...]) -> list[str]:
    return [topic.title for topic in topics]


def test_who_recommends_what_is_named_in_that_order_with_the_reasons() -> None:
    stage = Stage()
    panel = [a_panelist(f"U{number}") for number in range(3)]
    interview = an_interview(panel=panel)
    stage.sheets.append(Sheet(interview, (TRADE_OFFS,)))
    for panelist, recommendation in zip(
        panel, [Recommendation.NO, Recommendation.STRONG_YES, Recommendation.NO], strict=True
    ):
        stage.cards[panelist.id] = a_scorecard(interview, panelist, feedback=feedback(recommendation))
    said = [
        (each.panelist.person, each.recommendation, each.reasons) for each in stage.findings().recommendations
    ]
    assert said == [
        ("U1", Recommendation.STRONG_YES, "because"),
        ("U0", Recommendation.NO, "because"),
        ("U2", Recommendation.NO, "because"),
    ]


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


def test_what_one_person_saw_clearly_is_named_concerns_first() -> None:
    found = (
        Stage()
        .interview("design", [TRADE_OFFS, PROPOSAL], {"trade-offs": STRENGTH, "proposal": MORE_STRENGTH})
        .interview("pairing", [PAIRS], {"pairs": STRENGTH})
        .interview("values", [DEPTH], {"depth": CONCERN})
        .findings()
    )
    assert [(each.title, said_by(each)) for each in found.alone] == [
        ("Goes deep", [CONCERN]),
        ("Makes trade-offs and says why", [STRENGTH]),
        ("Works well with a partner", [STRENGTH]),
    ]
    assert titles(found.agreed) == ["Judgement", "Communication"], "across interviews they agree all the same"


def test_what_a_second_person_saw_too_is_agreed() -> None:
    found = (
        Stage().interview("design", [DEPTH], {"depth": CONCERN}, {"depth": MORE_CONCERN}, {"depth": CONCERN})
    ).findings()
    assert found.alone == ()
    assert [said_by(each) for each in found.agreed] == [[CONCERN, MORE_CONCERN, CONCERN]]


def test_what_is_disagreed_on_is_not_said_again_as_seen_by_one() -> None:
    found = Stage().interview("design", [DEPTH], {"depth": CONCERN}, {"depth": STRENGTH}).findings()
    assert titles(found.disagreements) == ["Goes deep"]
    assert found.alone == ()


def test_somebody_who_saw_it_twice_is_still_one_person() -> None:
    stage = Stage()
    for guide in ("values", "values"):
        interview = an_interview(guide=guide, panel=[a_panelist("USAM")])
        stage.sheets.append(Sheet(interview, (DEPTH,)))
        stage.say(interview, interview.panel[0], {"depth": CONCERN})
    found = stage.findings()
    assert [said_by(each) for each in found.alone] == [[CONCERN], [CONCERN]]
    assert found.agreed == ()


def test_nobody_disagrees_with_themselves() -> None:
    stage = Stage()
    for criterion, rating in ((TRADE_OFFS, STRENGTH), (PAIRS, CONCERN)):
        interview = an_interview(guide=criterion.id, panel=[a_panelist("USAM")])
        stage.sheets.append(Sheet(interview, (criterion,)))
        stage.say(interview, interview.panel[0], {criterion.id: rating})
    found = stage.findings()
    assert found.disagreements == ()
    assert [said_by(each) for each in found.alone] == [[CONCERN], [STRENGTH]]


def test_two_without_an_account_are_two_people() -> None:
    stage = Stage()
    panel = [a_panelist(None, name="Dana"), a_panelist(None, name="Dana")]
    interview = an_interview(panel=panel)
    stage.sheets.append(Sheet(interview, (DEPTH,)))
    for panelist in panel:
        stage.say(interview, panelist, {"depth": CONCERN})
    assert titles(stage.findings().agreed) == ["Goes deep"]


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
    assert found.recommendations == ()
    assert found.alone == ()
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


def clear_in(stage: Stage) -> set[Voice]:
    """Every clear strength and concern that anybody gave."""
    return {
        Voice(panelist, sheet.interview, each)
        for sheet in stage.sheets
        for panelist in sheet.interview.panel
        for each in stage.cards[panelist.id].feedback.assessments
        if each.rating in (STRENGTH, CONCERN)
    }


def shown_in(found: Findings) -> tuple[Topic, ...]:
    return (*found.disagreements, *found.alone, *found.agreed)


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
    assert {each.panelist.id for each in found.recommendations} == set(stage.cards)
    for topic in found.disagreements:
        assert {voice.assessment.rating.favours for voice in topic.voices} == {True, False}
    assert clear_in(stage) <= {voice for topic in shown_in(found) for voice in topic.voices}
    for topic in found.alone:
        assert len(topic.voices) == 1
    for topic in found.agreed:
        assert len({voice.who for voice in topic.voices}) > 1
        assert len({voice.assessment.rating.favours for voice in topic.voices}) == 1
