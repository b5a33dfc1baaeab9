"""Guides as people ask for them: by word, for their role, with what they may see of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalog.brief import brief_text
from bot.catalog.catalog import Catalog
from bot.catalog.finding import Exact, Found, find
from bot.catalog.models import Guide, Track
from bot.domain.errors import Refused
from bot.domain.interviews import Role
from bot.domain.permissions import check_may_brief, check_may_read_guide
from bot.domain.typed import plain_word
from bot.services.guidebook import Guidebook
from bot.services.people import People
from bot.storage import loops
from bot.storage.database import Database
from bot.values.interviews import CandidateBrief, GuidePage


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
        self, by: str, slug: str, role: Role = Role.LEAD, *, whole: bool = False, earlier: bool = False
    ) -> GuidePage:
        """Raises `OnlyTheBrief` for somebody who will be interviewed with it, `NotForGuests` for guests."""
        guide = self._known(slug)
        page = GuidePage(guide, role, whole, None if earlier else self.catalog.successor(guide))
        shown = page.successor or guide
        person = self._people.person(by)
        with self._database.read() as connection:
            candidate, involved = loops.ties_to_guide(connection, by, self.catalog.family(guide))
        if candidate:
            raise OnlyTheBrief(shown, brief_text(self.catalog, shown))
        check_may_read_guide(person, has_part=involved)
        if involved:
            return page
        successor = _without_exercise_texts(page.successor) if page.successor else None
        return GuidePage(_without_exercise_texts(guide), role, whole, successor)

    def listed(self, by: str, track: str = "") -> tuple[Sequence[Guide], Track | None]:
        """All guides, with the track asked for. Raises `Refused` for a track there is none of."""
        self._people.member(by)
        chosen = plain_word("-".join(track.replace("/", " ").split()))
        if chosen and chosen not in set(Track):
            raise Refused(f"There is no track “{track}”. Tracks: {', '.join(Track)}.")
        return tuple(self.catalog.guides.values()), Track(chosen) if chosen else None

    def brief(self, slug: str) -> tuple[str, str]:
        """Title and text to send to a candidate: public to everybody."""
        guide = self._known(slug)
        shown = self.catalog.successor(guide) or guide
        exercise = guide.successor_exercise if shown is not guide else None
        return shown.title, brief_text(self.catalog, shown, exercise)

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

    def exact(self, words: str) -> Guide | None:
        found = self.find(words)
        return found.guide if isinstance(found, Exact) else None

    def _known(self, slug: str) -> Guide:
        guide = self.catalog.guide(slug)
        if guide is None:
            raise Refused("That interview type is not in the catalog any more. See the list for today's.")
        return guide


def _without_exercise_texts(guide: Guide) -> Guide:
    """For people who do not interview with it: what candidates are asked stays with the panel."""
    bare = {"details": (), "before": (), "roles": None, "resources": (), "brief": None}
    exercises = tuple(each.model_copy(update=bare) for each in guide.exercises)
    return guide.model_copy(update={"exercises": exercises})
