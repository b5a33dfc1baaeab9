"""A loop set up and changed: step 1, the list of interviews, each in a small form of its own."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.errors import ChangedMeanwhile
from bot.services.drafts import Drafts, SamePerson
from bot.services.pages import Pages
from bot.services.people import People
from bot.services.setup import Setup
from bot.slack.ids import Action
from bot.slack.request import Answer, Done, Next, Open, Redraw, Request, Say
from bot.slack.views.help import refusal
from bot.slack.views.interview import interview_modal
from bot.slack.views.interview_typed import parse_interview
from bot.slack.views.loops import pick_loop
from bot.slack.views.new_loop import new_loop_modal, parse_new_loop, same_person_question
from bot.slack.views.plan import plan_modal
from bot.slack.views.typed import press_to


class SetupHandlers:
    def __init__(self, drafts: Drafts, setup: Setup, pages: Pages, people: People) -> None:
        self._drafts = drafts
        self._setup = setup
        self._pages = pages
        self._people = people

    def new(self, request: Request) -> Answer:
        self._people.member(request.person)
        if request.is_typed:
            return Say([press_to("Set up a loop for a candidate.", Action.LOOP_NEW)])
        zone = self._pages.zone(request.person)
        drafts = self._drafts.of(request.person)
        return Open(new_loop_modal(self._drafts.templates(), zone_default=zone, drafts=drafts))

    def start(self, request: Request) -> Answer:
        form = parse_new_loop(request.values)
        try:
            plan = self._setup.start(request.person, form, str(request.view["id"]))
        except SamePerson as same:
            zone = self._pages.zone(request.person)
            question = same_person_question(same.candidate, same.latest)
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
        if len(chosen) == 1 and not request.is_typed:
            return Open(plan_modal(self._setup.plan(request.person, chosen[0].id)))
        found = self._pages.changeable(request.person, request.text)
        return Say([pick_loop(found, Action.LOOP_CHANGE, zone=self._pages.zone(request.person))])

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
