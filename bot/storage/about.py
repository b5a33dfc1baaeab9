"""What goes with a notice as JSON, there and back. The keys are those that rows were always kept with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, assert_never

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

ON_REQUEST = frozenset({NoticeKind.PREPARE, NoticeKind.FEEDBACK})  # somebody may ask for them by hand

Json = Mapping[str, Any]


class UnknownAbout(ValueError):
    """Kept by a later release, or by hand: this one cannot tell what it means."""


def to_json(about: About) -> dict[str, object]:
    match about:
        case AboutAssigned():
            return {"starts_at": _iso(about.starts_at), "prepare_included": about.prepare_included}
        case AboutChanged():
            return _changed_to_json(about)
        case AboutStart():
            return {"starts_at": _iso(about.starts_at)}
        case AboutFeedback():
            return {"starts_at": _iso(about.starts_at), "extended_until": _iso(about.extended_until)}
        case AboutOverdue():
            times = {"starts_at": _iso(about.starts_at), "extended_until": _iso(about.extended_until)}
            return times | {"owes": about.owes, "rung": about.rung}
        case AboutRequest():
            return {"asked_by": about.asked_by} if about.asked_by else {}
        case AboutAlert():
            return {"what": about.what.value, "by": about.by, "detail": about.detail}
        case AboutDebrief():
            return {"stage": about.stage.value, "panelists": list(about.panelists)}
        case AboutChannel() | AboutCopy() | AboutHome():
            return {}
        case _:
            assert_never(about)


def from_json(kind: str, kept: object) -> About:
    """Keys it does not know are passed over. Raises `UnknownAbout` for the rest of what it does not."""
    if not isinstance(kept, Mapping):
        raise UnknownAbout
    try:
        known = NoticeKind(kind)
        asked = known in ON_REQUEST and "starts_at" not in kept
        return _request(kept) if asked else _reader(known)(kept)
    except (KeyError, TypeError, ValueError) as error:
        raise UnknownAbout from error


def _reader(kind: NoticeKind) -> Callable[[Json], About]:
    match kind:
        case NoticeKind.ASSIGNED:
            return _assigned
        case NoticeKind.CHANGED:
            return _changed
        case NoticeKind.PREPARE | NoticeKind.STARTING | NoticeKind.QUESTIONS | NoticeKind.MISSED:
            return _start
        case NoticeKind.FEEDBACK:
            return _feedback
        case (
            NoticeKind.OVERDUE_AWAY
            | NoticeKind.OVERDUE_FIRST
            | NoticeKind.OVERDUE_SECOND
            | NoticeKind.OVERDUE_LAST
        ):
            return _overdue
        case NoticeKind.ALERT:
            return _alert
        case NoticeKind.DEBRIEF:
            return _debrief
        case NoticeKind.CHANNEL | NoticeKind.SCORECARD_COPY | NoticeKind.HOME:
            return lambda _: _without_facts(kind)
        case _:
            assert_never(kind)


def _without_facts(
    kind: Literal[NoticeKind.CHANNEL, NoticeKind.SCORECARD_COPY, NoticeKind.HOME],
) -> About:
    match kind:
        case NoticeKind.CHANNEL:
            return AboutChannel()
        case NoticeKind.SCORECARD_COPY:
            return AboutCopy()
        case NoticeKind.HOME:
            return AboutHome()


def _assigned(kept: Json) -> About:
    return AboutAssigned(_moment(kept["starts_at"]), bool(kept["prepare_included"]))


def _changed(kept: Json) -> About:
    return AboutChanged(
        change=tuple(ChangeKind(each) for each in kept["change"]),
        old_starts_at=_moment(kept["old_starts_at"]),
        new_starts_at=_moment(kept["new_starts_at"]),
        old_place=_text(kept["old_place"]),
        new_place=_text(kept["new_place"]),
        old_role=Role(kept["old_role"]),
        new_role=Role(kept["new_role"]),
        prepare_included=bool(kept["prepare_included"]),
    )


def _changed_to_json(about: AboutChanged) -> dict[str, object]:
    return {
        "change": [each.value for each in about.change],
        "old_starts_at": _iso(about.old_starts_at),
        "new_starts_at": _iso(about.new_starts_at),
        "old_place": about.old_place,
        "new_place": about.new_place,
        "old_role": about.old_role.value,
        "new_role": about.new_role.value,
        "prepare_included": about.prepare_included,
    }


def _start(kept: Json) -> About:
    return AboutStart(_known(kept["starts_at"]))


def _feedback(kept: Json) -> About:
    return AboutFeedback(_moment(kept["starts_at"]), _moment(kept["extended_until"]))


def _overdue(kept: Json) -> About:
    starts_at, extended_until = _moment(kept["starts_at"]), _moment(kept["extended_until"])
    return AboutOverdue(starts_at, extended_until, _text(kept["owes"]), int(kept["rung"]))


def _request(kept: Json) -> About:
    """It has no time of its own."""
    return AboutRequest(_text(kept.get("asked_by", "")))


def _alert(kept: Json) -> About:
    return AboutAlert(AlertKind(kept["what"]), _text(kept["by"]), _text(kept["detail"]))


def _debrief(kept: Json) -> About:
    return AboutDebrief(Stage(kept["stage"]), tuple(int(each) for each in kept["panelists"]))


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None


def _moment(kept: Any) -> datetime | None:
    return None if kept is None else _known(kept)


def _known(kept: Any) -> datetime:
    at = datetime.fromisoformat(kept)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at.astimezone(UTC)


def _text(kept: Any) -> str:
    if not isinstance(kept, str):
        raise TypeError("not a text")
    return kept
