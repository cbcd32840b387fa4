"""A table of one-line rows in fixed columns, one of which takes the room that is left; cells painted by token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from widgets.fonts import body
from widgets.theme import LIGHT, Theme, urgency_path

Index = QModelIndex | QPersistentModelIndex

#: The urgency whose mark stands before the text.
MARK_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 40
#: The token of the text's colour; without one it is ink.
TONE_ROLE: Final = MARK_ROLE + 1
#: The token of the cell's ground; without one it is that of the row.
GROUND_ROLE: Final = MARK_ROLE + 2

ROW: Final = 32
_PX: Final = 13
_PADDING: Final = 8
_MARK: Final = 11
_BAR: Final = 3


class _Cells(QStyledItemDelegate):
    """Paints ground, mark and text; what does not fit ends in dots, the model's tooltip has it whole."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        ground = "selected" if selected else index.data(GROUND_ROLE)
        painter.save()
        if ground:
            painter.fillRect(box, self.theme.color(str(ground)))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), self.theme.color("line"))
        if selected and index.column() == 0:
            painter.fillRect(QRectF(box.left(), box.top(), _BAR, box.height() - 1), self.theme.color("accent"))
        room = box.adjusted(_PADDING, 0, -_PADDING, -1)
        mark = index.data(MARK_ROLE)
        if mark:
            self._paint_mark(painter, room, str(mark))
            room.setLeft(room.left() + _MARK + 6)
        self._paint_text(painter, room, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW)

    def _paint_mark(self, painter: QPainter, room: QRectF, kind: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(room.left(), room.center().y() - _MARK / 2, _MARK, _MARK)
        painter.fillPath(urgency_path(kind, place), self.theme.urgency_fill(kind))

    def _paint_text(self, painter: QPainter, room: QRectF, index: Index) -> None:
        font = body(_PX)
        text = str(index.data() or "")
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(QColor(self.theme.color(str(index.data(TONE_ROLE) or "ink"))))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


class PlainTable(QTableView):
    """Rows are chosen whole; Enter or a double click tells which by `row_activated`. One tab stop."""

    row_activated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setFont(body(_PX))
        self.activated.connect(self._tell)

    def set_widths(self, widths: Mapping[int, int], stretched: int | None) -> None:
        """The columns' widths in pixels; the stretched one takes what is left."""
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        if stretched is not None:
            head.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._cells.theme = theme
        self.viewport().update()

    def chosen_row(self) -> int:
        """The selected row, -1 while none is."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    @Slot(QModelIndex)
    def _tell(self, index: QModelIndex) -> None:
        self.row_activated.emit(index.row())
