"""The bot as a process of its own: started as people start it, watched from outside, ended by a signal."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from bot.sandbox.server import Sandbox
from bot.settings import EXAMPLES, SECRETS
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parent.parent

Found = TypeVar("Found")
Line = dict[str, Any]


def eventually(look: Callable[[], Found], what: str, seconds: float = PATIENCE) -> Found:
    """Looks until there is something to see."""
    until = time.monotonic() + seconds
    pause = threading.Event()
    while not (found := look()):
        assert time.monotonic() < until, f"{what} did not happen within {seconds} seconds"
        pause.wait(0.02)
    return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def environment(**variables: str) -> dict[str, str]:
    """This process's, with none of the bot's settings but those given."""
    ours = {*EXAMPLES, *(f"{name}_FILE" for name in SECRETS)}
    bare = {name: value for name, value in os.environ.items() if name not in ours}  # noqa: TID251  # a process inherits it
    return bare | variables


def settings_for(sandbox: Sandbox, database_url: str, **more: str) -> Mapping[str, str]:
    """What a bot needs to reach that Slack."""
    there = sandbox.workspace
    return {
        "SLACK_BOT_TOKEN": there.bot_token,
        "SLACK_APP_TOKEN": there.app_token,
        "SLACK_SIGNING_SECRET": there.signing_secret,
        "SLACK_API_URL": sandbox.api_url,
        "DATABASE_URL": database_url,
        **more,
    }


class Running:
    """`python -m bot <arguments>`; what it writes goes to a file, both streams together."""

    def __init__(self, folder: Path, *arguments: str, **variables: str) -> None:
        self._said = folder / f"{arguments[0] if arguments else 'bot'}-{time.monotonic_ns()}.log"
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", *arguments],
                cwd=ROOT,
                env=environment(**variables),
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        return self._said.read_text(encoding="utf-8", errors="replace")

    def logged(self, event: str) -> list[Line]:
        """Its lines of that event so far, without those that are being written."""
        return [line for line in lines_of(self.said.rpartition("\n")[0]) if line["event"] == event]

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def until(self, look: Callable[[], Found], what: str) -> Found:
        """As `eventually`, as long as the process lives."""

        def look_here() -> Found:
            assert self.alive, self.said
            return look()

        return eventually(look_here, what)

    def sent(self, number: int) -> None:
        """A signal, as by `kill`."""
        self._process.send_signal(number)

    def stop(self, seconds: float = PATIENCE) -> int:
        """Asks it to end, as a host does; its exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(seconds)

    def close(self) -> None:
        """Whatever a test has left of it."""
        if self.alive:
            self._process.kill()
            self._process.wait()


def lines_of(said: str) -> list[Line]:
    """What was logged, an object a line; between them may stand a command's answer."""
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """`python -m bot <arguments>` that ends by itself."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
