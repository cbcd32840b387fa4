"""The left side of the calendar page: the year, or the list of what a file or a change of the calendar brings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from console.desk.calendar_words import months_of, weekday_names, year_words
from console.item_models.text_table import TextTableModel
from console.messages import Messages
from models.domain.calendar import Calendar
from models.domain.calendar_edit import FIRST_YEAR, LAST_YEAR
from widgets.key_button import KeyButton
from widgets.panel import Panel
from widgets.plain_table import PlainTable
from widgets.year_view import YearView

CASES, ROWS = "cases", "rows"
"""What the list holds: cases that move, or refused rows of a file."""
_WIDTHS = {CASES: ({0: 150, 1: 110, 2: 150, 3: 150, 4: 70}, 5), ROWS: ({0: 90}, 1)}


class CalendarView(Panel):
    """`row_activated` names the row of a case in the list."""

    day_chosen = Signal()
    row_activated = Signal(int)

    def __init__(self, words: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words = words
        self._calendar: Calendar | None = None
        self._changed: frozenset[date] = frozenset()
        self._today: date | None = None
        self._kind = CASES
        self.year = YearView(self)
        self.table, self.model = PlainTable(self), TextTableModel(self)
        self.table.setModel(self.model)
        self.before = KeyButton(key="[", parent=self)
        self.after = KeyButton(key="]", parent=self)
        self.toggle = KeyButton(key="Ctrl+L", parent=self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.year)
        self._stack.addWidget(self.table)
        self.body.setContentsMargins(14, 4, 14, 4)
        self.body.addWidget(self._stack, 1)
        for button in (self.before, self.after, self.toggle):
            self.add_header_widget(button)
        self.year.day_asked.connect(self.go_to)
        self.year.day_changed.connect(self._moved)
        self.before.clicked.connect(self.go_before)
        self.after.clicked.connect(self.go_after)
        self.toggle.clicked.connect(self.turn)
        self.table.row_activated.connect(self.row_activated)
        self.toggle.setVisible(False)

    def set_messages(self, words: Messages) -> None:
        """Another language."""
        self._words = words
        self.year.setAccessibleName(words.text("calendar-year-name"))
        self.table.setAccessibleName(words.text("calendar-list-name"))
        self.before.set_text(words.text("calendar-year-before"))
        self.after.set_text(words.text("calendar-year-after"))
        self._show()

    def show_calendar(self, calendar: Calendar, changed: frozenset[date], today: date) -> None:
        """Shows a calendar with its changed days marked; the cursor stays, at first it is on today."""
        day = self.year.day() if self._calendar is not None else today
        self._calendar, self._changed, self._today = calendar, changed, today
        self._show(day)

    def show_list(
        self, kind: str, headings: Sequence[str], rows: Sequence[Sequence[str]], *, front: bool = True
    ) -> None:  # fmt: skip
        """Fills the list and brings it to the front, or leaves in front what is; an empty list goes away."""
        self._kind = kind
        self.model.show_rows(headings, rows)
        widths, stretched = _WIDTHS[kind]
        self.table.set_widths(widths, stretched)
        self.toggle.setVisible(bool(rows))
        if front or not rows:
            self._stack.setCurrentWidget(self.table if rows else self.year)
        if rows:
            self.table.selectRow(0)
        self._show()

    def forget(self, kind: str) -> None:
        """What the list holds, if of this kind, is true no longer."""
        if self._kind == kind and self.model.rowCount():
            self.show_list(kind, (), ())

    @property
    def lists(self) -> str:
        """CASES or ROWS while the list is in front, else ""."""
        return self._kind if self._stack.currentWidget() is self.table else ""

    @Slot()
    def turn(self) -> None:
        """From the year to the list and back."""
        front = self.year if self.lists else self.table
        if front is self.table and not self.model.rowCount():
            return
        self._stack.setCurrentWidget(front)
        front.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show()

    @Slot()
    def go_before(self) -> None:
        """The year before."""
        self.go_to(_beside(self.year.day(), -1))

    @Slot()
    def go_after(self) -> None:
        """The year after."""
        self.go_to(_beside(self.year.day(), 1))

    @Slot(object)
    def go_to(self, day: date) -> None:
        """Puts the cursor on a day of any year."""
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            self._stack.setCurrentWidget(self.year)
            self._show(day)
            self.day_chosen.emit()

    @Slot(object)
    def _moved(self, _day: date) -> None:
        self.day_chosen.emit()

    def _show(self, day: date | None = None) -> None:
        if self._calendar is None:
            return
        words, at = self._words, day or self.year.day()
        months = months_of(self._calendar, at.year, self._changed, words)
        self.year.show_year(months, weekday_names(words), at, self._today)
        if self.lists:
            self.set_title(words.text(f"calendar-list-{self._kind}"), words.text("calendar-list-hint"))
        else:
            self.set_title(words.text("calendar-title", year=str(at.year)), year_words(self._calendar, at.year, words))
        self.toggle.set_text(words.text("calendar-to-year" if self.lists else "calendar-to-list"))


def _beside(day: date, step: int) -> date:
    """The same day in a year beside; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + step)
    except ValueError:
        return day.replace(year=day.year + step, day=28)
