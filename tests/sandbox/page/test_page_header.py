"""Who one is and what time it is."""

import re

import pytest
from playwright.sync_api import expect

from tests.sandbox.page.hands import OpenPage

pytestmark = pytest.mark.browser


def test_the_clock_is_shown_in_the_persons_zone_and_moved(open_page: OpenPage) -> None:
    mina, aiko = open_page("U0MINA"), open_page("U0AIKO")
    expect(mina.locator(".clock time")).to_have_text("Mon 3 Mar, 07:00")
    expect(aiko.locator(".clock time")).to_have_text("Mon 3 Mar, 21:00")
    mina.get_by_role("button", name="Move time on").click()
    mina.get_by_role("button", name="+1 day").click()
    expect(aiko.locator(".clock time")).to_have_text("Tue 4 Mar, 21:00")
    mina.get_by_role("button", name="Move time on").click()
    mina.get_by_label("To, in America/New_York").fill("2031-03-05T09:15")
    mina.get_by_role("button", name="Move", exact=True).click()
    expect(mina.locator(".clock time")).to_have_text("Wed 5 Mar, 09:15")


def test_the_switcher_makes_one_somebody_else(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    page.get_by_label("You are").select_option("U0AIKO")
    expect(page).to_have_url(re.compile(r"as=U0AIKO"))
    conversations = page.get_by_role("navigation", name="Conversations")
    expect(conversations.get_by_role("link", name="general")).to_be_visible()
    expect(conversations).not_to_contain_text("loop-search")
