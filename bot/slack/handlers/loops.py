"""Loops: set up, change, look at, go on without, close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.errors import ChangedMeanwhile, FieldRefused, Refused
from bot.domain.loops import Loop, LoopState
from bot.services.closing import Endings
from bot.services.drafts import Drafts, SamePerson
from bot.services.interviews import Interviews
from bot.services.pages import Pages
from bot.services.people import People
from bot.services.ports import Clock
from bot.services.setup import Setup
from bot.slack.ids import Action
from bot.slack.request import Answer, Done, Next, Open, Redraw, Request, Say
from bot.slack.views.closing import close_modal, go_on_modal, parse_closing, parse_go_on
from bot.slack.views.help import refusal
from bot.slack.views.interview import interview_modal, parse_interview
from bot.slack.views.loops import loops_page, pick_loop
from bot.slack.views.mine import mine
from bot.slack.views.new_loop import new_loop_modal, parse_new_loop
from bot.slack.views.overview import overview, overview_modal
from bot.slack.views.plan import plan_modal


class LoopHandlers:
    def __init__(
        self,
        drafts: Drafts,
        setup: Setup,
        pages: Pages,
        endings: Endings,
        interviews: Interviews,
        people: People,
        clock: Clock,
    ) -> None:
        self._drafts = drafts
        self._setup = setup
        self._pages = pages
        self._endings = endings
        self._interviews = interviews
        self._people = people
        self._clock = clock

    # --- setting up -------------------------------------------------------------------------------

    def new(self, request: Request) -> Answer:
        self._people.member(request.person)
        zone = self._pages.zone(request.person)
        drafts = self._drafts.of(request.person)
        return Open(new_loop_modal(self._drafts.templates(), zone_default=zone, drafts=drafts))

    def start(self, request: Request) -> Answer:
        form = parse_new_loop(request.values)
        try:
            plan = self._setup.start(request.person, form, str(request.view["id"]))
        except SamePerson as same:
            zone = self._pages.zone(request.person)
            question = f"Same person as {_known_as(same)}?"
            return Next(
                new_loop_modal(self._drafts.templates(), typed=form, zone_default=zone, same_as=question)
            )
        return Next(plan_modal(plan))

    def plan(self, request: Request) -> Answer:
        """The list of interviews, of a draft or of an open loop."""
        return Open(plan_modal(self._setup.plan(request.person, request.number)))

    def discard(self, request: Request) -> Answer:
        self._drafts.discard(request.person, request.number)
        return Say([refusal("The draft is gone. Nobody had heard of it.")])

    def schedule(self, request: Request) -> Answer:
        chosen = self._pages.led(request.person, request.text)
        if len(chosen) == 1:
            return Open(plan_modal(self._setup.plan(request.person, chosen[0].id)))
        return self._pick(request, Action.LOOP_CHANGE)

    def interview_form(self, request: Request) -> Answer:
        """One interview of the list, in a small form of its own."""
        plan = self._setup.plan(request.person, int(request.metadata["loop"]))
        found = plan.loop.interview(request.number) if request.action == Action.PLAN_EDIT else None
        return Open(
            interview_modal(
                loop=plan.loop,
                interview=found,
                guides=self._setup.guides(),
                guide=self._setup.guide_of(found),
                reader=plan.reader,
            )
        )

    def guide_chosen(self, request: Request) -> Answer:
        """Another type has other exercises: the form is drawn anew, with all that was typed."""
        typed = parse_interview(request.values, request.metadata)
        plan = self._setup.plan(request.person, int(request.metadata["loop"]))
        guide = next((each for each in self._setup.guides() if each.slug == typed.guide), None)
        found = plan.loop.interview(typed.interview_id) if typed.interview_id else None
        return Redraw(
            interview_modal(
                loop=plan.loop,
                interview=found,
                guides=self._setup.guides(),
                guide=guide or self._setup.guide_of(found),
                reader=plan.reader,
                typed=typed,
            )
        )

    def save_interview(self, request: Request) -> Answer:
        typed = parse_interview(request.values, request.metadata)
        loop_id = int(request.metadata["loop"])
        try:
            self._setup.edit(request.person, loop_id, typed, str(request.view["id"]))
        except ChangedMeanwhile as changed:
            return self._overtaken(request, loop_id, str(changed))
        return Done(parent=plan_modal(self._setup.plan(request.person, loop_id)))

    def _overtaken(self, request: Request, loop_id: int, sentence: str) -> Answer:
        """What was typed stays, over today's revision: saving again keeps it."""
        typed = parse_interview(request.values, request.metadata)
        plan = self._setup.plan(request.person, loop_id)
        found = plan.loop.interview(typed.interview_id) if typed.interview_id else None
        fresh = replace(typed, revision=found.revision if found else 0)
        guide = next((each for each in self._setup.guides() if each.slug == typed.guide), None)
        view = interview_modal(
            loop=plan.loop,
            interview=found,
            guides=self._setup.guides(),
            guide=guide or self._setup.guide_of(found),
            reader=plan.reader,
            typed=fresh,
            note=sentence,
        )
        return Next(view)

    def create(self, request: Request) -> Answer:
        self._setup.create(request.person, int(request.metadata["loop"]))
        return Done(clear=True)

    # --- looking ----------------------------------------------------------------------------------

    def mine(self, request: Request) -> Answer:
        return Say([mine(self._pages.mine(request.person))])

    def loops(self, request: Request) -> Answer:
        return Say([loops_page(self._pages.loops(request.person))])

    def loop(self, request: Request) -> Answer:
        found = self._pages.named(request.person, request.text)
        if len(found) == 1:
            return Say([overview(self._pages.overview(request.person, found[0].id))])
        return self._picked(request, found, Action.LOOP_OVERVIEW)

    def overview(self, request: Request) -> Answer:
        shown = self._pages.overview(request.person, request.number)
        if request.view:
            return Open(overview_modal(shown))
        return Say([overview(shown)])

    # --- ending -----------------------------------------------------------------------------------

    def close(self, request: Request) -> Answer:
        """Always asks which, by name, position and day: closing cannot be taken back here."""
        return self._pick(request, Action.LOOP_CLOSE)

    def close_form(self, request: Request) -> Answer:
        loop, owed = self._endings.owed(request.person, request.number)
        if loop.state is LoopState.CLOSED:
            raise Refused("This loop is closed already.")
        now = self._clock()
        waiting = [each.panelist for each in owed if each.interview.is_over(now)]
        return Open(close_modal(loop, waiting, now=now))

    def closed(self, request: Request) -> Answer:
        self._endings.close(request.person, parse_closing(request.values, request.metadata))
        return Done(clear=True)

    def go_on_form(self, request: Request) -> Answer:
        loop_id, _, panelist = request.value.partition(" ")
        loop, owed = self._endings.waited_for(request.person, int(loop_id))
        return Open(go_on_modal(loop, owed, int(panelist) if panelist else None))

    def go_on(self, request: Request) -> Answer:
        said = parse_go_on(request.values, request.metadata)
        if said.panelist_id is None:
            raise FieldRefused({"panelist": "Choose whose feedback to go on without."})
        self._interviews.go_on_without(request.person, said.panelist_id, said.reason)
        return Done()

    # --- which loop ---------------------------------------------------------------------------------

    def _pick(self, request: Request, purpose: Action) -> Answer:
        found = self._pages.named(request.person, request.text)
        mine = [each for each in found if each.recruiter == request.person or self._admin(request)]
        if not mine:
            raise Refused("Only a loop's recruiter can do that. Ask them in the loop's channel.")
        return self._picked(request, mine, purpose)

    def _picked(self, request: Request, found: Sequence[Loop], purpose: Action) -> Answer:
        return Say([pick_loop(found, purpose, zone=self._pages.zone(request.person))])

    def _admin(self, request: Request) -> bool:
        return self._people.person(request.person).admin


def _known_as(same: SamePerson) -> str:
    if same.latest is None:
        return "somebody who was here before under this e-mail or link"
    opened = same.latest.created_at
    return f"{same.candidate.name}, {same.latest.position.heading}, opened {opened.day} {opened:%b %Y}"
