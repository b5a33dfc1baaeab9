"""The addresses under /control."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.sandbox.acts.actions import act, suggest
from bot.sandbox.acts.commands import run_command, run_shortcut
from bot.sandbox.acts.events import verify_url
from bot.sandbox.acts.submissions import close, submit
from bot.sandbox.control import doing, reading, running, tooling
from bot.sandbox.files import INERT, File
from bot.sandbox.state import State
from bot.sandbox.wire import ControlError, Json, SlackError, decoded, dumped
from bot.sandbox.workspace import Person, visible

Result = Json | Awaitable[Json]
Endpoint = Callable[[Request], Awaitable[Response]]
AsPerson = Callable[[State, Person, Json], Result]

_SETTLED = 10.0

DOING: dict[str, AsPerson] = {
    "command": lambda s, p, a: run_command(s, p, str(a.get("channel")), str(a.get("text") or "")),
    "say": doing.say,
    "edit": doing.edit,
    "take_back": doing.take_back,
    "act": act,
    "options": suggest,
    "submit": lambda s, p, a: submit(s, p, str(a.get("view_id")), a.get("values") or {}),
    "close": lambda s, p, a: close(s, p, str(a.get("view_id")), bool(a.get("clear"))),
    "home": lambda s, p, a: doing.open_home(s, p),
    "shortcut": lambda s, p, a: run_shortcut(s, p, str(a.get("callback_id")), a.get("channel")),
    "join": doing.join,
    "leave": doing.leave,
    "invite": doing.invite,
    "open_dm": lambda s, p, a: doing.open_bot_dm(s, p),
    "read": doing.read,
}
SEEING: dict[str, AsPerson] = {
    "state": lambda s, p, a: reading.overview(s, p),
    "messages": lambda s, p, a: reading.messages(s, p, a.get("channel", ""), a.get("thread", "")),
    "home": lambda s, p, a: reading.home(s, p),
    "views": lambda s, p, a: reading.views(s, p),
}


def control_routes(state: State) -> list[Route]:
    """Everything under /control."""
    routes = [_person_route(state, "GET", name, run) for name, run in SEEING.items()]
    routes += [_person_route(state, "POST", name, run) for name, run in DOING.items()]
    return [
        *routes,
        _route("/control/as/{user}/events", "GET", lambda r: _events(state, r)),
        _route("/control/as/{user}/files/{file}", "GET", lambda r: _file(state, r)),
        *_workspace_routes(state),
    ]


def _workspace_routes(state: State) -> list[Route]:
    return [
        _json_route("/control/people", "GET", lambda r, a: reading.people(state)),
        _json_route(
            "/control/users/{user}",
            "POST",
            lambda r, a: running.change_person(state, r.path_params["user"], a),
        ),
        _json_route(
            "/control/channels/{channel}",
            "POST",
            lambda r, a: running.change_channel(state, r.path_params["channel"], a),
        ),
        _json_route(
            "/control/groups/{group}",
            "POST",
            lambda r, a: running.change_group(state, r.path_params["group"], a),
        ),
        _json_route("/control/uninstall", "POST", lambda r, a: running.uninstall(state)),
        _json_route("/control/verify_url", "POST", lambda r, a: verify_url(state)),
        _json_route("/control/clock", "GET", lambda r, a: tooling.clock(state)),
        _json_route("/control/clock", "POST", lambda r, a: asyncio.to_thread(running.move, state, a)),
        _json_route("/control/faults", "GET", lambda r, a: tooling.faults(state)),
        _json_route("/control/faults", "POST", lambda r, a: tooling.arm(state, a)),
        _json_route("/control/faults", "DELETE", lambda r, a: tooling.calm(state)),
        _json_route(
            "/control/faults/{id}", "DELETE", lambda r, a: tooling.take_back(state, r.path_params["id"])
        ),
        _json_route("/control/log", "GET", lambda r, a: tooling.log(state, a)),
        _json_route("/control/calls", "GET", lambda r, a: tooling.calls(state)),
        _json_route("/control/posted", "GET", lambda r, a: tooling.posted(state)),
        _json_route("/control/guide", "GET", lambda r, a: tooling.guide(state)),
        _json_route("/control/guide", "DELETE", lambda r, a: tooling.guide_again(state)),
        _json_route("/control/settled", "GET", lambda r, a: _settled(state, a)),
        _json_route("/control/disconnect", "POST", lambda r, a: _disconnect(state)),
    ]


def _person_route(state: State, method: str, name: str, run: AsPerson) -> Route:
    async def answer(request: Request, asked: Json) -> Json:
        person = reading.person_of(state, request.path_params["user"])
        happening = tooling.happening(state, person, name, asked)
        result = run(state, person, asked)
        answered = await result if inspect.isawaitable(result) else result
        if answered.get("ok") is not False and (method, name) != ("GET", "home"):  # looked at by itself
            state.happened(happening)
        return answered

    return _json_route(f"/control/as/{{user}}/{name}", method, answer)


def _json_route(path: str, method: str, run: Callable[[Request, Json], Result]) -> Route:
    async def endpoint(request: Request) -> Response:
        result = run(request, await _asked(request))
        return JSONResponse(await result if inspect.isawaitable(result) else result)

    return _route(path, method, endpoint)


def _route(path: str, method: str, run: Endpoint) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            return await run(request)
        except ControlError as refusal:
            return JSONResponse(refusal.body(), refusal.status)
        except SlackError as refusal:
            return JSONResponse(refusal.body(), 400)

    return Route(path, endpoint, methods=[method])


async def _asked(request: Request) -> Json:
    """The body as JSON; for a GET, what the address says."""
    body = await request.body()
    if not body:
        return dict(request.query_params)
    try:
        value = decoded(body.decode())
    except ValueError:
        raise ControlError("invalid_json") from None
    if not isinstance(value, dict):
        raise ControlError("invalid_json")
    return value


async def _settled(state: State, asked: Json) -> Json:
    try:
        timeout = float(asked.get("timeout", _SETTLED))
    except ValueError:
        raise ControlError("invalid_number") from None
    return {"ok": True} if await state.busy.settled(timeout) else {"ok": False, "error": "timeout"}


async def _disconnect(state: State) -> Json:
    await state.delivery.sockets.disconnect()
    return {"ok": True}


async def _events(state: State, request: Request) -> Response:
    person = reading.person_of(state, request.path_params["user"])
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(state, person), media_type="text/event-stream", headers=headers)


async def _stream(state: State, person: Person) -> AsyncIterator[str]:
    queue = state.feed.listen(person.id)
    try:
        yield ": here\n\n"
        while (event := await queue.get()) is not None:
            yield f"data: {dumped(event)}\n\n"
    finally:
        state.feed.leave(person.id, queue)


async def _file(state: State, request: Request) -> Response:
    person = reading.person_of(state, request.path_params["user"])
    file = state.files.find(request.path_params["file"])
    if file.data is None or not _may_open(state, person, file):
        raise ControlError("file_not_found", 404)
    return Response(file.data, media_type=file.mimetype, headers=INERT)


def _may_open(state: State, person: Person, file: File) -> bool:
    channels = [state.workspace.channel(channel_id) for channel_id in file.shares]
    return any(c is not None and visible(c, person) for c in channels)
