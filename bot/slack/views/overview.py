"""One loop, as its reader may see it: who, how far, and what each panelist said."""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.catalog.models import Guide
from bot.domain.loops import Interview, Loop, LoopState, Role
from bot.domain.scorecards import Rating, Scorecard
from bot.services.values import InterviewLine, Overview, SeatLine, SeatStatus
from bot.slack.ids import Action, Callback
from bot.slack.views import seats
from bot.slack.views.judgements import rated, recommended
from bot.slack.views.shape import (
    MOST_ROWS,
    Message,
    actions,
    as_many_as_fit,
    button,
    context,
    modal,
    section,
    sections,
)
from bot.slack.views.text import clip, escape, fitting, link, mention, sentence, span

VIEW_BLOCKS, VIEW_CHARACTERS = 100, 150_000
TEXT_CHARACTERS = 2800


def overview(o: Overview) -> Message:
    """For the reader alone. Ratings give way first where not all of it fits; each scorecard has its Read."""
    heading = escape(clip(o.loop.position.heading, 160))
    text = f"Overview of a loop for {heading}: {seats.progress(o.given, o.expected)}"
    return Message(text, as_many_as_fit(lambda rows: _blocks(o, rows, rated_too=rows == MOST_ROWS)))


def overview_modal(o: Overview) -> View:
    """The same, with more room. `private_metadata`: {"loop": id}."""
    blocks = as_many_as_fit(
        lambda rows: _blocks(o, rows, rated_too=True), blocks=VIEW_BLOCKS, characters=VIEW_CHARACTERS
    )
    return modal(Callback.OVERVIEW, "Overview", blocks, metadata={"loop": o.loop.id})


def _blocks(o: Overview, rows: int, rated_too: bool) -> list[Block]:
    return [
        section(_top(o)),
        *([context(_papers(o.loop))] if _papers(o.loop) else []),
        *sections(escape(clip(o.blind_because, 1000))),
        *_interviews(o, rows, rated_too),
        *_buttons(o),
    ]


def _top(o: Overview) -> str:
    return f"{seats.heading(o.loop)}\n{_state(o)}\n{seats.owners(o.loop)}"


def _state(o: Overview) -> str:
    progress = f"*{sentence(seats.progress(o.given, o.expected))}*"
    if o.loop.state is LoopState.DRAFT:
        return "A draft: nobody has been told yet"
    if o.loop.state is LoopState.CLOSED:
        outcome = seats.OUTCOMES[o.loop.outcome].lower() if o.loop.outcome else ""
        return f"{progress} · closed{': ' + outcome if outcome else ''}"
    return progress


def _papers(loop: Loop) -> str:
    found = [link(clip(each.title, 80), each.url) for each in loop.links]
    found += [link("ATS profile", loop.candidate.ats_url)] if loop.candidate.ats_url else []
    return " · ".join(fitting(found, TEXT_CHARACTERS)[0])


def _buttons(o: Overview) -> Iterator[Block]:
    loop = str(o.loop.id)
    if not o.may_change or o.loop.state is LoopState.CLOSED:
        return
    if o.loop.state is LoopState.DRAFT:
        yield actions(button("Continue", Action.LOOP_CONTINUE, loop))
        return
    yield actions(
        button("Change", Action.LOOP_CHANGE, loop),
        button("Go on without …", Action.GO_ON_WITHOUT, loop) if _is_waited_for(o) else None,
        button("Close the loop", Action.LOOP_CLOSE, loop),
    )


def _is_waited_for(o: Overview) -> bool:
    """Something is owed, or a scorecard this reader sees is without a decision: others wait for it too."""
    shown = [seat.scorecard for line in o.lines for seat in line.seats if seat.scorecard]
    return seats.waiting(o.lines) or any(not scorecard.decides for scorecard in shown)


# --- the interviews ----------------------------------------------------------------------------


def _interviews(o: Overview, rows: int, rated_too: bool) -> Iterator[Block]:
    if not o.lines:
        yield section("No interviews yet.")
    for stage, lines in seats.by_stage(o.lines[:rows]):
        yield seats.stage_label(stage)
        for line in lines:
            yield section(_interview(o, line))
            yield from (_said(line.guide, seat, rated_too) for seat in line.seats if seat.scorecard)
    yield from seats.left_out(o.lines, rows, "interview")


def _interview(o: Overview, line: InterviewLine) -> str:
    top = f"*{seats.title(line.interview, line.guide)}* · {_when(o, line.interview)}"
    if line.interview.cancelled:
        return top
    people = [_seat(o, seat) for seat in seats.told(line) if not seat.scorecard]
    shown, left = fitting([top, *people], TEXT_CHARACTERS)
    return "\n".join([*shown, *([seats.more(left, "person", "people")] if left else _nobody(line))])


def _when(o: Overview, interview: Interview) -> str:
    return seats.scheduled(interview, lambda at: span(at, interview.minutes, o.reader.zone, o.now))


def _nobody(line: InterviewLine) -> list[str]:
    return [] if line.seats else ["Nobody on it yet"]


def _seat(o: Overview, seat: SeatLine) -> str:
    """ "@priya leads: owed, due today 18:00"."""
    part = f"{seats.person(seat.panelist)} {seats.THEY[seat.panelist.role]}"
    if seat.status in (SeatStatus.SHADOW, SeatStatus.NOT_SCHEDULED):
        return part
    excuse = seat.panelist.excuse if seat.status is SeatStatus.EXCUSED else None
    note = f" ({escape(clip(excuse.note, 150))})" if excuse and excuse.note else ""
    return f"{part}: {seats.status(seat, seats.in_zone(o.reader.zone, o.now))}{note}"


# --- what they said ----------------------------------------------------------------------------


def _said(guide: Guide, seat: SeatLine, rated_too: bool) -> Block:
    scorecard = seat.scorecard
    assert scorecard is not None
    lines = [_summary(seat, scorecard), *(_ratings(guide, scorecard) if rated_too else ())]
    return section("\n".join(fitting(lines, TEXT_CHARACTERS)[0]), _read(guide, seat))


def _read(guide: Guide, seat: SeatLine) -> ButtonElement:
    says = f"Read the {seat.panelist.role}'s scorecard, {guide.title}"
    return button("Read", Action.SCORECARD_READ, str(seat.panelist.id), says=says)


def _summary(seat: SeatLine, scorecard: Scorecard) -> str:
    panelist = seat.panelist
    facts = [
        f"{seats.person(panelist)} {seats.THEY[panelist.role]}: "
        f"*{recommended(scorecard.feedback.recommendation)}*"
    ]
    if panelist.role is Role.SHADOW:
        facts.append("kept apart")
    if scorecard.author != panelist.person:
        facts.append(f"entered by {mention(scorecard.author)}")
    if scorecard.after_reading:
        facts.append("entered after the others were shown")
    return " · ".join(facts)


def _ratings(guide: Guide, scorecard: Scorecard) -> list[str]:
    """A line for each rating given, strengths first; its criteria in the guide's order."""
    found: dict[Rating, list[str]] = {rating: [] for rating in Rating}
    for each in guide.look_for:
        found[scorecard.feedback.of(each.id).rating].append(escape(each.short))
    return [f"{rated(rating)}: {', '.join(criteria)}" for rating, criteria in found.items() if criteria]
