"""`python -m bot` while its database and Slack go away and come back: a line each time, and it goes on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.processes import Running, free_port
from tests.relay import Relay

EVENTS = (
    "database does not answer",
    "database answers again",
    "Slack does not answer",
    "Slack answers again",
    "Socket Mode lost",
    "Socket Mode found again",
)


def local_slack(folder: Path, port: int) -> Running:
    process = Running(folder, "sandbox", "--port", str(port))
    process.until(lambda: "Stop it with" in process.said, "the local Slack")
    return process


@pytest.fixture
def relay(postgres_url: str) -> Relay:
    """To the database."""
    return Relay(f"{make_url(postgres_url).query['host']}/.s.PGSQL.5432")


def test_each_loss_and_each_return(relay: Relay, tmp_path: Path) -> None:
    port = free_port()
    slack = local_slack(tmp_path, port)
    bot = Running(
        tmp_path,
        SLACK_BOT_TOKEN="xoxb-local",
        SLACK_APP_TOKEN="xapp-local",
        SLACK_API_URL=f"http://127.0.0.1:{port}/api/",
        DATABASE_URL=f"postgresql://postgres:secret-word@127.0.0.1:{relay.port}/tests",
    )

    def says(*events: str) -> None:
        """Once more, each of them."""
        for event in events:
            seen[event] += 1
            bot.until(partial(said_often, event, seen[event]), event)

    def said_often(event: str, times: int) -> bool:
        return len(bot.logged(event)) == times

    seen = dict.fromkeys([*EVENTS, "connected over Socket Mode"], 0)
    try:
        says("connected over Socket Mode")
        for _ in range(2):
            relay.cut()
            says("database does not answer")
            relay.mend()
            says("database answers again")
        slack.close()
        says("Socket Mode lost", "Slack does not answer")
        slack = local_slack(tmp_path, port)
        says("Slack answers again", "Socket Mode found again")
        assert {event: len(bot.logged(event)) for event in seen} == seen
        assert bot.logged("database does not answer")[0]["host"] == f"127.0.0.1:{relay.port}"
        assert "secret-word" not in bot.said
        assert bot.stop() == 0
    finally:
        bot.close()
        slack.close()
        relay.cut()
