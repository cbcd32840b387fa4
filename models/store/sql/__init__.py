"""Triggers, functions and dialect-only columns, re-created after every upgrade of the tables."""
