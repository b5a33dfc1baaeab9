"""Settings: working hours, holidays, lead times and which reminders; one's own, and everybody's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import TypeVar

from slack_sdk.models.blocks import Block, Option
from slack_sdk.models.views import View

from bot.domain.errors import FieldRefused
from bot.domain.notices import NoticeKind
from bot.domain.settings import LONGEST_WRITING, Away, Chosen, Preferences
from bot.slack.ids import Action, Callback
from bot.slack.views import inputs
from bot.slack.views.inputs import State, input_block, option
from bot.slack.views.shape import button, modal, section
from bot.slack.views.text import count, escape
from bot.values.settings import SettingsForm

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MINUTES = (5, 10, 15, 20, 30, 45, 60)
REMINDERS = {
    NoticeKind.STARTING: "Before an interview starts",
    NoticeKind.QUESTIONS: "When it is time for the candidate's questions",
}
NO_HOLIDAYS = "-"
HOURS = timedelta(hours=1)

Value = TypeVar("Value")


def settings_modal(form: SettingsForm) -> View:
    """Fields show what holds now. What is left as it is goes on following everybody's."""
    title = "Settings for everybody" if form.everybody else "My settings"
    return modal(
        Callback.SETTINGS,
        title,
        [
            _about(form),
            *_working_time(form),
            *([] if form.everybody else _away(form)),
            *_reminders(form.holds),
            *(_ladder(form.holds) if form.everybody else []),
        ],
        submit="Save",
        close="Cancel",
        metadata={"everybody": form.everybody},
    )


def _about(form: SettingsForm) -> Block:
    if form.everybody:
        return section("They hold for everybody here who has not set something else.")
    zone = escape(form.reader.zone.replace("_", " "))
    offer = button("For everybody", Action.SETTINGS_EVERYBODY) if form.may_set_everybodys else None
    return section(f"Reminders keep to your working hours. Your zone, {zone}, comes from Slack.", offer)


def _working_time(form: SettingsForm) -> list[Block]:
    hours = form.holds.hours
    days = [option(name, str(number)) for number, name in enumerate(DAYS)]
    country = NO_HOLIDAYS if form.country == "" else form.country or ""
    guessed = f" ({form.holds.country})" if form.country is None and form.holds.country else ""
    hint = f"Two letters: DE, US, IN. Empty: the country of the zone{guessed}. A dash: no holidays."
    return [
        input_block("opens", "Working hours from", inputs.clock_picker(hours.opens)),
        input_block("closes", "Working hours to", inputs.clock_picker(hours.closes)),
        input_block("days", "Working days", inputs.checkboxes(days, [str(each) for each in hours.days])),
        input_block(
            "country", "Public holidays of", inputs.typing(country, limit=2), hint=hint, optional=True
        ),
    ]


def _away(form: SettingsForm) -> list[Block]:
    away = form.away
    return [
        input_block(
            "away_first", "Away from", inputs.day_picker(away.first if away else None), optional=True
        ),
        input_block(
            "away_last",
            "Away up to and including",
            inputs.day_picker(away.last if away else None),
            hint="Reminders of late feedback wait until you are back. Feedback stays due when it is.",
            optional=True,
        ),
    ]


def _reminders(holds: Preferences) -> list[Block]:
    lead = holds.lead_times
    minutes = sorted({*MINUTES, int(lead.starting / timedelta(minutes=1))})
    before = [option(f"{count(each, 'minute')} before", str(each)) for each in minutes]
    shown = str(int(lead.starting / timedelta(minutes=1)))
    return [
        input_block(
            "prepare_at", "Get ready: the working day before, at", inputs.clock_picker(lead.prepare_at)
        ),
        input_block("starting", "Remind me of the start", inputs.select(before, shown)),
        input_block(
            "reminders", "Which reminders", inputs.checkboxes(_kinds(), wanted(holds)), optional=True
        ),
    ]


def _kinds() -> list[Option]:
    return [option(said, kind.value) for kind, said in REMINDERS.items()]


