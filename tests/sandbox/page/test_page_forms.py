"""Modals: errors, values, autosave, the stack."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from bot.sandbox.server import Sandbox
from tests.sandbox.page.app import Desk
from tests.sandbox.page.hands import OpenPage, open_form, type_line
from tests.sandbox.page.screens import Json

pytestmark = pytest.mark.browser


def test_field_errors_stand_under_their_field(open_page: OpenPage, desk: Desk) -> None:
    page = open_page("U0MINA")
    dialog = open_form(page)
    why = dialog.get_by_label("Why")
    dialog.get_by_role("button", name="Submit").click()
    expect(why).to_have_accessible_description(re.compile("Please complete this required field."))
    assert desk.submitted == []
    why.fill("vague")
    dialog.get_by_role("button", name="Submit").click()
    expect(why).to_have_accessible_description(re.compile("Tell what you saw."))
    expect(why).to_be_focused()
    expect(why).to_have_value("vague")
    why.fill("Listed three stores, chose by write pattern")
    expect(dialog.get_by_text("Tell what you saw.")).to_have_count(0)
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog).to_have_count(0)
    assert desk.submitted[-1]["why"]["text"]["value"] == "Listed three stores, chose by write pattern"


def test_what_is_typed_is_sent_in_slacks_shapes(open_page: OpenPage, desk: Desk) -> None:
    page = open_page("U0MINA")
    dialog = open_form(page)
    dialog.get_by_label("Why").fill("Clear")
    dialog.get_by_role("combobox", name="Lead").fill("aik")
    dialog.get_by_role("option", name="Aiko").click()
    expect(dialog.get_by_role("combobox", name="Lead")).to_have_value("Aiko")
    dialog.get_by_label("When").fill("2031-03-03T14:30")
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog).to_have_count(0)
    values = desk.submitted[-1]
    assert values["lead"]["lead"] == {"type": "users_select", "selected_user": "U0AIKO"}
    # 14:30 in New York, where Mina is, whatever zone the browser is in.
    moment = int(datetime(2031, 3, 3, 19, 30, tzinfo=UTC).timestamp())
    assert values["when"]["when"] == {"type": "datetimepicker", "selected_date_time": moment}
    assert values["notes"]["notes"] == {"type": "plain_text_input", "value": None}
    assert values["rating"]["rating"]["selected_option"]["value"] == "not-assessed"


def test_every_element_says_what_it_holds(open_page: OpenPage, desk: Desk) -> None:
    page = open_page("U0MINA")
    type_line(page, "/desk everything")
    dialog = page.get_by_role("dialog", name="Everything")
    dialog.get_by_role("radio", name="Green").check()
    dialog.get_by_role("checkbox", name="Red").check()
    dialog.get_by_role("checkbox", name="Blue").check()
    dialog.get_by_label("Grouped").select_option("Blue")
    pick(dialog, "Several", "re", "Red")
    pick(dialog, "Several", "bl", "Blue")
    dialog.get_by_role("button", name="Remove Red").click()
    pick(dialog, "Asked", "q", "q two")
    pick(dialog, "People", "eng", "Aiko")
    expect(dialog.get_by_role("combobox", name="Here")).to_have_value("#general")
    dialog.get_by_role("combobox", name="Private").click()
    offered = dialog.get_by_role("listbox", name="Private").get_by_role("option")
    expect(offered).to_have_text(["#loop-searchprivate channel"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    dialog.get_by_label("Date (optional)").fill("2031-04-01")
    dialog.get_by_label("Number").fill("0")
    dialog.get_by_label("Mail").fill("nobody")
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog.get_by_text("Please enter 1 or more.")).to_be_visible()
    expect(dialog.get_by_text("Please enter a valid email address.")).to_be_visible()
    dialog.get_by_label("Number").fill("45")
    dialog.get_by_label("Mail").fill("aiko@example.com")
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog).to_have_count(0)
    held = {block_id: actions.get("set", {}) for block_id, actions in desk.submitted[-1].items()}
    assert {block_id: value_in(one) for block_id, one in held.items() if block_id != "Beside"} == {
        "Radio": "green",
        "Boxes": ["red", "blue"],
        "Grouped": "blue",
        "Several": ["blue"],
        "Asked": "q-two",
        "People": ["U0AIKO"],
        "Here": "C0GENERAL",
        "Private": "C0LOOP",
        "Date": "2031-04-01",
        "Time": "09:30",
        "Number": "45",
        "Mail": "aiko@example.com",
        "Address": None,
    }


def pick(dialog: Locator, field_name: str, typed: str, wanted: str) -> None:
    dialog.get_by_role("combobox", name=field_name).fill(typed)
    dialog.get_by_role("listbox", name=field_name).get_by_role("option", name=wanted).click()


def value_in(held: Json) -> Any:
    """What an entry of state.values holds; of options, their values."""
    (content,) = (held[key] for key in held if key != "type")
    if isinstance(content, list):
        return [one["value"] if isinstance(one, dict) else one for one in content]
    return content["value"] if isinstance(content, dict) else content


def test_typing_saves_itself_and_an_update_keeps_what_was_typed(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    dialog = open_form(page)
    dialog.get_by_label("Why").fill("Not sent by itself")
    notes = dialog.get_by_label("Your notes")
    notes.press_sequentially("Asked first")
    expect(dialog.get_by_text("Saved: Asked first · Not assessed")).to_be_visible()
    expect(notes).to_be_focused()
    notes.press_sequentially(", then drew")
    expect(notes).to_have_value("Asked first, then drew")
    dialog.get_by_label("Makes trade-offs").select_option("Clear strength")
    expect(dialog.get_by_text("Saved: Asked first, then drew · Clear strength")).to_be_visible()
    expect(dialog.get_by_label("Why")).to_have_value("Not sent by itself")
    page.reload()
    again = page.get_by_role("dialog", name="Your feedback")
    expect(again.get_by_label("Your notes")).to_have_value("Asked first, then drew")
    expect(again.get_by_label("Makes trade-offs")).to_have_value("0")


def test_a_pushed_view_comes_back_to_what_was_typed(
    open_page: OpenPage, desk: Desk, sandbox: Sandbox
) -> None:
    page = open_page("U0MINA")
    first = open_form(page)
    first.get_by_label("Why").fill("Half a thought")
    first.get_by_role("button", name="Change the guide").click()
    second = page.get_by_role("dialog", name="Guide")
    expect(second).to_be_visible()
    expect(first).to_have_count(0)
    second.get_by_role("button", name="Back").click()
    expect(first.get_by_label("Why")).to_have_value("Half a thought")
    first.get_by_role("button", name="Change the guide").click()
    second.get_by_role("button", name="Cancel").click()
    expect(first).to_be_visible()
    first.get_by_role("button", name="Change the guide").click()
    second.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    sandbox.settle()
    assert desk.closed == ["form"]
