"""Stands between a bot and its database or Slack on this machine, and can be cut and mended."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType

Address = tuple[str, int] | str
"""Host and port, or the file of a Unix socket."""


class Relay:
    """Passes on what comes to a loopback `port`. It starts mended."""

    def __init__(self, to: Address) -> None:
        self._to = to
        self._open: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self.port = 0
        self.mend()

    def mend(self) -> None:
        """At the same port as before."""
        listener = self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        threading.Thread(target=self._serve, args=(listener,), daemon=True).start()

    def cut(self) -> None:
        """Whoever is connected is not any more, and nobody listens."""
        assert self._listener
        for each in (self._listener, *self._open):
            with suppress(OSError):  # ended by its other side
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open.clear()

    def __enter__(self) -> Relay:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cut()

    def _serve(self, listener: socket.socket) -> None:
        with suppress(OSError):  # cut
            while True:
                near, _ = listener.accept()
                far = self._reached()
                self._open += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=pass_on, args=(one, other), daemon=True).start()

    def _reached(self) -> socket.socket:
        if isinstance(self._to, tuple):
            return socket.create_connection(self._to)
        far = socket.socket(socket.AF_UNIX)
        far.connect(self._to)
        return far


def pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):  # cut
        while data := one.recv(65536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)
