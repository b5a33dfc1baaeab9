"""Faults on demand, armed and taken back on the page."""

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.sandbox.page.hands import PHONE, OpenPage

pytestmark = pytest.mark.browser


def test_an_armed_fault_happens_and_is_over(open_page: OpenPage, client: WebClient) -> None:
    mina, aiko = open_page("U0MINA"), open_page("U0AIKO")
    mina.get_by_role("button", name="Faults").click()
    expect(mina.get_by_label("Method")).to_be_focused()
    mina.get_by_label("Method").select_option("chat.postMessage")
    mina.get_by_label("What goes wrong").select_option("429: has to wait")
    mina.get_by_label("Retry-After, in seconds").fill("7")
    mina.get_by_label("For the next calls").fill("2")
    mina.get_by_role("button", name="Arm", exact=True).click()
    expect(mina.get_by_role("list", name="Armed")).to_contain_text("chat.postMessage · 429")
    # It is everybody's: another person's page says so too.
    expect(aiko.get_by_role("button", name="Faults 2 armed")).to_be_visible()
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel="C0GENERAL", text="x")
    assert (refused.value.response.status_code, refused.value.response.headers["Retry-After"]) == (429, "7")
    expect(mina.get_by_role("list", name="Armed")).to_contain_text("the next call")
    expect(aiko.get_by_role("button", name="Faults 1 armed")).to_be_visible()
    mina.get_by_role("button", name="Take back").click()
    expect(mina.get_by_text("Nothing is armed")).to_be_visible()
    expect(mina.get_by_label("Method")).to_be_focused()
    client.chat_postMessage(channel="C0GENERAL", text="It goes through")
    expect(aiko.get_by_role("list", name="Messages")).to_contain_text("It goes through")


def test_on_a_phone(open_page: OpenPage, client: WebClient) -> None:
    page = open_page("U0MINA", size=PHONE)
    page.get_by_role("button", name="Tools").click()
    page.get_by_role("button", name="Faults").click()
    page.get_by_label("Method").select_option("any method")
    page.get_by_label("What goes wrong").select_option("refused: ok is false")
    page.get_by_label("Error", exact=True).fill("is_archived")
    page.get_by_role("button", name="Arm", exact=True).click()
    expect(page.get_by_role("button", name="Take back")).to_be_in_viewport()
    with pytest.raises(SlackApiError, match="is_archived"):
        client.auth_test()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
