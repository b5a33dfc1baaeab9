"""At phone width."""

import pytest
from playwright.sync_api import expect

from tests.sandbox.page.hands import PHONE, OpenPage, type_line

pytestmark = pytest.mark.browser


def test_on_a_phone_everything_is_within_reach(open_page: OpenPage) -> None:
    page = open_page("U0MINA", size=PHONE)
    conversations = page.get_by_role("navigation", name="Conversations")
    expect(conversations).to_be_hidden()
    page.get_by_role("button", name="Conversations").click()
    conversations.get_by_role("link", name="loop-search").click()
    expect(conversations).to_be_hidden()
    type_line(page, "A rather long line that has to be broken " * 4, "#loop-search")
    page.get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread).to_be_visible()
    assert thread.bounding_box() == {"x": 0, "y": 0, **PHONE}
    thread.get_by_role("button", name="Close thread").click()
    type_line(page, "/desk menu", "#loop-search")
    expect(page.get_by_role("button", name="Close loop")).to_be_in_viewport()
    type_line(page, "/desk form", "#loop-search")
    dialog = page.get_by_role("dialog", name="Your feedback")
    expect(dialog.get_by_role("button", name="Submit")).to_be_in_viewport()
    assert dialog.bounding_box() == {"x": 0, "y": 0, **PHONE}
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
