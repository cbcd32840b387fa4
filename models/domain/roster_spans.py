"""Stretches of time as pairs of instants, start included and end not: joined, subtracted, cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from models.domain.instant import Instant, Span

Stretch: TypeAlias = tuple[Instant, Instant]
"""From an instant until before another."""


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The same time as stretches that neither overlap nor touch, in order; empty ones are left out."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def without(stretches: Iterable[Stretch], taken: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """What is left of the first when the time of the second is taken away."""
    left = list(joined(stretches))
    for gone_start, gone_end in joined(taken):
        left = [piece for start, end in left for piece in ((start, min(end, gone_start)), (max(start, gone_end), end))]
        left = [(start, end) for start, end in left if start < end]
    return tuple(left)


def cut(stretches: Iterable[Stretch], start: Instant, end: Instant) -> tuple[Stretch, ...]:
    """The part that lies between two instants."""
    return joined((max(one, start), min(other, end)) for one, other in stretches)


def length(stretches: Iterable[Stretch]) -> Span:
    """How long it is altogether; what overlaps counts once."""
    return sum(end - start for start, end in joined(stretches))


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches share an instant."""
    return max(one[0], other[0]) < min(one[1], other[1])


def covers(stretches: Sequence[Stretch], at: Instant) -> bool:
    """Whether an instant lies in one of them."""
    return any(start <= at < end for start, end in stretches)
