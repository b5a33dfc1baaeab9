"""Every command, button, form and shortcut in the hands of those who have no part in the loop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.demo.company import KENJI, LEA, PRIYA, SAM, TOM
from bot.demo.running import Demo
from bot.domain.loops import Loop
from bot.slack.request import Answer, FieldErrors, Next, Nothing, Open, PublishHome, Redraw, Say
from bot.slack.router import Router
from tests.acting import Json, World, words
from tests.setting_up import a_created_loop, an_edit, gives
from tests.trouble.forms import NOON, TUESDAY, joins_company
from tests.trouble.guards import ACTIONS, COMMANDS, FORMS, SHORTCUTS, Said
from tests.trouble.rows import everything

pytestmark = pytest.mark.one_worker

SECRET = "chose the queue by its write pattern"
PEOPLE = {"guest": "U0GUEST", "candidate": LEA, "nobody": KENJI}
HIDDEN = ("Maya Lind", SECRET, "Senior Engineer", PRIYA, TOM, SAM)
INTERNAL = ("What to look for", "For you as", "Backend systems question")

each_person = pytest.mark.parametrize("who", PEOPLE)


class Asked:
    """A loop whose candidate is Lea; Priya has given, Tom and Sam have not.

    Lea is an admin: an admin may look at every loop, and it is as its candidate alone that she may not.
    """

    def __init__(self, world: World) -> None:
        joins_company(world, PEOPLE["guest"], "Gil", is_restricted=True)
        lea = world.demo.sandbox.workspace.person(LEA)
        assert lea
        lea.is_admin = True
        self.world = world
        self.routes = world.demo.bot.routes
        self.loop: Loop = a_created_loop(
            world,
            an_edit(NOON, PRIYA, observers=(TOM,)),
            an_edit(NOON, SAM, guide="values"),
            candidate_account=LEA,
        )
        world.moves_to(NOON + timedelta(hours=1))
        gives(world, PRIYA, self.loop.interviews[0], said=SECRET)
        world.settle()
        for person in PEOPLE.values():
            self.says({"command": "/interview", "user_id": person, "text": "help"})
        self.before = everything(world)

    def refuses(self, who: str, payload: Json, expected: Said) -> None:
        """It is answered as expected, tells nothing of the loop, and leaves everything as it was."""
        said = self.says(payload)
        begins: str = getattr(expected, who)
        assert begins in said[: len(begins) + 100] if begins else not said, said[:300]
        for hidden in (*HIDDEN, *(INTERNAL if who != "nobody" else ())):
            assert hidden not in said, f"{hidden} is told: {said[:300]}"
        assert everything(self.world) == self.before

    def says(self, payload: Json) -> str:
        _, answer = Router(self.routes).answer(payload)
        return read(answer)


def read(answer: Answer) -> str:
    if isinstance(answer, Say):
        return words([message.payload() for message in answer.messages])
    if isinstance(answer, FieldErrors):
        return "\n".join(answer.errors.values())
    if isinstance(answer, Open | Next | Redraw | PublishHome):
        return words(answer.view.to_dict())
    assert isinstance(answer, Nothing), "closed, as if it had been done"
    return ""


@pytest.fixture(scope="module")
def asked() -> Iterator[Asked]:
    """One for all: nobody here may change anything."""
    with Demo(start_at=TUESDAY, with_loop=False, ticking=False) as demo:
        yield Asked(World(demo))


# --- every route has its row ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "table"),
    [("commands", COMMANDS), ("actions", ACTIONS), ("submissions", FORMS), ("shortcuts", SHORTCUTS)],
)
def test_every_route_has_a_row(asked: Asked, kind: str, table: Mapping[str, Any]) -> None:
    routed: Mapping[str, Any] = getattr(asked.routes, kind)
    missing, gone = sorted(set(routed) - set(table)), sorted(set(table) - set(routed))
    assert not missing, (
        f"{', '.join(missing)} of routes.{kind}: nobody has said what guests, candidates and colleagues "
        f"without a part in the loop are told. Add a row to the table in tests/trouble/guards.py."
    )
    assert not gone, f"{', '.join(gone)}: there is no such route any more. Take its row away."


# --- and answers as it says ----------------------------------------------------------------------


@each_person
@pytest.mark.parametrize("name", COMMANDS)
def test_commands(asked: Asked, who: str, name: str) -> None:
    line, expected = COMMANDS[name]
    words_of_it = [line, *(line.replace(name, each, 1) for each in asked.routes.commands[name].aliases)]
    for text in words_of_it:
        asked.refuses(who, {"command": "/interview", "user_id": PEOPLE[who], "text": text}, expected)


@each_person
@pytest.mark.parametrize("action", ACTIONS)
def test_buttons(asked: Asked, who: str, action: str) -> None:
    make, expected = ACTIONS[action]
    clicked = make(asked.loop)
    shown = {"view": clicked.pop("view")} if "view" in clicked else {}
    acted = {"action_id": action, "action_ts": "1"} | clicked
    payload = {"type": "block_actions", "user": {"id": PEOPLE[who]}, "actions": [acted]} | shown
    asked.refuses(who, payload, expected)


@each_person
@pytest.mark.parametrize("callback", FORMS)
def test_forms(asked: Asked, who: str, callback: str) -> None:
    make, expected = FORMS[callback]
    view = make(asked.loop) | {"callback_id": callback}
    asked.refuses(who, {"type": "view_submission", "user": {"id": PEOPLE[who]}, "view": view}, expected)


@each_person
@pytest.mark.parametrize("callback", SHORTCUTS)
def test_shortcuts(asked: Asked, who: str, callback: str) -> None:
    payload = {"type": "shortcut", "user": {"id": PEOPLE[who]}, "callback_id": callback}
    asked.refuses(who, payload, SHORTCUTS[callback])


@each_person
def test_home(asked: Asked, who: str) -> None:
    opened = {"type": "app_home_opened", "user": PEOPLE[who]}
    said = asked.says({"type": "event_callback", "event": opened})
    assert said.startswith("Your interviews")
    assert not [hidden for hidden in (*HIDDEN, *INTERNAL) if hidden in said]
