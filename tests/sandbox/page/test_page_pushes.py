"""What phones and desktops would show of a message that comes while one looks elsewhere."""

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from tests.sandbox.page.hands import PHONE, OpenPage, type_line
from tests.sandbox.page.screens import Json, section

pytestmark = pytest.mark.browser

CARD: Json = {
    "text": "System Design, 14:00",
    "blocks": [section("*System Design*, 14:00"), section("With Maya")],
}


def pushes(page: Page) -> Locator:
    return page.get_by_role("log", name="Push preview")


def part(page: Page, name: str) -> Locator:
    return pushes(page).get_by_role("term").filter(has_text=name).locator("xpath=following-sibling::dd[1]")


def test_phone_and_desktop_are_told_apart(open_page: OpenPage, client: WebClient) -> None:
    mina, aiko = open_page("U0MINA"), open_page("U0AIKO")
    client.chat_postMessage(channel="U0MINA", **CARD)
    expect(part(mina, "Phone")).to_have_text("System Design, 14:00")
    expect(part(mina, "Desktop")).to_have_text("System Design, 14:00 may follow: With Maya")
    client.chat_postMessage(channel="C0GENERAL", text="In sight")
    expect(aiko.get_by_role("list", name="Messages")).to_contain_text("In sight")
    expect(pushes(aiko)).to_be_hidden()
    pushes(mina).get_by_role("button", name="Interview bot").click()
    expect(mina.get_by_role("list", name="Messages")).to_contain_text("With Maya")
    expect(pushes(mina)).to_be_hidden()


@pytest.mark.filterwarnings("ignore:The top-level `text` argument is missing:UserWarning")
def test_a_message_without_text_is_an_empty_notification(open_page: OpenPage, client: WebClient) -> None:
    page = open_page("U0MINA")
    client.chat_postMessage(channel="C0LOOP", text="", blocks=[section("Only blocks")])
    expect(part(page, "Phone")).to_have_text("(no text: an empty notification)")
    expect(part(page, "Desktop")).to_have_text("Only blocks")


def test_it_can_be_switched_off(open_page: OpenPage, client: WebClient) -> None:
    page = open_page("U0MINA")
    client.chat_postMessage(channel="C0LOOP", text="One")
    expect(pushes(page)).to_contain_text("#loop-search")
    switch = page.get_by_role("button", name="Push preview")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(pushes(page)).to_be_hidden()
    page.reload()
    expect(switch).to_have_attribute("aria-pressed", "false")
    client.chat_postMessage(channel="C0LOOP", text="Two")
    entry = page.get_by_role("link", name="loop-search")
    expect(entry).to_have_accessible_name("loop-search 2 unread")
    expect(pushes(page)).to_be_hidden()


def test_replies_reach_those_who_follow_the_thread(open_page: OpenPage, client: WebClient) -> None:
    mina, aiko = open_page("U0MINA"), open_page("U0AIKO")
    type_line(mina, "Who can take Tuesday?")
    root = mina.get_by_role("list", name="Messages").get_by_role("listitem").first.get_attribute("data-ts")
    client.chat_postMessage(channel="C0GENERAL", text="I looked", thread_ts=root)
    expect(pushes(mina)).to_contain_text("I looked")
    client.chat_postMessage(channel="C0GENERAL", text="<@U0AIKO> can", thread_ts=root)
    expect(pushes(aiko)).to_contain_text("@Aiko can")
    expect(pushes(aiko)).not_to_contain_text("I looked")


def test_on_a_phone_the_composer_stays_free(open_page: OpenPage, client: WebClient) -> None:
    page = open_page("U0MINA", size=PHONE)
    client.chat_postMessage(channel="U0MINA", **CARD)
    expect(pushes(page)).to_be_visible()
    type_line(page, "Typed below it")
    expect(page.get_by_role("list", name="Messages")).to_contain_text("Typed below it")
    pushes(page).get_by_role("button", name="Dismiss").click()
    expect(pushes(page)).to_be_hidden()
