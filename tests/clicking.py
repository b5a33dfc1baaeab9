"""People in a browser: each in a tab of their own, clicking what is named on the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, ViewportSize, expect

from tests.chromium import new_context

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}


@dataclass
class Tab:
    """One person's tab, everything it ever received, and what went wrong in it."""

    page: Page
    received: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    # --- reading ---------------------------------------------------------------------------------

    @property
    def messages(self) -> Locator:
        return self.page.get_by_role("list", name="Messages")

    @property
    def thread(self) -> Locator:
        return self.page.get_by_role("complementary", name="Thread")

    def message(self, text: str) -> Locator:
        """The last message that says this."""
        return self.messages.get_by_role("listitem").filter(has_text=text).last

    def dialog(self, title: str) -> Locator:
        """The form of that title, once it is there."""
        found = self.page.get_by_role("dialog", name=title, exact=True)
        expect(found).to_be_visible()
        return found

    def sees_no_dialog(self) -> None:
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def receives(self, response: Response) -> None:
        """Keeps it; what is streamed comes by the wire, event by event."""
        streamed = "text/event-stream" in response.headers.get("content-type", "")
        self.received.append(response.url if streamed else f"{response.url}\n{response.text()}")

    # --- doing -----------------------------------------------------------------------------------

    def types(self, line: str, place: str = "#general") -> None:
        self.page.get_by_role("textbox", name=f"Message {place}").fill(line)
        self.page.keyboard.press("Enter")

    def goes_to(self, place: str) -> None:
        """To a conversation; on a phone the list of them is opened first."""
        conversations = self.page.get_by_role("navigation", name="Conversations")
        if not conversations.is_visible():
            self.page.get_by_role("button", name="Conversations").click()
        conversations.get_by_role("link", name=place).click()

    def wants_no_push_previews(self) -> None:
        """They lie for a while over what is to be clicked."""
        tools = self.page.get_by_role("button", name="Tools", exact=True)
        if tools.is_visible():
            tools.click()
        previews = self.page.get_by_role("button", name="Push preview")
        previews.click()
        expect(previews).to_have_attribute("aria-pressed", "false")
        self.page.keyboard.press("Escape")

    def moves_time_to(self, when: str, zone: str) -> None:
        """`when` as on that person's wall: 2026-11-17T13:45."""
        self.page.get_by_role("button", name="Move time on").click()
        self.page.get_by_label(f"To, in {zone}").fill(when)
        self.page.get_by_role("button", name="Move", exact=True).click()


def picks(dialog: Locator, name: str, typed: str, wanted: str) -> None:
    """From a list that is searched by typing."""
    dialog.get_by_role("combobox", name=name).fill(typed)
    dialog.get_by_role("listbox", name=name).get_by_role("option", name=wanted).click()


def presses(where: Locator, name: str) -> None:
    """Once what was pressed before is done: a form takes one press at a time."""
    expect(where.locator("[aria-busy=true]")).to_have_count(0)
    where.get_by_role("button", name=name, exact=True).click()


@contextmanager
def tab(browser: Browser, address: str, size: ViewportSize = DESKTOP) -> Iterator[Tab]:
    """A browser of their own; at the end nothing may have gone wrong in the page."""
    context = new_context(browser, viewport=size)
    page = context.new_page()
    opened = Tab(page)
    page.on("pageerror", lambda error: opened.troubles.append(str(error)))
    page.on("console", lambda message: opened.troubles.extend(_complaint(message)))
    page.on("response", opened.receives)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.eventSourceMessageReceived", lambda event: opened.received.append(event["data"]))
    page.goto(address)
    expect(page.locator("body[data-live=true]")).to_be_visible()
    opened.wants_no_push_previews()
    yield opened
    page.remove_listener("response", opened.receives)  # what comes now can no longer be read
    context.close()
    assert opened.troubles == []


def _complaint(message: ConsoleMessage) -> list[str]:
    """A refused request is told by the browser too, and is no fault of the page."""
    refused = "Failed to load resource" in message.text
    return [message.text] if message.type == "error" and not refused else []
