"""Who is the same person: by address or link, never by name."""

from __future__ import annotations

import hashlib
from unicodedata import normalize

LONGEST_KEY = 500  # characters: an index of PostgreSQL takes 2,700 bytes


def identity_key(typed: str) -> str | None:
    """An e-mail address or ATS link as it is compared; None for nothing.

    Case, blanks around it and how a letter is encoded make no difference.
    """
    key = normalize("NFKC", typed.strip().casefold())
    if len(key) > LONGEST_KEY:
        return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"
    return key or None
