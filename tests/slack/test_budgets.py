"""How often Slack's methods are called, and for what first."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk import WebClient

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.slack.budgets import KEPT_BACK, MINUTE, SLACKS, Budgets, OverBudget, spending
from bot.slack.client import CALL_FAILED, make_client, meaning
from bot.values.purposes import Purpose
from bot.values.stops import Limited, Stop
from tests.patience import PATIENCE

METHOD = "chat.update"


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def taken(budgets: Budgets, purpose: Purpose, method: str = METHOD) -> int:
    """How many calls there is room for now."""
    number = 0
    with spending(purpose):
        while True:
            try:
                budgets.take(method)
            except OverBudget:
                return number
            number += 1


def test_what_matters_less_leaves_room_for_what_matters_more() -> None:
    budgets = Budgets(Seconds(), {METHOD: 100})
    order = sorted(Purpose, reverse=True)
    rooms = [taken(budgets, purpose) for purpose in order]
    assert rooms == [40, 10, 10, 15, 15, 10]
    assert sum(rooms) == 100


def test_what_is_used_up_comes_back_within_a_minute() -> None:
    clock = Seconds()
    budgets = Budgets(clock, {METHOD: 50})
    assert taken(budgets, Purpose.FOLDING) == 50
    clock.now += MINUTE / 50
    assert taken(budgets, Purpose.FOLDING) == 1
    clock.now += 2 * MINUTE
    assert taken(budgets, Purpose.FOLDING) == 50


@pytest.mark.parametrize("purpose", Purpose)
def test_who_has_to_wait_hears_how_long(purpose: Purpose) -> None:
    clock = Seconds()
    budgets = Budgets(clock, {METHOD: 50})
    taken(budgets, purpose)
    with spending(purpose):
        with pytest.raises(OverBudget) as caught:
            budgets.take(METHOD)
        clock.now += caught.value.seconds + 1e-6
        budgets.take(METHOD)


def test_slack_that_asks_to_wait_slows_that_method_and_no_other() -> None:
    budgets = Budgets(Seconds(), {METHOD: 50, "chat.delete": 50})
    budgets.limited(METHOD)
    budgets.limited("views.open")
    assert taken(budgets, Purpose.FOLDING) == 0
    assert taken(budgets, Purpose.FOLDING, "chat.delete") == 50


def test_what_has_no_budget_is_not_counted() -> None:
    budgets = Budgets(Seconds())
    for _ in range(1000):
        budgets.take("views.open")


@given(st.lists(st.tuples(st.sampled_from(Purpose), st.floats(0, 5)), max_size=300))
def test_never_more_in_a_minute_than_a_full_bucket_and_what_flows_in(
    asked: list[tuple[Purpose, float]],
) -> None:
    clock, most = Seconds(), 20
    budgets = Budgets(clock, {METHOD: most})
    calls = []
    for purpose, pause in asked:
        clock.now += pause
        with spending(purpose), suppress(OverBudget):
            budgets.take(METHOD)
            calls.append(clock.now)
    for start in calls:
        assert sum(start <= each < start + MINUTE for each in calls) <= 2 * most


def test_every_purpose_has_its_part_and_the_first_has_all() -> None:
    parts = [KEPT_BACK[purpose] for purpose in sorted(Purpose)]
    assert parts[0] == 0
    assert all(before < after < 1 for before, after in pairwise(parts))
    assert min(SLACKS.values()) > 0


def test_a_call_over_budget_is_not_made(sandbox: Sandbox, control: Control) -> None:
    budgets = Budgets(Seconds(), {"chat.postMessage": 2})
    client = make_client(sandbox.workspace.bot_token, sandbox.api_url, PATIENCE, budgets=budgets)
    with spending(Purpose.FOLDING):
        stops = [_why(client) for _ in range(3)]
    assert [type(each) for each in stops] == [type(None), type(None), Limited]
    assert stops[-1] is not None
    assert stops[-1].seconds == MINUTE / 2
    assert len(control.log()) == 2


def test_a_refusal_empties_the_bucket(sandbox: Sandbox, control: Control) -> None:
    control.post("faults", method="chat.postMessage", kind="ratelimited", retry_after=17)
    budgets = Budgets(Seconds(), {"chat.postMessage": 100})
    client = make_client(sandbox.workspace.bot_token, sandbox.api_url, PATIENCE, budgets=budgets)
    assert isinstance(_why(client), Limited)
    assert isinstance(_why(client), Limited)
    assert len(control.log()) == 1


def _why(client: WebClient) -> Stop | None:
    try:
        client.chat_postMessage(channel="C0HIRING", text="hello")
    except CALL_FAILED as error:
        return meaning(error)
    return None
