"""The page of the local Slack in a real browser, with a small Bolt app behind it over Socket Mode."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.sandbox.guide import GuideStep
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace
from tests.chromium import new_context
from tests.patience import SLACK
from tests.sandbox.page.app import Desk, build_app, workspace
from tests.sandbox.page.hands import DESKTOP, OpenPage

NextEvent = Callable[[], datetime | None] | None

NOON = datetime(2031, 3, 3, 12, 0, tzinfo=UTC)


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
    with Sandbox(company, start_at=NOON, timing=SLACK, next_event=next_event, guide=guide) as sandbox:
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
def open_page(
    browser: Browser,
    sandbox: Sandbox,
    app: App,  # noqa: ARG001  # it answers what is done on the page
) -> Iterator[OpenPage]:
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
        context = beside.context if beside else new_context(browser, viewport=size, **settings)
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
        page = new_context(browser, viewport={"width": 390, "height": 400}).new_page()
        page.goto(f"{sandbox.url}/page/render.html")
        yield page
        page.close()
