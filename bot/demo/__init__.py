"""The demo company: a workspace in the local Slack, and a loop this afternoon."""
