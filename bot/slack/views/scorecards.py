"""The scorecard's form.

Every input sends each change, to be saved. A box for evidence stands under the criteria that have, need or
were asked for evidence; under the others a button adds it, so that nothing moves while somebody types.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    InputBlock,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig
from slack_sdk.models.views import View

from bot.catalog.models import Criterion
from bot.domain.feedback import TEXT_LIMIT
from bot.domain.handing_in import DraftReason
from bot.domain.interviews import Role
from bot.domain.scorecards import Assessment, Feedback, Rating
from bot.slack.ids import Action, Callback
from bot.slack.views.inputs import among, input_block, option
from bot.slack.views.judgements import RATINGS, RECOMMENDATIONS, their_part, verdict, your_part
from bot.slack.views.scorecard_typed import (
    ADD_EVIDENCE,
    NOTES,
    REASONS,
    RECOMMENDATION,
    RECRUITER_NOTE,
    SHARE_NOTES,
    Choice,
)
from bot.slack.views.shape import actions, button, context, header, modal, section
from bot.slack.views.text import clock_time, escape, everyones_moment, start_of
from bot.values.forms import ScorecardForm

ON_TOP = "Job-related observations only. The candidate may ask to read this."
_PLACE_FOR_NOTES = {
    DraftReason.NOTES: "A place for your notes.",
    DraftReason.EARLY: "A place for your notes. You can submit your feedback once the interview has begun.",
    DraftReason.UNSCHEDULED: "The interview has no time yet: this is a place for your notes.",
    DraftReason.CANCELLED: "The interview is cancelled: what you write is kept, and not submitted.",
}
NOTES_RULE = (
    "Part of the record: colleagues see them only if you post them, the candidate may ask for a copy."
)
EVIDENCE_RULE = "For a clear strength or a clear concern, add what you saw."


# --- the form ----------------------------------------------------------------------------------


def scorecard_modal(form: ScorecardForm, *, shown_evidence: Collection[str] = ()) -> View:
    """`shown_evidence`: criteria whose box was asked for."""
    assignment, feedback = form.assignment, form.feedback
    shown = [
        each.id for each in assignment.guide.look_for if each.id in shown_evidence or _has_box(feedback, each)
    ]
    about = {
        "panelist": assignment.panelist.id,
        "guide_version": assignment.interview.guide_version,
        "revision": form.revision,
        "notes_only": form.keeps is not None,
        "evidence": shown,
    }
    return modal(
        Callback.SCORECARD,
        _title(form),
        [
            *_top(form),
            *_notes(feedback),
            header("What to look for"),
            context(EVIDENCE_RULE),
            *_criteria(assignment.guide.look_for, feedback, shown),
            *_overall(form, required=form.keeps is None),
            _recruiter_note(feedback.recruiter_note),
        ],
        submit="Save notes" if form.keeps else "Submit",
        metadata=about,
    )


def _has_box(feedback: Feedback, criterion: Criterion) -> bool:
    said = feedback.of(criterion.id)
    return bool(said.evidence) or said.rating.needs_evidence


def _title(form: ScorecardForm) -> str:
    if form.correcting:
        return "Correct the feedback" if form.for_somebody_else else "Correct your feedback"
    return "Enter feedback" if form.for_somebody_else else "Your feedback"


def _top(form: ScorecardForm) -> list[Block]:
    assignment, role = form.assignment, form.assignment.panelist.role
    part = their_part(_name(form), role) if form.for_somebody_else else your_part(role)
    saved = f"Saved {everyones_moment(form.saved_at)}" if form.saved_at else ""
    notes = [ON_TOP, *_particulars(form), saved]
    return [
        section(
            f"*{escape(assignment.loop.candidate.name)}* · {escape(assignment.guide.title)} · {escape(part)}"
        ),
        context("\n".join(note for note in notes if note)),
    ]


def _particulars(form: ScorecardForm) -> Iterable[str]:
    if form.for_somebody_else:
        yield f"You are entering this for {escape(_name(form))}, and it will say so."
    if form.assignment.panelist.role is Role.SHADOW:
        yield "A shadow's feedback is kept apart from the panel's."
    if form.correcting:
        until = form.correctable_until
        ends = f" until {clock_time(until, form.reader.zone)}" if until else ""
        yield f"You've submitted this. Changes are marked as corrections{ends}."
    if form.keeps:
        yield _PLACE_FOR_NOTES[form.keeps]


def _name(form: ScorecardForm) -> str:
    panelist = form.assignment.panelist
    return form.assignment.names.get(panelist.person or "") or panelist.name or "a panelist"


def _notes(feedback: Feedback) -> list[Block]:
    """More than one box where replies in the reminder's thread made them long."""
    first, *more = _boxfuls(feedback.notes)
    return [
        _written(NOTES, "Your notes", first, optional=True, hint=NOTES_RULE),
        *(
            _written(f"{NOTES}:{number}", "Your notes, continued", text, optional=True)
            for number, text in enumerate(more, 2)
        ),
        _share_notes(feedback.shares_notes),
    ]


