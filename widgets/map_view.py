"""Where the map looks: a flat view on projected metres (x east, y north), in logical pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

MAX_SCALE = 8.0
"""Closest zoom: pixels per metre."""
MIN_FRACTION = 0.5
"""Farthest zoom, as a fraction of the scale at which everything fits."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle in metres."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class MapView:
    """Centre of the window in metres, scale in pixels per metre, window size in pixels."""

    center_x: float = 0.0
    center_y: float = 0.0
    scale: float = 1.0
    width: float = 1.0
    height: float = 1.0

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.center_x) * self.scale + self.width / 2, (self.center_y - y) * self.scale + self.height / 2

    def to_world(self, px: float, py: float) -> tuple[float, float]:
        return self.center_x + (px - self.width / 2) / self.scale, self.center_y - (py - self.height / 2) / self.scale

    def visible(self, margin: float = 0.0) -> Bounds:
        """What the window shows, with a margin in pixels on each side."""
        left, top = self.to_world(-margin, -margin)
        right, bottom = self.to_world(self.width + margin, self.height + margin)
        return Bounds(left, bottom, right, top)

    def resized(self, width: float, height: float) -> MapView:
        return replace(self, width=max(1.0, width), height=max(1.0, height))

    def centred(self, x: float, y: float) -> MapView:
        return replace(self, center_x=x, center_y=y)

    def panned(self, dx: float, dy: float) -> MapView:
        """Content moved by (dx, dy) pixels."""
        return replace(self, center_x=self.center_x - dx / self.scale, center_y=self.center_y + dy / self.scale)

    def zoomed(self, factor: float, px: float, py: float, least: float) -> MapView:
        """Zoom that keeps the point under (px, py) where it is; ``least`` is the smallest scale allowed."""
        scale = min(MAX_SCALE, max(least, self.scale * factor))
        x, y = self.to_world(px, py)
        return replace(
            self,
            scale=scale,
            center_x=x - (px - self.width / 2) / scale,
            center_y=y + (py - self.height / 2) / scale,
        )

    def fitted(self, bounds: Bounds, insets: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)) -> MapView:
        """Shows all of ``bounds`` inside the window less the insets (left, top, right, bottom, pixels)."""
        left, top, right, bottom = insets
        room_x = max(32.0, self.width - left - right)
        room_y = max(32.0, self.height - top - bottom)
        scale = min(MAX_SCALE, room_x / max(bounds.width, 1e-6), room_y / max(bounds.height, 1e-6))
        return replace(
            self,
            scale=scale,
            center_x=(bounds.left + bounds.right) / 2 - (left - right) / 2 / scale,
            center_y=(bounds.bottom + bounds.top) / 2 + (top - bottom) / 2 / scale,
        )

    def least_scale(self, bounds: Bounds) -> float:
        """Smallest scale a zoom may reach over these bounds."""
        return self.fitted(bounds).scale * MIN_FRACTION


def nice_length(metres: float) -> float:
    """Largest of 1, 2, 5 × 10ⁿ not above ``metres`` (> 0): what a scale bar shows."""
    power = 1.0
    while power * 10 <= metres:
        power *= 10
    while power > metres:
        power /= 10
    return max(step * power for step in (1, 2, 5) if step * power <= metres)
