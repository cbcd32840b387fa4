"""Likely duplicates on a whole board: what `likely_duplicates` finds, in milliseconds for a hundred thousand cases."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from models.board.diff import BoardDiff
from models.board.duplicates import (
    ADDRESS_ALIKE,
    FORGOTTEN,
    METRES_PER_DEGREE,
    MOST,
    RADIUS,
    WEIGHT,
    Asked,
    Draft,
    Likely,
    best,
    likeness,
)  # fmt: skip
from models.board.sounds import WORDS, bits_of, roughly_alike, signatures
from models.domain.case import Case

SHORTLIST = 96
"""Cases that are compared exactly; fewer cases than that are all compared."""
_TOGETHER = 4_096
_AHEAD = 1.25


class DuplicateIndex:
    """Places and words of the open cases as arrays. Belongs to one thread at a time; `apply` keeps it current."""

    def __init__(self, cases: Iterable[Case] = ()) -> None:
        self._cases: list[Case | None] = []
        self._slots: dict[str, int] = {}
        self._free: list[int] = []
        self._categories: dict[str, int] = {}
        self._lon = self._lat = np.zeros(0, np.float64)
        self._opened = self._category = np.zeros(0, np.int64)
        self._title = self._address = np.zeros((0, WORDS), np.uint64)
        self._title_bits = self._address_bits = np.zeros(0, np.float32)
        every = list(cases)
        for start in range(0, len(every), _TOGETHER):
            self._put(every[start : start + _TOGETHER])

    def __len__(self) -> int:
        return len(self._slots)

    def apply(self, diff: BoardDiff) -> None:
        """Follows a change of the board."""
        for case in diff.removed:
            self._drop(case.id)
        self._put([*diff.inserted, *(new for _, new in diff.updated)])

    def likely(self, draft: Draft, most: int = MOST) -> tuple[Likely, ...]:
        """The likeliest cases, best first."""
        asked = Asked.of(draft)
        if asked.says_nothing or not self._slots:
            return ()
        rough = self._roughly(draft)
        count = int(np.count_nonzero(rough > 0))
        slots = np.argpartition(rough, -SHORTLIST)[-SHORTLIST:] if count > SHORTLIST else np.flatnonzero(rough > 0)
        cases = (self._cases[slot] for slot in slots.tolist())
        return best(filter(None, (likeness(asked, case) for case in cases if case is not None)), most)

    def _roughly(self, draft: Draft) -> NDArray[np.float32]:
        """About the score of each slot, 0 where none can be likely."""
        used = len(self._cases)
        texts = signatures([draft.title, draft.address])
        said = roughly_alike(texts[0], self._title[:used], self._title_bits[:used])
        place = roughly_alike(texts[1], self._address[:used], self._address_bits[:used])
        # Signatures tell a little too much or too little: what is near the border goes on to be compared.
        place[place < ADDRESS_ALIKE * 0.8] = 0
        possible = self._opened[:used] >= 0
        if draft.lon is not None and draft.lat is not None:
            east = (self._lon[:used] - draft.lon) * (math.cos(math.radians(draft.lat)) * METRES_PER_DEGREE)
            north = (self._lat[:used] - draft.lat) * METRES_PER_DEGREE
            near = 1 - np.hypot(east, north) / RADIUS
            possible &= ~(near <= 0)
            place = np.fmax(place, near).astype(np.float32)
        number = self._categories.get(draft.category_code or "", -1)
        age = np.clip(1 - (draft.at - self._opened[:used]) / FORGOTTEN, 0, 1).astype(np.float32)
        same = self._category[:used] == number
        rough = WEIGHT.place * place + WEIGHT.words * said + WEIGHT.category * same + WEIGHT.age * age
        possible &= (place > 0) | (said > 0)
        return np.where(possible, rough, 0).astype(np.float32)

    def _put(self, cases: Sequence[Case]) -> None:
        if not cases:
            return
        slots = np.array([self._slot(case) for case in cases], np.int64)
        title, address = signatures([c.title for c in cases]), signatures([c.address for c in cases])
        self._title[slots], self._title_bits[slots] = title, bits_of(title)
        self._address[slots], self._address_bits[slots] = address, bits_of(address)
        self._lon[slots] = [math.nan if case.lon is None else case.lon for case in cases]
        self._lat[slots] = [math.nan if case.lat is None else case.lat for case in cases]
        self._opened[slots] = [case.opened_at for case in cases]
        numbers = self._categories
        self._category[slots] = [
            -2 if case.category_code is None else numbers.setdefault(case.category_code, len(numbers)) for case in cases
        ]

    def _slot(self, case: Case) -> int:
        slot = self._slots.get(case.id)
        if slot is None:
            slot = self._free.pop() if self._free else len(self._cases)
            if slot == len(self._cases):
                self._cases.append(None)
                self._reserve(slot + 1)
            self._slots[case.id] = slot
        self._cases[slot] = case
        return slot

    def _drop(self, case_id: str) -> None:
        slot = self._slots.pop(case_id, None)
        if slot is not None:
            self._cases[slot] = None
            self._opened[slot] = -1
            self._free.append(slot)

    def _reserve(self, size: int) -> None:
        if size <= len(self._opened):
            return
        room = max(size, int(len(self._opened) * _AHEAD) + _TOGETHER)
        for name in ("_lon", "_lat", "_opened", "_category", "_title", "_address", "_title_bits", "_address_bits"):
            old = getattr(self, name)
            new = np.zeros((room, *old.shape[1:]), old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)
