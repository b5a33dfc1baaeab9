"""The whole main job by clicking: a recruiter, an interviewer and a hiring manager, in three tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, expect

from bot.demo.company import BERLIN, CHANNEL, HENRIK, PRIYA, ROSA, TOM
from bot.demo.running import Demo
from bot.sandbox.client import Hand
from tests.acting import Json, World, a_demo
from tests.clicking import PHONE, Tab, picks, presses, tab
from tests.processes import eventually
from tests.setting_up import feedback, the_loop

pytestmark = pytest.mark.browser

MORNING = datetime(2026, 11, 17, 10, tzinfo=ZoneInfo(BERLIN))  # a Tuesday
STARTS, BEFORE, AFTER = "2026-11-17T14:00", "2026-11-17T13:45", "2026-11-17T14:45"
TOM_SAW = "Settled on the first idea that came along"
PRIYA_SAW = "Named three stores and what each costs"
BOT = "interviews"


@pytest.fixture
def demo(browser: Browser) -> Iterator[Demo]:  # noqa: ARG001  # see below
    """The browser is asked for first: without one there is nothing to start."""
    with a_demo(start_at=MORNING, ticking=True) as demo:
        yield demo


@pytest.fixture
def rosa(browser: Browser, demo: Demo) -> Iterator[Tab]:
    with tab(browser, f"{demo.url}/?as={ROSA}&channel=C0GENERAL") as opened:
        yield opened


@pytest.fixture
def priya(browser: Browser, demo: Demo) -> Iterator[Tab]:
    with tab(browser, f"{demo.url}/?as={PRIYA}&channel=C0GENERAL") as opened:
        yield opened


@pytest.fixture
def henrik(browser: Browser, demo: Demo) -> Iterator[Tab]:
    with tab(browser, f"{demo.url}/?as={HENRIK}&channel=C0GENERAL", PHONE) as opened:
        yield opened


def test_a_loop_from_its_beginning_to_its_end(demo: Demo, rosa: Tab, priya: Tab, henrik: Tab) -> None:
    _sets_up_the_loop(rosa)
    rosa.goes_to("hiring-search")
    card = rosa.message("Loop for Senior Engineer")
    expect(card).to_contain_text("0 of 2 in")

    _is_reminded_while_looking(priya, rosa)
    _types_closes_and_finds_it_again(priya)
    rosa.moves_time_to(AFTER, BERLIN)
    _tom_gives_his(demo)
    _submits_what_was_kept(priya)

    expect(card).to_contain_text("2 of 2 in")
    presses(card, "2 replies")  # no pack yet: other interviews of the stage have nobody on them
    expect(rosa.thread).to_contain_text(PRIYA_SAW)
    expect(rosa.thread).to_contain_text(TOM_SAW)
    _looks_at_it_on_the_phone(henrik)
    _closes_the_loop(rosa)

    _received_nothing_of_others(demo, priya)
    assert TOM_SAW in "\n".join(rosa.received), "what is received is recorded"
    assert World(demo).refusals() == []


# --- Rosa ----------------------------------------------------------------------------------------


def _sets_up_the_loop(rosa: Tab) -> None:
    rosa.types("/interview new")
    form = rosa.dialog("Set up a loop")
    form.get_by_label("Candidate's name").fill("Maya Lind")
    form.get_by_label("Position", exact=True).fill("Engineer")
    form.get_by_label("Level").fill("Senior")
    form.get_by_label("Interviews to start from").select_option("Standard engineering loop")
    picks(form, "Hiring manager", "hen", "Henrik")
    picks(form, "Private channel", "hir", "hiring-search")
    presses(form, "Next")
    address = form.get_by_label("Candidate's e-mail")
    expect(address).to_have_accessible_description(re.compile("two people can share a name"))
    expect(address).to_be_focused()
    address.fill("maya@example.com")
    presses(form, "Next")

    presses(rosa.dialog("Interviews"), "Keep as draft")
    rosa.sees_no_dialog()
    rosa.types("/interview new")
    again = rosa.dialog("Set up a loop")
    expect(again).to_contain_text("You have 1 draft.")
    presses(again, "Continue")
    plan = rosa.dialog("Interviews")
    expect(plan).to_contain_text("Maya Lind")
    _gives_it_to_priya_and_tom(rosa, plan)
    presses(plan, "Create")
    rosa.sees_no_dialog()


def _gives_it_to_priya_and_tom(rosa: Tab, plan: Locator) -> None:
    presses(plan, "Edit System Design")
    form = rosa.dialog("Interview")
    form.get_by_label("Time").fill(STARTS)
    picks(form, "Lead", "pri", "Priya")
    picks(form, "Observers", "tom", "Tom")
    presses(form, "Save")
    expect(plan).to_contain_text("@Priya leads")
    expect(plan).to_contain_text("@Tom observes")


def _closes_the_loop(rosa: Tab) -> None:
    presses(rosa.thread, "Close thread")
    rosa.types("/interview close maya", "#hiring-search")
    presses(rosa.message("Which loop?"), "Close: Maya Lind")
    form = rosa.dialog("Close the loop")
    presses(form, "Close the loop")
    expect(form).to_contain_text("Please complete this required field.")
    form.get_by_role("radio", name="Hired").check()
    presses(form, "Close the loop")
    rosa.sees_no_dialog()
    expect(rosa.message("Loop for Senior Engineer")).to_contain_text("closed")


# --- Priya ---------------------------------------------------------------------------------------


def _is_reminded_while_looking(priya: Tab, rosa: Tab) -> None:
    priya.goes_to(BOT)
    priya.page.get_by_role("tab", name="Messages").click()
    expect(priya.message("System Design")).to_contain_text("You are asked to lead it.")
    rosa.moves_time_to(BEFORE, BERLIN)
    expect(priya.message("starts in 15 minutes")).to_contain_text("Maya Lind")


def _types_closes_and_finds_it_again(priya: Tab) -> None:
    presses(priya.message("starts in 15 minutes"), "Open scorecard: System Design")
    form = priya.dialog("Your feedback")
    form.get_by_label("Your notes").fill("Chose a queue")
    form.get_by_label("Recommendation").select_option("Yes")
    presses(form, "Close")
    priya.sees_no_dialog()


def _submits_what_was_kept(priya: Tab) -> None:
    presses(priya.message("write your feedback"), "Draft saved 13:45 · Continue: System Design")
    form = priya.dialog("Your feedback")
    expect(form.get_by_label("Your notes")).to_have_value("Chose a queue")
    expect(form.get_by_label("Recommendation").locator("option:checked")).to_have_text("Yes")
    form.get_by_role("textbox", name="Why").fill("As seen")
    form.get_by_label("Makes trade-offs and says why").select_option("Clear strength")
    evidence = form.get_by_label("2 What did you see?")
    expect(evidence).to_be_visible()
    expect(form.get_by_role("textbox", name="Why")).to_have_value("As seen")
    presses(form, "Submit")
    expect(evidence).to_have_accessible_description(re.compile("A clear strength needs an example"))
    expect(evidence).to_have_accessible_description(re.compile("complete this required field"))
    evidence.fill(PRIYA_SAW)
    presses(form, "Submit")
    submitted = priya.dialog("Submitted")
    expect(submitted).to_contain_text("Your feedback is in")
    presses(submitted, "Close")
    priya.sees_no_dialog()


# --- Henrik, and the one who is not here ---------------------------------------------------------


def _looks_at_it_on_the_phone(henrik: Tab) -> None:
    henrik.goes_to("hiring-search")
    presses(henrik.message("Loop for Senior Engineer"), "Overview")
    overview = henrik.message("Only visible to you")
    expect(overview).to_contain_text("2 of 2 in")
    expect(overview).to_contain_text("Clear strength: trade-offs")
    assert henrik.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(overview).to_contain_text("Nobody disagrees.")
    overview.get_by_role("button", name="Read the lead's scorecard").first.click()
    scorecard = henrik.page.get_by_role("dialog")
    expect(scorecard).to_contain_text(PRIYA_SAW)
    assert scorecard.bounding_box() == {"x": 0, "y": 0, **PHONE}
    presses(scorecard, "Close")
    henrik.sees_no_dialog()


def _tom_gives_his(demo: Demo) -> None:
    loop = the_loop(World(demo), 1)
    assignments = [panelist for _, panelist in loop.assignments() if panelist.person == TOM]
    give = demo.bot.services.submissions.submit

    def is_in() -> bool:
        """Time has been moved on by another page: until that is done it is a draft."""
        return give(TOM, assignments[0].id, feedback(said=TOM_SAW)).kept is None

    eventually(is_in, "Tom's feedback")


def _received_nothing_of_others(demo: Demo, priya: Tab) -> None:
    """Neither the private channel, nor anybody's messages from the bot, nor what the other panelist wrote."""
    priya.goes_to("general")
    priya.types("Done for today")  # once she sees this, all that was sent to her page before is there
    expect(priya.message("Done for today")).to_be_visible()
    received = "\n".join(priya.received)
    assert "Chose a queue" in received
    assert '"what":"messages"' in received.replace(" ", "")
    control = World(demo).control
    hands = {person: control.as_(person) for person in (ROSA, HENRIK, TOM)}
    places = [(hands[ROSA], CHANNEL), (hands[HENRIK], CHANNEL)]
    places += [(hand, dm) for hand in hands.values() if (dm := hand.see("state")["bot"]["dm"])]
    assert hands[TOM] in [hand for hand, _ in places], "he has messages from the bot"
    foreign = [message for hand, place in places for message in _everything_in(hand, place)]
    assert TOM_SAW in str(foreign)
    secrets = {TOM_SAW, "hiring-search", *(place for _, place in places), *(each["ts"] for each in foreign)}
    assert [secret for secret in secrets if secret in received] == []


def _everything_in(hand: Hand, place: str) -> list[Json]:
    """Its messages, what only that person sees among them, and the replies."""
    roots = hand.messages(place)
    threads = [hand.messages(place, root["ts"]) for root in roots if root.get("reply_count")]
    return [*roots, *(reply for thread in threads for reply in thread)]
