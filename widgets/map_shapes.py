"""Outlines of map areas, prepared for painting, hit tests and labels.

Metres in, y to the north; inside everything is turned to y downwards, as Qt paints it.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

from widgets.map_view import Bounds

Points = NDArray[np.float64]
_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_ANCHOR_GRID = 9
_ANCHOR_POINTS = 96


def path_of(rings: Sequence[Points]) -> QPainterPath:
    """One path of closed rings, odd-even filled, read from Qt's stream format: 20 times faster than lineTo calls."""
    count = sum(len(ring) for ring in rings)
    elements = np.empty(count, _ELEMENT)
    start = 0
    for ring in rings:
        part = elements[start : start + len(ring)]
        part["kind"] = 1
        part["kind"][0] = 0
        part["x"] = ring[:, 0]
        part["y"] = ring[:, 1]
        start += len(ring)
    data = struct.pack(">i", count) + elements.tobytes() + struct.pack(">ii", 0, 0)
    path = QPainterPath()
    stream = QDataStream(QByteArray(data))
    stream >> path
    return path


def thinned(ring: Points, tolerance: float) -> Points:
    """The ring without points that fall into the same square of ``tolerance`` as the one before; stays closed."""
    cells = np.floor(ring / tolerance)
    keep = np.ones(len(ring), bool)
    keep[1:] = np.any(cells[1:] != cells[:-1], axis=1)
    keep[-1] = True
    return ring[keep]


class AreaShape:
    """One area: its rings (outer ones and holes together), found by the odd-even rule."""

    def __init__(self, rings: Sequence[Points]) -> None:
        self.rings: list[Points] = []
        for ring in rings:
            if len(ring) < 3:
                continue
            flipped = np.column_stack([ring[:, 0], -ring[:, 1]]).astype(np.float64)
            if not np.array_equal(flipped[0], flipped[-1]):
                flipped = np.vstack([flipped, flipped[:1]])
            self.rings.append(flipped)
        corners = np.vstack(self.rings) if self.rings else np.zeros((1, 2))
        low, high = corners.min(axis=0), corners.max(axis=0)
        self.bounds = Bounds(float(low[0]), float(-high[1]), float(high[0]), float(-low[1]))
        self._level: int | None = None
        self._path = QPainterPath()
        self._anchor: tuple[float, float] | None = None
        self._edges: tuple[Points, Points] | None = None

    def path(self, scale: float) -> QPainterPath:
        """Outline in metres (y down), as fine as ``scale`` pixels per metre can show; the last one is kept."""
        level = math.floor(math.log2(0.5 / scale))
        if level != self._level:
            self._path = path_of([thinned(ring, 2.0**level) for ring in self.rings])
            self._level = level
        return self._path

    def contains(self, x: float, y: float) -> bool:
        """Whether the point (metres, y north) lies inside."""
        inside = self.bounds.left <= x <= self.bounds.right and self.bounds.bottom <= y <= self.bounds.top
        return inside and bool(_inside(np.array([[x, -y]]), *self._segments())[0])

    def anchor(self) -> tuple[float, float]:
        """Where a label stands best (metres, y north): the point of a raster that is farthest from every border."""
        if self._anchor is None:
            self._anchor = self._find_anchor()
        return self._anchor

    def holds(self, x: float, y: float, half_width: float, half_height: float) -> bool:
        """Whether a rectangle around (x, y north), in metres, lies inside and meets no border."""
        if not self.contains(x, y):
            return False
        start, end = self._segments()
        low = np.array([x - half_width, -y - half_height])
        high = np.array([x + half_width, -y + half_height])
        near = np.all((np.minimum(start, end) <= high) & (np.maximum(start, end) >= low), axis=1)
        if not near.any():
            return True
        a, step = start[near], end[near] - start[near]
        with np.errstate(divide="ignore", invalid="ignore"):
            enter, leave = (low - a) / step, (high - a) / step
        first = np.nanmax(np.fmin(enter, leave), axis=1, initial=0.0)
        last = np.nanmin(np.fmax(enter, leave), axis=1, initial=1.0)
        return not bool(np.any(first <= last))

    def _segments(self) -> tuple[Points, Points]:
        if self._edges is None:
            if self.rings:
                starts = np.vstack([ring[:-1] for ring in self.rings])
                ends = np.vstack([ring[1:] for ring in self.rings])
            else:
                starts = ends = np.zeros((0, 2))
            self._edges = (starts, ends)
        return self._edges

    def _find_anchor(self) -> tuple[float, float]:
        bounds = self.bounds
        middle = ((bounds.left + bounds.right) / 2, (bounds.bottom + bounds.top) / 2)
        if not self.rings:
            return middle
        rings = [_sampled(ring) for ring in self.rings]
        # A coarse raster over the area, then a fine one around its best point.
        x, y = middle[0], -middle[1]
        for width, height in ((bounds.width, bounds.height), (bounds.width / 6, bounds.height / 6)):
            x, y = _deepest(rings, (x, y), width, height) or (x, y)
        return x, -y


def _deepest(
    rings: list[Points], center: tuple[float, float], width: float, height: float
) -> tuple[float, float] | None:
    """The point of a raster around ``center`` that is inside and farthest from the border; None if none is inside."""
    steps = (np.arange(_ANCHOR_GRID) + 0.5) / _ANCHOR_GRID - 0.5
    grid_x, grid_y = np.meshgrid(center[0] + steps * width, center[1] + steps * height)
    points = np.column_stack([grid_x.ravel(), grid_y.ravel()])
    closed = [np.vstack([ring, ring[:1]]) for ring in rings]
    points = points[_inside(points, np.vstack([r[:-1] for r in closed]), np.vstack([r[1:] for r in closed]))]
    if not len(points):
        return None
    border = np.vstack(rings)
    # A label is wider than high: distances across count half.
    across = (points[:, :1] - border[:, 0]) * 0.5
    along = points[:, 1:] - border[:, 1]
    best = points[int(np.argmax((across**2 + along**2).min(axis=1)))]
    return float(best[0]), float(best[1])


def _inside(points: Points, start: Points, end: Points) -> NDArray[np.bool_]:
    """Odd-even rule for many points against edges start → end."""
    px, py = points[:, :1], points[:, 1:]
    crosses = (start[:, 1] > py) != (end[:, 1] > py)
    rise = np.where(end[:, 1] == start[:, 1], 1.0, end[:, 1] - start[:, 1])
    at = start[:, 0] + (py - start[:, 1]) * (end[:, 0] - start[:, 0]) / rise
    result: NDArray[np.bool_] = (np.sum(crosses & (px < at), axis=1) % 2).astype(bool)
    return result


def _sampled(ring: Points) -> Points:
    """Points spread evenly along a ring."""
    steps = np.hypot(*np.diff(ring, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.linspace(0.0, along[-1], _ANCHOR_POINTS, endpoint=False)
    return np.column_stack([np.interp(at, along, ring[:, 0]), np.interp(at, along, ring[:, 1])])
