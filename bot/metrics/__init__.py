"""What is counted, for whoever watches the bot. Knows nothing of the rest."""
