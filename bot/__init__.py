"""A Slack bot that prepares interviewers, reminds them, collects their feedback and shows the loop."""

VERSION = "0.1.0"  # as in pyproject.toml
