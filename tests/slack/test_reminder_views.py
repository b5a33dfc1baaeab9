"""What people are told of their interviews, and what they can do about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import ActionsBlock

from bot.domain.interviews import Role
from bot.domain.notices import NoticeKind
from bot.slack.ids import Action
from bot.slack.views.checklist import checklist, mark, parse_ticks
from bot.slack.views.reminders import NoScreen, reminder
from bot.slack.views.text import escape
from bot.values.reminders import Reminder
from tests.builders import an_about
from tests.screens.people import NOW, PRIYA
from tests.screens.reading import elements
from tests.screens.registry import parts, screen
from tests.screens.reminder_sweeps import TOLD
from tests.screens.reminders import LONG_LINE
from tests.screens.world import GUIDES, PRIYAS

DESIGN = GUIDES["system-design"]
LINES = st.text(min_size=1, max_size=300).filter(str.strip)  # as a catalog takes them


def said(drawing: str) -> str:
    return "\n".join(each.words for each in parts(drawing))


@pytest.mark.parametrize("kind", [each for each in NoticeKind if each not in TOLD])
def test_what_is_no_reminder_has_no_screen_and_says_so(kind: NoticeKind) -> None:
    nothing = Reminder(kind, PRIYA, (PRIYAS,), NOW, an_about(kind))
    with pytest.raises(NoScreen, match=rf"draws {kind}: .* SCREENS of bot.slack.views.reminders"):
        reminder(nothing)


# --- given an interview ------------------------------------------------------------------------


def test_assigned_one() -> None:
    message = screen("reminder-assigned-lead.realistic")
    assert message.text == "New interview for you: System Design, Tue 14:00"
    asked = "You are asked to lead it. If you can't, say so now."
    assert f"*System Design, Tue 14:00–14:45*\n{asked}" in message.words
    assert not [line for line in DESIGN.roles.lead if escape(line) in message.words]


def test_several_interviews_given_are_one_message() -> None:
    (message,) = parts("reminder-assigned-digest.realistic")
    assert message.text == (
        "3 new interviews: Values, tomorrow 11:00; System Design, tomorrow 14:00; "
        "Technical Screen / Resume Deep Dive, Fri 10:30"
    )
    assert "you lead" in message.words
    assert "you observe" in message.words
    assert message.buttons[Action.CANNOT_MAKE_IT] == ["71", "21", "81"]


def test_assigned_carries_the_preparation_only_where_nothing_else_will() -> None:
    given = said("reminder-assigned-digest-one-guide.realistic")
    assert "Read it." in given
    assert "Rest." not in given


@pytest.mark.parametrize("kind", ["assigned", "prepare", "starting", "changed-moved"])
def test_the_recruiter_passes_on_what_is_for_somebody_without_an_account(kind: str) -> None:
    given = said(f"reminder-{kind}-outsider.realistic")
    assert "Dana has no account here: please pass this on." in given
    assert "you observe" not in given.lower()
    assert "you lead" not in given.lower()


# --- the working day before, and the checklist -------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_prepare_holds_the_guide_for_the_role_and_the_checklist(role: Role) -> None:
    given = said(f"reminder-prepare-{role}.realistic")
    for each in Role:
        for line in getattr(DESIGN.roles, each):
            assert (f"• {escape(line)}" in given) is (each is role)
    lists = {Role.LEAD: DESIGN.before, Role.OBSERVER: DESIGN.observer_before, Role.SHADOW: ()}
    for line in (*DESIGN.before, *DESIGN.observer_before):
        assert (line in given) is (line in lists[role])
    assert f"1. {escape(DESIGN.look_for[0].line)}" in given
    assert "I can't make it" in given


def boxes(drawing: str) -> dict[str, Any]:
    """The groups of boxes by their block id."""
    blocks = [block for message in parts(drawing) for block in message.payload["blocks"]]
    return {
        block["block_id"]: block["elements"][0]
        for block in blocks
        if block["type"] == "actions" and block["elements"][0]["type"] == "checkboxes"
    }


def test_ticks_are_kept_and_come_back_by_what_the_line_says() -> None:
    every = [f"Do {number}." for number in range(1, 24)]
    found, shown = set[int](), list[int]()
    for block_id, element in boxes("reminder-prepare-long-list.realistic").items():
        ticks = parse_ticks(block_id, [option["value"] for option in element.get("initial_options", [])])
        assert ticks.panelist_id == PRIYAS.panelist.id
        found |= set(ticks.ticked)
        shown += ticks.shown
    assert shown == [mark(line) for line in every]
    assert found == {mark(every[number - 1]) for number in (2, 11, 23)}


@given(st.lists(LINES, min_size=1, max_size=25, unique=True), st.data())
def test_any_ticks_come_back_as_they_were(before: list[str], data: st.DataObject) -> None:
    ticked = data.draw(st.sets(st.sampled_from([mark(line) for line in before])))
    guide = replace(PRIYAS, guide=PRIYAS.guide.model_copy(update={"before": tuple(before)}))
    groups = [block.to_dict() for block in checklist(guide, ticked) if isinstance(block, ActionsBlock)]
    back = [
        parse_ticks(group["block_id"], [each["value"] for each in box.get("initial_options", [])])
        for group in groups
        for box in group["elements"]
    ]
    assert {each for one in back for each in one.ticked} == ticked
    assert [each for one in back for each in one.shown] == [mark(line) for line in before]


def test_what_is_no_group_of_ticks_is_refused() -> None:
    with pytest.raises(ValueError, match="not a checklist"):
        parse_ticks("tock:7:1", [])


def test_several_seats_have_ticks_of_their_own() -> None:
    first, second = boxes("reminder-assigned-digest-ticked.realistic").values()
    assert "initial_options" not in first
    assert [option["value"] for option in second["initial_options"]] == [str(mark("Sleep."))]


def test_a_line_too_long_for_a_box_is_written_out() -> None:
    assert f"2. {LONG_LINE}" in said("reminder-prepare-long-line.realistic")


def test_an_exercises_guidance_and_checklist_take_the_guides_place_role_by_role() -> None:
    lead, observer = (said(f"reminder-prepare-played-{role}.realistic") for role in ("lead", "observer"))
    assert "• Play." in lead
    assert "Stop." not in lead
    assert [box["text"]["text"] for box in options("reminder-prepare-played-lead.realistic")] == ["Deploy."]
    assert "• Watch." in observer
    assert "Play." not in observer
    assert [box["text"]["text"] for box in options("reminder-prepare-played-observer.realistic")] == [
        "Read what to look for.",
        "Agree with the lead what you do.",
    ]


def options(drawing: str) -> list[Any]:
    return [option for group in boxes(drawing).values() for option in group["options"]]


def test_prepare_says_what_no_other_interview_looks_at() -> None:
    given = said("reminder-prepare-exercise.realistic")
    assert "No other interview of this loop looks at: explanations · communication" in given
    assert "No other interview of this loop looks at any of these." in said("reminder-prepare.worst")
    assert "No other interview" not in said("reminder-prepare-lead.realistic")


@pytest.mark.parametrize("kind", ["assigned", "prepare", "starting", "changed"])
def test_the_exercises_link_stands_where_the_exercise_is_named(kind: str) -> None:
    given = said(f"reminder-{kind}-pairing-exercise-release.swept")
    assert given.count("Exercise: Release pairing exercise · <https://docs.google.com/") == 1


def test_feedback_goes_on_with_what_is_written_already() -> None:
    (draft,) = parts("reminder-feedback-draft-today.realistic")
    assert "Draft saved 14:05 · Continue" in draft.words
    assert "Write your feedback" not in draft.words
    assert "Draft saved yesterday 18:30 · Continue" in said("reminder-feedback-draft-earlier.realistic")


# --- the day itself ----------------------------------------------------------------------------


def test_starting() -> None:
    (message,) = parts("reminder-starting-lead.realistic")
    assert message.text == "System Design, 14:00"
    assert (
        "Your interview with Maya Lind for Senior Engineer, Search starts in 15 minutes. "
        "You lead, <@UTOM> observes, <@UNOOR> shadows."
    ) in message.words
    assert f"14:05 {DESIGN.agenda[1].what}" in message.words
    assert "Jot notes by replying in this thread: they land in your scorecard." in message.words
    assert list(message.buttons) == [
        Action.LINK,
        Action.SCORECARD_OPEN,
        Action.CANDIDATE_ABSENT,
        Action.RUNNING_LATE,
    ]


def test_questions_are_one_quiet_line() -> None:
    (message,) = parts("reminder-questions.realistic")
    assert message.text == "System Design: over to the candidate's questions, until 14:45."
    assert len(message.payload["blocks"]) == 2
    done, menu = elements(message.payload)
    assert done["text"]["text"] == "We're done"
    assert (menu["type"], menu["options"][0]["value"]) == ("overflow", "questions")
