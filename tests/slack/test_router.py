"""Whatever a handler raises becomes a sentence for the person, in each place and over both transports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import (
    ChangedMeanwhile,
    DatabaseUnavailable,
    FieldRefused,
    InEachOthersWay,
    Missing,
    NoSuchLoop,
    NotForGuests,
    NotYours,
    Refused,
)
from bot.slack.request import Say
from bot.slack.router import (
    DATABASE_UNAVAILABLE,
    DATABASE_UNAVAILABLE_AT_SUBMISSION,
    GONE,
    MOST_TRIES,
    SLACK_AWAY,
)
from bot.values.ports import Unreachable
from bot.values.stops import Silent
from tests.acting import words
from tests.processes import eventually
from tests.slack.edge import GENERAL, ONCE_MORE, Edge, edge, message

pytestmark = pytest.mark.one_worker

UNFORESEEN = "Something went wrong here, and nothing was changed."
NAME = "Maya Lind"

FORESEEN = [
    (Refused("Choose <another> & try."), "Choose &lt;another&gt; &amp; try."),
    (NoSuchLoop(), str(NoSuchLoop())),
    (NotForGuests(), str(NotForGuests())),
    (NotYours(), str(NotYours())),
    (ChangedMeanwhile("Rosa moved it."), "Rosa moved it."),
    (FieldRefused({"box": "Too short.", "elsewhere": "Too long."}), "Too short.; Too long."),
    (Missing(), GONE),
    (DatabaseUnavailable(NAME), DATABASE_UNAVAILABLE),
    (Unreachable(Silent(NAME)), SLACK_AWAY),
]
BUGS = [
    (RuntimeError(f"{NAME} is late"), UNFORESEEN),
    (KeyError(NAME), UNFORESEEN),
    (RecursionError(NAME), UNFORESEEN),
    (AssertionError(), UNFORESEEN),
]
ERRORS = [pytest.param(*each, id=type(each[0]).__name__) for each in FORESEEN + BUGS]

PASSING = [error for error, _ in FORESEEN if isinstance(error, DatabaseUnavailable | Unreachable)]


@pytest.fixture(scope="module", params=["socket mode", "signed http"])
def one_edge(request: pytest.FixtureRequest) -> Iterator[Edge]:
    with edge(over_http=request.param == "signed http") as found:
        yield found


@pytest.fixture
def at(one_edge: Edge) -> Iterator[Edge]:
    """With nothing open from the test before."""
    yield one_edge
    one_edge.handlers.raises = one_edge.handlers.times = None
    while one_edge.priya.modals():
        one_edge.priya.do("close", view_id=one_edge.top()["id"])


@pytest.mark.parametrize(("error", "sentence"), ERRORS)
def test_to_a_command(at: Edge, error: Exception, sentence: str) -> None:
    at.handlers.raises = error
    answer = at.types("do it")
    assert words(answer).startswith(sentence)
    assert answer["ephemeral"]


@pytest.mark.parametrize(("error", "sentence"), ERRORS)
def test_to_a_click_on_a_message(at: Edge, error: Exception, sentence: str) -> None:
    at.handlers.raises = error
    shown = at.types("message")
    assert at.clicks(at.on(shown))["ok"]
    assert words(at.said()[-1]).startswith(sentence)
    assert at.said()[-2]["ts"] == shown["ts"], "what was clicked stays"


@pytest.mark.parametrize(("error", "sentence"), ERRORS)
def test_to_a_click_in_a_form(at: Edge, error: Exception, sentence: str) -> None:
    at.types("form")
    at.handlers.raises = error
    assert at.clicks({"type": "view", "view_id": at.top()["id"]})["ok"]
    below, top = at.priya.modals()
    assert "Fill it" in words(below)
    assert sentence in words(top)


@pytest.mark.parametrize(("error", "sentence"), ERRORS)
def test_to_a_form(at: Edge, error: Exception, sentence: str) -> None:
    """At its field, in plain text; the form stays, with what was typed."""
    at.types("form")
    at.handlers.raises = error
    answer = at.submits(box="typed")
    said = {
        DATABASE_UNAVAILABLE: DATABASE_UNAVAILABLE_AT_SUBMISSION,
        "Too short.; Too long.": "Too short. Too long.",
    }.get(sentence, sentence)
    plain = said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert answer["errors"]["box"].startswith(plain)
    assert set(answer["errors"]) == {"box"}
    (values,) = at.top()["state"]["values"]["box"].values()
    assert values["value"] == "typed"


@pytest.mark.parametrize(("error", "sentence"), ERRORS)
def test_to_a_form_without_a_field(at: Edge, error: Exception, sentence: str) -> None:
    """It must not close as if all was well."""
    at.types("bare")
    at.handlers.raises = error
    assert at.submits()["ok"]
    below, top = at.priya.modals()
    assert "Fill it" in words(below)
    assert (DATABASE_UNAVAILABLE_AT_SUBMISSION if sentence == DATABASE_UNAVAILABLE else sentence) in words(
        top
    )


@pytest.mark.parametrize(("error", "sentence"), ERRORS)
def test_to_the_shortcut(at: Edge, error: Exception, sentence: str) -> None:
    at.handlers.raises = error
    assert at.priya.do("shortcut", callback_id="interview-feedback")["ok"]
    assert sentence in words(at.top())


@pytest.mark.parametrize(("error", "sentence"), [each for each in FORESEEN + BUGS if each[0] not in PASSING])
def test_to_words_typed_to_the_bot(at: Edge, error: Exception, sentence: str) -> None:
    at.handlers.raises = error
    said = at.writes("do it")
    assert words(said).startswith(sentence)
    assert not said.get("ephemeral")


@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_was_in_anothers_way_is_done_again_before_anybody_is_told(at: Edge, times: int) -> None:
    at.handlers.raises, at.handlers.times = InEachOthersWay(), times
    at.handlers.answers = Say([message("Done")])
    seen = len(at.handlers.seen)
    said = words(at.types("do it"))
    assert said.startswith("Done" if times < MOST_TRIES else DATABASE_UNAVAILABLE)
    assert len(at.handlers.seen) - seen == min(times + 1, MOST_TRIES)


@pytest.mark.parametrize("error", [error for error, _ in FORESEEN + BUGS if error not in PASSING])
def test_to_an_event_nobody_is_told(at: Edge, error: Exception) -> None:
    at.handlers.raises = error
    before, seen = at.read(), len(at.handlers.seen)
    at.priya.do("home")
    at.sandbox.settle()
    assert at.read() == before
    assert len(at.handlers.seen) == seen + 1, "Slack need not send it again"


@pytest.fixture(scope="module", params=["socket mode", "signed http"])
def hasty(request: pytest.FixtureRequest) -> Iterator[Edge]:
    """Slack waits for an acknowledgement only as long as a test may: over Socket Mode there is none."""
    with edge(over_http=request.param == "signed http", timing=replace(ONCE_MORE, ack=0.3)) as found:
        yield found


@pytest.mark.parametrize("error", PASSING)
def test_an_event_that_cannot_be_taken_now_comes_again(hasty: Edge, error: Exception) -> None:
    at = hasty
    at.handlers.raises = error
    seen = len(at.handlers.seen)
    at.priya.do("home")
    eventually(lambda: len(at.handlers.seen) == seen + 2, "the event once more")
    at.sandbox.settle()
    assert len(at.handlers.seen) == seen + 2
    assert len({each.event_id for each in at.handlers.seen[seen:]}) == 1


@pytest.mark.parametrize("error", PASSING)
def test_words_that_cannot_be_taken_now_come_again(hasty: Edge, error: Exception) -> None:
    at = hasty
    at.handlers.raises, at.handlers.times = error, 1
    at.handlers.answers = Say([message("Done")])
    seen = len(at.handlers.seen)
    at.writes("do it")
    eventually(lambda: words(at.conversation()[-1]).startswith("Done"), "the words once more")
    assert len({each.event_id for each in at.handlers.seen[seen:]}) == 1
    assert len(at.handlers.seen[seen:]) == 2


@pytest.mark.parametrize("error", [error for error, _ in BUGS])
def test_a_bug_is_logged_under_an_id_and_without_any_text(at: Edge, error: Exception) -> None:
    at.handlers.raises = error
    with capture_logs() as logs:
        said = words(at.types(f"do {NAME}"))
    (entry,) = logs
    reference = re.search(r"reference: ([0-9a-f]{8})\.", said)
    assert reference
    assert (entry["log_level"], entry["reference"]) == ("error", reference[1])
    assert (entry["error"], entry["kind"]) == (type(error).__name__, "command")
    assert re.fullmatch(r"bot/slack/router\.py:\d+", entry["at"]), "the handlers are the test's"
    assert re.fullmatch(r"edge\.py:\d+", entry["way"][-1])
    assert NAME not in f"{logs} {said}"


@pytest.mark.parametrize("error", [error for error, _ in FORESEEN])
def test_what_is_foreseen_is_no_bug(at: Edge, error: Exception) -> None:
    at.handlers.raises = error
    with capture_logs() as logs:
        at.types("do it")
    assert logs == []


def test_two_bugs_have_two_ids(at: Edge) -> None:
    at.handlers.raises = KeyError()
    assert words(at.types("do it")) != words(at.types("do it"))


def test_words_are_taken_as_they_were_typed(at: Edge) -> None:
    for typed in ("do it", "DO it", "  do   it ", "do\tit"):
        at.types(typed)
        assert at.handlers.seen[-1].text == "it"
    at.types("do @Tom & <b>")
    assert at.handlers.seen[-1].text == "<@U0TOM|Tom> & <b>"
    at.types("nothing like it")
    assert at.handlers.seen[-1].text == "nothing like it", "what is not known keeps its word"
    assert at.handlers.seen[-1].channel == GENERAL
