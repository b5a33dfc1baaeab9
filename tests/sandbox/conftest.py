"""A local Slack with people in it, an app behind HTTP, and one behind Socket Mode."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.sandbox.client import Control, Hand
from bot.sandbox.server import Sandbox
from bot.sandbox.tickets import Timing
from bot.sandbox.workspace import SCOPES, Workspace, default_workspace
from tests.patience import PATIENCE, SLACK
from tests.sandbox.desk import Desk
from tests.sandbox.reaching import leave

GENERAL, RANDOM, HIRING, SUPPLIER = "C0GENERAL", "C0RANDOM", "C0HIRING", "C0SUPPLIER"
MINA, TOMAS, AIKO, RAFA, ELIF = "U0MINA", "U0TOMAS", "U0AIKO", "U0RAFA", "U0ELIF"

_MORE_SCOPES = (
    "channels:history",
    "channels:manage",
    "groups:write",
    "im:read",
    "reactions:write",
    "team:read",
)


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    # slack_sdk obeys these and knows no exception for the own machine.
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def workspace() -> Workspace:
    workspace = default_workspace()
    workspace.scopes = (*SCOPES, *_MORE_SCOPES)
    return workspace


@pytest.fixture
def timing() -> Timing:
    return replace(SLACK, share=0.01)


@pytest.fixture
def sandbox(workspace: Workspace, timing: Timing) -> Iterator[Sandbox]:
    with Sandbox(workspace, timing=timing) as sandbox:
        yield sandbox


@pytest.fixture
def web(sandbox: Sandbox) -> WebClient:
    client = WebClient(token=sandbox.workspace.bot_token, base_url=sandbox.api_url, timeout=PATIENCE)
    client.retry_handlers.clear()
    return client


@pytest.fixture
def control(sandbox: Sandbox) -> Control:
    return Control(sandbox.url)


@pytest.fixture
def mina(control: Control) -> Hand:
    return control.as_(MINA)


@pytest.fixture
def tomas(control: Control) -> Hand:
    return control.as_(TOMAS)


@pytest.fixture
def desk(sandbox: Sandbox) -> Iterator[Desk]:
    desk = Desk()
    sandbox.request_url = desk.url
    yield desk
    desk.close()


@pytest.fixture
def bolt(sandbox: Sandbox, web: WebClient) -> App:
    workspace = sandbox.workspace
    return App(client=web, signing_secret=workspace.signing_secret, process_before_response=True)


@pytest.fixture
def connect(sandbox: Sandbox, bolt: App) -> Iterator[Callable[[], SocketModeHandler]]:
    handlers: list[SocketModeHandler] = []

    def connect() -> SocketModeHandler:
        handler = SocketModeHandler(bolt, sandbox.workspace.app_token)
        handlers.append(handler)
        handler.connect()  # type: ignore[no-untyped-call]  # the SDK has no types here
        return handler

    yield connect
    for handler in handlers:
        handler.client.auto_reconnect_enabled = False
    # The SDK's client waits out its receive time-out unless the other side closes first.
    sandbox.stop()
    for handler in handlers:
        leave(handler)
