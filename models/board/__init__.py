"""All open records in memory: sorted and filtered views that produce list operations, running figures.

No Qt, no database. One thread owns a board; a new snapshot is built as a board of its own in
another thread and swapped in with `Board.replace`.
"""
