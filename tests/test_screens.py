"""What holds of every screen and message: Slack takes it, it tells nobody too much, and it sounds like us."""

from __future__ import annotations

import inspect
import json
import pkgutil
import re
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from slack_sdk.models.views import View

import bot.slack.views
from bot.catalog.exercises import Visibility
from bot.catalog.links import LinkRules, rules_of
from bot.domain.about import AlertKind
from bot.domain.notices import NoticeKind
from bot.sandbox.payloads import Fault, check_message, check_view
from bot.slack.views.judgements import RATINGS, RECOMMENDATIONS
from bot.slack.views.reminders import SCREENS
from bot.slack.views.shape import Message
from tests.screens import worst
from tests.screens.__main__ import write
from tests.screens.reading import elements, marked_up, texts
from tests.screens.registry import Screen, drawn_again, every, everything, swept
from tests.screens.world import CATALOG

BUILDING = {"shape"}  # the module of parts: what screens are made with, none itself
DRAWN = "give it a row in SCREENS of bot/slack/views/reminders.py, and an entry in tests/screens/"
NAMING = ("overview", "brief-candidate")  # messages that may: only who asked sees them
CANDIDATES = ("Maya", "Noah", "Ava", worst.CANDIDATE)
TOLD = re.compile(
    "|".join(rf"\b{re.escape(words)}\b" for words in (*RATINGS.values(), *RECOMMENDATIONS.values()))
)


def faults(screen: Screen) -> list[Fault]:
    return check_message(screen.payload) if screen.kind == "message" else check_view(screen.payload)


def messages() -> Iterator[Screen]:
    return (screen for screen in everything() if screen.kind == "message")


def test_slack_takes_every_screen() -> None:
    assert {screen.name: faults(screen) for screen in everything() if faults(screen)} == {}


def test_what_was_typed_is_harmless() -> None:
    """The worst begins with mentions of everybody, and of somebody who is not meant."""
    told = {
        screen.name: [*marked_up(screen.payload), screen.payload.get("text", "")] for screen in everything()
    }
    assert any("&lt;!channel&gt;" in text for texts in told.values() for text in texts)
    for mention in ("<!channel>", "<@UEVIL>"):
        assert [name for name, texts in told.items() if any(mention in text for text in texts)] == []


def test_one_button_at_most_is_the_primary_one() -> None:
    for screen in everything():
        assert [each.get("style") for each in elements(screen.payload)].count("primary") <= 1, screen.name


def test_a_message_says_something_where_only_a_line_is_shown() -> None:
    for screen in messages():
        assert 0 < len(screen.text.strip()) <= 4000, screen.name


def test_every_name_is_there_once() -> None:
    names = [screen.name for screen in everything()]
    assert len(set(names)) == len(names)
    assert [each.name for each in every() if not each.name.endswith((".realistic", ".worst"))] == []
    assert [each.name for each in swept() if not each.name.endswith(".swept")] == []


def test_every_screen_was_filled_with_the_worst_too() -> None:
    """Screens that hold nothing typed by anybody have no worst."""
    kinds = {screen.name.partition("-")[0].partition(".")[0] for screen in every()}
    with_worst = {screen.name.partition("-")[0].partition(".")[0] for screen in every() if screen.worst}
    assert kinds == with_worst


# --- nothing is forgotten ----------------------------------------------------------------------


def is_screen(hint: object) -> bool:
    """A message, a view, or several messages."""
    return hint in (Message, View) or get_args(hint) == (Message,)


def drawing_functions() -> Iterator[Any]:
    for found in pkgutil.iter_modules(bot.slack.views.__path__):
        module = import_module(f"bot.slack.views.{found.name}")
        for _, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and found.name not in BUILDING
            if own and is_screen(get_type_hints(function).get("return")):
                yield function


def test_whatever_draws_a_screen_has_an_entry() -> None:
    _, drawn = drawn_again()
    missing = [
        f"{function.__module__}.{function.__name__}"
        for function in drawing_functions()
        if function.__code__ not in drawn
    ]
    assert len(list(drawing_functions())) > 30
    assert missing == []


