"""The cases of a board, one slot each, with what sorting and filtering need as numpy arrays.

A slot is a position in all arrays. Slots of cases that went are used again; nothing outside the
board may keep one over a change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from models.board.search_text import TextIndex
from models.domain.case import NO_DEADLINE, Case, Urgency, urgency
from models.domain.figures import MISSING, has_position
from models.domain.instant import Instant, Span

Slots = NDArray[np.int64]
Mask = NDArray[np.bool_]
Number = TypeVar("Number", bound=np.generic)

URGENCIES: tuple[Urgency, ...] = (Urgency.OVERDUE, Urgency.DUE_SOON, Urgency.ON_TRACK)
"""Urgencies of open cases; arrays hold positions in this tuple."""
URGENCY_NUMBER: Mapping[str, int] = {name: number for number, name in enumerate(URGENCIES)}
OVERDUE, SOON, TRACK = range(3)

NEVER: Instant = 2**62
"""A threshold that time does not reach."""

CODE_FIELDS: Mapping[str, str] = {
    "platforms": "platform_code",
    "departments": "department_code",
    "communities": "community_code",
    "grids": "grid_code",
    "categories": "category_code",
    "states": "state",
    "severities": "severity",
    "sources": "source",
    "holders": "holder_code",
    "assistants": "assistants",
}
"""What cases are filtered and counted by, as a plural, and the field of the case."""

_codes = attrgetter(*CODE_FIELDS.values())

# Urgency order in one integer: alarming cases lie below, cases without a deadline above all deadlines.
# Room for instants of 36,000 years to either side of 1970.
_ALARM_BELOW = 2**62
_AGE_ABOVE = 2**61
FIRST_CALM = -(2**60)
"""Packed urgency keys below this are alarming."""


def packed_urgency(case: Case) -> int:
    """The first two parts of `urgency_key` (for cases without a deadline, three) as one integer."""
    base = _AGE_ABOVE + case.opened_at if case.deadline_at is None else case.deadline_at
    return base - _ALARM_BELOW if case.alarming else base


class CodeColumn:
    """Codes as small integers; no code is `MISSING`, number 0."""

    def __init__(self) -> None:
        self.values = np.zeros(0, np.int32)
        self.codes: list[str] = [MISSING]
        self._numbers: dict[str, int] = {MISSING: 0}

    def number(self, code: str | None) -> int:
        """The integer of a code, made at first sight."""
        key = MISSING if code is None else code
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.codes)
            self.codes.append(key)
        return found


class CaseTable:
    """Slots, arrays and search texts. Holds no rule of when a case is there: the board decides.

    `cases` and `ids` go by slot, `slots` finds the slot of an id (also of one that waits for its
    time), `records` the cases that are there.
    """

    def __init__(self) -> None:
        self.cases: list[Case | None] = []
        self.ids: list[str] = []
        self.slots: dict[str, int] = {}
        self.records: dict[str, Case] = {}
        self.texts = TextIndex(self.cases)
        self.packed = np.zeros(0, np.int64)
        self.deadline = np.zeros(0, np.int64)
        self.opened = np.zeros(0, np.int64)
        self.edge = np.zeros(0, np.int64)
        self.threshold = np.zeros(0, np.int64)
        self.urgency = np.zeros(0, np.int8)
        self.present = np.zeros(0, np.bool_)
        self.placed = np.zeros(0, np.bool_)
        self.columns = {name: CodeColumn() for name in CODE_FIELDS}
        self._free: list[int] = []
        self._room = 0

    def __len__(self) -> int:
        return len(self.cases)

    def all_slots(self) -> Slots:
        """Every slot, free and waiting ones too."""
        return np.arange(len(self.cases), dtype=np.int64)

    def cases_in(self, slots: Slots) -> list[Case]:
        """The cases in slots, in their order; empty slots are passed over."""
        found = self.cases
        return [case for slot in slots.tolist() if (case := found[slot]) is not None]

    def get(self, case_id: str) -> tuple[Case | None, int]:
        """The case and the number of its urgency; (None, TRACK) when it is not there."""
        case = self.records.get(case_id)
        return (None, TRACK) if case is None else (case, int(self.urgency[self.slots[case_id]]))

    def write(self, case: Case, number: int, edge: Instant, due_soon: Span) -> None:
        """Puts a case into its slot. `edge` is the next instant at which it appears or ends."""
        slot = self._slot(case.id)
        self.texts.changed(slot, self.cases[slot], case)
        self.cases[slot] = self.records[case.id] = case
        self.packed[slot] = packed_urgency(case)
        self.deadline[slot] = NO_DEADLINE if case.deadline_at is None else case.deadline_at
        self.opened[slot] = case.opened_at
        self.placed[slot] = has_position(case)
        self.present[slot] = True
        for column, code in zip(self.columns.values(), _codes(case), strict=True):
            column.values[slot] = column.number(code)
        self.press(slot, number, edge, due_soon)

    def press(self, slot: int, number: int, edge: Instant, due_soon: Span) -> None:
        """Notes the urgency of the case in a slot, and when time changes it next."""
        self.urgency[slot] = number
        self.edge[slot] = edge
        deadline = int(self.deadline[slot])
        if number == OVERDUE or deadline == NO_DEADLINE:
            due = NEVER
        else:
            due = deadline + 1 if number == SOON else deadline - due_soon
        self.threshold[slot] = min(due, edge)

    def wait(self, case_id: str, edge: Instant) -> None:
        """Keeps a slot for a case that is not there now but may come with time."""
        slot = self._slot(case_id)
        self._empty(slot)
        self.edge[slot] = self.threshold[slot] = edge

    def drop(self, case_id: str) -> None:
        """Frees the slot of a case, if it has one."""
        slot = self.slots.pop(case_id, None)
        if slot is not None:
            self._empty(slot)
            self.ids[slot] = ""
            self._free.append(slot)

    def extend(self, cases: Sequence[Case], edges: Sequence[Instant], now: Instant, due_soon: Span) -> Slots:
        """Many cases at once, none of which has a slot yet; in new slots, which are returned."""
        first, last = len(self.cases), len(self.cases) + len(cases)
        self._reserve(last)
        part = slice(first, last)
        self.cases.extend(cases)
        self.ids.extend([case.id for case in cases])
        self.slots.update(zip(self.ids[first:], range(first, last), strict=True))
        self.records.update(zip(self.ids[first:], cases, strict=True))
        self.packed[part] = [packed_urgency(case) for case in cases]
        self.deadline[part] = [NO_DEADLINE if case.deadline_at is None else case.deadline_at for case in cases]
        self.opened[part] = [case.opened_at for case in cases]
        self.placed[part] = [has_position(case) for case in cases]
        self.edge[part] = edges
        self.present[part] = True
        for name, column in self.columns.items():
            field, number = CODE_FIELDS[name], column.number
            column.values[part] = [number(getattr(case, field)) for case in cases]
        slots = np.arange(first, last, dtype=np.int64)
        self.press_all(slots, self.urgencies_at(slots, now, due_soon), due_soon)
        self.texts.added(first, last)
        return slots

    def urgencies_at(self, slots: Slots, now: Instant, due_soon: Span) -> NDArray[np.int8]:
        """Urgency numbers of the cases in slots: `domain.case.urgency` for many."""
        deadline = self.deadline[slots]
        late, soon = deadline < now, deadline - now <= due_soon
        return np.where(late, OVERDUE, np.where(soon, SOON, TRACK)).astype(np.int8)

    def press_all(self, slots: Slots, numbers: NDArray[np.int8], due_soon: Span) -> None:
        """`press` for many slots."""
        deadline = self.deadline[slots]
        due = np.where(numbers == SOON, deadline + 1, deadline - due_soon)
        due[(numbers == OVERDUE) | (deadline == NO_DEADLINE)] = NEVER
        self.urgency[slots] = numbers
        self.threshold[slots] = np.minimum(due, self.edge[slots])

    def _slot(self, case_id: str) -> int:
        slot = self.slots.get(case_id)
        if slot is None:
            if self._free:
                slot = self._free.pop()
                self.ids[slot] = case_id
            else:
                slot = len(self.cases)
                self._reserve(slot + 1)
                self.cases.append(None)
                self.ids.append(case_id)
            self.slots[case_id] = slot
        return slot

    def _empty(self, slot: int) -> None:
        self.texts.changed(slot, self.cases[slot], None)
        self.cases[slot] = None
        self.records.pop(self.ids[slot], None)
        self.present[slot] = False
        self.threshold[slot] = self.edge[slot] = NEVER

    def _reserve(self, size: int) -> None:
        if size <= self._room:
            return
        self._room = max(size, self._room + self._room // 2, 1_024)
        for name in ("packed", "deadline", "opened", "edge", "threshold", "urgency", "present", "placed"):
            setattr(self, name, _grown(getattr(self, name), self._room))
        for column in self.columns.values():
            column.values = _grown(column.values, self._room)


def urgency_number(case: Case, now: Instant, due_soon: Span) -> int:
    """The number of a case's urgency at an instant."""
    return URGENCY_NUMBER[urgency(case.deadline_at, now, due_soon)]


def _grown(old: NDArray[Number], room: int) -> NDArray[Number]:
    new = np.zeros(room, old.dtype)
    new[: len(old)] = old
    return new
