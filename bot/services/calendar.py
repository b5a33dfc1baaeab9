"""Public holidays and weekends by country, from the `holidays` package; countries of zones from tzdata."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from importlib import import_module, resources
from typing import Any

from bot.domain.settings import WEEK, no_holidays


class Holidays:
    """Read when a country is first asked for: the start does not wait for it. Each year is read once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # the package fills a country's years as they are asked for
        self._year = lru_cache(1024)(self._read)
        self._days = lru_cache(512)(self._read_days)
        self._zones = lru_cache(1)(_countries_by_zone)

    def country_of(self, zone: str) -> str:
        return self._zones().get(zone, "")

    def working_days(self, country: str) -> frozenset[int] | None:
        return self._days(country)

    def holidays(self, country: str) -> Callable[[date], bool]:
        if self._days(country) is None:
            return no_holidays
        return lambda day: day in self._year(country, day.year)

    def _read(self, country: str, year: int) -> frozenset[date]:
        with self._lock:
            return frozenset(_package().country_holidays(country, years=year))

    def _read_days(self, country: str) -> frozenset[int] | None:
        if not country:
            return None
        with self._lock:
            try:
                weekend: set[int] = _package().country_holidays(country).weekend
            except NotImplementedError:
                return None
        return WEEK - weekend


def _package() -> Any:
    return import_module("holidays")


def _countries_by_zone() -> Mapping[str, str]:
    """As tzdata has them: country, coordinates and zone in each line."""
    table = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
