"""One loop, as its reader may see it: who, how far, and what each panelist said."""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.catalog.models import Guide
from bot.domain.interviews import Interview, Role
from bot.domain.loops import Loop, LoopState
from bot.domain.scorecards import Rating, Scorecard
from bot.slack.ids import Action, Callback
from bot.slack.views import assignments, debrief
from bot.slack.views.judgements import rated, recommended, scope_name
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
from bot.values.feedback import DebriefPack
from bot.values.loops import InterviewRow, Overview, PanelistRow, PanelistStatus

VIEW_BLOCKS, VIEW_CHARACTERS = 100, 150_000
TEXT_CHARACTERS = 2800


def overview(o: Overview) -> Message:
    """For the reader alone. Ratings give way first where not all of it fits; each scorecard has its Read."""
    heading = escape(clip(o.loop.position.heading, 160))
    text = f"Overview of a loop for {heading}: {assignments.progress(o.given, o.expected)}"
    return Message(text, as_many_as_fit(lambda most: _blocks(o, most, rated_too=most == MOST_ROWS)))


def overview_modal(o: Overview) -> View:
    """The same, with more room. `private_metadata`: {"loop": id}."""
    blocks = as_many_as_fit(
        lambda most: _blocks(o, most, rated_too=True), blocks=VIEW_BLOCKS, characters=VIEW_CHARACTERS
    )
    return modal(Callback.OVERVIEW, "Overview", blocks, metadata={"loop": o.loop.id})


def _blocks(o: Overview, most: int, rated_too: bool) -> list[Block]:
    return [
        section(_top(o)),
        *([context(_papers(o.loop))] if _papers(o.loop) else []),
        *sections(escape(clip(o.blind_because, 1000))),
        *map(_debrief, o.debriefs),
        *_interviews(o, most, rated_too),
        *_buttons(o),
    ]


def _top(o: Overview) -> str:
    return f"{assignments.heading(o.loop)}\n{_state(o)}\n{assignments.owners(o.loop)}"


def _state(o: Overview) -> str:
    progress = f"*{sentence(assignments.progress(o.given, o.expected))}*"
    if o.loop.state is LoopState.DRAFT:
        return "A draft: nobody has been told yet"
    if o.loop.state is LoopState.CLOSED:
        outcome = assignments.OUTCOMES[o.loop.outcome].lower() if o.loop.outcome else ""
        return f"{progress} · closed{': ' + outcome if outcome else ''}"
    return progress


def _papers(loop: Loop) -> str:
    found = [link(clip(each.title, 80), each.url) for each in loop.links]
    found += [link("ATS profile", loop.candidate.ats_url)] if loop.candidate.ats_url else []
    return " · ".join(fitting(found, TEXT_CHARACTERS)[0])


def _debrief(pack: DebriefPack) -> Block:
    """What people disagree on, before what each of them said."""
    read = button(
        "Read the debrief",
        Action.DEBRIEF_READ,
        debrief.place(pack),
        says=f"Read the debrief, {scope_name(pack.stage).lower()}",
    )
    return section(f"*{debrief.heading(pack)}*\n{debrief.differences(pack)}", read)


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
    shown = [assignment.scorecard for row in o.rows for assignment in row.assignments if assignment.scorecard]
    return assignments.waiting(o.rows) or any(not scorecard.decides for scorecard in shown)


# --- the interviews ----------------------------------------------------------------------------


def _interviews(o: Overview, most: int, rated_too: bool) -> Iterator[Block]:
    if not o.rows:
        yield section("No interviews yet.")
    for stage, rows in assignments.by_stage(o.rows[:most]):
        yield assignments.stage_label(stage)
        for row in rows:
            yield section(_interview(o, row))
            yield from (
                _said(row.guide, assignment, rated_too)
                for assignment in row.assignments
                if assignment.scorecard
            )
    yield from assignments.left_out(o.rows, most, "interview")


def _interview(o: Overview, row: InterviewRow) -> str:
    top = f"*{assignments.title(row.interview, row.guide)}* · {_when(o, row.interview)}"
    if row.interview.cancelled:
        return top
    people = [_assignment(o, assignment) for assignment in assignments.told(row) if not assignment.scorecard]
    shown, left = fitting([top, *people], TEXT_CHARACTERS)
    return "\n".join([*shown, *([assignments.more(left, "person", "people")] if left else _nobody(row))])


def _when(o: Overview, interview: Interview) -> str:
    return assignments.scheduled(interview, lambda at: span(at, interview.minutes, o.reader.zone, o.now))


def _nobody(row: InterviewRow) -> list[str]:
    return [] if row.assignments else ["Nobody on it yet"]


def _assignment(o: Overview, assignment: PanelistRow) -> str:
    """ "@priya leads: owed, due today 18:00"."""
    part = f"{assignments.person(assignment.panelist)} {assignments.THEY[assignment.panelist.role]}"
    if assignment.status in (PanelistStatus.SHADOW, PanelistStatus.NOT_SCHEDULED):
        return part
    excuse = assignment.panelist.excuse if assignment.status is PanelistStatus.EXCUSED else None
    note = f" ({escape(clip(excuse.note, 150))})" if excuse and excuse.note else ""
    return f"{part}: {assignments.status(assignment, assignments.in_zone(o.reader.zone, o.now))}{note}"


# --- what they said ----------------------------------------------------------------------------


def _said(guide: Guide, assignment: PanelistRow, rated_too: bool) -> Block:
    scorecard = assignment.scorecard
    assert scorecard is not None
    lines = [_summary(assignment, scorecard), *(_ratings(guide, scorecard) if rated_too else ())]
    return section("\n".join(fitting(lines, TEXT_CHARACTERS)[0]), _read(guide, assignment))


def _read(guide: Guide, assignment: PanelistRow) -> ButtonElement:
    says = f"Read the {assignment.panelist.role}'s scorecard, {guide.title}"
    return button("Read", Action.SCORECARD_READ, str(assignment.panelist.id), says=says)


def _summary(assignment: PanelistRow, scorecard: Scorecard) -> str:
    panelist = assignment.panelist
    facts = [
        f"{assignments.person(panelist)} {assignments.THEY[panelist.role]}: "
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
