"""The guided first minutes: steps tick themselves off, whoever does them in whichever tab."""

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from bot.sandbox.guide import GuideStep, When
from bot.sandbox.server import Sandbox
from tests.sandbox.page.hands import PHONE, OpenPage, open_form, type_line

pytestmark = pytest.mark.browser


@pytest.fixture
def guide() -> tuple[GuideStep, ...]:
    return (
        GuideStep("Whisper", "Ask the desk.", (When("command", "", "/desk wh"),), "U0MINA", "/desk whisper"),
        GuideStep("Fill in the form", "Open and submit it.", (When("submit", "U0AIKO", "form"),), "U0AIKO"),
        GuideStep("Move time on", "By any step.", (When("clock"),)),
        GuideStep(
            "Read the thread", "In the loop.", (When("thread", "U0MINA", "C0LOOP"),), "U0MINA", in_turn=True
        ),
    )


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Guide")


def step(page: Page, title: str) -> Locator:
    return panel(page).get_by_role("listitem").filter(has_text=title)


def test_steps_tick_themselves_off_over_all_tabs(
    open_page: OpenPage, sandbox: Sandbox, client: WebClient
) -> None:
    mina = open_page("U0MINA")
    aiko = open_page("U0AIKO", beside=mina)
    expect(step(mina, "Whisper")).to_have_attribute("aria-current", "step")
    step(mina, "Whisper").get_by_role("button", name="Type it for me").click()
    expect(mina.get_by_role("textbox", name="Message #general")).to_be_focused()
    mina.keyboard.press("Enter")
    for page in (mina, aiko):
        expect(step(page, "Whisper")).to_contain_text("(done)")
        expect(step(page, "Fill in the form")).to_have_attribute("aria-current", "step")
    ts = str(client.chat_postMessage(channel="C0LOOP", text="Summary")["ts"])
    mina.goto(f"{sandbox.url}/?as=U0MINA&channel=C0LOOP&thread={ts}")
    expect(mina.get_by_role("complementary", name="Thread")).to_contain_text("Summary")
    mina.get_by_role("button", name="Close thread").click()
    dialog = open_form(aiko)
    dialog.get_by_label("Why").fill("Clear")
    dialog.get_by_role("button", name="Submit").click()
    aiko.get_by_role("button", name="Move time on").click()
    aiko.get_by_role("button", name="+1 h").click()
    expect(mina.get_by_role("button", name="Guide 3 of 4")).to_be_visible()
    # The thread was opened too early to count.
    expect(step(mina, "Read the thread")).not_to_contain_text("(done)")
    mina.go_back()
    expect(mina.get_by_role("button", name="Guide 4 of 4")).to_be_visible()
    expect(panel(mina)).to_contain_text("That was the whole way round.")
    panel(mina).get_by_role("button", name="Start over").click()
    expect(aiko.get_by_role("button", name="Guide 0 of 4")).to_be_visible()


def test_a_form_that_was_refused_is_no_step(open_page: OpenPage) -> None:
    page = open_page("U0AIKO")
    dialog = open_form(page)
    dialog.get_by_label("Why").fill("vague")
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog.get_by_text("Tell what you saw.")).to_be_visible()
    expect(step(page, "Fill in the form")).not_to_contain_text("(done)")


def test_a_tap_makes_one_the_person_of_the_step(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    step(page, "Fill in the form").locator("summary").click()
    step(page, "Fill in the form").get_by_role("link", name="Be Aiko").click()
    expect(page.get_by_label("You are")).to_have_value("U0AIKO")
    expect(step(page, "Whisper").get_by_role("link", name="Be Mina")).to_be_visible()
    expect(page.get_by_role("button", name="Type it for me")).to_have_count(0)


def test_it_is_put_away_and_stays_so(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    toggle = page.get_by_role("button", name="Guide 0 of 4")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.get_by_role("button", name="Close guide").click()
    expect(panel(page)).to_be_hidden()
    expect(toggle).to_be_focused()
    page.reload()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.click()
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()


def test_on_a_phone_it_comes_when_asked_for(open_page: OpenPage) -> None:
    page = open_page("U0MINA", size=PHONE)
    expect(page.get_by_role("button", name="Tools")).to_be_visible()
    expect(panel(page)).to_be_hidden()
    type_line(page, "/desk whisper")
    page.get_by_role("button", name="Tools").click()
    page.get_by_role("button", name="Guide 1 of 4").click()
    expect(panel(page)).to_be_visible()
    expect(page.get_by_role("group", name="Tools")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_role("button", name="Close guide").click()
    expect(page.get_by_role("button", name="Tools")).to_be_focused()
