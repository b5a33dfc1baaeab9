"""`serve` in the foreground, as `python -m bot sandbox` runs it."""

import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]


def test_it_greets_serves_and_stops() -> None:
    code = "from bot.sandbox.cli import serve; serve(0)"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            greeting = "".join(process.stdout.readline() for _ in range(6))
            url = greeting.split()[5]
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(f"{url}/control/people", timeout=PATIENCE) as response:
                assert response.status == 200
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=PATIENCE) == 0
        finally:
            process.kill()
    for told in ("xoxb-local", "xapp-local", "local-signing-secret", f"{url}/api/"):
        assert told in greeting
