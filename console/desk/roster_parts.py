"""The widgets of the roster page and where they stand; and which cell the cursor is on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.desk.roster_files import RosterFiles
from console.desk.roster_side import RosterSide
from console.item_models.roster_table import RosterTableModel
from console.messages import Messages
from widgets.elided_label import ElidedLabel
from widgets.key_button import KeyButton
from widgets.panel import Panel
from widgets.roster_grid import RosterGrid

GAP = 12


class RosterParts(QWidget):
    """Left the grid with its buttons and, on demand, the files; right the findings, cards and forms."""

    def __init__(self, words: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RosterTableModel(self)
        self.panel = Panel(parent=self)
        self.grid = RosterGrid(self)
        self.grid.setModel(self.model)
        self.side = RosterSide(self)
        self.files = RosterFiles(words, self)
        self.legend = ElidedLabel("", self, tone="muted")
        self.back, self.forth = KeyButton(key="PgUp", parent=self), KeyButton(key="PgDn", parent=self)
        self.today, self.turn = KeyButton(key="Ctrl+T", parent=self), KeyButton(key="Ctrl+M", parent=self)
        self.copy, self.show_files = KeyButton(key="Ctrl+L", parent=self), KeyButton(key="Ctrl+I", parent=self)
        self.back.set_icon_name("chevron-left")
        self.forth.set_icon_name("chevron-right")
        self.files.hide()
        self._lay_out()
        self.show_files.clicked.connect(self.turn_files)

    def set_messages(self, words: Messages, *, month: bool) -> None:
        """Another language, or another kind of view."""
        self.back.set_text(words.text("roster-back"))
        self.forth.set_text(words.text("roster-forth"))
        self.today.set_text(words.text("roster-today"))
        self.turn.set_text(words.text("roster-show-week" if month else "roster-show-month"))
        self.copy.set_text(words.text("roster-copy-week"))
        self.show_files.set_text(words.text("roster-files"))
        self.grid.setAccessibleName(words.text("roster-title"))
        self.side.set_messages(words)
        self.files.set_messages(words)

    def here(self) -> tuple[str, date] | None:
        """The officer and day that the cursor is on."""
        index = self.grid.currentIndex()
        if not index.isValid() or index.row() >= len(self.model.officers) or index.column() >= len(self.model.days):
            return None
        return self.model.officers[index.row()], self.model.days[index.column()]

    def chosen(self) -> list[tuple[str, date]]:
        """The officers and days of the chosen cells."""
        return [(self.model.officers[row], self.model.days[column]) for row, column in self.grid.chosen()]

    def go_to(self, officer_code: str, day: date) -> None:
        """Puts the cursor on a cell; where that is not shown, on the nearest that is."""
        officers, days = self.model.officers, self.model.days
        if not officers or not days:
            return
        code = officer_code if officer_code in officers else officers[0]
        index = self.model.place(code, min(max(day, days[0]), days[-1]))
        if index != self.grid.currentIndex():
            self.grid.setCurrentIndex(index)

    @Slot()
    def turn_files(self) -> None:
        """Shows the files or takes them away."""
        self.files.setVisible(self.files.isHidden())
        target = self.grid if self.files.isHidden() else self.files.path
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(15, 0, 10, 8)
        tools.setSpacing(8)
        for button in (self.back, self.today, self.forth, self.turn, self.copy, self.show_files):
            tools.addWidget(button)
        tools.addStretch(1)
        self.legend.setContentsMargins(15, 4, 10, 0)
        self.panel.body.addLayout(tools)
        self.panel.body.addWidget(self.grid, 1)
        self.panel.body.addWidget(self.legend)
        self.panel.body.addWidget(self.files)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP, GAP, GAP)
        row.setSpacing(GAP)
        row.addWidget(self.panel, 1)
        row.addWidget(self.side)
