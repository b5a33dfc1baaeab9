"""Pictures of screens as the local Slack draws them, at desktop and phone width."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, Page

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace
from tests.chromium import launched
from tests.screens import worst
from tests.screens.people import CONVERSATIONS, NOW, PEOPLE
from tests.screens.registry import Screen

WIDTHS = {"desktop": 760, "phone": 390}
READER = re.compile(r"-(observer|shadow|outsider|recruiter|manager)\b")
READERS = {
    "observer": "UTOM",
    "shadow": "UNOOR",
    "outsider": "UROSA",
    "recruiter": "UROSA",
    "manager": "UHENRIK",
}


CUT_OFF = """() => {
  const wide = document.documentElement.clientWidth + 1
  return [...document.querySelectorAll('#screen *')]
    .filter((one) => one.getClientRects().length && !one.closest('pre, table, select'))
    .filter((one) => {
      const hides = getComputedStyle(one).overflowX !== 'visible'
      const cut = hides && one.scrollWidth > one.clientWidth + 1 && one.tagName !== 'INPUT'
      return cut || one.getBoundingClientRect().right > wide
    })
    .map((one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 60)}`)
}"""


def draw(folder: Path, screens: Iterable[Screen]) -> list[str]:
    """One file for each screen and width: "help.realistic.phone.png". Gives what is cut off at its side."""
    cut: list[str] = []
    variables = os.environ  # noqa: TID251  # the browser inherits them
    for name in [name for name in variables if name.lower().endswith("_proxy")]:
        del variables[name]
    every = list(screens)
    with Sandbox(Workspace([], [])) as sandbox, launched() as browser:
        for width, pixels in WIDTHS.items():
            page = _page(browser, f"{sandbox.url}/page/render.html", pixels)
            for screen in every:
                _draw(page, screen)
                page.screenshot(path=folder / f"{screen.name}.{width}.png", full_page=True)
                cut += [f"{screen.name}.{width}: {each}" for each in page.evaluate(CUT_OFF)]
    return cut


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
