"""A plain list as an item model of cases, for the tests of the case list."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from widgets.case_list import ROW_ROLE, CaseRow

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


def case(case_id: str, *, version: int = 1, urgency: str = "on_track", **more: str | bool) -> CaseRow:
    """A row with everything short, unless told otherwise."""
    parts: dict[str, str | bool] = {
        "title": f"事件 {case_id}",
        "place": "网格 011  九堡家苑二区",
        "time_text": "剩 42分",
        "department": "综合执法",
        "stage": "执行",
        **more,
    }
    return CaseRow(case_id, version, urgency, **parts)  # type: ignore[arg-type]


class CaseModel(QAbstractTableModel):
    """Every change as Qt wants it: between begin and end."""

    def __init__(self, rows: list[CaseRow]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.accessible
        return row.title if role == Qt.ItemDataRole.DisplayRole else None

    def row_of(self, case_id: str) -> int:
        return next((number for number, row in enumerate(self.rows) if row.id == case_id), -1)

    def id_at(self, row: int) -> str:
        return self.rows[row].id

    def insert(self, at: int, rows: list[CaseRow]) -> None:
        self.beginInsertRows(ROOT, at, at + len(rows) - 1)
        self.rows[at:at] = rows
        self.endInsertRows()

    def remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(ROOT, first, last)
        del self.rows[first : last + 1]
        self.endRemoveRows()

    def move(self, first: int, last: int, destination: int) -> bool:
        """Qt's counting; False where Qt refuses a move onto itself."""
        if not self.beginMoveRows(ROOT, first, last, ROOT, destination):
            return False
        block = self.rows[first : last + 1]
        del self.rows[first : last + 1]
        at = destination - len(block) if destination > last else destination
        self.rows[at:at] = block
        self.endMoveRows()
        return True

    def update(self, row: CaseRow) -> None:
        number = self.row_of(row.id)
        self.rows[number] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, 0))

    def replace(self, rows: list[CaseRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def reorder(self, rows: list[CaseRow]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        ids = [self.rows[index.row()].id for index in old]
        self.rows = rows
        self.changePersistentIndexList(old, [self.index(self.row_of(case_id), 0) for case_id in ids])
        self.layoutChanged.emit()
