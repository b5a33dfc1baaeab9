"""Writes every screen as JSON into a folder, and with `--png` pictures of the realistic ones."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from tests.screens.registry import every

log = logging.getLogger(__name__)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--png", action="store_true", help="pictures too, at desktop and phone width")
    parser.add_argument("--only", default="", help="pictures of screens whose name holds this")
    asked = parser.parse_args()
    write(asked.folder)
    if asked.png:
        from tests.screens.pictures import draw  # noqa: PLC0415  # it needs a browser

        cut = draw(asked.folder, [each for each in every() if asked.only in each.name])
        for each in cut:
            log.error("cut off: %s", each)
        sys.exit(1 if cut else 0)


def write(folder: Path) -> None:
    """Only what is there now: screens of an earlier run are taken away."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    for screen in every():
        (folder / f"{screen.name}.json").write_text(screen.to_json(), encoding="utf-8")
    log.info("%d screens in %s", len(every()), folder)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
