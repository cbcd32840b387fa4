"""Reusable Qt widgets: plain values in, signals out; they know nothing of the core."""
