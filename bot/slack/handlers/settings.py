"""Settings: shown, changed, and one kind of reminder switched off or on."""

from __future__ import annotations

from bot.domain.notices import NoticeKind
from bot.services.own_settings import OwnSettings
from bot.slack.ids import Action
from bot.slack.request import Answer, Next, Open, Request, Say
from bot.slack.views.settings import parse_settings, settings_modal
from bot.slack.views.settings_kept import settings_kept, switched
from bot.slack.views.typed import press_to


class SettingsHandlers:
    def __init__(self, settings: OwnSettings) -> None:
        self._settings = settings

    def own(self, request: Request) -> Answer:
        if request.is_typed:
            return Say([press_to("Your working hours, holidays and reminders.", Action.SETTINGS_OWN)])
        return Open(settings_modal(self._settings.form(request.person)))

    def everybodys(self, request: Request) -> Answer:
        return Open(settings_modal(self._settings.form(request.person, everybody=True)))

    def save(self, request: Request) -> Answer:
        everybody = bool(request.metadata.get("everybody"))
        typed = parse_settings(request.values, everybody=everybody)
        return Next(settings_kept(self._settings.set(request.person, typed, everybody=everybody)))

    def switch_off(self, request: Request) -> Answer:
        return self._switched(request, NoticeKind(request.value), on=False)

    def switch_on(self, request: Request) -> Answer:
        return self._switched(request, NoticeKind(request.value), on=True)

    def _switched(self, request: Request, kind: NoticeKind, *, on: bool) -> Answer:
        self._settings.wants(request.person, kind, wanted=on)
        return Say([switched(kind, on=on)])
