"""A splitter whose dividers take the keyboard: Tab reaches them, arrows move them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

STEP = 16
"""Pixels that one key press moves a divider."""
_MARK = 44.0
_BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up})
_ON = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down})


class KeyHandle(QSplitterHandle):
    """One divider; says by a bar in the accent that it has the keyboard."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _BACK | _ON and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            here = self.x() if self.orientation() == Qt.Orientation.Horizontal else self.y()
            self.moveSplitter(here + (STEP if key in _ON else -STEP))
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Arrows are the divider's while it has the keyboard, not the window's.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and Qt.Key(event.key()) in _BACK | _ON
        ):
            event.accept()
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().highlight())
        across = self.orientation() == Qt.Orientation.Horizontal
        wide, high = (4.0, _MARK) if across else (_MARK, 4.0)
        painter.drawRoundedRect(QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high), 2, 2)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Divider; arrows move it"))


class KeySplitter(QSplitter):
    """Looks like any splitter; none of its panes can be closed by a divider."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return KeyHandle(self.orientation(), self)
