"""The real catalog, and copies of it to break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.catalog.loading import Catalog, load

REAL = Path(__file__).parents[2] / "catalog"


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load(REAL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real catalog that a test may change."""
    return Path(shutil.copytree(REAL, tmp_path / "catalog"))
