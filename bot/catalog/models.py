"""What a catalog holds. Every value is frozen; lengths keep each screen inside Slack's limits.

A guide has two faces kept apart as data: `brief` is the candidate's and holds nothing internal;
everything else is the interviewer's. An exercise has the same two faces.
"""

from __future__ import annotations

import hashlib
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.catalog.agenda import AgendaItem, TimelinePart, fitted
from bot.catalog.exercises import (
    Anchors,
    Brief,
    Exercise,
    Interviewers,
    Line,
    Minutes,
    Paragraph,
    Resource,
    RoleGuidance,
    RoleLines,
    Rules,
    Slug,
    unless_said,
)
from bot.catalog.frozen import Frozen


class Track(StrEnum):
    GENERAL = "general"
    ENGINEERING = "engineering"
    OPERATIONS = "operations"
    SECURITY = "security"
    AI_ML = "ai-ml"
    LEADERSHIP = "leadership"


TRACK_TITLES = {
    Track.GENERAL: "General",
    Track.ENGINEERING: "Engineering",
    Track.OPERATIONS: "Operations",
    Track.SECURITY: "Security",
    Track.AI_ML: "AI and ML",
    Track.LEADERSHIP: "Leadership",
}


class Format(StrEnum):
    LIVE = "live"
    TAKE_HOME = "take-home"
    SOLO_THEN_LIVE = "solo-then-live"
    LIVE_THEN_SOLO = "live-then-solo"


class Assistants(StrEnum):
    """The policy on coding assistants."""

    EXPECTED = "expected"
    NOT_STATED = "not-stated"


class Criterion(Frozen):
    """One "what to look for" line. `id` never changes and never changes its meaning."""

    id: Slug
    short: Annotated[str, Field(min_length=1, max_length=32)]  # "trade-offs"
    line: Annotated[str, Field(min_length=1, max_length=100)]  # "Makes trade-offs and says why"
    question: Line  # "How do they weigh one thing against another, and can they say why?"
    competencies: tuple[Slug, ...] = Field(min_length=1, max_length=3)
    anchors: Anchors | None = None


class Guide(Frozen):
    """One interview type."""

    slug: Slug
    title: Annotated[str, Field(min_length=1, max_length=60)]
    summary: Annotated[str, Field(min_length=1, max_length=200)]
    track: Track
    state: Literal["active", "superseded"] = "active"
    superseded_by: tuple[Slug, ...] = ()
    successor_exercise: Slug | None = None  # the successor's exercise that takes its place
    aliases: tuple[Annotated[str, Field(min_length=1, max_length=40)], ...] = ()
    format: Format = Format.LIVE
    minutes: Minutes
    solo_minutes: Annotated[int, Field(ge=1, le=10080)] | None = None  # alone: 1440 is 24 hours
    interviewers: Interviewers
    agenda: tuple[AgendaItem, ...] = Field(min_length=1)
    purpose: Paragraph  # interviewer's: what happens and what it is for
    details: tuple[Paragraph, ...] = ()  # interviewer's: how to run it
    roles: RoleGuidance
    rules: Rules = Rules()
    before: tuple[Line, ...] = ()  # the lead's checklist
    observer_before: tuple[Line, ...] = unless_said()
    shadow_before: tuple[Line, ...] = unless_said()
    look_for: tuple[Criterion, ...] = Field(min_length=1, max_length=8)
    criteria: Literal["stated", "derived"]
    exercises: tuple[Exercise, ...] = ()
    resources: tuple[Resource, ...] = ()
    assistants: Assistants = Assistants.NOT_STATED
    brief: Brief
    owner: Annotated[str, Field(min_length=1, max_length=80)]
    reviewed_on: date

    @model_validator(mode="after")
    def whole(self) -> Guide:
        if (self.state == "superseded") != bool(self.superseded_by):
            raise ValueError("superseded_by goes with state: superseded, and only with it")
        for exercise in (None, *(each.slug for each in self.exercises if each.agenda)):
            planned, length = sum(item.minutes for item in self.agenda_of(exercise)), self.length(exercise)
            if planned != length:
                raise ValueError(
                    f"agenda adds up to {planned} minutes, minutes.max says {length}: make them equal"
                )
        ids = [criterion.id for criterion in self.look_for]
        if len(set(ids)) != len(ids):
            raise ValueError("look_for has one id twice: give each criterion its own")
        return self

    @property
    def version(self) -> str:
        """A hash of the content: what a scorecard keeps to say which text it was written against.

        A field added later is left out at its default (`exclude_if`), so that no other guide's changes.
        """
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

    def exercise(self, slug: str | None) -> Exercise | None:
        return next((exercise for exercise in self.exercises if exercise.slug == slug), None)

    def criterion(self, criterion_id: str) -> Criterion | None:
        return next((criterion for criterion in self.look_for if criterion.id == criterion_id), None)

    def agenda_of(self, exercise: str | None = None) -> tuple[AgendaItem, ...]:
        """The exercise's if it has its own, else the guide's."""
        chosen = self.exercise(exercise)
        return (chosen.agenda if chosen else ()) or self.agenda

    def timeline(self, minutes: int, exercise: str | None = None) -> tuple[TimelinePart, ...]:
        """The agenda of an interview booked for so many minutes."""
        return fitted(self.agenda_of(exercise), minutes)

    def questions_begin(self, minutes: int, exercise: str | None = None) -> int | None:
        """Minutes from its start to the candidate's questions; None where the agenda has none."""
        asked = [part.begins for part in self.timeline(minutes, exercise) if part.item.candidate_questions]
        return asked[-1] if asked else None

    def length(self, exercise: str | None = None) -> int:
        """Minutes to book: the exercise's if it has its own, else the guide's longest."""
        chosen = self.exercise(exercise)
        return chosen.minutes.max if chosen and chosen.minutes else self.minutes.max


