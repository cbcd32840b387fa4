"""The log of a case: time, mark, what happened; long texts wrap, entries are picked and copied by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QSizePolicy, QToolTip, QWidget

from widgets.elided_label import plain_tooltip
from widgets.fonts import body, visible_text
from widgets.theme import LIGHT, URGENCIES, Theme, urgency_path
from widgets.timeline_layout import ABOVE, DOT, GAP, LEFT, TEXT_PX, TIME_PX, TITLE_PX, TimelineEntry, TimelineLayout

__all__ = ["Timeline", "TimelineEntry"]


class Timeline(QAbstractScrollArea):
    """One painted list; only the rows in sight are drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._entries: tuple[TimelineEntry, ...] = ()
        self._layout = TimelineLayout()
        self._current = -1
        self._anchor = -1
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAutoFillBackground(False)
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.viewport().update()

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Shows entries in the order given; the place and the chosen entry stay, a list read at its end follows on."""
        bar = self.verticalScrollBar()
        at_end = bool(self._entries) and bar.value() == bar.maximum() > 0
        chosen = self._entries[self._current] if 0 <= self._current < len(self._entries) else None
        self._entries = tuple(entries)
        self._current = self._entries.index(chosen) if chosen in self._entries else -1
        self._anchor = self._current
        self._lay_out()
        if at_end:
            bar.setValue(bar.maximum())
        self._describe()

    def content_height(self) -> int:
        """Pixels that all entries need at the present width."""
        return self._layout.height or 32

    def selected_text(self) -> str:
        """The chosen entries as they are copied; empty when none is chosen."""
        if self._current < 0:
            return ""
        first, last = sorted((self._anchor, self._current))
        return "\n".join(entry.plain() for entry in self._entries[first : last + 1])

    @Slot()
    def copy(self) -> None:
        """Puts the chosen entries on the clipboard; keeps it when none is chosen."""
        text = self.selected_text()
        if text:
            QGuiApplication.clipboard().setText(text)

    @Slot()
    def select_all(self) -> None:
        if self._entries:
            self._anchor, self._current = 0, len(self._entries) - 1
            self._describe()
            self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(360, min(320, max(64, self.content_height())))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 64)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
            return
        last = len(self._entries) - 1
        page = max(1, self.viewport().height() // 48)
        target = {
            Qt.Key.Key_Down: self._current + 1,
            Qt.Key.Key_Up: self._current - 1,
            Qt.Key.Key_PageDown: self._current + page,
            Qt.Key.Key_PageUp: self._current - page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if target is None or last < 0:
            super().keyPressEvent(event)
            return
        self._choose(min(last, max(0, target)), extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._layout.row_at(event.position().toPoint().y() + self.verticalScrollBar().value())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._choose(place, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self._layout.row_at(event.pos().y() + self.verticalScrollBar().value())
        first, last = sorted((self._anchor, self._current))
        if place >= 0 and not first <= place <= last:
            self._choose(place, extend=False)
        if not self.selected_text():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy"), QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        menu.popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """In a narrow log the tooltip has the time that had to be shortened."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._layout.row_at(event.pos().y() + self.verticalScrollBar().value())
            time_text = self._entries[place].time_text if place >= 0 else ""
            short = self._time_shown(time_text) != time_text
            QToolTip.showText(event.globalPos(), plain_tooltip(time_text) if short else "", self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._entries:
            painter.setFont(body(TEXT_PX))
            painter.setPen(self._theme.color("muted"))
            words = self.viewport().rect().adjusted(LEFT, ABOVE, 0, 0)
            painter.drawText(words, int(Qt.TextFlag.TextWordWrap), self.tr("No steps yet"))
            return
        offset = self.verticalScrollBar().value()
        rows = self._layout.rows
        place = self._layout.first_at(offset + event.rect().top())
        while place < len(rows) and rows[place].top <= offset + event.rect().bottom():
            self._paint_row(painter, place, rows[place].top - offset)
            place += 1

    def _paint_row(self, painter: QPainter, place: int, top: int) -> None:
        entry, row, theme = self._entries[place], self._layout.rows[place], self._theme
        first, last = sorted((self._anchor, self._current))
        if first <= place <= last and self._current >= 0:
            area = QRectF(0, top, self.viewport().width(), row.height - 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected"))
            painter.drawRoundedRect(area, 4, 4)
            if place == self._current and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.color("accent"), 1))
                painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        line = QRect(LEFT, top + ABOVE, self._layout.time_width, 20)
        painter.setFont(body(TIME_PX))
        painter.setPen(theme.color("faint"))
        painter.drawText(
            line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._time_shown(entry.time_text)
        )
        self._paint_mark(
            painter, entry.kind, QPointF(LEFT + self._layout.time_width + GAP + DOT / 2, line.center().y() + 1)
        )
        title, second = self._layout.texts(place)
        painter.setPen(theme.color("ink"))
        painter.setFont(body(TITLE_PX, True))
        painter.drawStaticText(self._layout.text_left, top + ABOVE, title)
        painter.setPen(theme.color("muted"))
        painter.setFont(body(TEXT_PX))
        if row.second:
            painter.drawStaticText(self._layout.text_left, top + ABOVE + row.title_height, second)
        if row.who_beside:
            beside = QRect(self._layout.text_left, line.top(), self._layout.text_width, 20)
            painter.drawText(
                beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, visible_text(entry.who)
            )

    def _time_shown(self, text: str) -> str:
        metrics = QFontMetricsF(body(TIME_PX))
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._layout.time_width)

    def _paint_mark(self, painter: QPainter, kind: str, center: QPointF) -> None:
        theme = self._theme
        rect = QRectF(center.x() - DOT / 2, center.y() - DOT / 2, DOT, DOT)
        painter.setPen(Qt.PenStyle.NoPen)
        if kind in URGENCIES:
            painter.setBrush(theme.urgency_fill(kind))
            painter.drawPath(urgency_path(kind, rect.adjusted(-1, -1, 1, 1)))
        elif kind == "system":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("line_strong"), 1.5))
            painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
        else:
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(rect)

    def _lay_out(self) -> None:
        height = self.viewport().height()
        self._layout.lay_out(self._entries, self.viewport().width())
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._layout.height - height))
        bar.setPageStep(height)
        bar.setSingleStep(24)
        self.viewport().update()

    def _choose(self, place: int, *, extend: bool) -> None:
        self._current = place
        if not extend or self._anchor < 0:
            self._anchor = place
        bar, row = self.verticalScrollBar(), self._layout.rows[place]
        if row.top < bar.value():
            bar.setValue(row.top)
        elif row.top + row.height > bar.value() + self.viewport().height():
            bar.setValue(row.top + row.height - self.viewport().height())
        self._describe()
        self.viewport().update()

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("Log of the case, {n} steps").format(n=len(self._entries)))
        chosen = self._entries[self._current].plain() if 0 <= self._current < len(self._entries) else ""
        self.setAccessibleDescription(chosen)
