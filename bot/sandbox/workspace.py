"""Who and what there is in the workspace the local Slack plays."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["public", "private", "im"]

SCOPES = (
    "app_mentions:read",
    "commands",
    "chat:write",
    "im:write",
    "im:history",
    "groups:read",
    "groups:history",
    "channels:read",
    "users:read",
    "users:read.email",
    "files:read",
    "files:write",
    "usergroups:read",
)

EVENTS = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "message.im",
        "member_joined_channel",
        "user_change",
        "channel_shared",
        "group_archive",
        "group_left",
        "app_uninstalled",
        "tokens_revoked",
        "subteam_members_changed",
    }
)


@dataclass
class Person:
    """Somebody with an account here; `is_stranger` belongs to another organisation."""

    id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "Europe/Berlin"
    email: str = ""
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False
    is_bot: bool = False

    @property
    def guest(self) -> bool:
        """Sees only the conversations they are in."""
        return self.is_restricted or self.is_ultra_restricted or self.is_stranger


@dataclass
class Channel:
    """A conversation; an `im` is always one person's with the bot, its name empty."""

    id: str
    name: str
    kind: Kind = "public"
    members: list[str] = field(default_factory=list)
    is_ext_shared: bool = False
    archived: bool = False
    creator: str = ""
    created: int = 0


def visible(channel: Channel, person: Person) -> bool:
    """Whether that person can find and read it: guests, private channels and DMs only as a member."""
    if person.id in channel.members:
        return True
    return channel.kind == "public" and not person.guest


@dataclass(frozen=True)
class Bot:
    """The app under test, as its user here."""

    user_id: str = "U0BOT"
    bot_id: str = "B0BOT"
    app_id: str = "A0BOT"
    name: str = "interview"
    real_name: str = "Interview bot"


@dataclass(frozen=True)
class Command:
    """A slash command; `should_escape` turns @names into `<@U…|name>` and escapes the rest."""

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = True


@dataclass(frozen=True)
class Shortcut:
    """A global shortcut."""

    name: str
    callback_id: str
    description: str = ""


@dataclass
class UserGroup:
    """A user group (`@handle`)."""

    id: str
    handle: str
    name: str
    users: list[str] = field(default_factory=list)


@dataclass
class Workspace:
    """Everything the local Slack starts from. It changes these objects as things happen."""

    people: list[Person]
    channels: list[Channel]
    bot: Bot = field(default_factory=Bot)
    commands: list[Command] = field(default_factory=list)
    shortcuts: list[Shortcut] = field(default_factory=list)
    groups: list[UserGroup] = field(default_factory=list)
    scopes: tuple[str, ...] = SCOPES
    events: frozenset[str] = EVENTS
    bot_token: str = "xoxb-local"
    app_token: str = "xapp-local"
    signing_secret: str = "local-signing-secret"
    verification_token: str = "local-verification-token"
    team_id: str = "T0LOCAL"
    team_name: str = "Local"
    domain: str = "local"
    installed: bool = True
    org_wide: bool = False  # the app is installed to a whole organisation

    def watchers(self, channel: Channel) -> list[str]:
        """Everybody whose page may show that conversation."""
        return [p.id for p in self.people if visible(channel, p)]

    def person(self, user_id: str) -> Person | None:
        """The person of that id; the bot's user is one too."""
        return next((p for p in self.everyone() if p.id == user_id), None)

    def everyone(self) -> list[Person]:
        """The people and the bot's own user."""
        bot = Person(self.bot.user_id, self.bot.name, self.bot.real_name, is_bot=True, tz="Etc/UTC")
        return [*self.people, *([] if any(p.id == bot.id for p in self.people) else [bot])]

    def channel(self, channel_id: str) -> Channel | None:
        """The conversation of that id, DMs included."""
        return next((c for c in self.channels if c.id == channel_id), None)

    def dm(self, user_id: str) -> Channel | None:
        """The DM between that person and the bot, if it was ever opened."""
        return next((c for c in self.channels if c.kind == "im" and user_id in c.members), None)


def default_workspace() -> Workspace:
    """A small one for `python -m bot sandbox`."""
    people = [
        Person("U0MINA", "mina", "Mina", "Recruiter", "Europe/Berlin", "mina@example.com", is_admin=True),
        Person("U0TOMAS", "tomas", "Tomas", "Engineering manager", "Europe/Prague", "tomas@example.com"),
        Person("U0AIKO", "aiko", "Aiko", "Senior engineer", "Asia/Tokyo", "aiko@example.com"),
        Person("U0RAFA", "rafa", "Rafa", "Engineer", "America/Sao_Paulo", "rafa@example.com"),
        Person(
            "U0ELIF", "elif", "Elif", "Contractor", "Europe/Istanbul", "elif@example.com", is_restricted=True
        ),
    ]
    bot = Bot()
    regulars = [p.id for p in people if not p.guest]
    channels = [
        Channel("C0GENERAL", "general", members=[*regulars, bot.user_id]),
        Channel("C0RANDOM", "random", members=regulars),
        Channel("C0HIRING", "hiring-backend", "private", ["U0MINA", "U0TOMAS", bot.user_id]),
        Channel("C0SUPPLIER", "supplier", "private", ["U0MINA", "U0ELIF"], is_ext_shared=True),
    ]
    commands = [Command("/interview", "Interview guides, reminders and feedback", "[prep | feedback | help]")]
    shortcuts = [Shortcut("Interview feedback", "feedback_shortcut", "Write the feedback you owe")]
    groups = [UserGroup("S0PANEL", "interviewers", "Interviewers", ["U0AIKO", "U0RAFA"])]
    return Workspace(people, channels, bot, commands, shortcuts, groups)
