"""Feedback asked for at the end, and what follows while it does not come."""

from __future__ import annotations

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.about import AboutRequest
from bot.services.values import Reminder, Seat
from bot.slack.ids import Action
from bot.slack.views import interview_parts as parts
from bot.slack.views.seats import display_name
from bot.slack.views.shape import Message, actions, button, divider, messages, section
from bot.slack.views.text import clip, day, mention, moment, names

NOW = "Write it while you remember, or say what keeps you."


def feedback(r: Reminder) -> list[Message]:
    """At the end of the interview."""
    return [_feedback_one(r, seat) for seat in r.seats]


def _feedback_one(r: Reminder, seat: Seat) -> Message:
    title, own = _title(r, seat), parts.is_own(seat, r.reader)
    asked = "write your feedback" if own else "write the feedback"
    blocks: list[Block] = [
        section(f"*{title}: {asked}*\n{_asked_by(r)}{_due(r, seat)}"),
        *parts.lines(parts.afterwards(seat, r.reader), _for_them(seat, r)),
        actions(*_answers(seat, own, primary=True)),
    ]
    return Message(f"{title}: {asked}", blocks)


def _title(r: Reminder, seat: Seat) -> str:
    """With its day, unless that is today: somebody may ask again later."""
    starts_at = seat.interview.starts_at
    if starts_at and day(starts_at, r.reader.zone, r.now) == "today":
        return parts.short_title(seat, r.reader)
    return parts.day_title(seat, r.reader, r.now)


def _asked_by(r: Reminder) -> str:
    by = r.about.asked_by if isinstance(r.about, AboutRequest) else ""
    return f"{mention(by)} asks for it. " if by not in ("", r.reader.id) else ""


def _due(r: Reminder, seat: Seat) -> str:
    if seat.due is None:
        return "It is not owed, but welcome."
    when = moment(seat.due, r.reader.zone, r.now)
    return f"Due {when}." if seat.due > r.now else f"It was due {when}."


def _for_them(seat: Seat, r: Reminder) -> str:
    if not parts.pass_on(seat, r.reader):
        return ""
    return f"{parts.name(seat.panelist)} has no account here: ask them, and enter it for them."


def _answers(seat: Seat, own: bool, primary: bool) -> list[ButtonElement]:
    write, away = ("Write your feedback", "I wasn't there")
    if not own:
        write, away = ("Write it for them", "They weren't there")
    answers = [
        parts.about(write, Action.SCORECARD_OPEN, seat, primary=primary),
        parts.about("Candidate did not come", Action.CANDIDATE_ABSENT, seat),
    ]
    if seat.due is None:
        return answers
    return [
        *answers,
        parts.about(away, Action.WAS_NOT_THERE, seat),
        parts.about("More time", Action.MORE_TIME, seat),
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
    if len(seats) == 1:
        return _one_owed_by_you(r, seats[0])
    whose = "Your feedback" if all(parts.is_own(seat, r.reader) for seat in seats) else "Feedback"
    said = f"{whose} on {len(seats)} interviews is late"
    blocks: list[Block] = [section(f"*{said}*\n{NOW}")]
    for number, seat in enumerate(seats):
        own = parts.is_own(seat, r.reader)
        blocks += [
            divider(),
            *parts.lines(_title_and_due(r, seat), parts.afterwards(seat, r.reader), _for_them(seat, r)),
            actions(*_answers(seat, own, primary=number == 0)),
        ]
    return messages(_with_titles(said, r, seats), blocks, said)


def _one_owed_by_you(r: Reminder, seat: Seat) -> list[Message]:
    own = parts.is_own(seat, r.reader)
    whose = "your" if own else f"{parts.name(seat.panelist)}'s"
    said = f"{parts.day_title(seat, r.reader, r.now)}: {whose} feedback is late"
    blocks: list[Block] = [
        section(f"*{said}*\n{_due(r, seat)}{f' {NOW}' if own else ''}"),
        *parts.lines(parts.afterwards(seat, r.reader), _for_them(seat, r)),
        actions(*_answers(seat, own, primary=True)),
    ]
    return messages(said, blocks, said)


def _owed_by_others(r: Reminder, seats: list[Seat]) -> list[Message]:
    if len(seats) == 1:
        return _one_owed_by_others(r, seats[0])
    said = f"{len(seats)} scorecards are late"
    blocks: list[Block] = [section(f"*{said}*\n{_what_to_do(r, seats)}")]
    for seat in seats:
        blocks += [divider(), *parts.lines(_who_owes(r, seat), parts.candidate(seat)), *_chase(r, seat)]
    return messages(_with_titles(said, r, seats), blocks, said)


def _one_owed_by_others(r: Reminder, seat: Seat) -> list[Message]:
    title = parts.day_title(seat, r.reader, r.now)
    who = parts.name(seat.panelist)
    blocks: list[Block] = [
        section(f"*{title}: {who}'s feedback is late*\n{_due(r, seat)} {_what_to_do(r, [seat])}"),
        *parts.lines(parts.candidate(seat)),
        *_chase(r, seat),
    ]
    return messages(f"{title}: feedback is late", blocks, title)


def _what_to_do(r: Reminder, seats: list[Seat]) -> str:
    it = "it" if len(seats) == 1 else "theirs"
    if any(seat.loop.recruiter == r.reader.id for seat in seats):
        return f"Remind them now, or go on without {it}."
    recruiters = names(dict.fromkeys(mention(seat.loop.recruiter) for seat in seats))
    return f"They have been reminded. Talk to them, or ask {recruiters} to go on without {it}."


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
        f"Go on without {clip(who, 40)}", Action.GO_ON_WITHOUT, f"{seat.loop.id} {seat.panelist.id}"
    )
    return [actions(remind if seat.panelist.person else None, without)]


def _title_and_due(r: Reminder, seat: Seat) -> str:
    due = f" · was due {moment(seat.due, r.reader.zone, r.now)}" if seat.due else ""
    return f"*{parts.day_title(seat, r.reader, r.now)}*{due}"


def _with_titles(said: str, r: Reminder, seats: list[Seat]) -> str:
    return clip(f"{said}: {'; '.join(parts.day_title(seat, r.reader, r.now) for seat in seats)}", 300)
