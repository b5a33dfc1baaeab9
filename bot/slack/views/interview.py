"""One interview of a loop: its guide, time, people, exercise and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, InputBlock, Option, OptionGroup
from slack_sdk.models.views import View

from bot.catalog.models import Exercise, Guide
from bot.domain.interviews import Interview, Panelist, Role, Stage
from bot.domain.loops import Loop, LoopState
from bot.slack.ids import Action, Callback
from bot.slack.views import assignments, inputs
from bot.slack.views.guide_parts import TRACKS
from bot.slack.views.inputs import State, input_block, option
from bot.slack.views.shape import context, modal, section
from bot.slack.views.text import escape
from bot.values.forms import InterviewEdit
from bot.values.interviews import Reader

CANCELLED, UNTIMED = "cancelled", "untimed"
GROUP_OPTIONS = 100

_WITHOUT_ACCOUNT = (
    "One a line, with lead, observer or shadow: Dana Cole, observer. "
    "Reminders go to the recruiter, who enters their feedback."
)


def interview_modal(
    *,
    loop: Loop,
    interview: Interview | None,
    guides: Sequence[Guide],
    guide: Guide,
    reader: Reader,
    typed: InterviewEdit | None = None,
    note: str = "",
) -> View:
    """The form. `interview` None: a new one. `guide` is the one chosen: its exercises are offered.

    `note` is what happened since it was opened.
    """
    form = typed or edit_of(interview, guide)
    blocks: list[Block] = [
        *([section(f"*{escape(note)}*")] if note else []),
        section(f"{assignments.heading(loop)}\n{_what_to_do(loop)}"),
        _guide(guides, guide),
        _stage(form.stage),
        _time(form, reader),
        *_people(form),
        _exercise(guide, form.exercise),
        _place(form.place),
        *_state(loop, interview, form),
        context("The ATS stays the source of truth: what you change here is not changed there."),
    ]
    metadata = {
        "loop": loop.id,
        "interview": interview.id if interview else None,
        "revision": form.revision,
        "guide": guide.slug,
    }
    return modal(Callback.INTERVIEW, "Interview", blocks, submit="Save", close="Cancel", metadata=metadata)


def parse_interview(values: State, metadata: Mapping[str, Any]) -> InterviewEdit:
    """What was typed. An exercise of another guide than the one chosen is let go."""
    drawn = str(metadata.get("guide") or "")
    guide = inputs.chosen(values, "guide") or drawn
    said = inputs.ticked(values, "cancelled")
    return InterviewEdit(
        interview_id=metadata.get("interview"),
        revision=int(metadata.get("revision") or 0),
        guide=guide,
        stage=Stage(inputs.chosen(values, "stage") or Stage.TEAM),
        starts_at=None if UNTIMED in said else inputs.chosen_time(values, "starts_at"),
        leads=inputs.chosen_people(values, "leads"),
        observers=inputs.chosen_people(values, "observers"),
        shadows=inputs.chosen_people(values, "shadows"),
        outsiders=tuple(_parsed_outsiders(inputs.typed_text(values, "outsiders"))),
        exercise=inputs.chosen(values, "exercise") if guide == drawn else None,
        place=inputs.typed_text(values, "place"),
        cancelled=CANCELLED in said,
    )


def edit_of(interview: Interview | None, guide: Guide) -> InterviewEdit:
    """The form as it opens."""
    if interview is None:
        return InterviewEdit(None, 0, guide.slug, Stage.TEAM, None, (), (), ())
    return InterviewEdit(
        interview_id=interview.id,
        revision=interview.revision,
        guide=guide.slug,
        stage=interview.stage,
        starts_at=interview.starts_at,
        leads=_accounts(interview.in_role(Role.LEAD)),
        observers=_accounts(interview.in_role(Role.OBSERVER)),
        shadows=_accounts(interview.in_role(Role.SHADOW)),
        outsiders=tuple((each.name, each.role) for each in interview.panel if not each.person),
        exercise=interview.exercise if interview.guide == guide.slug else None,
        place=interview.place,
        cancelled=interview.cancelled,
    )


def _accounts(panel: Iterable[Panelist]) -> tuple[str, ...]:
    return tuple(panelist.person for panelist in panel if panelist.person)


# --- the parts ---------------------------------------------------------------------------------


def _what_to_do(loop: Loop) -> str:
    if loop.state is LoopState.DRAFT:
        return "Say what, when and with whom. Nobody is told before the loop is created."
    return "Say what, when and with whom. Its panelists are told of what changes."


def _guide(guides: Sequence[Guide], guide: Guide) -> InputBlock:
    known = any(each.slug == guide.slug for each in guides)
    groups = _guide_groups(guides if known else [guide, *guides])
    return input_block(
        "guide",
        "Interview type",
        inputs.grouped_select(groups, guide.slug, action=Action.GUIDE_CHOICE),
        hint=f"{guide.length()} minutes, unless its exercise has a length of its own.",
        dispatch=True,
    )


def _guide_groups(guides: Sequence[Guide]) -> list[OptionGroup]:
    """Current ones by track, earlier ones last."""
    current = [guide for guide in guides if guide.state == "active"]
    earlier = [guide for guide in guides if guide.state != "active"]
    groups = {title: [guide for guide in current if guide.track is track] for track, title in TRACKS.items()}
    groups["Earlier ones"] = earlier
    return [
        inputs.group(title, [option(guide.title, guide.slug) for guide in found[:GROUP_OPTIONS]])
        for title, found in groups.items()
        if found
    ]


def _stage(stage: Stage) -> InputBlock:
    options = [option(title, each) for each, title in assignments.STAGES.items()]
    return input_block(
        "stage",
        "Stage",
        inputs.select(options, stage),
        hint="Feedback of one stage is read together.",
    )


def _time(form: InterviewEdit, reader: Reader) -> InputBlock:
    return input_block(
        "starts_at",
        "Time",
        inputs.time_picker(form.starts_at),
        hint=f"In your zone, {reader.zone}. Empty: not scheduled yet. "
        "In the past: it has happened, and only feedback is asked for.",
        optional=True,
    )


def _people(form: InterviewEdit) -> Iterator[InputBlock]:
    leads = inputs.several_people(form.leads, most=1)
    observers, shadows = inputs.several_people(form.observers), inputs.several_people(form.shadows)
    without_account = inputs.typing("\n".join(map(_line, form.outsiders)), limit=1000, lines=True)
    for field, label, element, hint in (
        ("leads", "Lead", leads, "Leave empty for nobody yet."),
        ("observers", "Observers", observers, "Second interviewers: their feedback counts."),
        ("shadows", "Shadows", shadows, "They learn; their feedback is kept apart and never owed."),
        ("outsiders", "People without an account", without_account, _WITHOUT_ACCOUNT),
    ):
        yield input_block(field, label, element, hint=hint, optional=True)


def _exercise(guide: Guide, chosen: str | None) -> InputBlock:
    """The action id goes with the guide, so that Slack keeps no choice made for another one."""
    options = [option("No exercise", inputs.NOTHING), *map(_exercise_option, guide.exercises[:98])]
    if chosen and inputs.among(options, chosen) is None:
        options.append(option(chosen, chosen, "As it is now; the guide does not offer it any more"))
    return input_block(
        "exercise",
        "Exercise",
        inputs.select(options, chosen or inputs.NOTHING, action=f"{Action.INPUT}-{guide.slug}"),
        optional=True,
    )


def _exercise_option(exercise: Exercise) -> Option:
    facts = [f"levels {', '.join(exercise.levels)}"] if exercise.levels else []
    if exercise.minutes:
        facts.append(f"{exercise.minutes} minutes")
    if exercise.note:
        facts.append(exercise.note)
    return option(exercise.title, exercise.slug, " · ".join(facts))


def _place(place: str) -> InputBlock:
    return input_block(
        "place",
        "Place or link",
        inputs.typing(place, limit=600),
        hint="A meeting room, or the address of the video call.",
        optional=True,
    )


def _state(loop: Loop, interview: Interview | None, form: InterviewEdit) -> Iterator[InputBlock]:
    """Slack's time picker cannot be emptied again: taking the time off needs a box of its own."""
    if interview is None:
        return
    options = [_cancel_option(loop)]
    if interview.starts_at:
        options.append(option("Remove its time", UNTIMED, "Not scheduled until it has a new one"))
    ticked = [CANCELLED] if form.cancelled else []
    if interview.starts_at and form.starts_at is None:
        ticked.append(UNTIMED)
    yield input_block(
        "cancelled",
        "Does it take place?",
        inputs.checkboxes(options, ticked),
        hint="It is cancelled now. Untick it to put it back." if interview.cancelled else "",
        optional=True,
    )


def _cancel_option(loop: Loop) -> Option:
    if loop.state is LoopState.DRAFT:
        return option("Leave this interview out", CANCELLED)
    return option("Cancel this interview", CANCELLED, "Its panelists are told; no feedback is owed")


# --- people without an account -----------------------------------------------------------------


def _line(outsider: tuple[str, Role]) -> str:
    name, role = outsider
    return f"{name}, {role}"


def _parsed_outsiders(text: str) -> Iterator[tuple[str, Role]]:
    """A line without a role is an observer's."""
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _, said = line.rpartition(",")
        role = next((role for role in Role if role == said.strip().lower()), None)
        if role:
            yield name.strip(), role  # without a name it is told at its field
        else:
            yield line, Role.OBSERVER
