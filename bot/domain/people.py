"""People as Slack knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """What somebody is in this workspace."""

    MEMBER = "member"
    GUEST = "guest"  # restricted, also to one channel
    STRANGER = "stranger"  # of another organisation
    BOT = "bot"


@dataclass(frozen=True)
class Person:
    """One account. `zone` is an IANA name, None where Slack gives none."""

    id: str
    name: str
    zone: str | None = None
    standing: Standing = Standing.MEMBER
    active: bool = True
    admin: bool = False
    fetched_at: datetime | None = None

    @property
    def is_guest(self) -> bool:
        """Here without being of the company."""
        return self.standing in (Standing.GUEST, Standing.STRANGER)

    @property
    def may_use_the_bot(self) -> bool:
        return self.active and self.standing is Standing.MEMBER


@dataclass(frozen=True)
class Channel:
    """A conversation as Slack describes it now. `members` are person ids."""

    id: str
    name: str
    private: bool
    shared: bool  # with another organisation
    archived: bool
    bot_is_in: bool
    members: frozenset[str] = frozenset()

    @property
    def may_hold_feedback(self) -> bool:
        return self.private and not self.shared and not self.archived and self.bot_is_in


def channel_problem(channel: Channel | None, candidate_account: str | None) -> str:
    """Why a channel cannot hold a loop's feedback, and what to do; "" where it can."""
    if channel is None or not channel.bot_is_in:
        return "I am not in that channel. Type /invite and my name there."
    if channel.shared:
        return "That channel is shared with another company. Choose one that is not."
    if not channel.private:
        return "Feedback goes to private channels only, and that one is public. Choose a private one."
    if channel.archived:
        return "That channel is archived. Choose another."
    if candidate_account is not None and candidate_account in channel.members:
        return "The candidate is in that channel. Choose another."
    return ""
