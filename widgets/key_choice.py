"""One of a few, by one digit: a row of buttons that each show their digit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from widgets.badge import centred, key_size, paint_frame, paint_key
from widgets.flow_layout import FlowLayout
from widgets.fonts import body, visible_text
from widgets.form_fields import FieldBox
from widgets.pick_field import Choice
from widgets.token_button import TokenButton

DIGITS: Final = "1234567890"
_HEIGHT: Final = 28
_PADDING: Final = 8
_GAP: Final = 6


class ChoiceButton(TokenButton):
    """One choice with its digit."""

    def __init__(self, choice: Choice, digit: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = choice.key
        self.digit = digit
        self._word = visible_text(choice.text)
        self.setCheckable(True)
        self.setAccessibleName(f"{digit} {self._word}".strip())

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(body(13, bold=True)).horizontalAdvance(self._word)
        return QSize(round(width + key_size(self.digit).width()) + 2 * _PADDING + _GAP, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colour, box = QPainter(self), self._theme.color, QRectF(self.rect())
        chosen = self.isChecked()
        ground = colour("accent" if chosen else "hover" if self.underMouse() else "panel")
        line = colour("ink" if self.shows_ring() else "accent" if chosen else "line_strong")
        paint_frame(painter, box, ground, line, 6.0)
        cap = centred(box, key_size(self.digit), float(_PADDING))
        text = colour("on_accent" if chosen else "ink")
        paint_key(painter, cap, self.digit, text if chosen else colour("muted"), ground, line)
        painter.setFont(body(13, chosen))
        painter.setPen(text)
        left = cap.right() + _GAP
        painter.drawText(QRectF(left, 0, box.width() - left, box.height()), Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.end()


class KeyChoice(FieldBox):
    """Digits choose while one of the buttons has the focus, Alt with a digit from anywhere in the form."""

    def __init__(self, parent: QWidget, choices: Sequence[Choice]) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._flow = FlowLayout(self, 4)
        self.buttons: list[ChoiceButton] = []
        for place, choice in enumerate(choices):
            button = ChoiceButton(choice, DIGITS[place] if place < len(DIGITS) else "", self)
            self._group.addButton(button)
            self._flow.addWidget(button)
            self.buttons.append(button)
        self._group.buttonToggled.connect(self._toggled)
        if self.buttons:
            self.setFocusProxy(self.buttons[0])

    def value(self) -> str:
        return next((button.key for button in self.buttons if button.isChecked()), "")

    def set_value(self, text: str) -> None:
        button = next((button for button in self.buttons if button.key == text), None)
        if button is not None:
            button.setChecked(True)

    def set_name(self, name: str) -> None:
        for button in self.buttons:
            button.setAccessibleDescription(name)

    def choose(self, digit: str) -> bool:
        """Chooses what has the digit; whether there is such a one."""
        button = next((button for button in self.buttons if digit and button.digit == digit), None)
        if button is not None:
            button.setChecked(True)
        return button is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self.choose(event.text()):
            chosen = next(button for button in self.buttons if button.isChecked())
            chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)

    @Slot(QAbstractButton, bool)
    def _toggled(self, button: QAbstractButton, on: bool) -> None:
        if on:
            self.setFocusProxy(button)
            self.edited.emit()
