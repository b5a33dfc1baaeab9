"""Handlers: receive, translate to typed values, call one service, draw."""
