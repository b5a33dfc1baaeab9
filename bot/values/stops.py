"""Why what was begun is not done now: raised by what composes a notice, and by what brings it to Slack."""

from __future__ import annotations

from datetime import datetime

from bot.domain.giving_up import Dropped


class Stop(Exception):
    """`why` in plain words, or Slack's code; `seconds` until it makes sense to try again."""

    def __init__(self, why: str = "", *, seconds: float = 0.0) -> None:
        super().__init__(why)
        self.why = why
        self.seconds = seconds


class Pointless(Stop):
    """It has become false, or something else says it, or it is not to be said."""

    def __init__(self, why: Dropped) -> None:
        super().__init__(why)
        self.reason = why


class Impossible(Stop):
    """It can never be done, and the recruiter has to know.

    `only_message`: the message meant, or the one to reply to, is gone; the conversation is there.
    """

    def __init__(self, why: str, *, only_message: bool = False) -> None:
        super().__init__(why)
        self.only_message = only_message


class NotYet(Stop):
    """Something it needs is not there yet, or not known yet."""


class Postponed(Stop):
    """It waits until a moment in the domain's time: for its recipient, or for what comes first."""

    def __init__(self, until: datetime) -> None:
        super().__init__("later")
        self.until = until


class Limited(Stop):
    """Slack asks to wait."""


class Silent(Stop):
    """Slack does not answer, or fails: nobody knows whether it was done."""


class Unforeseen(Stop):
    """Slack says no, for a reason that nobody foresaw. It was not done."""


class OwnFault(Stop):
    """Slack does not accept the bot itself: that is nobody's fault who is to be told something."""
