"""The board on the GUI thread: feed in, list operations out, and time as an input of its own."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from console.board_clock import BoardClock
from console.bridge import INTERVAL_MS, Bridge
from models.board.board import Board
from models.board.diff import BoardDiff
from models.board.ops import Op, collect
from models.board.view import CaseView
from models.domain.case import Case
from models.domain.figures import Figures
from models.domain.instant import SECOND, Instant, Span
from models.domain.roster import ROSTER_ENTITIES
from models.feed.records import Confirmed, Delta, Lost, Recovered, Snapshot, Status

STALE_AFTER = 3.0
"""Seconds after the last confirmed poll from which the data counts as stale."""
SEARCH_AT_ONCE = 300
"""Search texts made in one tick, so that the first search of a large board does not wait for all of them."""
SLICE_SECONDS = 0.004
"""Longest work on the board between two breaths of the screen."""
_TICK_MS = 1_000


@dataclass(frozen=True, slots=True)
class DataAge:
    """How old the shown data is, and seconds since the last confirmed poll."""

    kind: Literal["live", "stale", "reconnecting", "historic"]
    seconds: float


class Live(QObject):
    """Owns the board. Feed callbacks may come from any thread; everything else runs on the GUI thread.

    `flushed` follows when views have operations to play; `second` ticks; `replaced` says that the
    whole board was swapped; `reference_changed` that units, catalogue or settings changed, `roster_changed`
    that only the roster did.
    """

    flushed = Signal()
    second = Signal()
    replaced = Signal()
    reference_changed = Signal()
    roster_changed = Signal()
    age_changed = Signal()
    cases_changed = Signal(object)
    _snapshot_in = Signal(object)
    _delta_in = Signal(object)
    _status_in = Signal(object)

    def __init__(self, clock: BoardClock, due_soon: Span, *, interval_ms: int = INTERVAL_MS,
                 monotonic: Callable[[], float] = time.monotonic) -> None:  # fmt: skip
        super().__init__()
        self.clock = clock
        self.due_soon = due_soon
        self.board = Board(clock.now(), due_soon)
        self.loaded = False
        self.search_ready = False
        self._stopped = False
        self._monotonic = monotonic
        self._confirmed = monotonic()
        self._lost = ""
        self._views: list[tuple[CaseView, list[Op]]] = []
        self._bridge = Bridge(self._flush, self, interval_ms)
        self._work: deque[Iterator[BoardDiff]] = deque()
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(0)
        self._breath.timeout.connect(self._go_on)
        self._snapshot_in.connect(self._take_snapshot)
        self._delta_in.connect(self._take_delta)
        self._status_in.connect(self._take_status)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    # -- from the feed's thread ---------------------------------------------------------------------
    def on_snapshot(self, snapshot: Snapshot) -> None:
        """A new board is built here, off the GUI thread, and swapped in there."""
        board = Board(self.clock.now(), self.due_soon)
        board.load(snapshot.cases, snapshot.timed)
        self._snapshot_in.emit(board)

    def on_delta(self, delta: Delta) -> None:
        """Changes of cases and of reference records."""
        self._delta_in.emit(delta)

    def on_status(self, status: Status) -> None:
        """The database answered, went away, or came back."""
        self._status_in.emit(status)

    # -- reading ------------------------------------------------------------------------------------
    def now(self) -> Instant:
        """Board time."""
        return self.clock.now()

    def case(self, case_id: str) -> Case | None:
        """An open case."""
        return self.board.get(case_id)

    def figures(self) -> Figures:
        """Running figures of the board."""
        return self.board.figures.snapshot()

    def age(self) -> DataAge:
        """How old the data is, and whether the database is answering."""
        seconds = self._monotonic() - self._confirmed
        if self._lost:
            return DataAge("stale" if seconds > STALE_AFTER else "reconnecting", seconds)
        if seconds > STALE_AFTER:
            return DataAge("stale", seconds)
        return DataAge("historic" if self.clock.historic else "live", seconds)

    # -- views --------------------------------------------------------------------------------------
    def register(self, view: CaseView) -> None:
        """From now on the view's operations are collected for `take_ops`."""
        self._views.append((view, []))

    def forget(self, view: CaseView) -> None:
        """The view is no longer shown."""
        self._views = [pair for pair in self._views if pair[0] is not view]

    def take_ops(self, view: CaseView) -> Sequence[Op]:
        """The operations since the last call, in order."""
        for known, ops in self._views:
            if known is view:
                taken = list(ops)
                ops.clear()
                return taken
        return ()

    def stop(self) -> None:
        """No more ticks and flushes."""
        self._stopped = True
        self._timer.stop()
        self._breath.stop()
        self._work.clear()
        self._bridge.stop()

    # -- on the GUI thread --------------------------------------------------------------------------
    def _apply(self, diff: BoardDiff) -> None:
        if not diff:
            return
        for view, ops in self._views:
            collect(ops, view.apply(diff))
        self.cases_changed.emit(diff)
        self._bridge.changed()

    def _flush(self) -> None:
        self.flushed.emit()

    @Slot(object)
    def _take_snapshot(self, board: Board) -> None:
        self._enqueue(self._snapshot_steps(board))

    @Slot(object)
    def _take_delta(self, delta: Delta) -> None:
        self._enqueue(self._delta_steps(delta))

    def _snapshot_steps(self, board: Board) -> Iterator[BoardDiff]:
        for _ in self.board.share_with(board):
            yield BoardDiff()
        diff = self.board.replace(board)
        first, self.loaded = not self.loaded, True
        yield diff
        if first or not diff:
            self.flushed.emit()
        self.replaced.emit()

    def _delta_steps(self, delta: Delta) -> Iterator[BoardDiff]:
        yield from self.board.apply_sliced(delta.upserts, delta.removals, delta.origins, delta.timed)
        if delta.reference_changed - ROSTER_ENTITIES:
            self.reference_changed.emit()
        elif delta.reference_changed:
            self.roster_changed.emit()

    def _enqueue(self, steps: Iterator[BoardDiff]) -> None:
        """Work waits its turn, so that a delta never overtakes the snapshot it follows."""
        if self._stopped:
            return  # the feed's last news may still lie in the event queue
        self._work.append(steps)
        if not self._breath.isActive():
            self._go_on()

    @Slot()
    def _go_on(self) -> None:
        started = self._monotonic()
        while self._work:
            diff = next(self._work[0], None)
            if diff is None:
                self._work.popleft()
            else:
                self._apply(diff)
            if self._monotonic() - started > SLICE_SECONDS:
                self._breath.start()
                return

    @Slot(object)
    def _take_status(self, status: Status) -> None:
        match status:
            case Confirmed(clock_offset=offset):
                self._confirmed = self._monotonic()
                self._lost = ""
                moved = self.clock.set_database_now(offset, 0)
                if abs(moved) > SECOND:
                    self._tick()
            case Lost(reason=reason):
                self._lost = reason
            case Recovered():
                self._lost = ""
        self.age_changed.emit()

    @Slot()
    def _tick(self) -> None:
        if self.search_ready:
            self.board.prepare_search(SEARCH_AT_ONCE)
        self._apply(self.board.advance(self.clock.now()))
        self.second.emit()
