"""What messages about one interview share, from the side of whoever reads them."""

from __future__ import annotations

from datetime import datetime, timedelta

from slack_sdk.models.blocks import Block, ButtonElement

from bot.catalog.exercises import Exercise
from bot.domain.interviews import Panelist, Role
from bot.slack.ids import Action
from bot.slack.views import assignments, guide_parts
from bot.slack.views.shape import button, paragraphs
from bot.slack.views.text import clip, clock_time, escape, is_address, link, mention, moment, span
from bot.values.interviews import AssignmentView, Reader

LINK_CHARACTERS = 900  # that an exercise's links may take
DID = {Role.LEAD: "led", Role.OBSERVER: "observed", Role.SHADOW: "shadowed"}


def is_own(assignment: AssignmentView, reader: Reader) -> bool:
    return assignment.panelist.person == reader.id


def name(panelist: Panelist) -> str:
    """For mrkdwn; an outsider's typed name is kept short."""
    return mention(panelist.person) if panelist.person else escape(clip(panelist.name, 80))


def lines(*texts: str) -> list[Block]:
    """One line under the other, empty ones left out; nothing is cut."""
    return paragraphs([text for text in texts if text], "\n")


# --- what and when -----------------------------------------------------------------------------


def title(assignment: AssignmentView, reader: Reader, now: datetime) -> str:
    """ "System Design, today 14:00–14:45"."""
    interview, what = assignment.interview, escape(assignment.guide.title)
    if interview.starts_at is None:
        return f"{what}, not scheduled yet"
    return f"{what}, {span(interview.starts_at, interview.minutes, reader.zone, now)}"


def day_title(assignment: AssignmentView, reader: Reader, now: datetime) -> str:
    """ "System Design, today 14:00"."""
    starts_at, what = assignment.interview.starts_at, escape(assignment.guide.title)
    return f"{what}, {moment(starts_at, reader.zone, now)}" if starts_at else f"{what}, not scheduled yet"


def short_title(assignment: AssignmentView, reader: Reader) -> str:
    """ "System Design, 14:00": for messages that arrive the same day."""
    starts_at, what = assignment.interview.starts_at, escape(assignment.guide.title)
    return f"{what}, {clock_time(starts_at, reader.zone)}" if starts_at else what


# --- who ---------------------------------------------------------------------------------------


def candidate(assignment: AssignmentView) -> str:
    """ "Maya Lind for Senior Engineer, Search". Never in a message's first block."""
    return f"{assignments.candidate(assignment.loop)} for {assignments.position(assignment.loop)}"


def parts(assignment: AssignmentView, reader: Reader) -> list[str]:
    """ "you lead", "@tom observes": the panelist this is about first, then the others."""
    others = [each for each in assignment.interview.panel if each.id != assignment.panelist.id]
    return [_part(each, reader) for each in (assignment.panelist, *others)]


def _part(panelist: Panelist, reader: Reader) -> str:
    if panelist.person == reader.id:
        return assignments.YOU[panelist.role]
    return f"{name(panelist)} {assignments.THEY[panelist.role]}"


def people(assignment: AssignmentView, reader: Reader) -> str:
    """ "Maya Lind for Senior Engineer, Search · you lead · @tom observes"."""
    return " · ".join((candidate(assignment), *parts(assignment, reader)))


def afterwards(assignment: AssignmentView, reader: Reader) -> str:
    """ "Maya Lind for Senior Engineer, Search · you led": for what is over."""
    who = "you" if is_own(assignment, reader) else name(assignment.panelist)
    return f"{candidate(assignment)} · {who} {DID[assignment.panelist.role]}"


def pass_on(assignment: AssignmentView, reader: Reader) -> str:
    """Why the recruiter reads what is meant for somebody else; "" for one's own."""
    if is_own(assignment, reader) or assignment.panelist.person is not None:
        return ""
    zone = reader.zone.replace("_", " ")
    return f"{name(assignment.panelist)} has no account here: please pass this on. Times are in {zone}."


