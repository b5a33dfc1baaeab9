"""The shape of the code: who may know whom, that importing does nothing, and how long things get."""

from __future__ import annotations

import ast
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parent.parent
BOT = ROOT / "bot"
LONGEST_FUNCTION = 40  # lines
MEDIAN_FUNCTION, LONG_FUNCTION = 6, 20  # the median and the 90th percentile
LONGEST_FILE = 250  # lines
LONG_FILES = {
    "bot/settings.py": "the only reader of the environment",
}
TABLES = {
    "bot/slack/routes.py routes": "the whole surface on one page",
    "bot/services/use_cases.py services": "each use case with what it uses",
    "bot/slack/manifest.py manifest": "the manifest in the shape in which Slack reads it",
    "bot/demo/guide.py steps": "the texts of the demo's guide",
}
"""Functions that are lists, not procedures: they may be long."""

LIBRARIES = {
    "domain": set(),
    "catalog": {"pydantic", "rapidfuzz", "ruamel"},
    "storage": {"alembic", "sqlalchemy"},
    "values": set(),
    "services": {"cachetools", "holidays"},
    "delivery": {"apscheduler"},
    "slack": {"rapidfuzz", "regex", "slack_bolt", "slack_sdk"},
    "sandbox": {"starlette", "uvicorn", "websockets"},
    "demo": set(),
    "settings.py": {"pydantic", "pydantic_settings"},
    "logs": {"structlog"},
    "metrics": {"prometheus_client"},
    "operations": set(),
    "app.py": {"slack_bolt", "slack_sdk"},
    "connections.py": {"slack_bolt", "slack_sdk"},
    "starting.py": {"slack_bolt", "slack_sdk"},
    "__main__.py": {"granian", "typer"},
    "operator.py": {"typer"},
    "copies.py": {"typer"},
    "outside.py": set(),
    "__init__.py": set(),
}
"""What each part may use besides the standard library. The domain uses nothing."""

STRAYS = {
    "bot/helpers.py": "",
    "bot/domain/stray.py": "import bot.storage.database, logging",
    "bot/services/stray.py": "import bot.settings, bot.sandbox.state, sqlalchemy, slack_sdk, apscheduler",
    "bot/slack/handlers/stray.py": "import bot.storage.database, prometheus_client",
    "bot/slack/views/stray.py": "import bot.services.guides",
    "bot/values/stray.py": "import bot.storage.database",
    "bot/sandbox/stray.py": "import bot.domain.loops",
    "bot/settings.py": "import bot.domain.loops",
}
"""One import against each contract."""

WATCHED = """
import importlib, os, pkgutil, sys, threading

REFUSED = ("socket.", "subprocess.", "sqlite3.", "shutil.", "os.system", "os.mkdir", "os.remove", "os.rename")

def refuse(event, arguments):
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if writes or event.startswith(REFUSED):
        raise SystemExit(f"while importing {importing}: {event} {arguments}")

class Watched(type(os.environ)):
    def __getitem__(self, name):
        frame = sys._getframe(1)
        while frame.f_code.co_filename in (os.__file__, "<frozen os>", "<frozen _collections_abc>"):
            frame = frame.f_back
        if "/bot/" in frame.f_code.co_filename and "/site-packages/" not in frame.f_code.co_filename:
            raise SystemExit(f"while importing {importing}: read {name} of the environment")
        return super().__getitem__(name)

import bot
os.environ.__class__ = Watched
importing = "bot"
sys.addaudithook(refuse)
for found in pkgutil.walk_packages(bot.__path__, "bot."):
    importing = found.name
    importlib.import_module(importing)
if threading.active_count() > 1:
    raise SystemExit(f"threads: {threading.enumerate()}")
print(importing)
"""


def test_who_imports_whom() -> None:
    outcome = lint_imports(ROOT)
    assert outcome.returncode == 0, outcome.stdout


def test_every_contract_bites(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(BOT, tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    for path, content in STRAYS.items():
        (tmp_path / path).write_text(content)
    outcome = lint_imports(tmp_path)
    assert "helpers" in outcome.stdout, "a module without a layer is not noticed"
    assert "0 kept" in outcome.stdout, outcome.stdout


@pytest.mark.parametrize("part", LIBRARIES)
def test_each_part_uses_its_own_libraries(part: str) -> None:
    allowed = LIBRARIES[part] | sys.stdlib_module_names | {"bot"}
    strays = {str(path): sorted(imported(path) - allowed) for path in modules(BOT / part)}
    assert not {path: found for path, found in strays.items() if found}


def test_every_part_is_listed() -> None:
    assert {path.name for path in BOT.iterdir() if path.name != "__pycache__"} == set(LIBRARIES)


def test_nothing_happens_at_import() -> None:
    """No socket, no file written, no process, no thread, no look at the environment."""
    outcome = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.startswith("bot."), "no module was found, or one of them has printed"
    assert outcome.stdout.count("\n") == 1


def test_functions_are_short(capsys: pytest.CaptureFixture[str]) -> None:
    lengths = [length_of(each) for _, each in functions()]
    median, deciles = statistics.median(lengths), statistics.quantiles(lengths, n=10)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(lengths)} functions: median {median}, 90th percentile {deciles[-1]} lines\n"
        )
    long = {
        f"{name_of(path)} {each.name}" for path, each in functions() if length_of(each) > LONGEST_FUNCTION
    }
    assert long <= TABLES.keys(), "part it; or say in TABLES why it is a list"
    assert median <= MEDIAN_FUNCTION
    assert deciles[-1] <= LONG_FUNCTION


def test_files_are_short() -> None:
    assert long_files() == LONG_FILES.keys(), "part it; or say in LONG_FILES why it is whole"


def test_one_name_is_one_thing() -> None:
    """The local Slack has words of its own: it knows nothing of the bot."""
    places: dict[str, list[str]] = {}
    for path in modules(BOT):
        if BOT / "sandbox" not in path.parents:
            for name in named_types(path):
                places.setdefault(name, []).append(name_of(path))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}, "give one another name"


def test_a_loop_is_saved_through_one_door() -> None:
    """Locked, under a new revision and with its plan: whoever saves it elsewhere forgets one of these."""
    saving = {name_of(path) for path in modules(BOT) if "loops.save(" in path.read_text()}
    assert saving == {"bot/services/loops.py"}, "change loops through bot.services.loops"


# --- helpers ----------------------------------------------------------------------------------


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter over the code in this folder, with the contracts of its pyproject.toml."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False)


def modules(part: Path) -> list[Path]:
    return [part] if part.is_file() else sorted(part.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The top-level packages a module imports, also within its functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in modules(BOT):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def named_types(path: Path) -> Iterator[str]:
    """Its classes and type aliases, but those of its own use alone."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, is_variable = node.targets[0].id, ast.unparse(node.value).startswith("TypeVar(")
            if name[0].isupper() and not name.isupper() and not is_variable:
                yield name


def long_files() -> set[str]:
    return {name_of(path) for path in modules(BOT) if len(path.read_text().splitlines()) > LONGEST_FILE}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))
