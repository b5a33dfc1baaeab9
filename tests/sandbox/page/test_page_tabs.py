"""Several people at once, in tabs of one browser."""

import pytest
from playwright.sync_api import expect

from tests.sandbox.page.hands import OpenPage, composer, messages, open_form, type_line

pytestmark = pytest.mark.browser


def test_each_types_for_themselves(open_page: OpenPage) -> None:
    mina = open_page("U0MINA")
    aiko = open_page("U0AIKO", beside=mina)
    first, second = open_form(mina), open_form(aiko)
    one, other = first.get_by_label("Your notes"), second.get_by_label("Your notes")
    for mine, hers in zip("from Mina", "from Aiko", strict=True):
        one.press_sequentially(mine)
        other.press_sequentially(hers)
    expect(first.get_by_text("Saved: from Mina · Not assessed")).to_be_visible()
    expect(second.get_by_text("Saved: from Aiko · Not assessed")).to_be_visible()
    expect(one).to_have_value("from Mina")
    expect(other).to_have_value("from Aiko")


def test_a_half_written_line_survives_what_others_say(open_page: OpenPage) -> None:
    mina = open_page("U0MINA")
    aiko = open_page("U0AIKO", beside=mina)
    composer(aiko).fill("I was about to")
    type_line(mina, "Shall we start?")
    expect(messages(aiko)).to_contain_text("Shall we start?")
    expect(composer(aiko)).to_have_value("I was about to")
    composer(aiko).press("Enter")
    expect(messages(mina)).to_contain_text("I was about to")


def test_unread_is_each_ones_own(open_page: OpenPage) -> None:
    mina = open_page("U0MINA", "C0LOOP")
    aiko = open_page("U0AIKO", beside=mina)
    type_line(aiko, "To everybody")
    waiting = mina.get_by_role("navigation", name="Conversations").get_by_role("link", name="general")
    read = aiko.get_by_role("navigation", name="Conversations").get_by_role("link", name="general")
    expect(waiting).to_have_accessible_name("general 1 unread")
    expect(read).to_have_accessible_name("general")
    expect(mina).to_have_title("(1) Mina · Local Slack")
    waiting.click()
    expect(waiting).to_have_accessible_name("general")
    expect(mina).to_have_title("Mina · Local Slack")


def test_a_group_is_named(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    type_line(page, "Welcome, @panel and <!subteam^S0PANEL>")
    expect(messages(page)).to_contain_text("Welcome, @panel and <!subteam^S0PANEL>")
    expect(messages(page).locator("[data-group=S0PANEL]")).to_have_text("@panel")
