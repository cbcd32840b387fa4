"""Department workload and today's flow below the map."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from console.desk.chips import DEPARTMENT
from console.live import Live
from console.session import Session
from models.board.diff import BoardDiff
from models.domain.figures import MISSING
from models.domain.instant import HOUR, to_local
from models.queries.flow import FlowHour
from widgets.flow_chart import FlowChart
from widgets.load_bars import LoadBars
from widgets.load_rows import LoadRow
from widgets.panel import Panel

REDRAW_MS = 200


class LoadPane(Panel):
    """Open cases by department and urgency, from the board's running figures."""

    filter_picked = Signal(str)

    def __init__(self, live: Live, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._live = live
        self._session = session
        self._rows: list[LoadRow] = []
        self.bars = LoadBars(self)
        self.body.addWidget(self.bars)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self.redraw)
        self.bars.segment_clicked.connect(self._clicked)
        live.cases_changed.connect(self._changed)
        self.set_session(session)

    def set_session(self, session: Session) -> None:
        """Another language or other departments."""
        self._session = session
        self.set_title(session.messages.text("load-title"), session.messages.text("load-hint"))
        self._rows = []
        self.redraw()

    @Slot()
    def redraw(self) -> None:
        """Takes the departments' figures from the board, busiest first."""
        groups = self._live.figures().by_department
        rows = [
            LoadRow(code, self._name(code), g.open - g.due_soon - g.overdue, g.due_soon, g.overdue)
            for code, g in sorted(groups.items(), key=lambda item: (item[0] == MISSING, -item[1].open, item[0]))
            if g.open
        ]  # fmt: skip
        if rows != self._rows:
            self._rows = rows
            self.bars.set_rows(rows)

    def _name(self, code: str) -> str:
        if code == MISSING:
            return self._session.messages.text("load-none")
        return self._session.names.department(code)

    @Slot(object)
    def _changed(self, diff: BoardDiff) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot(str, str)
    def _clicked(self, code: str, urgency: str) -> None:
        self.filter_picked.emit(f"{DEPARTMENT}{code}")


class FlowPane(Panel):
    """Cases reported and finished today, by hour."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self.chart = FlowChart(self)
        self.body.addWidget(self.chart)
        self.set_session(session)

    def set_session(self, session: Session) -> None:
        """Another language."""
        self._session = session
        self.set_title(session.messages.text("flow-title"), session.messages.text("flow-hint"))

    def show_hours(self, hours: Sequence[FlowHour], now: int) -> None:
        """Shows today's counts; `hours` start at local midnight."""
        if not hours:
            return
        begin = to_local(hours[0].start, self._session.formats.zone)
        self.chart.set_series(
            [begin.hour + place for place in range(len(hours))],
            [hour.reported for hour in hours],
            [hour.finished for hour in hours],
            (now - hours[0].start) / HOUR,
        )
