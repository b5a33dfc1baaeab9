"""All addresses of the local Slack put together."""

from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from bot.sandbox.acts.replies import reply
from bot.sandbox.api.endpoint import answer_call, logged
from bot.sandbox.api.methods import check_token
from bot.sandbox.control.routes import control_routes
from bot.sandbox.files import INERT
from bot.sandbox.state import State
from bot.sandbox.transports import Transports
from bot.sandbox.wire import Json, SlackError, decoded

_PAGE = Path(__file__).parent / "page"


def build_web(state: State, transports: Transports) -> Starlette:
    """The application uvicorn serves."""

    async def api(request: Request) -> Response:
        return await answer_call(state, transports, request)

    async def response_url(request: Request) -> Response:
        return await _response_url(state, transports, request)

    async def upload(request: Request) -> Response:
        return await _upload(state, request)

    async def download(request: Request) -> Response:
        return _download(state, request)

    async def connect(socket: WebSocket) -> None:
        await state.delivery.sockets.serve(socket, socket.path_params["ticket"])

    routes = [
        Route("/api/{method}", api, methods=["GET", "POST"]),
        WebSocketRoute("/socket/{ticket}", connect),
        Route("/response/{key}", response_url, methods=["POST"]),
        Route("/upload/{key}", upload, methods=["POST", "PUT"]),
        Route("/files-pri/{file}/{name:path}", download),
        Route("/archives/{channel}/{message}", _permalink),
        *control_routes(state),
        Route("/", _index),
        Mount("/page", _Fresh(directory=_PAGE, check_dir=False)),
    ]
    return Starlette(routes=routes)


class _Fresh(StaticFiles):
    """The page's files, asked for again each time: a browser would keep a mix of old and new ones."""

    def file_response(self, *args: Any, **more: Any) -> Response:
        """The file, or that it is still the same."""
        response = super().file_response(*args, **more)
        response.headers["Cache-Control"] = "no-cache"
        return response


async def _index(_: Request) -> Response:
    return FileResponse(_PAGE / "index.html", headers={"Cache-Control": "no-cache"})


async def _permalink(request: Request) -> Response:
    """A permalink leads to the page, which finds channel and message in what follows the #."""
    channel, message = request.path_params["channel"], request.path_params["message"].removeprefix("p")
    return RedirectResponse(f"/#channel={channel}&message={message[:-6]}.{message[-6:]}")


async def _response_url(state: State, transports: Transports, request: Request) -> Response:
    body = _lenient((await request.body()).decode(errors="replace"))
    key = request.path_params["key"]
    return logged(state, transports, "response_url", body, "", lambda: _replied(state, key, body))


def _lenient(raw: str) -> object:
    try:
        value: object = decoded(raw)
    except ValueError:
        return raw
    return value


def _replied(state: State, key: str, body: object) -> tuple[Json, int]:
    try:
        ticket = state.response_urls.use(key)
    except SlackError as refusal:
        return refusal.body(), 404
    try:
        reply(state, ticket, body)
    except SlackError as refusal:
        return refusal.body(), 400
    return {"ok": True}, 200


async def _upload(state: State, request: Request) -> Response:
    data = await request.body()
    entry = state.journal.begin("from_bot", "upload", {"bytes": len(data)})
    text, status = _stored(state, request.path_params["key"], data)
    state.journal.end(entry, status, text, None if status == 200 else text)
    return PlainTextResponse(text, status)


def _stored(state: State, key: str, data: bytes) -> tuple[str, int]:
    file = state.files.by_upload_key(key)
    if file is None or file.deleted:
        return "not found", 404
    if len(data) != file.size:
        return f"expected {file.size} bytes", 400
    file.data = data
    return f"OK - {len(data)}", 200


def _download(state: State, request: Request) -> Response:
    """url_private, for the app; the page has an address of its own for what a person may open."""
    token = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    try:
        check_token(state, token, "bot")
        file = state.files.find(request.path_params["file"])
    except SlackError as refusal:
        return JSONResponse(refusal.body(), 403)
    return Response(file.data or b"", media_type=file.mimetype, headers=INERT)
