"""What travels: JSON objects, and the two kinds of refusal."""

import json
from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """A Web API call Slack would refuse; `code` is Slack's own word for it."""

    def __init__(self, code: str, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages or []
        self.more = more

    def body(self) -> Json:
        """The answer as Slack gives it: `error`, and where it knows more, `response_metadata.messages`."""
        answer: Json = {"ok": False, "error": self.code, **self.more}
        if self.messages:
            answer["response_metadata"] = {"messages": self.messages}
        return answer


class ControlError(Exception):
    """Something the page or a test asked for that this person could not do in Slack."""

    def __init__(self, code: str, status: int = 400, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.more = more

    def body(self) -> Json:
        """The refusal as the control API answers it."""
        return {"ok": False, "error": self.code, **self.more}


def decoded(value: Any) -> Any:
    """An argument that may be JSON text (form callers) or already an object (JSON callers)."""
    if isinstance(value, str):
        return json.loads(value)
    return value


def dumped(value: Any) -> str:
    """JSON as short as it gets; what is signed and measured."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
