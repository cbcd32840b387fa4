"""The desk's map: grids coloured by a measure, cases as marks, linked with the queue by one selection."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from console.desk.chips import GRID, NO_POSITION
from console.live import Live
from console.session import Session
from models.board.diff import BoardDiff
from models.domain.case import urgency
from models.domain.figures import GroupFigures
from widgets.map_canvas import MapCanvas
from widgets.map_layers import MapArea
from widgets.map_marks import MapMark
from widgets.map_picker import MapPicker
from widgets.panel import Panel

METRES_PER_DEGREE = 111_320.0
"""Length of a degree of latitude; of longitude times the cosine of the latitude."""
REDRAW_MS = 500
OPEN, OVERDUE, SOON = "open", "overdue", "due_soon"
BREAKS = {OPEN: [1.0, 2.0, 3.0, 5.0, 8.0], OVERDUE: [1.0, 2.0, 3.0, 4.0, 6.0], SOON: [1.0, 2.0, 3.0, 4.0, 6.0]}


class MapPane(Panel):
    """Picks go out as `case_picked` (id) and `filter_picked` (a chip key)."""

    case_picked = Signal(str)
    filter_picked = Signal(str)
    position_picked = Signal(float, float)
    """Longitude and latitude that somebody chose after `pick_position`."""
    position_refused = Signal()

    def __init__(self, live: Live, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._live = live
        self._session = session
        self._measure = OPEN
        self._origin = (0.0, 0.0)
        self._fitted = False
        self.canvas = MapCanvas(self)
        self.picker = MapPicker(self.canvas)
        self.body.addWidget(self.canvas)
        self.layout().setContentsMargins(1, 1, 1, 1)  # type: ignore[union-attr]  # a panel always has one
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self.redraw)
        self.picker.picked.connect(self._picked)
        self.picker.cancelled.connect(self.position_refused)
        self.canvas.mark_clicked.connect(self.case_picked)
        self.canvas.area_clicked.connect(self._area_clicked)
        self.canvas.no_position_clicked.connect(self._no_position_clicked)
        self.canvas.measure_chosen.connect(self._measure_chosen)
        live.cases_changed.connect(self._changed)
        self.set_session(session)

    def set_session(self, session: Session) -> None:
        """Other grids, language or figures."""
        self._session = session
        words = session.messages
        self.canvas.setAccessibleName(words.text("map-title"))
        self.canvas.set_measures([(key, words.text(f"map-measure-{key}")) for key in BREAKS], self._measure)
        self.canvas.set_mark_words({
            "overdue": words.word("urgency", "overdue"), "due_soon": words.word("urgency", "due_soon"),
            "on_track": words.word("urgency", "on_track"),
        })  # fmt: skip
        self._set_areas()
        self.redraw()

    def pick_position(self, position: tuple[float, float] | None) -> None:
        """Lets somebody choose a position, beginning with a known one: longitude, latitude."""
        words = self._session.messages
        at = None if position is None else self._metres(*position)
        self.picker.begin(at, words.text("map-pick-title"), words.text("map-pick"))

    def select(self, case_id: str) -> None:
        """Highlights the case that is selected in the queue."""
        case = self._live.case(case_id) if case_id else None
        self.canvas.set_selected_mark(case_id if case is not None and case.lon is not None else None)
        self.canvas.set_selected_area(case.grid_code if case is not None else None)

    @Slot()
    def redraw(self) -> None:
        """Takes figures and marks from the board."""
        self._timer.stop()
        figures, words = self._live.figures(), self._session.messages
        empty = GroupFigures()
        values: dict[str, tuple[float | None, str]] = {}
        labels = {key: words.text(f"map-measure-{key}") for key in BREAKS}
        for code, grid in self._session.names.grids.items():
            counts = figures.by_grid.get(code, empty)
            community = self._session.names.community(grid.community_code)
            tip = (
                f"{grid.name} · {community} · {labels[OPEN]} {counts.open} · {labels[OVERDUE]} {counts.overdue}"
                f" · {labels[SOON]} {counts.due_soon}"
            )
            values[code] = (float(getattr(counts, self._measure)), tip)
        if values:
            self.canvas.set_values(values)
        self.canvas.set_breaks(BREAKS[self._measure], title=words.text(f"map-measure-{self._measure}"))
        self.canvas.set_without_position(figures.without_position)
        marks = self._marks()
        self.canvas.set_marks(marks)
        if marks and not values and not self._fitted:
            self._fitted = True
            self.canvas.fit()
        if not values and not figures.open:
            self.canvas.set_state("empty", words.text("map-empty"))
        else:
            self.canvas.set_state("")

    def _marks(self) -> list[MapMark]:
        now, due_soon = self._live.now(), self._live.due_soon
        located = [case for case in self._live.board if case.lon is not None and case.lat is not None]
        if not self._session.names.grids and located and self._origin == (0.0, 0.0):
            first = located[0]
            self._origin = (first.lon or 0.0, first.lat or 0.0)
        made = []
        for case in located:
            x, y = self._metres(case.lon or 0.0, case.lat or 0.0)
            made.append(MapMark(case.id, x, y, urgency(case.deadline_at, now, due_soon), case.title))
        return made

    def _set_areas(self) -> None:
        grids = self._session.names.grids
        if not grids:
            self.canvas.set_areas([])
            return
        rings = [ring for grid in grids.values() for ring in grid.rings[:1]]
        self._origin = (
            sum(ring[0][0] for ring in rings) / len(rings),
            sum(ring[0][1] for ring in rings) / len(rings),
        )
        areas = []
        for code, grid in grids.items():
            arrays = [np.array([self._metres(lon, lat) for lon, lat in ring], dtype=np.float64) for ring in grid.rings]
            areas.append(MapArea(code, grid.short, arrays))
        self.canvas.set_areas(areas)

    def _metres(self, lon: float, lat: float) -> tuple[float, float]:
        lon0, lat0 = self._origin
        return (
            (lon - lon0) * METRES_PER_DEGREE * math.cos(math.radians(lat0)),
            (lat - lat0) * METRES_PER_DEGREE,
        )

    @Slot(float, float)
    def _picked(self, x: float, y: float) -> None:
        lon0, lat0 = self._origin
        lon = lon0 + x / (METRES_PER_DEGREE * math.cos(math.radians(lat0)))
        self.position_picked.emit(lon, lat0 + y / METRES_PER_DEGREE)

    @Slot(object)
    def _changed(self, diff: BoardDiff) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot(str)
    def _area_clicked(self, code: str) -> None:
        self.filter_picked.emit(f"{GRID}{code}")

    @Slot()
    def _no_position_clicked(self) -> None:
        self.filter_picked.emit(NO_POSITION)

    @Slot(str)
    def _measure_chosen(self, key: str) -> None:
        self._measure = key
        self.redraw()
