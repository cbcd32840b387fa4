"""The axis of a deadline strip: true to scale while it can be, uncounted stretches squeezed when it cannot.

Nights and weekends are ten times longer than the hours that count.  Drawn to scale they would leave the counted
hours unreadable, so uncounted stretches together get at most ``UNCOUNTED_SHARE`` of the width: the longest are cut
to one common length and marked as broken.  Counted stretches always keep one scale among themselves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

UNCOUNTED_SHARE = 0.4
MIN_PIXELS = 4.0


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of time on the axis, microseconds since the epoch; ``index`` is the caller's own number."""

    index: int
    start_us: int
    end_us: int
    counted: bool


@dataclass(frozen=True, slots=True)
class AxisSegment:
    """A span with its place on the axis in pixels; ``compressed`` when it is drawn shorter than to scale."""

    span: Span
    left: float
    right: float
    compressed: bool

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class StripAxis:
    """Segments in time order."""

    segments: tuple[AxisSegment, ...]

    def x_of(self, instant_us: int) -> float:
        """Pixel of an instant; instants outside the axis give its ends."""
        if not self.segments:
            return 0.0
        starts = [segment.span.start_us for segment in self.segments]
        segment = self.segments[max(0, bisect_right(starts, instant_us) - 1)]
        span = segment.span
        part = (instant_us - span.start_us) / (span.end_us - span.start_us)
        return segment.left + min(1.0, max(0.0, part)) * segment.width

    def at(self, x: float) -> AxisSegment | None:
        """The segment under a pixel."""
        for segment in self.segments:
            if segment.left <= x < segment.right:
                return segment
        return None


def common_limit(durations: Sequence[int], budget: float) -> float:
    """Largest length L for which the durations, each cut to L, fit the budget."""
    left, limit = budget, 0.0
    for place, duration in enumerate(sorted(durations)):
        limit = min(float(duration), left / (len(durations) - place))
        left -= limit
    return limit


def build_axis(spans: Sequence[Span], width: float) -> StripAxis:
    """Lays spans (time order; empty ones are dropped) over ``width`` pixels."""
    kept = [span for span in spans if span.end_us > span.start_us]
    if not kept or width <= 0:
        return StripAxis(())
    counted = sum(span.end_us - span.start_us for span in kept if span.counted)
    uncounted = [span.end_us - span.start_us for span in kept if not span.counted]
    budget = counted * UNCOUNTED_SHARE / (1 - UNCOUNTED_SHARE) if counted else float(sum(uncounted))
    limit = common_limit(uncounted, budget)
    weights: list[float] = []
    compressed: list[bool] = []
    for span in kept:
        duration = span.end_us - span.start_us
        cut = not span.counted and duration > limit
        weights.append(limit if cut else float(duration))
        compressed.append(cut)
    segments: list[AxisSegment] = []
    left = 0.0
    for span, size, cut in zip(kept, _widths(weights, width), compressed, strict=True):
        segments.append(AxisSegment(span, left, left + size, cut))
        left += size
    return StripAxis(tuple(segments))


def _widths(weights: Sequence[float], width: float) -> list[float]:
    """Shares of the width in proportion to the weights, none below a few pixels."""
    least = min(MIN_PIXELS, width / len(weights))
    small: set[int] = set()
    while True:
        free = sum(weight for place, weight in enumerate(weights) if place not in small)
        scale = (width - least * len(small)) / free if free else 0.0
        more = {p for p, weight in enumerate(weights) if p not in small and weight * scale < least}
        if not more:
            return [least if place in small else weight * scale for place, weight in enumerate(weights)]
        small |= more
