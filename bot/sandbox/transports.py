"""The server's open connections, so that one can be cut in the middle of a request."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

Address = tuple[str, int]


class Transports:
    """Connection by the client's address."""

    def __init__(self) -> None:
        self._open: dict[Address, asyncio.Transport] = {}

    def cut(self, client: Address) -> None:
        """Resets the connection: the caller gets no byte of an answer."""
        transport = self._open.get(tuple(client))  # type: ignore[arg-type]  # ASGI says a list may come
        if transport is not None:
            transport.abort()

    def protocol(self) -> type[H11Protocol]:
        """uvicorn's HTTP protocol, keeping this book up to date."""
        book = self._open

        class Kept(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                if self.client:
                    book[self.client] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                if self.client:
                    book.pop(self.client, None)

        return Kept
