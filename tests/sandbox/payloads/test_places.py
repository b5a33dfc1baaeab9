"""What may stand where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sandbox.payloads.parts import (
    A0,
    CHOSEN,
    E0,
    MENUS,
    MULTI_MENUS,
    Json,
    actions,
    block,
    button,
    field,
    home,
    message,
    modal,
    options,
    paths_of,
    picture,
    plain,
    rich,
    rich_section,
    section,
    table,
    video,
)

M, H, P = "modal", "home", "message"  # P as in post
SURFACES: dict[str, Callable[..., Json]] = {M: modal, H: home, P: message}
RIGHT_BLOCKS: dict[str, tuple[Json, str]] = {
    "section": (section(), f"{M} {H} {P}"),
    "header": (block("header", text=plain()), f"{M} {H} {P}"),
    "divider": (block("divider"), f"{M} {H} {P}"),
    "image": (picture(), f"{M} {H} {P}"),
    "context": (block("context", elements=[plain()]), f"{M} {H} {P}"),
    "actions": (actions(button()), f"{M} {H} {P}"),
    "input": (field({"type": "plain_text_input"}), f"{M} {H} {P}"),
    "rich_text": (rich(rich_section()), f"{M} {H} {P}"),
    "video": (video(), f"{M} {H} {P}"),
    "markdown": (block("markdown", text="x"), P),
    "table": (table(), P),
    "file": (block("file", external_id="x", source="remote"), P),
    "card": (block("card", title=plain()), ""),
}


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("kind", RIGHT_BLOCKS)
def test_blocks_by_surface(kind: str, surface: str) -> None:
    right, allowed = RIGHT_BLOCKS[kind]
    expected = [] if surface in allowed.split() else ["/blocks/0/type"]
    assert paths_of(SURFACES[surface](right)) == expected


MINIMAL: dict[str, Json] = {
    "button": {"text": plain()},
    "workflow_button": {"text": plain(), "workflow": {"trigger": {"url": "https://slack.com/x"}}},
    "overflow": {"options": options(1)},
    "image": {"image_url": "https://x.example", "alt_text": "x"},
    "checkboxes": {"options": options(1)},
    "radio_buttons": {"options": options(1)},
    "number_input": {"is_decimal_allowed": True},
    **CHOSEN,
}
ALL = f"{M} {H} {P}"
PLACES: dict[str, tuple[str, str]] = {
    "button": ("section actions", ALL),
    "workflow_button": ("section actions", P),
    "overflow": ("section actions", ALL),
    "image": ("section context", ALL),
    "checkboxes": ("section actions input", ALL),
    "radio_buttons": ("section actions input", ALL),
    **dict.fromkeys((*MENUS, *MULTI_MENUS), ("section actions input", ALL)),
    "datepicker": ("section actions input", ALL),
    "timepicker": ("section actions input", ALL),
    "datetimepicker": ("actions input", f"{M} {P}"),
    "plain_text_input": ("input", ALL),
    "rich_text_input": ("actions input", f"{M} {H}"),
    "email_text_input": ("input", M),
    "url_text_input": ("input", M),
    "number_input": ("input", M),
    "file_input": ("input", M),
}
HOLDERS: dict[str, tuple[Callable[[Json], Json], str]] = {
    "section": (lambda one: section(accessory=one), "/blocks/0/accessory/type"),
    "actions": (actions, f"{A0}/type"),
    "input": (field, f"{E0}/type"),
    "context": (lambda one: block("context", elements=[one]), f"{A0}/type"),
}


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("kind", PLACES)
def test_elements_by_block_and_surface(kind: str, holder: str, surface: str) -> None:
    blocks, surfaces = PLACES[kind]
    hold, path = HOLDERS[holder]
    allowed = holder in blocks.split() and surface in surfaces.split()
    payload = SURFACES[surface](hold({"type": kind, **MINIMAL.get(kind, {})}))
    assert paths_of(payload) == ([] if allowed else [path])


@pytest.mark.parametrize("holder", ["section", "actions", "input"])
def test_a_text_is_no_element(holder: str) -> None:
    hold, path = HOLDERS[holder]
    assert paths_of(modal(hold(plain()))) == [path]
