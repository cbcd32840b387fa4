"""A frame of the queue against a plain QTableView.

Two windows of 1920×1080 with 10,000 cases each show the same content and play the same list operations: 200 changes a
second, six or seven a frame of 33 ms. Of twenty changes eight touch a row in sight, six move a case elsewhere by a
new deadline, three close a case and three bring one. A frame is playing the operations (rows prepared anew included)
and all painting until the next frame, the queue's fades of changed rows too. The plain table has one item a field
(five columns), no colours and no fades, and does not hold its place when rows come and go above.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHeaderView, QMainWindow, QTableView
from pytestqt.qtbot import QtBot

from console.desk.row_maker import RowMaker
from console.formatting import Formats
from console.item_models.case_table import CaseTableModel
from console.messages import messages
from console.names import Names
from models.board.board import Board
from models.board.ops import Op
from models.board.view import CaseView
from models.domain.case import DUE_SOON, Case
from models.domain.instant import DAY
from models.domain.organisation import Department
from tests.benchmarks.figures import Row, Samples, alternate
from tests.benchmarks.invented import DEPARTMENTS, TITLES, invented
from tests.helpers.records import DAY_ONE, SHANGHAI, T0
from widgets.case_list import ROW_HEIGHT, CaseListView, CaseRow

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CASES = 10_000
FRAME_MS = 33
RATE = 200
KINDS = ("seen",) * 8 + ("moved",) * 6 + ("closed",) * 3 + ("new",) * 3


class PlainModel(CaseTableModel):
    """The same rows and operations in five columns of text."""

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self._row(self._ids[index.row()])
        if row is None:
            return None
        return (f"{row.flag} {row.title}", row.place, row.time_text, row.department, row.stage)[index.column()]

    def _changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, 4))


@dataclass(slots=True)
class Meter:
    """The cost of one window, frame by frame."""

    frames: Samples = field(default_factory=Samples)
    paints: int = 0
    _wall: float = 0.0
    _cpu: float = 0.0

    def measure(self, work: Callable[[], None]) -> None:
        cpu, wall = time.thread_time(), time.perf_counter()
        work()
        self._wall += time.perf_counter() - wall
        self._cpu += time.thread_time() - cpu

    def close_frame(self) -> None:
        if self._wall:
            self.frames.add(self._wall * 1e3, self._cpu * 1e3)
        self._wall = self._cpu = 0.0


class MeteredList(CaseListView):
    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self.meter = meter

    def paintEvent(self, event: QPaintEvent) -> None:
        self.meter.paints += 1
        self.meter.measure(lambda: super(MeteredList, self).paintEvent(event))


class MeteredTable(QTableView):
    def __init__(self, meter: Meter, row_height: int) -> None:
        super().__init__()
        self.meter = meter
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if row_height:
            self.verticalHeader().setDefaultSectionSize(row_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.meter.paints += 1
        self.meter.measure(lambda: super(MeteredTable, self).paintEvent(event))


class Street:
    """A board that changes at random, and the queue's texts for it."""

    def __init__(self) -> None:
        self._rng = random.Random(3)
        self.board = Board(T0)
        self.board.load([invented(self._rng, number) for number in range(CASES)])
        self.view = CaseView(self.board)
        self._made = CASES
        departments = {c: Department(c, f"部门{c}", c, None, "", DAY_ONE, None, 1) for c in DEPARTMENTS}
        names = Names("zh", {}, departments, {}, {}, {}, {})
        self._rows = RowMaker(Formats(messages("zh"), SHANGHAI), names, DUE_SOON)
        self.changes = 0

    def row(self, case_id: str) -> CaseRow | None:
        case = self.board.get(case_id)
        return None if case is None else self._rows.row(case, self.board.now, True)

    def change(self, count: int, seen: Sequence[str]) -> list[Op]:
        """So many changes; gives the view's operations."""
        ops: list[Op] = []
        for _ in range(count):
            self.changes += 1
            ops += self.view.apply(self.board.apply([self._changed(seen)]))
        return ops

    def _changed(self, seen: Sequence[str]) -> Case:
        rng, kind = self._rng, self._rng.choice(KINDS)
        if kind == "new":
            self._made += 1
            return invented(rng, self._made)
        near = [case_id for case_id in seen if case_id in self.board]
        anywhere = self.view.id_at(rng.randrange(CASES // 2))
        case = self.board.get(rng.choice(near) if kind == "seen" and near else anywhere)
        assert case is not None
        later = {"version": case.version + 1, "changed_at": self.board.now}
        if kind == "closed":
            return replace(case, **later, state="closed", ended_at=self.board.now)  # type: ignore[arg-type]
        if kind == "moved":
            return replace(case, **later, deadline_at=T0 + rng.randrange(-5 * DAY, 5 * DAY))  # type: ignore[arg-type]
        return replace(case, **later, title=f"{rng.choice(TITLES)}{rng.randrange(500)}")  # type: ignore[arg-type]


class Film(QObject):
    """Plays so many frames in both windows by turns, at the pace of the desk."""

    over = Signal()

    def __init__(self, street: Street, shown: list[tuple[CaseTableModel, Meter]], queue: CaseListView,
                 frames: int) -> None:  # fmt: skip
        super().__init__()
        self._street, self._shown, self._queue, self._left = street, shown, queue, frames
        self._owed = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._frame)
        self._timer.start()

    @Slot()
    def _frame(self) -> None:
        for _model, meter in self._shown:
            meter.close_frame()
        if not self._left:
            self._timer.stop()
            self.over.emit()
            return
        self._left -= 1
        self._owed += RATE * FRAME_MS / 1_000
        count = int(self._owed)
        self._owed -= count
        top = self._queue.verticalScrollBar().value() // ROW_HEIGHT
        rows = range(top, top + self._queue.viewport().height() // ROW_HEIGHT)
        ops = self._street.change(count, [self._street.view.id_at(row) for row in rows])
        for model, meter in self._shown if self._left % 2 else reversed(self._shown):
            meter.measure(lambda model=model: model.play(ops, self._street.view.rows))  # type: ignore[misc]


def in_window(qtbot: QtBot, view: QTableView, model: CaseTableModel, ids: list[str], place: int) -> QMainWindow:
    model.reset(ids)
    view.setModel(model)
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(view)
    window.resize(1920, 1080)
    with qtbot.waitExposed(window):
        window.show()
    view.scrollTo(model.index(place, 0), QTableView.ScrollHint.PositionAtTop)
    return window


@pytest.mark.parametrize(
    ("row_height", "place", "what"),
    [(ROW_HEIGHT, 0, "at the top"), (ROW_HEIGHT, CASES // 4, "scrolled"), (0, CASES // 4, "scrolled")],
    ids=["top", "scrolled", "low_rows"],
)
def test_that_both_windows_show_the_board_after_every_frame(
    qtbot: QtBot, short: bool, show: Callable[[Row], None], row_height: int, place: int, what: str
) -> None:
    street, ours, plain = Street(), Meter(), Meter()
    models = (CaseTableModel(street.row), PlainModel(street.row))
    queue, table = views = (MeteredList(ours), MeteredTable(plain, row_height))
    ids = street.view.rows()
    windows = [in_window(qtbot, view, model, ids, place) for view, model in zip(views, models, strict=True)]
    queue.select_id(ids[place + 3], scroll=False)
    film = Film(street, list(zip(models, (ours, plain), strict=True)), queue, 75 if short else 300)
    with qtbot.waitSignal(film.over, timeout=120_000):
        pass
    assert all(window.isVisible() for window in windows)
    assert street.changes >= RATE * FRAME_MS / 1_000 * (74 if short else 299)
    assert ours.paints
    assert plain.paints
    for model in models:
        assert list(model.ids) == street.view.rows()
    assert queue.selected_id() == ids[place + 3]
    row = street.row(models[1].id_at(table.rowAt(10)) or "")
    assert row is not None
    assert table.model().index(table.rowAt(10), 1).data() == row.place
    against = f"plain QTableView, {'rows as high' if row_height else 'its own, lower rows'}"
    show(Row(f"a frame at 200 changes/s, list {what}", ours.frames, against, plain.frames, "cheaper",
             "≥ 5×, p95 ≤ 16 ms"))  # fmt: skip


def test_that_a_page_further_shows_the_next_rows(qtbot: QtBot, short: bool, show: Callable[[Row], None]) -> None:
    street, meter = Street(), Meter()
    models = (CaseTableModel(street.row), PlainModel(street.row))
    queue, table = views = (MeteredList(meter), MeteredTable(meter, ROW_HEIGHT))
    windows = [in_window(qtbot, view, model, street.view.rows(), 0) for view, model in zip(views, models, strict=True)]
    page, pages = queue.viewport().height() // ROW_HEIGHT, 20 if short else 100

    def turn(view: QTableView, by: int) -> None:
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + by)
        view.viewport().repaint()

    painted = [
        alternate(pages, queue.viewport().repaint, table.viewport().repaint),
        alternate(pages, lambda: turn(queue, page * ROW_HEIGHT), lambda: turn(table, page)),
    ]
    assert all(window.isVisible() for window in windows)
    assert meter.paints >= 4 * pages
    for view in views:
        assert view.rowAt(ROW_HEIGHT // 2) == (pages + 1) * page
    told = ("all rows in sight painted again", "a page further, every row new")
    for what, (ours, plain) in zip(told, painted, strict=True):
        show(Row(what, ours, "plain QTableView, rows as high", plain, "cheaper", "≥ 5×"))
