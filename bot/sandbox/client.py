"""Acting as people in a local Slack from Python: a thin hand on the control API, for tests and demos."""

import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import quote, urlencode

from bot.sandbox.wire import Json

# The local Slack is on this machine: no proxy, whatever the environment says.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_PATIENCE = 300.0  # seconds, more than any answer takes: a machine may be busy with other things


class Refused(Exception):
    """The control API said no; `error` is its word, `status` its HTTP status, `answer` all it said."""

    def __init__(self, status: int, answer: Json) -> None:
        super().__init__(f"{status} {answer.get('error')}: {answer}")
        self.status = status
        self.error = str(answer.get("error"))
        self.answer = answer


class Control:
    """The control API of the local Slack at `url`."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/") + "/control"

    def get(self, path: str, **query: Any) -> Json:
        """One GET below /control."""
        return self._ask(urllib.request.Request(f"{self._url}/{path}?{urlencode(query)}"))

    def post(self, path: str, **body: Any) -> Json:
        """One POST below /control."""
        data = json.dumps(body).encode()
        return self._ask(urllib.request.Request(f"{self._url}/{path}", data, method="POST"))

    def delete(self, path: str) -> Json:
        """One DELETE below /control."""
        return self._ask(urllib.request.Request(f"{self._url}/{path}", method="DELETE"))

    def as_(self, user_id: str) -> "Hand":
        """That person's hand."""
        return Hand(self, user_id)

    def log(self, after: int = 0) -> list[Json]:
        """The requests between bot and Slack, later than number `after`."""
        entries: list[Json] = self.get("log", after=after)["entries"]
        return entries

    def _ask(self, request: urllib.request.Request) -> Json:
        try:
            with _OPENER.open(request, timeout=_PATIENCE) as response:
                answer: Json = json.load(response)
        except urllib.error.HTTPError as refusal:
            raise Refused(refusal.code, json.load(refusal)) from None
        return answer


class Hand:
    """What one person does and sees."""

    def __init__(self, control: Control, user_id: str) -> None:
        self._control = control
        self._path = f"as/{quote(user_id)}"

    def see(self, what: str, **query: Any) -> Json:
        """state, messages, home or views, as the control API gives them."""
        return self._control.get(f"{self._path}/{what}", **query)

    def do(self, what: str, **body: Any) -> Json:
        """What `DOING` of the control API names: command, say, edit, act, submit, home and so on."""
        return self._control.post(f"{self._path}/{what}", **body)

    def messages(self, channel: str, thread: str = "") -> list[Json]:
        """A conversation or a thread, oldest first."""
        query = {"channel": channel} | ({"thread": thread} if thread else {})
        found: list[Json] = self.see("messages", **query)["messages"]
        return found

    def modals(self) -> list[Json]:
        """The open modals, top last."""
        found: list[Json] = self.see("views")["views"]
        return found

    def command(self, channel: str, text: str) -> Json:
        """Types a slash command."""
        return self.do("command", channel=channel, text=text)

    def press(self, container: Json, block_id: str, action_id: str, value: Json | None = None) -> Json:
        """Clicks a button, or sets an element to `value`."""
        more = {} if value is None else {"value": value}
        return self.do("act", container=container, block_id=block_id, action_id=action_id, **more)

    def submit(self, view_id: str, values: Json | None = None) -> Json:
        """Submits a modal, with these `state.values` typed in."""
        return self.do("submit", view_id=view_id, values=values or {})
