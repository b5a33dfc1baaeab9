"""What to type where the packages are missing: a Python other than the one they were installed for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

OLDEST = (3, 11)


def stop_outside(missing: ImportError) -> NoReturn:
    """Ends the process with a sentence. Raises `missing` again where the package is the bot's own."""
    package = (missing.name or "").partition(".")[0]
    if sys.version_info < OLDEST:
        problem = f"This is Python {sys.version_info[0]}.{sys.version_info[1]}; the bot needs 3.11 or newer."
    elif isinstance(missing, ModuleNotFoundError) and package != "bot":
        problem = f"The package {package} is not installed for this Python ({sys.executable})."
    else:
        raise missing
    sys.stderr.write(f"{problem}\n{_remedy()}\n")
    sys.exit(2)


def _remedy() -> str:
    typed = " ".join(("-m", "bot", *sys.argv[1:]))
    if (Path(__file__).parent.parent / "Makefile").is_file():
        return f"Type: make install && .venv/bin/python {typed}"
    return "Type: pip install 'interview-bot[demo]'  (without [demo]: for running it against Slack alone)"
