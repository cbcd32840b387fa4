"""Marks of cases on the map: shape and colour by urgency, crowded ones as counted circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from widgets.fonts import body
from widgets.map_clusters import LEAST_RANK, RANKS, Cluster, cluster_marks
from widgets.map_view import Bounds, MapView
from widgets.theme import LIGHT, Theme, urgency_path

MARK = 12.0
REACH = 10.0
_MARGIN = 48.0
_RING = 12.0


@dataclass(frozen=True, slots=True)
class MapMark:
    """A case on the map: projected metres, and its urgency (overdue, due_soon, on_track, done)."""

    id: str
    x: float
    y: float
    kind: str
    tooltip: str = ""


class MarkLayer:
    """Marks in the window, grouped anew only when the view or the marks change."""

    def __init__(self) -> None:
        self.marks: tuple[MapMark, ...] = ()
        self._xs = np.zeros(0)
        self._ys = np.zeros(0)
        self._ranks = np.zeros(0, np.int64)
        self._places: dict[str, int] = {}
        self._grouped: tuple[MapView, list[Cluster]] | None = None
        self._theme = LIGHT
        self._pixmaps: dict[tuple[str, float], QPixmap] = {}

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._pixmaps = {}

    def set_marks(self, marks: Sequence[MapMark]) -> None:
        self.marks = tuple(marks)
        self._xs = np.array([mark.x for mark in self.marks], np.float64)
        self._ys = np.array([mark.y for mark in self.marks], np.float64)
        self._ranks = np.array([RANKS.get(mark.kind, LEAST_RANK) for mark in self.marks], np.int64)
        self._places = {mark.id: place for place, mark in enumerate(self.marks)}
        self._grouped = None

    @property
    def bounds(self) -> Bounds | None:
        """Where nearly all marks are: a few strays do not make the rest tiny. None without marks."""
        if not self.marks:
            return None
        left, right = np.percentile(self._xs, (1, 99))
        bottom, top = np.percentile(self._ys, (1, 99))
        return Bounds(float(left) - 1, float(bottom) - 1, float(right) + 1, float(top) + 1)

    def mark(self, mark_id: str | None) -> MapMark | None:
        place = None if mark_id is None else self._places.get(mark_id)
        return None if place is None else self.marks[place]

    def counts(self) -> dict[str, int]:
        """Marks per urgency."""
        return Counter(mark.kind for mark in self.marks)

    def clusters(self, view: MapView) -> list[Cluster]:
        """What is shown in the window: single marks and circles, the least urgent first."""
        if self._grouped is None or self._grouped[0] != view:
            seen = view.visible(_MARGIN)
            inside = (self._xs >= seen.left) & (self._xs <= seen.right)
            inside &= (self._ys >= seen.bottom) & (self._ys <= seen.top)
            found = cluster_marks(self._xs, self._ys, self._ranks, view.scale, np.flatnonzero(inside))
            self._grouped = (view, found)
        return self._grouped[1]

    def at(self, view: MapView, px: float, py: float) -> Cluster | None:
        """The nearest mark or circle within reach of a pixel."""
        best: tuple[float, Cluster] | None = None
        for cluster in reversed(self.clusters(view)):
            x, y = view.to_screen(cluster.x, cluster.y)
            away = ((x - px) ** 2 + (y - py) ** 2) ** 0.5 - max(0.0, cluster.radius - REACH)
            if away <= REACH and (best is None or away < best[0]):
                best = (away, cluster)
        return None if best is None else best[1]

    def rects(self, view: MapView, selected: str | None = None) -> list[QRectF]:
        """Squares that marks and the chosen mark's ring cover, in pixels: labels keep off."""
        result = []
        chosen = self.mark(selected)
        if chosen is not None:
            x, y = view.to_screen(chosen.x, chosen.y)
            result.append(QRectF(x - _RING - 2, y - _RING - 2, 2 * _RING + 4, 2 * _RING + 4))
        for cluster in self.clusters(view):
            x, y = view.to_screen(cluster.x, cluster.y)
            half = max(cluster.radius, MARK / 2) + 1
            result.append(QRectF(x - half, y - half, 2 * half, 2 * half))
        return result

    def paint(self, painter: QPainter, view: MapView, ratio: float) -> None:
        for cluster in self.clusters(view):
            x, y = view.to_screen(cluster.x, cluster.y)
            kind = self.marks[cluster.members[0]].kind
            if cluster.count == 1:
                picture = self._pixmap(kind, ratio)
                side = picture.width() / ratio
                painter.drawPixmap(QPointF(x - side / 2, y - side / 2), picture)
            else:
                self._paint_circle(painter, QPointF(x, y), cluster, kind)

    def paint_selected(self, painter: QPainter, view: MapView, mark_id: str | None) -> None:
        """Draws the chosen mark on top of everything, larger and ringed."""
        mark = self.mark(mark_id)
        if mark is None:
            return
        center = QPointF(*view.to_screen(mark.x, mark.y))
        painter.setPen(QPen(self._theme.color("panel"), 5))
        painter.setBrush(self._theme.color("panel"))
        painter.drawEllipse(center, _RING, _RING)
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.setBrush(self._theme.color("selected"))
        painter.drawEllipse(center, _RING, _RING)
        self._paint_shape(painter, center, mark.kind, 14.0)

    def _paint_circle(self, painter: QPainter, center: QPointF, cluster: Cluster, kind: str) -> None:
        radius = cluster.radius
        painter.setPen(QPen(self._theme.color("panel"), 4))
        painter.setBrush(self._theme.color("panel"))
        painter.drawEllipse(center, radius, radius)
        painter.setPen(QPen(self._theme.urgency_fill(kind), 2))
        painter.drawEllipse(center, radius - 0.5, radius - 0.5)
        painter.setFont(body(11, True))
        painter.setPen(self._theme.color("ink"))
        box = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _short(cluster.count))
        if kind in ("overdue", "due_soon"):
            self._paint_shape(painter, QPointF(center.x() + radius * 0.75, center.y() - radius * 0.75), kind, 9.0)

    def _paint_shape(self, painter: QPainter, center: QPointF, kind: str, side: float) -> None:
        path = urgency_path(kind, QRectF(center.x() - side / 2, center.y() - side / 2, side, side))
        _paint_mark(painter, path, self._theme.urgency_fill(kind), self._theme.color("panel"))

    def _pixmap(self, kind: str, ratio: float) -> QPixmap:
        known = self._pixmaps.get((kind, ratio))
        if known is None:
            side = int(MARK) + 4
            known = QPixmap(round(side * ratio), round(side * ratio))
            known.setDevicePixelRatio(ratio)
            known.fill(Qt.GlobalColor.transparent)
            painter = QPainter(known)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_shape(painter, QPointF(side / 2, side / 2), kind, MARK)
            painter.end()
            self._pixmaps[(kind, ratio)] = known
        return known


def _paint_mark(painter: QPainter, path: QPainterPath, fill: QColor, rim: QColor) -> None:
    """A shape with a rim of the panel's colour, so that it stands out on every map colour."""
    painter.setPen(QPen(rim, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(rim)
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawPath(path)


def _short(count: int) -> str:
    return str(count) if count < 10_000 else f"{count // 1000}k"