@pytest.mark.parametrize("kind", sorted(SCREENS))
def test_every_reminder_has_an_entry(kind: NoticeKind) -> None:
    shown = [screen.name for screen in every() if screen.name.startswith(f"reminder-{kind}")]
    assert shown, f"no screen shows {kind.value}: {DRAWN}"


@pytest.mark.parametrize("kind", AlertKind)
def test_every_alert_has_an_entry(kind: AlertKind) -> None:
    shown = [screen.name for screen in every() if screen.name.startswith(f"alert-{kind}")]
    assert shown, f"no screen shows the alert {kind.value}: add it to tests/screens/alerts.py"


# --- what a phone on a table shows -------------------------------------------------------------


def test_what_is_pushed_tells_nothing_at_first_sight() -> None:
    for screen in messages():
        if not screen.name.startswith(NAMING):
            assert not [name for name in CANDIDATES if name in screen.first], screen.name
            assert not TOLD.search(screen.first), screen.name


def test_whatever_the_bot_posts_counts_as_pushed() -> None:
    kinds = {"reminder", "alert", "card", "posted", "debrief"}
    assert {each.name.partition("-")[0].partition(".")[0] for each in every() if each.pushed} == kinds
    assert not [each for each in every() if each.pushed and each.kind != "message"]


# --- how it sounds -----------------------------------------------------------------------------


def is_picture(character: str) -> bool:
    """Emoji and the like; ● and ○ stand beside their words."""
    return unicodedata.category(character) == "So" and character not in "●○"


def test_our_own_sentences_are_quiet() -> None:
    for screen in (each for each in every() if not each.worst):
        for text in texts(screen.payload):
            plain = re.sub(r"<![^>]*>|`[^`]*`", "", text)
            assert "!" not in plain, (screen.name, text)
            assert not re.search(r"(?<![\w/]):[a-z_+]+:", plain), (screen.name, text)
            assert not [each for each in plain if is_picture(each)], (screen.name, text)


def test_no_line_ends_in_a_blank() -> None:
    for screen in every():
        for text in texts(screen.payload) if not screen.worst else ():
            assert text == text.strip(), (screen.name, text)
            assert not re.search(r"[ \t]\n", text), (screen.name, text)


@pytest.mark.parametrize(
    "american", ["color", "behavior", "canceled", "organiz", "recogniz", "favor", "center"]
)
def test_our_spelling_is_british(american: str) -> None:
    ours = (
        each for each in every() if not each.worst and not each.name.startswith(("prep", "brief", "list"))
    )
    assert [each.name for each in ours if american in each.to_json().lower()] == []


# --- what leaves the house ---------------------------------------------------------------------


def link_rules() -> LinkRules:
    """As the catalog says, with every internal resource of guides, exercises and company."""
    exercises = [each for guide in CATALOG.guides.values() for each in guide.exercises]
    resources = [
        *CATALOG.company.resources,
        *(each for guide in CATALOG.guides.values() for each in guide.resources),
        *(each for exercise in exercises for each in exercise.resources),
    ]
    internal = [str(each.link) for each in resources if each.visibility is Visibility.INTERNAL]
    return rules_of([*internal, *CATALOG.company.internal_links], CATALOG.company.public_links)


def test_a_brief_holds_no_internal_link() -> None:
    briefs = [each for each in every() if each.name.startswith("brief-")]
    assert len(briefs) >= len(CATALOG.guides)
    rules = link_rules()
    for screen in briefs:
        assert list(rules.internal_in("\n".join(texts(screen.payload)))) == [], screen.name


# --- written -----------------------------------------------------------------------------------


def test_each_is_written_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "gone.realistic.json").write_text("{}")
    write(tmp_path)
    files = {file.name.removesuffix(".json") for file in tmp_path.iterdir()}
    assert files == {screen.name for screen in every()}
    written = json.loads((tmp_path / "help.realistic.json").read_text(encoding="utf-8"))
    assert set(written) == {"kind", "payload"}
    assert written["kind"] == "message"


def test_drawn_again_they_are_the_same() -> None:
    again, _ = drawn_again()
    assert [screen.to_json() for screen in again] == [screen.to_json() for screen in every()]
