"""The screens that show loops: Slack takes them at their fullest, and they say what is needed, no more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.errors import FieldRefused
from bot.domain.loops import (
    Candidate,
    Excuse,
    ExcuseReason,
    Interview,
    Link,
    Loop,
    LoopState,
    Outcome,
    Panelist,
    Position,
    Role,
    Stage,
)
from bot.domain.scorecards import Rating, Recommendation
from bot.services.forms import CannotMakeIt, Closing, GoOn, MoreTime, RunningLate
from bot.services.values import (
    Card,
    InterviewLine,
    LoopLine,
    LoopsPage,
    Mine,
    Overview,
    OwedLine,
    Reader,
    Seat,
    SeatLine,
    SeatStatus,
)
from bot.slack.ids import Action
from bot.slack.views import answers, closing
from bot.slack.views.card import card
from bot.slack.views.loops import loops_page, no_loops, pick_loop
from bot.slack.views.mine import home_view, mine
from bot.slack.views.overview import overview, overview_modal
from bot.slack.views.shape import Message
from tests.builders import MONDAY_NINE, a_guide, a_loop, a_panelist, a_scorecard, an_interview, feedback
from tests.slack.forms import HOSTILE, actions_of, choose, fine, untouched, words

READER = Reader("UHENRIK", "Europe/Berlin")
NOW = MONDAY_NINE
DUE = NOW + timedelta(hours=8)
LONG = "W" * 120
GUIDE = a_guide()
WIDE = a_guide(
    title="W" * 60, criteria=[f"a-criterion-of-thirty-two-letters{n}"[-32:].strip("-") for n in range(8)]
)


def a_seat_line(status: SeatStatus, person: str = "UPRIYA", role: Role = Role.LEAD, **other: Any) -> SeatLine:
    due = DUE if status is SeatStatus.OWED else None
    return SeatLine(a_panelist(person, role), status, **({"due": due} | other))


def a_line(*seats: SeatLine, guide: Any = GUIDE, **interview: Any) -> InterviewLine:
    panel = [seat.panelist for seat in seats]
    return InterviewLine(an_interview(panel=panel, **interview), guide, seats)


def a_seat(interview: Interview | None = None, panelist: Panelist | None = None, **other: Any) -> Seat:
    panelist = panelist or a_panelist("UTOM", Role.OBSERVER)
    interview = interview or an_interview(panel=[panelist])
    fields: dict[str, Any] = {
        "loop": a_loop(interview),
        "interview": interview,
        "panelist": panelist,
        "guide": GUIDE,
        "due": DUE,
        "submitted": False,
        "names": {"UTOM": "Tom Ek"},
    }
    return Seat(**(fields | other))


def a_hostile_loop(number: int = 1, **other: Any) -> Loop:
    candidate = Candidate(number, f"{HOSTILE} {LONG}", ats_url="https://ats.example/1")
    position = Position(number, LONG, "W" * 40, HOSTILE + LONG)
    return a_loop(id=number, candidate=candidate, position=position, **other)


def a_hostile_seat(number: int) -> Seat:
    panelist = a_panelist(None, Role.OBSERVER, id=number, name=HOSTILE + LONG)
    return a_seat(an_interview(panel=[panelist]), panelist, loop=a_hostile_loop(number), guide=WIDE)


def said_first(message: Message) -> str:
    """What a push shows: `text`, and the first block."""
    return message.text + "\n" + words(list(message.blocks[:1]))


# --- card --------------------------------------------------------------------------------------


def a_card(*lines: InterviewLine, loop: Loop | None = None, **other: Any) -> Card:
    interviews = [line.interview for line in lines]
    fields: dict[str, Any] = {"given": 1, "expected": 3, "now": NOW, "opened": False}
    return Card(loop or a_loop(*interviews), lines, **(fields | other))


def everybody() -> list[InterviewLine]:
    absent = Excuse(ExcuseReason.GONE_ON_WITHOUT, "UROSA", NOW, "on leave")
    return [
        a_line(a_seat_line(SeatStatus.IN), stage=Stage.SCREEN),
        a_line(
            a_seat_line(SeatStatus.OWED, "UTOM"),
            a_seat_line(SeatStatus.OWED, "ULEA", Role.OBSERVER),
            a_seat_line(SeatStatus.SHADOW, "UINES", Role.SHADOW),
        ),
        a_line(SeatLine(a_panelist("UGONE", excuse=absent), SeatStatus.EXCUSED)),
        a_line(a_seat_line(SeatStatus.NOT_SCHEDULED, "USAM"), starts_at=None, stage=Stage.FINAL),
        a_line(cancelled=True, stage=Stage.FINAL),
        a_line(stage=Stage.FINAL),
    ]


def test_the_card_says_where_each_interview_stands() -> None:
    message = card(a_card(*everybody()))
    fine(message)
    due = f"<!date^{int(DUE.timestamp())}^{{date_short_pretty}} {{time}}|Mon 16 Nov 17:00 UTC>"
    said = words(message)
    assert "\nScreen\n*System Design* · <!date^" in said
    assert "<@UPRIYA> in" in said
    assert f"<@UTOM> and <@ULEA> owed, due {due} · <@UINES> shadows" in said
    assert "<@UGONE> gone on without" in said
    assert "<@USAM> not scheduled" not in said
    assert "*System Design* · not scheduled yet\n<@USAM>\n" in said
    assert "*System Design* · cancelled\n*System Design*" in said
    assert "nobody on it yet" in said
    assert "Feedback opens here when everyone in this channel has given theirs." in said
    assert set(actions_of(message)) == {Action.LOOP_OVERVIEW, Action.LOOP_CHANGE, Action.GO_ON_WITHOUT}


def test_a_push_of_the_card_names_no_candidate() -> None:
    message = card(a_card(*everybody()))
    assert "Maya" not in said_first(message)
    assert "Loop for Senior Engineer, Search" in message.text
    assert "1 of 3 in" in message.text
    assert "*Maya Lind*" in words(message)


def test_an_open_card_points_to_the_thread() -> None:
    message = card(a_card(a_line(a_seat_line(SeatStatus.IN)), given=1, expected=1, opened=True))
    assert "Feedback is in the thread." in words(message)
    assert Action.GO_ON_WITHOUT not in actions_of(message)


def test_an_open_card_without_feedback_says_where_it_comes() -> None:
    message = card(a_card(a_line(a_seat_line(SeatStatus.COMING)), given=0, expected=1, opened=True))
    assert "Feedback comes into the thread as it is given." in words(message)


def test_where_the_candidate_did_not_come_nobody_is_excused_one_by_one() -> None:
    absent = Excuse(ExcuseReason.CANDIDATE_ABSENT, "UROSA", NOW)
    seat = SeatLine(a_panelist("UGONE", excuse=absent), SeatStatus.EXCUSED)
    for screen in (
        card(a_card(a_line(seat, candidate_absent=True))),
        overview(an_overview(a_line(seat, candidate_absent=True))),
    ):
        assert "the candidate did not come" in words(screen)
        assert "UGONE" not in words(screen)


def test_a_closed_card_says_how_it_ended_and_changes_nothing() -> None:
    loop = a_loop(state=LoopState.CLOSED, outcome=Outcome.WITHDREW, closed_at=NOW)
    message = card(a_card(*everybody(), loop=loop))
    fine(message)
    assert "Withdrew. This loop was closed <!date^" in words(message)
    assert "Withdrew" not in said_first(message)
    assert set(actions_of(message)) == {Action.LOOP_OVERVIEW}


def a_crowd(guide: Any = WIDE) -> InterviewLine:
    seats = [
        SeatLine(a_panelist(None, role, name=HOSTILE + LONG), SeatStatus.OWED, DUE)
        for role in [*Role, *Role, *Role]
    ]
    return a_line(*seats, guide=guide, exercise="backend")


@pytest.mark.parametrize("interviews", [0, 1, 15, 60])
def test_a_card_fits_however_large_the_loop(interviews: int) -> None:
    lines = [a_crowd() for _ in range(interviews)]
    message = card(a_card(*lines, loop=a_hostile_loop(), expected=45))
    fine(message)
    assert len(message.text) < 4000


def test_fifteen_usual_interviews_are_all_on_the_card() -> None:
    lines = [
        a_line(a_seat_line(SeatStatus.OWED), a_seat_line(SeatStatus.COMING, "UTOM", Role.OBSERVER))
        for _ in range(15)
    ]
    message = card(a_card(*lines))
    fine(message)
    assert words(message).count("System Design") == 15


# --- overview ----------------------------------------------------------------------------------


def an_overview(*lines: InterviewLine, loop: Loop | None = None, **other: Any) -> Overview:
    interviews = [line.interview for line in lines]
    fields: dict[str, Any] = {"given": 1, "expected": 3, "now": NOW, "reader": READER}
    return Overview(loop or a_loop(*interviews), lines, **(fields | other))


def a_read_line(
    guide: Any = GUIDE, people: Sequence[str | None] = ("UPRIYA",), **card_of: Any
) -> InterviewLine:
    interview = an_interview(panel=[])
    ratings = {each.id: Rating.MORE_CONCERN for each in guide.look_for[:7]}
    said = {"feedback": feedback(Recommendation.NO, ratings)} | card_of
    panel = [a_panelist(person, name="" if person else HOSTILE + LONG) for person in people]
    seats = [SeatLine(each, SeatStatus.IN, None, a_scorecard(interview, each, **said)) for each in panel]
    return InterviewLine(interview, guide, tuple(seats))


def test_the_overview_says_who_how_far_and_what_was_said() -> None:
    ratings = {"ambiguity": Rating.CLEAR_CONCERN}
    line = a_read_line(feedback=feedback(Recommendation.STRONG_YES, ratings), after_reading=True)
    o = an_overview(line, *everybody(), may_change=True)
    for screen in (overview(o), overview_modal(o)):
        fine(screen)
        said = words(screen)
        assert "*Maya Lind* · Senior Engineer, Search\n*1 of 3 in*" in said
        assert (
            "<@UPRIYA> leads: *Strong yes* · entered after the others were shown\n"
            "○ Clear concern: ambiguity\nNot assessed: trade offs"
        ) in said
        assert "*System Design* · tomorrow 15:00–15:45\n<@UTOM> leads: owed, due today 18:00" in said
        assert "<@UINES> shadows" in said
        assert "<@UGONE> leads: gone on without (on leave)" in said
        assert actions_of(screen) == {
            Action.SCORECARD_READ: [str(line.seats[0].panelist.id)],
            Action.LOOP_CHANGE: ["1"],
            Action.GO_ON_WITHOUT: ["1"],
            Action.LOOP_CLOSE: ["1"],
        }


def test_what_a_blind_reader_gets_is_the_reason() -> None:
    line = a_line(a_seat_line(SeatStatus.IN), a_seat_line(SeatStatus.OWED, "UHENRIK", Role.OBSERVER))
    message = overview(an_overview(line, blind_because="You owe feedback: ratings open when it is in."))
    fine(message)
    assert "You owe feedback: ratings open when it is in." in words(message)
    assert "<@UPRIYA> leads: in" in words(message)
    assert actions_of(message) == {}


def test_a_scorecard_entered_by_somebody_else_says_so() -> None:
    assert "entered by <@UROSA>" in words(overview(an_overview(a_read_line(people=(None,)))))


def test_a_shadows_scorecard_is_kept_apart() -> None:
    interview, shadow = an_interview(), a_panelist("UINES", Role.SHADOW)
    line = InterviewLine(
        interview, GUIDE, (SeatLine(shadow, SeatStatus.IN, None, a_scorecard(interview, shadow)),)
    )
    assert "<@UINES> shadows: *Yes* · kept apart" in words(overview(an_overview(line)))


@pytest.mark.parametrize(
    ("state", "said", "buttons"),
    [
        (LoopState.DRAFT, "A draft: nobody has been told yet", {Action.LOOP_CONTINUE}),
        (LoopState.CLOSED, "closed: hired", set()),
    ],
)
def test_a_draft_and_a_closed_loop_say_so(state: LoopState, said: str, buttons: set[Action]) -> None:
    outcome = Outcome.HIRED if state is LoopState.CLOSED else None
    message = overview(an_overview(loop=a_loop(state=state, outcome=outcome), may_change=True))
    fine(message)
    assert said in words(message)
    assert set(actions_of(message)) == buttons


@pytest.mark.parametrize("interviews", [15, 60])
def test_an_overview_fits_however_large_the_loop(interviews: int) -> None:
    people = (None, "UA", "UB", "UC", "UD", "UE")
    lines = [a_read_line(WIDE, people) for _ in range(interviews)]
    loop = a_hostile_loop(links=tuple(Link(HOSTILE + LONG, f"https://l.example/{n}") for n in range(30)))
    o = an_overview(
        *lines,
        loop=loop,
        may_change=True,
        blind_because=HOSTILE * 200,
    )
    message, modal = overview(o), overview_modal(o)
    fine(message)
    fine(modal)
    assert "more interviews" in words(message)


def test_ratings_give_way_before_interviews_do() -> None:
    lines = [a_read_line(WIDE, ("UA", "UB")) for _ in range(15)]
    message, modal = overview(an_overview(*lines)), overview_modal(an_overview(*lines))
    fine(message)
    fine(modal)
    assert "More concern than strength" not in words(message)
    assert words(modal).count("○ More concern than strength: criterion") == 15 * 2
    assert words(modal).count("criterion of thirty") == 15 * 2 * 8


# --- mine and Home -----------------------------------------------------------------------------


def my_page(**other: Any) -> Mine:
    reader = Reader("UTOM", "Europe/Berlin")
    fields: dict[str, Any] = {"reader": reader, "now": NOW, "coming": (), "owed": ()}
    return Mine(**(fields | other))


def test_nothing_to_do_says_what_comes_next() -> None:
    message, view = mine(my_page()), home_view(my_page())
    for screen in (message, view):
        fine(screen)
        assert "Nothing is coming and you owe no feedback." in words(screen)
        assert set(actions_of(screen)) == {Action.GUIDE_LIST, Action.HELP}
    assert "Set one up" in words(mine(my_page(is_recruiter=True)))
    assert Action.LOOP_NEW in actions_of(mine(my_page(is_recruiter=True)))


def test_mine_says_what_is_next_and_what_is_owed() -> None:
    soon = a_seat(an_interview(NOW + timedelta(minutes=4), panel=[]))
    owed = a_seat(an_interview(NOW - timedelta(days=1), panel=[]), due=NOW - timedelta(hours=2))
    line = LoopLine(a_loop(id=9), Stage.TEAM, 3, 5, NOW + timedelta(days=1))
    page = my_page(coming=(soon,), owed=(owed,), loops=(line,), drafts=(a_loop(id=10),))
    message = mine(page)
    said = words(message)
    assert "You owe feedback on 1 interview. 1 interview is coming." in said
    assert "*System Design* · today 10:04–10:49 · starts in 4 minutes · you observe\nMaya Lind" in said
    assert "*System Design* · yesterday 10:00 · late, was due today 08:00" in said
    assert "Team stage · 3 of 5 in · next tomorrow 10:00" in said
    assert "Maya" not in said_first(message)
    for screen in (message, home_view(page)):
        fine(screen)
        found = actions_of(screen)
        assert found[Action.SCORECARD_OPEN] == [str(owed.panelist.id)]
        assert found[Action.LOOP_OVERVIEW] == ["9"]
        assert found[Action.LOOP_CONTINUE] == ["10"]


def test_a_full_page_of_mine_fits_and_counts_the_rest() -> None:
    many = tuple(a_hostile_seat(n) for n in range(1, 41))
    lines = tuple(LoopLine(a_hostile_loop(n), Stage.FINAL, 1, 60, NOW) for n in range(1, 41))
    drafts = tuple(a_hostile_loop(n) for n in range(1, 41))
    page = my_page(coming=many, owed=many, loops=lines, drafts=drafts, is_recruiter=True)
    message, view = mine(page), home_view(page)
    fine(message)
    fine(view)
    for screen in (message, view):
        assert "more scorecards" in words(screen)
        assert "more loops" in words(screen)
    assert len(actions_of(view)[Action.SCORECARD_OPEN]) > len(actions_of(message)[Action.SCORECARD_OPEN])


# --- loops -------------------------------------------------------------------------------------


def a_page(**other: Any) -> LoopsPage:
    fields: dict[str, Any] = {
        "reader": READER,
        "now": NOW,
        "owed": (),
        "loops": (),
        "drafts": (),
        "may_create": True,
    }
    return LoopsPage(**(fields | other))


def test_loops_shows_the_latest_first_and_what_can_be_done() -> None:
    late, later = a_seat(), a_seat(panelist=a_panelist(None, name="Dana"))
    not_yet = a_seat()
    loop = LoopLine(a_loop(), None, 0, 0, None)
    page = a_page(
        reader=Reader("UROSA", READER.zone),
        owed=(OwedLine(not_yet, 0), OwedLine(late, 2.4), OwedLine(later, 9)),
        loops=(loop,),
        drafts=(a_loop(id=5),),
    )
    message = loops_page(page)
    fine(message)
    managers = actions_of(loops_page(replace(page, reader=Reader("UHENRIK", READER.zone))))
    assert not {Action.REMIND_NOW, Action.SCORECARD_OPEN, Action.GO_ON_WITHOUT} & set(managers)
    said = words(message)
    assert said.index("Dana · System Design") < said.index("2 working hours late") < said.index("Due today")
    assert "*Your open loops · 1*" in said
    assert "No feedback expected yet" in said
    found = actions_of(message)
    assert found[Action.REMIND_NOW] == [str(late.panelist.id), str(not_yet.panelist.id)]
    assert found[Action.SCORECARD_OPEN] == [str(later.panelist.id)]
    assert found[Action.GO_ON_WITHOUT][0] == f"1 {later.panelist.id}"
    assert found[Action.LOOP_DISCARD] == ["5"]
    assert "Maya" not in said_first(message)


def test_forty_owed_and_forty_loops_fit() -> None:
    message = loops_page(
        a_page(
            owed=tuple(OwedLine(a_hostile_seat(n), n / 2) for n in range(1, 41)),
            loops=tuple(LoopLine(a_hostile_loop(n), Stage.TEAM, 1, 60, NOW) for n in range(1, 41)),
            drafts=tuple(a_hostile_loop(n) for n in range(1, 41)),
        )
    )
    fine(message)
    said = words(message)
    assert "20 working hours late" in said
    assert "*Owed now · 40*" in said
    assert "more scorecards" in said
    assert "more loops" in said


def test_no_loops_says_what_to_do() -> None:
    for may_create, action in ((True, {Action.LOOP_NEW}), (False, set())):
        message = loops_page(a_page(may_create=may_create))
        fine(message)
        assert message == no_loops(may_create) or set(actions_of(message)) == action
        assert "You have no open loops" in words(message)


def test_which_loop_is_asked_with_its_position_and_date() -> None:
    other = a_loop(id=2, position=Position(2, "Manager"), created_at=NOW - timedelta(days=40))
    message = pick_loop([a_loop(), other], Action.LOOP_CLOSE, zone="Europe/Berlin")
    fine(message)
    assert "*Maya Lind* · Manager\nOpened 7 Oct 2026" in words(message)
    assert actions_of(message) == {Action.LOOP_CLOSE: ["1", "2"]}
    assert "Maya" not in said_first(message)
    only = pick_loop([other], Action.LOOP_CLOSE, zone="Europe/Berlin")
    assert "Check that it is this one." in words(only)
    many = pick_loop([a_hostile_loop(n) for n in range(80)], Action.LOOP_OVERVIEW, zone="UTC")
    fine(many)
    assert "more loops: ask again" in words(many)


# --- closing and answering ---------------------------------------------------------------------


def metadata_of(view: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(view.to_dict()["private_metadata"])
    return found


def test_closing_says_what_it_does_and_asks_what_is_still_wanted() -> None:
    tom = a_panelist("UTOM")
    loop = a_loop(an_interview(NOW - timedelta(days=1), panel=[tom]), an_interview(), an_interview(None))
    view = closing.close_modal(loop, [tom], now=NOW)
    fine(view)
    assert "Cancels 2 coming interviews and tells the panelists." in words(view)
    assert "Feedback is still owed by <@UTOM>." in words(view)
    values = untouched(view)
    choose(values, "outcome", "withdrew")
    assert closing.parse_closing(values, metadata_of(view)) == Closing(1, Outcome.WITHDREW, True)
    choose(values, "feedback_wanted", "drop")
    assert not closing.parse_closing(values, metadata_of(view)).feedback_wanted


def test_closing_needs_to_know_how_it_ended() -> None:
    view = closing.close_modal(a_loop(), [], now=NOW)
    fine(view)
    assert "Nothing is left to cancel." in words(view)
    with pytest.raises(FieldRefused) as refused:
        closing.parse_closing(untouched(view), metadata_of(view))
    assert set(refused.value.fields) == {"outcome"}


def test_closing_a_hostile_loop_fits() -> None:
    owed = [a_panelist(None, name=HOSTILE + LONG + str(n)) for n in range(60)]
    fine(closing.close_modal(a_hostile_loop(), owed, now=NOW))


def test_going_on_without_asks_whose_and_why() -> None:
    first, second = a_seat(), a_hostile_seat(77)
    view = closing.go_on_modal(a_loop(), [first, second], chosen=77)
    fine(view)
    assert "Tom Ek" in words(view)
    values = untouched(view)
    values["reason"]["input"]["value"] = "  on leave "
    assert closing.parse_go_on(values, metadata_of(view)) == GoOn(1, 77, "on leave")
    open_choice = closing.go_on_modal(a_loop(), [first, second])
    assert closing.parse_go_on(untouched(open_choice), metadata_of(open_choice)) == GoOn(1, None, "")
    only = closing.go_on_modal(a_loop(), [first])
    assert closing.parse_go_on(untouched(only), metadata_of(only)).panelist_id == first.panelist.id


def test_there_may_be_nobody_to_go_on_without() -> None:
    view = closing.go_on_modal(a_loop(), [])
    fine(view)
    assert "Nobody owes feedback" in words(view)


def test_more_time_is_offered_from_when_it_is_due() -> None:
    seat = a_seat()
    view = answers.more_time_modal(seat, reader=READER, now=NOW)
    fine(view)
    expected = MoreTime(seat.panelist.id, DUE + timedelta(days=1))
    assert answers.parse_more_time(untouched(view), metadata_of(view)) == expected
    assert "The feedback is due today 18:00." in words(view)
    fine(answers.more_time_modal(a_seat(due=None), reader=READER, now=NOW))


def test_not_making_it_and_running_late_reach_the_recruiter() -> None:
    seat = a_seat()
    absent = answers.cannot_make_it_modal(seat, reader=Reader("UTOM", "UTC"), now=NOW)
    fine(absent)
    assert "*System Design* · tomorrow 14:00 · Maya Lind" in words(absent)
    assert "You stay on the panel" in words(absent)
    assert answers.parse_cannot_make_it(untouched(absent), metadata_of(absent)) == CannotMakeIt(
        seat.panelist.id, ""
    )
    late = answers.running_late_modal(seat, reader=READER, now=NOW)
    fine(late)
    assert answers.parse_running_late(untouched(late), metadata_of(late)) == RunningLate(seat.panelist.id, 5)


def test_answers_for_somebody_without_an_account_name_them() -> None:
    seat = a_hostile_seat(5)
    for view in (
        answers.cannot_make_it_modal(seat, reader=READER, now=NOW),
        answers.running_late_modal(seat, reader=READER, now=NOW),
        answers.more_time_modal(seat, reader=READER, now=NOW),
    ):
        fine(view)
        assert "You stay" not in words(view)


def test_which_interview_the_feedback_is_for() -> None:
    seats = [a_seat(), a_seat()]
    message = answers.pick_scorecard(seats, reader=READER, now=NOW)
    view = answers.pick_scorecard_modal(seats, reader=READER, now=NOW)
    for screen in (message, view):
        fine(screen)
        assert actions_of(screen) == {Action.SCORECARD_OPEN: [str(seat.panelist.id) for seat in seats]}
    assert "Maya" not in said_first(message)
    none = answers.pick_scorecard([], reader=READER, now=NOW)
    fine(none)
    assert "ask your recruiter to add the interview" in words(none)
    many = answers.pick_scorecard([a_hostile_seat(n) for n in range(60)], reader=READER, now=NOW)
    fine(many)
    assert "more interviews" in words(many)
