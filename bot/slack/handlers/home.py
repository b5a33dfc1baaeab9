"""App Home, and what Slack tells of people, channels and the installation."""

from __future__ import annotations

from bot.domain.people import Person
from bot.services.pages import Pages
from bot.services.people import People
from bot.services.workspace_changes import WorkspaceChanges
from bot.slack.directory import person_of
from bot.slack.request import Answer, Nothing, PublishHome, Request
from bot.slack.views.mine import home_view


class HomeHandlers:
    def __init__(self, pages: Pages, people: People, workspace_changes: WorkspaceChanges) -> None:
        self._pages = pages
        self._people = people
        self._workspace_changes = workspace_changes

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
