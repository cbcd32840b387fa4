"""The dark navigation rail: the product's mark and one entry per page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from widgets.elided_label import plain_tooltip
from widgets.fonts import body, visible_text
from widgets.icons import icon_pixmap
from widgets.theme import LIGHT, Theme
from widgets.token_button import TokenButton

WIDTH: Final = 78
MARK_HEIGHT: Final = 58
_ENTRY_HEIGHT: Final = 68
_ICON: Final = 22

#: Key, icon name, text, shortcut ("" for none).
Entry = tuple[str, str, str, str]


class RailButton(TokenButton):
    """One page: icon over word; a bar and a lighter ground when it is open."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self._icon_name, self._label, shortcut = entry
        self._label = visible_text(self._label)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._label)
        self.setAccessibleDescription(shortcut)
        self.setToolTip(plain_tooltip(f"{self._label} ({shortcut})" if shortcut else self._label))
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))

    def label(self) -> str:
        """The word under the icon."""
        return self._label

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, _ENTRY_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box, color = QRectF(self.rect()), self._theme.color
        active = self.isChecked()
        if active or self.underMouse() or self.isDown():
            painter.setOpacity(1.0 if active else 0.6)
            painter.fillRect(box, color("rail_active"))
            painter.setOpacity(1.0)
        if active:
            painter.fillRect(QRectF(0, 0, 3, box.height()), color("rail_mark"))
        ink = color("rail_ink" if active else "rail_text")
        picture = icon_pixmap(self._icon_name, ink, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(round((box.width() - _ICON) / 2), 11), picture)
        self._paint_label(painter, ink, active)
        if self.shows_ring():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("rail_mark"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(5.75, 3.75, -4.75, -3.75), 6, 6)
        painter.end()

    def _paint_label(self, painter: QPainter, ink: QColor, active: bool) -> None:
        room = WIDTH - 6.0
        sizes = (
            size for size in (13, 12, 11) if QFontMetricsF(body(size, True)).horizontalAdvance(self._label) <= room
        )
        painter.setFont(body(next(sizes, 11), active))
        painter.setPen(ink)
        words = QFontMetricsF(painter.font()).elidedText(self._label, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, 37, WIDTH, 22), Qt.AlignmentFlag.AlignCenter, words)


class Rail(QWidget):
    """``chosen`` tells the key of the page the user asked for; the rail answers the shortcuts itself.

    Up and Down walk along the entries, Space or Enter opens.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, mark: str = "指") -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._mark = mark
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._clicked)
        self.setFixedWidth(WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, MARK_HEIGHT + 7, 0, 8)
        self._column.setSpacing(1)
        self._retranslate()

    def set_entries(self, entries: Sequence[Entry], footer: Sequence[Entry] = ()) -> None:
        """The pages as (key, icon, text, shortcut), from the top; ``footer`` ones stand at the bottom.

        The open page stays marked if it is still there.
        """
        active = self.active()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, RailButton):
                self._group.removeButton(widget)
                widget.hide()
                widget.deleteLater()
        self._buttons.clear()
        for entry in entries:
            self._column.addWidget(self._button(entry))
        self._column.addStretch(1)
        for entry in footer:
            self._column.addWidget(self._button(entry))
        self.set_active(active)

    def active(self) -> str:
        """The key of the open page, "" for none."""
        button = self._group.checkedButton()
        return button.key if isinstance(button, RailButton) else ""

    def set_active(self, key: str) -> None:
        """Mark a page as open without telling anyone; an unknown key is ignored."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def button(self, key: str) -> RailButton:
        """The entry of a page; raises KeyError for an unknown one."""
        return self._buttons[key]

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for button in self._buttons.values():
            button.set_theme(theme)
        self.update()

    def _button(self, entry: Entry) -> RailButton:
        button = RailButton(entry, self)
        button.set_theme(self._theme)
        self._buttons[entry[0]] = button
        self._group.addButton(button)
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("rail"))
        painter.setFont(body(20, bold=True))
        painter.setPen(self._theme.color("rail_ink"))
        painter.drawText(QRectF(0, 0, WIDTH, MARK_HEIGHT), Qt.AlignmentFlag.AlignCenter, self._mark)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Pages"))

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, RailButton):
            self.chosen.emit(button.key)
