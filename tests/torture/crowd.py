"""Many people at once, by the forms they have: setting up, changing the same loop, giving feedback."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from bot.domain.interviews import Stage
from bot.domain.loops import Loop
from bot.sandbox.client import Control, Refused
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Bot, Channel, Command, Person, Workspace
from bot.services.use_cases import Services
from bot.values.forms import NewLoop
from tests.acting import Actor, Json, World
from tests.processes import eventually
from tests.setting_up import an_edit
from tests.torture.company import MONDAY
from tests.trouble.stories import closes_all

ADMIN, MANAGER = "U0ADMIN", "U0MANAGER"
RECRUITERS = ("U0R0", "U0R1", "U0R2")
STARTS = MONDAY + timedelta(minutes=30)
TOMORROW = MONDAY + timedelta(days=1, hours=4)
NOTES = "Walked through it"

Chain = Callable[[], None]


@dataclass(frozen=True)
class Rush:
    """How much is done at once. `edits`: by each of two people, of the same interview of each loop."""

    over: int
    new: int
    edits: int
    hands: int


SHORT_RUSH = Rush(over=1, new=2, edits=2, hands=6)
LONG_RUSH = Rush(over=60, new=60, edits=6, hands=24)


def panel(loop: str) -> Sequence[str]:
    """The five people of a loop, in no other one."""
    return [f"U0{loop}{each}" for each in "ABCDE"]


def over(number: int) -> str:
    return f"OVER{number:03}"


def new(number: int) -> str:
    return f"NEW{number:03}"


def workspace(rush: Rush) -> Workspace:
    loops = [*(over(each) for each in range(rush.over)), *(new(each) for each in range(rush.new))]
    staff, bot = [*RECRUITERS, MANAGER], Bot()
    everybody = [*staff, *(person for each in loops for person in panel(each))]
    people = [Person(each, each.lower(), each.title()) for each in everybody]
    people.append(Person(ADMIN, "admin", "Admin", is_admin=True))
    channels = [Channel(f"G0{each}", each.lower(), "private", [*staff, ADMIN, bot.user_id]) for each in loops]
    channels.append(Channel("C0GENERAL", "general", members=[*everybody, ADMIN, bot.user_id]))
    return Workspace(people, channels, bot, [Command("/interview")])


class Elsewhere(World):
    """That workspace; whoever asks it to settle waits for nobody else."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.control = Control(sandbox.url)

    def settle(self) -> None:
        """Each act is answered before it returns."""


