"""A date, or a date with a clock reading: typed, stepped by arrow keys, or picked from a month below the line."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.form_fields import FieldBox, FormField, FormWords
from widgets.icon_button import IconButton
from widgets.month_grid import MonthGrid
from widgets.plain_fields import TipLine, fill

DATE, MOMENT = "%Y-%m-%d", "%Y-%m-%d %H:%M"
MINUTES = 30
"""A step of the clock reading."""
LAST = date(9998, 12, 31)


class DateField(FieldBox):
    """Up and Down go by days (in the clock reading by half hours), PageUp and PageDown by months, F4 opens the month.

    The month is no window and takes no focus: it lies in the form, below the line.
    """

    def __init__(self, parent: QWidget, spec: FormField, words: FormWords) -> None:
        super().__init__(parent)
        self.words = words
        self._timed = spec.kind == "moment"
        self._start = spec.start
        self._line = TipLine(self)
        self._line.setPlaceholderText(spec.placeholder)
        self._line.installEventFilter(self)
        self._line.textChanged.connect(self._changed)
        self._button = IconButton("calendar-days", "F4", self)
        self._button.set_word(words.calendar)
        self._button.clicked.connect(self._toggle)
        self._month = MonthGrid(self)
        self._month.set_weekdays(words.weekdays)
        self._month.picked.connect(self._picked)
        self._month.turned.connect(self._turned)
        self._month.hide()
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        across.addWidget(self._line, 1)
        across.addWidget(self._button)
        fill(self, row, self._month)
        self.setFocusProxy(self._line)

    def value(self) -> str:
        return self._line.text().strip()

    def set_value(self, text: str) -> None:
        self._line.setText(text)

    def set_name(self, name: str) -> None:
        self._line.setAccessibleName(name)
        self._month.setAccessibleName(name)

    @property
    def month_open(self) -> bool:
        """Whether the month is shown."""
        return not self._month.isHidden()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            return self._pressed(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _pressed(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        months = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
        if key in steps:
            in_clock = self._timed and self._line.cursorPosition() > 10
            self._step(timedelta(minutes=MINUTES * steps[key]) if in_clock else timedelta(days=steps[key]))
        elif key in months:
            self._turned(months[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.month_open:
            self._month.hide()
        else:
            return False
        return True

    def _moment(self) -> datetime | None:
        try:
            return datetime.fromisoformat(self._line.text().strip()).replace(tzinfo=None)
        except ValueError:
            return None

    def _base(self) -> datetime:
        return datetime.fromisoformat(self._start) if self._start else datetime(2000, 1, 1)

    def _step(self, span: timedelta) -> None:
        moment = self._moment()
        if moment is None:
            self._write(self._base())
        elif date(1, 2, 1) < moment.date() < LAST:
            self._write(moment + span)

    @Slot(int)
    def _turned(self, months: int) -> None:
        moment = self._moment() or self._base()
        year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
        if 1 <= year <= LAST.year:
            day = min(moment.day, monthrange(year, month + 1)[1])
            self._write(moment.replace(year=year, month=month + 1, day=day))

    @Slot(object)
    def _picked(self, day: date) -> None:
        self._write(datetime.combine(day, (self._moment() or self._base()).time()))
        self._month.hide()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _toggle(self) -> None:
        self._month.setVisible(not self.month_open)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, moment: datetime) -> None:
        place = self._line.cursorPosition()
        self._line.setText(f"{moment:{MOMENT if self._timed else DATE}}")
        self._line.setCursorPosition(place)

    @Slot()
    def _changed(self) -> None:
        moment = self._moment()
        self._month.set_day((moment or self._base()).date(), moment is not None)
        self.edited.emit()
