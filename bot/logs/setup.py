"""How everything is logged: one object a line, or plain lines where somebody watches; to stderr."""

from __future__ import annotations

import logging
import logging.config
import sys
import threading
import warnings
from collections.abc import MutableMapping
from typing import Any, cast

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import FilteringBoundLogger, Processor

from bot.logs.faults import fault, file_of, way

Logger = FilteringBoundLogger
Event = MutableMapping[str, Any]

DEBUG, INFO, WARNING, ERROR = logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR
NEVER = logging.CRITICAL + 1

TRUSTED = ("bot", "_granian", "alembic", "apscheduler")
"""Whose words are written: they tell of processes, revisions and jobs. Of all others only the place is:
what they say may quote a row, a message or a token.
"""


def configure(level: str) -> None:
    """Once for each process. `level` as in LOG_LEVEL; what is below it is not written, whoever says it."""
    logging.config.dictConfig(standard(level))
    structlog.configure(
        processors=[structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, _stamped, _wrapped],
        wrapper_class=structlog.make_filtering_bound_logger(_number(level)),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )


def standard(level: str) -> dict[str, Any]:
    """For `logging.config.dictConfig`: every library, as far as it may be heard."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": f"{__name__}.formatter", "terminal": sys.stderr.isatty()}},
        "handlers": {"stderr": {"()": f"{__name__}.Stderr", "formatter": "lines"}},
        "root": {"level": max(_number(level), WARNING), "handlers": ["stderr"]},
        "loggers": {name: {"level": number} for name, number in _levels(_number(level)).items()},
    }


def _levels(level: int) -> dict[str, int]:
    """A run of the scheduler each second is no news; the words of Slack's libraries are people's."""
    return {
        "bot": level,
        "_granian": level,
        "alembic": level if level == DEBUG else max(level, WARNING),
        "apscheduler": level if level == DEBUG else max(level, ERROR),
        "slack_bolt": NEVER,
        "slack_sdk": NEVER,
    }


def logger(name: str) -> Logger:
    """For lines of our own: an event, and what it is about in fields. Never a name, a text or a token."""
    return cast(Logger, structlog.get_logger(name))


def muted(name: str) -> logging.Logger:
    """For a library that would write names, texts or tokens: silent at every level."""
    found = logging.getLogger(name)
    found.setLevel(NEVER)
    found.propagate = False
    return found


def catch_all() -> None:
    """What ends a thread or the process unforeseen, and what Python warns of, are lines too."""
    sys.excepthook = lambda kind, error, trace: (
        unforeseen(error) if isinstance(error, Exception) else sys.__excepthook__(kind, error, trace)
    )
    threading.excepthook = lambda told: unforeseen(told.exc_value) if told.exc_value else None
    warnings.showwarning = lambda _text, kind, file, line, *_: logger("bot").warning(
        "python warns", kind=kind.__name__, at=f"{file_of(file)}:{line}"
    )


def unforeseen(error: BaseException) -> None:
    """Python's own trace would show what the error says."""
    logger("bot").critical("unforeseen error", **fault(error), way=way(error))


def formatter(terminal: bool) -> logging.Formatter:
    shown = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    theirs: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        _stamped,
        _trusted,
    ]
    return ProcessorFormatter(
        foreign_pre_chain=theirs,
        processors=[_placed, ProcessorFormatter.remove_processors_meta, _ordered, shown],
    )


class Stderr(logging.Handler):
    """To what stderr is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self.format(record)
        except Exception as error:  # noqa: BLE001  # a line that cannot be written must not stop what it tells of
            line = f'{{"event": "a line could not be written", "error": "{type(error).__name__}"}}'
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


_stamped = structlog.processors.TimeStamper(fmt="iso")
_wrapped = ProcessorFormatter.wrap_for_formatter


def _trusted(_logger: Any, _level: str, event: Event) -> Event:
    """Of a library's line what may be told. A trace would begin in its second line."""
    record: logging.LogRecord = event["_record"]
    if record.name.partition(".")[0] in TRUSTED:
        event["event"] = event["event"].partition("\n")[0]
    else:
        event.update(event="a library complains", by=f"{record.filename}:{record.lineno}")
    return event


def _placed(_logger: Any, _level: str, event: Event) -> Event:
    """An error's type and place instead of its words and its trace."""
    event.pop("stack_info", None)
    info = event.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else info
    return {**event, **fault(error)} if isinstance(error, BaseException) else event


def _ordered(_logger: Any, _level: str, event: Event) -> Event:
    first = {key: event.pop(key) for key in ("timestamp", "level", "event")}
    return {**first, **event}


def _number(level: str) -> int:
    return logging.getLevelNamesMapping()[level.upper()]
