"""A guide: the essentials on one screen, and the whole of it."""

from __future__ import annotations

from collections.abc import Mapping

from slack_sdk.models.blocks import Block, ButtonElement

from bot.catalog.catalog import Catalog
from bot.catalog.models import Assistants, Company, Criterion, Exercise, Guide
from bot.domain.interviews import Role
from bot.slack.ids import Action
from bot.slack.views import guide_parts as parts
from bot.slack.views.shape import Message, actions, button, context, messages, paragraphs, section
from bot.slack.views.text import count, escape, names
from bot.values.interviews import GuidePage

SCREENFUL = 1900  # characters one part of the essentials may take: none crowds out another
LINE_BREAK = "\n"


def guide_page(page: GuidePage, command: str) -> Message:
    """The essentials on one screen. `command` is the slash command's name, "/interview"."""
    guide = page.successor or page.guide
    blocks: list[Block] = [
        *_became(page),
        section(parts.heading(guide)),
        section(parts.short_of(parts.for_you(guide, page.role), SCREENFUL)),
        section(parts.short_of([parts.look_for_heading(guide), *_criteria(guide)], SCREENFUL)),
        section(LINE_BREAK.join(_facts(guide))),
        context(_other_roles(guide, page.role, command)),
        actions(
            button("Whole guide", Action.GUIDE_WHOLE, f"{guide.slug} {page.role}"),
            button("To send to the candidate", Action.GUIDE_BRIEF, guide.slug),
            _earlier(page),
        ),
    ]
    return Message(_text(guide), blocks)


def whole_guide(page: GuidePage, command: str, catalog: Catalog | None = None) -> list[Message]:
    """All the guide holds, in as many messages as it needs.

    With the catalog come what the company says of every interview, and the competencies' titles.
    """
    company = catalog.company if catalog else None
    guide = page.successor or page.guide
    blocks: list[Block] = [
        *_became(page),
        *paragraphs([parts.heading(guide), *_escaped([guide.purpose, *guide.details])]),
        *_roles(guide, page.role),
        *paragraphs([parts.look_for_heading(guide), *_questions(guide)]),
        *_agenda(guide),
        *_listed("*Before the interview*", parts.bulleted(guide.before)),
        *_exercises(guide, _titles(guide, catalog)),
        *_listed("*Rules*", _rules(guide, company)),
        *_listed("*Links*", parts.links((*guide.resources, *(company.resources if company else ())))),
        context(_about(guide, command)),
        actions(
            button("To send to the candidate", Action.GUIDE_BRIEF, guide.slug),
            button("All interview types", Action.GUIDE_LIST),
            _earlier(page),
        ),
    ]
    return messages(_text(guide), blocks, escape(guide.title))


def _text(guide: Guide) -> str:
    return f"{escape(guide.title)}: {parts.lengths(guide)}, {escape(guide.interviewers.who)}"


# --- superseded --------------------------------------------------------------------------------


def _became(page: GuidePage) -> list[Block]:
    """What became of a superseded guide; nothing for a current one."""
    if page.successor:
        return [section(_is_now(page.guide, page.successor))]
    if not page.guide.superseded_by:
        return []
    now = names(f"`{slug}`" for slug in page.guide.superseded_by)
    show = button("Show what replaced it", Action.GUIDE_SHOW, page.guide.superseded_by[0])
    return [section(f"This is an earlier guide. Use {now} instead.", show)]


def _is_now(earlier: Guide, now: Guide) -> str:
    exercise = now.exercise(earlier.successor_exercise)
    taking = f", with the exercise “{escape(exercise.title)}”" if exercise else ""
    others = [f"`{slug}`" for slug in earlier.superseded_by if slug != now.slug]
    besides = f" Part of it went to {names(others)}." if others else ""
    return f"{escape(earlier.title)} is now {escape(now.title)}{taking}.{besides}"


def _earlier(page: GuidePage) -> ButtonElement | None:
    if page.successor is None:
        return None
    return button("Show the earlier guide", Action.GUIDE_EARLIER, page.guide.slug)


# --- the essentials ----------------------------------------------------------------------------


def _criteria(guide: Guide) -> list[str]:
    return parts.numbered(criterion.line for criterion in guide.look_for)


