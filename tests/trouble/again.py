"""The same request once more, byte for byte, as Slack repeats what it believes was lost."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import time
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.acting import Actor, Json, World, words
from tests.patience import PATIENCE
from tests.trouble.forms import GENERAL

FORM = "application/x-www-form-urlencoded"


def last_to_bot(world: World, what: str) -> Json:
    """The last request of that name, with what was answered."""
    return [each for each in world.control.log() if each["direction"] == "to_bot" and what in each["what"]][
        -1
    ]


def repeat(world: World, entry: Json) -> tuple[int, Any]:
    """Delivers it again. Gives the answer's status, and its body as far as that is JSON."""
    body, content_type = _encoded(entry)
    there = world.demo.sandbox
    stamp = str(int(time.time()))  # noqa: TID251  # signatures keep real time
    base = f"v0:{stamp}:{body}".encode()
    headers = {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": "v0="
        + hmac.new(there.workspace.signing_secret.encode(), base, hashlib.sha256).hexdigest(),
        "X-Slack-Retry-Num": "1",
    }
    address = urlsplit(there.request_url or "")
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE)
    try:
        connection.request("POST", address.path, body.encode(), headers)
        response = connection.getresponse()
        said = response.read().decode()
    finally:
        connection.close()
    world.settle()
    return response.status, json.loads(said) if said.startswith("{") else said


def _encoded(entry: Json) -> tuple[str, str]:
    if entry["what"].startswith("event "):
        return json.dumps(entry["request"]), "application/json"
    if entry["what"].startswith("/"):
        return urlencode(entry["request"]), FORM
    return urlencode({"payload": json.dumps(entry["request"])}), FORM


def clicks_as_if(person: Actor, action: str, value: str, **more: Any) -> str:
    """A click on a button this person never got, as if they had: gives what they read, "" for nothing.

    Made from a real click of theirs, with another element in it. `more` goes into the action.
    """
    world = person.world
    shown = person.types("/interview help")
    person.clicks(shown, "My interviews", GENERAL)
    entry = last_to_bot(world, "block_actions")
    acted = {"type": "button", "action_id": action, "block_id": "b", "value": value} | more
    entry["request"]["actions"] = [entry["request"]["actions"][0] | acted]
    before = world.control.log()[-1]["n"]
    status, _ = repeat(world, entry)
    assert status == 200
    return said_since(world, before)


def submits_as_if(person: Actor, callback: str, metadata: Json, values: Json) -> tuple[int, Any]:
    """A form this person never had open, submitted. `values`: block id → its one element's value."""
    world = person.world
    payload: Json = {
        "type": "view_submission",
        "user": {"id": person.id, "team_id": "T0LOCAL"},
        "team": {"id": "T0LOCAL"},
        "api_app_id": "A0BOT",
        "trigger_id": "0.0.0",
        "view": {
            "id": f"V{callback}{person.id}",
            "type": "modal",
            "callback_id": callback,
            "private_metadata": json.dumps(metadata),
            "blocks": [{"type": "input", "block_id": each} for each in values],
            "state": {"values": {field: {"input": value} for field, value in values.items()}},
            "previous_view_id": "V0",
        },
    }
    return repeat(world, {"what": "view_submission", "request": payload})


def said_since(world: World, number: int) -> str:
    """What was answered to clicks since that entry of the log; forms that were opened, too."""
    shown = [
        each
        for each in world.control.log(number)
        if each["what"] == "response_url" or each["what"].startswith("views.")
    ]
    return "\n".join(words(each["request"].get("view") or each["request"]) for each in shown)
