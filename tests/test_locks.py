"""What is installed: the locks name all of it, agree with each other, and name no index."""

from __future__ import annotations

import itertools
import re
import tomllib

import pytest

from tests.processes import ROOT

LOCKS = {  # the lock, and the groups of pyproject.toml it is made of besides what running needs
    "requirements.txt": (),
    "requirements-demo.txt": ("demo",),
    "requirements-dev.txt": ("demo", "dev"),
}
BESIDE = "requirements-mutants.txt"  # installed beside the last of them


@pytest.mark.parametrize("lock", LOCKS)
def test_it_has_what_the_project_asks_for(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    groups = [project["optional-dependencies"][group] for group in LOCKS[lock]]
    asked = {named(each) for each in itertools.chain(project["dependencies"], *groups)}
    assert asked <= set(pinned(lock)), "run: make lock"


def test_what_is_beside_it_has_its_group() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    assert {named(each) for each in groups["mutants"]} <= set(pinned(BESIDE)), "run: make lock"


@pytest.mark.parametrize("lock", [*LOCKS, BESIDE])
def test_every_line_is_pinned_with_hashes(lock: str) -> None:
    """An extra that is left out ("psycopg" for "psycopg[binary]") is resolved anew by plain pip."""
    entries = re.split(r"\n(?=[a-z])", text(lock))
    assert all(re.match(r"[a-z0-9._-]+(\[[a-z0-9,_-]+\])?==\S+", entry, re.I) for entry in entries)
    assert all("--hash=sha256:" in entry for entry in entries)


def test_extras_are_kept() -> None:
    assert "psycopg[binary]" in pinned("requirements.txt")


def test_they_agree() -> None:
    every = pinned("requirements-dev.txt")
    for lock in LOCKS:
        assert pinned(lock).items() <= every.items(), "run: make lock"
    assert {
        name: version for name, version in pinned(BESIDE).items() if every.get(name, version) != version
    } == {}


@pytest.mark.parametrize("lock", [*LOCKS, BESIDE])
def test_no_index_is_named(lock: str) -> None:
    assert "://" not in text(lock)
    assert "index" not in text(lock)


# --- helpers -------------------------------------------------------------------------------------


def text(lock: str) -> str:
    return (ROOT / lock).read_text()


def pinned(lock: str) -> dict[str, str]:
    """Each package with its extras, and its version."""
    return dict(re.findall(r"^([A-Za-z0-9][^=\s]*)==(\S+)", text(lock), re.MULTILINE))


def named(requirement: str) -> str:
    """The package and its extras, as the lock spells them."""
    return re.split(r"[<>=!~; ]", requirement)[0].lower().replace(".", "-").replace("_", "-")
