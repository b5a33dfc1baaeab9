"""What can be refused. The text of each is the sentence the person reads."""

from __future__ import annotations


class Refused(Exception):
    """Something cannot be done as asked; `str()` of it says what happened and what to do now.

    `sentence` is that of a kind that always says the same.
    """

    sentence = ""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.sentence)


class FieldRefused(Refused):
    """One or more fields of a form are wrong: `fields` has the sentence for each, by the field's name."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__("; ".join(fields.values()))
        self.fields = fields


class NoSuchLoop(Refused):
    """There is none, or it is not theirs: which of the two is not told."""

    sentence = "You have no open loop under that name. If you should have one, ask your recruiter."


class NotForGuests(Refused):
    """Guests, other organisations, and accounts that have ended."""

    sentence = (
        "This bot is for members of the company. "
        "If you were asked to interview, ask your recruiter to add you."
    )


class NotYours(Refused):
    """They have a part in the loop, and somebody else may."""

    sentence = "Only this loop's recruiter can do that. Ask them to."


class ChangedMeanwhile(Refused):
    """Somebody saved a change between this form's opening and its submission."""


class DatabaseUnavailable(Exception):
    """The database did not answer in time. Nothing was changed."""


class InEachOthersWay(DatabaseUnavailable):
    """Two transactions, of which the database ended this one. Done again, it may go well at once."""


class NotCopied(Exception):
    """A backup, a restore or a move that was not done. The text says why, and what to do."""


class Missing(Exception):
    """A row that was there is gone: a message outlived its loop."""


class Unreadable(Missing):
    """A row that only a newer release, or somebody by hand, can have written: as good as gone for this one.

    `str()` of it names table and id, never what the row holds.
    """

    def __init__(self, table: str, row: object) -> None:
        super().__init__(f"{table} {row} cannot be read")
        self.table = table
        self.row = row
