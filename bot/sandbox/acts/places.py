"""Where somebody acts: a message, an open modal or their Home; and what the payload says of it."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.acts.common import response_url, shown_channel_name
from bot.sandbox.acts.picks import check_picks
from bot.sandbox.conversations import seen_by_person
from bot.sandbox.elements import Values, accept, state_values
from bot.sandbox.messages import Message
from bot.sandbox.state import State
from bot.sandbox.tickets import ResponseUrl
from bot.sandbox.views import View
from bot.sandbox.wire import ControlError, Json
from bot.sandbox.workspace import Channel, Person


@dataclass
class MessagePlace:
    """A message the person sees, their own ephemerals included."""

    state: State
    person: Person
    channel: Channel
    message: Message

    @property
    def blocks(self) -> list[Json]:
        """The message's blocks."""
        return self.message.blocks

    @property
    def modal_id(self) -> None:
        """A message is no modal."""

    @property
    def channel_id(self) -> str | None:
        """The conversation in front of the person."""
        return self.channel.id

    def type_in(self, values: Values) -> None:
        """Keeps what the person set in the message's elements; nobody else's page shows it."""
        typed = self.state.typed_in_messages.setdefault((self.person.id, self.message.ts), {})
        for block_id, actions in values.items():
            typed.setdefault(block_id, {}).update(actions)

    def fields(self) -> Json:
        """container, channel, message, state and response_url. Slack leaves out an ephemeral's message."""
        message, channel = self.message, self.channel
        typed = self.state.typed_in_messages.get((self.person.id, message.ts), {})
        ephemeral = message.seen_by is not None
        container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
        thread = message.thread_ts if message.thread_ts != message.ts else None
        container |= {"is_ephemeral": ephemeral} | ({"thread_ts": thread} if thread else {})
        ticket = ResponseUrl(self.person.id, channel.id, message.ts, thread)
        body: Json = {"container": container}
        body["channel"] = {"id": channel.id, "name": shown_channel_name(channel)}
        if not ephemeral:
            body["message"] = self.state.messages.shown(message, self.state.workspace, with_metadata=True)
        body["state"] = {"values": state_values(message.blocks, typed)}
        return body | {"response_url": response_url(self.state, ticket)}


@dataclass
class ViewPlace:
    """An open modal, or the Home."""

    state: State
    view: View

    @property
    def blocks(self) -> list[Json]:
        """The view's blocks."""
        return self.view.blocks

    @property
    def modal_id(self) -> str | None:
        """The modal's id; what is opened from a Home stands on its own."""
        return self.view.id if self.view.body["type"] == "modal" else None

    @property
    def channel_id(self) -> None:
        """Behind a view one cannot tell."""

    def type_in(self, values: Values) -> None:
        """Keeps what was typed into the view."""
        for block_id, actions in values.items():
            self.view.typed.setdefault(block_id, {}).update(actions)

    def fields(self) -> Json:
        """container and view."""
        container = {"type": "view", "view_id": self.view.id}
        return {"container": container, "view": self.view.shown(self.state.workspace)}


Place = MessagePlace | ViewPlace


def place_of(state: State, person: Person, container: Any) -> Place:
    """The place a control call names, if that person can see it."""
    if not isinstance(container, dict):
        raise ControlError("invalid_container")
    kind = container.get("type")
    if kind == "message":
        return _message(state, person, str(container.get("channel")), str(container.get("ts")))
    if kind == "home":
        home = state.views.homes.get(person.id)
        if home is None:
            raise ControlError("view_not_found", 404)
        return ViewPlace(state, home)
    if kind == "view":
        return ViewPlace(state, open_view(state, person, str(container.get("view_id"))))
    raise ControlError("invalid_container")


def open_view(state: State, person: Person, view_id: str) -> View:
    """A modal on that person's screen, or their Home."""
    view = state.views.find(view_id)
    if view is None or view.user_id != person.id:
        raise ControlError("view_not_found", 404)
    return view


def typed(state: State, person: Person, place: Place, given: Any) -> None:
    """Takes over what the person had typed by then."""
    if given:
        values = accept(place.blocks, given)
        check_picks(state, person, place.blocks, values)
        place.type_in(values)


def _message(state: State, person: Person, channel_id: str, ts: str) -> MessagePlace:
    channel = seen_by_person(state, channel_id, person)
    found = state.messages.find(channel.id, ts) or state.messages.find_ephemeral(channel.id, ts, person.id)
    if found is None:
        raise ControlError("message_not_found", 404)
    return MessagePlace(state, person, channel, found)
