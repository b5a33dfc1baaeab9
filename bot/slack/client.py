"""The connection to Slack: a client that never repeats a call by itself, and what its failures mean."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from bot.logs.setup import muted
from bot.slack.budgets import Budgets, OverBudget
from bot.slack.watch import PASSING, SlackWatch, refusal, silence
from bot.values.stops import Impossible, Limited, OwnFault, Silent, Stop, Unforeseen

TIMEOUT_SECONDS = 10
WAIT_SECONDS = 30.0  # where Slack asks to wait and does not say how long
LONGEST_WAIT = 600.0  # more is not believed

CALL_FAILED = (SlackClientError, OSError, HTTPException)
"""What a call may raise: Slack's refusal, a time-out, a connection that broke."""

MESSAGE_GONE = {
    "message_not_found": "the message is gone",
    "thread_not_found": "the message to reply to is gone",
}
GONE = MESSAGE_GONE | {
    "cannot_dm_bot": "a bot cannot get messages",
    "cannot_reply_to_message": "that message cannot be replied to",
    "cant_delete_message": "Slack does not let the bot delete that message",
    "cant_update_message": "Slack does not let the bot change that message",
    "channel_not_found": "the conversation is gone, or the bot is not in it",
    "edit_window_closed": "Slack does not let the message be changed any more",
    "invalid_arguments": "Slack does not accept the message",
    "invalid_attachments": "Slack does not accept the message",
    "invalid_blocks": "Slack does not accept the message",
    "invalid_blocks_format": "Slack does not accept the message",
    "invalid_metadata_format": "Slack does not accept the message",
    "is_archived": "the conversation is archived",
    "is_inactive": "the conversation is frozen",
    "msg_blocks_too_long": "the message is too long for Slack",
    "msg_too_long": "the message is too long for Slack",
    "no_text": "the message is empty",
    "not_enabled": "the bot's Home tab is switched off in Slack",
    "not_in_channel": "the bot is not in the channel",
    "restricted_action": "the company's settings in Slack do not allow it",
    "restricted_action_non_threadable_channel": "the company's settings in Slack do not allow it",
    "restricted_action_read_only_channel": "the channel is read-only",
    "restricted_action_thread_locked": "the thread is locked",
    "user_disabled": "the account is deactivated",
    "user_not_found": "Slack does not know that person",
    "user_not_visible": "the bot may not see that person",
    "view_too_large": "the page is too large for Slack",
}
"""Slack's answers that stay the same however often one asks, in words for people."""
OWN_FAULTS = frozenset(
    {
        "access_denied",
        "account_inactive",  # the bot's own: a person's is user_disabled
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "messages_tab_disabled",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "team_added_to_org",
        "team_not_found",
        "token_expired",
        "token_revoked",
    }
)
"""What is wrong with the bot, its token or the workspace, and is put right by whoever runs them."""


def make_client(
    token: str,
    api_url: str,
    timeout: int = TIMEOUT_SECONDS,
    watch: SlackWatch | None = None,
    budgets: Budgets | None = None,
) -> WebClient:
    """A call that failed is not repeated here: a post could arrive twice."""
    # The SDK writes whole messages at DEBUG, candidates' names with them, and failed calls as errors.
    # Failed calls are told where they are dealt with.
    client = _WatchedClient(
        token=token, base_url=api_url, timeout=timeout, retry_handlers=[], logger=muted("bot.slack.sdk")
    )
    client.watch = watch or SlackWatch(api_url)
    client.budgets = budgets or Budgets(time.monotonic, {})
    return client


@contextmanager
def stopping() -> Iterator[None]:
    """Around calls to Slack: what fails is raised as the `Stop` that it means."""
    try:
        yield
    except CALL_FAILED as error:
        raise meaning(error) from error


def meaning(error: Exception) -> Stop:
    """What one of `CALL_FAILED` says of what was asked for."""
    if isinstance(error, OverBudget):
        return Limited(seconds=error.seconds)
    if not isinstance(error, SlackApiError):
        return Silent(type(error).__name__)
    response: Any = error.response
    code = str(response.get("error") or "")
    if response.status_code == 429 or code == "ratelimited":
        return Limited(seconds=_seconds(response.headers))
    # Slack's own words for a body that is no JSON hold that body: the log gets the status alone.
    if response.status_code >= 500 or code in PASSING or not code.isidentifier():
        return Silent(code if code.isidentifier() else f"HTTP {response.status_code}")
    if code in OWN_FAULTS:
        return OwnFault(code)
    if code in GONE:
        return Impossible(GONE[code], only_message=code in MESSAGE_GONE)
    return Unforeseen(code)


def refused(client: WebClient) -> str:
    """Why Slack does not take this client's token, "" where it does."""
    try:
        client.auth_test()
    except CALL_FAILED as error:
        return refusal(error) or f"it does not answer ({silence(error)})"
    return ""


def code_of(error: Exception) -> str:
    """Slack's error code, "" where Slack did not answer."""
    return str(error.response.get("error") or "") if isinstance(error, SlackApiError) else ""


def respond(url: str, payload: Mapping[str, Any], timeout: int) -> str:
    """Posts to a response_url, once. Why Slack did not take it, in a word; "" where it did."""
    try:
        hook = WebhookClient(url, timeout=timeout, retry_handlers=[], logger=muted("bot.slack.sdk"))
        answer = hook.send_dict(dict(payload))
        return _refusal(answer.body) if answer.status_code < 300 else f"HTTP {answer.status_code}"
    except (*CALL_FAILED, ValueError) as error:
        return type(error).__name__


def _refusal(said: str) -> str:
    """Of an answer whose status says that all is well: "ok", or JSON that may say otherwise."""
    if not said.startswith("{"):
        return ""
    answer = json.loads(said)
    code = str(answer.get("error") or "refused")
    return "" if answer.get("ok", True) else code if code.isidentifier() else "refused"


class _WatchedClient(WebClient):
    """Calls no more often than its budgets have it, and tells the watch what became of each call."""

    watch: SlackWatch
    budgets: Budgets

    def api_call(self, api_method: str, **given: Any) -> SlackResponse:
        self.budgets.take(api_method)
        try:
            answer = super().api_call(api_method, **given)
        except CALL_FAILED as error:
            self.watch.failed(api_method, error)
            if isinstance(meaning(error), Limited):
                self.budgets.limited(api_method)
            raise
        self.watch.went_well(api_method)
        return answer


def _seconds(headers: Mapping[str, str]) -> float:
    said = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    try:
        return min(max(1.0, float(said)), LONGEST_WAIT)
    except ValueError:
        return WAIT_SECONDS
