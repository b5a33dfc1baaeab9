"""Slack's Web API: one module a family of methods, `methods.py` lists them all."""
