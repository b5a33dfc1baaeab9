"""What holds from now on, after settings were changed."""

from __future__ import annotations

from slack_sdk.models.views import View

from bot.domain.notices import NoticeKind
from bot.domain.settings import Away, Preferences
from bot.slack.ids import Action, Callback
from bot.slack.views.settings import DAYS, REMINDERS, wanted
from bot.slack.views.shape import Message, actions, button, modal, section
from bot.slack.views.text import count, escape
from bot.values.settings import SettingsKept


def settings_kept(kept: SettingsKept) -> View:
    """What holds from now on, and what follows."""
    holds, whose = kept.form.holds, "everybody" if kept.form.everybody else "you"
    lines = [
        f"*From now on, for {whose}*",
        _open_hours(holds),
        f"Public holidays: {escape(kept.form.country or holds.country or 'none')}",
        *_days_away(holds.away),
        f"Get ready: the working day before, {holds.lead_times.prepare_at:%H:%M}",
        *_on_and_off(holds),
        _moved(kept.moved),
    ]
    return modal(Callback.SETTINGS_KEPT, "Saved", [section("\n".join(lines))])


def _open_hours(holds: Preferences) -> str:
    days = ", ".join(name[:3] for number, name in enumerate(DAYS) if number in holds.hours.days)
    return f"Working hours: {days}, {holds.hours.opens:%H:%M}–{holds.hours.closes:%H:%M}"


def _days_away(away: Away | None) -> list[str]:
    return [f"Away: {away.first:%d %b %Y} to {away.last:%d %b %Y}"] if away else []


def _on_and_off(holds: Preferences) -> list[str]:
    on = wanted(holds)
    return [f"{said}: {'on' if kind.value in on else 'off'}" for kind, said in REMINDERS.items()]


def _moved(moved: int | None) -> str:
    if moved is None:
        return "Reminders move to it within a minute."
    return f"{count(moved, 'reminder')} moved." if moved else "No reminder had to move."


def switched(kind: NoticeKind, *, on: bool) -> Message:
    """After "not this kind", and after taking it back."""
    said = REMINDERS[kind]
    if on:
        return Message("You get this reminder again", [section(f"*{said}*\nYou are reminded again.")])
    undo = button("Remind me again", Action.REMINDER_ON, kind.value)
    text = "You are not reminded any more. It is in your settings, too."
    return Message("You don't get this reminder any more", [section(f"*{said}*\n{text}"), actions(undo)])
