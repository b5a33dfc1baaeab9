"""The local Slack by itself, for an app started elsewhere."""

import contextlib
import sys
import threading

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace, default_workspace


def serve(port: int) -> None:
    """Serves the default workspace until interrupted."""
    workspace = default_workspace()
    with contextlib.suppress(KeyboardInterrupt), Sandbox(workspace, port=port) as sandbox:
        sys.stdout.write(_greeting(sandbox, workspace))
        sys.stdout.flush()
        threading.Event().wait()


def _greeting(sandbox: Sandbox, workspace: Workspace) -> str:
    lines = [
        f"A local Slack is at {sandbox.url}",
        f"  Web API         {sandbox.api_url}",
        f"  bot token       {workspace.bot_token}",
        f"  app token       {workspace.app_token}",
        f"  signing secret  {workspace.signing_secret}",
        "Stop it with Ctrl-C.",
    ]
    return "\n".join(lines) + "\n"
