"""Feedback asked for at the end, and what follows while it does not come."""

from __future__ import annotations

from slack_sdk.models.blocks import Block, ButtonElement

from bot.services.values import Reminder, Seat
from bot.slack.ids import Action
from bot.slack.views import interview_parts as parts
from bot.slack.views.seats import display_name
from bot.slack.views.shape import Message, actions, button, divider, messages, section
from bot.slack.views.text import clip, count, mention, moment, names


def feedback(r: Reminder) -> list[Message]:
    """At the end of the interview."""
    return [_feedback_one(r, seat) for seat in r.seats]


def _feedback_one(r: Reminder, seat: Seat) -> Message:
    title, own = parts.short_title(seat, r.reader), parts.is_own(seat, r.reader)
    asked = "write your feedback" if own else "write the feedback"
    due = f"Due {moment(seat.due, r.reader.zone, r.now)}." if seat.due else "It is not owed, but welcome."
    blocks: list[Block] = [
        section(f"*{title}: {asked}*\n{due}"),
        *parts.lines(parts.people(seat, r.reader), _for_them(seat, r)),
        actions(*_answers(seat, own, primary=True)),
    ]
    return Message(f"{title}: {asked}", blocks)


def _for_them(seat: Seat, r: Reminder) -> str:
    if not parts.pass_on(seat, r.reader):
        return ""
    return f"{parts.name(seat.panelist)} has no account here: ask them, and enter it for them."


def _answers(seat: Seat, own: bool, primary: bool) -> list[ButtonElement]:
    write, away = ("Write your feedback", "I wasn't there")
    if not own:
        write, away = ("Write it for them", "They weren't there")
    return [
        parts.about(write, Action.SCORECARD_OPEN, seat, primary=primary),
        parts.about("Candidate did not come", Action.CANDIDATE_ABSENT, seat),
        parts.about(away, Action.WAS_NOT_THERE, seat),
        parts.about("More time…", Action.MORE_TIME, seat),
    ]


# --- overdue -----------------------------------------------------------------------------------


def overdue(r: Reminder) -> list[Message]:
    """To those who owe, and to recruiter or hiring manager about others: one message for each side."""
    mine = [seat for seat in r.seats if _answers_for(seat, r)]
    theirs = [seat for seat in r.seats if not _answers_for(seat, r)]
    return [*(_owed_by_you(r, mine) if mine else []), *(_owed_by_others(r, theirs) if theirs else [])]


def _answers_for(seat: Seat, r: Reminder) -> bool:
    """The reader's own, and what the recruiter enters for somebody without an account."""
    stands_in = seat.panelist.person is None and r.reader.id == seat.loop.recruiter
    return parts.is_own(seat, r.reader) or stands_in


def _owed_by_you(r: Reminder, seats: list[Seat]) -> list[Message]:
    said = f"Your feedback on {count(len(seats), 'interview')} is late"
    blocks: list[Block] = [section(f"*{said}*\nWrite it while you remember, or say what keeps you.")]
    for number, seat in enumerate(seats):
        own = parts.is_own(seat, r.reader)
        blocks += [
            *parts.lines(_title_and_due(r, seat), parts.people(seat, r.reader), _for_them(seat, r)),
            actions(*_answers(seat, own, primary=number == 0)),
        ]
    return messages(_with_titles(said, r, seats), blocks, said)


def _owed_by_others(r: Reminder, seats: list[Seat]) -> list[Message]:
    said = f"{count(len(seats), 'scorecard')} {'is' if len(seats) == 1 else 'are'} late"
    blocks: list[Block] = [section(f"*{said}*\n{_what_to_do(r, seats)}")]
    for seat in seats:
        blocks += [divider(), *parts.lines(_who_owes(r, seat), parts.candidate(seat)), *_chase(r, seat)]
    return messages(_with_titles(said, r, seats), blocks, said)


def _what_to_do(r: Reminder, seats: list[Seat]) -> str:
    if any(seat.loop.recruiter == r.reader.id for seat in seats):
        return "Remind them now, or go on without."
    recruiters = names(dict.fromkeys(mention(seat.loop.recruiter) for seat in seats))
    return f"They have been reminded. Talk to them, or ask {recruiters} to go on without."


def _who_owes(r: Reminder, seat: Seat) -> str:
    """ "@tom · System Design, yesterday 14:00 · owed since yesterday 18:45"."""
    since = f"owed since {moment(seat.due, r.reader.zone, r.now)}" if seat.due else "owed"
    told = " · ".join((parts.name(seat.panelist), parts.day_title(seat, r.reader, r.now), since))
    return told if seat.panelist.person else f"{told} · no account here"


def _chase(r: Reminder, seat: Seat) -> list[Block]:
    """The recruiter alone can act on it."""
    if seat.loop.recruiter != r.reader.id:
        return []
    who = display_name(seat.panelist, seat.names)
    remind = button("Remind now", Action.REMIND_NOW, str(seat.panelist.id), says=f"Remind {who} now")
    without = button(
        f"Go on without {clip(who, 40)}…", Action.GO_ON_WITHOUT, f"{seat.loop.id} {seat.panelist.id}"
    )
    return [actions(remind if seat.panelist.person else None, without)]


def _title_and_due(r: Reminder, seat: Seat) -> str:
    due = f" · was due {moment(seat.due, r.reader.zone, r.now)}" if seat.due else ""
    return f"*{parts.day_title(seat, r.reader, r.now)}*{due}"


def _with_titles(said: str, r: Reminder, seats: list[Seat]) -> str:
    return clip(f"{said}: {'; '.join(parts.day_title(seat, r.reader, r.now) for seat in seats)}", 300)
