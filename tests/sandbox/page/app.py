"""A small Bolt app over Socket Mode, and the workspace it is in."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from slack_bolt import Ack, App, Respond, Say
from slack_sdk import WebClient

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Channel, Command, Person, Shortcut, UserGroup, Workspace
from tests.sandbox.page.screens import (
    NASTY,
    PUSHED,
    SECRET,
    Json,
    everything,
    form,
    menu_blocks,
    nasty_blocks,
    option,
    plain,
    section,
)


@dataclass
class Desk:
    """What the app was told, for the few things a page does not show."""

    submitted: list[Json] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)


def say_by_command(client: WebClient) -> dict[str, Callable[[Json, Respond], Any]]:
    nasty = "\n".join(text.replace("&", "&amp;").replace("<", "&lt;") for text in NASTY)
    return {
        "whisper": lambda body, respond: respond(text=SECRET, blocks=[section(f"Only yours: {SECRET}")]),
        "form": lambda body, respond: client.views_open(trigger_id=body["trigger_id"], view=form()),
        "everything": lambda body, respond: client.views_open(
            trigger_id=body["trigger_id"], view=everything()
        ),
        "nasty": lambda body, respond: client.chat_postMessage(
            channel=body["channel_id"], text="nasty", blocks=nasty_blocks(nasty)
        ),
        "menu": lambda body, respond: client.chat_postMessage(
            channel=body["channel_id"], text="menu", blocks=menu_blocks()
        ),
    }


def build_app(sandbox: Sandbox, desk: Desk) -> App:
    client = WebClient(token=sandbox.workspace.bot_token, base_url=sandbox.api_url)
    app = App(client=client, process_before_response=True)
    answers = say_by_command(client)

    @app.command("/desk")
    def on_command(ack: Ack, body: Json, respond: Respond) -> None:
        ack()
        answers[body["text"]](body, respond)

    @app.action("level")
    def on_level(ack: Ack, body: Json, respond: Respond) -> None:
        ack()
        chosen = body["actions"][0]["selected_option"]["text"]["text"]
        respond(text=f"Level set to {chosen}", replace_original=False)

    @app.action("close_loop")
    def on_close_loop(ack: Ack, say: Say) -> None:
        ack()
        say("Loop closed")

    @app.event("app_home_opened")
    def on_home(event: Json) -> None:
        blocks = [{"type": "header", "text": plain("Next for you")}, section(f"Good day, <@{event['user']}>")]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    answer_forms(app, client, desk)
    return app


def answer_forms(app: App, client: WebClient, desk: Desk) -> None:
    @app.action(re.compile("notes|rating"))
    def on_typed(ack: Ack, body: Json) -> None:
        ack()
        values = body["view"]["state"]["values"]
        rating = values["rating"]["rating"]["selected_option"]["text"]["text"]
        saved = f"Saved: {values['notes']['notes']['value']} · {rating}"
        client.views_update(view_id=body["view"]["id"], view=form(saved))

    @app.action("push")
    def on_push(ack: Ack, body: Json) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=PUSHED)

    @app.options("set")
    def on_asked(ack: Ack, payload: Json) -> None:
        ack(options=[option(f"{payload['value']} one"), option(f"{payload['value']} two")])

    @app.view("everything")
    def on_everything(ack: Ack, view: Json) -> None:
        desk.submitted.append(view["state"]["values"])
        ack()

    @app.view("form")
    def on_submit(ack: Ack, view: Json) -> None:
        values = view["state"]["values"]
        desk.submitted.append(values)
        vague = values["why"]["text"]["value"] == "vague"
        if vague:
            ack(response_action="errors", errors={"why": "Tell what you saw."})
        else:
            ack()

    @app.view_closed("form")
    def on_closed(ack: Ack, body: Json) -> None:
        ack()
        desk.closed.append(body["view"]["callback_id"])


def workspace() -> Workspace:
    people = [
        Person("U0MINA", "mina", "Mina", "Recruiter", "America/New_York", is_admin=True),
        Person("U0AIKO", "aiko", "Aiko", "Engineer", "Asia/Tokyo"),
        Person("U0RAFA", "rafa", NASTY[0], NASTY[1], "Europe/Lisbon"),
    ]
    everybody = [person.id for person in people]
    channels = [
        Channel("C0GENERAL", "general", members=[*everybody, "U0BOT"]),
        Channel("C0LOOP", "loop-search", "private", ["U0MINA", "U0BOT"]),
    ]
    commands = [Command("/desk", "The front desk", "[whisper | form]"), Command("/other", "Something else")]
    shortcuts = [Shortcut("Interview feedback", "feedback", "Write it")]
    groups = [UserGroup("S0PANEL", "panel", "The panel", everybody)]
    return Workspace(people, channels, commands=commands, shortcuts=shortcuts, groups=groups)
