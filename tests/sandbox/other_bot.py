"""A bot that has nothing to do with this one: people thank each other. Stock Bolt, as in its samples."""

from typing import Any

from slack_bolt import Ack, App, Respond, Say
from slack_sdk import WebClient

Json = dict[str, Any]

COMMAND, SHORTCUT = "/thanks", "say_thanks"
TEAMS = ("Search", "Storage", "Support")
BADGES = {"rock": "Holds when it matters", "spark": "Had the idea"}


def build(
    token: str, api_url: str, signing_secret: str, *, command: str = COMMAND, shortcut: str = SHORTCUT
) -> App:
    """As its author would: only the address of the Web API is another one."""
    app = App(client=WebClient(token=token, base_url=api_url), signing_secret=signing_secret)
    _openers(app, command, shortcut)
    _form(app)
    _badges(app)
    _messages(app)
    return app


def _openers(app: App, command: str, shortcut: str) -> None:
    @app.command(command)
    def thanks(ack: Ack, command: Json, client: WebClient) -> None:
        ack()
        client.views_open(
            trigger_id=command["trigger_id"], view=form(command["channel_id"], what=command["text"])
        )

    @app.shortcut(shortcut)
    def say_thanks(ack: Ack, shortcut: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=form(shortcut["user"]["id"]))

    @app.event("app_home_opened")
    def home_opened(event: Json, client: WebClient) -> None:
        blocks = [section(f"Thank somebody, <@{event['user']}>: type *{command}*")]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})


def _form(app: App) -> None:
    @app.options("team")
    def teams(ack: Ack, payload: Json) -> None:
        found = [team for team in TEAMS if team.lower().startswith(payload["value"].lower())]
        ack(options=[option(team) for team in found])

    @app.view("thanks")
    def submitted(ack: Ack, body: Json, view: Json, client: WebClient) -> None:
        values = view["state"]["values"]
        what = values["what"]["what"]["value"]
        if len(what) < 10:
            ack(response_action="errors", errors={"what": "Say a little more."})
            return
        ack()
        team = values["team"]["team"]["selected_option"]["value"]
        said = f"<@{body['user']['id']}> thanks {team}: {what}"
        blocks = [section(said), buttons(button("Me too", "me_too", "1"))]
        client.chat_postMessage(channel=view["private_metadata"], text=said, blocks=blocks)


def _badges(app: App) -> None:
    @app.action("choose_badge")
    def choose(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=badge())

    @app.action("badge")
    def chosen(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        view, meaning = body["view"], BADGES[body["actions"][0]["selected_option"]["value"]]
        client.views_update(view_id=view["id"], hash=view["hash"], view=badge(meaning))

    @app.view("badge")
    def kept(ack: Ack, view: Json) -> None:
        if view["state"]["values"]["badge"]["badge"]["selected_option"]["value"] == "rock":
            ack(response_action="errors", errors={"badge": "There is one rock a month."})
        else:
            ack()


def _messages(app: App) -> None:
    @app.action("me_too")
    def me_too(ack: Ack, body: Json, respond: Respond) -> None:
        ack()
        count = int(body["actions"][0]["value"]) + 1
        blocks = [body["message"]["blocks"][0], buttons(button("Me too", "me_too", str(count)))]
        respond(text=f"{count} people say thanks", blocks=blocks, replace_original=True)
        respond("You did too.", replace_original=False)

    @app.message("hello")
    def hello(message: Json, say: Say) -> None:
        say(f"Hello, <@{message['user']}>", thread_ts=message["ts"])


# --- what it shows -------------------------------------------------------------------------------


def form(channel: str, what: str = "") -> Json:
    typing = {"type": "plain_text_input", "action_id": "what", "initial_value": what, "multiline": True}
    finding = {"type": "external_select", "action_id": "team", "min_query_length": 1}
    return {
        "type": "modal",
        "callback_id": "thanks",
        "private_metadata": channel,
        "title": plain("Say thanks"),
        "submit": plain("Send"),
        "blocks": [
            {"type": "input", "block_id": "team", "label": plain("Which team"), "element": finding},
            {"type": "input", "block_id": "what", "label": plain("What for"), "element": typing},
            buttons(button("Choose a badge", "choose_badge", "-")),
        ],
    }


def badge(meaning: str = "Choose one") -> Json:
    choice = {"type": "radio_buttons", "action_id": "badge", "options": [option(each) for each in BADGES]}
    return {
        "type": "modal",
        "callback_id": "badge",
        "title": plain("Badge"),
        "submit": plain("Use it"),
        "blocks": [
            {
                "type": "input",
                "block_id": "badge",
                "label": plain("Badge"),
                "dispatch_action": True,
                "element": choice,
            },
            section(meaning),
        ],
    }


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def option(value: str) -> Json:
    return {"text": plain(value), "value": value}


def button(text: str, action_id: str, value: str) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": value}


def buttons(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "buttons", "elements": list(elements)}
