"""The whole of a guide, in as many messages as it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from slack_sdk.models.blocks import Block

from bot.catalog.catalog import Catalog
from bot.catalog.exercises import Exercise
from bot.catalog.instructions import Instructions, own
from bot.catalog.models import Company, Criterion, Guide
from bot.domain.interviews import Role
from bot.slack.ids import Action
from bot.slack.views import guide_parts as parts
from bot.slack.views.guides import LINE_BREAK, became, earlier, for_you, summary, to_send
from bot.slack.views.shape import Message, actions, button, context, messages, paragraphs
from bot.slack.views.text import escape, names
from bot.values.interviews import GuidePage


def whole_guide(page: GuidePage, command: str, catalog: Catalog) -> list[Message]:
    """All the guide holds; with an exercise chosen, all of that one, and only the names of the others.

    The catalog has what the company says of every interview, and competencies' titles.
    """
    guide = page.guide
    blocks: list[Block] = [
        *became(page.choice, page.role),
        *paragraphs([parts.heading(guide, page.exercise), *_escaped([guide.purpose, *guide.details])]),
        *_exercises(page, _titles(guide, catalog)),
        *_roles(page),
        *paragraphs([parts.look_for_heading(guide), *_questions(guide)]),
        *_agenda(page),
        *_before(page),
        *_listed("*Rules*", _rules(guide, catalog.company)),
        *_listed("*Links*", parts.links(catalog.resources(guide))),
        context(_about(guide, command)),
        actions(to_send(page), button("All interview types", Action.GUIDE_LIST), earlier(page)),
    ]
    return messages(summary(page), blocks, escape(guide.title))


def _escaped(texts: Iterable[str]) -> list[str]:
    return [escape(text) for text in texts]


def _listed(heading: str, lines: list[str]) -> list[Block]:
    """The lines under their heading, or nothing at all."""
    return paragraphs([heading, *lines], LINE_BREAK) if lines else []


# --- the roles ---------------------------------------------------------------------------------


def _others(page: GuidePage) -> Iterable[tuple[str, Instructions]]:
    """The other roles, as they are called."""
    return ((parts.FOR_ROLE[role], page.instructions(role)) for role in Role if role is not page.role)


def _roles(page: GuidePage) -> list[Block]:
    """The reader's own role first."""
    blocks = paragraphs(for_you(page), LINE_BREAK)
    for role, said in _others(page):
        blocks += _listed(f"*For {role}*", parts.bulleted(said.guidance))
    return blocks


def _before(page: GuidePage) -> list[Block]:
    """The reader's own checklist first."""
    blocks = _listed("*Before the interview*", parts.bulleted(page.instructions(page.role).before))
    for role, said in _others(page):
        blocks += _listed(f"*Before the interview, for {role}*", parts.bulleted(said.before))
    return blocks


# --- the interview -----------------------------------------------------------------------------


def _agenda(page: GuidePage) -> list[Block]:
    """What is assumed is marked: in the heading where that is all of it."""
    guide, chosen = page.guide, page.exercise.slug if page.exercise else None
    all_assumed = all(item.derived for item in guide.agenda_of(chosen))
    remark = parts.agenda_remark(guide, chosen) if all_assumed else ", in minutes"
    return _listed(f"*Agenda*{remark}", parts.agenda(guide, chosen, marked=not all_assumed))


def _questions(guide: Guide) -> list[str]:
    return [_question(number, criterion) for number, criterion in enumerate(guide.look_for, 1)]


def _question(number: int, criterion: Criterion) -> str:
    lines = [f"{number}. *{escape(criterion.line)}*", escape(criterion.question)]
    if criterion.anchors:
        lines.append(f"Strength: {escape(criterion.anchors.strength)}")
        lines.append(f"Concern: {escape(criterion.anchors.concern)}")
    return LINE_BREAK.join(lines)


def _rules(guide: Guide, company: Company) -> list[str]:
    assistants = f"Coding assistants: {parts.assistants(guide)}."
    return parts.bulleted((*parts.rules(guide.rules), assistants, *company.house_rules))


def _about(guide: Guide, command: str) -> str:
    criteria = (
        "The criteria are as the company stated them."
        if guide.criteria == "stated"
        else "The criteria are derived from what the interview is for."
    )
    reviewed = f"{guide.reviewed_on.day} {guide.reviewed_on:%b %Y}"
    kept = f"Kept by {escape(guide.owner)}, reviewed on {reviewed}."
    return f"{criteria} {kept} Ask for it with `{escape(command)} prep {guide.slug}`."


# --- exercises ---------------------------------------------------------------------------------


def _titles(guide: Guide, catalog: Catalog) -> Mapping[str, str]:
    """Competencies in words, by slug."""
    slugs = {slug for exercise in guide.exercises for slug in exercise.competencies}
    known = catalog.competencies
    return {slug: known[slug].title if slug in known else slug.replace("-", " ") for slug in slugs}


def _exercises(page: GuidePage, titles: Mapping[str, str]) -> list[Block]:
    if page.exercise:
        return _chosen(page.guide, page.exercise, titles)
    every = page.guide.exercises
    if not every:
        return []
    blocks = paragraphs(["*Exercise*" if len(every) == 1 else f"*{len(every)} exercises to choose from*"])
    for exercise in every:
        lines = [*_exercise(exercise, titles), *_in_its_place(exercise)]
        blocks += paragraphs(lines, LINE_BREAK)
    return blocks


def _chosen(guide: Guide, exercise: Exercise, titles: Mapping[str, str]) -> list[Block]:
    """Its guidance and checklists stand where those of the guide would."""
    others = [each.title for each in guide.exercises if each.slug != exercise.slug]
    instead = [f"Other exercises: {escape(' · '.join(others))}"] if others else []
    return paragraphs([*_exercise(exercise, titles), *instead], LINE_BREAK)


def _exercise(exercise: Exercise, titles: Mapping[str, str]) -> list[str]:
    lines = [*parts.about_exercise(exercise), *_escaped(exercise.details)]
    if exercise.competencies:
        lines.append(f"Shows also: {escape(names(titles[slug] for slug in exercise.competencies))}")
    return lines + [f"Link: {one}" for one in parts.links(exercise.resources)]


def _in_its_place(exercise: Exercise) -> list[str]:
    """What holds in place of the guide's once it is chosen."""
    lines: list[str] = []
    for role, called in parts.FOR_ROLE.items():
        said = own(role, exercise)
        lines += [f"_Before it, for {called}_", *parts.bulleted(said.before)] if said.before else []
        lines += [f"_For {called}_", *parts.bulleted(said.guidance)] if said.guidance else []
    return lines
