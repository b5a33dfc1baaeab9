"""Edits files of a catalog the way a person would, and knows where a line is."""

from __future__ import annotations

from pathlib import Path


def replace(path: Path, old: str, new: str) -> int:
    """Replaces the first occurrence and returns its line, counted from 1."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
