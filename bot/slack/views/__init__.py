"""Screens: pure functions from values to blocks, and from a form's state back to values."""
