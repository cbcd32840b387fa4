"""The first-run page in its window: the four ways, and a page for each that needs one. Never modal."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from console.first_run.cases_page import CasesPage
from console.first_run.shared_page import SharedPage
from console.first_run.start_page import StartPage
from console.first_run.street_page import StreetPage
from console.first_run_jobs import FirstRunJobs
from console.messages import Messages
from console.tasks import Tasks
from models.domain.errors import Trouble
from widgets.fonts import body
from widgets.key_button import KeyButton

SMALLEST = (1120, 640)
START = "start"
WIDEST = 1240


class FirstRunWindow(QWidget):
    """`chosen` carries a StartChoice; closing emits `closed`, unless something was chosen or is being made."""

    chosen = Signal(object)
    closed = Signal()
    language_asked = Signal()
    theme_asked = Signal()

    def __init__(self, jobs: FirstRunJobs, tasks: Tasks, words: Messages) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._jobs, self._tasks, self._words = jobs, tasks, words
        self._making = self._done = False
        self.start = StartPage(self)
        self.street = StreetPage(jobs, tasks, words, self)
        self.shared = SharedPage(jobs, tasks, words, self)
        self.cases = CasesPage(jobs, tasks, words, self)
        self._pages: dict[str, StartPage | StreetPage | SharedPage | CasesPage] = {
            START: self.start, "street": self.street, "shared": self.shared, "cases": self.cases,
        }  # fmt: skip
        self._name, self._about = QLabel(self), QLabel(self)
        self._name.setFont(body(20, bold=True))
        self._about.setProperty("tone", "muted")
        self.language = KeyButton(key="F2", parent=self)
        self.theme = KeyButton(key="F3", parent=self)
        self.language.set_icon_name("languages")
        self.theme.set_icon_name("moon")
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.setMinimumSize(*SMALLEST)
        self.set_messages(words)

    def set_messages(self, words: Messages) -> None:
        """Another language."""
        self._words = words
        title = words.text("first-run-title")
        self.setWindowTitle(f"{title} — {words.text('product-name')}")
        self._name.setText(words.text("product-name"))
        self._about.setText(title)
        self.language.set_text(words.text("first-run-language"))
        self.theme.set_text(words.text("first-run-theme"))
        for page in self._pages.values():
            page.set_messages(words)

    @property
    def shown_page(self) -> str:
        """The key of the page in front."""
        front = self._stack.currentWidget()
        return next(key for key, page in self._pages.items() if page is front)

    @property
    def settled(self) -> bool:
        """Whether nothing is under way."""
        return not self._making and self.street.settled and self.shared.settled and self.cases.settled

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Brings a page to the front; the demonstration has none and is made."""
        if key == "demo":
            self._make_demo()
            return
        page = self._pages[key]
        self._stack.setCurrentWidget(page)
        page.opened()

    def tell_interrupted(self, *, entries: bool) -> None:
        """A set-up was killed and nothing came of it; `entries` of a street are still there."""
        said = self._words.text("first-run-interrupted")
        if entries:
            said += " " + self._words.text("first-run-entries-kept")
        self.start.say(said, "due_soon")

    def show_failed(self, url: str, trouble: Trouble) -> None:
        """The database that was remembered cannot be opened."""
        self.shared.show_failed(url, trouble)
        self.show_page("shared")

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._done and not self.settled:
            event.ignore()  # a founding is never cut off; it takes seconds
            return
        super().closeEvent(event)
        if not self._done:
            self.closed.emit()

    # -- inside -------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._name)
        head.addWidget(self._about)
        head.addStretch(1)
        for button in (self.language, self.theme):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            head.addWidget(button)
        for page in self._pages.values():
            self._stack.addWidget(page)
        column = QVBoxLayout()
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        inside = QWidget(self)
        inside.setLayout(column)
        inside.setMaximumWidth(WIDEST)
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)

    def _connect(self) -> None:
        self.start.chosen.connect(self.show_page)
        for page in (self.street, self.shared, self.cases):
            page.chosen.connect(self._choose)
            page.left.connect(self._to_start)
        self.language.clicked.connect(self.language_asked)
        self.theme.clicked.connect(self.theme_asked)
        for key, slot in (("F2", self.language.click), ("F3", self.theme.click), ("Ctrl+Q", self.close)):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    @Slot()
    def _to_start(self) -> None:
        self.show_page(START)

    @Slot(object)
    def _choose(self, choice: object) -> None:
        self._done = True
        self.chosen.emit(choice)

    def _make_demo(self) -> None:
        if self._making:
            return
        self._making = True
        self.start.set_busy(self._words.text("making-demo"))
        self._tasks.start("demo", self._demo())

    async def _demo(self) -> None:
        try:
            choice = await self._jobs.demo()
        except Trouble as trouble:
            self.start.set_busy("")
            self.start.say(self._words.trouble(trouble), "overdue")
            self.start.opened()
        else:
            self._choose(choice)
        finally:
            self._making = False
