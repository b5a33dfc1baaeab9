"""People and channels as Slack describes them."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.domain.people import Standing
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Channel, Person
from bot.slack.directory import SlackDirectory, person_of
from bot.values.ports import Unreachable
from tests.patience import short

MINA, TOMAS, AIKO, ELIF = "U0MINA", "U0TOMAS", "U0AIKO", "U0ELIF"
HIRING, GENERAL, SUPPLIER = "C0HIRING", "C0GENERAL", "C0SUPPLIER"


@pytest.fixture
def directory(sandbox: Sandbox, client: WebClient) -> SlackDirectory:
    return SlackDirectory(client, sandbox.workspace.bot.user_id)


# --- people -----------------------------------------------------------------------------------


def test_a_person_has_a_name_and_a_zone(directory: SlackDirectory) -> None:
    aiko = directory.person(AIKO)
    assert aiko
    assert (aiko.name, aiko.zone, aiko.standing) == ("aiko", "Asia/Tokyo", Standing.MEMBER)
    assert aiko.active
    assert not aiko.admin


def test_admins_and_owners_are_admins(sandbox: Sandbox, directory: SlackDirectory) -> None:
    sandbox.workspace.people.append(Person("U0OWNER", "own", "Own", is_owner=True))
    found = [directory.person(each) for each in (MINA, "U0OWNER", TOMAS)]
    assert [each.admin for each in found if each] == [True, True, False]


@pytest.mark.parametrize(
    ("mark", "standing"),
    [
        ("is_restricted", Standing.GUEST),
        ("is_ultra_restricted", Standing.GUEST),
        ("is_stranger", Standing.STRANGER),
        ("is_bot", Standing.BOT),
    ],
)
def test_who_is_no_member_is_known(
    sandbox: Sandbox, directory: SlackDirectory, mark: str, standing: Standing
) -> None:
    sandbox.workspace.people.append(Person("U0OTHER", "other", "Other", **{mark: True}))  # type: ignore[arg-type]  # a flag
    found = directory.person("U0OTHER")
    assert found
    assert found.standing is standing


def test_a_deactivated_account_is_not_active_and_has_no_zone(
    directory: SlackDirectory, control: Control
) -> None:
    control.post(f"users/{AIKO}", deleted=True)
    aiko = directory.person(AIKO)
    assert aiko
    assert (aiko.active, aiko.zone, aiko.name) == (False, None, "aiko")


def test_nobody_is_behind_an_unknown_id(directory: SlackDirectory) -> None:
    assert directory.person("U0NOBODY") is None


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ({"profile": {"display_name": "mina", "real_name": "Mina P"}, "name": "m"}, "mina"),
        ({"profile": {"display_name": "", "real_name": "Mina P"}, "name": "m"}, "Mina P"),
        ({"real_name": "Mina P", "profile": {}, "name": "m"}, "Mina P"),
        ({"name": "m"}, "m"),
        ({}, "U1"),
    ],
)
def test_a_person_is_called_what_others_see(user: dict[str, Any], name: str) -> None:
    assert person_of({"id": "U1", **user}).name == name


def test_slackbot_is_a_bot_though_slack_does_not_say_so() -> None:
    assert person_of({"id": "USLACKBOT", "name": "slackbot", "is_bot": False}).standing is Standing.BOT


# --- channels ---------------------------------------------------------------------------------


def test_a_private_channel_the_bot_is_in_may_hold_feedback(directory: SlackDirectory) -> None:
    channel = directory.channel(HIRING)
    assert channel
    assert (channel.id, channel.name) == (HIRING, "hiring-backend")
    assert channel.members == {MINA, TOMAS}  # the bot is no reader
    assert channel.may_hold_feedback


def test_whoever_the_bot_is_may_be_known_later(sandbox: Sandbox, client: WebClient) -> None:
    channel = SlackDirectory(client, lambda: sandbox.workspace.bot.user_id).channel(HIRING)
    assert channel
    assert sandbox.workspace.bot.user_id not in channel.members


@pytest.mark.parametrize("change", [{"shared": True}, {"archived": True}, {"kind": "public"}])
def test_a_channel_that_changed_may_not(
    directory: SlackDirectory, control: Control, change: dict[str, Any]
) -> None:
    control.post(f"channels/{HIRING}", **change)
    channel = directory.channel(HIRING)
    assert channel
    assert not channel.may_hold_feedback


def test_a_channel_the_bot_cannot_see_is_none(directory: SlackDirectory) -> None:
    assert directory.channel(SUPPLIER) is None
    assert directory.channel("C0NOWHERE") is None


def test_a_public_channel_the_bot_is_not_in_says_so(directory: SlackDirectory) -> None:
    channel = directory.channel("C0RANDOM")
    assert channel
    assert not channel.bot_is_in
    assert not channel.private


def test_a_channel_with_more_members_than_a_page_is_read_whole(
    sandbox: Sandbox, directory: SlackDirectory
) -> None:
    crowd = [f"U{number}" for number in range(2345)]
    members = [*crowd, sandbox.workspace.bot.user_id]
    sandbox.workspace.channels.append(Channel("C0CROWD", "crowd", "private", members))
    channel = directory.channel("C0CROWD")
    assert channel
    assert channel.members == set(crowd)


# --- when Slack does not answer -----------------------------------------------------------------


UNANSWERED = ["timeout", "server_error", "ratelimited", "dropped"]


@short
@pytest.mark.parametrize("kind", UNANSWERED)
def test_without_an_answer_nothing_is_said_of_a_person(
    directory: SlackDirectory, control: Control, kind: str
) -> None:
    control.post("faults", method="users.info", kind=kind)
    with pytest.raises(Unreachable):
        directory.person(AIKO)


@short
@pytest.mark.parametrize("kind", UNANSWERED)
@pytest.mark.parametrize("method", ["conversations.info", "conversations.members"])
def test_without_an_answer_nothing_is_said_of_a_channel(
    directory: SlackDirectory, control: Control, kind: str, method: str
) -> None:
    control.post("faults", method=method, kind=kind)
    with pytest.raises(Unreachable):
        directory.channel(HIRING)


def test_a_lost_permission_is_not_taken_for_an_absent_person(
    directory: SlackDirectory, control: Control
) -> None:
    control.post("faults", method="users.info", kind="refused", error="missing_scope")
    with pytest.raises(Unreachable, match="missing_scope"):
        directory.person(AIKO)
