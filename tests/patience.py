"""How long tests wait. A machine may be busy: a limit is short only where a test is about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.connections import Limits
from bot.sandbox.tickets import Timing
from bot.storage.database import IN_BUDGET, Waits

PATIENCE = 120  # seconds until what should happen counts as not happening
SHORT = 1  # seconds: what is made to hang is waited for so long

short = pytest.mark.parametrize("slack_timeout", [SHORT])

SLACK = Timing(ack=PATIENCE, trigger=PATIENCE)
"""A local Slack that waits for its app."""
DATABASE = Waits(pool=PATIENCE, sqlite=PATIENCE, postgres=PATIENCE)
BOT = Limits(PATIENCE, PATIENCE, DATABASE, DATABASE)
"""A bot that waits for Slack and for its database."""
_GIVEN_UP = replace(IN_BUDGET, pool=PATIENCE)
DATABASE_GIVEN_UP = Limits(PATIENCE, PATIENCE, _GIVEN_UP, _GIVEN_UP)
"""A bot that gives its database up as soon as in production, where a test takes it away."""
