"""What a guide's screens share: how long, who, for whom, what to look for, when, where to read on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.catalog.catalog import Choice
from bot.catalog.exercises import Exercise, Resource, Rules, Visibility
from bot.catalog.models import Assistants, Format, Guide
from bot.domain.interviews import Role
from bot.slack.views.text import bullets, count, duration, escape, fitting, link, names

FOR_ROLE = {Role.LEAD: "the lead", Role.OBSERVER: "observers", Role.SHADOW: "shadows"}


class AskedFor(NamedTuple):
    """A guide, the role it is for, and the slug of the exercise that is chosen, "" for none."""

    slug: str
    role: Role = Role.LEAD
    exercise: str = ""


def parse_asked_for(value: str) -> AskedFor:
    """As `asked_for` makes it. Of a menu sent before roles were in it: for the lead."""
    slug, role, exercise = [*value.split(" "), "", ""][:3]
    return AskedFor(slug, Role(role) if role in set(Role) else Role.LEAD, exercise)


def asked_for(guide: Guide, role: Role, exercise: Exercise | None) -> str:
    """What a button holds to show this guide again, for that role and with that exercise."""
    return " ".join((guide.slug, role, *([exercise.slug] if exercise else [])))


def named(choice: Choice) -> str:
    """ "Frontend Live-Coding Exercise, now Pairing Exercise with “Frontend pairing exercise”"."""
    return f"{choice.guide.title}, now {leads_to(choice)}" if choice.leads_on else choice.guide.title


def leads_to(choice: Choice) -> str:
    """ "Take-home Assignment with “Cloud Ops take-home” and System Design"."""
    taking = f" with “{choice.exercise.title}”" if choice.exercise else ""
    return names((f"{choice.now.title}{taking}", *(each.title for each in choice.besides)))


def lengths(guide: Guide, exercise: Exercise | None = None) -> str:
    """ "45 minutes", "24 hours alone, then 45 minutes together"."""
    live = f"{exercise.minutes if exercise and exercise.minutes else guide.minutes} minutes"
    if guide.format is Format.LIVE:
        return live
    alone = f"{duration(guide.solo_minutes)} alone" if guide.solo_minutes else "work alone"
    if guide.format is Format.LIVE_THEN_SOLO:
        return f"{live} together, then {alone}"
    return f"{alone}, then {live} together"


def heading(guide: Guide, exercise: Exercise | None = None) -> str:
    """Title, length and panel on one line, what it is for on the next."""
    facts = (f"*{escape(guide.title)}*", lengths(guide, exercise), escape(guide.interviewers.who))
    return f"{' · '.join(facts)}\n{escape(guide.summary)}"


def for_role(lines: Iterable[str], role: Role, name: str = "you") -> list[str]:
    """Heading and lines for the reader's role, or `name`'s."""
    return [f"*For {name} as {role}*", *bulleted(lines)]


def bulleted(lines: Iterable[str]) -> list[str]:
    return [bullets([escape(line)]) for line in lines]


def numbered(lines: Iterable[str]) -> list[str]:
    return [f"{number}. {escape(line)}" for number, line in enumerate(lines, 1)]


def look_for_heading(guide: Guide) -> str:
    if guide.criteria == "derived":
        return "*What to look for* (derived from what the interview is for)"
    return "*What to look for*"


def agenda(guide: Guide, exercise: str | None = None, marked: bool = False) -> list[str]:
    """ "0–5 introductions", in minutes from the start. `marked`: says which minutes are assumed."""
    return [
        f"{part.begins}–{part.begins + part.minutes} {escape(part.item.what)}"
        f"{' (assumed)' if part.item.derived and marked else ''}"
        for part in guide.timeline(guide.length(exercise), exercise)
    ]


def agenda_remark(guide: Guide, exercise: str | None = None) -> str:
    """Where the source gives no minutes."""
    derived = [item.derived for item in guide.agenda_of(exercise)]
    if not any(derived):
        return ""
    return " (minutes assumed)" if all(derived) else " (some minutes assumed)"


def links(resources: Iterable[Resource]) -> list[str]:
    return [link(one.title, str(one.link)) + _mark(one.visibility) for one in resources]


def _mark(visibility: Visibility) -> str:
    return " (internal)" if visibility is Visibility.INTERNAL else ""


def exercise_name(exercise: Exercise) -> str:
    """ "Release (levels L4, L5; 60 minutes)"."""
    facts = [f"levels {', '.join(exercise.levels)}"] if exercise.levels else []
    if exercise.minutes:
        facts.append(f"{exercise.minutes} minutes")
    return exercise.title + (f" ({'; '.join(facts)})" if facts else "")


def exercise_heading(exercise: Exercise) -> str:
    facts = ["internal" if exercise.visibility is Visibility.INTERNAL else "public"]
    if exercise.levels:
        facts.append(f"for {escape(', '.join(exercise.levels))}")
    if exercise.minutes:
        facts.append(f"{exercise.minutes} minutes")
    return " · ".join((f"*{escape(exercise.title)}*", *facts))


def about_exercise(exercise: Exercise) -> list[str]:
    """What it is, and what to know before choosing it."""
    note = [f"Note: {escape(exercise.note)}"] if exercise.note else []
    return [exercise_heading(exercise), escape(exercise.summary), *note]


def assistants(guide: Guide) -> str:
    if guide.assistants is Assistants.EXPECTED:
        return "encouraged and expected"
    return "nothing is stated"


def rules(rules: Rules) -> list[str]:
    said = {
        "Before you lead your first one, do a dry run of its exercise and have it recorded.": rules.dry_run,
        "Candidates for one position get the same exercise with the same interviewers.": rules.same_exercise,
        "You may read the others' feedback first; your scorecard will say so.": rules.reads_earlier_feedback,
    }
    return [sentence for sentence, holds in said.items() if holds]


def short_of(lines: Sequence[str], limit: int, between: str = "\n") -> str:
    """The lines that fit, whole, and how many more the whole guide has."""
    kept, left = fitting(lines, limit)
    return between.join([*kept, f"{count(left, 'more line')} in the whole guide"] if left else kept)
