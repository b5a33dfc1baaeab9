"""The system's Chromium, as everything here starts it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.patience import PATIENCE

MISSING = "Chromium not found: apt-get install chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def installed() -> str | None:
    """Where it is."""
    return shutil.which("chromium")


@contextmanager
def launched() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed(), args=ARGUMENTS, timeout=PATIENCE * 1000
        )
        yield browser
        browser.close()


def new_context(browser: Browser, **settings: Any) -> BrowserContext:
    """A browser of somebody's own. Its zone is nobody's here, so that a page that used it would show."""
    context = browser.new_context(timezone_id="Australia/Perth", **settings)
    context.set_default_timeout(PATIENCE * 1000)
    return context