# --- where -------------------------------------------------------------------------------------


def join(assignment: AssignmentView, primary: bool = True) -> ButtonElement | None:
    """A button where the place is an address."""
    place = assignment.interview.place.strip()
    return button("Join", Action.LINK, url=place, primary=primary) if is_address(place) else None


def place(assignment: AssignmentView) -> str:
    """The place in words; "" where there is none, or a button leads there."""
    place = assignment.interview.place.strip()
    return "" if not place or is_address(place) else f"Where: {escape(clip(place, 600))}"


def papers(assignment: AssignmentView) -> str:
    """ "CV · ATS profile", as links."""
    candidate = assignment.loop.candidate
    found = [link(clip(each.title, 80), each.url) for each in assignment.loop.links]
    found += [link("ATS profile", candidate.ats_url)] if candidate.ats_url else []
    return " · ".join(found)


# --- what to do in it --------------------------------------------------------------------------


def agenda(assignment: AssignmentView, reader: Reader) -> str:
    """ "14:00 introductions · 14:05 design · 14:35 the candidate's questions"; "" without a time."""
    begins = assignment.interview.starts_at
    if begins is None:
        return ""
    return " · ".join(
        f"{clock_time(begins + timedelta(minutes=part.begins), reader.zone)} {escape(part.item.what)}"
        for part in assignment.guide.timeline(assignment.interview.minutes, assignment.interview.exercise)
        if part.minutes
    )


def look_for(assignment: AssignmentView) -> str:
    """The criteria in a word or two each, with the numbers by which notes are about them."""
    numbered = enumerate(assignment.guide.look_for, 1)
    return "Look for: " + " · ".join(f"{number} {escape(criterion.short)}" for number, criterion in numbered)


def exercise(assignment: AssignmentView) -> str:
    """ "Exercise: Backend systems, level L5 · its links"; how many to choose from where none is chosen."""
    chosen = assignment.exercise
    if chosen:
        named = f"Exercise: {escape(chosen.title)}{_level(chosen, assignment.loop.position.level)}"
        links = guide_parts.short_of(guide_parts.links(chosen.resources), LINK_CHARACTERS, " · ")
        return f"{named} · {links}" if links else named
    if not assignment.guide.exercises:
        return ""
    return f"Exercise: none chosen yet, {len(assignment.guide.exercises)} in the whole guide"


def _level(chosen: Exercise, wanted: str) -> str:
    if not chosen.levels:
        return ""
    if wanted in chosen.levels:
        return f", level {escape(wanted)}"
    here = f" (this position: {escape(clip(wanted, 40))})" if wanted else ""
    return f", meant for {escape(', '.join(chosen.levels))}{here}"


def guidance(assignment: AssignmentView) -> list[str]:
    """What the panelist's role does, under its heading; nothing where nobody says anything of it."""
    lines = assignment.instructions.guidance
    whose = "you" if assignment.panelist.person else name(assignment.panelist)
    return guide_parts.for_role(lines, assignment.panelist.role, whose) if lines else []


# --- buttons -----------------------------------------------------------------------------------


def whole_guide(assignment: AssignmentView) -> ButtonElement:
    value = guide_parts.asked_for(assignment.guide, assignment.panelist.role, assignment.exercise)
    return button("Whole guide", Action.GUIDE_WHOLE, value, says=f"Whole guide: {assignment.guide.title}")


def cannot_make_it(assignment: AssignmentView, reader: Reader) -> ButtonElement:
    words = "I can't make it" if is_own(assignment, reader) else "They can't make it"
    return about(words, Action.CANNOT_MAKE_IT, assignment)


def if_role(assignment: AssignmentView, role: Role, element: ButtonElement) -> list[ButtonElement]:
    return [element] if assignment.panelist.role is role else []


def about(words: str, action: Action, assignment: AssignmentView, primary: bool = False) -> ButtonElement:
    """A button about this panelist in this interview."""
    return button(
        words, action, str(assignment.panelist.id), primary=primary, says=f"{words}: {assignment.guide.title}"
    )
