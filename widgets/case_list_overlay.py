"""The designed states of the case list besides "live": empty, loading, stale, failed."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from widgets.fonts import body, visible_text
from widgets.icons import icon_pixmap
from widgets.key_button import KeyButton
from widgets.theme import LIGHT, Theme

ListState = Literal["live", "empty", "loading", "stale", "failed"]

BAR_HEIGHT: Final = 52
_ICONS: Final = {"empty": "inbox", "loading": "hourglass", "stale": "wifi-off", "failed": "triangle-alert"}
_TINTS: Final = {"stale": "overdue_text", "failed": "overdue_text"}


class StateOverlay(QWidget):
    """One sentence and one action: a card over an empty list, a bar at the bottom of one with rows."""

    action_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._state: str = "live"
        self._as_bar = False
        self._icon = QLabel()
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setFont(body(14))
        self._button = KeyButton()
        self._button.clicked.connect(self._act)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        outer.addStretch(1)
        outer.addLayout(self._box)
        outer.addStretch(1)
        for widget in (self._icon, self._sentence, self._button):
            self._box.addWidget(widget)
        self.hide()

    def state(self) -> str:
        """The state shown; ``live`` while hidden."""
        return self._state

    def sentence(self) -> str:
        """The sentence shown."""
        return self._sentence.text()

    def button(self) -> KeyButton:
        """The action's button."""
        return self._button

    def show_state(self, state: ListState, sentence: str, action_text: str, *, as_bar: bool) -> None:
        """Show ``sentence`` and a button ``action_text`` ("" for none); ``live`` hides everything."""
        self._state = state
        self._as_bar = as_bar
        self._sentence.setText(visible_text(sentence))
        self._button.set_text(action_text)
        self._button.setVisible(bool(action_text))
        self.setAccessibleName(sentence)
        self._arrange()
        self._tint()
        self.setVisible(state != "live")

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._button.set_theme(theme)
        self._tint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("panel"))
        if self._as_bar:
            tone = self._theme.color(_TINTS.get(self._state, "line"))
            painter.fillRect(QRectF(0, 0, self.width(), 1), tone)
            painter.fillRect(QRectF(0, 1, 3, self.height()), tone)
        painter.end()

    def _arrange(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter if not self._as_bar else Qt.AlignmentFlag.AlignVCenter
        side_by_side = QBoxLayout.Direction.LeftToRight
        self._box.setDirection(side_by_side if self._as_bar else QBoxLayout.Direction.TopToBottom)
        self._box.setContentsMargins(*((16, 0, 12, 0) if self._as_bar else (32, 0, 32, 0)))
        self._box.setSpacing(10 if self._as_bar else 14)
        self._sentence.setAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter if self._as_bar else Qt.AlignmentFlag.AlignCenter
        )
        expanding, fixed = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred
        self._sentence.setSizePolicy(expanding, fixed)
        self._box.setAlignment(self._icon, centre)
        self._box.setAlignment(self._button, centre)

    def _tint(self) -> None:
        name = _ICONS.get(self._state, "info")
        tint = self._theme.color(_TINTS.get(self._state, "faint"))
        size = 20 if self._as_bar else 32
        self._icon.setPixmap(icon_pixmap(name, tint, size, self.devicePixelRatioF()))
        shade = self._sentence.palette()
        shade.setColor(self._sentence.foregroundRole(), self._theme.color("ink"))
        self._sentence.setPalette(shade)
        self.update()

    @Slot()
    def _act(self) -> None:
        self.action_requested.emit()
