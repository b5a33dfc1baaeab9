"""Everything this app answers to, over its use cases."""

from __future__ import annotations

from collections.abc import Callable

from bot.services.use_cases import Services
from bot.slack.handlers.answers import AnswerHandlers
from bot.slack.handlers.chasing import ChasingHandlers
from bot.slack.handlers.closing import ClosingHandlers
from bot.slack.handlers.debriefs import DebriefHandlers
from bot.slack.handlers.guides import GuideHandlers
from bot.slack.handlers.home import HomeHandlers
from bot.slack.handlers.notes import NoteHandlers
from bot.slack.handlers.pages import PageHandlers
from bot.slack.handlers.preparation import PreparationHandlers
from bot.slack.handlers.scorecards import ScorecardHandlers
from bot.slack.handlers.settings import SettingsHandlers
from bot.slack.handlers.setup import SetupHandlers
from bot.slack.router import Routes
from bot.slack.routes import Handlers, routes


def surface(on: Services, ended: Callable[[str], object]) -> Routes:
    """The routes over these services. `ended` is told when the installation is."""
    command = on.deployment.command
    preparation = PreparationHandlers(on.preparing, on.pages, command)
    handlers = Handlers(
        guides=GuideHandlers(on.guides, preparation, on.pages, command),
        preparation=preparation,
        answers=AnswerHandlers(on.answers, on.clock),
        scorecards=ScorecardHandlers(on.scorecards, on.submissions, on.people, on.clock),
        debriefs=DebriefHandlers(on.debrief_pages),
        notes=NoteHandlers(on.notes),
        setup=SetupHandlers(on.drafts, on.setup, on.pages, on.people),
        chasing=ChasingHandlers(on.chasing),
        closing=ClosingHandlers(on.closing, on.pages, on.clock),
        pages=PageHandlers(on.pages),
        home=HomeHandlers(on.pages, on.people, on.workspace_changes, ended),
        settings=SettingsHandlers(on.own_settings),
    )
    return routes(handlers, command)
