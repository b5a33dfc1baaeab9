"""Tells an address that is for the company's own people from one that a candidate may see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://[^\s<>\"'`]+)|(?:[\w-]+\.)+[a-z]{2,}(?:[:/][^\s<>\"'`]*)?", re.I
)
INNER_HOST = re.compile(r"^(?:[^./]+|.*\.(?:internal|intranet|corp|local|lan|home|localhost))$")
INNER_NUMBER = re.compile(r"^(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\.[\d.]+$")


def plain(address: str) -> str:
    """An address without what may differ between two ways of writing it."""
    short = re.sub(r"^[a-z][a-z0-9+.-]*://", "", address.strip().casefold())
    short = re.split(r"[?#]", short.removeprefix("www."))[0]
    return re.sub(r"/(?:edit|view|preview)$", "", short.rstrip("/.,;:)]"))


@dataclass(frozen=True)
class LinkRules:
    """Beginnings of addresses: internal ones, and public exceptions from them."""

    internal: frozenset[str]
    public: frozenset[str]

    def internal_in(self, text: str) -> Iterator[str]:
        """The addresses in the text that a candidate must not see."""
        for found in ADDRESS.findall(text):
            if self.is_internal(found):
                yield found.rstrip(".,;:)]")

    def is_internal(self, address: str) -> bool:
        short = plain(address)
        if _begins(short, self.public):
            return False
        host = short.split("/")[0].rsplit("@", 1)[-1].split(":")[0]
        return _begins(short, self.internal) or bool(INNER_HOST.match(host) or INNER_NUMBER.match(host))


def rules_of(internal: Iterable[str], public: Iterable[str]) -> LinkRules:
    return LinkRules(frozenset(map(plain, internal)), frozenset(map(plain, public)))


def _begins(address: str, starts: Iterable[str]) -> bool:
    """Whole parts only: example.com/team is not the beginning of example.com/teams."""
    host, _, path = address.partition("/")
    return any(_covers(start, host, path) for start in starts)


def _covers(start: str, host: str, path: str) -> bool:
    start_host, _, start_path = start.partition("/")
    same_host = host == start_host or (host.endswith("." + start_host) and not start_path)
    return same_host and (not start_path or path == start_path or path.startswith(start_path + "/"))
