"""People as Slack describes them, and whom they may be told about."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.sandbox.wire import Json
from bot.sandbox.workspace import Person, Workspace

SLACKBOT = "USLACKBOT"


def user_object(person: Person, workspace: Workspace, now: datetime) -> Json:
    """A person as users.info gives them. A deactivated one has no zone and no roles any more."""
    body: Json = {"id": person.id, "team_id": team_of(person, workspace), "name": person.name}
    body |= {"deleted": person.deleted, "is_bot": person.is_bot, "is_app_user": False}
    body |= {"updated": int(now.timestamp()), "profile": _profile(person, workspace)}
    if person.is_stranger:
        body["is_stranger"] = True
    if person.deleted:
        return body
    return body | _zone(person, now) | _roles(person) | {"real_name": person.real_name, "color": "4bbe2e"}


def _profile(person: Person, workspace: Workspace) -> Json:
    first, _, last = person.real_name.partition(" ")
    profile: Json = {
        "title": person.title,
        "phone": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "first_name": first,
        "last_name": last,
        "status_text": "",
        "status_emoji": "",
        "team": team_of(person, workspace),
    }
    if person.is_bot:
        profile |= {"api_app_id": workspace.bot.app_id, "bot_id": workspace.bot.bot_id}
    if person.email and "users:read.email" in workspace.scopes:
        profile["email"] = person.email
    return profile


def _zone(person: Person, now: datetime) -> Json:
    try:
        here = now.astimezone(ZoneInfo(person.tz))
    except (ZoneInfoNotFoundError, ValueError):
        return {}
    offset = here.utcoffset()
    seconds = int(offset.total_seconds()) if offset else 0
    return {"tz": person.tz, "tz_label": here.tzname() or person.tz, "tz_offset": seconds}


def _roles(person: Person) -> Json:
    return {
        "is_admin": person.is_admin or person.is_owner,
        "is_owner": person.is_owner,
        "is_primary_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_email_confirmed": True,
    }


def team_of(person: Person, workspace: Workspace) -> str:
    """The workspace somebody belongs to; a stranger's is another."""
    return "T0STRANGE" if person.is_stranger else workspace.team_id


def shown_on_page(person: Person) -> Json:
    """A person as the control API describes them."""
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "title": person.title,
        "tz": person.tz,
        "guest": person.guest,
        "admin": person.is_admin or person.is_owner,
        "deleted": person.deleted,
    }
