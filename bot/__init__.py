"""A Slack bot that prepares interviewers, reminds them, collects their feedback and shows the loop."""
