"""What a person does with the page, and where it is found."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, ViewportSize, expect

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
OpenPage = Callable[..., Page]


def composer(page: Page, place: str = "#general") -> Locator:
    return page.get_by_role("textbox", name=f"Message {place}")


def type_line(page: Page, text: str, place: str = "#general") -> None:
    composer(page, place).fill(text)
    page.keyboard.press("Enter")


def open_form(page: Page) -> Locator:
    type_line(page, "/desk form")
    dialog = page.get_by_role("dialog", name="Your feedback")
    expect(dialog).to_be_visible()
    return dialog


def messages(page: Page) -> Locator:
    return page.get_by_role("list", name="Messages")
