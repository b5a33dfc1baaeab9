"""What Slack's client checks before it asks the app: required fields, lengths, numbers, addresses."""

import re
from decimal import Decimal, InvalidOperation

from bot.sandbox.elements import key_of, state_values
from bot.sandbox.views import View
from bot.sandbox.wire import Json

REQUIRED = "Please complete this required field."


def input_errors(view: View) -> dict[str, str]:
    """block_id → what the person reads under the field; empty when all is well."""
    values = state_values(view.blocks, view.typed)
    errors: dict[str, str] = {}
    for block in view.blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        held = values[block["block_id"]][element["action_id"]].get(key_of(element) or "")
        wrong = _wrong(block, element, held)
        if wrong:
            errors[block["block_id"]] = wrong
    return errors


def _wrong(block: Json, element: Json, held: object) -> str | None:
    if held in (None, "", []):
        return None if block.get("optional") else REQUIRED
    if isinstance(held, str):
        return _wrong_text(element, held)
    return None


def _wrong_text(element: Json, text: str) -> str | None:
    kind = element["type"]
    if kind == "plain_text_input":
        return _wrong_length(element, text)
    if kind == "number_input":
        return _wrong_number(element, text)
    if kind == "email_text_input" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not re.fullmatch(r"[a-z][a-z0-9+.-]*://\S+", text, re.IGNORECASE):
        return "Please enter a valid URL."
    return None


def _wrong_length(element: Json, text: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(text) < least:
        return f"Please enter at least {least} characters."
    return f"Please enter no more than {most} characters." if len(text) > most else None


def _wrong_number(element: Json, text: str) -> str | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Please enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < Decimal(least):
        return f"Please enter a number of at least {least}."
    if most is not None and number > Decimal(most):
        return f"Please enter a number of at most {most}."
    return None
