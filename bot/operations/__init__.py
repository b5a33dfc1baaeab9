"""For whoever runs the bot: whether it is well, and what it counts."""
