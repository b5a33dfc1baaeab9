"""Settings: one's own, everybody's, and what came of changing them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from bot.domain.notices import NoticeKind
from bot.domain.settings import Away, LeadTimes, Preferences, WorkingHours
from bot.slack.views.settings import settings_modal
from bot.slack.views.settings_kept import settings_kept, switched
from bot.values.interviews import Reader
from bot.values.settings import SettingsForm, SettingsKept
from tests.screens.people import PRIYA, ROSA
from tests.screens.registry import Shows, screens

PRIYAS = SettingsForm(
    PRIYA,
    Preferences(
        PRIYA.zone,
        WorkingHours(time(8, 30), time(17)),
        country="DE",
        away=Away(date(2026, 12, 21), date(2027, 1, 1)),
        wants_questions=False,
    ),
    None,
)
ROSAS = SettingsForm(ROSA, Preferences(ROSA.zone), "", may_set_everybodys=True)
EVERYBODYS = replace(ROSAS, everybody=True)
WORST = SettingsForm(
    Reader("U0", "America/Argentina/Buenos_Aires"),
    Preferences(
        "America/Argentina/Buenos_Aires",
        WorkingHours(time(0), time(23, 59), frozenset(range(7))),
        LeadTimes(time(23, 59), timedelta(minutes=239), timedelta(days=14), (999, 999, 999)),
        country="AR",
        away=Away(date(2026, 12, 21), date(2028, 1, 1)),
    ),
    "AR",
    everybody=True,
    may_set_everybodys=True,
)


@screens
def forms() -> Shows:
    yield "settings-own.realistic", settings_modal(PRIYAS)
    yield "settings-admin.realistic", settings_modal(ROSAS)
    yield "settings-everybody.realistic", settings_modal(EVERYBODYS)
    yield "settings-everybody.worst", settings_modal(WORST)
    yield "settings-own.worst", settings_modal(replace(WORST, everybody=False))


@screens
def done() -> Shows:
    yield "saved-settings.realistic", settings_kept(SettingsKept(PRIYAS, 3))
    yield "saved-settings-everybody.realistic", settings_kept(SettingsKept(EVERYBODYS, None))
    yield "saved-settings.worst", settings_kept(SettingsKept(replace(WORST, everybody=False), 9999))
    for kind in (NoticeKind.STARTING, NoticeKind.QUESTIONS):
        yield f"switched-{kind.value}-off.realistic", switched(kind, on=False)
        yield f"switched-{kind.value}-on.realistic", switched(kind, on=True)
    yield "switched.worst", switched(NoticeKind.QUESTIONS, on=False)
