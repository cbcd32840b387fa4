"""Keeps what the user looks at in its place while rows come, go and move around it."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.case_list_row import ROW_HEIGHT


@dataclass(frozen=True, slots=True)
class Anchor:
    """Cases in view with the distance of each one's top from the viewport's top (pixels), best first.

    The selected case comes first if it is in view; the others stand in when it has left the list.
    """

    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The row that must not move on the screen, by position, with its distance from the viewport's top."""

    row: int
    offset: int

    def scroll(self) -> int:
        """The scroll value that puts the row where it was."""
        return self.row * ROW_HEIGHT - self.offset

    def after_insert(self, first: int, last: int) -> Held:
        """The same case after rows ``first``..``last`` came in."""
        return Held(self.row + last - first + 1, self.offset) if first <= self.row else self

    def after_remove(self, first: int, last: int) -> Held:
        """The same case after rows ``first``..``last`` left; if it left too, its successor takes its place."""
        if last < self.row:
            return Held(self.row - (last - first + 1), self.offset)
        return Held(first, self.offset) if first <= self.row else self

    def after_move(self, first: int, last: int, destination: int) -> Held:
        """The same case after rows ``first``..``last`` were put before row ``destination`` (Qt's counting).

        A held case that moves itself is let go: the rows around it stay, not it.
        """
        count = last - first + 1
        without = self.after_remove(first, last)
        target = destination - count if destination > last else destination
        return without.after_insert(target, target + count - 1)


def hold(scroll: int, height: int, rows: int, selected: int) -> Held | None:
    """What to hold: the selected row if it is in view, else the topmost row in view.

    At the very top with nothing selected nothing is held: nobody is reading, the newest may show.
    ``selected`` is -1 for none; ``height`` is the viewport's.
    """
    if rows <= 0:
        return None
    if 0 <= selected < rows:
        offset = selected * ROW_HEIGHT - scroll
        if -ROW_HEIGHT < offset < height:
            return Held(selected, offset)
    if scroll <= 0:
        return None
    top = min(scroll // ROW_HEIGHT, rows - 1)
    return Held(top, top * ROW_HEIGHT - scroll)


def visible_rows(scroll: int, height: int, rows: int) -> range:
    """The rows of which at least a line is in view."""
    first = max(0, scroll // ROW_HEIGHT)
    last = min(rows, (scroll + max(0, height - 1)) // ROW_HEIGHT + 1)
    return range(first, max(first, last))
