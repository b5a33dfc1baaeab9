"""Refuses the messages and views that Slack refuses, and says where.

``shapes`` are the words; ``objects``, ``rich_text``, ``elements`` and ``blocks`` the tables of limits
written in them; ``relations`` what holds between blocks; ``messages`` and ``views`` the two entries.
The limits are those of Slack's Block Kit reference (https://docs.slack.dev/reference/block-kit); each
table names its page.
"""

from bot.sandbox.payloads.faults import Fault
from bot.sandbox.payloads.messages import check_message
from bot.sandbox.payloads.views import check_view

__all__ = ["Fault", "check_message", "check_view"]
