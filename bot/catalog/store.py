"""Holds the catalog in use and takes up changes of its files."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from bot.catalog.folder import Stamp, stamp
from bot.catalog.loading import Catalog, CatalogError, Problem, load

LOOK_EVERY = 5.0  # seconds

News = tuple[Stamp, tuple[Problem, ...]]
OnProblem = Callable[[tuple[Problem, ...]], None]


class CatalogStore:
    """The last good catalog of a folder. Safe to share between threads.

    Making one raises CatalogError: there is no good catalog yet to go on with.
    """

    def __init__(
        self,
        folder: Path,
        on_problem: OnProblem | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._look_at = clock() + LOOK_EVERY
        self._on_problem = on_problem
        self._lock = Lock()
        self._reported: News | None = None
        self._seen = stamp(folder)
        self._current = load(folder)

    @property
    def current(self) -> Catalog:
        """Today's catalog: the files are looked at every few seconds, in whichever process asks."""
        now = self._clock()
        if now >= self._look_at:
            self._look_at = now + LOOK_EVERY
            self.refresh_if_changed()
        return self._current

    def reload(self) -> bool:
        """Reads the folder now. False if it was refused: then the last good catalog stays."""
        with self._lock:
            news = self._read(stamp(self._folder))
        return self._told(news)

    def refresh_if_changed(self) -> bool:
        """Reads the folder if a file has changed since the last look. True if a new catalog is in use.

        Returns at once while another thread is reading: that one's result is used from then on.
        """
        if stamp(self._folder) == self._seen or not self._lock.acquire(blocking=False):
            return False
        try:
            now = stamp(self._folder)
            if now == self._seen:
                return False
            news = self._read(now)
        finally:
            self._lock.release()
        return self._told(news)

    def _read(self, now: Stamp) -> News:
        # The stamp is from before reading: a file saved meanwhile makes the next look read again.
        self._seen = now
        try:
            self._current = load(self._folder)
        except CatalogError as error:
            return now, error.problems
        return now, ()

    def _told(self, news: News) -> bool:
        """Reports problems that are new. True if there were none."""
        _, problems = news
        if problems and self._on_problem and news != self._reported:
            self._reported = news
            self._on_problem(problems)
        return not problems
