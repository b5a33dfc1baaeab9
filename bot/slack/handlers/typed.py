"""Words typed to the bot: after the slash command, in its own messages, after its name in a channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.catalog.catalog import Choice
from bot.catalog.finding import Near, Unlike
from bot.catalog.near import nearest
from bot.domain.errors import Refused
from bot.domain.typed import first_word, has_text, plain_word
from bot.slack.commands import HELP, Commands, Subcommand
from bot.slack.handlers.guides import GuideHandlers
from bot.slack.handlers.notes import PICTURE_ALONE, NoteHandlers
from bot.slack.request import Answer, Nothing, Request, Say
from bot.slack.views.help import help_page, refusal
from bot.slack.views.typed import Understood, not_understood

MOST_WORDS = 10  # of a command: what is longer is a sentence
LONGEST = 300  # characters, likewise
MOST_LOOKED_FOR = 4  # words that may be a guide misspelt


class TypedHandlers:
    def __init__(
        self, table: Mapping[str, Subcommand], guides: GuideHandlers, notes: NoteHandlers, command: str
    ) -> None:
        self._commands = Commands(table, command, self.help, self.unknown)
        self._guides = guides
        self._notes = notes
        self._command = command

    # --- what arrives ------------------------------------------------------------------------------

    def message(self, request: Request) -> Answer:
        """Something of the conversation with the bot: said, edited or deleted."""
        if request.is_typed:
            return self._once(request, (self._notes.reply(request) if request.thread_ts else None))
        if request.event.get("subtype") in ("message_changed", "message_deleted"):
            return self._notes.changed(request)
        return Nothing()

    def mention(self, request: Request) -> Answer:
        """What follows the bot's name in a channel. Nobody is looked up there."""
        return self._once(request, None) if request.is_typed else Nothing()

    def help(self, request: Request) -> Answer:
        """Usage, from the same table that routes."""
        meant = self._commands.meant(request.text)
        if meant:
            return Say([refusal(f"{self._commands.usage(meant.name)}\n{meant.command.sentence}")])
        usages = [(self._commands.usage(name), each.sentence) for name, each in self._commands.table.items()]
        return Say([help_page(usages, may_create=True)])

    def unknown(self, request: Request) -> Answer:
        """No command: a guide's name, or what may have been meant."""
        word, rest = first_word(request.text)
        if plain_word(word) == HELP:
            return self.help(request.with_text(rest))
        if not _is_sentence(request.text) and self._is_guide(request.text):
            return self._guides.prep(request)
        return self._not_understood(request)

    # --- how it is taken ---------------------------------------------------------------------------

    def _once(self, request: Request, answer: Answer | None) -> Answer:
        """Slack repeats an event whose answer it believes was lost; people get it once."""
        try:
            said = answer or self._said(request)
        except Refused as refused:
            said = Say([refusal(str(refused))])
        return said if isinstance(said, Nothing) or self._notes.is_first(request) else Nothing()

    def _said(self, request: Request) -> Answer:
        text = self._commands.without_own_name(request.text)
        if not has_text(text):
            return Say([refusal(PICTURE_ALONE)]) if request.event.get("files") else self.help(request)
        if "\n" in text.strip() or _is_sentence(text):
            return self._not_understood(request)
        meant = self._commands.meant(text)
        if meant and meant.rest and not (meant.command.takes_more or meant.asks_for_help):
            return self._not_understood(request)
        if meant and meant.rest and request.in_channel and self._names_somebody(meant.name, meant.rest):
            usage = f"{self._command} {meant.name} …"
            return Say([refusal(f"Use {usage} for that: in a channel I look nobody up.")])
        taken, handler, _ = self._commands.route(request.with_text(text))
        return handler(taken)

    def _names_somebody(self, name: str, rest: str) -> bool:
        return self._commands.table[name].of_candidate and not self._is_guide(rest)

    def _is_guide(self, words: str) -> bool:
        return not isinstance(self._guides.find(words), Near | Unlike)

    def _not_understood(self, request: Request) -> Answer:
        near, guides = self._near(request.text)
        offered, reader = self._notes.offered(request.person)
        found = Understood(
            words="" if request.is_typed else request.text,
            usage=self._commands.usage(near[0]) if near else "",
            button=self._commands.table[near[0]].button if near else None,
            guides=guides,
            note=self._notes.words(request) if request.is_typed else request.text,
            ts=str(request.event.get("ts") or request.trigger_id),
            offered=offered,
            in_channel=request.in_channel,
        )
        return Say([not_understood(found, reader, self._command)])

    def _near(self, text: str) -> tuple[list[str], Sequence[Choice]]:
        """The commands that a few words are most like; the guides where they are like none."""
        if _is_sentence(text):
            return [], ()
        words = text.split()
        commands = nearest(plain_word(words[0]), self._commands.table)
        found = self._guides.find(text) if len(words) <= MOST_LOOKED_FOR and not commands else Unlike()
        return commands, self._guides.choices(found.guides) if isinstance(found, Near) else ()


def _is_sentence(text: str) -> bool:
    return len(text) > LONGEST or len(text.split()) > MOST_WORDS
