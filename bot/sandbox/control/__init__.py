"""The control API: what the page and the tests use. Nobody gets what they could not see in Slack."""
