"""What a start says, and how one ends that cannot go on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import VERSION
from bot.catalog.loading import CatalogError
from bot.domain.errors import DatabaseUnavailable, NotCopied
from bot.logs.faults import fault
from bot.logs.setup import logger, unforeseen
from bot.settings import Settings, SettingsError, wrong
from bot.slack.client import CALL_FAILED
from bot.slack.watch import PASSING, refusal, silence
from bot.storage.migrating import NotMigrated
from bot.storage.trouble import Unusable
from bot.values.ports import Unreachable

FAULT, WRONG, DATABASE_UNAVAILABLE = 1, 2, 3
"""Exit codes: an error nobody foresaw; something that a person has to put right: a setting, the catalog, the
migration; something that does not answer, and may by the next start.
"""
UNTRUSTED = (
    "The certificate shown at {url} is not trusted on this machine. Where a proxy of the company opens what "
    "goes through it, SSL_CERT_FILE names a file with its CA, and the public ones."
)

log = logger(__name__)


class SlackAway(Exception):
    """Slack does not answer; the text says where and why."""


def starting(process: str, transport: str) -> None:
    log.info("starting", version=VERSION, process=process, transport=transport)


def identified(client: WebClient, token: str) -> AuthorizeResult:
    """Who this bot is, as Slack says. Raises `SettingsError` or `SlackAway`."""
    with accepted("SLACK_BOT_TOKEN", client):
        found = client.auth_test()
    return AuthorizeResult(
        enterprise_id=found.get("enterprise_id"),
        team_id=found.get("team_id"),
        bot_user_id=found.get("user_id"),
        bot_id=found.get("bot_id"),
        bot_token=token,
    )


@contextmanager
def accepted(token: str, client: WebClient) -> Iterator[None]:
    """What Slack says to the first call with a token names the variable to look at."""
    try:
        yield
    except CALL_FAILED as error:
        code = refusal(error)
        if code and code not in PASSING:
            raise wrong(token, f"is not accepted by Slack: {code}") from None
        if not code and isinstance(error, SlackApiError) and error.response.status_code < 500:
            raise wrong("SLACK_API_URL", f"does not lead to Slack: {silence(error)}") from None
        why = code or silence(error)
        if why == "SSLCertVerificationError":
            raise SettingsError(UNTRUSTED.format(url=client.base_url)) from None
        raise SlackAway(
            f"Slack does not answer at {client.base_url} ({why}). It may be away, or SLACK_API_URL wrong."
        ) from None


def check_free(port: int, told_by: str, host: str = "") -> None:
    """Raises `SettingsError` for a port that somebody else has."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise SettingsError(
            f"{told_by}: port {port} cannot be used: {error.strerror}. Choose another."
        ) from None


def check_ops(settings: Settings) -> None:
    """As `check_free`, where OPS_PORT is set."""
    if settings.ops_port:
        check_free(settings.ops_port, "OPS_PORT", settings.ops_host)


Wrong = SettingsError | NotMigrated | CatalogError | NotCopied
"""What somebody has to put right; each says how."""


def told(error: Exception) -> str:
    """Why something could not be done, for people: as a start ends, else by its place in the code."""
    if isinstance(error, Unusable):
        return str(wrong("DATABASE_URL", error.trouble.problem))
    if isinstance(error, SlackAway | Wrong):
        return str(error)
    if isinstance(error, Unreachable):
        return f"Slack does not do what was asked: {error.stop.why or 'it asks to wait'}."
    if isinstance(error, DatabaseUnavailable):
        return "The database does not answer."
    found = fault(error)
    return f"An error nobody foresaw: {found['error']}, at {found['at']}."


def ended_by(error: Exception) -> int:
    """Says why, a line for each reason. The exit code."""
    if isinstance(error, Unusable):
        code = DATABASE_UNAVAILABLE if error.trouble.away else WRONG
        _say(told(error), code, part=error.trouble.part)
    elif isinstance(error, SlackAway):
        _say(told(error), code := DATABASE_UNAVAILABLE)
    elif isinstance(error, Wrong):
        _say(told(error), code := WRONG)
    else:
        unforeseen(error)
        code = FAULT
    return code


def _say(sentences: str, exit_code: int, **more: str) -> None:
    for line in sentences.splitlines():
        log.error(line, **more, exit_code=exit_code)
