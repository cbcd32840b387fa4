"""The ledger page (台账): every case, open and ended, newest first, to look up, to open and to export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from console.desk.export_row import ExportRow
from console.desk.ledger_source import LedgerSource
from console.desk.state_pane import StatePane
from console.item_models.ledger_table import LedgerTableModel
from console.ledger_cells import COLUMNS, EXPORTED, LedgerCells, LedgerRow
from console.live import Live
from console.reader import Reader
from console.session import Session
from console.tasks import Tasks
from models.board.diff import BoardDiff
from models.domain.case import Case
from models.domain.instant import MINUTE, to_local
from models.exchange.export_file import export_rows
from models.queries.ledger import Group, LedgerFilter
from widgets.filter_bar import FilterBar
from widgets.panel import Panel
from widgets.plain_table import PlainTable

TYPING_MS = 250
CHANGES_MS = 1_000
NARROW = {
    "state": 128, "number": 138, "category": 118, "department": 84, "community": 100, "opened": 122, "due": 122,
    "ended": 122, "late": 64, "marks": 68,
}  # fmt: skip
WIDE = {
    "state": 176, "number": 150, "category": 160, "department": 176, "community": 226, "opened": 130, "due": 130,
    "ended": 130, "late": 80, "marks": 150,
}  # fmt: skip
WIDE_FROM = 1600
"""Width of the window in pixels from which the wide columns are used."""
GAP = 12


class LedgerPage(QWidget):
    """`case_activated` carries the id of the case to open."""

    case_activated = Signal(str)

    def __init__(
        self, live: Live, session: Session, reader: Reader, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._live, self._session, self._reader, self._tasks = live, session, reader, tasks
        self._cells = self._make_cells()
        self._minute = 0
        self._place: tuple[str, int] | None = None
        self.model = LedgerTableModel(self._row, self._heading, self)
        self.source = LedgerSource(reader, tasks, self.model, self)
        self.bar = FilterBar(self)
        self.search = QLineEdit(self)
        self.table = PlainTable(self)
        self.state = StatePane(self)
        self.export = ExportRow(session.messages, self)
        self._typing, self._changes = self._timer(TYPING_MS), self._timer(CHANGES_MS)
        self._lay_out()
        self._connect()
        self.set_session(session)

    def set_session(self, session: Session) -> None:
        """Another officer, language, or other reference records."""
        self._session = session
        self._cells = self._make_cells()
        words = session.messages
        self.search.setPlaceholderText(words.text("ledger-search"))
        self.search.setAccessibleName(words.text("ledger-search"))
        self.search.setToolTip(words.text("ledger-search"))
        self.table.setAccessibleName(words.text("ledger-title"))
        self.export.set_messages(words)
        self.model.forget_rows()
        self._show_counts()
        self._show_state()

    def opened(self) -> None:
        """The page was brought to the front: what the feed does not tell (imported history) is read again."""
        at = to_local(self._live.now(), self._session.formats.zone)
        self.export.propose(f"{at:%Y%m%d-%H%M}")
        self.source.catch_up()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stop(self) -> None:
        """The desk closes: a running export ends."""
        self.export.stop()

    @property
    def settled(self) -> bool:
        """Whether the page shows what it was asked for."""
        return self.source.ready and not self.source.busy and not self._typing.isActive()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter go from the search field into the table, Escape empties it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._into_table()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    # -- inside -------------------------------------------------------------------------------------
    def _make_cells(self) -> LedgerCells:
        session = self._session
        return LedgerCells(session.formats, session.names, session.opened.info.due_soon)

    def _row(self, case: Case) -> LedgerRow:
        return self._cells.row(case, self._live.now())

    def _heading(self, column: str) -> str:
        return self._cells.heading(column)

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        return timer

    def _lay_out(self) -> None:
        panel = Panel(parent=self)
        self.bar.set_sorts([], "")
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self.search.installEventFilter(self)
        field = QHBoxLayout()
        field.setContentsMargins(15, 10, 10, 6)
        field.addWidget(self.search)
        self.table.setModel(self.model)
        self._widen()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.state)
        self._stack.addWidget(self.table)
        panel.body.addWidget(self.bar)
        panel.body.addLayout(field)
        panel.body.addWidget(self._stack, 1)
        panel.body.addWidget(self.export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.addWidget(panel)

    def _widen(self) -> None:
        widths = WIDE if self.window().width() >= WIDE_FROM else NARROW
        self.table.set_widths({COLUMNS.index(name): width for name, width in widths.items()}, COLUMNS.index("title"))

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._refilter)
        self.bar.chip_chosen.connect(self._refilter)
        self.table.row_activated.connect(self._activated)
        self.model.more_wanted.connect(self.source.more)
        self.source.changed.connect(self._show_counts)
        self.source.changed.connect(self._show_state)
        self.source.about_to_merge.connect(self._keep_place)
        self.source.merged.connect(self._restore_place)
        self.state.acted.connect(self._act)
        self.export.asked.connect(self._export)
        self._live.cases_changed.connect(self._note_changes)
        self._live.replaced.connect(self._replaced)
        self._live.second.connect(self._second)
        self._changes.timeout.connect(self._merge_changes)

    def _show_counts(self) -> None:
        words, counts = self._session.messages, self.source.counts
        total, listed = counts.get(self.source.wanted.group, 0), self.model.rowCount()
        text = ""
        if counts:
            text = words.text("ledger-count", shown="same" if listed >= total else "part", total=total, listed=listed)
        if self._live.clock.historic:
            text = " · ".join(part for part in (text, words.text("ledger-historic")) if part)
        self.bar.set_title(words.text("ledger-title"), text)
        self.bar.set_chips([(g, words.text(f"ledger-group-{g}"), counts.get(g)) for g in Group])

    def _show_state(self) -> None:
        words, source = self._session.messages, self.source
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.table)
            if source.trouble is not None:
                self.bar.set_counts(words.trouble(source.trouble))
            return
        if source.trouble is not None:
            self.state.say(words.trouble(source.trouble), words.text("ledger-retry"))
        elif not source.ready or source.busy:
            self.state.say(words.text("ledger-loading"))
        elif source.wanted == LedgerFilter():
            self.state.say(words.text("ledger-empty"))
        else:
            self.state.say(words.text("ledger-no-match"), words.text("ledger-show-all"))
        self._stack.setCurrentWidget(self.state)

    @Slot()
    def _refilter(self) -> None:
        self.source.show(LedgerFilter(" ".join(self.search.text().split()), Group(self.bar.active() or Group.ALL)))

    @Slot()
    def _act(self) -> None:
        """The one button of the page's states: read again, or everything."""
        if self.source.trouble is not None:
            self.source.catch_up()
            return
        self.search.clear()
        self.bar.set_active(Group.ALL)
        self._typing.stop()
        self._refilter()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _into_table(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self._refilter()
        if self.model.rowCount():
            if self.table.chosen_row() < 0:
                self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(int)
    def _activated(self, row: int) -> None:
        case = self.model.case_at(row)
        if case is not None:
            self.case_activated.emit(case.id)

    # -- changes -----------------------------------------------------------------------------------
    @Slot(object)
    def _note_changes(self, diff: BoardDiff) -> None:
        cases = (*diff.inserted, *diff.removed, *(new for _old, new in diff.updated))
        self.source.note({case.id for case in cases})
        if not self._changes.isActive():
            self._changes.start()

    @Slot()
    def _merge_changes(self) -> None:
        if self.isVisible():
            self.source.merge_noted()

    @Slot()
    def _replaced(self) -> None:
        if self.isVisible():
            self.source.catch_up()

    @Slot()
    def _second(self) -> None:
        minute = self._live.now() // MINUTE
        if minute != self._minute and self.isVisible():
            self._minute = minute
            self.model.forget_rows()

    @Slot()
    def _keep_place(self) -> None:
        top = self.table.rowAt(0)
        case = self.model.case_at(top)
        at_start = top <= 0 and self.table.chosen_row() < 0
        self._place = None if case is None or at_start else (case.id, top)

    @Slot()
    def _restore_place(self) -> None:
        """The row that was at the top is there again, however many came or went above it."""
        if self._place is None:
            return
        case_id, top = self._place
        row = self.model.row_of(case_id)
        if row >= 0 and row != top:
            bar = self.table.verticalScrollBar()
            self.table.updateGeometries()
            bar.setValue(bar.value() + row - top)

    # -- export ------------------------------------------------------------------------------------
    @Slot()
    def _export(self) -> None:
        self._tasks.start("export", self.export.run(self._write))

    async def _write(self, path: Path, cancelled: Callable[[], bool]) -> int | None:
        cells, now, wanted = self._cells, self._live.now(), self.source.wanted
        header = [cells.heading(column) for column in EXPORTED]

        def consume(cases: Iterator[Case]) -> int | None:
            return export_rows(path, header, (cells.exported(case, now) for case in cases), cancelled)

        return await self._reader.ledger_walk(wanted, consume)
