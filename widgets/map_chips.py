"""The small row of measures on the map: one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from widgets.badge import paint_frame
from widgets.fonts import body, visible_text
from widgets.theme import LIGHT, Theme

_PX = 13
_HEIGHT = 28
_PADDING = 12
_GAP = 8


class _Chip(QAbstractButton):
    """A rounded button, filled when chosen."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.theme = LIGHT
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_words(self, text: str) -> None:
        if text != self.accessibleName():
            self.setText(visible_text(text).replace("&", "&&"))
            self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(body(_PX, True)).horizontalAdvance(self._words()) + 2 * _PADDING, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        ground = self.theme.color("accent" if chosen else "hover" if self.underMouse() else "panel")
        line = self.theme.color("accent" if chosen or self.hasFocus() else "line")
        rect = QRectF(self.rect())
        paint_frame(painter, rect, ground, line, rect.height() / 2 - 0.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.color("on_accent" if chosen else "accent"), 1))
            painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), rect.height() / 2 - 3, rect.height() / 2 - 3)
        painter.setFont(body(_PX, chosen))
        painter.setPen(self.theme.color("on_accent" if chosen else "ink"))
        width = self.width() - 2 * _PADDING + 8
        words = QFontMetrics(body(_PX, chosen)).elidedText(self._words(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def _words(self) -> str:
        return self.text().replace("&&", "&")


class MapChips(QWidget):
    """Chips in rows, ranged right; left and right arrows move between them."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._chips: list[_Chip] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._clicked)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for chip in self._chips:
            chip.theme = theme
        self.update()

    def set_chips(self, chips: Sequence[tuple[str, str]], current: str | None = None) -> None:
        """Keys and texts; ``current`` (default: what was chosen, else the first) is chosen without a signal."""
        keep = current or self.current()
        if [key for key, _text in chips] != [chip.key for chip in self._chips]:
            self._make(chips)
        for chip, (key, text) in zip(self._chips, chips, strict=True):
            chip.set_words(text)
            chip.setChecked(key == keep)
        if self._chips and not self.current():
            self._chips[0].setChecked(True)
        self.setVisible(bool(self._chips))

    def _make(self, chips: Sequence[tuple[str, str]]) -> None:
        for chip in self._chips:
            self._group.removeButton(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for key, _text in chips:
            chip = _Chip(key, self)
            chip.theme = self._theme
            self._group.addButton(chip)
            self._chips.append(chip)

    def current(self) -> str:
        """Key of the chosen chip; empty without chips."""
        return next((chip.key for chip in self._chips if chip.isChecked()), "")

    def current_text(self) -> str:
        return next((chip.accessibleName() for chip in self._chips if chip.isChecked()), "")

    def arrange(self, width: int) -> QSize:
        """Sets the chips in rows of at most ``width`` pixels and gives the size used."""
        rows: list[list[_Chip]] = [[]]
        left = 0
        for chip in self._chips:
            size = min(chip.sizeHint().width(), width)
            if rows[-1] and left + size > width:
                rows.append([])
                left = 0
            rows[-1].append(chip)
            left += size + _GAP
        used = max((sum(min(c.sizeHint().width(), width) + _GAP for c in row) - _GAP for row in rows if row), default=0)
        for line, row in enumerate(rows):
            right = used
            for chip in reversed(row):
                size = min(chip.sizeHint().width(), width)
                chip.setGeometry(right - size, line * (_HEIGHT + _GAP), size, _HEIGHT)
                chip.setToolTip(chip.accessibleName() if size < chip.sizeHint().width() else "")
                chip.show()
                right -= size + _GAP
        self.resize(used, len(rows) * (_HEIGHT + _GAP) - _GAP)
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        place = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), -1)
        if step is None or place < 0:
            super().keyPressEvent(event)
            return
        self._chips[(place + step) % len(self._chips)].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _Chip):
            self.chosen.emit(button.key)
