"""Changes each rule of bot/domain in small ways and asks whether types, or the tests near it, notice.

    python -m tests.mutants [name …]

A name is mutmut's, and may end in a star: "bot.domain.visibility*". Fails where fewer than `LEAST` are seen.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THERE = ROOT / "build" / "mutants"
COPIED = ("bot", "catalog", "docs", "migrations", "tests")
LEAST = 95  # percent of those that the types let pass
UNNOTICED = ("survived", "no tests", "suspicious")
BY_TYPES = "caught by type check"


def main(names: list[str]) -> int:
    copy()
    mutmut("run", *names)
    return report(dict(states(mutmut("results", "--all", "true"))))


def copy() -> None:
    shutil.rmtree(THERE, ignore_errors=True)
    for name in COPIED:
        shutil.copytree(ROOT / name, THERE / name, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (THERE / "pyproject.toml").write_text(settings.replace('["python", ', f'["{sys.executable}", '))
    for path in (THERE / "bot" / "domain").glob("*.py"):
        path.write_text(without_properties(path.read_text(encoding="utf-8")), encoding="utf-8")


def without_properties(text: str) -> str:
    """The same, with the body of each property in a method of its own: mutmut passes over decorated ones."""
    lines = text.splitlines()
    properties = [
        each
        for each in ast.walk(ast.parse(text))
        if isinstance(each, ast.FunctionDef)
        and [ast.unparse(mark) for mark in each.decorator_list] == ["property"]
    ]
    for each in sorted(properties, key=lambda each: -each.lineno):
        indent = " " * each.col_offset
        head = f"{indent}def {each.name}(self)"
        assert each.end_lineno
        assert lines[each.lineno - 1].startswith(head), f"a property's head on one line: {each.name}"
        method = f"body_of_{each.name}"
        lines[each.end_lineno : each.end_lineno] = [
            f"{indent}@property",
            lines[each.lineno - 1],
            f"{indent}    return self.{method}()",
        ]
        lines[each.lineno - 1] = lines[each.lineno - 1].replace(each.name, method, 1)
        del lines[each.lineno - 2]
    return "\n".join([*lines, ""])


def mutmut(*words: str) -> str:
    """Its own progress goes to the terminal, but where its output is asked for."""
    kept = subprocess.PIPE if words[0] != "run" else None
    command = [sys.executable, "-m", "mutmut", *words]
    outcome = subprocess.run(command, cwd=THERE, stdout=kept, text=True, check=True)
    return outcome.stdout or ""


def states(results: str) -> Iterator[tuple[str, str]]:
    """What became of each change, by its name."""
    for line in results.splitlines():
        name, found, state = line.strip().partition(": ")
        if found:
            yield name, state


def report(states: Mapping[str, str]) -> int:
    """Every change that nothing noticed, and how many were. The exit code."""
    count = Counter(states.values())
    missed = [name for name, state in states.items() if state in UNNOTICED]
    for name in missed:
        sys.stdout.write(f"\n{name}, {states[name]}\n{changed(mutmut('show', name))}")
    noticed = count["killed"] + count["timeout"]
    tried = noticed + len(missed)
    share = 100 * noticed / tried if tried else 0
    sys.stdout.write(
        f"\n{len(states)} changes: types notice {count[BY_TYPES]}; of {tried} others the tests notice "
        f"{noticed}: {share:.1f} %\n"
    )
    return 0 if share >= LEAST else 1


def changed(diff: str) -> str:
    lines = [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
