"""Processes that Slack does not accept for half an hour: they say so, go on again, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.domain.notices import NoticeState
from bot.slack.client import OWN_FAULTS
from tests.processes import eventually, free_port
from tests.setting_up import an_edit
from tests.torture.counting import heard, look, wrong
from tests.torture.crowd import NOTES, RECRUITERS, Rush, over, panel, top
from tests.torture.rushing import Rushed, asked, rushed, tell_time

SEED = 20261130
LOOPS = Rush(over=2, new=0, edits=0, hands=0)
STEPS = 6  # of five minutes

pytestmark = pytest.mark.torture


@pytest.fixture
def codes(pytestconfig: pytest.Config) -> list[str]:
    return sorted(OWN_FAULTS) if pytestconfig.getoption("torture") else ["token_revoked"]


def test_half_an_hour_of_each(postgres_url: str, tmp_path: Path, codes: list[str]) -> None:
    ops = free_port()
    with rushed(tmp_path, postgres_url, LOOPS, SEED, twice=0, ops=ops) as there:
        there.say()
        for number, code in enumerate(codes):
            starts_soon(there, number)
            there.say()
            giving = panel(over(number))[:4] if number < LOOPS.over else []
            for person in giving:
                actor = there.crowd.world.actor(person)
                actor.types("/interview feedback")
                top(actor, "scorecard")
            half_an_hour(there, code, ops, giving)
            goes_on(there, ops)
        assert_nothing_is_wrong(there)


def starts_soon(there: Rushed, number: int) -> None:
    """One interview more, of which its lead is reminded during the next half hour."""
    loop = there.loops()[number % LOOPS.over]
    edit = an_edit(there.sandbox.now() + timedelta(minutes=20), panel(loop.candidate.name)[4])
    there.on.setup.edit(RECRUITERS[number % LOOPS.over], loop.id, edit, f"soon {number}")


def half_an_hour(there: Rushed, code: str, ops: int, giving: Sequence[str]) -> None:
    there.crowd.world.control.post("faults", method="*", kind="refused", error=code, times=1_000_000)
    for person in giving:
        actor = there.crowd.world.actor(person)
        assert actor.submits(notes=NOTES, recommendation="yes", reasons=f"{person} saw it")["ok"]
        there.crowd.given.append(person)
    for _ in range(STEPS):
        tell_time(there.workers, there.sandbox, there.sandbox.now() + timedelta(minutes=5))
        for port in (*there.ports, ops):
            eventually(partial(refused, port, code), f"{code} told by {port}")
    eventually(lambda: f"Delivery is paused: {code}" in asked(ops, "/readyz")[1], "the pause")


def refused(port: int, code: str) -> bool:
    status, said = asked(port, "/readyz")
    return status == 503 and f"Slack does not accept the bot: {code}" in said


def goes_on(there: Rushed, ops: int) -> None:
    there.crowd.world.control.delete("faults")
    there.say()
    for port in (*there.ports, ops):
        eventually(lambda port=port: asked(port, "/readyz") == (200, "ok"), f"{port} is ready")  # type: ignore[misc]


def assert_nothing_is_wrong(there: Rushed) -> None:
    control, known = there.crowd.world.control, there.loops()
    found = look(there.database, control, known, there.sandbox.now())
    assert [*wrong(found), *heard(found, control), *there.acknowledged(known)] == []
    assert [each for each in found.rows if each.state is NoticeState.FAILED] == []
    assert there.workers.gone() == []
