"""Feedback asked for at the end, and what follows while it does not come."""

from __future__ import annotations

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.about import AboutRequest
from bot.slack.ids import Action
from bot.slack.views import interview_parts as parts
from bot.slack.views.assignments import display_name
from bot.slack.views.shape import Message, actions, button, divider, messages, section
from bot.slack.views.text import clip, day, mention, moment, names
from bot.values.interviews import AssignmentView
from bot.values.reminders import Reminder, Unasked

NOT_ASKED = {
    Unasked.SO_FAR: "I have not reached {who}: they have not been asked.",
    Unasked.NOT_IN_PILOT: "{who} is not in the pilot: I have not asked them.",
}
NOW = "Write it while you remember, or say what keeps you."


def feedback(r: Reminder) -> list[Message]:
    """At the end of the interview."""
    return [_feedback_one(r, assignment) for assignment in r.assignments]


def _feedback_one(r: Reminder, assignment: AssignmentView) -> Message:
    title, own = _title(r, assignment), parts.is_own(assignment, r.reader)
    asked = "write your feedback" if own else "write the feedback"
    blocks: list[Block] = [
        section(f"*{title}: {asked}*\n{_asked_by(r)}{_due(r, assignment)}"),
        *parts.lines(parts.afterwards(assignment, r.reader), _for_them(assignment, r)),
        actions(*_answers(assignment, own, primary=True)),
    ]
    return Message(f"{title}: {asked}", blocks)


def _title(r: Reminder, assignment: AssignmentView) -> str:
    """With its day, unless that is today: somebody may ask again later."""
    starts_at = assignment.interview.starts_at
    if starts_at and day(starts_at, r.reader.zone, r.now) == "today":
        return parts.short_title(assignment, r.reader)
    return parts.day_title(assignment, r.reader, r.now)


def _asked_by(r: Reminder) -> str:
    by = r.about.asked_by if isinstance(r.about, AboutRequest) else ""
    return f"{mention(by)} asks for it. " if by not in ("", r.reader.id) else ""


def _due(r: Reminder, assignment: AssignmentView) -> str:
    if assignment.due is None:
        return "It is not owed, but welcome."
    when = moment(assignment.due, r.reader.zone, r.now)
    return f"Due {when}." if assignment.due > r.now else f"It was due {when}."


def _for_them(assignment: AssignmentView, r: Reminder) -> str:
    if not parts.pass_on(assignment, r.reader):
        return ""
    return f"{parts.name(assignment.panelist)} has no account here: ask them, and enter it for them."


def _answers(assignment: AssignmentView, own: bool, primary: bool) -> list[ButtonElement]:
    write, away = ("Write your feedback", "I wasn't there")
    if not own:
        write, away = ("Write it for them", "They weren't there")
    answers = [
        parts.about(write, Action.SCORECARD_OPEN, assignment, primary=primary),
        parts.about("Candidate did not come", Action.CANDIDATE_ABSENT, assignment),
    ]
    if assignment.due is None:
        return answers
    return [
        *answers,
        parts.about(away, Action.WAS_NOT_THERE, assignment),
        parts.about("More time", Action.MORE_TIME, assignment),
    ]


# --- overdue -----------------------------------------------------------------------------------


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
    blocks: list[Block] = [section(f"*{said}*\n{NOW}")]
    for number, assignment in enumerate(assignments):
        own = parts.is_own(assignment, r.reader)
        blocks += [
            divider(),
            *parts.lines(
                _title_and_due(r, assignment),
                parts.afterwards(assignment, r.reader),
                _for_them(assignment, r),
                _hears_next(r, assignment),
            ),
            actions(*_answers(assignment, own, primary=number == 0)),
        ]
    return messages(_with_titles(said, r, assignments), blocks, said)


def _one_owed_by_you(r: Reminder, assignment: AssignmentView) -> list[Message]:
    own = parts.is_own(assignment, r.reader)
    whose = "your" if own else f"{parts.name(assignment.panelist)}'s"
    said = f"{parts.day_title(assignment, r.reader, r.now)}: {whose} feedback is late"
    blocks: list[Block] = [
        section(f"*{said}*\n{_due(r, assignment)}{f' {NOW}' if own else ''}"),
        *parts.lines(
            parts.afterwards(assignment, r.reader), _for_them(assignment, r), _hears_next(r, assignment)
        ),
        actions(*_answers(assignment, own, primary=True)),
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
    return messages(_with_titles(said, r, assignments), blocks, said)


def _one_owed_by_others(r: Reminder, assignment: AssignmentView) -> list[Message]:
    title = parts.day_title(assignment, r.reader, r.now)
    who = parts.name(assignment.panelist)
    blocks: list[Block] = [
        section(f"*{title}: {who}'s feedback is late*\n{_due(r, assignment)} {_what_to_do(r, [assignment])}"),
        *parts.lines(parts.candidate(assignment), _not_asked(r, assignment), _hears_next(r, assignment)),
        *_chase(r, assignment),
    ]
    return messages(f"{title}: feedback is late", blocks, title)


def _what_to_do(r: Reminder, assignments: list[AssignmentView]) -> str:
    it = "it" if len(assignments) == 1 else "theirs"
    if any(assignment.loop.recruiter == r.reader.id for assignment in assignments):
        reached = any(_unasked(r, each) is not Unasked.NOT_IN_PILOT for each in assignments)
        return f"{'Remind them now' if reached else 'Ask them yourself'}, or go on without {it}."
    recruiters = names(dict.fromkeys(mention(assignment.loop.recruiter) for assignment in assignments))
    reminded = "" if any(_unasked(r, each) for each in assignments) else "They have been reminded. "
    return f"{reminded}Talk to them, or ask {recruiters} to go on without {it}."


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
    told = " · ".join((parts.name(assignment.panelist), parts.day_title(assignment, r.reader, r.now), since))
    return told if assignment.panelist.person else f"{told} · no account here"


def _hears_next(r: Reminder, assignment: AssignmentView) -> str:
    """ "If it is not in by Thu 11:00, @henrik hears of it."."""
    rung = r.next_rungs.get(assignment.panelist.id)
    if rung is None:
        return "Nobody else is told of it after this."
    by = moment(rung.at, r.reader.zone, r.now)
    others = [mention(each) for each in rung.people if each != r.reader.id]
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


def _title_and_due(r: Reminder, assignment: AssignmentView) -> str:
    due = f" · was due {moment(assignment.due, r.reader.zone, r.now)}" if assignment.due else ""
    return f"*{parts.day_title(assignment, r.reader, r.now)}*{due}"


def _with_titles(said: str, r: Reminder, assignments: list[AssignmentView]) -> str:
    titles = (parts.day_title(each, r.reader, r.now) for each in assignments)
    return clip(f"{said}: {'; '.join(titles)}", 300)