class Competency(Frozen):
    """What a criterion gives signal on, and what a review needs to know about it."""

    slug: Slug
    title: Annotated[str, Field(min_length=1, max_length=60)]
    meaning: Line
    kind: Literal["technical", "working-together", "values", "leadership"]
    follow_up: Line | None = None  # what would cover it when nothing does; alike: one finding
    expected_in: tuple[Track, ...] = ()  # a loop with a guide of such a track has a gap without it
    ask_in: tuple[Slug, ...] = ()  # guides that could ask for it when nothing does
    live_only: bool = False  # work done alone cannot show it
    senior: bool = False  # counts most for senior people
    unassessed: bool = False  # no guide gives signal on it, and that is known


class TemplateInterview(Frozen):
    guide: Slug
    stage: Literal["screen", "team", "final"]
    minutes: Annotated[int, Field(ge=5, le=480)] | None = None
    exercise: Slug | None = None


class Template(Frozen):
    slug: Slug
    title: Annotated[str, Field(min_length=1, max_length=60)]
    summary: Annotated[str, Field(min_length=1, max_length=200)]
    interviews: tuple[TemplateInterview, ...] = Field(min_length=1)
    afterwards: tuple[Line, ...] = ()  # reference check, offer: not interviews


class Company(Frozen):
    """What all guides and briefs share. The first three are the candidate's; "you" is the candidate."""

    about_work: tuple[Line, ...] = Field(min_length=1)  # daily work here
    aims: tuple[Line, ...] = Field(min_length=1)  # what the interviews are for
    wanted: tuple[Line, ...] = Field(min_length=1)  # whom we look for
    assistant: Annotated[str, Field(min_length=1, max_length=40)] | None = None  # the preferred one
    house_rules: tuple[Line, ...] = ()  # interviewer's, true for every interview
    roles: RoleLines = RoleLines()  # for roles of which neither guide nor exercise says anything
    before: tuple[Line, ...] = ()  # checklists for where neither has one
    observer_before: tuple[Line, ...] = ()
    shadow_before: tuple[Line, ...] = ()
    resources: tuple[Resource, ...] = ()  # interviewer's, shown with every guide
    internal_links: tuple[Line, ...] = ()  # an address that starts so never reaches a brief …
    public_links: tuple[Line, ...] = ()  # … unless it starts so
