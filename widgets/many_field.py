"""Several of a list: picked one after the other by typing, taken out again by keys or mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.badge import CHIP_PADDING, paint_frame
from widgets.elided_label import plain_tooltip
from widgets.flow_layout import FlowLayout
from widgets.fonts import body, visible_text
from widgets.form_fields import FieldBox, FormField, FormWords
from widgets.icons import icon_pixmap
from widgets.pick_field import Choice, PickField
from widgets.plain_fields import fill
from widgets.theme import LIGHT, Theme, theme_children
from widgets.token_button import TokenButton

_HEIGHT: Final = 26
_CROSS: Final = 12
_MOST: Final = 300


class ChosenChip(TokenButton):
    """One that was chosen; Delete, Backspace, Enter, Space or a click takes it out."""

    removed = Signal(str)

    def __init__(self, key: str, text: str, remove: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self._word = visible_text(text)
        self.setAccessibleName(f"{remove} {self._word}".strip())
        self.setToolTip(plain_tooltip(f"{self._word}  {remove}".strip()))
        self.clicked.connect(self._remove)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(body(13)).horizontalAdvance(self._word)
        return QSize(min(_MOST, round(width) + 3 * CHIP_PADDING + _CROSS + 2), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colour = QPainter(self), self._theme.color
        line = colour("accent" if self.shows_ring() else "line_strong")
        paint_frame(painter, QRectF(self.rect()), colour("hover" if self.underMouse() else "selected"), line, 5.0)
        painter.setFont(body(13))
        painter.setPen(colour("ink"))
        room = self.width() - 3 * CHIP_PADDING - _CROSS
        words = QFontMetricsF(body(13)).elidedText(self._word, Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(QRectF(CHIP_PADDING, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        left = self.width() - CHIP_PADDING - _CROSS
        pixmap = icon_pixmap("x", colour("muted"), _CROSS, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, (self.height() - _CROSS) / 2), pixmap)
        painter.end()

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self._key)


class ManyField(FieldBox):
    """The value is the chosen keys with spaces between; Backspace in the empty line takes out the last one."""

    def __init__(self, parent: QWidget, spec: FormField, words: FormWords) -> None:
        super().__init__(parent)
        self.words = words
        self._theme = LIGHT
        self._choices = list(spec.choices)
        self._chosen: list[str] = []
        self._pick = PickField(self)
        self._pick.set_placeholder(spec.placeholder)
        self._pick.set_choices(self._choices)
        self._pick.picked.connect(self._picked)
        self._pick.left.connect(self.edited)
        self._pick.line.installEventFilter(self)
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips, 4)
        fill(self, self._chips, self._pick)
        self._chips.hide()
        self.setFocusProxy(self._pick)

    def set_theme(self, theme: Theme) -> None:
        """For chips made later."""
        self._theme = theme

    def value(self) -> str:
        return " ".join(self._chosen)

    def set_value(self, text: str) -> None:
        self._chosen = list(dict.fromkeys(text.replace(",", " ").replace("，", " ").split()))
        self._show()

    def set_name(self, name: str) -> None:
        self._pick.set_accessible(name)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        self._choices = list(choices)
        self._show()

    def problem(self) -> str:
        return self.words.not_in_list if self._pick.typed().strip() and not self._pick.is_active() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Backspace
            and self._chosen
            and not self._pick.typed()
        ):
            self.take_out(self._chosen[-1])
            return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def take_out(self, key: str) -> None:
        """Takes one out; the keyboard goes on in the line."""
        self._chosen = [other for other in self._chosen if other != key]
        self._show()
        self._pick.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _picked(self, key: str) -> None:
        if key:
            self._chosen.append(key)
            self._show()

    def _show(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        names = {choice.key: choice.text for choice in self._choices}
        for key in self._chosen:
            chip = ChosenChip(key, names.get(key, key), self.words.remove, self._chips)
            chip.removed.connect(self.take_out)
            theme_children(chip, self._theme)
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(self._chosen))
        self._pick.clear()
        self._pick.set_choices([choice for choice in self._choices if choice.key not in self._chosen])
        self._order()
        self.edited.emit()

    def _order(self) -> None:
        """Tab goes through the chips after the line."""
        before: QWidget = self._pick.line
        for place in range(self._flow.count()):
            item = self._flow.itemAt(place)
            chip = item.widget() if item is not None else None
            if chip is not None:
                QWidget.setTabOrder(before, chip)
                before = chip
