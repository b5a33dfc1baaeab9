"""The words after the slash command, in the bot's messages, and after its name in a channel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.typed import first_word, has_text, plain_word
from bot.slack.ids import Action
from bot.slack.request import Answer, Request

Handler = Callable[[Request], Answer]
HELP = "help"


@dataclass(frozen=True)
class Subcommand:
    """A word after the slash command. `usage` and `sentence` are what `help` shows.

    `button` does the same where a press is enough. `of_candidate`: what follows the word may be a name.
    """

    handler: Handler
    usage: str
    sentence: str
    aliases: tuple[str, ...] = ()
    button: Action | None = None
    of_candidate: bool = False

    @property
    def takes_more(self) -> bool:
        """Whether anything may follow the word."""
        return "<" in self.usage or "[" in self.usage


@dataclass(frozen=True)
class Meant:
    """`name` is the command's own, whichever of its words was typed; `rest` what follows it."""

    name: str
    command: Subcommand
    rest: str

    @property
    def asks_for_help(self) -> bool:
        return plain_word(self.rest) == HELP


class Commands:
    """The table, looked up by what people type. `command` is the slash command's own name.

    `otherwise` answers words that are none of these.
    """

    def __init__(
        self, table: Mapping[str, Subcommand], command: str, help: Handler, otherwise: Handler
    ) -> None:
        self.table = table
        self.command = command
        self._help = help
        self._otherwise = otherwise
        self._names = {word: name for name, each in table.items() for word in (name, *each.aliases)}

    def usage(self, name: str) -> str:
        return f"{self.command} {self.table[name].usage}"

    def meant(self, text: str) -> Meant | None:
        """The command that these words begin with; None where they begin with none."""
        for word, rest in self._beginnings(text):
            name = self._names.get(word)
            if name:
                return Meant(name, self.table[name], rest)
        return None

    def route(self, request: Request) -> tuple[Request, Handler, str]:
        """What the handler gets, the handler, and the command's name."""
        meant = self.meant(request.text)
        if not has_text(request.text) or (meant and meant.asks_for_help):
            return request, self._help, HELP
        if meant is None:
            return request, self._otherwise, "unknown"
        return request.with_text(meant.rest), meant.command.handler, meant.name

    def without_own_name(self, text: str) -> str:
        """What was typed, should somebody begin with the slash command's name as if it were one."""
        word, rest = first_word(text)
        return rest if plain_word(word) == plain_word(self.command) else text

    def _beginnings(self, text: str) -> Iterator[tuple[str, str]]:
        """ "Candidate brief maya" is "candidate-brief" as well as "candidate"."""
        first, rest = first_word(text)
        second, further = first_word(rest)
        yield f"{plain_word(first)}-{plain_word(second)}", further
        yield plain_word(first), rest
