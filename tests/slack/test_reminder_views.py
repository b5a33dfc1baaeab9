"""What people are told of their interviews, and what they can do about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.about import ChangeKind
from bot.domain.loops import Role
from bot.domain.notices import NoticeKind
from bot.services.values import Reader
from bot.slack.ids import Action
from bot.slack.views.checklist import parse_ticks
from bot.slack.views.reminders import NoScreen, reminder
from bot.slack.views.shape import Message
from tests.builders import a_change, a_guide, a_panelist, an_about
from tests.slack.forms import HOSTILE, actions_of
from tests.slack.guides_to_show import checked, long
from tests.slack.seats_to_show import (
    HENRIK,
    PRIYA,
    ROSA,
    TOLD,
    TUESDAY,
    a_reminder,
    a_seat,
    discreet,
    first_lines,
    worst_seat,
)

# --- every reminder, at its worst --------------------------------------------------------------


@pytest.mark.parametrize("kind", TOLD)
@pytest.mark.parametrize("reader", [PRIYA, ROSA, HENRIK], ids=["own", "recruiter", "manager"])
@pytest.mark.parametrize("many", [1, 4])
@pytest.mark.parametrize("person", ["UPRIYA", None], ids=["account", "outsider"])
def test_any_reminder_can_be_sent(kind: NoticeKind, reader: Reader, many: int, person: str | None) -> None:
    seats = [worst_seat(a_panelist(person, name=HOSTILE)) for _ in range(many)]
    ids = frozenset(seat.panelist.id for seat in seats)
    ready: dict[str, Any] = {"prepare_included": ids, "ticked": {each: [1] for each in ids}}
    places: dict[str, Any] = {"old_place": long(2000), "new_place": ""}
    for change in ChangeKind if kind is NoticeKind.CHANGED else (ChangeKind.MOVED,):
        changes = (change, ChangeKind.MOVED, ChangeKind.ROLE)
        about = a_change(*changes, old_role=Role.SHADOW, **places)
        fitting = about if kind is NoticeKind.CHANGED else an_about(kind)
        shown = reminder(a_reminder(kind, *seats, reader=reader, about=fitting, **ready))
        assert long(200)[:40] not in first_lines(shown)
        checked(shown)


@pytest.mark.parametrize("kind", TOLD)
@pytest.mark.parametrize("starts_at", [TUESDAY, None])
def test_no_reminder_names_the_candidate_first(kind: NoticeKind, starts_at: object) -> None:
    for change in ChangeKind:
        about = a_change(change) if kind is NoticeKind.CHANGED else an_about(kind)
        discreet(reminder(a_reminder(kind, a_seat(starts_at=starts_at), a_seat(), about=about)))


@pytest.mark.parametrize("kind", [each for each in NoticeKind if each not in TOLD])
def test_what_is_no_reminder_has_no_screen_and_says_so(kind: NoticeKind) -> None:
    with pytest.raises(NoScreen, match=rf"draws {kind}: .* reminder\(\) of bot.slack.views.reminders"):
        reminder(a_reminder(kind))


# --- given an interview ------------------------------------------------------------------------


def test_assigned_one() -> None:
    messages = reminder(a_reminder(NoticeKind.ASSIGNED))

    said = discreet(messages)
    assert messages[0].text == "New interview for you: System Design, tomorrow 14:00"
    assert (
        "*System Design, tomorrow 14:00–14:45*\nYou are asked to lead it. If you can't, say so now." in said
    )
    assert "Pick a question" not in said


def test_several_interviews_given_are_one_message() -> None:
    seats = [a_seat(), a_seat(a_panelist(role=Role.OBSERVER), a_guide("values"))]
    (message,) = reminder(a_reminder(NoticeKind.ASSIGNED, *seats))

    said = discreet([message])
    assert message.text == "2 new interviews: System Design, tomorrow 14:00; Values, tomorrow 14:00"
    assert "you lead" in said
    assert "you observe" in said
    assert actions_of(message)[Action.CANNOT_MAKE_IT] == [str(seat.panelist.id) for seat in seats]


def test_assigned_carries_the_preparation_only_where_nothing_else_will() -> None:
    late = a_seat(guide=a_guide(before=["Read it."]))
    early = a_seat(guide=a_guide("values", before=["Rest."]))
    included = frozenset({late.panelist.id})
    said = discreet(reminder(a_reminder(NoticeKind.ASSIGNED, late, early, prepare_included=included)))

    assert "Read it." in said
    assert "Rest." not in said


def test_the_recruiter_passes_on_what_is_for_somebody_without_an_account() -> None:
    outsider = a_panelist(None)
    for kind in (NoticeKind.ASSIGNED, NoticeKind.PREPARE, NoticeKind.STARTING, NoticeKind.CHANGED):
        said = discreet(reminder(a_reminder(kind, a_seat(outsider), reader=ROSA)))
        assert "Outside Expert has no account here: please pass this on." in said
        assert "you lead" not in said.lower()


# --- the working day before, and the checklist -------------------------------------------------


def test_prepare_holds_the_guide_for_the_role_and_the_checklist() -> None:
    roles = {"lead": ["Lead well."], "observer": ["Watch well."]}
    guide = a_guide(roles=roles, before=["Read the brief."])
    said = discreet(reminder(a_reminder(NoticeKind.PREPARE, a_seat(a_panelist(role=Role.OBSERVER), guide))))

    assert "Watch well." in said
    assert "Lead well." not in said
    assert "Read the brief." in said
    assert "1. Shows trade offs" in said
    assert "I can't make it" in said


def boxes(messages: list[Message]) -> dict[str, Any]:
    """The groups of boxes by their block id."""
    blocks = [block for message in messages for block in message.payload()["blocks"]]
    return {
        block["block_id"]: block["elements"][0]
        for block in blocks
        if block["type"] == "actions" and block["elements"][0]["type"] == "checkboxes"
    }


def test_ticks_are_kept_and_come_back_by_line() -> None:
    seat = a_seat(guide=a_guide(before=[f"Do {number}." for number in range(1, 24)]))
    groups = boxes(reminder(a_reminder(NoticeKind.PREPARE, seat, ticked={seat.panelist.id: [2, 11, 23]})))

    panelist = seat.panelist.id
    assert list(groups) == [f"tick:{panelist}:0", f"tick:{panelist}:1", f"tick:{panelist}:2"]
    found: list[int] = []
    for block_id, element in groups.items():
        ticks = parse_ticks(block_id, [option["value"] for option in element.get("initial_options", [])])
        assert ticks.panelist_id == panelist
        found += ticks.ticked
    assert found == [2, 11, 23]


def test_what_is_no_group_of_ticks_is_refused() -> None:
    with pytest.raises(ValueError, match="not a checklist"):
        parse_ticks("tock:7:1", [])


def test_several_seats_have_ticks_of_their_own() -> None:
    seats = [a_seat(guide=a_guide(before=["Read it.", "Try it."])) for _ in range(2)]
    ids = [seat.panelist.id for seat in seats]
    ready: dict[str, Any] = {"prepare_included": frozenset(ids), "ticked": {ids[1]: [2]}}
    first, second = boxes(reminder(a_reminder(NoticeKind.ASSIGNED, *seats, **ready))).values()

    assert "initial_options" not in first
    assert [option["value"] for option in second["initial_options"]] == ["2"]


def test_a_line_too_long_for_a_box_is_written_out() -> None:
    line = "Read the instructions to their very end, word by word, and then once more. " * 3
    said = discreet(reminder(a_reminder(NoticeKind.PREPARE, a_seat(guide=a_guide(before=["Short.", line])))))

    assert f"2. {line.strip()}" in said


# --- the day itself ----------------------------------------------------------------------------


def test_starting() -> None:
    seat = a_seat(place="https://meet.example.com/a")
    (message,) = reminder(a_reminder(NoticeKind.STARTING, seat, now=TUESDAY - timedelta(minutes=15)))

    said = discreet([message])
    assert message.text == "System Design, 14:00"
    assert (
        "Your interview with Maya Lind for Senior Engineer, Search starts in 15 minutes. "
        "You lead, <@UTOM> observes." in said
    )
    assert "14:05 design" in said
    assert "Jot notes by replying in this thread: they land in your scorecard." in said
    assert list(actions_of(message)) == [
        Action.LINK,
        Action.SCORECARD_OPEN,
        Action.CANDIDATE_ABSENT,
        Action.RUNNING_LATE,
    ]


def test_questions_are_one_quiet_line() -> None:
    (message,) = reminder(a_reminder(NoticeKind.QUESTIONS))

    assert message.text == "System Design: over to the candidate's questions, until 14:45."
    assert len(message.blocks) == 1
    assert actions_of(message) == {}
