"""The one door for logging: nothing else in this code imports logging or structlog."""
