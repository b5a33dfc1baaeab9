"""Notes in a draft: replies to a reminder, edited and deleted ones, and what is kept by a press."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.errors import NoSuchLoop
from bot.domain.typed import first_word, has_text
from bot.services.notes import IN_ALREADY, Notes
from bot.slack.request import Answer, Nothing, Request, Say
from bot.slack.tokens import as_written
from bot.slack.views.help import refusal
from bot.slack.views.typed import kept_note
from bot.values.interviews import AssignmentView, Reader
from bot.values.notes import Noted, Reply

NOT_THEIRS = "This note is not kept: the interview is not yours any more. Tell the recruiter what you saw."
PICTURE_ALONE = "A picture cannot be kept here. Reply with what it shows, in words, and that is kept."
NO_PICTURE = "Your words are in your notes. The picture is not: say what it shows, if it matters."
NOT_CHANGED = (
    "Your feedback on it is in, with this note as it was. Correct it, or tell the recruiter what to change."
)


class NoteHandlers:
    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def reply(self, request: Request) -> Answer | None:
        """To a reply in a thread; None where the thread is no reminder's."""
        reply = self._reply(request, self.words(request), str(request.event.get("ts")))
        pictures = bool(request.event.get("files"))
        try:
            kept = self._notes.keep(reply)
        except NoSuchLoop:
            return Say([refusal(NOT_THEIRS)])
        if kept is Noted.NO_REPLY:
            return None
        if kept is Noted.TOO_LATE:
            return Say([refusal(IN_ALREADY)])
        if pictures:
            return Say([refusal(NO_PICTURE if has_text(reply.text) else PICTURE_ALONE)])
        return Nothing()

    def changed(self, request: Request) -> Answer:
        """An edit, or a deletion, of a reply in a thread."""
        said, before = request.event.get("message") or {}, request.event.get("previous_message") or {}
        if not request.thread_ts or said.get("bot_id") or before.get("bot_id"):
            return Nothing()  # the bot's own messages come back when they change
        gone = request.event["subtype"] == "message_deleted" or said.get("subtype") == "tombstone"
        text = "" if gone else self._written(said)
        reply = self._reply(request, text, str((said or before).get("ts")))
        try:
            kept = self._notes.change(reply, self._written(before))
        except NoSuchLoop:
            return Nothing()  # nothing of theirs is kept there
        return Say([refusal(NOT_CHANGED)]) if kept is Noted.TOO_LATE else Nothing()

    def add(self, request: Request) -> Answer:
        """The button of an offer; what it holds: the panelist, the message's ts, and the note."""
        panelist, rest = first_word(request.value)
        ts, text = first_word(rest)
        assignment = self._notes.add(request.person, int(panelist), text, ts)
        return Say([kept_note(assignment, self._notes.reader(request.person))], replaces=True)

    def offered(self, person: str) -> tuple[Sequence[AssignmentView], Reader]:
        return self._notes.offered(person), self._notes.reader(person)

    def words(self, request: Request) -> str:
        """What somebody wrote, as they saw it."""
        return self._written(request.event)

    def is_first(self, request: Request) -> bool:
        return self._notes.is_first(request.event_id)

    def _written(self, message: object) -> str:
        text = str(message.get("text") or "") if isinstance(message, dict) else ""
        return as_written(text, self._notes.called).strip()

    def _reply(self, request: Request, text: str, ts: str) -> Reply:
        return Reply(request.person, request.channel, request.thread_ts, ts, text, request.event_id)
