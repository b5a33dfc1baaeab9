"""What a guide's screens share: how long, who, for whom, what to look for, when, where to read on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.catalog.models import (
    Assistants,
    Exercise,
    Format,
    Guide,
    Resource,
    RoleGuidance,
    Rules,
    Track,
    Visibility,
)
from bot.domain.interviews import Role
from bot.slack.views.text import bullets, count, duration, escape, fitting, link

TRACKS = {
    Track.GENERAL: "General",
    Track.ENGINEERING: "Engineering",
    Track.OPERATIONS: "Operations",
    Track.SECURITY: "Security",
    Track.AI_ML: "AI and ML",
    Track.LEADERSHIP: "Leadership",
}

FOR_ROLE = {Role.LEAD: "the lead", Role.OBSERVER: "observers", Role.SHADOW: "shadows"}


def lengths(guide: Guide) -> str:
    """ "45 minutes", "24 hours alone, then 45 minutes together"."""
    live = f"{guide.minutes} minutes"
    if guide.format is Format.LIVE:
        return live
    alone = f"{duration(guide.solo_minutes)} alone" if guide.solo_minutes else "work alone"
    if guide.format is Format.LIVE_THEN_SOLO:
        return f"{live} together, then {alone}"
    return f"{alone}, then {live} together"


def heading(guide: Guide) -> str:
    """Title, length and panel on one line, what it is for on the next."""
    facts = " · ".join((f"*{escape(guide.title)}*", lengths(guide), escape(guide.interviewers.who)))
    return f"{facts}\n{escape(guide.summary)}"


def guidance(roles: RoleGuidance, role: Role) -> Sequence[str]:
    return {Role.LEAD: roles.lead, Role.OBSERVER: roles.observer, Role.SHADOW: roles.shadow}[role]


def for_you(guide: Guide, role: Role, name: str = "you") -> list[str]:
    """Heading and lines for the reader's role, or `name`'s; the lead's where a role has none of its own."""
    lines = guidance(guide.roles, role)
    heading = f"*For {name} as {role}*"
    if lines:
        return [heading, *bulleted(lines)]
    plain = f"{heading}\nThis guide says nothing for {FOR_ROLE[role]} alone. What the lead does:"
    return [plain, *bulleted(guide.roles.lead)]


def bulleted(lines: Iterable[str]) -> list[str]:
    return [bullets([escape(line)]) for line in lines]


def numbered(lines: Iterable[str]) -> list[str]:
    return [f"{number}. {escape(line)}" for number, line in enumerate(lines, 1)]


def look_for_heading(guide: Guide) -> str:
    if guide.criteria == "derived":
        return "*What to look for* (derived from what the interview is for)"
    return "*What to look for*"


def agenda(guide: Guide, marked: bool = False) -> list[str]:
    """ "0–5 introductions", in minutes from the start. `marked`: says which minutes are assumed."""
    items, start = [], 0
    for item in guide.agenda:
        assumed = " (assumed)" if item.derived and marked else ""
        items.append(f"{start}–{start + item.minutes} {escape(item.what)}{assumed}")
        start += item.minutes
    return items


def agenda_remark(guide: Guide) -> str:
    """Where the source gives no minutes."""
    derived = [item.derived for item in guide.agenda]
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
