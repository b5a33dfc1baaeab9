"""App Home, and what Slack tells of people, channels and the installation."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.people import Person
from bot.services.pages import Pages
from bot.services.people import People
from bot.services.workspace_changes import WorkspaceChanges
from bot.slack.directory import person_of
from bot.slack.request import Answer, Nothing, PublishHome, Request
from bot.slack.views.mine import home_view


class HomeHandlers:
    """`ended`: what is done when the installation is said to be over, with Slack's word for it."""

    def __init__(
        self,
        pages: Pages,
        people: People,
        workspace_changes: WorkspaceChanges,
        ended: Callable[[str], object],
    ) -> None:
        self._pages = pages
        self._people = people
        self._workspace_changes = workspace_changes
        self._ended = ended

    def opened(self, request: Request) -> Answer:
        if request.event.get("tab") == "messages":
            return Nothing()
        return PublishHome(home_view(self._pages.mine(request.person, as_home=True)))

    def user_changed(self, request: Request) -> Answer:
        """A new zone moves that person's reminders; a deactivated account owes nothing any more."""
        person: Person = person_of(request.event["user"])
        self._workspace_changes.person_changed(person)
        return Nothing()

    def joined(self, request: Request) -> Answer:
        """Who reads a channel decides what it may show."""
        self._workspace_changes.channel_changed(request.channel)
        return Nothing()

    def installation_ended(self, request: Request) -> Answer:
        """Uninstalled, or the bot's own token revoked; people's tokens are none of its business."""
        revoked = request.event.get("tokens")
        if revoked is None or revoked.get("bot"):
            self._ended(str(request.event["type"]))
        return Nothing()
