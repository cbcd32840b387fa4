"""Area names on the map: inside their area, never over one another or over a mark; what does not fit is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from widgets.fonts import body
from widgets.map_shapes import AreaShape
from widgets.map_view import Bounds, MapView
from widgets.tokens import Tokens, contrast

LABEL_PX = 11
_CELL = 64.0
_SHIFTS = (0.0, 14.0, -14.0)
_READABLE = 4.5


@dataclass(frozen=True, slots=True)
class LabelWish:
    """A label and the places where it may stand (centres in pixels, best first)."""

    place: int
    size: QSizeF
    centers: Iterable[tuple[float, float]]


class Crowd:
    """Rectangles that are taken, found by squares."""

    def __init__(self, taken: Iterable[QRectF] = ()) -> None:
        self._cells: dict[tuple[int, int], list[QRectF]] = {}
        for rect in taken:
            self.add(rect)

    def add(self, rect: QRectF) -> None:
        for cell in self._squares(rect):
            self._cells.setdefault(cell, []).append(rect)

    def free(self, rect: QRectF) -> bool:
        return not any(rect.intersects(other) for cell in self._squares(rect) for other in self._cells.get(cell, ()))

    @staticmethod
    def _squares(rect: QRectF) -> Iterable[tuple[int, int]]:
        for column in range(int(rect.left() // _CELL), int(rect.right() // _CELL) + 1):
            for line in range(int(rect.top() // _CELL), int(rect.bottom() // _CELL) + 1):
                yield column, line


def place_labels(wishes: Sequence[LabelWish], taken: Iterable[QRectF]) -> dict[int, QRectF]:
    """Rectangles of the labels that find a free place; earlier wishes choose first."""
    crowd = Crowd(taken)
    result: dict[int, QRectF] = {}
    for wish in wishes:
        for x, y in wish.centers:
            rect = QRectF(x - wish.size.width() / 2, y - wish.size.height() / 2, wish.size.width(), wish.size.height())
            if crowd.free(rect):
                crowd.add(rect)
                result[wish.place] = rect
                break
    return result


@lru_cache(maxsize=64)
def label_color(tokens: Tokens, ground: str) -> QColor:
    """The calmest text colour that is readable on a map colour."""
    candidates = (tokens.muted, tokens.ink, tokens.rail_ink, tokens.panel)
    for candidate in candidates:
        if contrast(candidate, ground) >= _READABLE:
            return QColor(candidate)
    return QColor(max(candidates, key=lambda candidate: contrast(candidate, ground)))


class AreaLabels:
    """Labels of areas; where each may stand is remembered for one scale, so that panning costs nothing."""

    def __init__(self) -> None:
        self._texts: tuple[str, ...] = ()
        self._shapes: tuple[AreaShape, ...] = ()
        self._order: NDArray[np.int64] = np.zeros(0, np.int64)
        self._boxes: NDArray[np.float64] = np.zeros((0, 4))
        self._sizes: dict[str, QSizeF] = {}
        self._scale = 0.0
        self._spots: dict[tuple[int, float], bool] = {}

    def set_areas(self, texts: Sequence[str], shapes: Sequence[AreaShape]) -> None:
        """Texts and outlines, same order; larger areas choose first."""
        self._texts, self._shapes = tuple(texts), tuple(shapes)
        sizes = self._boxes_of(shapes)
        order = np.argsort(-(sizes[:, 2] - sizes[:, 0]) * (sizes[:, 3] - sizes[:, 1]), kind="stable")
        self._order, self._boxes = order, sizes[order]
        self._spots = {}

    def place(self, view: MapView, taken: Iterable[QRectF]) -> dict[int, QRectF]:
        """Rectangles by area number, in pixels of the window."""
        if view.scale != self._scale:
            self._scale = view.scale
            self._spots = {}
        wishes = []
        for place in self._large_in(view.visible()):
            size = self._size(self._texts[place])
            if self._texts[place] and self._large_enough(place, size):
                wishes.append(LabelWish(place, size, self._spots_of(place, size, view)))
        return place_labels(wishes, taken)

    def paint(self, painter: QPainter, placed: Mapping[int, QRectF], colors: Mapping[int, QColor]) -> None:
        painter.setFont(body(LABEL_PX))
        descent = QFontMetricsF(body(LABEL_PX)).descent()
        for place, rect in placed.items():
            painter.setPen(colors[place])
            painter.drawText(QPointF(rect.left() + 2, rect.bottom() - descent + 1), self._texts[place])

    def _size(self, text: str) -> QSizeF:
        known = self._sizes.get(text)
        if known is None:
            metrics = QFontMetricsF(body(LABEL_PX))
            known = self._sizes[text] = QSizeF(metrics.horizontalAdvance(text) + 4, metrics.ascent() + 1)
        return known

    @staticmethod
    def _boxes_of(shapes: Sequence[AreaShape]) -> NDArray[np.float64]:
        bounds = [shape.bounds for shape in shapes]
        boxes = [(box.left, box.bottom, box.right, box.top) for box in bounds]
        return np.array(boxes, np.float64).reshape(len(boxes), 4)

    def _large_in(self, seen: Bounds) -> list[int]:
        """Areas in the window that are as large as the smallest label, the largest first."""
        boxes = self._boxes
        inside = (boxes[:, 0] <= seen.right) & (boxes[:, 2] >= seen.left)
        inside &= (boxes[:, 1] <= seen.top) & (boxes[:, 3] >= seen.bottom)
        inside &= np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) * self._scale >= LABEL_PX
        return [int(place) for place in self._order[inside]]

    def _large_enough(self, place: int, size: QSizeF) -> bool:
        bounds = self._shapes[place].bounds
        return bounds.width * self._scale >= size.width() and bounds.height * self._scale >= size.height()

    def _spots_of(self, place: int, size: QSizeF, view: MapView) -> Iterator[tuple[float, float]]:
        """Centres at which the label lies inside its area; looked at one by one, as most labels take the first."""
        shape = self._shapes[place]
        half_width, half_height = size.width() / 2 / self._scale, size.height() / 2 / self._scale
        x, y = shape.anchor()
        for shift in _SHIFTS:
            spot = (x, y + shift / self._scale)
            holds = self._spots.get((place, shift))
            if holds is None:
                holds = self._spots[(place, shift)] = shape.holds(*spot, half_width, half_height)
            if holds:
                yield view.to_screen(*spot)
