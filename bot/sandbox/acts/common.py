"""The parts every interaction payload has."""

from bot.sandbox.people import team_of
from bot.sandbox.state import State
from bot.sandbox.tickets import ResponseUrl
from bot.sandbox.wire import ControlError, Json
from bot.sandbox.workspace import Channel, Person

CHANNEL_NAMES = {"im": "directmessage", "private": "privategroup"}


def common(state: State, kind: str, person: Person) -> Json:
    """Type, user, team and app of an interaction."""
    workspace = state.workspace
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": team_of(person, workspace),
        },
        "api_app_id": workspace.bot.app_id,
        "token": workspace.verification_token,
        "team": {"id": workspace.team_id, "domain": workspace.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def shown_channel_name(channel: Channel) -> str:
    """What payloads call a conversation: only public channels by their name."""
    return CHANNEL_NAMES.get(channel.kind, channel.name)


def response_url(state: State, ticket: ResponseUrl) -> str:
    """A new response_url."""
    return f"{state.url}/response/{state.response_urls.issue(ticket)}"


def not_a_stranger(person: Person) -> None:
    """Other organisations' people have neither this app's commands nor its Home."""
    if person.is_stranger:
        raise ControlError("not_allowed_for_external_users", 403)
