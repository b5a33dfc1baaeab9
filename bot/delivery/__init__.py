"""Delivery: claims what is due and hands it to Slack. Knows no blocks and no tables."""
