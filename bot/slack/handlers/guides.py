"""Guides: prep, list, candidate-brief, help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.catalog.catalog import Choice
from bot.catalog.finding import Exact, Found, Near, Several
from bot.catalog.models import Guide
from bot.domain.interviews import Role
from bot.domain.typed import last_word, plain_word
from bot.services.guides import Guides, OnlyTheBrief
from bot.services.pages import Pages
from bot.slack.handlers.preparation import PreparationHandlers
from bot.slack.ids import Action
from bot.slack.request import Answer, Request, Say
from bot.slack.views.briefs import brief_messages, candidate_brief
from bot.slack.views.guide_list import BRIEF, Offer, guide_list, not_found, several, which_brief
from bot.slack.views.guide_parts import AskedFor, parse_asked_for
from bot.slack.views.guides import guide_page
from bot.slack.views.loops import pick_loop
from bot.slack.views.text import clip
from bot.slack.views.typed import ECHOED
from bot.slack.views.whole_guide import whole_guide

FOR_CANDIDATES = "Candidates read the same text: it holds nothing internal."


class GuideHandlers:
    def __init__(self, guides: Guides, preparation: PreparationHandlers, pages: Pages, command: str) -> None:
        self._guides = guides
        self._preparation = preparation
        self._pages = pages
        self._command = command

    def prep(self, request: Request) -> Answer:
        """`prep <type> [role]`, or my next interview."""
        words, role = _role(request.text)
        if not words:
            return self._preparation.next(request)
        found = self._guides.find(words)
        if isinstance(found, Exact):
            return self._page(request, AskedFor(found.guide.slug, role))
        if isinstance(found, Several):
            return Say([several(_echo(request, words), self._guides.choices(found.guides), Offer(role))])
        near = found.guides if isinstance(found, Near) else ()
        return Say([not_found(_echo(request, words), self._guides.choices(near), self._command, Offer(role))])

    def find(self, text: str) -> Found:
        """The guide that is meant, with a role behind it or not."""
        words, _ = _role(text)
        return self._guides.find(words)

    def choices(self, guides: Iterable[Guide]) -> Sequence[Choice]:
        """Each with what to use instead of it today."""
        return self._guides.choices(guides)

    def show(self, request: Request) -> Answer:
        return self._page(request, parse_asked_for(request.value))

    def earlier(self, request: Request) -> Answer:
        return self._page(request, parse_asked_for(request.value), earlier=True)

    def whole(self, request: Request) -> Answer:
        return self._page(request, parse_asked_for(request.value), whole=True, earlier=True)

    def _page(
        self, request: Request, asked: AskedFor, *, whole: bool = False, earlier: bool = False
    ) -> Answer:
        try:
            page = self._guides.page(request.person, *asked, earlier=earlier)
        except OnlyTheBrief as brief:
            return _brief(brief.guide.title, brief.text)
        if whole:
            return Say(whole_guide(page, self._command, self._guides.catalog))
        return Say([guide_page(page, self._command)])

    def list(self, request: Request) -> Answer:
        guides, track = self._guides.listed(request.person, clip(request.text, ECHOED))
        return Say(guide_list(guides, self._command, track))

    def briefs(self, request: Request) -> Answer:
        guides, _ = self._guides.listed(request.person)
        return Say([which_brief(guides, self._command)])

    def brief(self, request: Request) -> Answer:
        """A type's brief, or with a candidate's name all of their interviews in one text."""
        if not request.text:
            return self.briefs(request)
        found = self._guides.find(request.text)
        if isinstance(found, Exact):
            return _brief(*self._guides.brief(found.guide.slug))
        if isinstance(found, Several):
            return Say([several(_echo(request, request.text), self._guides.choices(found.guides), BRIEF)])
        mine = self._pages.led(request.person, request.text)
        if len(mine) == 1 and not request.is_typed:
            return self._all_briefs(request.person, mine[0].id)
        if mine:
            zone = self._pages.zone(request.person)
            return Say([pick_loop(mine, Action.LOOP_BRIEF, zone=zone, label="Show the brief")])
        near = found.guides if isinstance(found, Near) else ()
        return Say(
            [not_found(_echo(request, request.text), self._guides.choices(near), self._command, BRIEF)]
        )

    def brief_shown(self, request: Request) -> Answer:
        slug, _, exercise = request.value.partition(" ")
        return _brief(*self._guides.brief(slug, exercise))

    def loop_brief(self, request: Request) -> Answer:
        return self._all_briefs(request.person, request.number)

    def _all_briefs(self, person: str, loop_id: int) -> Answer:
        brief = self._guides.candidate_brief(person, loop_id)
        return Say(candidate_brief(brief, self._guides.catalog, FOR_CANDIDATES))


def _brief(title: str, text: str) -> Answer:
    return Say(brief_messages(title, text, FOR_CANDIDATES))


def _echo(request: Request, words: str) -> str:
    """What is not found: where the answer stands below the words, a phone need not show them again."""
    return "" if request.is_typed else words


def _role(text: str) -> tuple[str, Role]:
    """ "system design observer" → the words and the role."""
    words, last = last_word(text)
    if plain_word(last) in set(Role):
        return words, Role(plain_word(last))
    return text.strip(), Role.LEAD
