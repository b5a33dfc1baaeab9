"""The next interview on one screen, and its agenda as it was booked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.models import AgendaItem
from bot.slack.ids import Action
from bot.slack.views.interview_parts import timeline
from tests.builders import a_guide, an_interview
from tests.screens.people import november
from tests.screens.registry import screen
from tests.screens.world import ATS

# --- the next interview ------------------------------------------------------------------------


def test_the_next_interview_on_one_screen() -> None:
    page = screen("prep-next-level.realistic")
    for part in (
        "*System Design* · today 14:00–14:45 · starts in 4 minutes",
        "Maya Lind for L5 Engineer, Search · you lead · <@UTOM> observes · <@UNOOR> shadows",
        f"<{ATS}/cv|CV> · <https://git.example.com/maya/take-home|Submission> · <{ATS}|ATS profile>",
        "14:00 introductions · 14:05 design · 14:35 the candidate's questions",
        "Look for: trade offs · ambiguity",
        "Exercise: Backend systems, level L5",
        "Not covered by anyone else in this loop: handling of edge cases",
    ):
        assert part in page.words
    assert list(page.buttons) == [Action.LINK, Action.SCORECARD_OPEN, Action.GUIDE_WHOLE, Action.KEEP]
    assert page.buttons[Action.KEEP] == ["21"]


def test_a_place_that_is_no_address_is_told_in_words() -> None:
    page = screen("prep-next-room.realistic")
    assert "Where: Room 4 &lt;north&gt;" in page.words
    assert Action.LINK not in page.buttons


def test_what_is_kept_stays_right_and_is_not_kept_twice() -> None:
    page = screen("prep-next-kept.realistic")
    assert f"<!date^{int(november(17, 14).timestamp())}^" in page.words
    assert "starts" not in page.words
    assert Action.KEEP not in page.buttons


@pytest.mark.parametrize(
    ("name", "said"),
    [("no-interview", "no interview coming up"), ("no-interview-owed", "feedback on 2 interviews")],
)
def test_no_interview_says_what_to_do_instead(name: str, said: str) -> None:
    page = screen(f"{name}.realistic")
    assert said in page.words
    assert list(page.buttons) == [Action.MINE, Action.GUIDE_LIST]


# --- the agenda as it was booked ---------------------------------------------------------------

ITEMS = st.lists(st.tuples(st.integers(1, 60), st.booleans()), min_size=1, max_size=6)


@given(ITEMS, st.integers(5, 240))
def test_a_booked_agenda_is_in_order_and_within_the_interview(
    items: list[tuple[int, bool]], minutes: int
) -> None:
    agenda = [AgendaItem(minutes=length, what="x", candidate_questions=asked) for length, asked in items]
    starts = [start for start, _ in timeline(an_interview(minutes=minutes), agenda)]

    assert starts == sorted(set(starts))
    assert all(0 <= start < minutes for start in starts)


def test_a_longer_booking_keeps_the_end_for_the_candidate() -> None:
    assert timeline(an_interview(minutes=90), a_guide().agenda) == [
        (0, "introductions"),
        (5, "design"),
        (80, "the candidate's questions"),
    ]
