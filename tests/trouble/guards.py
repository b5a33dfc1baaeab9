"""What those who may not are told: a row for every command, button, form and shortcut there is.

Three people ask: a guest, the loop's own candidate, and a colleague without a part in the loop. Each row says
what is sent, and how what each of them reads begins. Nothing of the loop may be in it, and nothing changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import NamedTuple

from bot.domain.loops import Loop
from bot.slack.ids import Action, Callback
from tests.acting import Json
from tests.trouble.forms import NOBODYS, NOON

MEMBERS_ONLY = "This bot is for members of the company."
BRIEF = "*To send to the candidate: System Design*"
EARLIER_BRIEF = "*To send to the candidate: Architecture*"
GUIDE = "*System Design* · 45 minutes"
EARLIER = "*Architecture* · 60 minutes"
TYPES = "*All interview types*"
WHICH_PAGE = "*Which interview's page for the candidate?*"
NONE_COMING = "*You have no interview coming up*"
NOTHING_OWED = "*You owe no feedback*"
NO_LOOPS = "*You have no open loops*"
OWN_PAGE = "Your interviews"
HELP = "*Interview guides, reminders and feedback*"
FORM = "*Step 1 of 2: who, and for which position*"
NOT_FOUND = "I can't find “maya”."
SETTINGS = "Reminders keep to your working hours."
ADMINS_ONLY = "Only an admin of this workspace can set that for everybody."
FOR_ALL = "They hold for everybody here"
CANNOT_BE_OFF = "That reminder cannot be switched off."
NO_ANSWER = ""


class Said(NamedTuple):
    """How the answer begins. A longer page may have marks or a button before it."""

    guest: str
    candidate: str
    nobody: str


def to_all(said: str) -> Said:
    return Said(said, said, said)


NOT_THEIRS = to_all(NOBODYS)
MEMBERS_LIST = Said(MEMBERS_ONLY, TYPES, TYPES)
MEMBERS_LOOPS = Said(MEMBERS_ONLY, NO_LOOPS, NO_LOOPS)
MEMBERS_FORM = Said(MEMBERS_ONLY, FORM, FORM)
MEMBERS_GUIDE = Said(MEMBERS_ONLY, BRIEF, GUIDE)

COMMANDS: Mapping[str, tuple[str, Said]] = {
    "prep": ("prep system-design", MEMBERS_GUIDE),
    "list": ("list", MEMBERS_LIST),
    "candidate-brief": ("candidate-brief maya", to_all(NOT_FOUND)),
    "mine": ("mine", to_all(OWN_PAGE)),
    "feedback": ("feedback maya", to_all(NOTHING_OWED)),
    "new": ("new", MEMBERS_FORM),
    "schedule": ("schedule maya", NOT_THEIRS),
    "loops": ("loops", MEMBERS_LOOPS),
    "loop": ("loop maya", NOT_THEIRS),
    "close": ("close maya", NOT_THEIRS),
    "settings": ("settings", to_all(SETTINGS)),
}


def every_command(candidate: str) -> list[str]:
    """What people type, of that candidate where one is named; by itself, too."""
    lines = [line.replace("maya", candidate) for line, _ in COMMANDS.values()]
    return ["help", *lines, *COMMANDS]


# --- buttons -------------------------------------------------------------------------------------

Click = Callable[[Loop], Json]


def with_value(value: str) -> Click:
    return lambda loop: {"value": value}


def with_option(value: str) -> Click:
    return lambda loop: {"type": "overflow", "selected_option": {"value": value}}


def on_seat(loop: Loop) -> Json:
    return {"value": str(owing_seat(loop))}


def on_answer(loop: Loop) -> Json:
    return {"value": f"{owing_seat(loop)} running-late"}


def with_note(loop: Loop) -> Json:
    return {"value": f"{owing_seat(loop)} 1700000000.000100 chose the queue"}


def on_loop(loop: Loop) -> Json:
    return {"value": str(loop.id)}


def on_debrief(loop: Loop) -> Json:
    return {"value": f"{loop.id} team"}


def on_both(loop: Loop) -> Json:
    return {"value": f"{loop.id} {owing_seat(loop)}"}


def on_person(loop: Loop) -> Json:
    return {"value": f"{loop.id} {loop.hiring_manager}"}


def on_ticks(loop: Loop) -> Json:
    return {"block_id": f"tick:{owing_seat(loop)}:0"}


def in_plan(loop: Loop) -> Json:
    return {"value": str(loop.interviews[0].id), "view": view({"loop": loop.id})}


def in_interview(loop: Loop) -> Json:
    return {"value": "values", "view": view({"loop": loop.id, "guide": "system-design"})}


def in_scorecard(loop: Loop) -> Json:
    return {"value": "trade-offs", "view": view(scorecard(loop))}


def view(metadata: Json, **values: Json) -> Json:
    blocks = [{"type": "input", "block_id": each} for each in values]
    state = {"values": {field: {"input": value} for field, value in values.items()}}
    shown = {"id": "V1", "type": "modal", "private_metadata": json.dumps(metadata)}
    return shown | {"blocks": blocks, "state": state}


def scorecard(loop: Loop) -> Json:
    return {"panelist": owing_seat(loop), "guide_version": "", "evidence": []}


def owing_seat(loop: Loop) -> int:
    """Tom's, who has not given his feedback."""
    return loop.interviews[0].panel[1].id


