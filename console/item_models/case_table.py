"""The queue as a Qt item model: plays the view's list operations, hands out prepared rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from models.board.ops import Insert, Move, Op, Remove, Reset, Update
from widgets.case_list import ROW_ROLE, CaseRow

Index = QModelIndex | QPersistentModelIndex


class CaseTableModel(QAbstractTableModel):
    """One column of `CaseRow`s in the order of a `CaseView`.

    `make_row(id)` prepares a row when it is first asked for; prepared rows are kept until the case
    changes or the minute turns. Formatting therefore happens once, and only for rows that are seen.
    """

    def __init__(self, make_row: Callable[[str], CaseRow | None]) -> None:
        super().__init__()
        self._make_row = make_row
        self._ids: list[str] = []
        self._rows: dict[str, CaseRow] = {}
        self._where: dict[str, int] | None = {}

    # -- Qt ---------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ROW_ROLE:
            return self._row(self._ids[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            row = self._row(self._ids[index.row()])
            return row.title if row else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self._row(self._ids[index.row()])
            return row.accessible if row else ""
        return None

    # -- what the list asks -----------------------------------------------------------------------
    def id_at(self, row: int) -> str | None:
        """The case in a row, None outside the list."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, case_id: str) -> int:
        """The row of a case, -1 when it is not in the list."""
        if self._where is None:
            self._where = {case: row for row, case in enumerate(self._ids)}
        return self._where.get(case_id, -1)

    @property
    def ids(self) -> Sequence[str]:
        """The ids in order; not to be changed."""
        return self._ids

    # -- what the desk tells ----------------------------------------------------------------------
    def reset(self, ids: Sequence[str]) -> None:
        """Shows another list."""
        self.beginResetModel()
        self._ids = list(ids)
        self._rows.clear()
        self._where = None
        self.endResetModel()

    def play(self, ops: Sequence[Op], ids: Callable[[], Sequence[str]]) -> None:
        """Plays list operations in order; `ids` gives the whole list for a reset."""
        for op in ops:
            match op:
                case Reset():
                    self.reset(ids())
                case Insert(row=row, id=case_id):
                    self.beginInsertRows(QModelIndex(), row, row)
                    self._ids.insert(row, case_id)
                    self._forget(case_id)
                    self.endInsertRows()
                case Remove(row=row, id=case_id):
                    self.beginRemoveRows(QModelIndex(), row, row)
                    del self._ids[row]
                    self._forget(case_id)
                    self.endRemoveRows()
                case Move(from_row=source, to_row=target, id=case_id):
                    self._move(source, target, case_id)
                case Update(row=row, id=case_id):
                    self._rows.pop(case_id, None)
                    self._changed(row, row)

    def refresh(self, first: int, last: int) -> None:
        """Prepares the rows anew (the minute turned, the language changed) and repaints those seen."""
        self._rows.clear()
        last = min(last, len(self._ids) - 1)
        if 0 <= first <= last:
            self._changed(first, last)

    def _move(self, source: int, target: int, case_id: str) -> None:
        if source == target:
            self._rows.pop(case_id, None)
            self._changed(source, source)
            return
        # Qt counts the destination before the row is taken out, the view after.
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target + 1 if target > source else target)
        del self._ids[source]
        self._ids.insert(target, case_id)
        self._forget(case_id)
        self.endMoveRows()
        self._changed(target, target)

    def _forget(self, case_id: str) -> None:
        self._rows.pop(case_id, None)
        self._where = None

    def _changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def _row(self, case_id: str) -> CaseRow | None:
        row = self._rows.get(case_id)
        if row is None:
            row = self._make_row(case_id)
            if row is not None:
                self._rows[case_id] = row
        return row
