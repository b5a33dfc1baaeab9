"""Exercises, and what they and guides are made of. Lengths keep each screen inside Slack's limits."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, Field, HttpUrl, model_validator

from bot.catalog.agenda import AgendaItem
from bot.catalog.frozen import Frozen

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("is blank: write something or take the line away")
    return text


Line = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_said)]
Paragraph = Annotated[str, Field(min_length=1, max_length=1500), AfterValidator(_said)]


class Visibility(StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"


class Minutes(Frozen):
    """Length of the live conversation, in minutes."""

    min: int = Field(ge=5, le=480)
    max: int = Field(ge=5, le=480)

    @model_validator(mode="after")
    def ordered(self) -> Minutes:
        if self.min > self.max:
            raise ValueError("min is more than max: put the shorter length first")
        return self

    def __str__(self) -> str:
        return f"{self.min}" if self.min == self.max else f"{self.min}–{self.max}"


class Interviewers(Frozen):
    min: int = Field(ge=1, le=6)
    max: int = Field(ge=1, le=6)
    who: Line  # "1–2 people from the hiring team"


class Resource(Frozen):
    title: Annotated[str, Field(min_length=1, max_length=120)]
    link: HttpUrl
    visibility: Visibility = Visibility.INTERNAL


class PublicResource(Frozen):
    title: Annotated[str, Field(min_length=1, max_length=120)]
    link: HttpUrl


class Brief(Frozen):
    """The candidate's face. "You" is the candidate."""

    about: Paragraph
    expect: tuple[Line, ...] = ()  # how it goes
    prepare: tuple[Line, ...] = ()  # what to do beforehand
    resources: tuple[PublicResource, ...] = ()
    attachment: Annotated[str, Field(max_length=2500)] | None = None  # printed as code, e.g. a manifest


def unless_said() -> Any:
    """Lines that most leave out. Left out of a guide's version, too: see `Guide.version`."""
    return Field(default=(), exclude_if=lambda lines: not lines)


class RoleLines(Frozen):
    """What each role does, where something is said of it. "You" is the interviewer."""

    lead: tuple[Line, ...] = ()
    observer: tuple[Line, ...] = ()
    shadow: tuple[Line, ...] = ()


class RoleGuidance(RoleLines):
    """A guide's own: it says at least what the lead does."""

    lead: tuple[Line, ...] = Field(min_length=1)


class Rules(Frozen):
    dry_run: bool = False  # lead needs a recorded dry run of the exercise first
    same_exercise: bool = False  # one position, one exercise, same interviewers
    reads_earlier_feedback: bool = False  # its panelists see the others' scorecards before their own


class Anchors(Frozen):
    strength: Line
    concern: Line


class Exercise(Frozen):
    """A task of a guide. Title, summary, length and agenda are for the whole company, the rest for panels."""

    slug: Slug
    title: Annotated[str, Field(min_length=1, max_length=75)]
    summary: Line
    levels: tuple[str, ...] = ()  # target levels it fits; empty: any
    minutes: Minutes | None = None  # where it differs from the guide's
    visibility: Visibility = Visibility.INTERNAL
    note: Line | None = None  # "needs revision: …"
    details: tuple[Paragraph, ...] = ()
    agenda: tuple[AgendaItem, ...] = unless_said()  # where it differs from the guide's
    before: tuple[Line, ...] = ()  # the lead's checklist, in place of the guide's
    observer_before: tuple[Line, ...] = unless_said()
    shadow_before: tuple[Line, ...] = unless_said()
    roles: RoleLines | None = None  # in place of the guide's, role by role
    competencies: tuple[Slug, ...] = ()  # signal it adds beyond the guide's criteria
    resources: tuple[Resource, ...] = ()
    brief: Brief | None = None  # what the candidate is told of it
