"""Files: uploaded in three steps, seen by their owner until shared."""

import mimetypes
import secrets
from dataclasses import dataclass, field

from bot.sandbox.wire import Json, SlackError

# An uploaded page or drawing must not act at this address as if it were ours.
INERT = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}


@dataclass
class File:
    """One file; `shares` are the conversations it is in, with the ts of the message."""

    id: str
    name: str
    size: int
    user: str
    created: int
    upload_key: str
    title: str = ""
    alt_text: str = ""
    data: bytes | None = None
    deleted: bool = False
    shares: dict[str, list[str]] = field(default_factory=dict)

    @property
    def mimetype(self) -> str:
        """Guessed from the name."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


class Files:
    """All files ever announced, the deleted ones without their content."""

    def __init__(self) -> None:
        self._known: dict[str, File] = {}

    def announce(self, file_id: str, name: str, size: int, user: str, created: int) -> File:
        """Step one: a place to upload to."""
        file = File(file_id, name, size, user, created, secrets.token_urlsafe(18))
        self._known[file_id] = file
        return file

    def by_upload_key(self, key: str) -> File | None:
        """Step two: the file whose bytes arrive."""
        return next((f for f in self._known.values() if f.upload_key == key), None)

    def find(self, file_id: str) -> File:
        """A file that exists; Slack knows the deleted ones apart from those that never were."""
        file = self._known.get(file_id)
        if file is None:
            raise SlackError("file_not_found")
        if file.deleted:
            raise SlackError("file_deleted")
        return file

    def delete(self, file: File) -> None:
        """The bytes are gone."""
        file.deleted, file.data = True, None


def file_object(file: File, url: str, private: set[str]) -> Json:
    """A file as files.info gives it; `private` are the conversations that are not public channels."""
    kind = file.name.rsplit(".", 1)[-1].lower() if "." in file.name else "binary"
    body: Json = {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": kind,
        "pretty_type": kind.upper(),
        "user": file.user,
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "is_public": any(c not in private for c in file.shares),
        "url_private": f"{url}/files-pri/{file.id}/{file.name}",
        "url_private_download": f"{url}/files-pri/{file.id}/download/{file.name}",
        "permalink": f"{url}/files/{file.user}/{file.id}/{file.name}",
        "alt_txt": file.alt_text,
    }
    return body | _sharing(file, private)


def _sharing(file: File, private: set[str]) -> Json:
    shares: Json = {}
    for channel, stamps in file.shares.items():
        kind = "private" if channel in private else "public"
        shares.setdefault(kind, {})[channel] = [{"ts": ts, "channel_name": ""} for ts in stamps]
    ims = [c for c in file.shares if c.startswith("D")]
    groups = [c for c in file.shares if c in private and c not in ims]
    channels = [c for c in file.shares if c not in private]
    return {"shares": shares, "ims": ims, "groups": groups, "channels": channels}
