"""The Slack edge: what arrives is turned into typed values, what leaves is drawn here."""
