"""The list of all guides, briefs, and what to answer to a word that is none."""

from __future__ import annotations

import pytest

from bot.catalog.models import Track
from bot.domain.errors import NoSuchLoop
from bot.slack.ids import Action
from bot.slack.views.text import escape
from tests.screens.guide_lists import SEVERAL
from tests.screens.guides import BRIEFS, EVERY, pasted
from tests.screens.reading import elements, squeezed
from tests.screens.registry import parts, screen
from tests.screens.world import GUIDES


def said(drawing: str) -> str:
    return "\n".join(each.words for each in parts(drawing))


def test_the_list_has_every_guide_with_its_summary() -> None:
    every = said("list.realistic")
    for guide in GUIDES.values():
        assert escape(guide.title) in every
        assert f"`{guide.slug}`" in every
        assert escape(guide.summary) in every or guide.state == "superseded"


@pytest.mark.parametrize("track", Track)
def test_the_list_of_one_track(track: Track) -> None:
    listed = said(f"list-{track}.realistic")
    for guide in GUIDES.values():
        assert (f"`{guide.slug}`" in listed) is (guide.track == track)
    assert "none yet" in said(f"list-nothing-{track}.swept")


def test_earlier_guides_come_last_with_their_successor() -> None:
    listed = said("list.realistic")
    earlier = sum(guide.state == "superseded" for guide in GUIDES.values())
    assert f"{len(GUIDES) - earlier} current, {earlier} earlier" in listed
    assert listed.index("Architecture  `architecture`, now System Design") > listed.index("*System Design*")


def test_a_hundred_guides_still_fit() -> None:
    listed = said("list-hundred.swept")
    assert all(f"`worst-{number}`" in listed for number in range(100))
    menus = [each for page in parts("list-hundred.swept") for each in elements(page.payload)]
    offered = [option["value"] for menu in menus for option in menu.get("options", [])]
    assert offered == [f"worst-{number} lead" for number in range(100)]


def test_superseded_ones_are_marked_in_menus_too() -> None:
    """Wherever they are listed: a guide that is chosen shall be no surprise."""
    for drawing in ("list.realistic", "brief-alone.realistic"):
        menus = [each for page in parts(drawing) for each in elements(page.payload) if "options" in each]
        offered = {option["text"]["text"]: option for menu in menus for option in menu["options"]}
        for guide in GUIDES.values():
            marked = offered[guide.title].get("description", {}).get("text", "")
            assert marked.startswith("Earlier, now ") is bool(guide.superseded_by), guide.slug
    walkthrough = GUIDES["cloud-ops-walkthrough"].title
    now = "Take-home Assignment with “Cloud Ops take-home” and System Design"
    assert escape(f"{walkthrough}  `cloud-ops-walkthrough`, now {now}") in said("list.realistic")


def test_candidate_brief_alone_asks_whose_page_and_opens_no_guide() -> None:
    page = screen("brief-alone.realistic")
    assert "Which interview's page for the candidate?" in page.words
    assert "`/interview candidate-brief` and their name" in page.words
    (menu,) = elements(page.payload)
    assert menu["action_id"] == Action.GUIDE_BRIEF
    assert {option["value"] for option in menu["options"]} == set(GUIDES)


# --- briefs ------------------------------------------------------------------------------------


def copied(drawing: str) -> str:
    """As somebody copies it out of the messages."""
    blocks = [block for message in parts(drawing) for block in message.payload["blocks"]]
    return "\n".join(
        block["elements"][0]["elements"][0]["text"] for block in blocks if block["type"] == "rich_text"
    )


@pytest.mark.parametrize("name", ["typed", "long"])
def test_a_brief_is_copied_as_it_is(name: str) -> None:
    assert copied(f"brief-{name}.swept") == BRIEFS[name]


def test_one_endless_line_is_not_cut_either() -> None:
    assert squeezed(copied("brief-one-line.swept")) == BRIEFS["one-line"]


def test_every_brief_can_be_shown() -> None:
    for guide in EVERY:
        assert squeezed(copied(f"brief-{guide.slug}.swept")) == squeezed(pasted(guide))


def test_a_candidate_gets_every_interview_at_their_own_time() -> None:
    text = copied("brief-candidate.realistic")
    assert "Tuesday 17 November 2026, 14:00 (Europe/Berlin)" in text
    assert text.count("To be scheduled") == 1
    assert "(America/Argentina/Buenos Aires)" in copied("brief-candidate.worst")
    assert "Tuesday 17 November 2026, 10:00 (UTC)" in copied("brief-candidate-no-zone.realistic")


# --- words that are not understood, help, refusals ---------------------------------------------


def test_a_misspelling_is_one_tap_from_what_was_meant() -> None:
    page = screen("not-found-near.realistic")
    assert "I can't find “sytem desgin”. Did you mean System Design?" in page.words
    assert page.buttons == {Action.GUIDE_SHOW: ["system-design observer"], Action.GUIDE_LIST: [""]}
    brief = screen("not-found-near-brief.realistic")
    assert brief.buttons == {Action.GUIDE_BRIEF: ["system-design"], Action.GUIDE_BRIEFS: [""]}


def test_what_took_the_place_of_a_superseded_one_is_told_before_it_is_chosen() -> None:
    near = screen("not-found-near-earlier.realistic")
    now = "now Pairing Exercise with “Frontend pairing exercise”"
    assert f"Did you mean Frontend Live-Coding Exercise, {now}?" in near.words
    several = screen("several-earlier.realistic")
    assert (
        "*Pairing Exercise with “Frontend pairing exercise”*\n"
        "Build a small interface from a design, in React and CSS.\n"
        "Earlier: Frontend Live-Coding Exercise  `frontend-live-coding`"
    ) in several.words
    assert several.buttons[Action.GUIDE_SHOW] == [
        "pairing-exercise observer",
        "frontend-live-coding observer",
        "delivery-pairing observer",
    ]


def test_several_near_misses_have_a_button_each() -> None:
    page = screen("not-found.worst")
    assert page.buttons[Action.GUIDE_SHOW] == [f"worst-{number} lead" for number in range(8)]


@pytest.mark.parametrize("name", ["not-found.realistic", "not-found-long.swept"])
def test_nothing_near_offers_the_list(name: str) -> None:
    assert screen(name).buttons == {Action.GUIDE_LIST: [""]}


@pytest.mark.parametrize("many", SEVERAL)
def test_a_word_that_fits_several_asks_which(many: int) -> None:
    page = screen(f"several-{many}.swept")
    assert f"“type” fits {many} interview types. Which one do you mean?" in page.words


@pytest.mark.parametrize("may_create", [True, False])
def test_help_offers_what_this_person_may_do(may_create: bool) -> None:
    page = screen(f"help-{may_create}.swept")
    assert "`/interview word-19 &lt;type&gt;`" in page.words
    assert (Action.LOOP_NEW in page.buttons) is may_create
    assert (Action.LOOPS in page.buttons) is may_create


def test_a_refusal_says_its_sentence() -> None:
    assert screen("refusal-no-such-loop.realistic").text == str(NoSuchLoop())
