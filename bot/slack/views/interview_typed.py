"""The form of an interview as it opens, and its way back to what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.catalog.models import Guide
from bot.domain.interviews import Interview, Panelist, Role, Stage
from bot.slack.views import inputs
from bot.slack.views.inputs import State
from bot.values.forms import InterviewEdit

CANCELLED, UNTIMED = "cancelled", "untimed"


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


def outsider_text(outsider: tuple[str, Role]) -> str:
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
