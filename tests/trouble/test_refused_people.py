"""The candidate with an account, guests and strangers: what they ask for, and what they get."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.demo.company import CHANNEL, HENRIK, LEA, PRIYA, ROSA, SAM, TOM
from bot.domain.loops import Loop
from bot.sandbox.client import Refused
from bot.slack.ids import Callback
from tests.acting import Actor, World, words
from tests.setting_up import a_created_loop, an_edit, gives
from tests.trouble.forms import NOBODYS, NOON, joins_company, opens_channel
from tests.trouble.guards import MEMBERS_ONLY, every_command
from tests.trouble.stories import closes_all

SECRET = "chose the queue by its write pattern"
INTERNAL = (
    "What to look for",
    "Add a constraint",
    "Spots ambiguity",
    "Backend systems question",
    "For you as",
)


@pytest.fixture
def loop(world: World) -> Loop:
    """Lea's own loop: three have given."""
    made = a_created_loop(
        world,
        an_edit(NOON, PRIYA, observers=(TOM, SAM), exercise="backend-systems"),
        an_edit(NOON + timedelta(days=1), TOM, guide="values"),
        candidate_account=LEA,
        candidate_name="Lea Miller",
    )
    world.moves_to(NOON + timedelta(hours=1))
    for person in (PRIYA, TOM, SAM):
        gives(world, person, made.interviews[0], said=SECRET)
    world.settle()
    return made


def read_by(person: Actor) -> str:
    """All they ever got: their messages, the channel everybody is in, their Home."""
    home = person.hand.see("home")["view"]
    return words([person.messages(), person.messages("C0GENERAL"), home])


@pytest.mark.usefixtures("loop")
def test_the_candidate_gets_the_candidates_page_of_their_own_guides(world: World) -> None:
    lea = world.actor(LEA)
    for line in ("prep system-design", "prep system-design observer", "prep sysdesign", "prep values lead"):
        shown = words(lea.types(f"/interview {line}"))
        assert "To send to the candidate" in shown or "Candidates read the same text" in shown, line
        for internal in INTERNAL:
            assert internal not in shown, (line, internal)
    elsewhere = words(lea.types("/interview prep collaboration"))
    assert "What to look for" in elsewhere, "a colleague like others in everything else"


@pytest.mark.usefixtures("loop")
def test_the_candidate_is_refused_everything_of_their_loop(world: World) -> None:
    lea = world.actor(LEA)
    for line in ("loop lea", "schedule lea", "close lea", "loop"):
        assert words(lea.types(f"/interview {line}")) == NOBODYS
    assert "You owe no feedback" in words(lea.types("/interview feedback"))
    for line in every_command("lea"):
        lea.types(f"/interview {line}")
    closes_all(lea)
    lea.hand.do("home")
    world.settle()
    assert not lea.hand.modals()
    everything = read_by(lea)
    for hidden in ("Lea Miller", SECRET, "Senior Engineer", PRIYA, TOM, HENRIK, "of 4 in"):
        assert hidden not in everything, hidden


@pytest.mark.usefixtures("loop")
def test_the_candidate_who_is_the_hiring_manager_of_another_loop(world: World) -> None:
    opens_channel(world, "G0OTHER", ROSA, LEA)
    a_created_loop(
        world,
        an_edit(NOON + timedelta(days=2), PRIYA, guide="collaboration"),
        candidate_email="mo@example.com",
        candidate_name="Mo Lee",
        hiring_manager=LEA,
        channel="G0OTHER",
    )
    lea = world.actor(LEA)
    assert "Mo Lee" in words(lea.types("/interview loop l"))
    loops = words(lea.types("/interview loops"))
    assert "Mo Lee" in loops
    assert "Lea Miller" not in loops


@pytest.mark.usefixtures("loop")
def test_a_guest_is_refused(world: World) -> None:
    guest = joins_company(world, "U0GUEST", "Gil", is_restricted=True)
    for line in ("prep system-design", "list", "new", "loops"):
        assert MEMBERS_ONLY in words(guest.types(f"/interview {line}")), line
        assert not guest.hand.modals()
    assert words(guest.types("/interview loop lea")) == NOBODYS
    for line in every_command("lea"):
        guest.types(f"/interview {line}")
        opened = [view["callback_id"] for view in guest.hand.modals()]
        assert opened == ([Callback.SETTINGS] if line == "settings" else []), (
            "their own, as who may be reminded"
        )
        closes_all(guest)
    guest.hand.do("home")
    world.settle()
    everything = read_by(guest)
    for hidden in ("Lea Miller", SECRET, PRIYA, "What to look for"):
        assert hidden not in everything, hidden
    assert "What to expect" in words(guest.types("/interview brief system-design")), "briefs are public"


def test_a_guest_on_a_panel_sees_that_guide_and_that_interview(world: World) -> None:
    guest = joins_company(world, "U0GUEST", "Gil", is_ultra_restricted=True)
    made = a_created_loop(
        world,
        an_edit(NOON, guest.id, exercise="backend-systems"),
        an_edit(NOON, PRIYA, guide="values", place="Secret room"),
    )
    assert "What to look for" in words(guest.types("/interview prep system-design"))
    assert MEMBERS_ONLY in words(guest.types("/interview prep collaboration"))
    assert words(guest.types("/interview loop maya")) == NOBODYS
    world.moves_to(NOON + timedelta(hours=1))
    gives(world, PRIYA, made.interviews[1], said=SECRET)
    guest.types("/interview feedback")
    assert guest.submits(recommendation="yes", reasons="As seen")["ok"]
    world.moves_to(NOON + timedelta(hours=2))
    guest.types("/interview mine")
    everything = read_by(guest)
    assert "Maya Lind" in everything
    for hidden in (SECRET, "Secret room", PRIYA):
        assert hidden not in everything, hidden
    thread = words(world.actor(ROSA).messages(CHANNEL))
    assert SECRET not in thread


def test_a_stranger_cannot_even_ask(world: World) -> None:
    stranger = joins_company(world, "U0STRANGE", "Stig", is_stranger=True)
    with pytest.raises(Refused, match="not_allowed"):
        stranger.hand.command("C0GENERAL", "/interview list")


@pytest.mark.usefixtures("loop")
def test_a_member_who_becomes_a_guest_is_refused_from_then_on(world: World) -> None:
    tom = world.actor(TOM)
    assert "Lea Miller" in words(tom.types("/interview loop lea"))
    world.control.post(f"users/{TOM}", guest=True)
    world.settle()
    assert words(tom.types("/interview loop lea")) == NOBODYS
    assert MEMBERS_ONLY in words(tom.types("/interview new"))
