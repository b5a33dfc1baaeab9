"""Pictures of screens as the local Slack draws them, at desktop and phone width."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace
from tests.screens import worst
from tests.screens.people import CONVERSATIONS, NOW, PEOPLE
from tests.screens.registry import Screen

WIDTHS = {"desktop": 760, "phone": 390}
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READER = re.compile(r"-(observer|shadow|outsider|recruiter|manager)\b")
READERS = {
    "observer": "UTOM",
    "shadow": "UNOOR",
    "outsider": "UROSA",
    "recruiter": "UROSA",
    "manager": "UHENRIK",
}


def draw(folder: Path, screens: Iterable[Screen]) -> None:
    """One file for each screen and width: "help.realistic.phone.png"."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
    every = list(screens)
    with Sandbox(Workspace([], [])) as sandbox, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        for width, pixels in WIDTHS.items():
            page = _page(browser, f"{sandbox.url}/page/render.html", pixels)
            for screen in every:
                _draw(page, screen)
                page.screenshot(path=folder / f"{screen.name}.{width}.png", full_page=True)
        browser.close()


def _page(browser: Browser, address: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 400}, device_scale_factor=1.5)
    page.goto(address)
    return page


def _draw(page: Page, screen: Screen) -> None:
    found = READER.search(screen.name)
    shown = {
        "kind": screen.kind,
        "payload": screen.payload,
        "people": [*PEOPLE, *worst.PEOPLE],
        "conversations": CONVERSATIONS,
        "as": READERS[found[1]] if found else "UPRIYA",
        "now": NOW.isoformat(),
    }
    page.evaluate("screen => window.renderScreen(screen)", shown)
