"""What goes with a notice, as rows keep it: those of every release so far are read, and written the same."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.about import (
    About,
    AboutAlert,
    AboutAssigned,
    AboutChanged,
    AboutChannel,
    AboutCopy,
    AboutDebrief,
    AboutFeedback,
    AboutHome,
    AboutOverdue,
    AboutRequest,
    AboutStart,
    AlertKind,
    ChangeKind,
)
from bot.domain.interviews import Role, Stage
from bot.domain.notices import NoticeKind
from bot.storage.about import UnknownAbout, from_json, to_json
from tests.builders import a_change, an_about

FRIDAY_TWO = datetime(2026, 11, 20, 14, tzinfo=UTC)
MONDAY_TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)
START = {"starts_at": "2026-11-20T14:00:00+00:00"}

KEPT: list[tuple[str, dict[str, Any], About]] = [
    ("assigned", START | {"prepare_included": True}, AboutAssigned(FRIDAY_TWO, True)),
    ("assigned", {"starts_at": None, "prepare_included": False}, AboutAssigned(None, False)),
    (
        "changed",
        {
            "change": ["moved", "restored"],
            "old_starts_at": None,
            "new_starts_at": "2026-11-20T14:00:00+00:00",
            "old_place": "",
            "new_place": "Room 4",
            "old_role": "lead",
            "new_role": "observer",
            "prepare_included": True,
        },
        AboutChanged(
            change=(ChangeKind.MOVED, ChangeKind.RESTORED),
            old_starts_at=None,
            new_starts_at=FRIDAY_TWO,
            old_place="",
            new_place="Room 4",
            old_role=Role.LEAD,
            new_role=Role.OBSERVER,
            prepare_included=True,
        ),
    ),
    ("prepare", START, AboutStart(FRIDAY_TWO)),
    ("prepare", {}, AboutRequest()),
    ("starting", START, AboutStart(FRIDAY_TWO)),
    ("questions", START, AboutStart(FRIDAY_TWO)),
    ("feedback", START | {"extended_until": None}, AboutFeedback(FRIDAY_TWO, None)),
    ("feedback", {"asked_by": "UROSA"}, AboutRequest("UROSA")),
    ("missed", START, AboutStart(FRIDAY_TWO)),
    (
        "overdue-away",
        START | {"extended_until": None, "owes": "UPRIYA", "rung": 0},
        AboutOverdue(FRIDAY_TWO, None, "UPRIYA", 0),
    ),
    (
        "overdue-first",
        START | {"extended_until": None, "owes": "UPRIYA", "rung": 1},
        AboutOverdue(FRIDAY_TWO, None, "UPRIYA", 1),
    ),
    (
        "overdue-second",
        START | {"extended_until": "2026-11-23T10:00:00+00:00", "owes": "Dr. Outside", "rung": 2},
        AboutOverdue(FRIDAY_TWO, MONDAY_TEN, "Dr. Outside", 2),
    ),
    (
        "overdue-last",
        START | {"extended_until": None, "owes": "UROSA", "rung": 3},
        AboutOverdue(FRIDAY_TWO, None, "UROSA", 3),
    ),
    ("channel", {}, AboutChannel()),
    ("scorecard-copy", {}, AboutCopy()),
    ("debrief", {"stage": "team", "panelists": [4, 7]}, AboutDebrief(Stage.TEAM, (4, 7))),
    (
        "word",
        {"what": "running-late", "by": "UPRIYA", "detail": "10"},
        AboutAlert(AlertKind.RUNNING_LATE, "UPRIYA", "10"),
    ),
    ("home", {}, AboutHome()),
]
"""As the first release wrote them, and what they mean."""


@pytest.mark.parametrize(("kind", "kept", "about"), KEPT)
def test_what_the_first_release_kept_is_read_and_written_the_same(
    kind: str, kept: dict[str, Any], about: About
) -> None:
    assert from_json(kind, kept) == about
    assert to_json(about) == kept


def test_every_kind_is_shown_as_it_is_kept() -> None:
    missing = {kind.value for kind in NoticeKind} - {kind for kind, _, _ in KEPT}
    assert not missing, f"no row shows how {sorted(missing)} is kept: add one to KEPT"


@pytest.mark.parametrize("kind", NoticeKind)
def test_keys_of_a_later_release_are_passed_over(kind: NoticeKind) -> None:
    about = an_about(kind)
    assert from_json(kind, to_json(about) | {"said_by": "a later release"}) == about


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("decide", {}),
        ("assigned", {}),
        ("assigned", None),
        ("assigned", ["starts_at"]),
        ("changed", to_json(a_change()) | {"change": []}),
        ("changed", to_json(a_change()) | {"change": ["debrief"]}),
        ("prepare", {"starts_at": None}),
        ("prepare", {"starts_at": "tomorrow"}),
        ("prepare", {"starts_at": "2026-11-20T14:00:00"}),
        ("feedback", {"asked_by": 7}),
        ("overdue-first", {"starts_at": None, "extended_until": None, "owes": "UPRIYA"}),
        ("debrief", {"stage": "lunch", "panelists": []}),
        ("debrief", {"stage": "team", "panelists": ["Tom"]}),
        ("word", {"what": "no such kind", "by": "", "detail": ""}),
    ],
)
def test_what_it_cannot_tell_the_meaning_of_is_said_to_be_so(kind: str, kept: Any) -> None:
    with pytest.raises(UnknownAbout):
        from_json(kind, kept)
