"""One row that this release cannot read stops nobody who asks for something else."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from bot.demo.company import PRIYA, ROSA, TOM
from bot.storage.schema import scorecard
from tests.acting import World, words
from tests.setting_up import gives
from tests.trouble.forms import NOON, a_team_loop

GONE = "What this message was about is gone. Nothing was changed."
OVER = NOON + timedelta(hours=1)


def spoil_the_scorecard(world: World) -> None:
    """With a rating of a later release."""
    with world.demo.bot.services.database.write() as connection:
        held = connection.execute(select(scorecard.c.feedback)).scalar_one()
        rated = held | {"assessments": [{"criterion": "trade-offs", "rating": "splendid", "evidence": ""}]}
        connection.execute(update(scorecard).values(feedback=rated))


def test_an_odd_scorecard_stops_its_own_loop_alone(world: World) -> None:
    odd = a_team_loop(world)
    a_team_loop(world, candidate_name="Noah Berg", candidate_email="noah@example.com", candidate_ats="")
    world.moves_to(OVER)
    gives(world, PRIYA, odd.interviews[0])
    spoil_the_scorecard(world)
    rosa = world.actor(ROSA)
    tom = world.actor(TOM)
    for page in (
        rosa.types("/interview loops"),
        tom.types("/interview mine"),
        rosa.types("/interview loop noah"),
    ):
        assert "Noah Berg" in words(page)
        assert odd.candidate.name not in words(page)
    tom.types("/interview feedback")
    assert "Noah Berg" in words(tom.modal())
    assert words(rosa.types("/interview loop maya")) == GONE
