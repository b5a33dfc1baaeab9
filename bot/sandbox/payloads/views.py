"""Views: modals and the Home tab.

Source: https://docs.slack.dev/reference/views/modal-views and …/home-tab-views.
"""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.payloads.blocks import BLOCKS
from bot.sandbox.payloads.elements import Surface
from bot.sandbox.payloads.faults import Fault
from bot.sandbox.payloads.objects import plain
from bot.sandbox.payloads.relations import check_relations, first_input, size_in_bytes
from bot.sandbox.payloads.shapes import Check, boolean, by_type, string, typed

MOST_BYTES = 250_000

_NAMES = {
    "private_metadata": string(0, 3000),
    "callback_id": string(0, 255),
    "external_id": string(0, 255),
}
_VIEWS: dict[Surface, Check] = {
    "modal": typed(
        "modal",
        {"title": plain(24), "blocks": BLOCKS["modal"]},
        {
            **_NAMES,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
        },
    ),
    "home": typed("home", {"blocks": BLOCKS["home"]}, _NAMES),
}
_VIEW = by_type({str(surface): check for surface, check in _VIEWS.items()}, "a view")


def check_view(view: dict[str, Any]) -> list[Fault]:
    """The faults of a modal or Home view; an empty list when Slack would take it.

    Takes the view decoded from JSON. What Slack adds to a view it gives back (``id``, ``hash``, ``state``,
    …) is refused as it is there.
    """
    faults = [*_VIEW(view, ""), *_too_large(view)]
    kind = view.get("type") if isinstance(view, dict) else None
    surface = next((one for one in _VIEWS if one == kind), None)
    if surface:
        faults += check_relations(view.get("blocks"), "/blocks", surface)
        faults += _missing_submit(view, surface)
    return faults


def _too_large(view: Any) -> Iterator[Fault]:
    size = size_in_bytes(view)
    if size > MOST_BYTES:
        yield Fault("", f"a view has no more than {MOST_BYTES} bytes, this one has {size}")


def _missing_submit(view: dict[str, Any], surface: Surface) -> Iterator[Fault]:
    needed_by = first_input(view.get("blocks"))
    if surface == "modal" and needed_by and "submit" not in view:
        yield Fault("/submit", f"is required, as there is an input block at {needed_by}")
