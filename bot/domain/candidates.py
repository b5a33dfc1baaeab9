"""Who is the same person: by address or link, never by name."""

from __future__ import annotations

import hashlib
import re
from unicodedata import normalize
from urllib.parse import quote, urlsplit

LONGEST_KEY = 500  # characters: an index of PostgreSQL takes 2,700 bytes

WRAPPED = re.compile(r"^[^<]*<([^<>|]+)(?:\|[^<>]*)?>$")  # "Maya <maya@…>", and Slack's own "<https://…|…>"
AROUND = " \t\r\n.,;\"'“”’"
ADDRESS = re.compile(r"[^\s@/]+@[^\s@/]+")
LINK = re.compile(r"(?:https?://|(?=[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[:/?#]|$)))(.+)", re.DOTALL)
COUNTED = re.compile(r"(?:utm_\w+|gh_src|gclid|fbclid)=[^&]*&?")  # who sent somebody there
SAFE_IN_LINKS = "%/?=&:@!$'()*+,;~#[]"
GMAIL = ("gmail.com", "googlemail.com")  # one mailbox, whatever its dots


def identity_key(typed: str) -> str | None:
    """An e-mail address or ATS link as it is compared; None for nothing.

    Case, blanks around it, how a letter is encoded, and what mail programs and browsers put around and
    behind an address or link make no difference.
    """
    return _short(_as_one(_plain(typed)))


def identity_keys(typed: str) -> frozenset[str]:
    """Those to look for: records made before links were compared as they are now have another key."""
    return frozenset(key for key in (identity_key(typed), _short(_plain(typed))) if key)


def _plain(typed: str) -> str:
    return normalize("NFKC", typed.strip().casefold())


def _short(key: str) -> str | None:
    if len(key) > LONGEST_KEY:
        return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"
    return key or None


def _as_one(plain: str) -> str:
    found = WRAPPED.match(plain)
    bare = (found[1] if found else plain).strip(AROUND).removeprefix("mailto:")
    if ADDRESS.fullmatch(bare):
        return _address(bare)
    link = LINK.fullmatch(bare)
    return _link(link[1], plain) if link else plain


def _address(bare: str) -> str:
    mailbox, _, domain = bare.partition("@")
    if domain in GMAIL:
        return f"{mailbox.replace('.', '')}@{GMAIL[0]}"
    return f"{mailbox}@{_readable(domain)}"


def _readable(host: str) -> str:
    """A host of other than Latin letters, also where it was pasted in its `xn--` spelling."""
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host


def _link(rest: str, plain: str) -> str:
    """Secure or not, with or without `www.`, slash at the end, place on the page, or who sent one there."""
    try:
        parts = urlsplit(f"https://{rest}")
        host = _readable(parts.netloc).removeprefix("www.")
    except ValueError:
        return plain
    host = re.sub(r":(?:80|443)$", "", host)
    query = COUNTED.sub("", parts.query).rstrip("&")
    place = f"#{parts.fragment}" if "/" in parts.fragment else ""
    path = parts.path.rstrip("/") + (f"?{query}" if query else "") + place
    return f"https://{host}{quote(path, safe=SAFE_IN_LINKS).casefold()}"
