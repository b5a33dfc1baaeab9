"""views.*: modals and the Home."""

from typing import Any

from bot.sandbox.acts.picks import preselect
from bot.sandbox.api.args import Args
from bot.sandbox.api.content import checked_view
from bot.sandbox.state import State
from bot.sandbox.tickets import Trigger
from bot.sandbox.views import View
from bot.sandbox.wire import Json, SlackError


def open_view(state: State, args: Args) -> Json:
    """views.open; from within a modal it lands on top of that one."""
    body, trigger = _view_and_trigger(state, args)
    inside = _origin(state, trigger) is not None
    views = state.views
    view = views.push(trigger.user_id, body) if inside else views.open(trigger.user_id, body)
    return _done(state, trigger, view)


def push(state: State, args: Args) -> Json:
    """views.push: only with a trigger that came from a modal still open."""
    body, trigger = _view_and_trigger(state, args)
    if _origin(state, trigger) is None:
        raise SlackError("not_found")
    return _done(state, trigger, state.views.push(trigger.user_id, body))


def update(state: State, args: Args) -> Json:
    """views.update, by view_id or external_id."""
    view = _known(state, args)
    body = checked_view(state, _given(args), view.body["type"])
    state.views.update(view, body, args.text("hash"))
    state.feed.tell([view.user_id], "views" if body["type"] == "modal" else "home")
    return {"ok": True, "view": view.shown(state.workspace)}


def publish(state: State, args: Args) -> Json:
    """views.publish: somebody's Home."""
    user_id = args.need("user_id")
    person = state.workspace.person(user_id)
    if person is None or person.is_bot:
        raise SlackError("invalid_arguments", ["[ERROR] no such user [json-pointer:/user_id]"])
    view = state.views.publish(user_id, checked_view(state, _given(args), "home"), args.text("hash"))
    state.feed.tell([user_id], "home")
    return {"ok": True, "view": view.shown(state.workspace)}


def _given(args: Args) -> Any:
    args.require("view")
    return args.data("view", "invalid_arguments")


def _view_and_trigger(state: State, args: Args) -> tuple[Json, Trigger]:
    body = checked_view(state, _given(args), "modal")
    return body, state.triggers.check(args.need("trigger_id"))


def _origin(state: State, trigger: Trigger) -> View | None:
    """The modal the trigger came from, if it is still open."""
    return next((v for v in state.views.stack(trigger.user_id) if v.id == trigger.view_id), None)


def _done(state: State, trigger: Trigger, view: View) -> Json:
    trigger.used = True
    preselect(state, view, trigger.channel_id)
    state.feed.tell([trigger.user_id], "views")
    return {"ok": True, "view": view.shown(state.workspace)}


def _known(state: State, args: Args) -> View:
    if not args.text("view_id") and not args.text("external_id"):
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: view_id"])
    external = args.text("external_id")
    view = state.views.by_external_id(external) if external else state.views.find(args.text("view_id"))
    if view is None:
        raise SlackError("not_found")
    return view
