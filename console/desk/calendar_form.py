"""The right side of the calendar page: the day under the cursor, a file, duty hours, and putting it all into force."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.calendar_draft import HOLIDAY, PLAIN, WORK
from console.desk.path_line import PathLine
from console.messages import Messages
from models.commands.calendar import LONGEST_REASON
from models.domain.calendar_edit import LONGEST_NAME
from widgets.fonts import body
from widgets.form_sheet import toned_label
from widgets.key_button import KeyButton
from widgets.panel import Panel
from widgets.tone import say

HOURS_HEIGHT = 74


class CalendarForm(Panel):
    """Fields and buttons; what they do is the page's business. `kind_asked` says what the day shall be."""

    kind_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.day = QLabel(self)
        self.day.setFont(body(14, bold=True))
        self.day.setTextFormat(Qt.TextFormat.PlainText)
        self.day.setWordWrap(True)
        self.name = QLineEdit(self)
        self.work, self.holiday, self.plain = (KeyButton(key=key, parent=self) for key in ("W", "H", "Del"))
        self.file_label, self.hours_label, self.reason_label = (toned_label(self, "") for _ in range(3))
        self.path = PathLine(save=False, parent=self)
        self.read = KeyButton(key="Ctrl+I", parent=self)
        self.hours = QPlainTextEdit(self)
        self.reason = QLineEdit(self)
        self.try_out = KeyButton(key="Ctrl+T", parent=self)
        self.go = KeyButton(key="Ctrl+Enter", kind="primary", parent=self)
        self.discard = KeyButton(key="Ctrl+D", parent=self)
        self.cancel = KeyButton(key="Esc", parent=self)
        self.bar = QProgressBar(self)
        self.note, self.sentence = toned_label(self, "muted"), toned_label(self, "")
        self._lay_out()
        self.show_progress(None)
        self.say("")
        self.work.clicked.connect(self._ask_work)
        self.holiday.clicked.connect(self._ask_holiday)
        self.name.returnPressed.connect(self._ask_holiday)
        self.plain.clicked.connect(self._ask_plain)

    def set_messages(self, words: Messages) -> None:
        """Another language."""
        self.set_title(words.text("calendar-edit-title"))
        self.name.setPlaceholderText(words.text("calendar-name"))
        self.name.setAccessibleName(words.text("calendar-name"))
        self.work.set_text(words.text("calendar-work"))
        self.holiday.set_text(words.text("calendar-holiday"))
        self.plain.set_text(words.text("calendar-plain"))
        self.file_label.setText(words.text("calendar-file"))
        self.path.set_words(
            words.text("calendar-file"), words.text("import-choose"), words.text("calendar-file-title"),
            words.text("calendar-file-kinds"),
        )  # fmt: skip
        self.read.set_text(words.text("calendar-read"))
        self.hours_label.setText(words.text("calendar-hours"))
        self.hours.setAccessibleName(words.text("calendar-hours"))
        self.reason_label.setText(words.text("calendar-reason"))
        self.reason.setAccessibleName(words.text("calendar-reason"))
        self.try_out.set_text(words.text("calendar-try"))
        self.go.set_text(words.text("calendar-go"))
        self.discard.set_text(words.text("calendar-discard"))
        self.cancel.set_text(words.text("import-stop"))
        self.bar.setAccessibleName(words.text("calendar-progress"))

    def say(self, text: str, tone: str = "") -> None:
        """What was found, done or is wrong; "" takes it away."""
        say(self.sentence, text, tone)

    def show_progress(self, part: float | None) -> None:
        """The part done between 0 and 1; None takes the bar away."""
        self.bar.setVisible(part is not None)
        self.bar.setValue(round(1_000 * (part or 0.0)))

    @Slot()
    def _ask_work(self) -> None:
        self.kind_asked.emit(WORK)

    @Slot()
    def _ask_holiday(self) -> None:
        self.kind_asked.emit(HOLIDAY)

    @Slot()
    def _ask_plain(self) -> None:
        self.kind_asked.emit(PLAIN)

    def _lay_out(self) -> None:
        self.name.setMaxLength(LONGEST_NAME)
        self.reason.setMaxLength(LONGEST_REASON)
        self.hours.setFixedHeight(HOURS_HEIGHT)
        self.hours.setTabChangesFocus(True)
        self.bar.setRange(0, 1_000)
        self.bar.setTextVisible(False)
        column = QVBoxLayout()
        column.setContentsMargins(15, 4, 15, 4)
        column.setSpacing(6)
        for widget in (self.day, self.name, _row(self.work, self.holiday, self.plain)):
            column.addWidget(widget)
        column.addSpacing(10)
        for widget in (self.file_label, self.path, _row(self.read), self.hours_label, self.hours):
            column.addWidget(widget)
        column.addSpacing(10)
        for widget in (self.reason_label, self.reason, _row(self.try_out, self.go), _row(self.discard, self.cancel)):
            column.addWidget(widget)
        column.addWidget(self.note)
        column.addWidget(self.bar)
        column.addWidget(self.sentence)
        column.addStretch(1)
        self.body.addLayout(column, 1)


def _row(*buttons: KeyButton) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for button in buttons:
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout.addWidget(button)
    layout.addStretch(1)
    return row
