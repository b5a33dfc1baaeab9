"""Every screen and message the bot can send: `python -m tests.screens build/screens` writes them."""
