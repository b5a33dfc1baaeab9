"""Settings from the environment: read once, checked at the start, named when they are wrong."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import shipped

EXAMPLES = {
    "SLACK_BOT_TOKEN": "xoxb-…, from the app's page, OAuth & Permissions",
    "SLACK_APP_TOKEN": "xapp-…, from the app's page, Basic Information, App-Level Tokens",
    "SLACK_SIGNING_SECRET": "…, 32 letters and digits from the app's page, Basic Information",
    "SLACK_API_URL": "https://slack.com/api/",
    "DATABASE_URL": "sqlite:///interviews.db or postgresql://user:password@host/name",
    "CATALOG_DIR": "a folder like catalog/",
    "COMMAND": "/interview",
    "COMPANY_ZONE": "Europe/Berlin",
    "PILOT": "U024BE7LH,U0G9QF9C6,C061EG9SL",
    "PORT": "3000",
    "OPS_PORT": "9090",
    "OPS_HOST": "127.0.0.1",
    "LOG_LEVEL": "info",
}
SECRETS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "DATABASE_URL")
"""Each may stand in a file, which `NAME_FILE` names."""
SHAPES = {
    "slack_bot_token": (r"xoxb-[!-~]+", "a bot token begins with xoxb- and has no blanks"),
    "slack_app_token": (r"xapp-[!-~]+", "an app token begins with xapp- and has no blanks"),
    "slack_signing_secret": (r"[!-~]{16,}", "a signing secret has 16 characters or more, and no blanks"),
}
SQLITE = r"sqlite:///(?!:memory:)[^?]+(\?.*)?"
POSTGRESQL = (
    r"postgres(ql)?(\+psycopg)?://([^/?:]*(:[^/?@]*)?@)?([^/?@:\[\]]*|\[[^/?]+\])(:\d{1,5})?/[^/?]+(\?.*)?"
)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PROXIES = frozenset({"http_proxy", "https_proxy"})  # read in either case
OURS = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)  # set to nothing: not set


class SettingsError(Exception):
    """A variable is missing or wrong; the text names it and shows an example."""


def wrong(name: str, problem: str) -> SettingsError:
    """`problem` goes on from the variable's name: "is not set"."""
    return SettingsError(f"{name} {problem}. Example: {name}={EXAMPLES.get(name, '…')}")


class LogSettings(BaseSettings):
    """What every command needs."""

    model_config = OURS

    log_level: str = "info"

    @field_validator("log_level")
    @classmethod
    def level(cls, value: str) -> str:
        if value.lower() not in ("debug", "info", "warning", "error"):
            raise ValueError("debug, info, warning or error")
        return value.lower()


class DatabaseSettings(LogSettings):
    """What migrations need: no token."""

    database_url: str = "sqlite:///interviews.db"  # in the folder the process was started in

    @field_validator("database_url")
    @classmethod
    def known_engine(cls, value: str) -> str:
        if not re.fullmatch(f"{SQLITE}|{POSTGRESQL}", value):
            raise ValueError(
                "it is the address of a SQLite file or of a PostgreSQL database; an @ in a password is %40"
            )
        return value


class CatalogSettings(LogSettings):
    """What looking at the catalog and the manifest needs: no token, no database."""

    catalog_dir: Path = shipped("catalog")
    command: str = "/interview"
    company_zone: str = "UTC"
    pilot: str = ""  # Slack ids with commas between: who gets messages; "" for everybody

    @field_validator("catalog_dir")
    @classmethod
    def folder(cls, value: Path) -> Path:
        if not value.is_dir():
            raise ValueError("there is no such folder")
        return value

    @field_validator("command")
    @classmethod
    def slash(cls, value: str) -> str:
        if not re.fullmatch(r"/[a-z0-9_-]{1,31}", value):
            raise ValueError("a command is a slash and up to 31 small letters, digits, - or _")
        return value

    @field_validator("company_zone")
    @classmethod
    def zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("it is the name of a time zone")
        return value

    @field_validator("pilot")
    @classmethod
    def ids(cls, value: str) -> str:
        if not re.fullmatch(r"(\s*[UWCG][A-Z0-9]{2,31}\s*(,|$))*", value):
            raise ValueError("it is Slack ids of people (U…, W…) and channels (C…, G…), with commas between")
        return value


