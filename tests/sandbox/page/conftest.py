"""The page of the local Slack in a real browser, with a small Bolt app behind it over Socket Mode."""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.sandbox.guide import GuideStep
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace
from tests.sandbox.page.app import Desk, build_app, workspace
from tests.sandbox.page.hands import DESKTOP, OpenPage

NextEvent = Callable[[], datetime | None] | None

NOON = datetime(2031, 3, 3, 12, 0, tzinfo=UTC)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        missing = "Chromium not found: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def leaving() -> Iterator[ThreadPoolExecutor]:
    """slack_sdk takes a second or two to close its connection: nobody needs to wait for it each time."""
    with ThreadPoolExecutor() as pool:
        yield pool


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def company() -> Workspace:
    return workspace()


@pytest.fixture
def guide() -> tuple[GuideStep, ...]:
    """What the sandbox suggests to do first: nothing, unless a test's module says otherwise."""
    return ()


@pytest.fixture
def next_event() -> NextEvent:
    """Who tells when the app next does something: nobody, unless a test's module says otherwise."""
    return None


@pytest.fixture
def sandbox(company: Workspace, guide: tuple[GuideStep, ...], next_event: NextEvent) -> Iterator[Sandbox]:
    with Sandbox(company, start_at=NOON, next_event=next_event, guide=guide) as sandbox:
        yield sandbox


@pytest.fixture
def app(sandbox: Sandbox, desk: Desk, leaving: ThreadPoolExecutor) -> Iterator[App]:
    app = build_app(sandbox, desk)
    handler = SocketModeHandler(app, sandbox.workspace.app_token)
    handler.connect()  # type: ignore[no-untyped-call]  # not annotated in slack_bolt
    yield app
    leaving.submit(handler.close)


@pytest.fixture
def client(sandbox: Sandbox) -> WebClient:
    """The app's own hand."""
    return WebClient(token=sandbox.workspace.bot_token, base_url=sandbox.api_url)


@pytest.fixture
def open_page(browser: Browser, sandbox: Sandbox, app: App) -> Iterator[OpenPage]:
    """Opens the page as somebody, in a browser of their own or in a tab `beside` another page.

    At the end no page may have thrown.
    """
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def open_as(
        user: str,
        channel: str = "C0GENERAL",
        size: ViewportSize = DESKTOP,
        prepare: Any = None,
        beside: Page | None = None,
        **settings: Any,
    ) -> Page:
        # The browser's zone is nobody's here, so that a page that used it would show.
        zone = "Australia/Perth"
        context = (
            beside.context if beside else browser.new_context(viewport=size, timezone_id=zone, **settings)
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.extend(complaint(message)))
        if prepare:
            prepare(page)
        page.goto(f"{sandbox.url}/?as={user}&channel={channel}")
        expect(page.locator("body[data-live=true]")).to_be_visible()
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert troubles == []


def complaint(message: ConsoleMessage) -> list[str]:
    """What the page itself complains of; a refused request is told by the browser too, and is no fault."""
    refused = "Failed to load resource" in message.text
    return [message.text] if message.type == "error" and not refused else []


@pytest.fixture(scope="package")
def drawing(browser: Browser) -> Iterator[Page]:
    """The page that draws one screen alone."""
    with Sandbox(workspace()) as sandbox:
        page = browser.new_page(viewport={"width": 390, "height": 400})
        page.goto(f"{sandbox.url}/page/render.html")
        yield page
        page.close()
