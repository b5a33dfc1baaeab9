"""The parts forms are made of, and how to read them back. A block's id is its field's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from slack_sdk.models.blocks import (
    CheckboxesElement,
    DatePickerElement,
    DateTimePickerElement,
    EmailInputElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    OptionGroup,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticSelectElement,
    TimePickerElement,
    UrlInputElement,
    UserMultiSelectElement,
    UserSelectElement,
)

from bot.domain.typed import has_text
from bot.slack.ids import Action
from bot.slack.views.text import clip, start_of

State = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""A view's `state.values`: block id → action id → what the element was set to."""

OPTION_CHARACTERS = 75
TYPED_CHARACTERS = 3000
NOTHING = "-"
"""The value of an option that says "none of these"."""


def input_block(
    field: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str = "",
    optional: bool = False,
    dispatch: bool = False,
) -> InputBlock:
    """`dispatch`: each change is sent as an action, by the element's action id."""
    return InputBlock(
        block_id=field,
        label=PlainTextObject(text=clip(label, 2000)),
        element=element,
        hint=PlainTextObject(text=clip(hint, 2000)) if hint else None,
        optional=optional,
        dispatch_action=dispatch or None,
    )


def option(label: str, value: str, description: str = "") -> Option:
    return Option(
        text=PlainTextObject(text=clip(label, OPTION_CHARACTERS)),
        value=value,
        description=PlainTextObject(text=clip(description, OPTION_CHARACTERS)) if description else None,
    )


def group(label: str, options: Sequence[Option]) -> OptionGroup:
    return OptionGroup(label=PlainTextObject(text=clip(label, OPTION_CHARACTERS)), options=list(options))


# --- elements ----------------------------------------------------------------------------------


def typing(value: str = "", *, limit: int = 120, lines: bool = False) -> PlainTextInputElement:
    """A box to type in. What it holds already is never cut, however small the limit."""
    return PlainTextInputElement(
        action_id=Action.INPUT,
        initial_value=start_of(value, TYPED_CHARACTERS) or None,
        multiline=lines or None,
        max_length=min(max(limit, len(value)), TYPED_CHARACTERS),
    )


def email(value: str = "") -> EmailInputElement:
    return EmailInputElement(action_id=Action.INPUT, initial_value=value or None)


def address(value: str = "") -> UrlInputElement:
    return UrlInputElement(action_id=Action.INPUT, initial_value=value or None)


def one_person(person: str | None = None) -> UserSelectElement:
    return UserSelectElement(action_id=Action.INPUT, initial_user=person or None)


def several_people(people: Sequence[str] = (), *, most: int | None = None) -> UserMultiSelectElement:
    """`most` gives way to those already there."""
    return UserMultiSelectElement(
        action_id=Action.INPUT,
        initial_users=list(people) or None,
        max_selected_items=max(most, len(people)) if most else None,
    )


def select(
    options: Sequence[Option], chosen: str | None = None, *, action: str = Action.INPUT
) -> StaticSelectElement:
    """At least one option, and no more than a hundred."""
    return StaticSelectElement(action_id=action, options=list(options), initial_option=among(options, chosen))


def grouped_select(
    groups: Sequence[OptionGroup], chosen: str | None = None, *, action: str = Action.INPUT
) -> StaticSelectElement:
    every = [each for one in groups for each in one.options or ()]
    return StaticSelectElement(
        action_id=action, option_groups=list(groups), initial_option=among(every, chosen)
    )


def radio(options: Sequence[Option], chosen: str | None = None) -> RadioButtonsElement:
    return RadioButtonsElement(
        action_id=Action.INPUT, options=list(options), initial_option=among(options, chosen)
    )


def checkboxes(options: Sequence[Option], ticked: Sequence[str] = ()) -> CheckboxesElement:
    initial = [each for each in options if each.value in ticked]
    return CheckboxesElement(action_id=Action.INPUT, options=list(options), initial_options=initial or None)


def time_picker(at: datetime | None = None) -> DateTimePickerElement:
    """Slack shows and takes it in the zone of whoever looks at it."""
    return DateTimePickerElement(
        action_id=Action.INPUT, initial_date_time=int(at.timestamp()) if at else None
    )


def clock_picker(at: time) -> TimePickerElement:
    """A time of any day, in nobody's zone."""
    return TimePickerElement(action_id=Action.INPUT, initial_time=at.isoformat("minutes"))


def day_picker(day: date | None = None) -> DatePickerElement:
    return DatePickerElement(action_id=Action.INPUT, initial_date=day.isoformat() if day else None)


def among(options: Sequence[Option], value: str | None) -> Option | None:
    return next((each for each in options if each.value == value), None)


# --- reading back ------------------------------------------------------------------------------


def typed_text(state: State, field: str) -> str:
    """Stripped; "" where it is missing, or nothing of it can be seen."""
    typed = str(_of(state, field).get("value") or "").strip()
    return typed if has_text(typed) else ""


def chosen(state: State, field: str) -> str | None:
    """A select's or radio's value; None where nothing, or "none of these", was chosen."""
    value = (_of(state, field).get("selected_option") or {}).get("value")
    return None if value is None or value == NOTHING else str(value)


def chosen_person(state: State, field: str) -> str | None:
    return _of(state, field).get("selected_user") or None


def chosen_people(state: State, field: str) -> tuple[str, ...]:
    return tuple(_of(state, field).get("selected_users") or ())


def chosen_conversation(state: State, field: str) -> str | None:
    return _of(state, field).get("selected_conversation") or None


def ticked(state: State, field: str) -> tuple[str, ...]:
    return tuple(str(each["value"]) for each in _of(state, field).get("selected_options") or ())


def chosen_time(state: State, field: str) -> datetime | None:
    """Aware, UTC."""
    seconds = _of(state, field).get("selected_date_time")
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None


def chosen_clock(state: State, field: str) -> str:
    """ "09:30"; "" where none was chosen."""
    return str(_of(state, field).get("selected_time") or "")


def chosen_day(state: State, field: str) -> str:
    """ "2026-11-16"; "" where none was chosen."""
    return str(_of(state, field).get("selected_date") or "")


def _of(state: State, field: str) -> Mapping[str, Any]:
    return next(iter((state.get(field) or {}).values()), None) or {}
