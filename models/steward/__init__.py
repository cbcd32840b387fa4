"""Timed work when no console is open: which ordinary commands are due by rule and by time. Knows no database."""
