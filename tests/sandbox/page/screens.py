"""What the small app behind the page shows."""

from typing import Any

Json = dict[str, Any]

NASTY = (
    '<img src=x onerror="window.hacked=1">',
    "<script>window.hacked=1</script>",
    '"><svg onload=window.hacked=1>',
    "*<b onclick=window.hacked=1>bold</b>*",
)
SECRET = "the-quiet-part"


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(text: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower().replace(" ", "-")}


def text_input(block_id: str, label: str, **more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "text", **more.pop("element", {})}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **more}


def form(saved: str = "Nothing saved yet") -> Json:
    """A form that saves while one types, and a way further up the stack."""
    as_typed = {"trigger_actions_on": ["on_character_entered"]}
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Your feedback"),
        "submit": plain("Submit"),
        "close": plain("Not now"),
        "notify_on_close": True,
        "blocks": [
            section(saved, block_id="saved"),
            text_input(
                "notes",
                "Your notes",
                dispatch_action=True,
                optional=True,
                element={"multiline": True, "action_id": "notes", "dispatch_action_config": as_typed},
            ),
            text_input("why", "Why", element={"max_length": 200}),
            {
                "type": "input",
                "block_id": "rating",
                "label": plain("Makes trade-offs"),
                "dispatch_action": True,
                "element": {
                    "type": "static_select",
                    "action_id": "rating",
                    "options": [option("Clear strength"), option("Not assessed")],
                    "initial_option": option("Not assessed"),
                },
            },
            {
                "type": "input",
                "block_id": "lead",
                "label": plain("Lead"),
                "optional": True,
                "element": {"type": "users_select", "action_id": "lead"},
            },
            {
                "type": "input",
                "block_id": "when",
                "label": plain("When"),
                "optional": True,
                "element": {"type": "datetimepicker", "action_id": "when"},
            },
            {"type": "actions", "block_id": "more", "elements": [button("Change the guide", "push")]},
        ],
    }


PUSHED: Json = {
    "type": "modal",
    "title": plain("Guide"),
    "submit": plain("Suggest"),
    "blocks": [text_input("idea", "Your idea")],
}


def field_of(block_id: str, kind: str, **more: Any) -> Json:
    """An optional field that is found by its block's name."""
    element = {"type": kind, "action_id": "set", **more}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(block_id),
        "element": element,
        "optional": True,
    }


def everything() -> Json:
    """One of each element that holds something."""
    colours = [option("Red"), option("Green"), option("Blue")]
    groups = [
        {"label": plain("Warm"), "options": colours[:1]},
        {"label": plain("Cold"), "options": colours[1:]},
    ]
    return {
        "type": "modal",
        "callback_id": "everything",
        "title": plain("Everything"),
        "submit": plain("Submit"),
        "blocks": [
            field_of("Radio", "radio_buttons", options=colours),
            field_of("Boxes", "checkboxes", options=colours),
            field_of("Grouped", "static_select", option_groups=groups),
            field_of("Several", "multi_static_select", option_groups=groups),
            field_of("Asked", "external_select", min_query_length=1),
            field_of("People", "multi_users_select"),
            field_of("Here", "conversations_select", default_to_current_conversation=True),
            field_of("Private", "conversations_select", filter={"include": ["private"]}),
            field_of("Date", "datepicker"),
            field_of("Time", "timepicker", initial_time="09:30"),
            field_of("Number", "number_input", is_decimal_allowed=False, min_value="1"),
            field_of("Mail", "email_text_input"),
            field_of("Address", "url_text_input"),
            section("Beside", block_id="Beside", accessory={"type": "datepicker", "action_id": "ignored"}),
        ],
    }


def nasty_blocks(text: str) -> list[Json]:
    return [
        {"type": "header", "text": plain(NASTY[0])},
        section(text, fields=[mrkdwn(text)]),
        section("<javascript:window.hacked=1|press me>"),
        {"type": "markdown", "text": "\n\n".join((*NASTY, "[press](javascript:window.hacked=1)"))},
        {"type": "actions", "elements": [button(NASTY[0], "ignored")]},
    ]


def menu_blocks() -> list[Json]:
    sure = {
        "title": plain("Close the loop?"),
        "text": plain("Its panelists are told."),
        "confirm": plain("Close it"),
        "deny": plain("Keep it"),
    }
    level = {"type": "static_select", "action_id": "level", "options": [option("Junior"), option("Senior")]}
    return [
        section("Which level?", block_id="level", accessory=level | {"placeholder": plain("Choose")}),
        {"type": "actions", "elements": [button("Close loop", "close_loop", style="danger", confirm=sure)]},
    ]
