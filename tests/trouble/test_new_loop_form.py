"""Step 1 of a loop: each bad value gets a sentence at its field, and nothing typed is lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.demo.company import CHANNEL, HENRIK, ROSA, TOM
from bot.sandbox.workspace import Channel
from tests.acting import Actor, Json, World, a_demo, words
from tests.trouble.forms import TUESDAY, held, joins_company, opens_channel, step_1

SPARE = "G0SPARE"
CATALOG = Path(__file__).parents[2] / "catalog"


def refused(rosa: Actor, at: str, **changed: Any) -> str:
    """Submits step 1 with these fields; the form stays, with all that was typed. Gives the sentence."""
    typed = step_1(**changed)
    answer = rosa.submits(**typed)
    assert set(answer["errors"]) == {at}, answer
    view = rosa.modal()
    assert view["callback_id"] == "new-loop"
    for field, value in typed.items():
        assert held(view, field) == (None if value == "" else value), field
    return str(answer["errors"][at])


@pytest.fixture
def rosa(world: World) -> Actor:
    """With step 1 open."""
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    return rosa


@pytest.mark.parametrize(
    ("at", "changed", "says"),
    [
        ("candidate_name", {"candidate_name": "   "}, "Tell the candidate's name."),
        ("candidate_name", {"candidate_name": "\u200b\u202e\u2066 \u2069"}, "Tell the candidate's name."),
        ("title", {"title": "\u3164"}, "Tell the position's title."),
        ("candidate_email", {"candidate_email": ""}, "Give an e-mail or the ATS link"),
        ("title", {"title": " \t "}, "Tell the position's title."),
        ("hiring_manager", {"candidate_account": TOM, "hiring_manager": TOM}, "their own hiring manager"),
        ("hiring_manager", {"hiring_manager": "U0BOT"}, "Choose an active member of the company."),
        ("links", {"links": "Portfolio\nhttps://example.com/work"}, "needs an address"),
        ("links", {"links": "ftp://example.com/cv"}, "needs an address"),
        ("links", {"links": "javascript:alert(1)"}, "needs an address"),
        ("links", {"links": "Portfolio: https://"}, "needs an address"),
    ],
)
def test_a_bad_value_is_told_at_its_field(rosa: Actor, at: str, changed: Json, says: str) -> None:
    assert says in refused(rosa, at, **changed)
    assert rosa.submits(**step_1(candidate_account=None, links=""))["ok"]
    assert "Step 2" in words(rosa.modal())


def test_nobody_sets_up_their_own_loop(world: World, rosa: Actor) -> None:
    opens_channel(world, SPARE, ROSA)
    answer = rosa.submits(**step_1(candidate_account=ROSA, channel=SPARE))
    assert answer["errors"]["candidate_account"] == "You cannot set up your own loop. Ask another recruiter."


@pytest.mark.parametrize("standing", ["is_restricted", "is_ultra_restricted", "is_stranger"])
def test_the_hiring_manager_is_a_member_of_the_company(world: World, rosa: Actor, standing: str) -> None:
    guest = joins_company(world, "U0GUEST", "Gil", **{standing: True})
    assert "active member" in refused(rosa, "hiring_manager", hiring_manager=guest.id)


def test_the_hiring_manager_left_while_the_form_was_open(world: World, rosa: Actor) -> None:
    refused(rosa, "candidate_name", candidate_name=" ", hiring_manager=TOM)
    world.control.post(f"users/{TOM}", deleted=True)
    world.settle()
    answer = rosa.submits(candidate_name="Maya Lind")
    assert "active member" in answer["errors"]["hiring_manager"]


def test_several_bad_values_are_told_together(rosa: Actor) -> None:
    answer = rosa.submits(**step_1(candidate_name=" ", candidate_email="", title=" ", links="Portfolio"))
    assert set(answer["errors"]) == {"candidate_name", "candidate_email", "title", "links"}


@pytest.mark.parametrize(
    ("channel", "says"),
    [
        (Channel(SPARE, "spare", "private", [ROSA]), "/invite"),
        (Channel(SPARE, "spare", "private", [ROSA, "U0BOT"], archived=True), "archived"),
        (Channel(SPARE, "spare", "private", [ROSA, TOM, "U0BOT"]), "The candidate is in that channel."),
    ],
)
def test_a_channel_that_cannot_hold_feedback(world: World, rosa: Actor, channel: Channel, says: str) -> None:
    world.demo.sandbox.workspace.channels.append(channel)
    assert says in refused(rosa, "channel", channel=SPARE, candidate_account=TOM)
    assert rosa.submits(**step_1(candidate_account=None, channel=CHANNEL))["ok"]


@pytest.mark.parametrize(
    ("becomes", "says"),
    [({"kind": "public"}, "private channels only"), ({"shared": True}, "shared with another company")],
)
def test_a_channel_that_changed_while_the_form_was_open(
    world: World, rosa: Actor, becomes: Json, says: str
) -> None:
    opens_channel(world, SPARE, ROSA)
    refused(rosa, "candidate_name", candidate_name=" ", channel=SPARE)
    world.control.post(f"channels/{SPARE}", **becomes)
    answer = rosa.submits(candidate_name="Maya Lind")
    assert says in answer["errors"]["channel"]
    assert rosa.submits(channel=CHANNEL)["ok"]


def test_what_left_the_catalog_while_the_form_was_open(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(CATALOG, tmp_path / "catalog")
    extra = (folder / "guides" / "collaboration.yaml").read_text()
    (folder / "guides" / "extra.yaml").write_text(_renamed(extra))
    monkeypatch.setenv("CATALOG_DIR", str(folder))
    with a_demo(over_http=True, database_url=sqlite_url, start_at=TUESDAY) as demo:
        rosa = World(demo).actor(ROSA)
        rosa.types("/interview new")
        (folder / "templates" / "release.yaml").unlink()
        assert demo.bot.services.catalog.reload()
        assert refused(rosa, "template", template="release") == "Choose a template from the list."
        assert rosa.submits(template="-")["ok"]
        rosa.clicks(rosa.modal(), "Add an interview")
        (folder / "guides" / "extra.yaml").unlink()
        assert demo.bot.services.catalog.reload()
        answer = rosa.submits(guide="extra", place="Room 4")
        assert answer["errors"] == {"guide": "That interview type is not in the catalog any more."}
        assert held(rosa.modal(), "place") == "Room 4"
        assert rosa.submits(guide="values")["ok"]


def _renamed(guide: str) -> str:
    changed = re.sub(r"^slug: .*$", "slug: extra", guide, flags=re.MULTILINE)
    changed = re.sub(r"^title: .*$", "title: Extra talk", changed, flags=re.MULTILINE)
    return re.sub(r"^aliases: .*$", "aliases: [extratalk]", changed, flags=re.MULTILINE)


def test_somebody_slack_does_not_know_any_more(world: World, rosa: Actor) -> None:
    gone = joins_company(world, "U0GONE", "Gus")
    typed = step_1(hiring_manager=gone.id, candidate_email="no address")
    assert set(rosa.submits(**typed)["errors"]) == {"candidate_email"}, "Slack asks nobody yet"
    workspace = world.demo.sandbox.workspace
    workspace.people[:] = [each for each in workspace.people if each.id != gone.id]
    answer = rosa.submits(candidate_email="maya@example.com")
    assert answer["errors"] == {"hiring_manager": "Slack does not know that person. Choose somebody else."}
    assert rosa.submits(hiring_manager=HENRIK)["ok"]


def test_a_name_of_blanks_around_is_trimmed(rosa: Actor) -> None:
    assert rosa.submits(**step_1(candidate_name="  Maya Lind  ", candidate_email="maya@example.com"))["ok"]
    assert "*Maya Lind*" in words(rosa.modal())
