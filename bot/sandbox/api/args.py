"""The arguments of a call, whether they came as a form, as JSON or in the address."""

from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.sandbox.wire import Json, SlackError, decoded

_TRUE = (True, "true", "True", "1", 1)


async def read_args(request: Request) -> "Args":
    """All arguments of a request; the body wins over the address."""
    values: Json = dict(request.query_params)
    body = await request.body()
    content_type = request.headers.get("content-type", "")
    if "json" in content_type:
        values |= _json(body)
    elif body:
        values |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    token = values.pop("token", "")
    header = request.headers.get("authorization", "")
    if header.lower().startswith("bearer "):
        token = header[7:].strip()
    return Args(values, str(token))


def _json(body: bytes) -> Json:
    # slack_sdk says JSON even where it sends nothing at all (auth.test).
    if not body.strip():
        return {}
    try:
        value = decoded(body.decode())
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(value, dict):
        raise SlackError("json_not_object")
    return value


class Args:
    """Typed access. An argument that is null counts as not given."""

    def __init__(self, values: Json, token: str = "") -> None:
        self.values = {key: value for key, value in values.items() if value is not None}
        self.token = token

    def has(self, name: str) -> bool:
        """Whether it was given at all, even if empty."""
        return name in self.values

    def text(self, name: str, default: str = "") -> str:
        """The argument as text."""
        value = self.values.get(name, default)
        return value if isinstance(value, str) else str(value)

    def need(self, name: str) -> str:
        """A required argument as text."""
        self.require(name)
        return self.text(name)

    def require(self, name: str) -> None:
        """Refuses a call without it, in Slack's words."""
        if self.values.get(name) in (None, ""):
            raise SlackError("invalid_arguments", [f"[ERROR] missing required field: {name}"])

    def flag(self, name: str) -> bool:
        """The argument as a yes or no."""
        return self.values.get(name, False) in _TRUE

    def number(self, name: str, default: int) -> int:
        """The argument as a whole number."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            raise SlackError("invalid_arguments", [f"[ERROR] must be a number: {name}"]) from None

    def listing(self, name: str) -> list[str]:
        """A list given as such or with commas."""
        value = self.values.get(name, "")
        items = value if isinstance(value, list) else str(value).split(",")
        return [str(item).strip() for item in items if str(item).strip()]

    def data(self, name: str, broken: str) -> Any:
        """An argument that is JSON, as text or already decoded; None if not given."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            return decoded(value)
        except ValueError:
            raise SlackError(broken) from None
