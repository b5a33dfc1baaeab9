"""What the rows say, what Slack has, and where the two tell different stories."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.domain.about import AboutOverdue
from bot.domain.giving_up import Dropped
from bot.domain.interviews import Interview, Panelist
from bot.domain.loops import Loop
from bot.domain.notices import Notice, NoticeKind, NoticeState
from bot.sandbox.client import Control
from bot.storage import notices, scorecards
from bot.storage.database import Database
from bot.storage.schema import message, notice

SEVERAL = (NoticeKind.CHANNEL, NoticeKind.HOME)
"""What is brought up to date in place: it has no messages of its own."""
ASKS = (NoticeKind.FEEDBACK, NoticeKind.OVERDUE_FIRST, NoticeKind.OVERDUE_SECOND, NoticeKind.OVERDUE_LAST)
BEFORE = (NoticeKind.ASSIGNED, NoticeKind.PREPARE, NoticeKind.STARTING, NoticeKind.QUESTIONS)

BERLIN = ZoneInfo("Europe/Berlin")

Json = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """`messages`: rows of messages; `posted`: what Slack has, by the id in its metadata."""

    now: datetime
    rows: Sequence[Notice]
    messages: Sequence[Mapping[str, Any]]
    posted: Mapping[str, Sequence[Json]]
    loops: Sequence[Loop]
    given: Collection[int]

    @cached_property
    def of_notice(self) -> Mapping[int, Sequence[Mapping[str, Any]]]:
        own: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
        for each in self.messages:
            if each["ts"] and each["subject"] == f"notice:{each['notice_id']}":
                own[each["notice_id"]].append(each)
        return own

    @cached_property
    def missed(self) -> Collection[str]:
        """Subjects of what could not be said before its interview, of which the recruiter heard."""
        said = (each for each in self.rows if each.kind is NoticeKind.MISSED)
        return {each.subject for each in said if each.state is NoticeState.SENT}

    @cached_property
    def newest(self) -> Mapping[tuple[NoticeKind, str, str], int]:
        """The last revision of each thing that somebody is told."""
        return {
            (each.kind, each.subject, each.recipient): each.revision
            for each in sorted(self.rows, key=_revision)
        }


def _revision(each: Notice) -> int:
    return each.revision


def look(database: Database, control: Control, loops: Sequence[Loop], now: datetime) -> Found:
    posted: dict[str, list[Json]] = defaultdict(list)
    for each in control.get("posted")["messages"]:
        posted[each["metadata"]["event_payload"]["id"]].append(each)
    with database.read() as connection:
        ids = connection.execute(select(notice.c.id).order_by(notice.c.id)).scalars().all()
        rows = [found for each in ids if (found := notices.find(connection, each))]
        messages = [dict(row) for row in connection.execute(select(message)).mappings()]
        given = {each for loop in loops for each in scorecards.of_loop(connection, loop.id)}
    return Found(now, rows, messages, posted, loops, given)


def wrong(found: Found, excused: Collection[str] = ()) -> list[str]:
    """Each difference in a sentence. `excused`: ids of messages that Slack took too late to be known of."""
    return [
        *_unsaid(found),
        *_twice(found, excused),
        *_unknown(found, excused),
        *_untruly_dropped(found),
        *_missed_in_silence(found),
        *_threads(found),
        *_stories(found),
    ]


def _unsaid(found: Found) -> Iterator[str]:
    """Sent means that Slack has it, once; nothing is owed any more; what failed was told."""
    by_id = {each.id: each for each in found.rows}
    told = {each.subject for each in found.rows if each.kind is NoticeKind.ALERT}
    for each in found.rows:
        own = found.of_notice.get(each.id, ())
        if each.state is NoticeState.SENDING or (each.state is NoticeState.PENDING and each.due <= found.now):
            yield f"{_name(each)} is still owed"
        if each.state is NoticeState.FAILED and not any(f":{each.recipient}" in subject for subject in told):
            yield f"{_name(each)} failed ({each.reason}), and nobody was told"
        if each.state is not NoticeState.SENT or each.kind in SEVERAL:
            continue
        leader = by_id.get(each.settled_by) if each.settled_by else None
        if leader and own:
            yield f"{_name(each)} is said by {_name(leader)}, and by itself"
        if leader and (leader.state is not NoticeState.SENT or not found.of_notice.get(leader.id)):
            yield f"{_name(each)} is said by {_name(leader)}, which Slack has not got"
        if not leader and not own and each.kind is not NoticeKind.SCORECARD_COPY:
            yield f"{_name(each)} is sent, and Slack has not got it"


def _twice(found: Found, excused: Collection[str]) -> Iterator[str]:
    for message_id, copies in found.posted.items():
        if len(copies) > 1 and message_id not in excused:
            yield f"message {message_id} is {len(copies)} times in {copies[0]['channel']}: {copies}"
    said = Counter(
        (each.kind, each.subject, each.recipient, str(each.about))
        for each in found.rows
        if each.state is NoticeState.SENT and each.kind in (*ASKS, *BEFORE)
    )
    for what, times in said.items():
        if times > 1:
            yield f"{what} was said {times} times"


def _unknown(found: Found, excused: Collection[str]) -> Iterator[str]:
    known = {each["id"] for each in found.messages}
    for message_id, copies in found.posted.items():
        if message_id not in known and message_id not in excused:
            yield f"Slack has a message that no row knows: {copies}"
    for each in found.messages:
        here = {copy["ts"] for copy in found.posted.get(each["id"], ())}
        if each["ts"] is None:
            yield f"nobody knows whether Slack has {each['subject']}"
        elif each["ts"] not in here:
            yield f"{each['subject']} is not in Slack at {each['ts']}"


def _untruly_dropped(found: Found) -> Iterator[str]:
    seats = _seats(found)
    for each in found.rows:
        if each.state is not NoticeState.DROPPED or each.kind in SEVERAL:
            continue
        seat = seats.get(each.panelist_id or 0)
        false = _is_false(found, each, *seat) if seat else _is_overtaken(found, each)
        if not each.reason or not false:
            yield f"{_name(each)} was dropped ({each.reason!r}) and is true: {each.about}"


def _is_overtaken(found: Found, dropped: Notice) -> bool:
    """Whether something newer of its kind is said in its place, to the same person."""
    return found.newest[dropped.kind, dropped.subject, dropped.recipient] > dropped.revision


def _missed_in_silence(found: Found) -> Iterator[str]:
    for each in found.rows:
        if each.reason == Dropped.TOO_LATE and each.subject not in found.missed:
            yield f"{_name(each)} was too late, and the recruiter has not heard of it"


def _is_false(found: Found, dropped: Notice, interview: Interview, panelist: Panelist) -> bool:
    """Whether it would be wrong, too late or a repetition to say it now."""
    about_time = getattr(dropped.about, "starts_at", interview.starts_at)
    if interview.cancelled or about_time != interview.starts_at or _is_overtaken(found, dropped):
        return True
    match dropped.kind:
        case NoticeKind.ASSIGNED:
            return panelist.last_told is not None or interview.is_over(found.now)
        case NoticeKind.CHANGED:
            told = panelist.last_told
            if interview.is_over(found.now) and dropped.reason == Dropped.TOO_LATE:
                return True
            return told is not None and (told.starts_at, told.cancelled) == (interview.starts_at, False)
        case NoticeKind.PREPARE | NoticeKind.STARTING | NoticeKind.QUESTIONS:
            return interview.starts_at is not None and interview.starts_at <= found.now
        case (
            NoticeKind.FEEDBACK
            | NoticeKind.OVERDUE_FIRST
            | NoticeKind.OVERDUE_SECOND
            | NoticeKind.OVERDUE_LAST
        ):
            return panelist.id in found.given or _topped(found, dropped)
        case _:
            return False


def _topped(found: Found, dropped: Notice) -> bool:
    """Whether a higher rung of the same scorecard was said to the same person, or has become false too."""
    return any(
        (each.subject, each.recipient) == (dropped.subject, dropped.recipient)
        and isinstance(each.about, AboutOverdue)
        and isinstance(dropped.about, AboutOverdue)
        and each.about.rung > dropped.about.rung
        and each.state is NoticeState.SENT
        for each in found.rows
    )


def _threads(found: Found) -> Iterator[str]:
    """Each loop has its card, each scorecard its message under it."""
    where = Counter((each["subject"], each["channel"]) for each in found.messages if each["part"] == 0)
    for loop in found.loops:
        if where[f"loop:{loop.id}", loop.channel] != 1:
            yield f"loop {loop.id} has {where[f'loop:{loop.id}', loop.channel]} cards"
        for _, panelist in loop.assignments():
            if panelist.id in found.given and where[f"scorecard:{panelist.id}", loop.channel] != 1:
                yield f"the scorecard of {panelist.id} is not in its thread"


def _stories(found: Found) -> Iterator[str]:
    """What each panelist was told last is how it is, and how it was told is how it is kept."""
    rows = defaultdict(list)
    for each in found.rows:
        if each.state is NoticeState.SENT and each.kind in (NoticeKind.ASSIGNED, NoticeKind.CHANGED):
            rows[each.panelist_id].append(each)
    for interview, panelist in _seats(found).values():
        told = panelist.last_told
        if told is None:
            if rows[panelist.id]:
                yield f"seat {panelist.id} was told, and that was not kept"
            continue
        if f"seat:{panelist.id}" in found.missed and interview.is_over(found.now):
            continue
        if (told.starts_at, told.cancelled) != (interview.starts_at, interview.cancelled):
            yield f"seat {panelist.id} was told {told}, and it is {interview.starts_at} {interview.cancelled}"


def _seats(found: Found) -> dict[int, tuple[Interview, Panelist]]:
    return {
        panelist.id: (interview, panelist)
        for loop in found.loops
        for interview in loop.interviews
        for panelist in interview.everyone
    }


def heard(found: Found, control: Control) -> Iterator[str]:
    """Where the last message that a person read of an interview says another time than it has."""
    last = _last_said(found)
    texts: dict[str, Mapping[str, str]] = {}
    for panelist_id, (interview, panelist) in _seats(found).items():
        said = last.get(panelist_id)
        if said is None or panelist.person is None or interview.starts_at is None:
            continue
        if f"seat:{panelist_id}" in found.missed and interview.is_over(found.now):
            continue
        there = texts.setdefault(said["channel"], _read(control, panelist.person, said["channel"]))
        expected = "cancelled" if interview.cancelled else f"{interview.starts_at.astimezone(BERLIN):%H:%M}"
        if expected not in there.get(said["ts"], "").lower():
            yield f"seat {panelist_id} read last: {there.get(said['ts'])}, and not {expected}"


def _last_said(found: Found) -> Mapping[int, Mapping[str, Any]]:
    """By panelist id: the message that told them of it last."""
    last: dict[int, Mapping[str, Any]] = {}
    for each in found.rows:
        if each.state is not NoticeState.SENT or each.kind not in (NoticeKind.ASSIGNED, NoticeKind.CHANGED):
            continue
        for said in found.of_notice.get(each.settled_by or each.id, ()):
            before = last.get(each.panelist_id or 0)
            if before is None or float(before["ts"]) < float(said["ts"]):
                last[each.panelist_id or 0] = said
    return last


def _read(control: Control, person: str, channel: str) -> Mapping[str, str]:
    return {each["ts"]: json.dumps(each["blocks"]) for each in control.as_(person).messages(channel)}


def _name(each: Notice) -> str:
    return f"notice {each.id} ({each.kind.value} of {each.subject} to {each.recipient})"


def table(found: Found, more: Mapping[str, object]) -> str:
    """The counts, a line each."""
    states = Counter(each.state.value for each in found.rows)
    reasons = Counter(f"dropped: {each.reason}" for each in found.rows if each.state is NoticeState.DROPPED)
    kinds = Counter(f"sent: {each.kind.value}" for each in found.rows if each.state is NoticeState.SENT)
    counts: dict[str, object] = {
        "notices": len(found.rows),
        **states,
        **kinds,
        **reasons,
        "said by a digest": sum(bool(each.settled_by) for each in found.rows),
        "messages in Slack": sum(map(len, found.posted.values())),
        **more,
    }
    return "".join(f"{name:<32} {value}\n" for name, value in counts.items())
