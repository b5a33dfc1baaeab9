"""A local Slack: what Slack would do, on localhost. Imports nothing of the bot."""
