"""Moving time on, and what comes next."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.sandbox.page.conftest import NOON, NextEvent
from tests.sandbox.page.hands import PHONE, OpenPage

pytestmark = pytest.mark.browser

REMINDERS = [NOON + timedelta(hours=2, minutes=45), NOON + timedelta(days=1)]


class TestWithReminders:
    @pytest.fixture
    def next_event(self, clock: list[datetime]) -> NextEvent:
        def tell() -> datetime | None:
            return clock[0] if clock else None

        return tell

    @pytest.fixture
    def clock(self) -> list[datetime]:
        return list(REMINDERS)

    def test_to_the_next_reminder(self, open_page: OpenPage, clock: list[datetime]) -> None:
        page = open_page("U0MINA")
        opener = page.get_by_role("button", name="Move time on")
        item = page.get_by_role("button", name="To the next reminder")
        opener.click()
        expect(item).to_be_enabled()
        expect(item).to_be_focused()
        expect(item).to_have_accessible_description("09:45, in 2 hours 45 minutes")
        clock.pop(0)
        item.click()
        expect(page.locator(".clock time")).to_have_text("Mon 3 Mar, 09:45")
        opener.click()
        expect(item).to_have_accessible_description("Tue 4 Mar, 07:00, in 21 hours 15 minutes")
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()
        clock.clear()
        opener.click()
        expect(item).to_have_accessible_description("Nothing is planned.")
        expect(item).to_be_disabled()

    def test_on_a_phone(self, open_page: OpenPage) -> None:
        page = open_page("U0AIKO", size=PHONE)
        page.get_by_role("button", name="Move time on").click()
        page.get_by_role("button", name="To the next reminder").click()
        expect(page.locator(".clock time")).to_have_text("Mon 3 Mar, 23:45")
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_where_nobody_tells_the_item_says_so(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    page.get_by_role("button", name="Move time on").click()
    item = page.get_by_role("button", name="To the next reminder")
    expect(item).to_have_accessible_description(
        "Whoever started this local Slack does not tell what comes next."
    )
    expect(item).to_be_disabled()
    page.get_by_role("button", name="+15 min").click()
    expect(page.locator(".clock time")).to_have_text("Mon 3 Mar, 07:15")


def test_it_does_not_go_back(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    page.get_by_role("button", name="Move time on").click()
    field = page.get_by_label("To, in America/New_York")
    expect(field).to_have_attribute("min", "2031-03-03T07:00")
    field.fill("2031-03-03T06:00")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator(".clock time")).to_have_text("Mon 3 Mar, 07:00")
    assert NOON.tzinfo is UTC
