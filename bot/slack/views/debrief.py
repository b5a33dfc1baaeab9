"""The debrief pack: what a stage's feedback says together, disagreements first.

Like every message about feedback, its first block and `text` name no candidate, rating or recommendation.
Quotes are shortened here; the scorecards above have them in full.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from slack_sdk.models.blocks import Block

from bot.domain.debrief import Topic, Voice
from bot.domain.scorecards import Recommendation
from bot.slack.views import assignments
from bot.slack.views.judgements import rated, recommended, seen, stage_name
from bot.slack.views.shape import Message, context, header, messages, paragraphs, section
from bot.slack.views.text import clip, count, escape, names
from bot.values.feedback import DebriefPack

QUOTE_CHARACTERS = 300
SHORTENED = "Quotes are shortened. The scorecards above have them in full."
CLOSED = "It opens here when everyone in this channel has given theirs."
FEW = "With so few, the scorecards themselves are the debrief."

_FAVOURING = {Recommendation.STRONG_YES, Recommendation.YES}
_OPPOSING = {Recommendation.NO, Recommendation.STRONG_NO}


def debrief(pack: DebriefPack) -> list[Message]:
    """One message, or several for a large stage."""
    title = f"{_heading(pack)}."
    if not pack.opened:
        return [Message(title, [section(f"{title} {CLOSED}")])]
    if not pack.full:
        return [Message(title, [section(f"{title} {FEW}"), *_missing(pack)])]
    blocks = [section(f"*{title}*"), *_missing(pack), _tally(pack), *_findings(pack)]
    return messages(title, blocks, stage_name(pack.stage))


# --- the top -----------------------------------------------------------------------------------


def _heading(pack: DebriefPack) -> str:
    """ "Team stage: everything is in (4 of 4)", "Team stage: 4 of 5, 1 missing"."""
    missing = len(pack.missing)
    of = f"{pack.given} of {max(pack.expected, pack.given + missing)}"
    if missing:
        return f"{stage_name(pack.stage)}: {of}, {missing} missing"
    if pack.given < pack.expected:
        return f"{stage_name(pack.stage)}: {of} in"
    return f"{stage_name(pack.stage)}: everything is in ({of})"


def _missing(pack: DebriefPack) -> list[Block]:
    people = names(assignments.person(panelist) for panelist in pack.missing)
    return [context(f"Gone on without {people}.")] if people else []


def _tally(pack: DebriefPack) -> Block:
    return section(f"{_counted(pack)}\n{_how_they_stand(pack)}")


def _counted(pack: DebriefPack) -> str:
    return " · ".join(f"{recommended(each)} {number}" for each, number in pack.tally)


def _how_they_stand(pack: DebriefPack) -> str:
    """Whether to meet, not what to decide."""
    given = {each for each, number in pack.tally if number}
    if pack.disagreements or (given & _FAVOURING and given & _OPPOSING):
        return "Meet: people see it differently."
    return "No two people see the same thing differently."


# --- what was found ----------------------------------------------------------------------------


def _findings(pack: DebriefPack) -> Iterator[Block]:
    if pack.disagreements:
        yield header("Talk about these first")
        yield from paragraphs(_topics(pack.disagreements))
        if any(_is_shortened(topic) for topic in pack.disagreements):
            yield context(SHORTENED)
    if pack.agreed:
        yield header("Agreed")
        agreed = (f"{escape(topic.title)}: {_agreed_view(topic)}" for topic in pack.agreed)
        yield from paragraphs(agreed, "\n")
    if pack.unassessed:
        yield header("Nobody assessed")
        yield from paragraphs(_unassessed(pack), "\n")
    yield header(f"Suggested agenda, {count(sum(length for length, _ in pack.agenda), 'minute')}")
    yield from paragraphs([" · ".join(_agenda(pack.agenda))])


def _topics(topics: Iterable[Topic]) -> Iterator[str]:
    """A quote stands once, where it is met first."""
    quoted: set[Voice] = set()
    for topic in topics:
        yield _topic(topic, quoted)
        quoted.update(topic.voices)


def _topic(topic: Topic, quoted: Collection[Voice]) -> str:
    several = len({voice.interview.guide for voice in topic.voices}) > 1
    voices = (_voice(voice, several, voice not in quoted) for voice in topic.voices)
    return "\n".join([f"*{escape(topic.title)}*", *voices])


def _voice(voice: Voice, name_interview: bool, quote_it: bool) -> str:
    """One line: rating, person, and of a competency also where."""
    where = f", {voice.interview.guide.replace('-', ' ')}" if name_interview else ""
    said = _one_line(voice.assessment.evidence) if quote_it else ""
    quote = f" “{escape(clip(said, QUOTE_CHARACTERS))}”" if said else ""
    return f"{rated(voice.assessment.rating)}  {assignments.person(voice.panelist)}{where}{quote}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _is_shortened(topic: Topic) -> bool:
    return any(len(_one_line(voice.assessment.evidence)) > QUOTE_CHARACTERS for voice in topic.voices)


def _agreed_view(topic: Topic) -> str:
    """ "strength, 4 of 4"."""
    people = len({voice.panelist.id for voice in topic.voices})
    return f"{seen(topic.voices[0].assessment.rating)}, {people} of {people}"


def _unassessed(pack: DebriefPack) -> Iterable[str]:
    """A line for each guide."""
    by_guide: dict[str, list[str]] = {}
    for guide, criterion in pack.unassessed:
        by_guide.setdefault(guide.title, []).append(criterion.short)
    for title, missing in by_guide.items():
        yield f"{escape(title)}: {escape(' · '.join(missing))}"


def _agenda(points: Sequence[tuple[int, str]]) -> Iterator[str]:
    """What follows itself under another heading is one point."""
    begins = 0
    for what, several in groupby(points, key=lambda point: _in_a_list(point[1])):
        length = sum(minutes for minutes, _ in several)
        yield f"{begins}–{begins + length} {escape(what)}"
        begins += length


def _in_a_list(title: str) -> str:
    """ "Trade-offs" as "trade-offs"; "AI" stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
