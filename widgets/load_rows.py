"""The painted rows of a load chart: name, stacked bar, total; picked by mouse and by keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from widgets.elided_label import plain_tooltip
from widgets.fonts import body, visible_text
from widgets.theme import LIGHT, urgency_path

ROW = 28
_BAR = 14
_PX = 13
_TOTAL_PX = 14
_GAP = 8
_NAME_SHARE = 0.36
_LEAST_SEGMENT = 3.0
_STATES = ("on_track", "due_soon", "overdue")


@dataclass(frozen=True, slots=True)
class LoadRow:
    """Open cases of one department by due state."""

    key: str
    name: str
    on_track: int
    due_soon: int
    overdue: int

    @property
    def total(self) -> int:
        return self.on_track + self.due_soon + self.overdue

    def count(self, urgency: str) -> int:
        return {"on_track": self.on_track, "due_soon": self.due_soon, "overdue": self.overdue}[urgency]

    def states(self) -> tuple[str, ...]:
        """States that have cases, in the order of the bar."""
        return tuple(state for state in _STATES if self.count(state))


class LoadRows(QAbstractScrollArea):
    """Rows in the order given."""

    segment_clicked = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = LIGHT
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.rows: tuple[LoadRow, ...] = ()
        self._current = (-1, 0)
        self._name_width = 0.0
        self._total_width = 0.0
        self._most = 1
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.describe()

    def set_rows(self, rows: Sequence[LoadRow]) -> None:
        chosen = self.rows[self._current[0]].key if 0 <= self._current[0] < len(self.rows) else None
        self.rows = tuple(rows)
        place = next((p for p, row in enumerate(self.rows) if row.key == chosen), -1)
        self._current = (place, self._current[1] if place >= 0 else 0)
        self.lay_out()
        self.describe()

    def hidden_below(self) -> tuple[LoadRow, ...]:
        """Rows that end below the window."""
        first = (self.verticalScrollBar().value() + self.viewport().height()) // ROW
        return self.rows[first:]

    def lay_out(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, len(self.rows) * ROW - height))
        bar.setPageStep(max(ROW, height // ROW * ROW))
        bar.setSingleStep(ROW)
        metrics, bold = QFontMetricsF(body(_PX)), QFontMetricsF(body(_TOTAL_PX))
        self._most = max((row.total for row in self.rows), default=1) or 1
        widest = max((metrics.horizontalAdvance(visible_text(row.name)) for row in self.rows), default=0.0)
        self._name_width = min(widest + 1, self.viewport().width() * _NAME_SHARE)
        self._total_width = max((bold.horizontalAdvance(self._total_text(row)) for row in self.rows), default=0.0)
        if any(row.overdue for row in self.rows):
            late = max(metrics.horizontalAdvance(f"{row.overdue:,}") for row in self.rows)
            self._total_width += 24 + late
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.rows:
            super().keyPressEvent(event)
            return
        row, part = self._current
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._press(row, part)
            return
        moves = {
            Qt.Key.Key_Down: (row + 1, 0),
            Qt.Key.Key_Up: (row - 1, 0),
            Qt.Key.Key_Home: (0, 0),
            Qt.Key.Key_End: (len(self.rows) - 1, 0),
            Qt.Key.Key_Left: (row, part - 1),
            Qt.Key.Key_Right: (row, part + 1),
        }
        if Qt.Key(key) not in moves:
            super().keyPressEvent(event)
            return
        self._go(*moves[Qt.Key(key)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row, state = self.at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0 and state:
            self._current = (row, self.rows[row].states().index(state))
            self.describe()
            self.viewport().update()
            self.segment_clicked.emit(self.rows[row].key, state)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self.at(event.position())[1])
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row, _state = self.at(QPointF(event.pos()))
            text = plain_tooltip(self.sentence(self.rows[row])) if row >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    def at(self, pos: QPointF) -> tuple[int, str]:
        """Row under a point (-1 for none) and the due state of the segment there (empty for none)."""
        row = int(pos.y() + self.verticalScrollBar().value()) // ROW
        if not 0 <= row < len(self.rows):
            return -1, ""
        for state, rect in self._segments(row):
            if rect.left() <= pos.x() < rect.right():
                return row, state
        return row, ""

    def sentence(self, row: LoadRow) -> str:
        """The row in words."""
        return self.tr("{name}: {total} open, {on_track} on track, {due_soon} due soon, {overdue} overdue").format(
            name=visible_text(row.name),
            total=row.total,
            on_track=row.on_track,
            due_soon=row.due_soon,
            overdue=row.overdue,
        )

    def describe(self) -> None:
        self.setAccessibleName(self.tr("Load, {n} rows").format(n=len(self.rows)))
        chosen = 0 <= self._current[0] < len(self.rows)
        self.setAccessibleDescription(self.sentence(self.rows[self._current[0]]) if chosen else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.rows:
            painter.setFont(body(_PX))
            painter.setPen(self.theme.color("muted"))
            flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignCenter.value)
            painter.drawText(self.viewport().rect(), flags, self.tr("No open cases"))
            return
        offset = self.verticalScrollBar().value()
        first = (offset + event.rect().top()) // ROW
        last = min(len(self.rows) - 1, (offset + event.rect().bottom()) // ROW)
        for place in range(first, last + 1):
            self._paint_row(painter, place)

    def _paint_row(self, painter: QPainter, place: int) -> None:
        row, theme = self.rows[place], self.theme
        line = QRectF(0, place * ROW - self.verticalScrollBar().value(), self.viewport().width(), ROW)
        painter.setFont(body(_PX))
        painter.setPen(theme.color("muted"))
        name = QFontMetricsF(body(_PX)).elidedText(
            visible_text(row.name), Qt.TextElideMode.ElideRight, self._name_width
        )
        box = QRectF(0, line.top(), self._name_width, ROW)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        right = self._name_width + _GAP
        for state, rect in self._segments(place):
            painter.fillRect(rect, theme.urgency_fill(state))
            if rect.left() > self._name_width + _GAP:
                painter.fillRect(QRectF(rect.left(), rect.top(), 1, rect.height()), theme.color("panel"))
            right = rect.right()
        if self.hasFocus() and place == self._current[0]:
            self._paint_focus(painter, place)
        self._paint_total(painter, row, QRectF(right + 9, line.top(), line.width() - right - 9, ROW))

    def _paint_total(self, painter: QPainter, row: LoadRow, box: QRectF) -> None:
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(body(_TOTAL_PX))
        painter.setPen(self.theme.color("ink"))
        painter.drawText(box, flags, self._total_text(row))
        if not row.overdue:
            return
        left = box.left() + QFontMetricsF(body(_TOTAL_PX)).horizontalAdvance(self._total_text(row)) + 8
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.urgency_fill("overdue"))
        painter.drawPath(urgency_path("overdue", QRectF(left, box.center().y() - 4.5, 9, 9)))
        painter.setFont(body(_PX))
        painter.setPen(self.theme.urgency_text("overdue"))
        box.setLeft(left + 12)
        painter.drawText(box, flags, f"{row.overdue:,}")

    def _paint_focus(self, painter: QPainter, place: int) -> None:
        segments = self._segments(place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.color("ink"), 1.5))
        if segments:
            painter.drawRect(segments[min(self._current[1], len(segments) - 1)][1].adjusted(-1.5, -2.5, 1.5, 2.5))
        else:
            top = place * ROW - self.verticalScrollBar().value()
            painter.drawRect(QRectF(1, top + 2, self._name_width + 4, ROW - 4))

    def _segments(self, place: int) -> list[tuple[str, QRectF]]:
        """Rectangles of a bar; a state with few cases among many still gets a few pixels."""
        row = self.rows[place]
        left = self._name_width + _GAP
        room = max(8.0, self.viewport().width() - left - self._total_width - 12)
        top = place * ROW - self.verticalScrollBar().value() + (ROW - _BAR) / 2
        states = row.states()
        widths = [max(_LEAST_SEGMENT, row.count(state) / self._most * room) for state in states]
        excess = sum(widths) - max(row.total / self._most * room, _LEAST_SEGMENT * len(states))
        if excess > 0:
            widths[widths.index(max(widths))] -= excess
        result = []
        for state, width in zip(states, widths, strict=True):
            result.append((state, QRectF(left, top, width, _BAR)))
            left += width
        return result

    def _total_text(self, row: LoadRow) -> str:
        return f"{row.total:,}"

    def _go(self, row: int, part: int) -> None:
        row = min(len(self.rows) - 1, max(0, row))
        part = min(max(0, len(self.rows[row].states()) - 1), max(0, part))
        self._current = (row, part)
        bar = self.verticalScrollBar()
        if row * ROW < bar.value():
            bar.setValue(row * ROW)
        elif (row + 1) * ROW > bar.value() + self.viewport().height():
            bar.setValue((row + 1) * ROW - self.viewport().height())
        self.describe()
        self.viewport().update()
        top = QPoint(int(self._name_width), (row + 1) * ROW - bar.value())
        QToolTip.showText(self.viewport().mapToGlobal(top), plain_tooltip(self.sentence(self.rows[row])), self)

    def _press(self, row: int, part: int) -> None:
        if 0 <= row < len(self.rows):
            states = self.rows[row].states()
            if states:
                self.segment_clicked.emit(self.rows[row].key, states[min(part, len(states) - 1)])
