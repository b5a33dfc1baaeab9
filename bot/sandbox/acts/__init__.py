"""What people do, as Slack tells it to the app, and what the app's answers bring about."""
