"""The right side of the matching: what is chosen for the row at hand, and what may be chosen instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from console.match_rows import Option
from models.board.search_text import search_text
from widgets.fonts import body, visible_text
from widgets.form_sheet import toned_label
from widgets.pick_field import Choice, PickField


class MatchEditor(QWidget):
    """`chosen` follows when something else was picked, `left` when Esc goes back to the table."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self._was = ""
        self.title = toned_label(self, "")
        self.title.setFont(body(14, bold=True))
        self.field = PickField(self)
        self.told = toned_label(self, "muted")
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(0)
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        area.setWidget(self.told)
        area.viewport().setAutoFillBackground(False)
        self.told.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.title)
        layout.addWidget(self.field)
        layout.addWidget(area, 1)
        self.setFocusProxy(self.field)
        line = self.field.focusProxy()
        assert line is not None
        line.installEventFilter(self)
        self.field.picked.connect(self._picked)

    def show_row(self, title: str, told: str, options: Sequence[Option], chosen: str) -> None:
        """Another row. Nothing is told to anybody by it."""
        self._showing = True
        self._was = chosen
        self.title.setText(visible_text(title))
        self.told.setText(visible_text(told))
        self.field.set_accessible(visible_text(title))
        self.field.set_choices([_choice(option) for option in options])
        self.field.set_key(chosen)
        self._showing = False

    def set_hint(self, text: str) -> None:
        """What stands in the empty field."""
        self.field.set_placeholder(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the field keeps what was chosen and goes back, before the page takes it for its own key."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() in kinds and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.field.set_key(self._was)
                self.left.emit()
            return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _picked(self, key: str) -> None:
        # While somebody types nothing is picked; that changes nothing yet.
        if key and key != self._was and not self._showing:
            self._was = key
            self.chosen.emit(key)


def _choice(option: Option) -> Choice:
    search = f"{option.text} {option.hint}".lower()
    if not search.isascii():
        search = search_text(option.text, option.hint)
    return Choice(option.key, visible_text(option.text), visible_text(option.hint), search)
