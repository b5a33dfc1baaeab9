"""What a notice says when its time has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.interviews import Heard
from bot.values.ports import Content


@dataclass(frozen=True)
class Outgoing:
    """One thing to say, as one or more messages.

    `subject` names what the messages show: they are updated in place, and the same content is not sent
    twice. `channel` None is the recipient's own conversation. `under`: the subject replied to.
    `existing_only`: bring what is there up to date, post nothing new.
    """

    content: Content
    subject: str
    channel: str | None = None
    under: str | None = None
    existing_only: bool = False
    panelist_id: int | None = None  # replies in its thread are this panelist's notes
    discloses: tuple[int, ...] = ()  # panelist ids whose scorecard content it shows
    members: frozenset[str] | None = None  # who reads it, for the record


@dataclass(frozen=True)
class Delivery:
    """All there is to say for a claimed notice. `settles`: other notices said by the same messages.

    `told`: by panelist id, what they have heard with it. `withheld`: why the channel may not show what it
    should; the recruiter is told.
    """

    outgoing: tuple[Outgoing, ...]
    settles: tuple[int, ...] = ()
    told: Mapping[int, Heard] = field(default_factory=dict)
    withheld: str = ""
