"""Step 2 of a loop, and its schedule later: the list of interviews."""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.domain.interviews import Interview, Panelist, Role
from bot.domain.loops import LoopState
from bot.slack.ids import Action, Callback
from bot.slack.views import assignments
from bot.slack.views.shape import actions, as_many_as_fit, button, context, modal, section
from bot.slack.views.text import clip, escape, fitting, is_address, link, mention, names, sentence, span
from bot.values.forms import LoopPlan

VIEW_BLOCKS, VIEW_CHARACTERS = 100, 150_000
READERS_SHOWN = 20
ROW_CHARACTERS = 2800


def plan_modal(plan: LoopPlan) -> View:
    """The list."""
    loop, draft = plan.loop, plan.loop.state is LoopState.DRAFT
    blocks = as_many_as_fit(lambda rows: _blocks(plan, rows), blocks=VIEW_BLOCKS, characters=VIEW_CHARACTERS)
    return modal(
        Callback.PLAN,
        "Interviews",
        blocks,
        submit="Create" if draft else None,
        close="Keep as draft" if draft else "Done",
        metadata={"loop": loop.id, "revision": loop.revision},
    )


def _blocks(plan: LoopPlan, rows: int) -> list[Block]:
    return [
        section(_top(plan)),
        *_readers(plan),
        *_stages(plan, rows),
        actions(button("Add an interview", Action.PLAN_ADD, str(plan.loop.id))),
        context(_source_of_truth(plan)),
    ]


def _top(plan: LoopPlan) -> str:
    if plan.loop.state is LoopState.DRAFT:
        said = "Step 2 of 2: edit what differs, then create. Nobody is told before that."
    else:
        said = "Edit one to move it, change its panel or cancel it. Its panelists are told at once."
    return f"{assignments.heading(plan.loop)}\n{said}"


def _source_of_truth(plan: LoopPlan) -> str:
    said = "The ATS stays the source of truth: what you change here is not changed there."
    url = plan.loop.candidate.ats_url
    lines = [said, link("Open it in the ATS", url)] if is_address(url) else [said]
    return " ".join(fitting(lines, ROW_CHARACTERS)[0])


def _readers(plan: LoopPlan) -> Iterator[Block]:
    people = [mention(person) for person in plan.channel_readers]
    if people:
        left = len(people) - READERS_SHOWN
        shown = [*people[:READERS_SHOWN], *([assignments.others(left)] if left > 0 else [])]
        yield section(
            f"These people will read all feedback: {names(shown)}.\n"
            "They are in the channel and have no part in this loop."
        )


# --- the interviews ----------------------------------------------------------------------------


def _stages(plan: LoopPlan, rows: int) -> Iterator[Block]:
    every = plan.loop.interviews
    shown = every[:rows]
    if not every:
        yield section("No interviews yet. Add the first one.")
    for stage in assignments.STAGES:
        found = [interview for interview in shown if interview.stage is stage]
        if found:
            yield assignments.stage_label(stage)
        for interview in found:
            yield section(_row(plan, interview), _edit(plan, interview))
            yield from _warnings(plan, interview.id)
    yield from assignments.left_out(every, rows, "interview")


def _edit(plan: LoopPlan, interview: Interview) -> ButtonElement:
    guide = plan.guides.get(interview.guide)
    says = f"Edit {guide.title if guide else interview.guide}"
    return button("Edit", Action.PLAN_EDIT, str(interview.id), says=says)


def _row(plan: LoopPlan, interview: Interview) -> str:
    guide = plan.guides.get(interview.guide)
    top = f"*{assignments.title(interview, guide)}* · {interview.minutes} min"
    if interview.cancelled:
        return f"{top} · {'left out' if plan.loop.state is LoopState.DRAFT else 'cancelled'}"
    exercise, place = assignments.exercise(interview, guide), assignments.place(interview)
    what_and_where = (f"Exercise: {exercise}" if exercise else "", place)
    lines = [
        top,
        sentence(_time(plan, interview)),
        sentence(_panel(plan, interview)),
        " · ".join(filter(None, what_and_where)),
    ]
    return "\n".join(fitting(filter(None, lines), ROW_CHARACTERS)[0])


def _time(plan: LoopPlan, interview: Interview) -> str:
    at, zone = interview.starts_at, plan.loop.candidate.zone
    if at is None:
        return "not scheduled yet"
    said = span(at, interview.minutes, plan.reader.zone, plan.now)
    if interview.is_over(plan.now):
        return f"{said} · has happened: only feedback is asked for"
    there = assignments.local_time(at, zone, plan.reader.zone, plan.now) if zone else ""
    return f"{said} · {there} for the candidate" if there else said


def _panel(plan: LoopPlan, interview: Interview) -> str:
    """ "@priya leads (23:00 there) · @tom observes"."""
    people = [_person(plan, interview, panelist) for role in Role for panelist in interview.in_role(role)]
    shown, left = fitting(people, 1200)
    nobody = [] if interview.lead else ["nobody leads yet"]
    return " · ".join([*nobody, *shown, *([assignments.more(left, "person", "people")] if left else [])])


def _person(plan: LoopPlan, interview: Interview, panelist: Panelist) -> str:
    said = f"{assignments.person(panelist)} {assignments.THEY[panelist.role]}"
    zone = plan.zones.get(panelist.person or "", "")
    if not (interview.starts_at and zone):
        return said
    there = assignments.local_time(interview.starts_at, zone, plan.reader.zone, plan.now)
    return f"{said} ({there} there)" if there else said


def _warnings(plan: LoopPlan, interview_id: int) -> Iterator[Block]:
    lines = [f"Warning: {escape(clip(said, 300))}" for said in plan.warnings.get(interview_id, ())]
    shown, left = fitting(lines, 2000)
    if lines:
        yield context("\n".join([*shown, assignments.more(left, "warning")] if left else shown))
