"""What the rest of the bot tells of what it does: nothing is made of it, unless somebody asks for metrics."""

from __future__ import annotations


class Counts:
    """Costs nothing. All labels are names that the code has, never anything that people typed.

    Told after the transaction that it is about. For any thread; raises nothing.
    """

    def sent(self, kind: str, seconds_late: float) -> None:
        """A notice was delivered, so long after it was due."""

    def failed(self, kind: str) -> None:
        """Its recipient cannot be reached."""

    def dropped(self, kind: str, reason: str) -> None:
        """It was given up. `reason` in words, of which the known ones are told apart."""

    def called(self, method: str, result: str) -> None:
        """A call of Slack's Web API: ok, limited, refused or silent."""

    def handled(self, kind: str, route: str, seconds: float) -> None:
        """A request was answered. `route`: the command's word, the button's, form's or event's id."""

    def ticked(self) -> None:
        """The worker has looked what is due."""


NOTHING = Counts()