def wanted(holds: Preferences) -> list[str]:
    wants = {NoticeKind.STARTING: holds.wants_starting, NoticeKind.QUESTIONS: holds.wants_questions}
    return [kind.value for kind in REMINDERS if wants[kind]]


def _ladder(holds: Preferences) -> list[Block]:
    lead = holds.lead_times
    rungs = ", ".join(str(each) for each in lead.overdue_hours)
    return [
        input_block(
            "due_after",
            "Feedback is due, hours after the interview",
            inputs.typing(str(int(lead.due_after / HOURS)), limit=3),
        ),
        input_block(
            "overdue_hours",
            "Late feedback, working hours after it was due",
            inputs.typing(rungs, limit=20),
            hint="Who owes is told, then the recruiter too, then the hiring manager: 0, 4, 12.",
        ),
    ]


# --- as typed ----------------------------------------------------------------------------------


def parse_settings(values: State, *, everybody: bool) -> Chosen:
    """Raises `FieldRefused` at the field that makes no sense."""
    ticked = inputs.ticked(values, "reminders")
    return Chosen(
        hours=_hours(values),
        days=_days(values),
        country=_country(values),
        away=None if everybody else _typed_away(values),
        prepare_at=_at("prepare_at", lambda: time.fromisoformat(inputs.chosen_clock(values, "prepare_at"))),
        starting=_at("starting", lambda: timedelta(minutes=int(inputs.chosen(values, "starting") or ""))),
        due_after=_due_after(values) if everybody else None,
        overdue_hours=_overdue_hours(values) if everybody else None,
        wants_starting=NoticeKind.STARTING.value in ticked,
        wants_questions=NoticeKind.QUESTIONS.value in ticked,
    )


def _at(field: str, read: Callable[[], Value], sentence: str = "Choose one.") -> Value:
    try:
        return read()
    except ValueError:
        raise FieldRefused({field: sentence}) from None


def _hours(values: State) -> tuple[time, time]:
    opens, closes = (
        _at(field, lambda field=field: time.fromisoformat(inputs.chosen_clock(values, field)))  # type: ignore[misc]
        for field in ("opens", "closes")
    )
    if closes <= opens:
        raise FieldRefused({"closes": "Choose a time after the one above."})
    return opens, closes


def _days(values: State) -> frozenset[int]:
    days = frozenset(int(each) for each in inputs.ticked(values, "days"))
    if not days:
        raise FieldRefused({"days": "Choose at least one day."})
    return days


def _country(values: State) -> str | None:
    """None: guessed from the zone."""
    typed = inputs.typed_text(values, "country").upper()
    return "" if typed == NO_HOLIDAYS else typed or None


def _typed_away(values: State) -> Away | None:
    first, last = inputs.chosen_day(values, "away_first"), inputs.chosen_day(values, "away_last")
    if not first and not last:
        return None
    if not first or not last:
        missing = "away_last" if first else "away_first"
        raise FieldRefused({missing: "Choose both days, or neither."})
    return _at(
        "away_last",
        lambda: Away(date.fromisoformat(first), date.fromisoformat(last)),
        "Choose a day that is not before the first.",
    )


def _due_after(values: State) -> timedelta:
    most = int(LONGEST_WRITING / HOURS)
    sentence = f"Give whole hours, up to {most}."
    hours = _at("due_after", lambda: int(inputs.typed_text(values, "due_after")), sentence)
    if not 0 <= hours <= most:
        raise FieldRefused({"due_after": sentence})
    return timedelta(hours=hours)


def _overdue_hours(values: State) -> tuple[int, ...]:
    sentence = "Give three whole numbers, each at least the one before: 0, 4, 12."
    parts = inputs.typed_text(values, "overdue_hours").split(",")
    hours = _at("overdue_hours", lambda: tuple(int(each) for each in parts), sentence)
    if len(hours) != 3 or min(hours) < 0 or max(hours) > 999 or list(hours) != sorted(hours):
        raise FieldRefused({"overdue_hours": sentence})
    return hours
