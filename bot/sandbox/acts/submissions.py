"""Submitting and closing modals, and what the app answers to a submission."""

from typing import Any

from bot.sandbox.acts.commands import log_refusal
from bot.sandbox.acts.common import common
from bot.sandbox.acts.inputs import input_errors
from bot.sandbox.acts.picks import submitted_urls
from bot.sandbox.acts.places import ViewPlace, open_view, typed
from bot.sandbox.api.content import checked_view
from bot.sandbox.parcels import Parcel
from bot.sandbox.state import State
from bot.sandbox.views import View
from bot.sandbox.wire import ControlError, Json, SlackError
from bot.sandbox.workspace import Person


async def submit(state: State, person: Person, view_id: str, values: Any) -> Json:
    """The submit button of the modal on top."""
    view = _modal(state, person, view_id)
    if view.body.get("submit") is None:
        raise ControlError("no_submit_button")
    typed(state, person, ViewPlace(state, view), values)
    errors = input_errors(view)
    if errors:
        return {"ok": False, "errors": errors}
    payload = common(state, "view_submission", person) | {
        "trigger_id": state.triggers.issue(person.id, view.id),
        "view": view.shown(state.workspace),
        "response_urls": submitted_urls(state, person, view),
    }
    what = f"view_submission {view.body.get('callback_id') or ''}".rstrip()
    answer = await state.delivery.deliver(Parcel("interactive", what, payload))
    if answer.error:
        return {"ok": False, "error": answer.error}
    return _obeyed(state, view, what, answer.body)


def close(state: State, person: Person, view_id: str, clear: bool) -> Json:
    """The close button, or the cross that takes the whole stack away."""
    view = _modal(state, person, view_id)
    clear = clear or bool(view.body.get("clear_on_close"))
    gone = state.views.clear(person.id) if clear else [view]
    state.views.close(view)
    state.feed.tell([person.id], "views")
    for one in gone:
        if one.body.get("notify_on_close"):
            payload = common(state, "view_closed", person)
            payload |= {"view": one.shown(state.workspace, with_values=False), "is_cleared": clear}
            what = f"view_closed {one.body.get('callback_id') or ''}".rstrip()
            state.spawn(_tell(state, Parcel("interactive", what, payload)))
    return {"ok": True}


async def _tell(state: State, parcel: Parcel) -> None:
    await state.delivery.deliver(parcel)


def _modal(state: State, person: Person, view_id: str) -> View:
    """The modal on top: those below cannot be reached."""
    view = open_view(state, person, view_id)
    stack = state.views.stack(person.id)
    if view not in stack:
        raise ControlError("not_a_modal")
    if stack[-1] is not view:
        raise ControlError("view_not_on_top", 403)
    return view


def _obeyed(state: State, view: View, what: str, body: Any) -> Json:
    """Does what the answer says; one Slack cannot follow leaves the modal open, with an error."""
    try:
        return _follow(state, view, body)
    except SlackError as refusal:
        log_refusal(state, what, body, refusal)
        return {"ok": False, **refusal.body(), "error": "invalid_response_action"}
    finally:
        state.feed.tell([view.user_id], "views")


def _follow(state: State, view: View, body: Any) -> Json:
    if body in (None, "", {}):
        state.views.close(view)
        return {"ok": True}
    action = body.get("response_action") if isinstance(body, dict) else None
    if action == "errors":
        return {"ok": False, "errors": _known_errors(view, body.get("errors"))}
    if action == "clear":
        state.views.clear(view.user_id)
    elif action == "update":
        state.views.update(view, checked_view(state, body.get("view"), "modal"))
    elif action == "push":
        state.views.push(view.user_id, checked_view(state, body.get("view"), "modal"))
    else:
        raise SlackError("unknown_response_action")
    return {"ok": True}


def _known_errors(view: View, errors: Any) -> dict[str, str]:
    """Errors can stand only under inputs that are there."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise SlackError("invalid_errors")
    unknown = sorted(set(errors) - inputs)
    if unknown:
        raise SlackError("unknown_block_id", [f"[ERROR] no input block {one}" for one in unknown])
    if not all(isinstance(text, str) and text for text in errors.values()):
        raise SlackError("invalid_errors")
    return errors
