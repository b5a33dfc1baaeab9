"""A guide on one screen: the essentials."""

from __future__ import annotations

from slack_sdk.models.blocks import Block, ButtonElement

from bot.catalog.catalog import Choice
from bot.catalog.models import Assistants, Guide
from bot.domain.interviews import Role
from bot.slack.ids import Action
from bot.slack.views import guide_parts as parts
from bot.slack.views.shape import Message, actions, button, context, section
from bot.slack.views.text import escape, names
from bot.values.interviews import GuidePage

SCREENFUL = 1900  # characters one part of the essentials may take: none crowds out another
LINE_BREAK = "\n"


def guide_page(page: GuidePage, command: str) -> Message:
    """`command` is the slash command's name, "/interview"."""
    guide, exercise = page.guide, page.exercise
    blocks: list[Block] = [
        *became(page.choice, page.role),
        section(parts.heading(guide, exercise)),
        *_exercise(page),
        section(parts.short_of(for_you(page), SCREENFUL)),
        section(parts.short_of([parts.look_for_heading(guide), *_criteria(guide)], SCREENFUL)),
        *_before(page),
        section(LINE_BREAK.join(_facts(page))),
        *_other_roles(page, command),
        actions(
            button("Whole guide", Action.GUIDE_WHOLE, parts.asked_for(guide, page.role, exercise)),
            to_send(page),
            earlier(page),
        ),
    ]
    return Message(summary(page), blocks)


def summary(page: GuidePage) -> str:
    """Title, length and panel in plain words: what phones show."""
    length = parts.lengths(page.guide, page.exercise)
    return f"{escape(page.guide.title)}: {length}, {escape(page.guide.interviewers.who)}"


def for_you(page: GuidePage) -> list[str]:
    """What the reader's role does, and that nobody says so where nobody does."""
    lines = page.instructions(page.role).guidance
    if lines:
        return parts.for_role(lines, page.role)
    return [
        f"*For you as {page.role}*\nNothing is written for {parts.FOR_ROLE[page.role]} of this interview."
    ]


def to_send(page: GuidePage) -> ButtonElement:
    chosen = [page.exercise.slug] if page.exercise else []
    return button("To send to the candidate", Action.GUIDE_BRIEF, " ".join((page.guide.slug, *chosen)))


# --- superseded --------------------------------------------------------------------------------


def became(choice: Choice, role: Role) -> list[Block]:
    """What became of a superseded guide; nothing for a current one."""
    if choice.leads_on:
        return [section(_is_now(choice))]
    if not choice.guide.superseded_by:
        return []
    now = names(f"`{slug}`" for slug in choice.guide.superseded_by)
    show = button("Show what replaced it", Action.GUIDE_SHOW, parts.asked_for(choice.guide, role, None))
    return [section(f"This is an earlier guide. Use {now} instead.", show)]


def _is_now(choice: Choice) -> str:
    earlier, now = choice.guide, choice.now
    taking = f", with the exercise “{escape(choice.exercise.title)}”" if choice.exercise else ""
    others = names(f"`{each.slug}`" for each in choice.besides)
    besides = f" Part of it went to {others}." if others else ""
    return f"{escape(earlier.title)} is now {escape(now.title)}{taking}.{besides}"


def earlier(page: GuidePage) -> ButtonElement | None:
    """To the superseded guide's own text."""
    if not page.choice.leads_on:
        return None
    value = parts.asked_for(page.choice.guide, page.role, None)
    return button("Show the earlier guide", Action.GUIDE_EARLIER, value)


# --- the essentials ----------------------------------------------------------------------------


def _exercise(page: GuidePage) -> list[Block]:
    """The one that is chosen, with its links."""
    if page.exercise is None:
        return []
    about = parts.short_of(parts.about_exercise(page.exercise), SCREENFUL // 2)
    links = parts.short_of(parts.links(page.exercise.resources), SCREENFUL // 2, " · ")
    return [section(LINE_BREAK.join(filter(None, (about, links))))]


def _criteria(guide: Guide) -> list[str]:
    return parts.numbered(criterion.line for criterion in guide.look_for)


def _before(page: GuidePage) -> list[Block]:
    lines = parts.bulleted(page.instructions(page.role).before)
    return [section(parts.short_of(["*Before the interview*", *lines], SCREENFUL // 2))] if lines else []


def _facts(page: GuidePage) -> list[str]:
    guide, chosen = page.guide, page.exercise.slug if page.exercise else None
    agenda = parts.short_of(parts.agenda(guide, chosen), SCREENFUL // 2, " · ")
    dry_run = guide.rules.dry_run and page.role is Role.LEAD
    facts = {
        "Agenda": agenda + parts.agenda_remark(guide, chosen),
        "Assistants": parts.assistants(guide) if guide.assistants is Assistants.EXPECTED else "",
        "Exercises": "" if chosen else parts.short_of(_exercise_names(guide), SCREENFUL // 2, " · "),
        "Dry run": "one before you lead your first" if dry_run else "",
        "Links": parts.short_of(parts.links(guide.resources), SCREENFUL // 2, " · "),
    }
    return [f"*{name}*  {said}" for name, said in facts.items() if said]


def _exercise_names(guide: Guide) -> list[str]:
    return [escape(parts.exercise_name(exercise)) for exercise in guide.exercises]


def _other_roles(page: GuidePage, command: str) -> list[Block]:
    """How to ask for the roles of which something is said."""
    others = [role for role in Role if role is not page.role and page.instructions(role).said]
    if not others:
        return []
    first, *more = others
    likewise = f"; likewise {names(more)}" if more else ""
    return [context(f"As {first}: `{escape(command)} prep {page.choice.guide.slug} {first}`{likewise}.")]
