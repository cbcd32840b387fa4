"""The ledger as a Qt item model: pages at its end, changes merged where they belong, rows prepared when seen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from console.ledger_cells import COLUMNS, LATE, STATE, LedgerRow
from models.domain.case import Case
from models.queries.ledger import Place, place_of
from widgets.elided_label import plain_tooltip
from widgets.fonts import visible_text
from widgets.plain_table import MARK_ROLE, TONE_ROLE

Index = QModelIndex | QPersistentModelIndex

INK = frozenset({"state", "title"})
"""Columns that are read first; the others are muted."""


class LedgerTableModel(QAbstractTableModel):
    """Cases newest first. `more_wanted` asks for the next page; `append` brings it."""

    more_wanted = Signal()

    def __init__(
        self, make_row: Callable[[Case], LedgerRow], heading: Callable[[str], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make_row, self._heading = make_row, heading
        self._cases: list[Case] = []
        self._ids: set[str] = set()
        self._rows: dict[str, LedgerRow] = {}
        self._more = False
        self._asked = False

    # -- Qt ---------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._cases)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._cases):
            return None
        row, column = self._row(self._cases[index.row()]), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(row.cells[column])
        if role == MARK_ROLE:
            return str(row.urgency) if column == STATE else None
        if role == TONE_ROLE:
            if column == LATE and row.late:
                return "overdue_text"
            return "ink" if COLUMNS[column] in INK else "muted"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heading(COLUMNS[section])
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(self._heading(COLUMNS[section]))
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()

    # -- what the page asks -------------------------------------------------------------------------
    @property
    def complete(self) -> bool:
        """Whether every case of the filtered ledger is here."""
        return not self._more

    @property
    def last_place(self) -> Place | None:
        """Where the next page begins."""
        return place_of(self._cases[-1]) if self._cases else None

    def case_at(self, row: int) -> Case | None:
        """The case of a row."""
        return self._cases[row] if 0 <= row < len(self._cases) else None

    def row_of(self, case_id: str) -> int:
        """The row of a case, -1 when it is not here."""
        if case_id not in self._ids:
            return -1
        return next(row for row, case in enumerate(self._cases) if case.id == case_id)

    def listed_until(self, last: Case | None) -> set[str]:
        """The ids from the top down to a case's place; all of them without one."""
        if last is None:
            return set(self._ids)
        return {case.id for case in self._cases[: bisect_right(self._cases, _key(last), key=_key)]}

    # -- what the page tells ------------------------------------------------------------------------
    def start(self, cases: Sequence[Case], *, more: bool) -> None:
        """Shows another list; `more` says that it goes on."""
        self.beginResetModel()
        self._cases = list(cases)
        self._ids = {case.id for case in cases}
        self._rows.clear()
        self._more, self._asked = more, False
        self.endResetModel()

    def append(self, cases: Sequence[Case], *, more: bool) -> None:
        """The next page."""
        fresh = [case for case in cases if case.id not in self._ids]
        self._more, self._asked = more, False
        if not fresh:
            return
        first = len(self._cases)
        self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
        self._cases.extend(fresh)
        self._ids.update(case.id for case in fresh)
        self.endInsertRows()

    def give_up(self) -> None:
        """The page that was asked for did not come; it may be asked for again."""
        self._asked = False

    def merge(self, ids: Collection[str], cases: Sequence[Case]) -> None:
        """What became of some cases: those not among `cases` no longer belong here, the others may be new or changed.

        A case that stands beyond the last page is left for that page.
        """
        found = {case.id: case for case in cases}
        for row in range(len(self._cases) - 1, -1, -1):
            known = self._cases[row]
            if known.id not in ids and known.id not in found:
                continue
            now = found.pop(known.id, None)
            if now is None or place_of(now) != place_of(known):
                self._remove(row)
                if now is not None:
                    found[now.id] = now
            elif now != known:
                self._cases[row] = now
                self._rows.pop(now.id, None)
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        for case in found.values():
            self._insert(case)

    def forget_rows(self) -> None:
        """Prepares the rows anew: the minute turned, or the language changed."""
        self._rows.clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self._cases:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._cases) - 1, len(COLUMNS) - 1))

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        gone = self._cases.pop(row)
        self._ids.discard(gone.id)
        self._rows.pop(gone.id, None)
        self.endRemoveRows()

    def _insert(self, case: Case) -> None:
        row = bisect_left(self._cases, _key(case), key=_key)
        if row == len(self._cases) and self._more:
            return
        self.beginInsertRows(QModelIndex(), row, row)
        self._cases.insert(row, case)
        self._ids.add(case.id)
        self.endInsertRows()

    def _row(self, case: Case) -> LedgerRow:
        row = self._rows.get(case.id)
        if row is None:
            made = self._make_row(case)
            row = LedgerRow(tuple(map(_line, made.cells)), made.urgency, made.late)
            self._rows[case.id] = row
        return row


def _key(case: Case) -> tuple[int, str]:
    return (-case.opened_at, case.id)


def _line(text: str) -> str:
    return visible_text(text).replace("\n", " ")
