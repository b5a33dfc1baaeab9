"""What follows while feedback does not come: to those who owe it, and to those who wait."""

from __future__ import annotations

from slack_sdk.models.blocks import Block

from bot.slack.ids import Action
from bot.slack.views import interview_parts as parts
from bot.slack.views.asking import (
    NOW,
    answer_buttons,
    due_line,
    for_them,
    several,
    with_titles,
)
from bot.slack.views.assignments import display_name
from bot.slack.views.shape import Message, actions, button, divider, messages, section
from bot.slack.views.text import clip, mention, moment, names
from bot.values.interviews import AssignmentView
from bot.values.reminders import Reminder, Unasked

NOT_ASKED = {
    Unasked.SO_FAR: "I have not reached {who}: they have not been asked.",
    Unasked.NOT_IN_PILOT: "{who} is not in the pilot: I have not asked them.",
}


def overdue(r: Reminder) -> list[Message]:
    """To those who owe, and to recruiter or hiring manager about others: one message for each side."""
    mine = [assignment for assignment in r.assignments if _answers_for(assignment, r)]
    theirs = [assignment for assignment in r.assignments if not _answers_for(assignment, r)]
    return [*(_owed_by_you(r, mine) if mine else []), *(_owed_by_others(r, theirs) if theirs else [])]


def _answers_for(assignment: AssignmentView, r: Reminder) -> bool:
    """The reader's own, and what the recruiter enters for somebody without an account."""
    stands_in = assignment.panelist.person is None and r.reader.id == assignment.loop.recruiter
    return parts.is_own(assignment, r.reader) or stands_in


def _owed_by_you(r: Reminder, assignments: list[AssignmentView]) -> list[Message]:
    if len(assignments) == 1:
        return _one_owed_by_you(r, assignments[0])
    whose = (
        "Your feedback"
        if all(parts.is_own(assignment, r.reader) for assignment in assignments)
        else "Feedback"
    )
    said = f"{whose} on {len(assignments)} interviews is late"
    return several(r, assignments, said, lambda each: _hears_next(r, each))


def _one_owed_by_you(r: Reminder, assignment: AssignmentView) -> list[Message]:
    own = parts.is_own(assignment, r.reader)
    whose = "your" if own else f"{parts.name(assignment.panelist)}'s"
    said = f"{parts.day_title(assignment, r.reader, r.now)}: {whose} feedback is late"
    blocks: list[Block] = [
        section(f"*{said}*\n{due_line(r, assignment)}{f' {NOW}' if own else ''}"),
        *parts.lines(
            parts.afterwards(assignment, r.reader), for_them(assignment, r), _hears_next(r, assignment)
        ),
        actions(*answer_buttons(r, assignment, primary=True)),
    ]
    return messages(said, blocks, said)


def _owed_by_others(r: Reminder, assignments: list[AssignmentView]) -> list[Message]:
    if len(assignments) == 1:
        return _one_owed_by_others(r, assignments[0])
    said = f"{len(assignments)} scorecards are late"
    blocks: list[Block] = [section(f"*{said}*\n{_what_to_do(r, assignments)}")]
    for assignment in assignments:
        blocks += [
            divider(),
            *parts.lines(
                _who_owes(r, assignment),
                parts.candidate(assignment),
                _not_asked(r, assignment),
                _hears_next(r, assignment),
            ),
            *_chase(r, assignment),
        ]
    return messages(with_titles(said, r, assignments), blocks, said)


def _one_owed_by_others(r: Reminder, assignment: AssignmentView) -> list[Message]:
    title = parts.day_title(assignment, r.reader, r.now)
    who = parts.name(assignment.panelist)
    away = assignment.panelist.id in r.away
    late = "feedback is due, and they are away" if away else "feedback is late"
    blocks: list[Block] = [
        section(f"*{title}: {who}'s {late}*\n{due_line(r, assignment)} {_what_to_do(r, [assignment])}"),
        *parts.lines(parts.candidate(assignment), _not_asked(r, assignment), _hears_next(r, assignment)),
        *_chase(r, assignment),
    ]
    return messages(f"{title}: {late}", blocks, title)


def _what_to_do(r: Reminder, assignments: list[AssignmentView]) -> str:
    it = "it" if len(assignments) == 1 else "theirs"
    if any(assignment.loop.recruiter == r.reader.id for assignment in assignments):
        return f"{_way(r, assignments)}, or go on without {it}."
    recruiters = names(dict.fromkeys(mention(assignment.loop.recruiter) for assignment in assignments))
    unreminded = any(each.panelist.id in r.away or _unasked(r, each) for each in assignments)
    reminded = "" if unreminded else "They have been reminded. "
    return f"{reminded}Talk to them, or ask {recruiters} to go on without {it}."


def _way(r: Reminder, assignments: list[AssignmentView]) -> str:
    if all(_unasked(r, each) is Unasked.NOT_IN_PILOT for each in assignments):
        return "Ask them yourself"
    return "Wait" if all(each.panelist.id in r.away for each in assignments) else "Remind them now"


def _unasked(r: Reminder, assignment: AssignmentView) -> Unasked | None:
    return r.unasked.get(assignment.panelist.id)


def _not_asked(r: Reminder, assignment: AssignmentView) -> str:
    """ "@tom is not in the pilot: I have not asked them."."""
    why = _unasked(r, assignment)
    if why is None:
        return ""
    who = parts.name(assignment.panelist)
    return NOT_ASKED[why].format(who=who)


def _who_owes(r: Reminder, assignment: AssignmentView) -> str:
    """ "@tom · System Design, yesterday 14:00 · owed since yesterday 18:45"."""
    since = f"owed since {moment(assignment.due, r.reader.zone, r.now)}" if assignment.due else "owed"
    away = ("away",) if assignment.panelist.id in r.away else ()
    told = " · ".join(
        (parts.name(assignment.panelist), parts.day_title(assignment, r.reader, r.now), since, *away)
    )
    return told if assignment.panelist.person else f"{told} · no account here"


def _hears_next(r: Reminder, assignment: AssignmentView) -> str:
    """ "If it is not in by Thu 11:00, @henrik hears of it."."""
    rung = r.next_rungs.get(assignment.panelist.id)
    if rung is None:
        return "Nobody else is told of it after this."
    by = moment(rung.at, r.reader.zone, r.now)
    if assignment.panelist.id in r.away:
        return f"I remind {parts.name(assignment.panelist)} when they are back, {by}."
    others = [mention(each) for each in rung.people if each != r.reader.id]
    if rung.at <= r.now:
        return f"{names(others)} {'hears' if len(others) == 1 else 'hear'} of it too." if others else ""
    if not others:
        return f"If it is not in by {by}, you are reminded again."
    return f"If it is not in by {by}, {names(others)} {'hears' if len(others) == 1 else 'hear'} of it."


def _chase(r: Reminder, assignment: AssignmentView) -> list[Block]:
    """The recruiter alone can act on it."""
    if assignment.loop.recruiter != r.reader.id:
        return []
    who = display_name(assignment.panelist, assignment.names)
    remind = button("Remind now", Action.REMIND_NOW, str(assignment.panelist.id), says=f"Remind {who} now")
    without = button(
        f"Go on without {clip(who, 40)}",
        Action.GO_ON_WITHOUT,
        f"{assignment.loop.id} {assignment.panelist.id}",
    )
    reached = assignment.panelist.person and _unasked(r, assignment) is not Unasked.NOT_IN_PILOT
    return [actions(remind if reached else None, without)]
