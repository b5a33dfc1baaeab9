"""Setting up a loop and changing it: a draft nobody hears of until it is created."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.catalog.models import Guide, Template
from bot.domain.errors import ChangedMeanwhile, FieldRefused, NoSuchLoop, NotYours, Refused
from bot.domain.loops import Candidate, Interview, Loop, LoopState, Panelist, Stage
from bot.domain.people import Standing, channel_problem
from bot.services.editing import check_panel, edited, what_differs
from bot.services.forms import InterviewEdit, LoopPlan, NewLoop
from bot.services.guidebook import Guidebook
from bot.services.people import People
from bot.services.planning import Planner
from bot.services.ports import Clock, Directory
from bot.services.warnings import LONGEST, warnings
from bot.storage import audit, loops
from bot.storage.database import Connection, Database


class SamePerson(Refused):
    """The e-mail or link belongs to a candidate already known; the answer decides."""

    def __init__(self, candidate: Candidate, latest: Loop | None) -> None:
        self.candidate = candidate
        self.latest = latest
        super().__init__("Somebody with this e-mail or link is known already.")


class Setup:
    def __init__(
        self,
        database: Database,
        guidebook: Guidebook,
        people: People,
        directory: Directory,
        planner: Planner,
        clock: Clock,
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = people
        self._directory = directory
        self._planner = planner
        self._clock = clock

    # --- step 1 -------------------------------------------------------------------------------

    def templates(self) -> Sequence[Template]:
        return tuple(self._guidebook.catalog.templates.values())

    def drafts(self, by: str) -> Sequence[Loop]:
        with self._database.read() as connection:
            return [
                each for each in loops.involving(connection, by, [LoopState.DRAFT]) if each.recruiter == by
            ]

    def start(self, by: str, form: NewLoop, origin: str) -> LoopPlan:
        """Makes the draft, once for each `origin`: the form's own id.

        Raises `FieldRefused`, or `SamePerson` where that has to be asked.
        """
        self._people.member(by)
        form = self._as_known(by, replace(form, candidate_email=form.candidate_email.casefold()))
        self._check_form(by, form)
        return self.plan(by, self._draft(by, form, origin))

    def _as_known(self, by: str, form: NewLoop) -> NewLoop:
        """With the account this candidate is known by: its rules hold though the form leaves it empty."""
        with self._database.read() as connection:
            known = loops.candidates_like(connection, form.candidate_email, form.candidate_ats)
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
        problems |= self._check_people(form) | self._check_channel(form)
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

    def _check_channel(self, form: NewLoop) -> dict[str, str]:
        if form.channel is None:
            return {"channel": "Choose the private channel where the loop's card and feedback go."}
        channel = self._directory.channel(form.channel)
        problem = channel_problem(channel, form.candidate_account)
        return {"channel": problem} if problem else {}

    def _candidate(self, connection: Connection, by: str, form: NewLoop) -> Candidate:
        typed = Candidate(
            0,
            form.candidate_name,
            form.candidate_email,
            form.candidate_ats,
            form.candidate_zone or self._people.zone(by),
            form.candidate_account,
        )
        known = loops.candidates_like(connection, form.candidate_email, form.candidate_ats)
        if known and form.same_person is None:
            # only what this recruiter may know already is told
            mine = [
                each
                for each in loops.loops_of_candidate(connection, known[0].id)
                if by in (each.recruiter, each.hiring_manager)
            ]
            raise SamePerson(known[0], mine[-1] if mine else None)
        if known and form.same_person:
            same = _merged(known[0], typed, form.candidate_zone)
            loops.update_candidate(connection, same)
            return same
        return replace(typed, id=loops.add_candidate(connection, typed))

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
            guide = self._guide(planned.guide)
            self._guidebook.keep(connection, guide)
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
                    everyone=_same_people(before, candidate, now),
                )
            )
        return tuple(found)

    # --- step 2, and changing it later ----------------------------------------------------------

    def plan(self, by: str, loop_id: int) -> LoopPlan:
        loop = self._mine(by, loop_id)
        ids = {each.person for _, each in loop.seats() if each.person}
        names = self._people.names(ids | {loop.hiring_manager})
        channel = self._directory.channel(loop.channel) if loop.channel else None
        outside = sorted(channel.members - loop.people()) if channel else []
        outside = [each for each in outside if not _is_bot(self._people, each)]
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
        admin = self._people.person(by).admin
        with self._database.write() as connection:
            loop = _owned(loops.load(connection, loop_id, lock=True), by, admin)
            if loop.state is LoopState.CLOSED:
                raise Refused("This loop is closed: its interviews cannot be changed any more.")
            check_panel(loop, edit)
            guide = self._guide(edit.guide)
            self._guidebook.keep(connection, guide)
            after = self._with_edit(loop, edit, guide, origin)
            if after == loop:
                return
            saved = loops.save(connection, loop, replace(after, revision=loop.revision + 1))
            self._planner.sync(connection, saved)

    def create(self, by: str, loop_id: int) -> Loop:
        """From here on people hear of it. A second press changes nothing."""
        admin = self._people.person(by).admin
        with self._database.write() as connection:
            loop = _owned(loops.load(connection, loop_id, lock=True), by, admin)
            if loop.state is not LoopState.DRAFT:
                return loop
            now = self._clock()
            begun = replace(
                loop,
                state=LoopState.OPEN,
                revision=loop.revision + 1,
                interviews=tuple(_from_now(each, now) for each in loop.interviews),
            )
            saved = loops.save(connection, loop, begun)
            audit.record(connection, now, "created", by, loop_id=saved.id)
            self._planner.sync(connection, saved)
            return saved

    def discard(self, by: str, loop_id: int) -> None:
        with self._database.write() as connection:
            loop = loops.load(connection, loop_id, lock=True)
            if loop and loop.recruiter == by and loop.state is LoopState.DRAFT:
                loops.delete_draft(connection, loop_id)

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
        people = {each.person for _, each in loop.seats() if each.person}
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
        admin = self._people.person(by).admin
        with self._database.read() as connection:
            return _owned(loops.load(connection, loop_id), by, admin)

    def _guide(self, slug: str) -> Guide:
        guide = self._guidebook.catalog.guide(slug)
        if guide is None:
            raise FieldRefused({"guide": "That interview type is not in the catalog any more."})
        return guide


def _merged(known: Candidate, typed: Candidate, zone: str) -> Candidate:
    """What was typed, and of what is known already all that was left empty. `zone`: as typed."""
    return Candidate(
        id=known.id,
        name=typed.name,
        email=typed.email or known.email,
        ats_url=typed.ats_url or known.ats_url,
        zone=zone or known.zone or typed.zone,
        account=typed.account or known.account,
    )


def _owned(loop: Loop | None, by: str, admin: bool) -> Loop:
    if loop is None or by == loop.candidate.account:
        raise NoSuchLoop
    if by == loop.recruiter or (admin and loop.state is not LoopState.DRAFT):
        return loop
    raise NotYours if by in loop.people() else NoSuchLoop


def _counterpart(latest: Loop | None, guide: str) -> Interview | None:
    return next((each for each in latest.active if each.guide == guide), None) if latest else None


def _same_people(before: Interview | None, candidate: Candidate, now: datetime) -> tuple[Panelist, ...]:
    """The same interviewers as the position's last candidate had, as the house rule asks."""
    if before is None:
        return ()
    return tuple(
        Panelist(0, each.person, each.name, each.role, now)
        for each in before.panel
        if each.person is None or each.person != candidate.account
    )


def _from_now(interview: Interview, now: datetime) -> Interview:
    """Reminders count from the loop's creation, not from when its draft was typed."""
    return replace(
        interview,
        timed_at=now,
        everyone=tuple(replace(each, added_at=now) for each in interview.everyone if not each.removed),
    )


def _is_bot(people: People, person_id: str) -> bool:
    return people.person(person_id).standing.value == "bot"
