"""What the documents name is there: files, and the names said to be in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.processes import ROOT

DOCUMENTS = [ROOT / "CONTRIBUTING.md", ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PATH = r"`((?:bot|tests|migrations|catalog|docs)/[\w./-]+)`"
NAMED = rf"`(?:\w+\.)*(\w+)`\s+\({PATH}\)|`(?:\w+\.)*(\w+)`\s+in\s+{PATH}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_are_named_are_there(document: Path) -> None:
    missing = {path for path in re.findall(PATH, document.read_text()) if not (ROOT / path).exists()}
    assert missing == set(), f"{document.name} names files that are not there (moved, or renamed?)"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_names_are_in_the_files_they_are_said_to_be_in(document: Path) -> None:
    """As "`Guides.find` (`bot/services/guides.py`)", or "`ties_to_guide` in `bot/storage/loops.py`"."""
    found = [(a or c, b or d) for a, b, c, d in re.findall(NAMED, document.read_text())]
    astray = {
        (name, path)
        for name, path in found
        if path.endswith(".py") and not re.search(rf"\b{name}\b", (ROOT / path).read_text())
    }
    assert astray == set(), f"{document.name} names what is not in those files"
