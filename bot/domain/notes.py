"""Replies to a reminder: which criterion each is about, and how they come into a draft and change in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.feedback import TEXT_LIMIT
from bot.domain.scorecards import Assessment, Feedback
from bot.domain.typed import has_text

NUMBERED = re.compile(
    r"\s*(\d{1,3})(?:\ufe0f?\u20e3)?(?:\s*[.):．）：]\s*(?!\d)|\s+[-–—]\s+|\s+)(?=\S)(.*)", re.DOTALL
)
""" "2 …", "2. …", "2) …", "2: …", "2 – …", "2️⃣ …"; neither "2.5 years" nor "2nd"."""


@dataclass(frozen=True)
class ThreadNote:
    """What waits beside the draft. `criterion`: whose evidence it is, by id; None for the notes.

    `ts`: the reply's own, by which an edit finds it; "" for one kept by a release that did not keep it.
    """

    text: str
    ts: str = ""
    criterion: str | None = None


def notes_of(text: str, ts: str, criteria: Sequence[str]) -> list[ThreadNote]:
    """What a reply says. One that begins with a criterion's number is its evidence, line by line.

    `criteria`: ids in the order in which people see them numbered. A number beyond them is part of a note.
    """
    lines = text.strip().splitlines()
    if not lines or not _numbered(lines[0], criteria):
        return [ThreadNote(text.strip(), ts)] if has_text(text) else []
    found: list[ThreadNote] = []
    for line in lines:
        numbered = _numbered(line, criteria)
        if numbered:
            found.append(ThreadNote(numbered[1], ts, numbered[0]))
        else:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{line}")
    return found


def _numbered(line: str, criteria: Sequence[str]) -> tuple[str, str] | None:
    found = NUMBERED.fullmatch(line)
    place = int(found[1]) if found else 0
    return (criteria[place - 1], found[2]) if found and 1 <= place <= len(criteria) else None


def with_notes(feedback: Feedback, waiting: Sequence[ThreadNote]) -> Feedback:
    """The draft with the replies at the end of its notes, or of the evidence of their criterion."""
    for note in waiting:
        held = feedback.of(note.criterion).evidence if note.criterion else ""
        fits = len(held) + 1 + len(note.text) <= TEXT_LIMIT
        place = note.criterion if fits else None  # its box would cut it
        feedback = _holding(feedback, place, _joined(_held(feedback, place), note.text))
    return feedback


def replaced(feedback: Feedback, before: Sequence[ThreadNote], after: Sequence[ThreadNote]) -> Feedback:
    """The draft after a reply that it has taken up was edited, or deleted (`after` is empty).

    What somebody has changed in the form since stays as it is.
    """
    if [each.criterion for each in before] == [each.criterion for each in after]:
        for old, new in zip(before, after, strict=True):
            feedback = _swapped(feedback, old, new.text) or feedback
        return feedback
    without = feedback
    for old in before:
        shorter = _swapped(without, old, "")
        if shorter is None:
            return feedback
        without = shorter
    return with_notes(without, after)


def _swapped(feedback: Feedback, old: ThreadNote, new: str) -> Feedback | None:
    """With `new` where the reply's lines stand; None where they do not stand there unchanged."""
    for place in dict.fromkeys((old.criterion, None)):
        lines, wanted = _held(feedback, place).split("\n"), old.text.split("\n")
        for at in range(len(lines) - len(wanted) + 1):
            if lines[at : at + len(wanted)] == wanted:
                rest = [*lines[:at], *([new] if new else []), *lines[at + len(wanted) :]]
                return _holding(feedback, place, "\n".join(rest))
    return None


def _held(feedback: Feedback, criterion: str | None) -> str:
    return feedback.of(criterion).evidence if criterion else feedback.notes


def _holding(feedback: Feedback, criterion: str | None, text: str) -> Feedback:
    if criterion is None:
        return replace(feedback, notes=text)
    said = replace(feedback.of(criterion), evidence=text)
    known = [each.criterion for each in feedback.assessments]
    every = feedback.assessments if criterion in known else (*feedback.assessments, said)
    assessed = tuple(said if each.criterion == criterion else each for each in every)
    return replace(
        feedback, assessments=tuple(each for each in assessed if each != Assessment(each.criterion))
    )


def _joined(*texts: str) -> str:
    return "\n".join(filter(None, texts))
