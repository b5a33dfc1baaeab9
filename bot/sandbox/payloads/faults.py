"""What a check answers with."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One reason for which Slack would refuse a payload."""

    path: str
    """Where, as a JSON pointer: ``/blocks/3/element/options/0/text``; empty for the payload as a whole."""
    message: str
    """What is wrong, and the limit where there is one."""
