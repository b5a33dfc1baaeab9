"""Who may do what, by hand: each role in each state of a loop. y: may; n: not theirs; -: there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bot.domain.errors import NoSuchLoop, NotForGuests, NotYours, Refused
from bot.domain.interviews import Interview, Panelist, Role
from bot.domain.loops import Candidate, Loop, LoopState
from bot.domain.people import Person, Standing
from bot.domain.permissions import (
    check_any_may_change,
    check_is_panelist,
    check_may_brief,
    check_may_chase,
    check_may_close,
    check_may_discard,
    check_may_find,
    check_may_look,
    check_may_read_guide,
    check_may_set_up,
    check_may_use,
)
from tests.builders import a_loop, a_panelist, an_interview

SEAT, OFF, OUTSIDE = 71, 72, 73
PEOPLE = {
    "recruiter": Person("UROSA", "Rosa"),
    "manager": Person("UHENRIK", "Henrik"),
    "panelist": Person("UPRIYA", "Priya"),
    "taken off": Person("UTOM", "Tom"),
    "admin": Person("UADA", "Ada", admin=True),
    "colleague": Person("UKIM", "Kim"),
    "candidate": Person("UMAYA", "Maya", admin=True),
    "guest": Person("UGUS", "Gus", standing=Standing.GUEST),
}
STATES = (LoopState.DRAFT, LoopState.OPEN, LoopState.CLOSED)
SAID = {"n": NotYours, "-": NoSuchLoop}

Check = Callable[[Person, Loop], object]

CHECKS: dict[str, tuple[Check, dict[str, str]]] = {  # in a draft, an open and a closed loop
    "look": (
        check_may_look,
        {
            "recruiter": "-yy",
            "manager": "-yy",
            "panelist": "-yy",
            "taken off": "---",
            "admin": "-yy",
            "colleague": "---",
            "candidate": "---",
            "guest": "---",
        },
    ),
    "set up": (
        check_may_set_up,
        {
            "recruiter": "yyy",
            "manager": "nnn",
            "panelist": "nnn",
            "taken off": "---",
            "admin": "-yy",
            "colleague": "---",
            "candidate": "---",
            "guest": "---",
        },
    ),
    "close": (
        check_may_close,
        {
            "recruiter": "-yy",
            "manager": "-nn",
            "panelist": "-nn",
            "taken off": "---",
            "admin": "-yy",
            "colleague": "---",
            "candidate": "---",
            "guest": "---",
        },
    ),
    "chase": (
        lambda person, loop: check_may_chase(person, loop, SEAT),
        {
            "recruiter": "yyy",
            "manager": "nnn",
            "panelist": "nnn",
            "taken off": "---",
            "admin": "yyy",
            "colleague": "---",
            "candidate": "---",
            "guest": "---",
        },
    ),
    "brief": (
        check_may_brief,
        {
            "recruiter": "yyy",
            "manager": "yyy",
            "panelist": "---",
            "taken off": "---",
            "admin": "yyy",
            "colleague": "---",
            "candidate": "---",
            "guest": "---",
        },
    ),
    "answer for a panelist": (
        lambda person, loop: check_is_panelist(person.id, loop, SEAT),
        {
            "recruiter": "---",
            "manager": "---",
            "panelist": "yyy",
            "taken off": "---",
            "admin": "---",
            "colleague": "---",
            "candidate": "---",
            "guest": "---",
        },
    ),
    "answer for somebody without an account": (
        lambda person, loop: check_is_panelist(person.id, loop, OUTSIDE),
        {
            "recruiter": "yyy",
            "manager": "---",
            "panelist": "---",
            "taken off": "---",
            "admin": "---",
            "colleague": "---",
            "candidate": "---",
            "guest": "---",
        },
    ),
    "answer where they were taken off": (
        lambda person, loop: check_is_panelist(person.id, loop, OFF),
        dict.fromkeys(PEOPLE, "---"),
    ),
}


def cells() -> Iterator[tuple[str, str, LoopState, str]]:
    for what, (_, expected) in CHECKS.items():
        assert expected.keys() == PEOPLE.keys(), f"each role needs a row under {what!r}"
        for who, answers in expected.items():
            for state, answer in zip(STATES, answers, strict=True):
                yield what, who, state, answer


@pytest.mark.parametrize(("what", "who", "state", "expected"), [*cells()])
def test_each_role_in_each_state(what: str, who: str, state: LoopState, expected: str) -> None:
    check, _ = CHECKS[what]
    loop = a_loop_in(state)
    if expected == "y":
        assert check(PEOPLE[who], loop) in (loop, *places(loop))
        return
    with pytest.raises(SAID[expected]) as refused:
        check(PEOPLE[who], loop)
    assert type(refused.value) is SAID[expected]


@pytest.mark.parametrize("check", [check_may_look, check_may_set_up, check_may_close, check_may_brief])
def test_no_loop_says_what_somebody_elses_says(check: Callable[[Person, Loop | None], Loop]) -> None:
    with pytest.raises(NoSuchLoop) as nothing:
        check(PEOPLE["colleague"], None)
    with pytest.raises(NoSuchLoop) as hidden:
        check(PEOPLE["colleague"], a_loop_in(LoopState.OPEN))
    assert str(nothing.value) == str(hidden.value)


def test_no_such_panelist() -> None:
    loop = a_loop_in(LoopState.OPEN)
    for found in (None, loop):
        with pytest.raises(NoSuchLoop):
            check_is_panelist("UROSA", found, 404)
        with pytest.raises(NoSuchLoop):
            check_may_chase(PEOPLE["recruiter"], found, 404)


@pytest.mark.parametrize("who", PEOPLE)
def test_a_draft_is_discarded_by_its_recruiter_alone(who: str) -> None:
    draft = a_loop_in(LoopState.DRAFT)
    assert check_may_discard(PEOPLE[who].id, draft) == (draft if who == "recruiter" else None)


def test_what_has_begun_is_not_discarded() -> None:
    with pytest.raises(Refused, match="Close it instead"):
        check_may_discard("UROSA", a_loop_in(LoopState.OPEN))
    assert check_may_discard("UROSA", None) is None


def test_of_loops_found_by_name_those_they_may_change() -> None:
    theirs, other = a_loop_in(LoopState.OPEN), a_loop(id=2, recruiter="USOMEBODY")
    assert check_any_may_change(PEOPLE["recruiter"], [other, theirs]) == [theirs]
    assert check_any_may_change(PEOPLE["admin"], [other, theirs]) == [other, theirs]
    with pytest.raises(Refused, match="Only a loop's recruiter"):
        check_any_may_change(PEOPLE["panelist"], [other, theirs])


STANDINGS = [
    (Person("U1", "A"), True, True),
    (Person("U1", "A", active=False), False, True),
    (Person("U1", "A", standing=Standing.GUEST), False, False),
    (Person("U1", "A", standing=Standing.STRANGER), False, False),
    (Person("U1", "A", standing=Standing.BOT), False, False),
]


@pytest.mark.parametrize(("person", "uses", "reads"), STANDINGS)
def test_who_is_of_the_company(person: Person, uses: bool, reads: bool) -> None:
    """`reads`: a guide, without a part in a loop that has it."""
    assert passes(lambda: check_may_use(person)) is uses
    assert passes(lambda: check_may_read_guide(person, has_part=False)) is reads
    assert passes(lambda: check_may_read_guide(person, has_part=True))


def test_guests_find_no_loop() -> None:
    check_may_find(PEOPLE["colleague"])
    with pytest.raises(NoSuchLoop):
        check_may_find(PEOPLE["guest"])


# --- helpers -------------------------------------------------------------------------------------


def a_loop_in(state: LoopState) -> Loop:
    panel = (
        a_panelist(id=SEAT),
        a_panelist("UTOM", Role.OBSERVER, id=OFF, removed=True),
        a_panelist(None, Role.OBSERVER, id=OUTSIDE),
    )
    candidate = Candidate(1, "Maya Lind", account="UMAYA")
    return a_loop(an_interview(panel=panel), state=state, candidate=candidate)


def places(loop: Loop) -> list[tuple[Loop, Interview, Panelist]]:
    return [(loop, each, panelist) for each in loop.interviews for panelist in each.everyone]


def passes(check: Callable[[], object]) -> bool:
    try:
        check()
    except NotForGuests:
        return False
    return True
