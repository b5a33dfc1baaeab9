"""The local Slack by itself, for an app started elsewhere."""

import contextlib
import json
import sys
import threading
from pathlib import Path

from bot.sandbox.manifest import install, request_url
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace, default_workspace


class ManifestError(Exception):
    """A file that is no app manifest in JSON; says which, and what is wrong."""


def serve(port: int, manifest: Path | None = None, deliver_to: str | None = None) -> None:
    """Serves a small workspace until interrupted, with the app of that manifest in it if there is one.

    `deliver_to`: signed HTTP there, whatever the manifest says.
    """
    workspace, url = installed(manifest)
    sandbox = Sandbox(workspace, port=port, request_url=deliver_to or url)
    with contextlib.suppress(KeyboardInterrupt), sandbox:
        sys.stdout.write(_greeting(sandbox, workspace))
        sys.stdout.flush()
        threading.Event().wait()


def installed(manifest: Path | None) -> tuple[Workspace, str | None]:
    """The workspace with that app in it, and where the app wants to be reached."""
    workspace = default_workspace()
    if manifest is None:
        return workspace, None
    try:
        given = json.loads(manifest.read_text(encoding="utf-8"))
        return install(workspace, given), request_url(given)
    except (OSError, ValueError) as error:
        raise ManifestError(f"{manifest}: {error}") from None
    except (AttributeError, KeyError, TypeError) as error:
        raise ManifestError(f"{manifest} is no app manifest: {error!r}") from None


def _greeting(sandbox: Sandbox, workspace: Workspace) -> str:
    lines = [
        f"A local Slack is at {sandbox.url}",
        f"  Web API         {sandbox.api_url}",
        f"  bot token       {workspace.bot_token}",
        f"  app token       {workspace.app_token}",
        f"  signing secret  {workspace.signing_secret}",
        "Stop it with Ctrl-C.",
    ]
    if sandbox.request_url:
        lines.insert(5, f"  delivers to     {sandbox.request_url}")
    return "\n".join(lines) + "\n"
