"""users.*, usergroups.*, bots.info and team.info."""

from bot.sandbox.api.args import Args
from bot.sandbox.api.paging import page
from bot.sandbox.people import user_object
from bot.sandbox.state import State
from bot.sandbox.wire import Json, SlackError
from bot.sandbox.workspace import Person, UserGroup


def info(state: State, args: Args) -> Json:
    """users.info."""
    person = state.workspace.person(args.text("user"))
    if person is None:
        raise SlackError("user_not_found")
    return {"ok": True, "user": _object(state, person)}


def listing(state: State, args: Args) -> Json:
    """users.list, deactivated people included."""
    people = state.workspace.everyone()
    shown, paging = page(args, people, default=len(people))
    answer = {"ok": True, "members": [_object(state, p) for p in shown], "cache_ts": state.stamps.seconds()}
    return answer | {"response_metadata": paging["response_metadata"]}


def by_email(state: State, args: Args) -> Json:
    """users.lookupByEmail; who is deactivated is not found."""
    wanted = args.need("email").strip().lower()
    for person in state.workspace.people:
        if person.email.lower() == wanted and not person.deleted:
            return {"ok": True, "user": _object(state, person)}
    raise SlackError("users_not_found")


def groups(state: State, args: Args) -> Json:
    """usergroups.list."""
    with_users, with_count = args.flag("include_users"), args.flag("include_count")
    return {
        "ok": True,
        "usergroups": [_group(state, g, with_users, with_count) for g in state.workspace.groups],
    }


def group_members(state: State, args: Args) -> Json:
    """usergroups.users.list; deactivated people only when asked for."""
    group = next((g for g in state.workspace.groups if g.id == args.need("usergroup")), None)
    if group is None:
        raise SlackError("no_such_subteam")
    all_of_them = args.flag("include_disabled")
    return {"ok": True, "users": [u for u in group.users if all_of_them or _active(state, u)]}


def bot_info(state: State, args: Args) -> Json:
    """bots.info."""
    bot = state.workspace.bot
    if args.text("bot", bot.bot_id) != bot.bot_id:
        raise SlackError("bot_not_found")
    body = {"id": bot.bot_id, "deleted": False, "name": bot.real_name, "app_id": bot.app_id}
    return {"ok": True, "bot": body | {"user_id": bot.user_id, "updated": 0, "icons": {}}}


def team_info(state: State, _: Args) -> Json:
    """team.info."""
    workspace = state.workspace
    body = {"id": workspace.team_id, "name": workspace.team_name, "domain": workspace.domain}
    return {"ok": True, "team": body | {"url": f"{state.url}/", "email_domain": "", "icon": {}}}


def _object(state: State, person: Person) -> Json:
    return user_object(person, state.workspace, state.clock.now())


def _active(state: State, user_id: str) -> bool:
    person = state.workspace.person(user_id)
    return person is not None and not person.deleted


def _group(state: State, group: UserGroup, with_users: bool, with_count: bool) -> Json:
    users = [u for u in group.users if _active(state, u)]
    body: Json = {"id": group.id, "team_id": state.workspace.team_id, "is_usergroup": True}
    body |= {"name": group.name, "handle": group.handle, "description": "", "is_external": False}
    body |= {"date_create": 0, "date_update": 0, "date_delete": 0, "auto_type": None}
    body |= {"users": users} if with_users else {}
    return body | ({"user_count": len(users)} if with_count else {})
