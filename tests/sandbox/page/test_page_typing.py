"""The composer: commands, messages, ephemerals, what others receive."""

import pytest
from playwright.sync_api import Page, Response, expect

from tests.sandbox.page.hands import OpenPage, composer, messages, open_form, type_line
from tests.sandbox.page.screens import SECRET

pytestmark = pytest.mark.browser


def test_a_command_is_completed_and_run(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    composer(page).press_sequentially("/d")
    suggestions = page.get_by_role("listbox", name="Suggestions")
    expect(suggestions.get_by_role("option")).to_have_count(1)
    expect(suggestions).to_contain_text("The front desk")
    page.keyboard.press("Enter")
    expect(composer(page)).to_have_value("/desk ")
    expect(page.get_by_text("/desk [whisper | form]")).to_be_visible()
    composer(page).press_sequentially("whisper")
    page.keyboard.press("Enter")
    expect(messages(page)).to_contain_text(f"Only yours: {SECRET}")
    expect(composer(page)).to_have_value("")


def test_an_unknown_command_is_given_back(open_page: OpenPage) -> None:
    page = open_page("U0MINA")
    type_line(page, "/nothing here")
    expect(page.get_by_role("alert").filter(has_text="/nothing is not a valid command.")).to_be_visible()
    expect(composer(page)).to_have_value("/nothing here")


def test_an_ephemeral_is_seen_by_one_person(open_page: OpenPage) -> None:
    mina, aiko = open_page("U0MINA"), open_page("U0AIKO")
    type_line(mina, "/desk whisper")
    whispered = messages(mina).get_by_role("listitem").filter(has_text=SECRET)
    expect(whispered).to_contain_text("Only visible to you")
    type_line(mina, "Good morning, @aiko")
    expect(messages(aiko)).to_contain_text("Good morning, @Aiko")
    expect(messages(aiko)).not_to_contain_text(SECRET)


def test_another_persons_page_receives_nothing_private(open_page: OpenPage) -> None:
    received: list[str] = []

    def listen(page: Page) -> None:
        page.on("response", lambda response: received.append(body_of(response)))
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.eventSourceMessageReceived", lambda event: received.append(event["data"]))

    aiko = open_page("U0AIKO", prepare=listen)
    mina = open_page("U0MINA")
    type_line(mina, "/desk whisper")
    expect(messages(mina)).to_contain_text(SECRET)
    notes = open_form(mina).get_by_label("Your notes")
    notes.fill(f"Draft: {SECRET}")
    expect(mina.get_by_text(f"Saved: Draft: {SECRET}")).to_be_visible()
    mina.get_by_role("dialog").get_by_role("button", name="Not now").click()
    mina.get_by_role("link", name="loop-search").click()
    type_line(mina, f"In private: {SECRET}", "#loop-search")
    expect(messages(mina)).to_contain_text(f"In private: {SECRET}")
    mina.get_by_role("link", name="general").click()
    type_line(mina, "For everybody")
    expect(messages(aiko)).to_contain_text("For everybody")
    everything = "\n".join(received)
    assert "For everybody" in everything
    assert '"what":"messages"' in everything.replace(" ", "")
    assert SECRET not in everything
    assert "loop-search" not in everything


def body_of(response: Response) -> str:
    streamed = "text/event-stream" in response.headers.get("content-type", "")
    return "" if streamed or "/control/" not in response.url else response.text()