def _share_notes(ticked: bool) -> InputBlock:
    share = option("Post my notes with the rest", "yes")
    box = CheckboxesElement(
        action_id=Action.SCORECARD_TYPED, options=[share], initial_options=[share] if ticked else None
    )
    return input_block(SHARE_NOTES, "Colleagues", box, optional=True, dispatch=True)


def _overall(form: ScorecardForm, *, required: bool) -> list[Block]:
    """Last: a verdict given first colours the ratings."""
    assignment, feedback = form.assignment, form.feedback
    asked = f"Your recommendation: {verdict(assignment.loop, assignment.interview.stage)}"
    return [
        header("Overall"),
        _chosen(RECOMMENDATION, asked, RECOMMENDATIONS, feedback.recommendation, optional=not required),
        _written(REASONS, "Why", feedback.reasons, optional=not required),
    ]


def _boxfuls(text: str) -> list[str]:
    """Parted at line breaks where there are any; put together again with line breaks."""
    parts = []
    while len(text) > TEXT_LIMIT:
        at = text.rfind("\n", 1, TEXT_LIMIT + 1)
        part = text[:at] if at > 0 else start_of(text, TEXT_LIMIT)
        parts.append(part)
        text = text[len(part) :].removeprefix("\n")
    return [*parts, text]


def _criteria(criteria: Sequence[Criterion], feedback: Feedback, shown: Collection[str]) -> list[Block]:
    blocks: list[Block] = []
    for number, criterion in enumerate(criteria, 1):
        said = feedback.of(criterion.id)
        blocks.append(_rating(number, criterion, said.rating))
        blocks.append(_evidence(number, said) if criterion.id in shown else _ask(number, criterion))
    return blocks


def _rating(number: int, criterion: Criterion, rating: Rating) -> InputBlock:
    anchors = criterion.anchors
    hint = f"Strength: {anchors.strength}\nConcern: {anchors.concern}" if anchors else criterion.question
    return _chosen(f"rating:{criterion.id}", f"{number}  {criterion.line}", RATINGS, rating, hint=hint)


def _evidence(number: int, said: Assessment) -> InputBlock:
    """Slack asks for what is required before it submits, and calls the rest optional."""
    needed = said.rating.needs_evidence
    return _written(
        evidence_block(said.criterion),
        f"{number}  What did you see?",
        said.evidence,
        optional=not needed,
        hint=f"A {RATINGS[said.rating].lower()} needs an example." if needed else "",
    )


def evidence_block(criterion: str) -> str:
    return f"evidence:{criterion}"


def _ask(number: int, criterion: Criterion) -> Block:
    says = f"{ADD_EVIDENCE} for {number}, {criterion.short}"
    ask = button(ADD_EVIDENCE, Action.EVIDENCE_ASK, criterion.id, says=says)
    return actions(ask, block_id=f"evidence-ask:{criterion.id}")


def _recruiter_note(text: str) -> InputBlock:
    hint = "Other panelists do not see it. The candidate may ask for a copy."
    return _written(RECRUITER_NOTE, "Note for the recruiter", text, optional=True, hint=hint)


def _written(field: str, label: str, text: str, *, optional: bool = False, hint: str = "") -> InputBlock:
    box = PlainTextInputElement(
        action_id=Action.SCORECARD_TYPED,
        initial_value=start_of(text, TEXT_LIMIT) or None,
        multiline=True,
        max_length=TEXT_LIMIT,
        dispatch_action_config=DispatchActionConfig(trigger_actions_on=["on_character_entered"]),
    )
    return input_block(field, label, box, hint=hint, optional=optional, dispatch=True)


def _chosen(
    field: str,
    label: str,
    words: Mapping[Choice, str],
    value: Choice | None,
    *,
    hint: str = "",
    optional: bool = False,
) -> InputBlock:
    options = [option(text, each) for each, text in words.items()]
    select = StaticSelectElement(
        action_id=Action.SCORECARD_TYPED,
        placeholder=PlainTextObject(text="Choose"),
        options=options,
        initial_option=among(options, value),
    )
    return input_block(field, label, select, hint=hint, optional=optional, dispatch=True)
