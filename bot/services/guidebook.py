"""Guides as interviews and scorecards refer to them: by the version they were made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.catalog.catalog import Catalog
from bot.catalog.models import Guide
from bot.catalog.store import CatalogStore
from bot.catalog.stored import stored_guide
from bot.domain.errors import FieldRefused, Missing
from bot.domain.interviews import Interview
from bot.domain.loops import Loop
from bot.domain.people import Person
from bot.domain.scorecards import Scorecard
from bot.domain.visibility import FeedbackAccess
from bot.storage import guides
from bot.storage.database import Connection
from bot.values.ports import Clock


class Guidebook:
    """Today's catalog, and the earlier text of a guide where a scorecard was written against it."""

    def __init__(self, store: CatalogStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._earlier: dict[tuple[str, str], Guide] = {}

    @property
    def catalog(self) -> Catalog:
        return self._store.current

    def keep_versions(self, connection: Connection) -> None:
        """Write what the database has not seen before."""
        known = guides.known(connection)
        today = self.catalog.guides.values()
        self._keep(connection, *(guide for guide in today if (guide.slug, guide.version) not in known))

    def version(self, connection: Connection, slug: str, version: str) -> Guide:
        """The guide as it was; today's where that version is today's. Raises `Missing`."""
        current = self.catalog.guide(slug)
        if current and current.version == version:
            return current
        known = self._earlier.get((slug, version))
        if known:
            return known
        content = guides.content_of(connection, slug, version)
        if content is not None:
            found = stored_guide(slug, content)
            self._earlier[(slug, version)] = found
            return found
        if current:
            return current
        raise Missing(f"guide {slug} {version}")

    def today(self, connection: Connection, slug: str) -> Guide:
        """Today's text, kept for what will refer to it. `FieldRefused` for one the catalog no longer has."""
        guide = self.catalog.guide(slug)
        if guide is None:
            raise FieldRefused({"guide": "That interview type is not in the catalog any more."})
        self._keep(connection, guide)
        return guide

    def _keep(self, connection: Connection, *new: Guide) -> None:
        texts = [(guide.slug, guide.version, guide.model_dump(mode="json")) for guide in new]
        guides.keep(connection, texts, self._clock())

    def of_interview(self, connection: Connection, interview: Interview) -> Guide:
        return self.version(connection, interview.guide, interview.guide_version)

    def of_scorecard(self, connection: Connection, interview: Interview, stored: Scorecard | None) -> Guide:
        """What it was begun against, though the interview may have another guide by now."""
        if stored is None:
            return self.of_interview(connection, interview)
        return self.version(connection, stored.guide, stored.guide_version)

    def titles(self, connection: Connection, loop: Loop) -> Mapping[str, str]:
        """What the guides of its interviews are called, by slug."""
        return {each.guide: self.of_interview(connection, each).title for each in loop.interviews}

    def access(
        self,
        connection: Connection,
        loop: Loop,
        given: Mapping[int, Scorecard],
        who: Iterable[Person] = (),
    ) -> FeedbackAccess:
        """What each person may see of this loop's feedback now. `who`: those it will be asked about."""
        reads_earlier = frozenset(
            each.id
            for each in loop.interviews
            if self.of_interview(connection, each).rules.reads_earlier_feedback
        )
        asked = tuple(who)
        return FeedbackAccess(
            loop,
            given,
            self._clock(),
            reads_earlier,
            admins=frozenset(each.id for each in asked if each.admin),
            guests=frozenset(each.id for each in asked if each.is_guest),
        )
