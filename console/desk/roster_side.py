"""The right side of the roster page: what is wrong, the cards of the chosen officer, and the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.item_models.text_table import TextTableModel
from console.messages import Messages
from widgets.form_sheet import FormField, FormSheet
from widgets.key_button import KeyButton
from widgets.panel import Panel
from widgets.plain_table import PlainTable

WIDTH = 344
NUMBER, UNTIL = 112, 96
GAP = 12


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card as the list shows it."""

    kind: str
    number: str
    until: str


class RosterSide(QWidget):
    """`conflict_chosen` and `card_chosen` carry the row."""

    conflict_chosen = Signal(int)
    card_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.wrong, self.held = Panel(parent=self), Panel(parent=self)
        self.conflicts, self.cards = PlainTable(self), PlainTable(self)
        self.conflict_rows, self.card_rows = TextTableModel(self), TextTableModel(self)
        self.add, self.drop = KeyButton(key="Ctrl+Q", parent=self), KeyButton(key="Ctrl+Del", parent=self)
        self.form = FormSheet(self)
        self._form_panel = Panel(parent=self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.conflicts.row_activated.connect(self.conflict_chosen)
        self.cards.row_activated.connect(self.card_chosen)
        self.form.cancelled.connect(self.close_form)

    def set_messages(self, words: Messages) -> None:
        """Another language."""
        self.add.set_text(words.text("roster-card-add"))
        self.drop.set_text(words.text("roster-card-drop"))
        self.conflicts.setAccessibleName(words.text("roster-conflicts"))

    def show_conflicts(self, title: str, hint: str, sentences: Sequence[str]) -> None:
        """The findings, each as a sentence."""
        self.wrong.set_title(title, hint)
        self.conflict_rows.show_rows([title], [(one,) for one in sentences])
        self.conflicts.set_widths({}, 0)

    def show_cards(self, title: str, headings: Sequence[str], lines: Sequence[CardLine]) -> None:
        """The cards of the chosen officer."""
        self.held.set_title(title)
        self.cards.setAccessibleName(title)
        self.card_rows.show_rows(headings, [(line.kind, line.number, line.until) for line in lines])
        self.cards.set_widths({1: NUMBER, 2: UNTIL}, 0)

    @property
    def form_open(self) -> bool:
        """Whether a form stands in the place of the lists."""
        return self._stack.currentWidget() is self._form_panel

    def open_form(self, title: str, fields: Sequence[FormField], values: dict[str, str], words: Messages) -> None:
        """Shows a form."""
        self.form.set_form(title, fields, words.text("form-confirm"), words.text("form-cancel"))
        self.form.set_values(values)
        self._stack.setCurrentWidget(self._form_panel)
        self.form.focus_first()

    @Slot()
    def close_form(self) -> None:
        """Shows the lists again."""
        self.form.set_busy(False)
        self._stack.setCurrentIndex(0)

    def _lay_out(self) -> None:
        for table, rows in ((self.conflicts, self.conflict_rows), (self.cards, self.card_rows)):
            table.setModel(rows)
        self.conflicts.horizontalHeader().hide()
        buttons = QHBoxLayout()
        buttons.setContentsMargins(12, 6, 12, 2)
        buttons.setSpacing(8)
        buttons.addWidget(self.add)
        buttons.addWidget(self.drop)
        buttons.addStretch(1)
        self.wrong.body.addWidget(self.conflicts, 1)
        self.held.body.addWidget(self.cards, 1)
        self.held.body.addLayout(buttons)
        lists = QWidget(self)
        column = QVBoxLayout(lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.wrong, 1)
        column.addWidget(self.held, 1)
        inside = QVBoxLayout()
        inside.setContentsMargins(15, 12, 10, 8)
        inside.addWidget(self.form)
        self._form_panel.body.addLayout(inside)
        self._stack.addWidget(lists)
        self._stack.addWidget(self._form_panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
