"""Messages: elements in them, threads, unread marks, the Home, reconnecting."""

import pytest
from playwright.sync_api import Route, expect
from slack_sdk import WebClient

from tests.sandbox.page.hands import OpenPage, composer, messages, type_line

pytestmark = pytest.mark.browser


def test_choices_in_a_message_reach_the_app(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    type_line(page, "/desk menu")
    page.get_by_role("combobox", name="Which level?").select_option("Senior")
    expect(messages(page)).to_contain_text("Level set to Senior")
    page.get_by_role("button", name="Close loop").click()
    asked = page.get_by_role("alertdialog", name="Close the loop?")
    asked.get_by_role("button", name="Keep it").click()
    expect(asked).to_have_count(0)
    page.get_by_role("button", name="Close loop").click()
    page.get_by_role("button", name="Close it").click()
    expect(messages(page)).to_contain_text("Loop closed")


def test_a_thread_opens_beside_the_messages(open_page: OpenPage) -> None:
    mina, aiko = open_page("U0MINA"), open_page("U0AIKO")
    type_line(mina, "Where do we meet?")
    asked = messages(aiko).get_by_role("listitem").filter(has_text="Where do we meet?")
    asked.hover()
    asked.get_by_role("button", name="Reply in thread").click()
    thread = aiko.get_by_role("complementary", name="Thread")
    reply = thread.get_by_role("textbox", name="Reply in thread")
    reply.fill("/desk form")
    reply.press("Enter")
    expect(thread.get_by_role("alert")).to_have_text("/desk is not supported in threads. Sorry!")
    reply.fill("In the quiet room")
    reply.press("Enter")
    expect(thread.get_by_role("list", name="Replies")).to_contain_text("In the quiet room")
    expect(messages(mina)).not_to_contain_text("In the quiet room")
    mina.get_by_role("button", name="1 reply").click()
    expect(mina.get_by_role("complementary", name="Thread")).to_contain_text("In the quiet room")
    mina.go_back()
    expect(mina.get_by_role("complementary", name="Thread")).to_have_count(0)


def test_unread_is_marked_until_it_is_seen(open_page: OpenPage, client: WebClient) -> None:
    page = open_page("U0MINA")
    client.chat_postMessage(channel="C0LOOP", text="Three of five are in")
    entry = page.get_by_role("navigation", name="Conversations").get_by_role("link", name="loop-search")
    expect(entry).to_have_accessible_name("loop-search 1 unread")
    entry.click()
    expect(messages(page)).to_contain_text("Three of five are in")
    expect(entry).to_have_accessible_name("loop-search")


def test_the_home_tab_is_drawn_for_whom_it_is(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    page.get_by_role("link", name="Interview bot").click()
    home = page.get_by_role("tabpanel", name="Home")
    expect(home.get_by_role("heading", name="Next for you")).to_be_visible()
    expect(home).to_contain_text("Good day, @Mina")
    page.get_by_role("tab", name="Messages").click()
    expect(composer(page, "Interview bot")).to_be_visible()


def test_a_lost_connection_catches_up(open_page: OpenPage, client: WebClient) -> None:
    page = open_page("U0MINA")
    page.context.set_offline(True)
    client.chat_postMessage(channel="C0GENERAL", text="While you were away")
    page.context.set_offline(False)
    expect(messages(page)).to_contain_text("While you were away")


def test_what_is_said_while_a_request_fails_is_asked_for_again(
    open_page: OpenPage, client: WebClient
) -> None:
    page = open_page("U0MINA")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/messages?*", hold, times=1)
    with page.expect_request("**/messages?*"):
        client.chat_postMessage(channel="C0GENERAL", text="First")
    client.chat_postMessage(channel="C0GENERAL", text="Second")
    expect(page.get_by_role("link", name="general 2 unread")).to_be_visible()
    held[0].abort()
    expect(messages(page)).to_contain_text("Second")