ACTIONS: Mapping[str, tuple[Click, Said]] = {
    Action.GUIDE_SHOW: (with_value("system-design"), MEMBERS_GUIDE),
    Action.GUIDE_WHOLE: (with_value("system-design lead"), MEMBERS_GUIDE),
    Action.GUIDE_EARLIER: (with_value("architecture"), Said(MEMBERS_ONLY, EARLIER_BRIEF, EARLIER)),
    Action.GUIDE_BRIEF: (with_value("system-design"), to_all(BRIEF)),
    Action.GUIDE_LIST: (with_value(""), MEMBERS_LIST),
    Action.GUIDE_BRIEFS: (with_value(""), Said(MEMBERS_ONLY, WHICH_PAGE, WHICH_PAGE)),
    Action.HELP: (with_value(""), to_all(HELP)),
    Action.MINE: (with_value(""), to_all(OWN_PAGE)),
    Action.LOOPS: (with_value(""), MEMBERS_LOOPS),
    Action.PREP_NEXT: (on_seat, to_all(NONE_COMING)),
    Action.KEEP: (on_seat, NOT_THEIRS),
    Action.LINK: (with_value(""), to_all(NO_ANSWER)),
    Action.INPUT: (with_value(""), to_all(NO_ANSWER)),
    Action.SCORECARD_OPEN: (on_seat, NOT_THEIRS),
    Action.CANDIDATE_ABSENT: (on_seat, NOT_THEIRS),
    Action.CALL_OFF: (on_seat, NOT_THEIRS),
    Action.DONE: (on_seat, NOT_THEIRS),
    Action.TAKE_BACK: (on_answer, NOT_THEIRS),
    Action.RUNNING_LATE: (on_seat, NOT_THEIRS),
    Action.CANNOT_MAKE_IT: (on_seat, NOT_THEIRS),
    Action.WAS_NOT_THERE: (on_seat, NOT_THEIRS),
    Action.MORE_TIME: (on_seat, NOT_THEIRS),
    Action.NOTE_ADD: (with_note, NOT_THEIRS),
    Action.TICK: (on_ticks, NOT_THEIRS),
    Action.SCORECARD_TYPED: (in_scorecard, NOT_THEIRS),
    Action.EVIDENCE_ASK: (in_scorecard, NOT_THEIRS),
    Action.SCORECARD_DONE: (on_seat, NOT_THEIRS),
    Action.TOOK_PLACE: (on_seat, NOT_THEIRS),
    Action.SCORECARD_READ: (on_seat, NOT_THEIRS),
    Action.DEBRIEF_READ: (on_debrief, NOT_THEIRS),
    Action.DEBRIEF_COPY: (on_debrief, NOT_THEIRS),
    Action.REMIND_NOW: (on_seat, NOT_THEIRS),
    Action.SEND_AGAIN: (on_person, NOT_THEIRS),
    Action.LOOP_OVERVIEW: (on_loop, NOT_THEIRS),
    Action.LOOP_CHANGE: (on_loop, NOT_THEIRS),
    Action.LOOP_CONTINUE: (on_loop, NOT_THEIRS),
    Action.LOOP_DISCARD: (on_loop, to_all("The draft is gone.")),  # says so of whatever is no draft of theirs
    Action.LOOP_CLOSE: (on_loop, NOT_THEIRS),
    Action.LOOP_NEW: (with_value(""), MEMBERS_FORM),
    Action.LOOP_BRIEF: (on_loop, NOT_THEIRS),
    Action.GO_ON_WITHOUT: (on_both, NOT_THEIRS),
    Action.PLAN_EDIT: (in_plan, NOT_THEIRS),
    Action.PLAN_ADD: (in_plan, NOT_THEIRS),
    Action.GUIDE_CHOICE: (in_interview, NOT_THEIRS),
    Action.SETTINGS_OWN: (with_value(""), to_all(SETTINGS)),
    Action.SETTINGS_EVERYBODY: (with_value(""), Said(ADMINS_ONLY, FOR_ALL, ADMINS_ONLY)),
    Action.REMINDER_OFF: (with_option("prepare"), to_all(CANNOT_BE_OFF)),
    Action.REMINDER_ON: (with_value("starting"), to_all("*Before an interview starts*")),
}


