"""People and channels as Slack describes them now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slack_sdk import WebClient

from bot.domain.people import Channel, Person, Standing
from bot.slack.client import CALL_FAILED, code_of, meaning
from bot.values.ports import Unreachable

SLACKBOT = "USLACKBOT"  # Slack does not mark it as a bot
PAGE = 1000
UNSEEN_PEOPLE = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
UNSEEN_CHANNELS = frozenset({"channel_not_found"})


class SlackDirectory:
    """`bot_user_id`: the bot's own account, which is no reader of a channel."""

    def __init__(self, client: WebClient, bot_user_id: str | Callable[[], str]) -> None:
        self._client = client
        self._bot_user_id = bot_user_id

    def person(self, person: str) -> Person | None:
        """Raises `Unreachable`; None for somebody Slack does not know."""
        try:
            return person_of(self._client.users_info(user=person)["user"])
        except CALL_FAILED as error:
            _nobody_or_unreachable(error, UNSEEN_PEOPLE)
        return None

    def channel(self, channel: str) -> Channel | None:
        """Raises `Unreachable`; None where the bot cannot see it. Members only where the bot is one."""
        try:
            found: Mapping[str, Any] = self._client.conversations_info(channel=channel)["channel"]
            members = self._members(channel) if found.get("is_member") else frozenset()
        except CALL_FAILED as error:
            _nobody_or_unreachable(error, UNSEEN_CHANNELS)
            return None
        return Channel(
            id=channel,
            name=str(found.get("name") or ""),
            private=bool(found.get("is_private")),
            shared=_shared(found),
            archived=bool(found.get("is_archived")),
            bot_is_in=bool(found.get("is_member")),
            members=members,
        )

    def _members(self, channel: str) -> frozenset[str]:
        found: set[str] = set()
        cursor = ""
        while True:
            page = self._client.conversations_members(channel=channel, limit=PAGE, cursor=cursor)
            found.update(page["members"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return frozenset(found - {self._bot()})

    def _bot(self) -> str:
        return self._bot_user_id if isinstance(self._bot_user_id, str) else self._bot_user_id()


def person_of(user: Mapping[str, Any]) -> Person:
    """A `user` object of users.info or a user_change event. A deactivated one has no zone and no roles."""
    profile: Mapping[str, Any] = user.get("profile") or {}
    name = profile.get("display_name") or user.get("real_name") or profile.get("real_name")
    return Person(
        id=str(user["id"]),
        name=str(name or user.get("name") or user["id"]),
        zone=user.get("tz") or None,
        standing=_standing(user),
        active=not user.get("deleted"),
        admin=bool(user.get("is_admin") or user.get("is_owner")),
    )


def _standing(user: Mapping[str, Any]) -> Standing:
    if user.get("is_bot") or user["id"] == SLACKBOT:
        return Standing.BOT
    if user.get("is_stranger"):
        return Standing.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    return Standing.MEMBER


def _shared(channel: Mapping[str, Any]) -> bool:
    """With anybody outside this workspace, or about to be: any doubt withholds feedback."""
    marks = (
        "is_shared",
        "is_ext_shared",
        "is_org_shared",
        "is_pending_ext_shared",
        "pending_shared",
        "pending_connected_team_ids",
    )
    return any(channel.get(mark) for mark in marks)


def _nobody_or_unreachable(error: Exception, unseen: frozenset[str]) -> None:
    if code_of(error) not in unseen:
        raise Unreachable(meaning(error)) from error
