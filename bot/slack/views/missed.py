"""To the recruiter: who could not be told of an interview before it began."""

from __future__ import annotations

from slack_sdk.models.blocks import Block

from bot.slack.views import interview_parts as parts
from bot.slack.views.shape import Message, divider, messages, section
from bot.slack.views.text import clip, count
from bot.values.reminders import Reminder

WHY = "Their reminders could not go out before it began. Ask them whether it took place."


def missed(r: Reminder) -> list[Message]:
    people = {(each.panelist.person, each.panelist.name) for each in r.assignments}
    titles = list(dict.fromkeys(parts.day_title(each, r.reader, r.now) for each in r.assignments))
    said = f"{count(len(people), 'person', 'people')} not told in time"
    blocks: list[Block] = [section(f"*{said}*\n{WHY}")]
    for assignment in r.assignments:
        who = f"{parts.name(assignment.panelist)} · {parts.day_title(assignment, r.reader, r.now)}"
        blocks += [divider(), *parts.lines(who, parts.candidate(assignment))]
    return messages(clip(f"{said}: {'; '.join(titles)}", 300), blocks, said)
