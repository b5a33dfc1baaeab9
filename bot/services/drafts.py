"""Step 1 of setting up: a draft nobody hears of, filled from its template and the position's last loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.catalog.models import Template
from bot.domain.errors import FieldRefused, Refused
from bot.domain.interviews import Interview, Panelist, Stage
from bot.domain.loops import Candidate, Loop, LoopState
from bot.domain.people import channel_problem
from bot.domain.permissions import check_may_discard
from bot.services.guidebook import Guidebook
from bot.services.people import People
from bot.storage import audit, candidates, loops
from bot.storage.database import Connection, Database
from bot.values.forms import NewLoop
from bot.values.ports import Clock, Directory


class SamePerson(Refused):
    """The e-mail or link belongs to a candidate already known; the answer decides."""

    def __init__(self, candidate: Candidate, latest: Loop | None) -> None:
        self.candidate = candidate
        self.latest = latest
        super().__init__("Somebody with this e-mail or link is known already.")


class Drafts:
    def __init__(
        self, database: Database, guidebook: Guidebook, people: People, directory: Directory, clock: Clock
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = people
        self._directory = directory
        self._clock = clock

    def templates(self) -> Sequence[Template]:
        return tuple(self._guidebook.catalog.templates.values())

    def of(self, by: str) -> Sequence[Loop]:
        with self._database.read() as connection:
            return [
                each for each in loops.involving(connection, by, [LoopState.DRAFT]) if each.recruiter == by
            ]

    def make(self, by: str, form: NewLoop, origin: str) -> int:
        """The draft's id; made once for each `origin`, the form's own id.

        Raises `FieldRefused`, or `SamePerson` where that has to be asked.
        """
        self._people.member(by)
        form = self._as_known(by, replace(form, candidate_email=form.candidate_email.casefold()))
        form = self._with_channel(form)
        self._check_form(by, form)
        return self._draft(by, form, origin)

    def discard(self, by: str, loop_id: int) -> None:
        with self._database.write() as connection:
            loop = check_may_discard(by, loops.load(connection, loop_id, lock=True))
            if loop:
                loops.delete_draft(connection, loop_id)
                candidates.forget(connection, loop.candidate.id)

    def _with_channel(self, form: NewLoop) -> NewLoop:
        """Left empty, it is the channel this position used last."""
        if form.channel:
            return form
        with self._database.read() as connection:
            used = loops.remembered_channel(connection, form.title, form.level, form.team)
        return replace(form, channel=used)

    def _as_known(self, by: str, form: NewLoop) -> NewLoop:
        """With the account this candidate is known by: its rules hold though the form leaves it empty."""
        with self._database.read() as connection:
            known = candidates.like(connection, form.candidate_email, form.candidate_ats)
        account = known[0].account if known else None
        if account and not form.candidate_account and (form.same_person or account == by):
            return replace(form, candidate_account=account)
        return form

    def _draft(self, by: str, form: NewLoop, origin: str) -> int:
        with self._database.write() as connection:
            known = loops.of_origin(connection, origin)
            if known:
                return known
            candidate = self._candidate(connection, by, form)
            position = loops.position_named(connection, form.title, form.level, form.team)
            loops.remember_channel(connection, position.id, form.channel)
            draft = Loop(
                id=0,
                candidate=candidate,
                position=position,
                recruiter=by,
                hiring_manager=form.hiring_manager,
                channel=form.channel,
                state=LoopState.DRAFT,
                created_at=self._clock(),
                template=form.template,
                links=form.links,
                interviews=self._interviews(connection, form.template, position.id, candidate),
                origin=origin,
            )
            return loops.create(connection, draft).id

    def _check_form(self, by: str, form: NewLoop) -> None:
        problems: dict[str, str] = {}
        if not form.candidate_name:
            problems["candidate_name"] = "Tell the candidate's name."
        if not form.candidate_email and not form.candidate_ats:
            problems["candidate_email"] = "Give an e-mail or the ATS link: two people can share a name."
        if not form.title:
            problems["title"] = "Tell the position's title."
        if form.template and self._guidebook.catalog.template(form.template) is None:
            problems["template"] = "Choose a template from the list."
        if form.hiring_manager and form.hiring_manager == form.candidate_account:
            problems["hiring_manager"] = "The candidate cannot be their own hiring manager."
        if form.candidate_account == by:
            problems["candidate_account"] = "You cannot set up your own loop. Ask another recruiter."
        if any(not link.url for link in form.links):
            problems["links"] = "Each line needs an address that begins with https://."
        problems |= self._check_people(form) | self._check_channel(by, form)
        if problems:
            raise FieldRefused(problems)

    def _check_people(self, form: NewLoop) -> dict[str, str]:
        if not form.hiring_manager:
            return {"hiring_manager": "Choose the hiring manager."}
        try:
            allowed = self._people.person(form.hiring_manager).may_use_the_bot
        except Refused as unknown:
            return {"hiring_manager": str(unknown)}
        return {} if allowed else {"hiring_manager": "Choose an active member of the company."}

    def _check_channel(self, by: str, form: NewLoop) -> dict[str, str]:
        if form.channel is None:
            return {"channel": "Choose the private channel where the loop's card and feedback go."}
        channel = self._directory.channel(form.channel)
        problem = channel_problem(channel, form.candidate_account)
        if not problem and channel and by not in channel.members:
            problem = "You are not in that channel. Choose one you are in."
        return {"channel": problem} if problem else {}

    def _candidate(self, connection: Connection, by: str, form: NewLoop) -> Candidate:
        """A new record or a known one; of several forms at once, the first makes it."""
        typed = self._typed(by, form)
        known = candidates.like(connection, form.candidate_email, form.candidate_ats)
        if known and form.same_person is None:
            raise self._same_person(connection, by, known[0])
        if known and form.same_person:
            return self._same_candidate(connection, by, known[0], typed, form.candidate_zone)
        new = replace(typed, identified=not known)
        made = candidates.add(connection, new)
        return replace(new, id=made) if made else self._candidate(connection, by, form)

    def _typed(self, by: str, form: NewLoop) -> Candidate:
        return Candidate(
            0,
            form.candidate_name,
            form.candidate_email,
            form.candidate_ats,
            form.candidate_zone or self._people.zone(by),
            form.candidate_account,
            created_by=by,
        )

    def _same_person(self, connection: Connection, by: str, known: Candidate) -> SamePerson:
        """Only what this recruiter may know already is told."""
        mine = [
            each
            for each in loops.loops_of_candidate(connection, known.id)
            if by in (each.recruiter, each.hiring_manager)
        ]
        return SamePerson(known, mine[-1] if mine else None)

    def _same_candidate(
        self, connection: Connection, by: str, known: Candidate, typed: Candidate, zone: str
    ) -> Candidate:
        """What was empty is filled. The rest is others' too, unless `by` recruits in all their loops."""
        own = all(each.recruiter == by for each in loops.loops_of_candidate(connection, known.id))
        first, second = (typed, known) if own else (known, typed)
        same = replace(
            known,
            name=first.name,
            email=first.email or second.email,
            ats_url=first.ats_url or second.ats_url,
            zone=(zone if own else "") or known.zone or typed.zone,
            account=first.account or second.account,
        )
        if same != known:
            candidates.change(connection, same)
            audit.record(connection, self._clock(), "candidate-changed", by, detail=str(known.id))
        return same

    def _interviews(
        self, connection: Connection, template_slug: str, position_id: int, candidate: Candidate
    ) -> tuple[Interview, ...]:
        template = self._guidebook.catalog.template(template_slug)
        earlier = [
            each
            for each in loops.of_position(connection, position_id)
            if each.state is not LoopState.DRAFT and each.candidate.id != candidate.id
        ]
        latest = max(earlier, key=lambda each: each.created_at, default=None)
        now = self._clock()
        found = []
        for ordinal, planned in enumerate(template.interviews if template else (), start=1):
            guide = self._guidebook.today(connection, planned.guide)
            before = _counterpart(latest, planned.guide)
            exercise = (before.exercise if before else None) or planned.exercise
            found.append(
                Interview(
                    id=0,
                    loop_id=0,
                    ordinal=ordinal,
                    guide=guide.slug,
                    guide_version=guide.version,
                    stage=Stage(planned.stage),
                    starts_at=None,
                    minutes=planned.minutes or guide.length(exercise),
                    timed_at=now,
                    exercise=exercise if guide.exercise(exercise) else None,
                    everyone=self._same_people(connection, before, candidate, now),
                )
            )
        return tuple(found)

    def _same_people(
        self, connection: Connection, before: Interview | None, candidate: Candidate, now: datetime
    ) -> tuple[Panelist, ...]:
        """The same interviewers as the position's last candidate had, as the house rule asks."""
        return tuple(
            Panelist(0, each.person, each.name, each.role, now)
            for each in (before.panel if before else ())
            if each.person is None or self._may_interview(connection, each.person, candidate)
        )

    def _may_interview(self, connection: Connection, person: str, candidate: Candidate) -> bool:
        known = self._people.known_in(connection, person)
        return person != candidate.account and known is not None and known.active


def _counterpart(latest: Loop | None, guide: str) -> Interview | None:
    return next((each for each in latest.active if each.guide == guide), None) if latest else None
