"""What the environment may say: each wrong value names its variable, shows an example, and stays untold."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot import VERSION
from bot import settings as environment
from bot.settings import EXAMPLES, SECRETS, Settings, SettingsError
from tests.processes import ROOT

README = Path(__file__).parents[1] / "README.md"

GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-secret-bot",
    "SLACK_APP_TOKEN": "xapp-secret-app",
    "SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef",
    "DATABASE_URL": "postgresql://user:secret-word@host/name",
}
BAD = [
    ("SLACK_BOT_TOKEN", "xoxp-secret"),
    ("SLACK_BOT_TOKEN", "secret"),
    ("SLACK_BOT_TOKEN", "xoxb-"),
    ("SLACK_BOT_TOKEN", "xoxb-secret with blanks"),
    ("SLACK_BOT_TOKEN", "xoxb-secret\n"),
    ("SLACK_APP_TOKEN", "xoxb-secret"),
    ("SLACK_APP_TOKEN", "xapp-secret\n"),
    ("SLACK_SIGNING_SECRET", "secret"),
    ("SLACK_SIGNING_SECRET", "secret with blanks in between it all"),
    ("SLACK_API_URL", "slack.com/api/"),
    ("SLACK_API_URL", "https://slack.com/"),
    ("SLACK_API_URL", "ftp://slack.com/api/"),
    ("SLACK_API_URL", "https://user:secret@slack.com/api/"),
    ("DATABASE_URL", "mysql://user:secret@host/name"),
    ("DATABASE_URL", "postgresql://user:secret@host:port/name"),
    ("DATABASE_URL", "postgresql://user:secret@host"),
    ("DATABASE_URL", "postgresql://user:an@secret@host/name"),
    ("DATABASE_URL", "postgresql+asyncpg://user:secret@host/name"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "sqlite:///:memory:"),
    ("DATABASE_URL", "sqlite://secret.db"),
    ("DATABASE_URL", "secret.db"),
    ("CATALOG_DIR", "/no/such/folder"),
    ("COMPANY_ZONE", "Europe/Bielefeld"),
    ("PILOT", "@secret"),
    ("PILOT", "U0PRIYA U0TOM"),
    ("PILOT", "D0SECRET"),
    ("COMMAND", "interview"),
    ("COMMAND", "/Interview"),
    ("COMMAND", "/inter view"),
    ("COMMAND", "/" + "x" * 32),
    ("PORT", "http"),
    ("PORT", "0"),
    ("PORT", "65536"),
    ("OPS_PORT", "0"),
    ("OPS_PORT", "secret"),
    ("OPS_HOST", "http://secret"),
    ("LOG_LEVEL", "loud"),
]


@pytest.fixture
def variables(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment with what is needed, and nothing else."""
    for name in (*EXAMPLES, *(f"{secret}_FILE" for secret in SECRETS)):
        monkeypatch.delenv(name, raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def refused() -> str:
    with pytest.raises(SettingsError) as caught:
        environment.read()
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__, "pydantic's own text shows what was given"
    return str(caught.value)


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_wrong_value(variables: pytest.MonkeyPatch, name: str, value: str) -> None:
    variables.setenv(name, value)
    said = refused()
    assert said.startswith(f"{name} cannot be used: ")
    assert f"Example: {name}={EXAMPLES[name]}" in said
    assert "secret" not in said.replace("signing secret", "")


def test_all_that_is_wrong_is_told_at_once(variables: pytest.MonkeyPatch) -> None:
    wrong: Mapping[str, str] = dict(BAD)
    for name, value in wrong.items():
        variables.setenv(name, value)
    assert {line.split()[0] for line in refused().splitlines()} == set(wrong) == set(EXAMPLES)


@pytest.mark.parametrize("how", ["not there", "empty"])
def test_a_needed_one_that_is_missing(variables: pytest.MonkeyPatch, how: str) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        if how == "empty":
            variables.setenv(name, "")
        else:
            variables.delenv(name)
    assert refused().startswith("SLACK_BOT_TOKEN is not set. Example: SLACK_BOT_TOKEN=xoxb-")
    variables.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    settings = environment.read()
    for name in ("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        with pytest.raises(SettingsError, match=f"{name} is not set. Example: {name}="):
            settings.needs(name)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///interviews.db",
        "sqlite:////var/lib/interviews.db",
        "postgres://user:secret@host/name",
        "postgresql://user:p%40ss@host:5432/name?sslmode=require",
        "postgresql://postgres:@/name?host=/run/postgresql",
        "postgresql://user@server:secret@host/name",
        "postgresql+psycopg://user@[::1]:5432/name",
    ],
)
def test_databases_that_may_be_used(variables: pytest.MonkeyPatch, url: str) -> None:
    variables.setenv("DATABASE_URL", url)
    assert environment.read().database_url == environment.read_database().database_url == url


