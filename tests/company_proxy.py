"""A company's proxy that opens what goes through it: whoever does not trust its CA gets nowhere."""

from __future__ import annotations

import base64
import os
import shutil
import socket
import ssl
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import pytest

from tests.relay import pass_on

NAME, PASSWORD = "interviews", "p@ss word"
AUTHORIZED = f"Proxy-Authorization: Basic {base64.b64encode(f'{NAME}:{PASSWORD}'.encode()).decode()}"
NAMES = "subjectAltName=DNS:slack.example.com,IP:127.0.0.1"


class CompanyProxy:
    """Wherever somebody wants to go, they come to `port` of this machine, and see a certificate of `ca`."""

    def __init__(self, folder: Path, port: int) -> None:
        self.ca = folder / "ca.pem"
        self.asked: list[str] = []
        self.refused: list[str] = []
        self._to = port
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(*certificate(folder))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://{NAME}:p%40ss%20word@127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> CompanyProxy:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):  # closed
            while True:
                visitor, _ = self._listener.accept()
                threading.Thread(target=self._lead, args=(visitor,), daemon=True).start()

    def _lead(self, visitor: socket.socket) -> None:
        """To where all are led, both ways."""
        with visitor, suppress(OSError):  # who does not trust it leaves
            head = b""
            while not head.endswith(b"\r\n\r\n") and (more := visitor.recv(1)):
                head += more
            lines = head.decode().split("\r\n")
            if AUTHORIZED not in lines:
                self.refused.append(lines[0])
                return
            self.asked.append(lines[0].rpartition(" ")[0])
            visitor.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            far = socket.create_connection(("127.0.0.1", self._to))
            with far, self._tls.wrap_socket(visitor, server_side=True) as near:
                there = threading.Thread(target=pass_on, args=(near, far), daemon=True)
                there.start()
                pass_on(far, near)
                there.join()


def certificate(folder: Path) -> tuple[Path, Path]:
    """Of a new CA in `ca.pem`: certificate and key."""
    if not shutil.which("openssl"):
        missing = "openssl is not installed"
        if os.environ.get("CI"):  # noqa: TID251  # no setting of the bot
            pytest.fail(missing)
        pytest.skip(missing)
    (folder / "names").write_text(NAMES)
    new = "req -newkey rsa:2048 -nodes -days 2"
    made_ca = "-addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign"
    for command in (
        f"{new} -x509 -keyout ca.key -out ca.pem -subj /CN=Company {made_ca}",
        "req -newkey rsa:2048 -nodes -keyout its.key -out its.csr -subj /CN=slack.example.com",
        "x509 -req -in its.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out its.pem",
    ):
        subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
    return folder / "its.pem", folder / "its.key"