# --- forms, shortcuts, events --------------------------------------------------------------------

TEXT = {"type": "plain_text_input", "value": "x"}
LATER = {"type": "datetimepicker", "selected_date_time": int((NOON + timedelta(days=9)).timestamp())}

Filled = Callable[[Loop], Json]


def option(value: object) -> Json:
    return {"type": "static_select", "selected_option": {"value": str(value)}}


def of_seat(**values: Json) -> Filled:
    return lambda loop: view({"panelist": owing_seat(loop)}, **values)


def of_loop(**values: Json) -> Filled:
    return lambda loop: view({"loop": loop.id, "interview": None, "revision": 0}, **values)


FORMS: Mapping[str, tuple[Filled, Said]] = {
    Callback.SCORECARD: (
        lambda loop: view(scorecard(loop), notes=TEXT, recommendation=option("yes"), reasons=TEXT),
        NOT_THEIRS,
    ),
    Callback.NEW_LOOP: (
        of_loop(candidate_name=TEXT, title=TEXT),
        Said(MEMBERS_ONLY, "Give an e-mail", "Give an e-mail"),
    ),
    Callback.PLAN: (of_loop(), NOT_THEIRS),
    Callback.INTERVIEW: (of_loop(guide=option("values")), NOT_THEIRS),
    Callback.CLOSE_LOOP: (of_loop(outcome=option("hired")), NOT_THEIRS),
    Callback.GO_ON_WITHOUT: (
        lambda loop: view({"loop": loop.id}, panelist=option(owing_seat(loop)), reason=TEXT),
        NOT_THEIRS,
    ),
    Callback.CALL_OFF: (of_seat(cause=option("candidate")), NOT_THEIRS),
    Callback.MORE_TIME: (of_seat(until=LATER), NOT_THEIRS),
    Callback.CANNOT_MAKE_IT: (of_seat(reason=TEXT), NOT_THEIRS),
    Callback.SETTINGS: (lambda loop: view({"everybody": True}), to_all("Choose one.")),
    Callback.RUNNING_LATE: (of_seat(minutes=option(5)), NOT_THEIRS),
}

SHORTCUTS: Mapping[str, Said] = {Callback.SHORTCUT_FEEDBACK: to_all(NOTHING_OWED)}
