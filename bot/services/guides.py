"""Guides as people ask for them: by word, for their role, with what they may see of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.catalog.brief import brief_text
from bot.catalog.catalog import Catalog, Choice
from bot.catalog.finding import Found, find, find_track
from bot.catalog.models import Guide, Track
from bot.domain.errors import Refused
from bot.domain.interviews import Role
from bot.domain.permissions import check_may_brief, check_may_read_guide
from bot.domain.typed import folded, has_text
from bot.services.guidebook import Guidebook
from bot.services.people import People
from bot.storage import loops
from bot.storage.database import Database
from bot.values.interviews import CandidateBrief, GuidePage

FOR_PANELS: Mapping[str, object] = {
    "details": (),
    "before": (),
    "observer_before": (),
    "shadow_before": (),
    "roles": None,
    "resources": (),
    "brief": None,
}
"""Fields of an exercise that only its interviewers read, each as everybody else gets it."""


class OnlyTheBrief(Refused):
    """A candidate asks for a guide of their own loop: theirs is the candidate's page."""

    def __init__(self, guide: Guide, text: str) -> None:
        self.guide = guide
        self.text = text
        super().__init__("This is what candidates are told of it.")


class Guides:
    def __init__(self, database: Database, guidebook: Guidebook, people: People) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = people

    @property
    def catalog(self) -> Catalog:
        return self._guidebook.catalog

    def find(self, words: str) -> Found:
        return find(self.catalog, words)

    def page(
        self, by: str, slug: str, role: Role = Role.LEAD, exercise: str = "", *, earlier: bool = False
    ) -> GuidePage:
        """With `exercise` chosen, where it has one of that slug. `earlier`: its own text, superseded or not.

        Raises `OnlyTheBrief` for somebody who will be interviewed with it, `NotForGuests` for guests.
        """
        choice = self._choice(slug, exercise, earlier=earlier)
        guide, person = choice.guide, self._people.person(by)
        with self._database.read() as connection:
            candidate, involved = loops.ties_to_guide(connection, by, self.catalog.family(guide))
        if candidate:
            raise OnlyTheBrief(choice.now, self._brief(choice))
        check_may_read_guide(person, has_part=involved)
        return GuidePage(choice if involved else _without_exercise_texts(choice), self.catalog.company, role)

    def listed(self, by: str, track: str = "") -> tuple[Sequence[Choice], Track | None]:
        """All guides, with the track asked for. Raises `Refused` for a track there is none of."""
        self._people.member(by)
        chosen = find_track(folded(track))
        if has_text(track) and chosen is None:
            raise Refused(f"There is no track “{track}”. Tracks: {', '.join(Track)}.")
        return self.choices(self.catalog.guides.values()), chosen

    def choices(self, guides: Iterable[Guide]) -> Sequence[Choice]:
        """Each with what to use instead of it today."""
        return [self.catalog.choice(guide) for guide in guides]

    def brief(self, slug: str, exercise: str = "") -> tuple[str, str]:
        """Title and text to send to a candidate: public to everybody."""
        choice = self._choice(slug, exercise)
        return choice.now.title, self._brief(choice)

    def _brief(self, choice: Choice) -> str:
        return brief_text(self.catalog, choice.now, choice.exercise.slug if choice.exercise else None)

    def candidate_brief(self, by: str, loop_id: int) -> CandidateBrief:
        """All interviews of one loop, by time. The recruiter's to send."""
        person = self._people.person(by)
        with self._database.read() as connection:
            loop = check_may_brief(person, loops.load(connection, loop_id))
            parts = [
                (self._guidebook.of_interview(connection, each), each)
                for each in sorted(
                    loop.active, key=lambda each: (each.starts_at is None, each.starts_at or loop.created_at)
                )
            ]
        return CandidateBrief(loop.candidate, tuple(parts))

    def _choice(self, slug: str, exercise: str, *, earlier: bool = False) -> Choice:
        guide = self.catalog.guide(slug)
        if guide is None:
            raise Refused("That interview type is not in the catalog any more. See the list for today's.")
        choice = Choice(guide, guide) if earlier else self.catalog.choice(guide)
        return replace(choice, exercise=choice.now.exercise(exercise) or choice.exercise)


def _without_exercise_texts(choice: Choice) -> Choice:
    """For people who do not interview with it: what candidates are asked stays with the panel."""
    named = _bare(choice.guide)
    now = _bare(choice.now) if choice.leads_on else named
    exercise = now.exercise(choice.exercise.slug) if choice.exercise else None
    return replace(choice, guide=named, now=now, exercise=exercise)


def _bare(guide: Guide) -> Guide:
    exercises = tuple(each.model_copy(update=FOR_PANELS) for each in guide.exercises)
    return guide.model_copy(update={"exercises": exercises})
