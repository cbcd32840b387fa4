"""A sorted list of cases in pieces: finds, inserts and removes a row by key in a few microseconds.

Like a sorted key list of a library, but it takes rows that are sorted already without computing a
hundred thousand keys, and keeps none: keys are made of the cases met while searching.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, chain

from models.board.orders import SortKey
from models.domain.case import Case

PIECE = 1_000
"""Rows in a piece at first; one of twice as many is split."""


class KeyedList:
    """Cases in the order of a key that tells any two apart."""

    def __init__(self, key: Callable[[Case], SortKey], in_order: Iterable[Case] = (), piece: int = PIECE) -> None:
        """`in_order` must be sorted by `key`."""
        rows = list(in_order)
        self._key = key
        self._piece = piece
        self._pieces = [rows[start : start + piece] for start in range(0, len(rows), piece)]
        self._starts: list[int] | None = None

    def __len__(self) -> int:
        return sum(map(len, self._pieces))

    def __iter__(self) -> Iterator[Case]:
        return chain.from_iterable(self._pieces)

    def at(self, row: int) -> Case:
        """The case in a row. Raises IndexError outside of the list."""
        if row < 0:
            raise IndexError(row)
        starts = self._firsts()
        number = bisect_left(starts, row + 1) - 1
        return self._pieces[number][row - starts[number]]

    def row_of(self, case: Case) -> int:
        """The row of a case that is in the list, as the record it is in there."""
        number, place = self._find(case)
        return self._firsts()[number] + place

    def insert(self, case: Case) -> int:
        """Puts a case where it belongs; the row it got."""
        self._starts, starts = None, self._firsts()
        if not self._pieces:
            self._pieces.append([case])
            return 0
        number, place = self._find(case)
        piece = self._pieces[number]
        piece.insert(place, case)
        if len(piece) >= 2 * self._piece:
            self._pieces[number : number + 1] = [piece[: self._piece], piece[self._piece :]]
        return starts[number] + place

    def remove(self, case: Case) -> int:
        """Takes out a case that is in the list; the row it had."""
        number, place = self._find(case)
        self._starts, starts = None, self._firsts()
        del self._pieces[number][place]
        if not self._pieces[number]:
            del self._pieces[number]
        return starts[number] + place

    def replace(self, old: Case, new: Case) -> int:
        """Puts `new` in the place of `old`, whose key is the same; the row."""
        number, place = self._find(old)
        self._pieces[number][place] = new
        return self._firsts()[number] + place

    def _find(self, case: Case) -> tuple[int, int]:
        """Piece and place where the case is or belongs."""
        key = self._key
        sought = key(case)
        number = bisect_left(self._pieces, sought, key=lambda piece: key(piece[-1]))
        number = min(number, len(self._pieces) - 1)
        return number, bisect_left(self._pieces[number], sought, key=key)

    def _firsts(self) -> list[int]:
        if self._starts is None:
            self._starts = list(accumulate(map(len, self._pieces[:-1]), initial=0))
        return self._starts
