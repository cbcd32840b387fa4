"""Areas of the map, painted once into a picture that is moved about until the view or the data change."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QTransform

from widgets.map_shapes import AreaShape, Points
from widgets.map_view import Bounds, MapView
from widgets.theme import LIGHT, Theme

_OVERSCAN = 0.25
_SLOW = 0.016


@dataclass(frozen=True, slots=True, eq=False)
class MapArea:
    """A polygon with a number.  ``rings``: (n, 2) arrays of projected metres, x east, y north; holes are rings too."""

    key: str
    label: str
    rings: Sequence[Points]
    value: float | None = None
    tooltip: str = ""


def class_of(value: float, breaks: Sequence[float], colours: int) -> int:
    """Number of the ramp colour: class k holds breaks[k-1] ≤ value < breaks[k]; few classes spread over the ramp."""
    place = bisect_right(breaks, value)
    return min(colours - 1, round(place * (colours - 1) / len(breaks))) if breaks else 0


class AreaLayer:
    """Holds the areas, their outlines and the picture of them."""

    def __init__(self) -> None:
        self.areas: tuple[MapArea, ...] = ()
        self.shapes: tuple[AreaShape, ...] = ()
        self.breaks: tuple[float, ...] = ()
        self.renders = 0
        self._places: dict[str, int] = {}
        self._theme = LIGHT
        self._picture: QPixmap | None = None
        self._picture_view = MapView()
        self._cost = 0.0
        self._boxes = np.zeros((0, 4))

    @property
    def bounds(self) -> Bounds | None:
        """Everything there is; None without areas."""
        if not self.shapes:
            return None
        low, high = self._boxes.min(axis=0), self._boxes.max(axis=0)
        return Bounds(float(low[0]), float(low[1]), float(high[2]), float(high[3]))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._picture = None

    def set_areas(self, areas: Sequence[MapArea]) -> bool:
        """Takes areas; outlines of known ring lists are kept.  True when the ground itself changed."""
        known = {area.key: (area.rings, shape) for area, shape in zip(self.areas, self.shapes, strict=True)}
        shapes = []
        for area in areas:
            rings, shape = known.get(area.key, (None, None))
            shapes.append(shape if shape is not None and rings is area.rings else AreaShape(area.rings))
        changed = len(shapes) != len(self.shapes) or any(a is not b for a, b in zip(shapes, self.shapes, strict=False))
        self.areas, self.shapes = tuple(areas), tuple(shapes)
        self._places = {area.key: place for place, area in enumerate(self.areas)}
        boxes = [(s.bounds.left, s.bounds.bottom, s.bounds.right, s.bounds.top) for s in shapes]
        self._boxes = np.array(boxes) if boxes else np.zeros((0, 4))
        self._picture = None
        return changed

    def set_values(self, values: dict[str, tuple[float | None, str]]) -> None:
        """New numbers and tooltips by key; nothing is drawn anew unless a colour changes."""
        before = [self.color_token(place) for place in range(len(self.areas))]
        self.areas = tuple(
            replace(area, value=values[area.key][0], tooltip=values[area.key][1]) if area.key in values else area
            for area in self.areas
        )
        if before != [self.color_token(place) for place in range(len(self.areas))]:
            self._picture = None

    def set_breaks(self, breaks: Sequence[float]) -> None:
        if tuple(breaks) != self.breaks:
            self.breaks = tuple(breaks)
            self._picture = None

    def place_of(self, key: str | None) -> int:
        """Number of an area; -1 if there is none of that key."""
        return -1 if key is None else self._places.get(key, -1)

    def value_range(self) -> str:
        """Lowest and highest number in figures; empty without numbers."""
        values = [area.value for area in self.areas if area.value is not None and not math.isnan(area.value)]
        if not values:
            return ""
        low, high = min(values), max(values)
        return f"{low:g}" if low == high else f"{low:g}–{high:g}"

    def at(self, x: float, y: float) -> int:
        """Number of the area at a point in metres; -1 for none."""
        boxes = self._boxes
        near = np.flatnonzero((boxes[:, 0] <= x) & (x <= boxes[:, 2]) & (boxes[:, 1] <= y) & (y <= boxes[:, 3]))
        return next((int(place) for place in near if self.shapes[int(place)].contains(x, y)), -1)

    def color_token(self, place: int) -> str:
        """Colour of an area as the theme spells it; the background's where there is no number."""
        value = self.areas[place].value
        ramp = self._theme.tokens.ramp
        if value is None or math.isnan(value):
            return self._theme.tokens.background
        return ramp[class_of(value, self.breaks, len(ramp))]

    def paint(self, painter: QPainter, view: MapView, ratio: float, *, hurry: bool) -> bool:
        """Paints the picture, drawn anew where it must.

        ``hurry``: a slow picture of another scale is stretched instead.  False when that happened.
        """
        if not self._fits(view, ratio):
            stretch = hurry and self._picture is not None and self._cost > _SLOW
            if not stretch:
                self._render(view, ratio)
        picture, held = self._picture, self._picture_view
        if picture is None:
            return True
        factor = view.scale / held.scale
        left, top = view.to_screen(*held.to_world(0.0, 0.0))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, factor != 1.0)
        painter.drawPixmap(
            QRectF(left, top, held.width * factor, held.height * factor), picture, QRectF(picture.rect())
        )
        return self._fits(view, ratio)

    def outline(self, painter: QPainter, view: MapView, place: int, color: QColor, width: float) -> None:
        """Draws the border of one area."""
        painter.save()
        painter.setTransform(_transform(view), combine=True)
        pen = QPen(color, width)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.shapes[place].path(view.scale))
        painter.restore()

    def _fits(self, view: MapView, ratio: float) -> bool:
        """Whether the picture has the right scale and covers the window."""
        picture, held = self._picture, self._picture_view
        if picture is None or held.scale != view.scale or picture.devicePixelRatio() != ratio:
            return False
        have, want = held.visible(), view.visible(-1.0)
        return (
            have.left <= want.left and have.right >= want.right and have.bottom <= want.bottom and have.top >= want.top
        )

    def _render(self, view: MapView, ratio: float) -> None:
        begin = perf_counter()
        # Whole margins: the picture then lies on whole pixels of the window.
        margin_x, margin_y = math.ceil(view.width * _OVERSCAN), math.ceil(view.height * _OVERSCAN)
        held = view.resized(view.width + 2 * margin_x, view.height + 2 * margin_y)
        picture = QPixmap(math.ceil(held.width * ratio), math.ceil(held.height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(_transform(held), combine=True)
        border = QPen(self._theme.color("panel"), 1)
        border.setCosmetic(True)
        border.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(border)
        seen, boxes = held.visible(), self._boxes
        inside = (boxes[:, 0] <= seen.right) & (boxes[:, 2] >= seen.left)
        inside &= (boxes[:, 1] <= seen.top) & (boxes[:, 3] >= seen.bottom)
        for place in np.flatnonzero(inside):
            painter.setBrush(self._brush(int(place), held))
            painter.drawPath(self.shapes[int(place)].path(view.scale))
        painter.end()
        self._picture, self._picture_view = picture, held
        self.renders += 1
        self._cost = perf_counter() - begin

    def _brush(self, place: int, view: MapView) -> QBrush:
        value = self.areas[place].value
        if value is not None and not math.isnan(value):
            return QBrush(QColor(self.color_token(place)))
        # No number is not zero: hatched, so that it cannot be taken for the lowest class.
        brush = QBrush(self._theme.color("line"), Qt.BrushStyle.BDiagPattern)
        brush.setTransform(QTransform.fromScale(1 / view.scale, 1 / view.scale))
        return brush


def _transform(view: MapView) -> QTransform:
    """Metres (y down) → pixels of the view."""
    origin = QPointF(*view.to_screen(0.0, 0.0))
    return QTransform(view.scale, 0, 0, view.scale, origin.x(), origin.y())
