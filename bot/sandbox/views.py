"""Modals and Homes: a stack of at most three per person, one Home each."""

import secrets
from dataclasses import dataclass, field

from bot.sandbox.elements import Values, kept_values, settled_blocks, state_values
from bot.sandbox.wire import Json, SlackError
from bot.sandbox.workspace import Workspace

STACK = 3


@dataclass
class View:
    """One modal or Home; `body` is what the app gave, ids filled in, `typed` what the person did."""

    id: str
    user_id: str
    body: Json
    root_id: str
    previous_id: str | None = None
    typed: Values = field(default_factory=dict)
    hash: str = ""

    @property
    def blocks(self) -> list[Json]:
        """The view's blocks."""
        blocks: list[Json] = self.body["blocks"]
        return blocks

    def shown(self, workspace: Workspace, with_values: bool = True) -> Json:
        """The view as payloads and answers carry it."""
        body = self.body
        values = state_values(self.blocks, self.typed) if with_values else {}
        return {
            "id": self.id,
            "team_id": workspace.team_id,
            "type": body["type"],
            "blocks": self.blocks,
            "private_metadata": body.get("private_metadata") or "",
            "callback_id": body.get("callback_id") or "",
            "state": {"values": values},
            "hash": self.hash,
            "title": body.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
            "clear_on_close": bool(body.get("clear_on_close")),
            "notify_on_close": bool(body.get("notify_on_close")),
            "close": body.get("close"),
            "submit": body.get("submit"),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": workspace.bot.app_id,
            "external_id": body.get("external_id") or "",
            "app_installed_team_id": workspace.team_id,
            "bot_id": workspace.bot.bot_id,
        }


class Views:
    """Everybody's open modals and published Homes."""

    def __init__(self) -> None:
        self._stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self._count = 0

    def stack(self, user_id: str) -> list[View]:
        """That person's open modals, top last."""
        return list(self._stacks.get(user_id, ()))

    def find(self, view_id: str) -> View | None:
        """An open modal or a Home, by its id."""
        return next((v for v in self._all() if v.id == view_id), None)

    def by_external_id(self, external_id: str) -> View | None:
        """An open modal or a Home, by the app's own id."""
        return next((v for v in self._all() if v.body.get("external_id") == external_id), None)

    def open(self, user_id: str, body: Json) -> View:
        """A modal on its own; one that was open is gone, as only one is ever on a screen."""
        self._stacks.pop(user_id, None)
        view = self._new(user_id, body)
        self._stacks[user_id] = [view]
        return view

    def push(self, user_id: str, body: Json) -> View:
        """A modal on top of those open."""
        stack = self._stacks.get(user_id)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= STACK:
            raise SlackError("push_limit_reached")
        view = self._new(user_id, body, under=stack[-1])
        stack.append(view)
        return view

    def update(self, view: View, body: Json, hash_: str = "") -> View:
        """New content for an open view; what was typed stays where ids and types do."""
        if hash_ and hash_ != view.hash:
            raise SlackError("hash_conflict")
        self._check_external_id(body, view)
        body = _settled(body)
        view.typed = kept_values(view.blocks, body["blocks"], view.typed)
        view.body, view.hash = body, _hash()
        return view

    def publish(self, user_id: str, body: Json, hash_: str = "") -> View:
        """The person's Home."""
        home = self.homes.get(user_id)
        if home is None:
            home = self.homes[user_id] = self._new(user_id, body)
            return home
        return self.update(home, body, hash_)

    def close(self, view: View) -> None:
        """Takes one modal off its stack."""
        stack = self._stacks.get(view.user_id, [])
        if view in stack:
            stack.remove(view)

    def clear(self, user_id: str) -> list[View]:
        """Takes all modals away; returns them, top first."""
        return list(reversed(self._stacks.pop(user_id, [])))

    def _all(self) -> list[View]:
        return [view for stack in self._stacks.values() for view in stack] + list(self.homes.values())

    def _new(self, user_id: str, body: Json, under: View | None = None) -> View:
        self._check_external_id(body)
        self._count += 1
        view_id = f"V0L{self._count:07d}"
        root, previous = (under.root_id, under.id) if under else (view_id, None)
        return View(view_id, user_id, _settled(body), root, previous, hash=_hash())

    def _check_external_id(self, body: Json, own: View | None = None) -> None:
        holder = self.by_external_id(body["external_id"]) if body.get("external_id") else None
        if holder is not None and holder is not own:
            raise SlackError("duplicate_external_id")


def _settled(body: Json) -> Json:
    return {**body, "blocks": settled_blocks(body.get("blocks") or [])}


def _hash() -> str:
    return f"{secrets.randbelow(10**10):010d}.{secrets.token_urlsafe(6)}"