def _facts(guide: Guide) -> list[str]:
    facts = {
        "Agenda": parts.short_of(parts.agenda(guide), SCREENFUL // 2, " · ") + parts.agenda_remark(guide),
        "Assistants": parts.assistants(guide) if guide.assistants is Assistants.EXPECTED else "",
        "Exercises": parts.short_of(_exercise_names(guide), SCREENFUL // 2, " · "),
        "Before": _to_do_before(guide),
        "Links": parts.short_of(parts.links(guide.resources), SCREENFUL // 2, " · "),
    }
    return [f"*{name}*  {said}" for name, said in facts.items() if said]


def _exercise_names(guide: Guide) -> list[str]:
    return [escape(parts.exercise_name(exercise)) for exercise in guide.exercises]


def _to_do_before(guide: Guide) -> str:
    dry_run = "a dry run before you lead your first one" if guide.rules.dry_run else ""
    things = f"{count(len(guide.before), 'thing')} to get ready, in the whole guide" if guide.before else ""
    return " · ".join(part for part in (things, dry_run) if part)


def _other_roles(guide: Guide, role: Role, command: str) -> str:
    one, other = (each for each in Role if each is not role)
    return f"As {one}: `{escape(command)} prep {guide.slug} {one}`; likewise {other}."


# --- the whole ---------------------------------------------------------------------------------


def _escaped(texts: list[str]) -> list[str]:
    return [escape(text) for text in texts]


def _listed(heading: str, lines: list[str]) -> list[Block]:
    """The lines under their heading, or nothing at all."""
    return paragraphs([heading, *lines], LINE_BREAK) if lines else []


def _agenda(guide: Guide) -> list[Block]:
    """What is assumed is marked: in the heading where that is all of it."""
    all_assumed = all(item.derived for item in guide.agenda)
    remark = parts.agenda_remark(guide) if all_assumed else ", in minutes"
    return _listed(f"*Agenda*{remark}", parts.agenda(guide, marked=not all_assumed))


def _roles(guide: Guide, own: Role) -> list[Block]:
    """The reader's own role first, then the others that have something of their own."""
    blocks = paragraphs(parts.for_you(guide, own), LINE_BREAK)
    shown = own if parts.guidance(guide.roles, own) else Role.LEAD
    for role in Role:
        if role not in (own, shown):
            blocks += _listed(
                f"*For {parts.FOR_ROLE[role]}*", parts.bulleted(parts.guidance(guide.roles, role))
            )
    return blocks


def _questions(guide: Guide) -> list[str]:
    return [_question(number, criterion) for number, criterion in enumerate(guide.look_for, 1)]


def _question(number: int, criterion: Criterion) -> str:
    lines = [f"{number}. *{escape(criterion.line)}*", escape(criterion.question)]
    if criterion.anchors:
        lines.append(f"Strength: {escape(criterion.anchors.strength)}")
        lines.append(f"Concern: {escape(criterion.anchors.concern)}")
    return LINE_BREAK.join(lines)


def _titles(guide: Guide, catalog: Catalog | None) -> Mapping[str, str]:
    """Competencies in words, by slug."""
    slugs = {slug for exercise in guide.exercises for slug in exercise.competencies}
    known = catalog.competencies if catalog else {}
    return {slug: known[slug].title if slug in known else slug.replace("-", " ") for slug in slugs}


def _exercises(guide: Guide, titles: Mapping[str, str]) -> list[Block]:
    if not guide.exercises:
        return []
    several = f"{len(guide.exercises)} exercises to choose from"
    blocks = paragraphs(["*Exercise*" if len(guide.exercises) == 1 else f"*{several}*"])
    for exercise in guide.exercises:
        blocks += paragraphs(_exercise(exercise, titles), LINE_BREAK)
    return blocks


def _exercise(exercise: Exercise, titles: Mapping[str, str]) -> list[str]:
    lines = [parts.exercise_heading(exercise), escape(exercise.summary)]
    if exercise.note:
        lines.append(f"Note: {escape(exercise.note)}")
    lines += _escaped(list(exercise.details))
    if exercise.before:
        lines += ["_Before it_", *parts.bulleted(exercise.before)]
    for role in Role:
        said = parts.guidance(exercise.roles, role) if exercise.roles else ()
        lines += [f"_For {parts.FOR_ROLE[role]}_", *parts.bulleted(said)] if said else []
    if exercise.competencies:
        lines.append(f"Shows also: {escape(names(titles[slug] for slug in exercise.competencies))}")
    return lines + [f"Link: {one}" for one in parts.links(exercise.resources)]


def _rules(guide: Guide, company: Company | None) -> list[str]:
    house = company.house_rules if company else ()
    assistants = f"Coding assistants: {parts.assistants(guide)}."
    return parts.bulleted((*parts.rules(guide.rules), assistants, *house))


def _about(guide: Guide, command: str) -> str:
    criteria = (
        "The criteria are as the company stated them."
        if guide.criteria == "stated"
        else "The criteria are derived from what the interview is for."
    )
    reviewed = f"{guide.reviewed_on.day} {guide.reviewed_on:%b %Y}"
    kept = f"Kept by {escape(guide.owner)}, reviewed on {reviewed}."
    return f"{criteria} {kept} Ask for it with `{escape(command)} prep {guide.slug}`."
