"""A grid of people and days: two lines a cell, painted by token, moved through and filled by keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPen
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
from widgets.plain_table import GROUND_ROLE, MARK_ROLE, TONE_ROLE
from widgets.theme import LIGHT, Theme, urgency_path

Index = QModelIndex | QPersistentModelIndex

#: The second line of a cell; a model that gives none has cells of one line.
SECOND_ROLE: Final = MARK_ROLE + 10

ROW: Final = 40
NAMES: Final = 112
"""Width of the people's names."""
_PX: Final = 13
_SMALL: Final = 12
_PADDING: Final = 6
_MARK: Final = 8.0


class _Cells(QStyledItemDelegate):
    """Ground, up to two lines, a corner mark, and a frame around the current cell."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = LIGHT
        self.narrow = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "selected" if selected else index.data(GROUND_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if ground:
            painter.fillRect(box, self.theme.color(str(ground)))
        line = self.theme.color("line")
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), line)
        painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), line)
        self._paint_lines(painter, box, index)
        if index.data(MARK_ROLE):
            mark = QRectF(box.right() - _MARK - 4, box.top() + 4, _MARK, _MARK)
            painter.fillPath(urgency_path("due_soon", mark), self.theme.urgency_fill("due_soon"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self.theme.color("accent"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW)

    def _paint_lines(self, painter: QPainter, box: QRectF, index: Index) -> None:
        first, second = str(index.data() or ""), str(index.data(SECOND_ROLE) or "")
        tone = self.theme.color(str(index.data(TONE_ROLE) or "ink"))
        if self.narrow:
            room = box.adjusted(1, 0, -2, -1)
            self._line(painter, room, first, _PX, tone, Qt.AlignmentFlag.AlignCenter)
            return
        room = box.adjusted(_PADDING, 3, -_PADDING - (_MARK if index.data(MARK_ROLE) else 0), -4)
        if not second:
            self._line(painter, room, first, _PX, tone, Qt.AlignmentFlag.AlignVCenter)
            return
        half = room.height() / 2
        self._line(painter, room.adjusted(0, 0, 0, -half), first, _PX, tone, Qt.AlignmentFlag.AlignVCenter)
        muted = self.theme.color("muted")
        self._line(painter, room.adjusted(0, half, 0, 0), second, _SMALL, muted, Qt.AlignmentFlag.AlignVCenter)

    def _line(
        self, painter: QPainter, room: QRectF, text: str, px: int, colour: QColor, place: Qt.AlignmentFlag
    ) -> None:
        font = body(px)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(room, int(place | Qt.TextFlag.TextSingleLine), shown)


class RosterGrid(QTableView):
    """Arrows move, Shift+arrows choose several cells; one tab stop.

    `typed` carries a letter or digit in upper case, `paged` -1 or 1; `opened` follows Enter and a double click.
    """

    typed = Signal(str)
    cleared = Signal()
    copied = Signal()
    pasted = Signal()
    opened = Signal()
    paged = Signal(int)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head, names = self.horizontalHeader(), self.verticalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(16)
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setDefaultSectionSize(ROW)
        names.setFixedWidth(NAMES)
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for header in (head, names):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
            header.setFont(body(_PX))
        self.doubleClicked.connect(self._double_clicked)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._cells.theme = theme
        self.viewport().update()

    def set_narrow(self, narrow: bool) -> None:
        """Narrow cells hold a letter or two, in the middle."""
        self._cells.narrow = narrow
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignCenter if narrow else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setProperty("narrow", narrow)
        self.horizontalHeader().style().unpolish(self.horizontalHeader())
        self.horizontalHeader().style().polish(self.horizontalHeader())
        self.viewport().update()

    def chosen(self) -> list[tuple[int, int]]:
        """Rows and columns of the chosen cells; the current one where none is."""
        found = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        here = self.currentIndex()
        return found or ([(here.row(), here.column())] if here.isValid() else [])

    def event(self, event: QEvent) -> bool:
        """Letters belong to the grid while it has the focus, whatever they do elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _letter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.paged.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif _letter(event):
            self.typed.emit(_letter(event))
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    @Slot(QModelIndex)
    def _double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit()


def _letter(event: QKeyEvent) -> str:
    """The letter or digit of a key without Ctrl, Alt or Meta; else empty."""
    if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return ""
    text = event.text().upper()
    return text if len(text) == 1 and text.isascii() and text.isalnum() else ""
