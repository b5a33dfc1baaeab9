"""Nothing in bot/ is there for tests alone: `make check` looks for names, and this where names are shared."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["vulture"]

CALLED_FROM_OUTSIDE = {
    "bot.app.wsgi",  # granian finds it by its name
    "bot.logs.setup.Stderr",  # named in the configuration of logging
    "bot.logs.setup.formatter",
}
TO_COME = {
    "bot.catalog.finding.find_template",  # for reviews of loops
    "bot.storage.audit.of_loop",  # for what a candidate may ask to read
}


def unused() -> set[str]:
    """The names that nothing uses, whatever the list in pyproject.toml allows."""
    command = [sys.executable, "-m", "vulture", "--ignore-names", "no-name"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    return set(re.findall(r"unused \w+ '(\w+)'", outcome.stdout))


def test_what_the_list_allows_is_unused() -> None:
    stale = set(SETTINGS["ignore_names"]) - unused()
    assert not stale, f"{', '.join(sorted(stale))}: used by now. Take it off the list in pyproject.toml."


def modules() -> dict[str, ast.Module]:
    paths = {path.relative_to(ROOT).with_suffix(""): path for path in sorted((ROOT / "bot").rglob("*.py"))}
    return {
        ".".join(name.parts).removesuffix(".__init__"): ast.parse(paths[name].read_text()) for name in paths
    }


def defined(tree: ast.Module) -> Iterator[str]:
    """Functions and classes of a module, but those that a decorator hands on."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) or (isinstance(node, ast.FunctionDef) and not node.decorator_list):
            yield node.name


def used(name: str, tree: ast.Module, known: set[str]) -> Iterator[str]:
    """What a module uses of others by an import, of modules by an attribute, and of itself by name."""
    aliases = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for each in node.names:
                full = f"{node.module}.{each.name}"
                aliases[each.asname or each.name] = full
                yield full
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield f"{name}.{node.id}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = aliases.get(node.value.id)
            if owner in known:
                yield f"{owner}.{node.attr}"


def test_what_a_module_defines_is_used_in_bot() -> None:
    trees = modules()
    everything = {f"{name}.{each}" for name, tree in trees.items() for each in defined(tree)}
    in_use = {each for name, tree in trees.items() for each in used(name, tree, set(trees))}
    dead = everything - in_use - CALLED_FROM_OUTSIDE - TO_COME
    assert not dead, (
        f"{', '.join(sorted(dead))}: nothing in bot/ uses it. Remove it, and the tests of it alone."
    )
    stale = (CALLED_FROM_OUTSIDE | TO_COME) & in_use
    assert not stale, (
        f"{', '.join(sorted(stale))}: used by now. Take it off the list in {Path(__file__).name}."
    )
