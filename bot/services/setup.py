"""Setting up a loop and changing it: a draft nobody hears of until it is created."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.catalog.models import Guide
from bot.domain.errors import ChangedMeanwhile, FieldRefused, NoSuchLoop, Refused
from bot.domain.interviews import Interview
from bot.domain.loops import Loop, LoopState
from bot.domain.people import Standing
from bot.domain.permissions import check_may_set_up
from bot.services.drafts import Drafts
from bot.services.editing import check_panel, edited, what_differs
from bot.services.guidebook import Guidebook
from bot.services.loops import Loops
from bot.services.people import People
from bot.services.warnings import LONGEST, warnings
from bot.storage import audit, loops, scorecards
from bot.storage import people as people_rows
from bot.storage.database import Connection, Database
from bot.values.forms import InterviewEdit, LoopPlan, NewLoop
from bot.values.ports import Clock, Directory, Unreachable


class Setup:
    def __init__(
        self,
        database: Database,
        drafts: Drafts,
        guidebook: Guidebook,
        people: People,
        directory: Directory,
        changes: Loops,
        clock: Clock,
    ) -> None:
        self._database = database
        self._drafts = drafts
        self._guidebook = guidebook
        self._people = people
        self._directory = directory
        self._loops = changes
        self._clock = clock

    def start(self, by: str, form: NewLoop, origin: str) -> LoopPlan:
        """Step 1: the draft, and the list of its interviews."""
        return self.plan(by, self._drafts.make(by, form, origin))

    def plan(self, by: str, loop_id: int) -> LoopPlan:
        loop = self._mine(by, loop_id)
        ids = {each.person for _, each in loop.assignments() if each.person}
        names = self._people.names(ids | {loop.hiring_manager})
        outside = self._outsiders(loop)
        now, reader = self._clock(), self._people.reader(by)
        with self._database.read() as connection:
            guides = {each.guide: self._guidebook.of_interview(connection, each) for each in loop.interviews}
            return LoopPlan(
                loop=loop,
                guides=guides,
                reader=reader,
                now=now,
                warnings=self._warnings(connection, loop, guides, names, now),
                channel_readers=tuple(outside),
                names=names,
                zones={each: self._people.zone(each) for each in ids},
            )

    def _outsiders(self, loop: Loop) -> list[str]:
        """Members of the channel without a part in the loop, as far as Slack tells now."""
        try:
            channel = self._directory.channel(loop.channel) if loop.channel else None
        except Unreachable:
            return []  # what was saved is saved: the list is drawn without them
        others = sorted(channel.members - loop.people()) if channel else []
        with self._database.read() as connection:
            known = people_rows.find_all(connection, others)
        return [each for each in others if each not in known or known[each].standing is not Standing.BOT]

    def guides(self) -> Sequence[Guide]:
        return tuple(self._guidebook.catalog.guides.values())

    def guide_of(self, interview: Interview | None) -> Guide:
        """An interview's guide as it was made with; the first active one for a new interview."""
        if interview is None:
            return next(each for each in self.guides() if each.state == "active")
        with self._database.read() as connection:
            return self._guidebook.of_interview(connection, interview)

    def edit(self, by: str, loop_id: int, edit: InterviewEdit, origin: str) -> None:
        """One interview, new or known. In an open loop its panel hears of it at once.

        `origin` is the form's own id: the same form sent twice adds one interview.
        """
        self._check_accounts(edit)
        person = self._people.person(by)
        with self._database.write() as connection:
            locked = self._loops.lock(connection, loop_id)
            loop = check_may_set_up(person, locked.loop)
            if loop.state is LoopState.CLOSED:
                raise Refused("This loop is closed: its interviews cannot be changed any more.")
            check_panel(loop, edit)
            guide = self._guide_for(connection, loop, edit)
            after = self._with_edit(loop, edit, guide, origin)
            if after != loop:
                locked.change(after)

    def create(self, by: str, loop_id: int) -> Loop:
        """From here on people hear of it. A second press changes nothing."""
        person = self._people.person(by)
        with self._database.write() as connection:
            locked = self._loops.lock(connection, loop_id)
            loop = check_may_set_up(person, locked.loop)
            if loop.state is not LoopState.DRAFT:
                return loop
            self._check_active(connection, loop)
            now = self._clock()
            audit.record(connection, now, "created", by, loop_id=loop.id)
            return locked.change(loop.begun(now))

    def _check_active(self, connection: Connection, loop: Loop) -> None:
        for _, panelist in loop.assignments():
            known = self._people.known_in(connection, panelist.person) if panelist.person else None
            if known and not known.active:
                raise Refused(
                    f"{known.name}'s account is deactivated. Edit that interview and choose somebody else."
                )

    def _with_edit(self, loop: Loop, edit: InterviewEdit, guide: Guide, origin: str) -> Loop:
        now = self._clock()
        if edit.interview_id is None:
            if any(each.origin == origin for each in loop.interviews):
                return loop
            ordinal = max((each.ordinal for each in loop.interviews), default=0) + 1
            blank = Interview(
                0, loop.id, ordinal, guide.slug, guide.version, edit.stage, None, guide.length(), now
            )
            new = replace(edited(blank, edit, guide, now), revision=1, origin=origin)
            return replace(loop, interviews=(*loop.interviews, new))
        before = loop.interview(edit.interview_id)
        if before is None:
            raise NoSuchLoop
        after = edited(before, edit, guide, now)
        differs = what_differs(edit.revision, before, edit)
        if differs and after != before:
            raise ChangedMeanwhile(
                f"Somebody changed {differs} while you were editing. "
                "Yours is still here: save again to keep it."
            )
        return loop.with_interview(after)

    def _check_accounts(self, edit: InterviewEdit) -> None:
        problems = {}
        fields = (("leads", edit.leads), ("observers", edit.observers), ("shadows", edit.shadows))
        for field, people in fields:
            for person_id in people:
                try:
                    person = self._people.person(person_id)
                except Refused as unknown:
                    problems[field] = str(unknown)
                    continue
                if not person.active:
                    problems[field] = f"{person.name}'s account is deactivated. Choose somebody else."
                elif person.standing is Standing.BOT:
                    problems[field] = f"{person.name} is an app. Choose a person."
        if problems:
            raise FieldRefused(problems)

    def _warnings(
        self,
        connection: Connection,
        loop: Loop,
        guides: dict[str, Guide],
        names: Mapping[str, str],
        now: datetime,
    ) -> dict[int, tuple[str, ...]]:
        starts = [each.starts_at for each in loop.active if each.starts_at]
        people = {each.person for _, each in loop.assignments() if each.person}
        busy = (
            loops.busy(connection, people, min(starts) - LONGEST, max(starts) + timedelta(hours=12))
            if starts
            else []
        )
        earlier = [
            each
            for each in loops.of_position(connection, loop.position.id)
            if each.id != loop.id and each.state is not LoopState.DRAFT
        ]
        preferences = self._people.preferences(connection)
        return warnings(loop, guides, preferences, busy, names, earlier, now)

    def _mine(self, by: str, loop_id: int) -> Loop:
        person = self._people.person(by)
        with self._database.read() as connection:
            return check_may_set_up(person, loops.load(connection, loop_id))

    def _guide_for(self, connection: Connection, loop: Loop, edit: InterviewEdit) -> Guide:
        """The interview's own while it keeps its type, though the catalog may have moved on."""
        before = loop.interview(edit.interview_id) if edit.interview_id else None
        if before and before.guide == edit.guide:
            return self._guidebook.of_interview(connection, before)
        given = scorecards.of_loop(connection, loop.id)
        if before and any(each.id in given for each in before.everyone):
            said = "Feedback on it is in already, so its type stays. Add another interview instead."
            raise FieldRefused({"guide": said})
        return self._guidebook.today(connection, edit.guide)
