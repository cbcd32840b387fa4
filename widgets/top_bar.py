"""The top bar: where we are, search, how fresh the data is, the shift and who is on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from widgets.age_label import AgeKind, AgeLabel
from widgets.badge import Badge, BadgeKind
from widgets.elided_label import ElidedLabel, plain_tooltip
from widgets.fonts import body, visible_text
from widgets.icons import icon
from widgets.shift_button import ShiftButton
from widgets.theme import DARK, LIGHT, Theme
from widgets.top_bar_search import DEBOUNCE_MS, SearchField

HEIGHT: Final = 56
_ICON: Final = 18


class TopBar(QWidget):
    """Plain values in; the texts are ready in the user's language."""

    #: Typing in the search field came to rest.
    search_changed = Signal(str)
    #: Enter in the search field.
    search_submitted = Signal(str)
    officer_clicked = Signal()
    shift_clicked = Signal()
    theme_clicked = Signal()
    language_clicked = Signal()

    def __init__(self, parent: QWidget | None = None, *, debounce_ms: int = DEBOUNCE_MS) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.setFixedHeight(HEIGHT)
        self._place = ElidedLabel()
        self._place.setFont(body(18, bold=True))
        self._place.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._banner = Badge("", "due_soon")
        self._banner.hide()
        self.search = SearchField(debounce_ms=debounce_ms)
        self.search.setMaximumWidth(440)
        self.age = AgeLabel()
        self.shift = ShiftButton()
        self.shift.hide()
        self.shift.clicked.connect(self.shift_clicked)
        self._language = self._tool(self.language_clicked)
        self._look = self._tool(self.theme_clicked)
        self._officer = self._tool(self.officer_clicked)
        self._officer.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.search.changed.connect(self.search_changed)
        self.search.submitted.connect(self.search_submitted)
        self._lay_out()
        self.set_theme(LIGHT)
        self._retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self._place)
        row.addWidget(self._banner)
        row.addWidget(self.search, 100)
        row.addStretch(1)
        row.addWidget(self.age)
        row.addWidget(self.shift)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for button in (self._officer, self._language, self._look):
            tools.addWidget(button)
        row.addLayout(tools)

    def _tool(self, clicked: object) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setIconSize(QSize(_ICON, _ICON))
        button.clicked.connect(clicked)
        return button

    def set_place(self, title: str) -> None:
        """The name of the command centre."""
        self._place.setText(title)

    def set_banner(self, text: str, kind: BadgeKind = "due_soon") -> None:
        """Say that this is no real data (demonstration, exercise); "" for real data."""
        self._banner.set_text(text)
        self._banner.set_kind(kind)
        self._banner.setVisible(bool(text))

    def banner(self) -> str:
        """The banner's words."""
        return self._banner.text()

    def set_age(self, kind: AgeKind, text: str) -> None:
        """How fresh the data is, see :class:`widgets.age_label.AgeLabel`."""
        self.age.set_state(kind, text)

    def set_shift(self, text: str, lines: Sequence[str] = (), *, warns: bool = False) -> None:
        """The running shift, see :class:`widgets.shift_button.ShiftButton`."""
        self.shift.set_shift(text, lines, warns=warns)

    def set_officer(self, text: str, hint: str = "") -> None:
        """Who is signed in; ``hint`` is the button's tooltip."""
        self._officer.setText(visible_text(text).replace("&", "&&"))
        self._officer.setAccessibleName(visible_text(text))
        self._officer.setToolTip(plain_tooltip(hint))

    def officer_button(self) -> QToolButton:
        """The officer's button, to hang a menu under."""
        return self._officer

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``; the theme button shows where it leads."""
        self._theme = theme
        for part in (self._banner, self.search, self.age, self.shift):
            part.set_theme(theme)
        tint = theme.color("muted")
        self._officer.setIcon(icon("user", tint, _ICON))
        self._language.setIcon(icon("languages", tint, _ICON))
        self._look.setIcon(icon("sun" if theme is DARK else "moon", tint, _ICON))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("panel"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._theme.color("line"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        for button, text in (
            (self._language, self.tr("Language")),
            (self._look, self.tr("Light or dark")),
        ):
            button.setToolTip(plain_tooltip(text))
            button.setAccessibleName(text)
