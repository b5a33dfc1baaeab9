"""What messages about one interview share, from the side of whoever reads them."""

from __future__ import annotations

from datetime import datetime, timedelta

from slack_sdk.models.blocks import Block, ButtonElement

from bot.catalog.models import Exercise
from bot.domain.loops import Panelist, Role
from bot.services.values import Reader, Seat
from bot.slack.ids import Action
from bot.slack.views import guide_parts, seats
from bot.slack.views.shape import button, paragraphs
from bot.slack.views.text import clip, clock_time, escape, is_address, link, mention, moment, span

DID = {Role.LEAD: "led", Role.OBSERVER: "observed", Role.SHADOW: "shadowed"}


def is_own(seat: Seat, reader: Reader) -> bool:
    return seat.panelist.person == reader.id


def name(panelist: Panelist) -> str:
    """For mrkdwn; an outsider's typed name is kept short."""
    return mention(panelist.person) if panelist.person else escape(clip(panelist.name, 80))


def lines(*texts: str) -> list[Block]:
    """One line under the other, empty ones left out; nothing is cut."""
    return paragraphs([text for text in texts if text], "\n")


# --- what and when -----------------------------------------------------------------------------


def title(seat: Seat, reader: Reader, now: datetime) -> str:
    """ "System Design, today 14:00–14:45"."""
    interview, what = seat.interview, escape(seat.guide.title)
    if interview.starts_at is None:
        return f"{what}, not scheduled yet"
    return f"{what}, {span(interview.starts_at, interview.minutes, reader.zone, now)}"


def day_title(seat: Seat, reader: Reader, now: datetime) -> str:
    """ "System Design, today 14:00"."""
    starts_at, what = seat.interview.starts_at, escape(seat.guide.title)
    return f"{what}, {moment(starts_at, reader.zone, now)}" if starts_at else f"{what}, not scheduled yet"


def short_title(seat: Seat, reader: Reader) -> str:
    """ "System Design, 14:00": for messages that arrive the same day."""
    starts_at, what = seat.interview.starts_at, escape(seat.guide.title)
    return f"{what}, {clock_time(starts_at, reader.zone)}" if starts_at else what


# --- who ---------------------------------------------------------------------------------------


def candidate(seat: Seat) -> str:
    """ "Maya Lind for Senior Engineer, Search". Never in a message's first block."""
    return f"{seats.candidate(seat.loop)} for {seats.position(seat.loop)}"


def parts(seat: Seat, reader: Reader) -> list[str]:
    """ "you lead", "@tom observes": the panelist this is about first, then the others."""
    others = [each for each in seat.interview.panel if each.id != seat.panelist.id]
    return [_part(each, reader) for each in (seat.panelist, *others)]


def _part(panelist: Panelist, reader: Reader) -> str:
    if panelist.person == reader.id:
        return seats.YOU[panelist.role]
    return f"{name(panelist)} {seats.THEY[panelist.role]}"


def people(seat: Seat, reader: Reader) -> str:
    """ "Maya Lind for Senior Engineer, Search · you lead · @tom observes"."""
    return " · ".join((candidate(seat), *parts(seat, reader)))


def afterwards(seat: Seat, reader: Reader) -> str:
    """ "Maya Lind for Senior Engineer, Search · you led": for what is over."""
    who = "you" if is_own(seat, reader) else name(seat.panelist)
    return f"{candidate(seat)} · {who} {DID[seat.panelist.role]}"


def pass_on(seat: Seat, reader: Reader) -> str:
    """Why the recruiter reads what is meant for somebody else; "" for one's own."""
    if is_own(seat, reader) or seat.panelist.person is not None:
        return ""
    zone = reader.zone.replace("_", " ")
    return f"{name(seat.panelist)} has no account here: please pass this on. Times are in {zone}."


# --- where -------------------------------------------------------------------------------------


def join(seat: Seat, primary: bool = True) -> ButtonElement | None:
    """A button where the place is an address."""
    place = seat.interview.place.strip()
    return button("Join", Action.LINK, url=place, primary=primary) if is_address(place) else None


def place(seat: Seat) -> str:
    """The place in words; "" where there is none, or a button leads there."""
    place = seat.interview.place.strip()
    return "" if not place or is_address(place) else f"Where: {escape(clip(place, 600))}"


def papers(seat: Seat) -> str:
    """ "CV · ATS profile", as links."""
    candidate = seat.loop.candidate
    found = [link(clip(each.title, 80), each.url) for each in seat.loop.links]
    found += [link("ATS profile", candidate.ats_url)] if candidate.ats_url else []
    return " · ".join(found)


# --- what to do in it --------------------------------------------------------------------------


def agenda(seat: Seat, reader: Reader) -> str:
    """ "14:00 introductions · 14:05 design · 14:35 the candidate's questions"; "" without a time."""
    begins = seat.interview.starts_at
    if begins is None:
        return ""
    return " · ".join(
        f"{clock_time(begins + timedelta(minutes=part.begins), reader.zone)} {escape(part.item.what)}"
        for part in seat.guide.timeline(seat.interview.minutes)
        if part.minutes
    )


def look_for(seat: Seat) -> str:
    """The criteria in a word or two each."""
    return "Look for: " + " · ".join(escape(criterion.short) for criterion in seat.guide.look_for)


def exercise(seat: Seat) -> str:
    """ "Exercise: Backend systems, level L5"; how many there are to choose from where none is chosen."""
    chosen = seat.exercise
    if chosen:
        return f"Exercise: {escape(chosen.title)}{_level(chosen, seat.loop.position.level)}"
    if not seat.guide.exercises:
        return ""
    return f"Exercise: none chosen yet, {len(seat.guide.exercises)} in the whole guide"


def _level(chosen: Exercise, wanted: str) -> str:
    if not chosen.levels:
        return ""
    if wanted in chosen.levels:
        return f", level {escape(wanted)}"
    here = f" (this position: {escape(clip(wanted, 40))})" if wanted else ""
    return f", meant for {escape(', '.join(chosen.levels))}{here}"


def guidance(seat: Seat) -> list[str]:
    """What the panelist's role does: the guide's lines, then the exercise's own, each once."""
    role = seat.panelist.role
    own = guide_parts.guidance(seat.exercise.roles, role) if seat.exercise and seat.exercise.roles else ()
    whose = "you" if seat.panelist.person else name(seat.panelist)
    return list(dict.fromkeys([*guide_parts.for_you(seat.guide, role, whose), *guide_parts.bulleted(own)]))


# --- buttons -----------------------------------------------------------------------------------


def whole_guide(seat: Seat) -> ButtonElement:
    value = f"{seat.guide.slug} {seat.panelist.role}"
    return button("Whole guide", Action.GUIDE_WHOLE, value, says=f"Whole guide: {seat.guide.title}")


def cannot_make_it(seat: Seat, reader: Reader) -> ButtonElement:
    words = "I can't make it" if is_own(seat, reader) else "They can't make it"
    return about(words, Action.CANNOT_MAKE_IT, seat)


def about(words: str, action: Action, seat: Seat, primary: bool = False) -> ButtonElement:
    """A button about this panelist in this interview."""
    return button(words, action, str(seat.panelist.id), primary=primary, says=f"{words}: {seat.guide.title}")
