"""A filtered, sorted list of a board's cases that tells its changes as list operations."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models.board.board import Board
from models.board.case_filter import ALL, CaseFilter
from models.board.diff import BoardDiff
from models.board.keyed_list import KeyedList
from models.board.matching import CodesAsNames, Matcher, Names
from models.board.ops import Insert, Move, Op, Remove, Reset, Update
from models.board.orders import SORT_KEYS, Order, sort_slots
from models.board.table import Slots
from models.domain.case import Case

MOST_OPS = 500
"""With more operations than this, taking the list anew is cheaper."""
WORTH_COMPARING = 10_000
"""Longer lists than this are taken anew when the filter changes."""


class CaseView:
    """Ids in order. Brought up to date by `apply`, never by itself.

    Looks at the board as it is when `apply` is called; a difference given late, twice or together
    with others leads to the same list (a row may then be told as updated once too often).
    """

    def __init__(
        self,
        board: Board,
        case_filter: CaseFilter = ALL,
        order: Order = Order.URGENCY,
        names: Names | None = None,
    ) -> None:
        """`names` are what words are looked up in for categories and departments (else their codes)."""
        self._board = board
        self._filter = case_filter
        self._order = order
        self._names: Names = names or CodesAsNames()
        self._matcher = Matcher(case_filter, self._names)
        self._shown: dict[str, Case] = {}
        self._list = KeyedList(SORT_KEYS[order])
        self._rebuild(self._passing())

    # -- looking ----------------------------------------------------------------------------------
    @property
    def filter(self) -> CaseFilter:
        """What is shown."""
        return self._filter

    @property
    def order(self) -> Order:
        """How it is sorted."""
        return self._order

    def __len__(self) -> int:
        return len(self._shown)

    def __contains__(self, case_id: object) -> bool:
        return case_id in self._shown

    def rows(self) -> list[str]:
        """All ids in order, as after the operations told so far."""
        return [case.id for case in self._list]

    def id_at(self, row: int) -> str:
        """The id in a row. Raises IndexError outside of the list."""
        return self._list.at(row).id

    def row_of(self, case_id: str) -> int:
        """The row of a case, -1 when it is not shown."""
        case = self._shown.get(case_id)
        return -1 if case is None else self._list.row_of(case)

    # -- changing ---------------------------------------------------------------------------------
    def apply(self, diff: BoardDiff) -> list[Op]:
        """The operations that bring the list up to date after a change of the board."""
        ids = diff.ids()
        if len(ids) > MOST_OPS:
            # Of a large difference only what is or will be shown matters.
            ids = self._of_concern(ids)
        return self._reconcile(ids)

    def set_filter(self, case_filter: CaseFilter) -> list[Op]:
        """Shows other cases; small differences as operations, large ones as a reset."""
        if case_filter == self._filter:
            return []
        self._filter = case_filter
        self._matcher = Matcher(case_filter, self._names)
        return self._refilter()

    def set_names(self, names: Names) -> list[Op]:
        """Looks words up in other names (another language, changed reference data)."""
        self._names = names
        self._matcher = Matcher(self._filter, names)
        return self._refilter()

    def set_order(self, order: Order) -> list[Op]:
        """Sorts in another way: a reset, or nothing where the order is the same already."""
        if order is self._order:
            return []
        self._order = order
        return self._reset(self._passing())

    # -- inside -----------------------------------------------------------------------------------
    def _passing(self) -> Slots:
        table = self._board.table
        return np.flatnonzero(self._matcher.select(table, table.all_slots()))

    def _refilter(self) -> list[Op]:
        slots, shown, ids = self._passing(), self._shown, self._board.table.ids
        most = max(len(slots), len(shown))
        if most > WORTH_COMPARING or abs(len(slots) - len(shown)) > MOST_OPS:
            return self._reset(slots)
        passing = dict.fromkeys(ids[slot] for slot in slots.tolist())
        went = [case_id for case_id in shown if case_id not in passing]
        came = [case_id for case_id in passing if case_id not in shown]
        return self._reconcile([*went, *came])

    def _of_concern(self, ids: Iterable[str]) -> list[str]:
        table_ids = self._board.table.ids
        passing = {table_ids[slot] for slot in self._passing().tolist()}
        return [case_id for case_id in ids if case_id in passing or case_id in self._shown]

    def _reconcile(self, ids: list[str]) -> list[Op]:
        """Brings the rows of these cases in line with the board."""
        if len(ids) > MOST_OPS:
            return self._reset(self._passing())
        table = self._board.table
        known = [case_id for case_id in ids if case_id in table.slots]
        slots = np.array([table.slots[case_id] for case_id in known], np.int64)
        passes = dict(zip(known, self._matcher.select(table, slots).tolist(), strict=True))
        ops: list[Op] = []
        for case_id in ids:
            old = self._shown.get(case_id)
            new = table.get(case_id)[0] if passes.get(case_id) else None
            op = self._op(case_id, old, new)
            if op is not None:
                ops.append(op)
        return ops

    def _op(self, case_id: str, old: Case | None, new: Case | None) -> Op | None:
        rows = self._list
        if new is None:
            if old is None:
                return None
            del self._shown[case_id]
            return Remove(rows.remove(old), case_id)
        self._shown[case_id] = new
        if old is None:
            return Insert(rows.insert(new), case_id)
        key = SORT_KEYS[self._order]
        if old is new or key(old) == key(new):
            return Update(rows.replace(old, new), case_id)
        source = rows.remove(old)
        target = rows.insert(new)
        return Update(source, case_id) if source == target else Move(source, target, case_id)

    def _reset(self, passing: Slots) -> list[Op]:
        self._rebuild(passing)
        return [Reset()]

    def _rebuild(self, passing: Slots) -> None:
        table = self._board.table
        if len(passing) == len(table.records):
            self._shown = table.records.copy()
        else:
            self._shown = {case.id: case for case in table.cases_in(passing)}
        cases = table.cases_in(sort_slots(table, passing, self._order))
        self._list = KeyedList(SORT_KEYS[self._order], cases)
