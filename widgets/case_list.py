"""The live queue: whole rows painted by one delegate in a one-column table view.

A table view, not a list view: Qt's list view lays all rows out anew on every change (architecture, rule 16).
The model is a table model with one column whose ``ROW_ROLE`` is a :class:`CaseRow`, and which is
also a :class:`CaseRows`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QWidget

from widgets.case_list_anchor import Anchor, visible_rows
from widgets.case_list_arrivals import NewArrivalsBar
from widgets.case_list_delegate import CaseDelegate
from widgets.case_list_fades import Fades
from widgets.case_list_overlay import BAR_HEIGHT, ListState, StateOverlay
from widgets.case_list_place import PlacedTableView
from widgets.case_list_row import ROW_HEIGHT, ROW_ROLE, CaseRow, CaseRows
from widgets.theme import LIGHT, Theme
from widgets.token_button import BY_KEY

__all__ = [
    "ROW_HEIGHT", "ROW_ROLE", "Anchor", "CaseDelegate", "CaseListView", "CaseRow", "CaseRows", "ListState",
    "NewArrivalsBar",
]  # fmt: skip

Index = QModelIndex | QPersistentModelIndex

_FRAME_MS: Final = 33


def _milliseconds() -> float:
    return time.monotonic() * 1000.0


class CaseListView(PlacedTableView):
    """The queue with its keyboard, its fades and its designed states.

    ``clock`` gives monotonic milliseconds for the fades.
    """

    #: Double click or Enter on a case.
    case_activated = Signal(str)
    #: The button of the state shown by :meth:`set_state`.
    action_requested = Signal()

    _built = False  # Qt calls overrides while the base class is still being constructed

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], float] = _milliseconds) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._state: tuple[ListState, str, str] = ("live", "", "")
        self._shown: tuple[ListState, str, str, bool] = ("live", "", "", False)
        self._fades = Fades(clock)
        self._delegate = CaseDelegate(self)
        self.setItemDelegate(self._delegate)
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._step_fades)
        self._overlay = StateOverlay(self)
        self._overlay.action_requested.connect(self.action_requested)
        self.doubleClicked.connect(self._activate)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT // 3)
        self._built = True
        self.set_theme(LIGHT)
        self._retranslate()

    # -- looks -------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._overlay.set_theme(theme)
        shade = self.palette()
        shade.setColor(QPalette.ColorRole.Base, theme.color("panel"))
        self.setPalette(shade)
        self._dress()

    def set_motion(self, on: bool) -> None:
        """Whether changed rows fade for 600 ms; off on the wall and where reduced motion is asked for."""
        self._fades.enabled = on
        if not on:
            self._fades.stop()
            self._frames.stop()
            self._delegate.fades = {}
            self.viewport().update()

    def set_state(self, state: ListState, sentence: str = "", action_text: str = "") -> None:
        """Say in one sentence, with one action, what is the matter with the list; ``live`` says nothing.

        Over rows it is a bar and the rows stay (stale and failed grey them); over none a card.
        """
        if self._state == (state, sentence, action_text):
            return  # told at every flush: nothing to lay out or paint anew
        self._state = (state, sentence, action_text)
        self.updateGeometries()
        self._dress()

    def list_state(self) -> ListState:
        """The state last set."""
        return self._state[0]

    def overlay(self) -> StateOverlay:
        """The widget that shows the state."""
        return self._overlay

    def _dress(self) -> None:
        self._delegate.set_theme(self._theme, stale=self._state[0] in ("stale", "failed"))
        self.viewport().update()

    def _place_overlay(self) -> None:
        state, sentence, action = self._state
        filled = self.row_count() > 0
        shown = (state if not (state == "empty" and filled) else "live", sentence, action, filled)
        if shown != self._shown:
            self._shown = shown
            self._overlay.show_state(*shown[:3], as_bar=filled)
        area = self.viewport().geometry()
        if filled:
            area.setTop(max(area.top(), area.bottom() + 1 - BAR_HEIGHT))
        self._overlay.setGeometry(area)

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        value = bar.value()
        super().updateGeometries()
        if not self._built:
            return
        self._place_overlay()
        if self._shown[3] and self._shown[0] != "live":  # the last row can be scrolled out from under the bar
            bar.setMaximum(max(0, self.row_count() * ROW_HEIGHT + BAR_HEIGHT - self.viewport().height()))
            bar.setValue(value)

    # -- changes -----------------------------------------------------------------------------------

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        super().dataChanged(first, last, list(roles))
        self._start_fades(first.row(), last.row())

    def rowsInserted(self, parent: Index, first: int, last: int) -> None:
        super().rowsInserted(parent, first, last)
        self._start_fades(first, last)

    def _start_fades(self, first: int, last: int) -> None:
        model: QAbstractItemModel = self.model()
        seen = visible_rows(self.verticalScrollBar().value(), self.viewport().height(), self.row_count())
        started = False
        for number in range(max(first, seen.start), min(last + 1, seen.stop)):
            row = model.index(number, 0).data(ROW_ROLE)
            started |= isinstance(row, CaseRow) and self._fades.start(row)
        if started:
            self._delegate.fades = self._fades.step()
            self._frames.start()

    @Slot()
    def _step_fades(self) -> None:
        left = self._fades.step()
        self._delegate.fades = {case: remains for case, remains in left.items() if remains > 0.0}
        rows, scroll = self._rows(), self.verticalScrollBar().value()
        for case_id in left:
            number = rows.row_of(case_id) if rows is not None else -1
            if number >= 0:
                self.viewport().update(QRect(0, number * ROW_HEIGHT - scroll, self.viewport().width(), ROW_HEIGHT))
        if not self._fades.running():
            self._frames.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Cases"))

    # -- keys and mouse ----------------------------------------------------------------------------

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count, step = self.row_count(), QAbstractItemView.CursorAction
        if count == 0:
            return QModelIndex()
        page = max(1, self.viewport().height() // ROW_HEIGHT - 1)
        by = {
            step.MoveUp: -1, step.MovePrevious: -1, step.MoveDown: 1, step.MoveNext: 1,
            step.MovePageUp: -page, step.MovePageDown: page, step.MoveHome: -count, step.MoveEnd: count,
        }.get(action, 0)  # fmt: skip
        row = self._cursor_row(by > 0) + by
        return self.model().index(min(max(row, 0), count - 1), 0)

    def _cursor_row(self, down: bool) -> int:
        """The row that keys start from; without a current one, the gap it left or the edge of the view."""
        row = self.currentIndex().row()
        if row >= 0:
            return row
        if self._wanted:
            return self._gap.row - 1 if down else self._gap.row
        return -(-self.verticalScrollBar().value() // ROW_HEIGHT) + (-1 if down else 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.currentIndex())
            return
        if event.text().isprintable() and event.text():
            event.ignore()  # single letters are the desk's shortcuts, not a search in the list
            return
        self._set_ring(True)
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._set_ring(False)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:  # a drag must not run through the cases
            super().mouseMoveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        with self._silence():  # Qt would make the first row current
            super().focusInEvent(event)
            self._mark_wanted()
        self._set_ring(event.reason() in BY_KEY)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._set_ring(False)

    def _set_ring(self, on: bool) -> None:
        if self._delegate.ring != on:
            self._delegate.ring = on
            self.viewport().update()

    @Slot(QModelIndex)
    def _activate(self, index: Index) -> None:
        rows = self._rows()
        if rows is not None and index.isValid():
            self.case_activated.emit(rows.id_at(index.row()))
