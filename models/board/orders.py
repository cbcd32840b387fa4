"""The orders of a list: as a key for one case, and as an array sort for many."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from models.board.table import CaseTable, CodeColumn, Slots
from models.domain.case import Case, urgency_key
from models.domain.errors import BadInput
from models.domain.figures import MISSING

SortKey: TypeAlias = tuple[Any, ...]
"""Ends with the id, so that no two cases have equal keys. Does not depend on the time of day."""


class Order(StrEnum):
    """How a list is sorted. Department and category go by code, cases without one last, then by urgency."""

    URGENCY = "urgency"
    NEWEST = "newest"
    OLDEST = "oldest"
    DEPARTMENT = "department"
    NUMBER = "number"
    CATEGORY = "category"


def parse_order(text: str) -> Order:
    """Reads an order's key. Raises BadInput("order_unknown") with the possible ones."""
    try:
        return Order(text)
    except ValueError:
        raise BadInput("order_unknown", order=text, allowed=", ".join(Order)) from None


def _newest(case: Case) -> SortKey:
    return (-case.opened_at, case.id)


def _oldest(case: Case) -> SortKey:
    return (case.opened_at, case.id)


def _department(case: Case) -> SortKey:
    return (case.department_code is None, case.department_code or "", *urgency_key(case))


def _number(case: Case) -> SortKey:
    return (case.number, case.id)


def _category(case: Case) -> SortKey:
    return (case.category_code is None, case.category_code or "", *urgency_key(case))


SORT_KEYS: dict[Order, Callable[[Case], SortKey]] = {
    Order.URGENCY: urgency_key,
    Order.NEWEST: _newest,
    Order.OLDEST: _oldest,
    Order.DEPARTMENT: _department,
    Order.NUMBER: _number,
    Order.CATEGORY: _category,
}


def sort_slots(table: CaseTable, slots: Slots, order: Order) -> Slots:
    """The slots in order: equal to sorting their cases by `SORT_KEYS[order]`."""
    match order:
        case Order.NEWEST:
            return _sorted(table, slots, [-table.opened[slots]])
        case Order.OLDEST:
            return _sorted(table, slots, [table.opened[slots]])
        case Order.NUMBER:
            return _sorted(table, slots, [_number_ranks(table, slots)])
    by_urgency = _sorted(table, slots, [table.packed[slots], table.opened[slots]])
    match order:
        case Order.DEPARTMENT:
            return _grouped(by_urgency, table.columns["departments"])
        case Order.CATEGORY:
            return _grouped(by_urgency, table.columns["categories"])
        case _:
            return by_urgency


def _grouped(slots: Slots, column: CodeColumn) -> Slots:
    """Sorted by code, no code last, and as before within a code."""
    rank = {code: place for place, code in enumerate(sorted(column.codes, key=lambda code: (code == MISSING, code)))}
    # Sixteen bits where they suffice: numpy sorts those by radix.
    places = np.array([rank[code] for code in column.codes], np.min_scalar_type(len(rank)))
    return slots[np.argsort(places[column.values[slots]], kind="stable")]


def _number_ranks(table: CaseTable, slots: Slots) -> NDArray[np.int64]:
    numbers = ["" if case is None else case.number for case in map(table.cases.__getitem__, slots.tolist())]
    ranks = {number: rank for rank, number in enumerate(sorted(set(numbers)))}
    return np.fromiter(map(ranks.__getitem__, numbers), np.int64, len(numbers))


def _sorted(table: CaseTable, slots: Slots, keys: list[NDArray[np.int64]]) -> Slots:
    """Slots sorted by the keys, then by id. Most cases differ in the first key: only ties cost more."""
    order = np.argsort(keys[0])
    tied = _tied([keys[0]], order)
    if tied.size and len(keys) > 1:
        some = order[tied]
        order[tied] = some[np.lexsort([key[some] for key in reversed(keys)])]
        tied = tied[_tied(keys, order[tied])]
    if tied.size:
        some = order[tied]
        run = np.cumsum(np.concatenate(([False], ~_equal(keys, some)))).tolist()
        ids = [table.ids[slot] for slot in slots[some].tolist()]
        order[tied] = [position for _, _, position in sorted(zip(run, ids, some.tolist(), strict=True))]
    return slots[order]


def _equal(keys: list[NDArray[np.int64]], order: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each position's keys equal those of the position after it."""
    same = np.ones(max(len(order) - 1, 0), np.bool_)
    for key in keys:
        values = key[order]
        same &= values[1:] == values[:-1]
    return same


def _tied(keys: list[NDArray[np.int64]], order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places in an order whose keys equal those of a neighbour."""
    same = _equal(keys, order)
    return np.flatnonzero(np.concatenate((same, [False])) | np.concatenate(([False], same)))
