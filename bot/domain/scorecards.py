"""One panelist's feedback on one interview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CORRECTION_WINDOW = timedelta(minutes=15)


class Recommendation(StrEnum):
    STRONG_YES = "strong-yes"
    YES = "yes"
    NO = "no"
    STRONG_NO = "strong-no"
    NO_DECISION = "no-decision"


class Rating(StrEnum):
    CLEAR_STRENGTH = "clear-strength"
    MORE_STRENGTH = "more-strength"  # more strength than concern
    MORE_CONCERN = "more-concern"
    CLEAR_CONCERN = "clear-concern"
    NOT_ASSESSED = "not-assessed"

    @property
    def needs_evidence(self) -> bool:
        return self in (Rating.CLEAR_STRENGTH, Rating.CLEAR_CONCERN)

    @property
    def favours(self) -> bool | None:
        """True for strength, False for concern, None where it was not assessed."""
        if self is Rating.NOT_ASSESSED:
            return None
        return self in (Rating.CLEAR_STRENGTH, Rating.MORE_STRENGTH)


@dataclass(frozen=True)
class Assessment:
    criterion: str  # its id in the guide's version
    rating: Rating = Rating.NOT_ASSESSED
    evidence: str = ""


@dataclass(frozen=True)
class Feedback:
    """What the form holds: a draft has as much of it as was typed so far."""

    notes: str = ""
    recommendation: Recommendation | None = None
    reasons: str = ""
    assessments: tuple[Assessment, ...] = ()
    recruiter_note: str = ""
    shares_notes: bool = False  # the notes are posted with the rest

    @property
    def shared_notes(self) -> str:
        """The notes as far as others see them."""
        return self.notes if self.shares_notes else ""

    def of(self, criterion: str) -> Assessment:
        return next((each for each in self.assessments if each.criterion == criterion), Assessment(criterion))

    @property
    def assessed(self) -> tuple[Assessment, ...]:
        return tuple(each for each in self.assessments if each.rating is not Rating.NOT_ASSESSED)


@dataclass(frozen=True)
class Scorecard:
    """A draft while `submitted_at` is None.

    `author` wrote it: for a panelist without an account, the recruiter.
    """

    panelist_id: int
    interview_id: int
    author: str
    guide: str
    guide_version: str
    feedback: Feedback
    saved_at: datetime
    submitted_at: datetime | None = None
    corrected_at: datetime | None = None
    finished_at: datetime | None = None  # when its author said that nothing is left to correct
    after_reading: bool = False  # written after others' was shown to its author
    revision: int = 0  # rises with each submission and correction

    @property
    def submitted(self) -> bool:
        return self.submitted_at is not None

    @property
    def decides(self) -> bool:
        """Whether it opens the others': one without decision or rating does not."""
        decided = self.feedback.recommendation not in (None, Recommendation.NO_DECISION)
        return self.submitted and decided and bool(self.feedback.assessed)
