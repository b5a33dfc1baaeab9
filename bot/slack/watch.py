"""Whether Slack answers and takes the tokens: said when that changes, not with each call."""

from __future__ import annotations

from urllib.error import URLError

from slack_sdk.errors import SlackApiError

from bot.logs.changes import StateChange
from bot.logs.setup import logger
from bot.metrics.counts import NOTHING, Counts

BOT, APP = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"
PASSING = frozenset(
    {"fatal_error", "internal_error", "ratelimited", "request_timeout", "service_unavailable"}
)
"""What Slack says when it is not itself."""
TOKEN_REFUSED = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "not_allowed_token_type",
        "not_authed",
        "token_expired",
        "token_revoked",
    }
)

log = logger(__name__)


class SlackWatch:
    """Is told the outcome of each Web API call. For any thread; those of one process share one.

    What never went well is not lost: a start that fails says so by itself.
    """

    def __init__(self, api_url: str, counts: Counts = NOTHING) -> None:
        self._counts = counts
        self._known: set[str] = set()
        self._answers = StateChange(log, "Slack does not answer", "Slack answers again", url=api_url)
        self._tokens = {name: _token(kind, name) for kind, name in (("bot", BOT), ("app", APP))}

    def went_well(self, method: str) -> None:
        self._counts.called(method, "ok")
        self._known.add(_token_of(method))
        self._answers.back()
        self._tokens[_token_of(method)].back()

    def failed(self, method: str, error: Exception) -> None:
        code, token = refusal(error), _token_of(method)
        self._counts.called(method, _result(code))
        if code:
            self._answers.back()
        elif self._known:
            self._answers.lost(why=silence(error))
        # The app token opens connections, and nothing else: whatever is said to that is about it.
        refused = code in TOKEN_REFUSED or (token == APP and code and code not in PASSING)
        if refused and token in self._known:
            self._tokens[token].lost(why=code)


def _token(kind: str, name: str) -> StateChange:
    return StateChange(log, f"{kind} token not accepted", f"{kind} token accepted again", name=name)


def _token_of(method: str) -> str:
    return APP if method == "apps.connections.open" else BOT


def refusal(error: Exception) -> str:
    """Slack's code for why it does not do what was asked; "" where Slack did not answer, or failed itself."""
    if not isinstance(error, SlackApiError) or error.response.status_code >= 500:
        return ""
    code = str(error.response.get("error") or "")
    return code if code.isidentifier() else ""


def _result(code: str) -> str:
    if code == "ratelimited":
        return "limited"
    return "refused" if code and code not in PASSING else "silent"


def silence(error: Exception) -> str:
    """In a word, why there was no answer."""
    if isinstance(error, SlackApiError):
        return f"HTTP {error.response.status_code}"
    return type(error.reason if isinstance(error, URLError) else error).__name__