def test_what_is_not_given_has_a_default(variables: pytest.MonkeyPatch) -> None:
    variables.delenv("DATABASE_URL")
    variables.setenv("PORT", "")
    settings = environment.read()
    assert settings.database_url == "sqlite:///interviews.db"  # in the folder it is started in
    assert (settings.port, settings.command, settings.log_level) == (3000, "/interview", "info")
    assert (settings.ops_port, settings.ops_host) == (None, "127.0.0.1")
    assert settings.slack_api_url == "https://slack.com/api/"
    assert (settings.catalog_dir / "company.yaml").is_file()


@pytest.mark.usefixtures("variables")
def test_no_token_is_in_what_is_printed() -> None:
    settings = environment.read()
    for token in ("xoxb-secret", "xapp-secret", GOOD["SLACK_SIGNING_SECRET"]):
        assert token not in f"{settings!r} {settings} {settings.model_dump()}"


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION


@pytest.mark.usefixtures("variables")
def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        environment.read().port = 1


def test_the_catalog_and_the_database_need_no_token(variables: pytest.MonkeyPatch) -> None:
    for name in GOOD:
        variables.delenv(name)
    assert environment.read_catalog().command == "/interview"
    assert environment.read_database().database_url.startswith("sqlite")
    assert environment.read_logging().log_level == "info"


# --- secrets in files ----------------------------------------------------------------------------


@pytest.fixture
def secrets(variables: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with each secret in a file of its own, as platforms mount them; the variables say where."""
    for name in SECRETS:
        (tmp_path / name).write_text(f"{GOOD[name]}\n")
        variables.delenv(name)
        variables.setenv(f"{name}_FILE", str(tmp_path / name))
    return tmp_path


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_secrets_from_files(secrets: Path, end: str) -> None:
    for name in SECRETS:
        (secrets / name).write_text(f"{GOOD[name]}{end}", newline="")
    settings = environment.read()
    found = (settings.slack_bot_token, settings.slack_app_token, settings.slack_signing_secret)
    assert [each.get_secret_value() for each in found if each] == [GOOD[name] for name in SECRETS[:3]]
    assert settings.database_url == environment.read_database().database_url == GOOD["DATABASE_URL"]
    assert environment.read_catalog().command == "/interview"


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_that_is_set_twice(variables: pytest.MonkeyPatch, secrets: Path, name: str) -> None:
    variables.setenv(name, GOOD[name])
    example = f"{name}_FILE=/run/secrets/{name.lower()}"
    assert refused() == f"{name}_FILE and {name} are both set: keep one. Example: {example}"
    assert "secret-" not in refused()
    variables.setenv(name, "")  # as good as not set
    assert environment.read().database_url == GOOD["DATABASE_URL"]
    assert secrets.is_dir()


def test_files_that_cannot_be_used(variables: pytest.MonkeyPatch, secrets: Path) -> None:
    bot, app, signing, database = SECRETS
    (secrets / bot).unlink()
    (secrets / app).write_bytes(b"\xff\xfe\xff")
    (secrets / signing).write_text("\n")
    (secrets / database).write_text("mysql://user:secret@host/name\n")
    variables.setenv("PORT", "0")
    told = refused().splitlines()
    for name, problem in (
        (f"{bot}_FILE", f"names a file that cannot be read: {secrets / bot} (No such file or directory)"),
        (f"{app}_FILE", f"names a file that is no text: {secrets / app}"),
        (f"{signing}_FILE", f"names a file that is empty: {secrets / signing}"),
        (database, "cannot be used: it is the address of"),
        ("PORT", "cannot be used: "),
    ):
        assert sum(line.startswith(f"{name} {problem}") for line in told) == 1, told
    assert len(told) == 5, "each is told once"
    assert "user:secret" not in refused()


@pytest.mark.parametrize("blanks", [" xoxb-secret\n", "xoxb-secret\n\n"])
def test_more_than_the_lines_end_is_not_taken_off(secrets: Path, blanks: str) -> None:
    (secrets / "SLACK_BOT_TOKEN").write_text(blanks)
    assert refused().startswith("SLACK_BOT_TOKEN cannot be used: ")


# --- the README's table --------------------------------------------------------------------------

IN_WORDS = {
    "CATALOG_DIR": "the one that comes with it",  # a folder that depends on where it is installed
    "OPS_PORT": "off",
    "PILOT": "everybody",
}


def told() -> dict[str, str]:
    """The default of each variable in the README's table."""
    text = README.read_text(encoding="utf-8")
    table = text[text.index("| variable | what | default |") :].partition("\n\n")[0]
    return dict(re.findall(r"\| `([A-Z_]+)` \|.*\| (.*?) \|$", table, re.M))


def default_of(name: str) -> str:
    """As the table tells it."""
    field = Settings.model_fields[name.lower()]
    needed = field.is_required() or field.default is None
    return IN_WORDS.get(name, "needed" if needed else f"`{field.default}`")


def test_the_readme_tells_of_every_setting() -> None:
    names = {name.upper() for name in Settings.model_fields}
    assert names - set(told()) == set(), "add a row for each to the table of settings in README.md"
    assert set(told()) - names == set(), "take these rows out of the table of settings in README.md"
    assert names == set(EXAMPLES), "each needs its example in bot/settings.py"


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_readme_tells_the_defaults(name: str) -> None:
    assert told()[name].startswith(default_of(name)), f"README.md has another default of {name}"
