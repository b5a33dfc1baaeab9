"""Everything a person or a bot can set, set to what would run if it ever became markup."""

from typing import Any

from bot.sandbox.workspace import Bot, Channel, Command, Person, Shortcut, UserGroup, Workspace
from tests.sandbox.page.screens import NASTY, Json, mrkdwn, plain

SHORT = "<img src=x onerror=h()>"  # fits where Slack allows 24 characters
CONTROL = (
    '<javascript:h()|press> <!date^0^{date}^javascript:h()|"><svg onload=h()>> <@U0RAFA|<b onclick=h()>>'
)
ALL = "\n".join(NASTY)
ESCAPED = ALL.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def company() -> Workspace:
    """Names, titles, channels, groups, commands and the app."""
    people = [
        Person("U0RAFA", "rafa", NASTY[0], NASTY[1], "Europe/Lisbon"),
        Person("U0AIKO", SHORT, SHORT, ALL, "Asia/Tokyo"),
    ]
    ids = [person.id for person in people]
    return Workspace(
        people,
        [Channel("C0GENERAL", SHORT, members=[*ids, "U0BOT"]), Channel("C0TWO", ALL, "private", [*ids])],
        Bot(name=SHORT, real_name=NASTY[2]),
        [Command("/desk", ALL, NASTY[0])],
        [Shortcut(NASTY[0], "nasty", ALL)],
        [UserGroup("S0NASTY", SHORT, ALL, ids)],
        team_name=NASTY[2],
    )


def option(number: int, **more: Any) -> Json:
    return {"text": plain(SHORT), "value": f"{NASTY[0]}{number}", "description": plain(SHORT), **more}


def confirm() -> Json:
    return {"title": plain(SHORT), "text": mrkdwn(ESCAPED), "confirm": plain(SHORT), "deny": plain("No")}


def elements() -> list[Json]:
    """Every kind that stands in a row of actions."""
    options = [option(1), option(2)]
    grouped = [{"label": plain(SHORT), "options": options}]
    return [
        {"type": "button", "action_id": "confirmed", "text": plain(SHORT), "confirm": confirm()},
        {
            "type": "button",
            "action_id": "linked",
            "text": plain(SHORT),
            "url": "javascript:h()",
            "value": SHORT,
        },
        {"type": "static_select", "action_id": "s", "placeholder": plain(NASTY[0]), "option_groups": grouped},
        {"type": "multi_static_select", "action_id": "m", "options": options, "initial_options": options},
        {"type": "radio_buttons", "action_id": "r", "options": options},
        {"type": "checkboxes", "action_id": "c", "options": options},
        {"type": "overflow", "action_id": "o", "options": [option(1, url="javascript:h()"), option(2)]},
        {"type": "users_select", "action_id": "u", "placeholder": plain(NASTY[0])},
        {"type": "conversations_select", "action_id": "v", "placeholder": plain(NASTY[0])},
    ]


def rich_text() -> Json:
    """Each kind of part, in each kind of section."""
    parts: list[Json] = [
        {"type": "text", "text": NASTY[0], "style": {"bold": True, "code": True}},
        {"type": "link", "url": "javascript:h()", "text": NASTY[1]},
        {"type": "emoji", "name": "nothing"},
        {"type": "user", "user_id": "U0RAFA"},
        {"type": "channel", "channel_id": "C0GENERAL"},
        {"type": "usergroup", "usergroup_id": "S0NASTY"},
        {"type": "broadcast", "range": "here"},
        {"type": "date", "timestamp": 0, "format": NASTY[2], "fallback": NASTY[3]},
    ]
    section = {"type": "rich_text_section", "elements": parts}
    return {
        "type": "rich_text",
        "elements": [
            section,
            {"type": "rich_text_list", "style": "bullet", "elements": [section]},
            {"type": "rich_text_quote", "elements": parts},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": ALL}]},
        ],
    }


def blocks() -> list[Json]:
    """Every kind of block a message may have."""
    cell = {"type": "raw_text", "text": ALL}
    table = f"| {SHORT} |\n|---|\n| {SHORT} |"
    markdown = f"# {NASTY[0]}\n\n{ALL}\n\n[p](javascript:h()) ![i](javascript:h())\n\n{table}"
    return [
        {"type": "header", "text": plain(NASTY[0])},
        {"type": "section", "text": mrkdwn(ESCAPED), "fields": [mrkdwn(ESCAPED), plain(ALL)]},
        {"type": "section", "text": mrkdwn(f"{CONTROL} *{ESCAPED}* `{ESCAPED}` ```{ESCAPED}```")},
        {"type": "section", "text": mrkdwn(ALL), "accessory": elements()[0]},
        {"type": "context", "elements": [mrkdwn(CONTROL), plain(ALL)]},
        {"type": "markdown", "text": markdown},
        rich_text(),
        {"type": "table", "rows": [[cell, cell], [cell, rich_text()]]},
        {"type": "image", "image_url": "https://images.invalid/x", "alt_text": ALL, "title": plain(NASTY[0])},
        {"type": "actions", "elements": elements()},
    ]


def attachments() -> list[Json]:
    """The old way to dress a message."""
    color = '#fff" onclick="h()'
    return [{"fallback": ALL, "pretext": CONTROL, "title": NASTY[0], "text": CONTROL, "color": color}]


def view(kind: str = "modal") -> Json:
    """A modal with every input, or a Home."""
    shown = [block for block in blocks() if block["type"] not in ("table", "markdown")]
    if kind == "home":
        return {"type": "home", "blocks": shown}
    return {
        "type": "modal",
        "callback_id": NASTY[0],
        "private_metadata": ALL,
        "title": plain(SHORT),
        "submit": plain("Submit"),
        "close": plain(SHORT),
        "blocks": [*inputs(), *shown],
    }


def inputs() -> list[Json]:
    """Inputs with all their texts."""
    return [
        field("text", {"type": "plain_text_input", "initial_value": ALL, "placeholder": plain(NASTY[0])}),
        field("select", {"type": "static_select", "options": [option(1)], "initial_option": option(1)}),
        field("asked", {"type": "external_select", "min_query_length": 0}),
    ]


def field(block_id: str, element: Json) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(NASTY[0]),
        "hint": plain(ALL),
        "element": {"action_id": "set", **element},
        "optional": True,
    }
