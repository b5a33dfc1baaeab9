"""The whole surface: what is drawn is routed, what is routed is drawn, and every command explains itself."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.app import deployment_of, surface
from bot.catalog.store import CatalogStore
from bot.demo.company import PRIYA
from bot.services.use_cases import services
from bot.settings import CatalogSettings
from bot.slack.client import make_client
from bot.slack.directory import SlackDirectory
from bot.slack.ids import Action, Callback
from bot.slack.manifest import manifest
from bot.slack.request import Request, RequestKind, Say
from bot.slack.router import Routes
from bot.storage.database import Database
from tests.acting import words
from tests.databases import sqlite_in
from tests.screens.registry import every

Json = dict[str, Any]

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)
# forms without anything to submit
TO_READ = {
    Callback.HANDED_IN,
    Callback.SAID,
    Callback.OVERVIEW,
    Callback.READ_SCORECARD,
    Callback.READ_DEBRIEF,
    Callback.COPY_DEBRIEF,
    Callback.PICK,
    Callback.SETTINGS_KEPT,
}


ENDED: list[str] = []


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory) -> Routes:
    database = Database(sqlite_in(tmp_path_factory.mktemp("surface")))
    nobody = SlackDirectory(make_client("", "http://127.0.0.1:9/", 1), "")
    settings = CatalogSettings()
    store = CatalogStore(settings.catalog_dir)
    return surface(services(database, store, nobody, lambda: NOW, deployment_of(settings)), ENDED.append)


@pytest.mark.parametrize(
    ("event", "ended"),
    [
        ({"type": "app_uninstalled"}, ["app_uninstalled"]),
        ({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0BOT"]}}, ["tokens_revoked"]),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U0PRIYA"], "bot": []}}, []),
    ],
)
def test_it_is_heard_that_the_installation_is_over(routes: Routes, event: Json, ended: list[str]) -> None:
    ENDED.clear()
    routes.events[event["type"]](Request(RequestKind.EVENT, "", event=event))
    assert ended == ENDED


# --- ids -----------------------------------------------------------------------------------------


def elements(payload: Json) -> Iterator[Json]:
    """Whatever sends an action when somebody uses it."""
    for block in payload["blocks"]:
        if block["type"] == "actions":
            yield from block["elements"]
        elif block.get("accessory"):
            yield block["accessory"]
        elif block["type"] == "input" and block.get("dispatch_action"):
            yield block["element"]


def test_every_button_is_answered_and_every_answer_has_a_button(routes: Routes) -> None:
    drawn = {each["action_id"] for screen in every() for each in elements(screen.payload)}
    assert drawn - set(routes.actions) == set()
    assert set(routes.actions) - drawn - {Action.INPUT} == set()
    assert set(routes.actions) == set(Action)


def test_every_form_is_answered(routes: Routes) -> None:
    forms = [screen.payload for screen in every() if screen.kind == "modal"]
    assert {form["callback_id"] for form in forms if form.get("submit")} == set(routes.submissions)
    assert {form["callback_id"] for form in forms} - set(routes.submissions) == TO_READ
    assert set(Callback) - set(routes.submissions) - TO_READ == set(routes.shortcuts)


# --- help ----------------------------------------------------------------------------------------


def said(routes: Routes, text: str) -> str:
    answer = routes.help(Request(kind=RequestKind.COMMAND, person=PRIYA, text=text))
    assert isinstance(answer, Say)
    return html.unescape("\n".join(words(message.payload()) for message in answer.messages))


def test_help_names_every_command_with_a_sentence(routes: Routes) -> None:
    page = said(routes, "")
    for each in routes.commands.values():
        assert f"`/interview {each.usage}`\n{each.sentence}" in page


def test_each_command_answers_help_by_each_of_its_names(routes: Routes) -> None:
    for name, each in routes.commands.items():
        for called in (name, name.upper(), *each.aliases):
            assert said(routes, f"{called} help") == f"/interview {each.usage}\n{each.sentence}"


def test_help_may_come_first(routes: Routes) -> None:
    for word, begins in (("help brief", "/interview candidate-brief"), ("HELP", "*Interview guides")):
        answer = routes.unknown_command(Request(kind=RequestKind.COMMAND, person=PRIYA, text=word))
        assert isinstance(answer, Say)
        assert words(answer.messages[0].payload()).startswith(begins)


# --- the manifest --------------------------------------------------------------------------------


def test_the_manifest_has_what_is_routed(routes: Routes) -> None:
    made = manifest(routes, "/interview")
    (command,) = made["features"]["slash_commands"]
    assert set(command["usage_hint"].split(" | ")) == {"help", *routes.commands}
    assert command["should_escape"] is True
    assert [each["callback_id"] for each in made["features"]["shortcuts"]] == list(routes.shortcuts)
    assert {
        each.removesuffix(".im") for each in made["settings"]["event_subscriptions"]["bot_events"]
    } == set(routes.events)
    tabs = made["features"]["app_home"]
    assert (tabs["home_tab_enabled"], tabs["messages_tab_enabled"]) == (True, True)
    assert tabs["messages_tab_read_only_enabled"] is False
    assert made["settings"]["interactivity"]["is_enabled"] is True
