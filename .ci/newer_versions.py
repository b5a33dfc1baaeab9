"""Wheels of a later version of everything in a lock, without content: what an index may offer tomorrow.

    python .ci/newer_versions.py LOCK FOLDER

With them on offer, an installation that takes anything but the lock's own versions ends up with one of these.
"""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path

VERSION = "99999.0"


def names(lock: str) -> list[str]:
    return re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==", lock, re.MULTILINE)


def write_wheel(name: str, folder: Path) -> None:
    stem = f"{re.sub(r'[-_.]+', '_', name).lower()}-{VERSION}"
    info = f"{stem}.dist-info"
    files = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {VERSION}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: ours\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as wheel:
        for path, content in {**files, f"{info}/RECORD": record}.items():
            wheel.writestr(path, content)


def main(lock: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names(lock.read_text()):
        write_wheel(name, folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
