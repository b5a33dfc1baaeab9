"""What a debrief found: what differs, what one person saw, what is agreed, and what to talk about when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from slack_sdk.models.blocks import Block

from bot.domain.debrief import is_clear_concern
from bot.domain.voices import Topic, Voice
from bot.slack.views import assignments
from bot.slack.views.judgements import rated, seen
from bot.slack.views.shape import context, header, paragraphs
from bot.slack.views.text import clip, count, escape
from bot.values.feedback import DebriefPack

QUOTE_CHARACTERS = 300
SHORTENED = "Quotes are shortened. The scorecards have them in full."


def findings(pack: DebriefPack) -> Iterator[Block]:
    """Of two scorecards, what both agree on is left out unless it is clear, and so is the rest."""
    if pack.disagreements:
        yield header("Talk about these first")
        yield from paragraphs(_disagreements(pack))
    yield from _alone(pack, "Clear concerns one person saw", filter(is_clear_concern, pack.alone))
    strengths = (each for each in pack.alone if not is_clear_concern(each))
    yield from _alone(pack, "Clear strengths one person saw", strengths)
    if any(map(_is_shortened, (*pack.disagreements, *pack.alone))):
        yield context(SHORTENED)
    if agreed := [topic for topic in pack.agreed if pack.full or _clear(topic)]:
        yield header("Agreed")
        yield from paragraphs(map(_agreed, agreed), "\n")
    if pack.full:
        yield from _rest(pack)


def _rest(pack: DebriefPack) -> Iterator[Block]:
    if pack.unassessed:
        yield header("Nobody assessed")
        yield from paragraphs(_unassessed(pack), "\n")
    yield header(f"Suggested agenda, {count(sum(length for length, _ in pack.agenda), 'minute')}")
    yield from paragraphs([" · ".join(_agenda(pack.agenda))])


# --- quoted ------------------------------------------------------------------------------------


def _disagreements(pack: DebriefPack) -> Iterator[str]:
    """A quote stands once, where it is met first."""
    quoted: set[Voice] = set()
    for topic in pack.disagreements:
        yield _topic(pack, topic, quoted)
        quoted.update(topic.voices)


def _topic(pack: DebriefPack, topic: Topic, quoted: Collection[Voice]) -> str:
    several = len({voice.interview.guide for voice in topic.voices}) > 1
    voices = (
        f"{rated(voice.assessment.rating)}  "
        f"{_who(pack, voice, several)}{'' if voice in quoted else _quote(voice)}"
        for voice in topic.voices
    )
    return "\n".join([f"*{escape(topic.title)}*", *voices])


def _alone(pack: DebriefPack, title: str, topics: Iterable[Topic]) -> Iterator[Block]:
    said = [
        f"*{escape(topic.title)}*\n{_who(pack, voice, len(pack.titles) > 1)}{_quote(voice)}"
        for topic in topics
        for voice in topic.voices
    ]
    if said:
        yield header(title)
        yield from paragraphs(said)


def _who(pack: DebriefPack, voice: Voice, name_interview: bool) -> str:
    where = f", {escape(pack.titles[voice.interview.guide])}" if name_interview else ""
    return f"{assignments.person(voice.panelist)}{where}"


def _quote(voice: Voice) -> str:
    said = one_line(voice.assessment.evidence)
    return f" “{escape(clip(said, QUOTE_CHARACTERS))}”" if said else ""


def one_line(text: str) -> str:
    return " ".join(text.split())


def _is_shortened(topic: Topic) -> bool:
    return any(len(one_line(voice.assessment.evidence)) > QUOTE_CHARACTERS for voice in topic.voices)


# --- in a line ---------------------------------------------------------------------------------


def _agreed(topic: Topic) -> str:
    """ "Gets the proposal across: strength @Priya (clear), @Tom"."""
    clear = _clear(topic)
    people = {
        voice.who: f"{assignments.person(voice.panelist)}{' (clear)' if voice.who in clear else ''}"
        for voice in topic.voices
    }
    return f"{escape(topic.title)}: {seen(topic.voices[0].assessment.rating)} {', '.join(people.values())}"


def _clear(topic: Topic) -> set[str | int]:
    """Who saw it clearly."""
    return {voice.who for voice in topic.voices if voice.assessment.rating.needs_evidence}


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
    for what, several in groupby(points, key=lambda point: in_a_list(point[1])):
        length = sum(minutes for minutes, _ in several)
        yield f"{begins}–{begins + length} {escape(what)}"
        begins += length


def in_a_list(title: str) -> str:
    """ "Trade-offs" as "trade-offs"; "AI" stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