class SlackSettings(LogSettings):
    """What speaking to Slack needs: no database, no catalog."""

    slack_bot_token: SecretStr
    slack_app_token: SecretStr | None = None  # Socket Mode
    slack_signing_secret: SecretStr | None = None  # HTTP mode
    slack_api_url: str = "https://slack.com/api/"

    @field_validator(*SHAPES)
    @classmethod
    def shape(cls, value: SecretStr | None, about: ValidationInfo) -> SecretStr | None:
        pattern, problem = SHAPES[about.field_name or ""]
        if value and not re.fullmatch(pattern, value.get_secret_value()):
            raise ValueError(problem)
        return value

    @field_validator("slack_api_url")
    @classmethod
    def api_url(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?/api/?", value):
            raise ValueError("it is an address that ends in /api/")
        return value if value.endswith("/") else f"{value}/"

    @property
    def on_this_machine(self) -> bool:
        """Whether Slack is the local one."""
        return urlsplit(self.slack_api_url).hostname in LOOPBACK

    def reach_local_slack_directly(self) -> None:
        """Takes the proxies out of this process's environment where Slack is on this machine.

        Slack's SDK would go through them even so, and Socket Mode's connection whatever `NO_PROXY` says.
        """
        if self.on_this_machine:
            for name in [name for name in os.environ if name.lower() in PROXIES]:
                del os.environ[name]


class Settings(DatabaseSettings, CatalogSettings, SlackSettings):
    port: int = Field(default=3000, ge=1, le=65535)
    ops_port: int | None = Field(default=None, ge=1, le=65535)  # metrics and health, off without
    ops_host: str = "127.0.0.1"

    @field_validator("ops_host")
    @classmethod
    def address(cls, value: str) -> str:
        if not re.fullmatch(r"[\w.:-]+", value):
            raise ValueError("it is the address of one of this machine's networks")
        return value

    def needs(self, *names: str) -> None:
        """Raises `SettingsError` for those this process cannot do without."""
        for name in names:
            if getattr(self, name.lower()) is None:
                raise wrong(name, "is not set")


Kind = TypeVar("Kind", bound=BaseSettings)


def read(**given: Any) -> Settings:
    """From the environment; `given` wins over it. Raises `SettingsError`."""
    return _read(Settings, given)


def read_logging(**given: Any) -> LogSettings:
    return _read(LogSettings, given)


def read_database(**given: Any) -> DatabaseSettings:
    return _read(DatabaseSettings, given)


def read_catalog(**given: Any) -> CatalogSettings:
    return _read(CatalogSettings, given)


def read_slack(**given: Any) -> SlackSettings:
    return _read(SlackSettings, given)


def _read(kind: type[Kind], given: dict[str, Any]) -> Kind:
    names = [name for name in SECRETS if name.lower() in kind.model_fields.keys() - given.keys()]
    in_files, problems = _from_files(names)
    try:
        found = kind(**in_files, **given)
    except ValidationError as error:  # whose own text shows what was given: a token
        problems = _told(error) | problems
    if problems:
        raise SettingsError("\n".join(problems.values())) from None
    return found


def _from_files(names: list[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """What files hold, by field; and what is wrong with the others, by variable."""
    found: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name in names:
        file = os.environ.get(f"{name}_FILE")
        if not file:
            continue
        try:
            if os.environ.get(name):
                raise ValueError(f"and {name} are both set: keep one")
            found[name.lower()] = _content(Path(file))
        except ValueError as error:
            problems[name] = f"{name}_FILE {error}. Example: {name}_FILE=/run/secrets/{name.lower()}"
    return found, problems


def _content(file: Path) -> str:
    """Without the line's end that editors add. Raises `ValueError`; its text never says what is in it."""
    try:
        content = file.read_text(encoding="utf-8")
    except OSError as error:
        raise ValueError(f"names a file that cannot be read: {file} ({error.strerror})") from None
    except UnicodeError:
        raise ValueError(f"names a file that is no text: {file}") from None
    if not content.strip():
        raise ValueError(f"names a file that is empty: {file}")
    return content.removesuffix("\n").removesuffix("\r")


def _told(error: ValidationError) -> dict[str, str]:
    lines = {}
    for each in error.errors():
        name = str(each["loc"][0]).upper()
        missing = each["type"] == "missing"
        problem = "is not set" if missing else f"cannot be used: {each['msg'].removeprefix('Value error, ')}"
        lines[name] = str(wrong(name, problem))
    return lines
