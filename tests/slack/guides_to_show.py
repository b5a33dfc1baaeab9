"""Guides for tests: the real ones, and the worst one the models allow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.catalog.loading import load
from bot.catalog.models import Guide
from bot.slack.views.shape import Message
from tests.builders import a_guide
from tests.slack.forms import HOSTILE, fine, words

COMMAND = "/interview"
CATALOG = load(Path(__file__).parents[2] / "catalog")
REAL = tuple(CATALOG.guides.values())


def long(limit: int, ending: str = ".") -> str:
    """Hostile text of exactly that length, in sentences; its last sentence says that nothing was cut."""
    last = f"The end{ending}"
    sentence = f"{HOSTILE} said so & said so. "
    filled = (sentence * (limit // len(sentence) + 1))[: limit - len(last) - 1].rstrip(" ")
    return f"{filled.ljust(limit - len(last) - 1, 'x')} {last}"


def worst_guide(**other: Any) -> Guide:
    line, paragraph = long(300), long(1500)
    roles = {"lead": [line] * 8, "observer": [line] * 8, "shadow": [line] * 8}
    resources = [
        {"title": long(120), "link": f"https://example.com/{number}?a=1&b=2|3"} for number in range(10)
    ]
    fields: dict[str, Any] = {
        "title": long(60),
        "summary": long(200),
        "interviewers": {"min": 1, "max": 6, "who": line},
        "purpose": paragraph,
        "details": [paragraph] * 6,
        "roles": roles,
        "rules": {"dry_run": True, "same_exercise": True, "reads_earlier_feedback": True},
        "before": ["Read it.", long(120), *[line] * 10],
        "look_for": [
            {
                "id": f"criterion-{number}",
                "short": long(32),
                "line": long(100),
                "question": line,
                "competencies": ["trade-offs"],
                "anchors": {"strength": line, "concern": line},
            }
            for number in range(8)
        ],
        "criteria": "derived",
        "agenda": [
            {"minutes": 4, "what": long(120), "derived": True},
            {"minutes": 31, "what": long(120)},
            {"minutes": 10, "what": long(120), "candidate_questions": True},
        ],
        "exercises": [
            {
                "slug": f"exercise-{number}",
                "title": long(75),
                "summary": line,
                "levels": ["L4", "L5"],
                "minutes": {"min": 60, "max": 90},
                "note": line,
                "details": [paragraph] * 2,
                "before": [line] * 4,
                "roles": roles,
                "competencies": ["edge-cases"],
                "resources": resources,
            }
            for number in range(3)
        ],
        "resources": resources,
        "assistants": "expected",
        "owner": long(80),
    }
    return a_guide(**(fields | other))


def checked(messages: list[Message]) -> str:
    """Every word on the screens, once Slack would take each of them."""
    for message in messages:
        fine(message)
        assert message.text.strip()
        assert "<!channel>" not in message.text
        assert len(message.text) <= 4000
    return "\n".join(words(message) for message in messages)


def squeezed(text: str) -> str:
    """Without white space: for finding a text that was laid out over blocks."""
    return "".join(text.split())


EVERY = (*REAL, worst_guide(slug="worst"))
by_slug = pytest.mark.parametrize("guide", EVERY, ids=lambda guide: guide.slug)
