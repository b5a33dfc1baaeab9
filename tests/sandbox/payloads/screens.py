"""Whole screens as an app might send them."""

from __future__ import annotations

from tests.sandbox.payloads.parts import (
    Json,
    actions,
    block,
    button,
    confirm,
    field,
    home,
    message,
    modal,
    mrkdwn,
    option,
    options,
    picture,
    plain,
    rich,
    rich_section,
    section,
    table,
)


def criterion(name: str) -> list[Json]:
    ratings = [option(value, text=plain(value)) for value in ("clear strength", "not assessed")]
    select = {
        "type": "static_select",
        "action_id": "rating",
        "options": ratings,
        "initial_option": ratings[1],
    }
    evidence = {
        "type": "plain_text_input",
        "action_id": "evidence",
        "multiline": True,
        "max_length": 3000,
        "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
    }
    return [
        field(select, block_id=f"rating:{name}", dispatch_action=True, hint=plain("What good looks like")),
        field(evidence, block_id=f"evidence:{name}", dispatch_action=True, optional=True),
    ]


SCORECARD = modal(
    block("context", elements=[mrkdwn("Job-related observations only; the candidate may ask to read this.")]),
    field({"type": "plain_text_input", "action_id": "notes", "multiline": True, "focus_on_load": True}),
    field({"type": "radio_buttons", "action_id": "recommendation", "options": options(5)}, block_id="say"),
    block("divider"),
    *criterion("trade-offs"),
    *criterion("collaboration"),
    title=plain("System Design"),
    submit=plain("Hand in"),
    close=plain("Keep as draft"),
    callback_id="scorecard",
    private_metadata='{"interview": 7}',
    notify_on_close=True,
)
LOOP = modal(
    block("header", text=plain("A loop")),
    field({"type": "email_text_input", "action_id": "email"}),
    field({"type": "multi_users_select", "action_id": "panel", "max_selected_items": 5}, optional=True),
    field(
        {
            "type": "conversations_select",
            "action_id": "channel",
            "filter": {"include": ["private"], "exclude_external_shared_channels": True},
            "response_url_enabled": True,
        }
    ),
    field({"type": "datepicker", "action_id": "day", "initial_date": "2026-11-23"}, block_id="day"),
    field({"type": "timepicker", "initial_time": "09:00", "timezone": "Europe/Berlin"}, block_id="time"),
    field({"type": "datetimepicker", "initial_date_time": 1763889600}),
    section("*Rooms*", accessory={"type": "overflow", "action_id": "more", "options": options(2)}),
)
HOME = home(
    block("header", text=plain("Your interviews")),
    section("*System Design*, 14:00", accessory=button(action_id="prep", value="7")),
    actions(button(action_id="new", style="primary"), button(action_id="list", url="https://x.example")),
    field({"type": "plain_text_input"}, dispatch_action=True),
    private_metadata="home",
)
REMINDER = message(
    section("*System Design*, <!date^1763889600^{time}|14:00 UTC>"),
    section(fields=[mrkdwn("*Role*\nlead"), mrkdwn("*Room*\n<https://x.example|join>")]),
    block("context", elements=[picture(), mrkdwn("3 of 5 in")]),
    actions(
        button(action_id="open", style="primary", value="7"),
        button(action_id="gone", style="danger", confirm=confirm(style="danger")),
        {"type": "checkboxes", "action_id": "ticks", "options": options(3), "initial_options": options(2)},
    ),
    channel="C1",
    thread_ts="1763889600.000100",
    metadata={"event_type": "notice", "event_payload": {"id": "b7"}},
)
PACK = message(
    block("header", text=plain("Debrief pack: 4 of 5")),
    table(rows=6, cells=5, column_settings=[{"is_wrapped": True}, None, {"align": "center"}]),
    rich(
        rich_section(block("text", text="Trade-offs", style={"bold": True}), block("user", user_id="U1")),
        block("rich_text_list", style="bullet", elements=[rich_section(block("text", text="asked twice"))]),
        block("rich_text_quote", elements=[block("text", text="We could cache it.")]),
    ),
    block("image", slack_file={"id": "F1"}, alt_text="Coverage map", title=plain("Coverage")),
    attachments=[{"color": "#36a64f", "blocks": [section("changed after reading others")]}],
)
SCREENS = {"scorecard": SCORECARD, "loop": LOOP, "home": HOME, "reminder": REMINDER, "pack": PACK}
