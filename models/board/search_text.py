"""What typed words are looked up in: folded text and its pinyin, for single texts and for all cases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.board.pinyin import pinyin
from models.domain.case import Case

JOIN_AFTER = 20_000
"""Changed texts that are searched one by one before all are joined anew."""
HITS_BY_FIND = 20_000
"""Hits after which a word counts as common and the rest is searched case by case."""
FEW = 16
"""Where fewer than one case in so many is asked for, they are searched one by one."""

_BETWEEN = "\n"
_SPACES = re.compile(r"[\n\r\x1e]+")
_END = b"\x1e"


def fold(text: str) -> str:
    """Text as it is compared: full-width signs as half-width, no difference of case."""
    return unicodedata.normalize("NFKC", text).casefold()


def search_text(*texts: str) -> str:
    """What typed words are looked up in: the folded texts, their full pinyin and their initials."""
    parts = [fold(text) for text in texts if text]
    spoken = [reading for part in parts for reading in pinyin(part) if reading]
    return _BETWEEN.join((*parts, *spoken))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a typed search, folded, each once."""
    return tuple(dict.fromkeys(fold(text).split()))


def case_text(case: Case) -> str:
    """What words are looked up in for a case; names of its codes are looked up apart."""
    return _BETWEEN.join((fold(case.number), search_text(case.title, case.address)))


class TextIndex:
    """Search texts of all slots as one long UTF-8 text, made when the first word is looked up.

    `cases` is the table's list, shared: a slot's case, None for an empty one.
    """

    def __init__(self, cases: Sequence[Case | None]) -> None:
        self._cases = cases
        self._joined = b""
        self._starts = np.zeros(1, np.int64)
        self._own: dict[int, bytes] = {}
        self._due: dict[int, None] = {}

    def added(self, first: int, last: int) -> None:
        """Slots first … last-1 got cases."""
        self._due.update(dict.fromkeys(range(first, last)))

    def changed(self, slot: int, old: Case | None, new: Case | None) -> None:
        """The case in a slot changes from old to new."""
        if new is None:
            self._due.pop(slot, None)
        elif old is None or (old.title, old.address, old.number) != (new.title, new.address, new.number):
            self._due[slot] = None

    def prepare(self, most: int | None = None) -> bool:
        """Makes texts that are due, at most so many; returns whether all are made."""
        due = self._due
        for slot in list(due)[:most]:
            case = self._cases[slot]
            if case is not None:
                self._own[slot] = _SPACES.sub(_BETWEEN, case_text(case)).encode("utf-8", "surrogatepass")
            del due[slot]
        if not due and len(self._own) > JOIN_AFTER:
            self._join()
        return not due

    def search(self, word: str, slots: NDArray[np.int64]) -> NDArray[np.bool_]:
        """For each slot whether its text holds the word. An empty slot's answer means nothing."""
        self.prepare()
        sought = word.encode("utf-8", "surrogatepass")
        if len(slots) * FEW < len(self._cases):
            return np.fromiter((self._holds(slot, sought) for slot in slots.tolist()), np.bool_, len(slots))
        found = np.zeros(len(self._cases), np.bool_)
        found[self._in_joined(sought)] = True
        own = self._own
        if own:
            found[list(own)] = [sought in text for text in own.values()]
        return found[slots]

    def _holds(self, slot: int, sought: bytes) -> bool:
        text = self._own.get(slot)
        if text is not None:
            return sought in text
        if slot + 1 >= len(self._starts):
            return False
        return self._joined.find(sought, self._starts[slot], self._starts[slot + 1]) >= 0

    def _in_joined(self, sought: bytes) -> NDArray[np.int64]:
        """Slots of the joined text that hold the word."""
        joined = self._joined
        places: list[int] = []
        place = joined.find(sought)
        while place >= 0 and len(places) < HITS_BY_FIND:
            places.append(place)
            place = joined.find(sought, place + 1)
        slots = np.searchsorted(self._starts, np.array(places, np.int64), "right") - 1
        if place < 0:
            return slots
        first = int(np.searchsorted(self._starts, place, "right")) - 1
        bounds = self._starts[first:].tolist()
        rest = [joined.find(sought, start, end) >= 0 for start, end in pairwise(bounds)]
        return np.concatenate((slots, first + np.flatnonzero(rest)))

    def _join(self) -> None:
        texts = list(self._texts())
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        self._joined = b"".join(texts)
        self._starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
        self._own = {}

    def _texts(self) -> Iterator[bytes]:
        bounds = self._starts.tolist()
        for slot, case in enumerate(self._cases):
            text = self._own.get(slot)
            if case is None:
                yield _END
            elif text is not None:
                yield text + _END
            else:
                yield self._joined[bounds[slot] : bounds[slot + 1]]