@dataclass
class Crowd:
    """What was acknowledged: `saved`, by loop and person; `created`; `given`. `told`: what was not."""

    world: Elsewhere
    rush: Rush
    dice: Random
    saved: dict[str, dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    created: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    overtaken: int = 0

    def at_once(self) -> None:
        """Each person one thing after the other, all of them together. An error of one is an error here."""
        chains = [*self._recruiters(), self._admin, *self._panelists()]
        self.dice.shuffle(chains)
        with ThreadPoolExecutor(self.rush.hands) as hands:
            for each in [hands.submit(chain) for chain in chains]:
                each.result()

    # --- who does what --------------------------------------------------------------------------------

    def _recruiters(self) -> Iterator[Chain]:
        for number, person in enumerate(RECRUITERS):
            mine = [each for each in range(self.rush.over) if each % 3 == number]
            news = [each for each in range(self.rush.new) if each % 3 == number]
            yield lambda person=person, mine=mine, news=news: self._recruits(person, mine, news)  # type: ignore[misc]

    def _recruits(self, person: str, mine: Sequence[int], news: Sequence[int]) -> None:
        actor = self.world.actor(person)
        for each in news:
            self._sets_up(actor, new(each))
        for times in range(self.rush.edits):
            for each in mine:
                self._changes(actor, over(each), f"{person} {times}")

    def _admin(self) -> None:
        actor = self.world.actor(ADMIN)
        for times in range(self.rush.edits):
            for each in range(self.rush.over):
                self._changes(actor, over(each), f"{ADMIN} {times}")

    def _panelists(self) -> Iterator[Chain]:
        for number in range(self.rush.over):
            for person in panel(over(number))[:4]:
                yield lambda person=person: self._gives(self.world.actor(person))  # type: ignore[misc]

    # --- what they do ---------------------------------------------------------------------------------

    def _sets_up(self, actor: Actor, name: str) -> None:
        actor.types("/interview new")
        top(actor, "new-loop")
        self._taken(
            actor.submits(
                candidate_name=name,
                candidate_email=f"{name.lower()}@example.com",
                title=f"Engineer {name}",
                template="-",
                hiring_manager=MANAGER,
                channel=f"G0{name}",
            )
        )
        for number, person in enumerate(panel(name)[:2]):
            _presses(actor, "plan", "Add an interview")
            top(actor, "interview")
            starts_at = TOMORROW + timedelta(hours=number)
            self._taken(actor.submits(leads=[person], starts_at=starts_at, place=f"Room {number}"))
        top(actor, "plan")
        self._taken(actor.submits())
        self.created.append(name)

    def _changes(self, actor: Actor, name: str, place: str) -> None:
        """The interview to come; where somebody was quicker, once more."""
        actor.types(f"/interview schedule {name}")
        _presses(actor, "plan", "Edit")  # its stage comes first
        top(actor, "interview")
        self._taken(actor.submits(place=place))
        while actor.modal()["callback_id"] == "interview":
            self.overtaken += 1
            self._taken(actor.submits(place=place))
        self.saved[name][actor.id].append(place)
        closes_all(actor)

    def _gives(self, actor: Actor) -> None:
        actor.types("/interview feedback")
        actor.sets(top(actor, "scorecard"), "notes", {"type": "plain_text_input", "value": NOTES})
        self._taken(actor.submits(recommendation="yes", reasons=f"{actor.id} saw it"))
        self.given.append(actor.id)

    def _taken(self, answer: Json) -> None:
        if not answer.get("ok"):
            self.told.append(str(answer))


def top(actor: Actor, callback: str) -> Json:
    """The form of that kind, once it is there: whichever of two processes has opened it."""

    def found() -> Json | None:
        modals = actor.hand.modals()
        return modals[-1] if modals and modals[-1]["callback_id"] == callback else None

    there = eventually(found, f"{callback} for {actor.id}")
    assert there
    return there


def _presses(actor: Actor, callback: str, label: str) -> None:
    """Where the form is drawn anew between looking and pressing, as the new one has it."""

    def pressed() -> bool:
        try:
            actor.clicks(top(actor, callback), label)
        except Refused as gone:
            return "no_such_element" not in str(gone)
        return True

    eventually(pressed, f"{label} of {actor.id}")


def fills(on: Services, rush: Rush) -> list[Loop]:
    """Loops with two interviews that are soon over, and one to come."""
    return [_filled(on, over(number), RECRUITERS[number % 3]) for number in range(rush.over)]


def _filled(on: Services, name: str, by: str) -> Loop:
    form = NewLoop(
        candidate_name=name,
        candidate_email=f"{name.lower()}@example.com",
        candidate_ats="",
        candidate_zone="",
        candidate_account=None,
        title=f"Engineer {name}",
        level="Senior",
        team="Search",
        template="",
        hiring_manager=MANAGER,
        channel=f"G0{name}",
        same_person=False,
    )
    made = on.setup.start(by, form, name).loop
    one, two, three, four, five = panel(name)
    for number, edit in enumerate(
        (
            an_edit(STARTS, one, observers=(two,)),
            an_edit(STARTS, three, observers=(four,)),
            an_edit(TOMORROW, five, guide="technical-screen", stage=Stage.SCREEN),
        )
    ):
        on.setup.edit(by, made.id, edit, f"{name} {number}")
    return on.setup.create(by, made.id)
