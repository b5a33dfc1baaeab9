"""One interview of a loop: its guide, time, people, exercise and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from slack_sdk.models.blocks import Block, InputBlock, Option, OptionGroup
from slack_sdk.models.views import View

from bot.catalog.exercises import Exercise
from bot.catalog.models import TRACK_TITLES, Guide
from bot.domain.interviews import Interview, Stage
from bot.domain.loops import Loop, LoopState
from bot.slack.ids import Action, Callback
from bot.slack.views import assignments, inputs
from bot.slack.views.inputs import input_block, option
from bot.slack.views.interview_typed import CANCELLED, UNTIMED, edit_of, outsider_text
from bot.slack.views.shape import context, modal, section
from bot.slack.views.text import escape, names
from bot.values.forms import InterviewEdit
from bot.values.interviews import Reader

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
    """Current ones by track, earlier ones last, each with what took its place."""
    titles = {guide.slug: guide.title for guide in guides}
    current = [guide for guide in guides if guide.state == "active"]
    earlier = [guide for guide in guides if guide.state != "active"]
    groups = {
        title: [guide for guide in current if guide.track is track] for track, title in TRACK_TITLES.items()
    }
    groups["Earlier ones"] = earlier
    return [
        inputs.group(title, [_guide_option(guide, titles) for guide in found[:GROUP_OPTIONS]])
        for title, found in groups.items()
        if found
    ]


def _guide_option(guide: Guide, titles: Mapping[str, str]) -> Option:
    now = names(titles.get(slug, slug) for slug in guide.superseded_by)
    return option(guide.title, guide.slug, f"Earlier, now {now}" if now else "")


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
    without_account = inputs.typing("\n".join(map(outsider_text, form.outsiders)), limit=1000, lines=True)
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
