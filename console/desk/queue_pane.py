"""The queue pane: header with counts and chips, the live list, the bar of new arrivals."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from console.desk.chips import ALL, Chip, chips, filter_of, orders
from console.item_models.case_table import CaseTableModel
from console.live import Live
from console.session import Session
from models.board.case_filter import CaseFilter
from models.board.diff import BoardDiff
from models.board.ops import Insert, collect
from models.board.orders import Order
from models.board.view import CaseView
from models.domain.instant import HOUR, MINUTE
from widgets.case_list import ROW_HEIGHT, CaseListView, CaseRow, NewArrivalsBar
from widgets.filter_bar import FilterBar
from widgets.panel import Panel


def _nothing(case_id: str) -> bool:
    return False


class QueuePane(Panel):
    """The live list of open cases.

    `case_selected` carries the id the user went to; `sort_changed` the order the user chose.
    """

    case_selected = Signal(str)
    case_activated = Signal(str)
    sort_changed = Signal(str)

    def __init__(self, live: Live, session: Session, order: str, console: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._live = live
        self._session = session
        self._console = console
        self._order = Order(order) if order in {str(o) for o in Order} else Order.URGENCY
        self._text = ""
        self._extra = ""
        self._shown_chips: list[Chip] = []
        self._new: list[str] = []
        self._fresh: set[str] = set()
        self._minute = 0
        self._drafted: Callable[[str], bool] = _nothing
        self.header_bar = FilterBar(self)
        self.list = CaseListView(self)
        self.arrivals = NewArrivalsBar(self)
        self.model = CaseTableModel(self._make_row)
        self.view = CaseView(live.board, filter_of(ALL, "", session.officer), self._order, session.names)
        self.list.setModel(self.model)
        for widget, stretch in ((self.header_bar, 0), (self.list, 1), (self.arrivals, 0)):
            self.body.addWidget(widget, stretch)
        self.arrivals.set_count(0)
        self._connect()
        live.register(self.view)
        self.set_session(session)

    def set_session(self, session: Session) -> None:
        """Another officer, language, or other reference records."""
        self._session = session
        words = session.messages
        self.header_bar.set_sorts(orders(words), self._order)
        self._live.forget(self.view)
        self.view = CaseView(self._live.board, self._filter(), self._order, session.names)
        self._live.register(self.view)
        self.list.setAccessibleName(words.text("queue-title"))
        self._shown_chips = []
        self._rebuild()

    def set_drafted(self, drafted: Callable[[str], bool]) -> None:
        """Who knows whether a case has a form that is filled in but not sent."""
        self._drafted = drafted

    @Slot(str)
    def refresh(self, case_id: str) -> None:
        """Something of a case has changed that is not in its record: its row is made anew."""
        row = self.model.row_of(case_id)
        if row >= 0:
            self.model.refresh(row, row)

    def select(self, case_id: str, *, scroll: bool = True) -> None:
        """Marks a case without telling anyone."""
        self.list.select_id(case_id, scroll=scroll)

    def pick(self, key: str) -> None:
        """Shows what was picked on map or chart (a chip key), or everything again when it was shown already."""
        self._extra = "" if self.header_bar.active() == key else key
        self._shown_chips = []
        self._show_counts()
        self.header_bar.set_active(self._extra or ALL)
        self._refilter()

    def search(self, text: str) -> None:
        """Narrows the list to what matches the words."""
        if text != self._text:
            self._text = text
            self._refilter()

    @Slot()
    def show_new(self) -> None:
        """Goes to the first of the cases that arrived unseen."""
        waiting = [case_id for case_id in self._new if self.model.row_of(case_id) >= 0]
        self._new = []
        self.arrivals.set_count(0)
        if waiting:
            first = min(waiting, key=self.model.row_of)
            self.list.select_id(first)
            self.list.setFocus()
            self.case_selected.emit(first)

    def _connect(self) -> None:
        self.list.case_selected.connect(self._selected)
        self.list.case_activated.connect(self.case_activated)
        self.header_bar.chip_chosen.connect(self._chip_chosen)
        self.header_bar.sort_chosen.connect(self._sort_chosen)
        self.arrivals.activated.connect(self.show_new)
        self.list.action_requested.connect(self._show_all)
        self._live.flushed.connect(self._play)
        self._live.second.connect(self._second)
        self._live.age_changed.connect(self._show_state)
        self._live.cases_changed.connect(self._note_changes)

    def _make_row(self, case_id: str) -> CaseRow | None:
        case = self._live.case(case_id)
        if case is None:
            return None
        drafted = self._drafted(case_id)
        return self._session.rows.row(case, self._live.now(), case_id in self._fresh, drafted=drafted)

    def _filter(self) -> CaseFilter:
        return filter_of(self.header_bar.active() or ALL, self._text, self._session.officer)

    def _refilter(self) -> None:
        ops = list(self._live.take_ops(self.view))
        collect(ops, self.view.set_filter(self._filter()))
        self.model.play(ops, self.view.rows)
        self._new = []
        self.arrivals.set_count(0)
        self._show_counts()
        self._show_state()

    def _rebuild(self) -> None:
        self._live.take_ops(self.view)
        self.model.reset(self.view.rows())
        self._show_counts()
        self._show_state()

    @Slot()
    def _play(self) -> None:
        ops = self._live.take_ops(self.view)
        if ops:
            arrived = [op.id for op in ops if isinstance(op, Insert) and op.id in self._fresh]
            self.model.play(ops, self.view.rows)
            self._count_new(arrived)
        self._fresh.clear()
        self._show_counts()
        self._show_state()

    @Slot(object)
    def _note_changes(self, diff: BoardDiff) -> None:
        # What this console did itself does not flash: its author saw it happen.
        if self._live.loaded:
            self._fresh.update(case_id for case_id, origin in diff.origins.items() if origin.console != self._console)

    def _count_new(self, arrived: list[str]) -> None:
        top = self.list.verticalScrollBar().value() // ROW_HEIGHT
        bottom = top + self.list.viewport().height() // ROW_HEIGHT
        out_of_sight = [i for i in arrived if not top <= self.model.row_of(i) < bottom]
        self._new = [*(i for i in self._new if self.model.row_of(i) >= 0), *out_of_sight]
        self.arrivals.set_count(len(self._new))

    @Slot()
    def _second(self) -> None:
        minute = self._live.now() // MINUTE
        if minute != self._minute:
            self._minute = minute
            self.model.refresh(0, self.model.rowCount() - 1)
            self._show_counts()
        if self._live.age().kind != "live":
            self._show_state()

    def _show_counts(self) -> None:
        figures, words = self._live.figures(), self._session.messages
        counts = words.text(
            "queue-counts", open=figures.open, overdue=figures.overdue, soon=figures.due_soon,
            hours=f"{self._live.due_soon / HOUR:g}",
        )  # fmt: skip
        if self.model.rowCount() != figures.open:
            counts = words.text("queue-filtered", shown=self.model.rowCount(), open=figures.open)
        self.header_bar.set_title(words.text("queue-title"), counts)
        made = chips(figures, self._session.names, words, self._extra)
        if made != self._shown_chips:
            self._shown_chips = made
            self.header_bar.set_chips([(chip.key, chip.text, chip.count) for chip in made])

    @Slot()
    def _show_state(self) -> None:
        words, age = self._session.messages, self._live.age()
        if not self._live.loaded:
            self.list.set_state("loading", words.text("queue-loading"))
        elif age.kind == "stale":
            since = self._session.formats.clock(self._live.now() - int(age.seconds * 1_000_000))
            self.list.set_state("stale", words.text("queue-stale", at=since))
        elif self.model.rowCount():
            self.list.set_state("live")
        elif self._text or self.header_bar.active() != ALL:
            self.list.set_state("empty", words.text("queue-no-match"), words.text("queue-show-all"))
        else:
            self.list.set_state("empty", words.text("queue-empty"))

    @Slot()
    def _show_all(self) -> None:
        self._extra = ""
        self.header_bar.set_active(ALL)
        self._refilter()

    @Slot(str)
    def _selected(self, case_id: str) -> None:
        if case_id in self._new:
            self._new.remove(case_id)
            self.arrivals.set_count(len(self._new))
        self.case_selected.emit(case_id)

    @Slot(str)
    def _chip_chosen(self, key: str) -> None:
        if key != self._extra:
            self._extra = ""
        self._refilter()

    @Slot(str)
    def _sort_chosen(self, key: str) -> None:
        self._order = Order(key)
        ops = list(self._live.take_ops(self.view))
        collect(ops, self.view.set_order(self._order))
        self.model.play(ops, self.view.rows)
        self.sort_changed.emit(key)
