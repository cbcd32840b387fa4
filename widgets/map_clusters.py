"""Marks that would cover each other become one counted circle.

Rules: at most ``MANY`` things on the screen; marks closer than ``NEAR`` pixels are one; a circle swallows what it
would touch.  A circle stands on one of its marks and has the colour of the most urgent.  No Qt in here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MANY = 400
NEAR = 12.0
RANKS = {"overdue": 0, "due_soon": 1, "on_track": 2, "done": 3}
LEAST_RANK = 4

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cluster:
    """``members`` are positions in the list of marks, the most urgent first; (x, y) is the place of one of them."""

    x: float
    y: float
    members: tuple[int, ...]

    @property
    def count(self) -> int:
        return len(self.members)

    @property
    def radius(self) -> float:
        return circle_radius(self.count)


def circle_radius(count: int) -> float:
    """Radius in pixels of the circle for that many marks; 0 for a single mark."""
    if count < 2:
        return 0.0
    return 9.0 + 2.5 * min(4, len(str(count)) - 1)


def cluster_marks(xs: Floats, ys: Floats, ranks: Ints, scale: float, chosen: Ints) -> list[Cluster]:
    """Clusters of the marks numbered ``chosen`` at ``scale`` pixels per metre, the least urgent first (painting order).

    The raster for crowds is tied to the ground, not to the window, so that panning regroups nothing.
    """
    order = chosen[np.lexsort((chosen, ranks[chosen]))]
    groups = [np.array([place]) for place in order] if len(order) <= MANY else _by_cell(xs, ys, order, scale)
    groups = _absorb(groups, xs, ys, scale, only_circles=False)
    groups = _absorb(groups, xs, ys, scale, only_circles=True)
    clusters = [
        Cluster(float(xs[group[0]]), float(ys[group[0]]), tuple(group[np.lexsort((group, ranks[group]))].tolist()))
        for group in groups
    ]
    clusters.sort(key=lambda cluster: (-int(ranks[cluster.members[0]]), cluster.members[0]))
    return clusters


def _by_cell(xs: Floats, ys: Floats, order: Ints, scale: float) -> list[Ints]:
    """Groups by squares of the ground, doubled in size until few enough; each group keeps the order given."""
    cell = 2 * NEAR / scale
    while True:
        keys = np.floor(xs[order] / cell).astype(np.int64) * (1 << 31) + np.floor(ys[order] / cell).astype(np.int64)
        unique, inverse = np.unique(keys, return_inverse=True)
        if len(unique) <= MANY:
            break
        cell *= 2
    by_group = np.argsort(inverse, kind="stable")
    edges = np.searchsorted(inverse[by_group], np.arange(1, len(unique)))
    return list(np.split(order[by_group], edges))


def _absorb(groups: Sequence[Ints], xs: Floats, ys: Floats, scale: float, *, only_circles: bool) -> list[Ints]:
    """Each group in turn takes in the later ones within reach."""
    if not groups:
        return []
    if only_circles:
        groups = sorted(groups, key=len, reverse=True)
    seeds = np.array([group[0] for group in groups])
    x, y = xs[seeds] * scale, ys[seeds] * scale
    radii = np.array([circle_radius(len(group)) for group in groups])
    free = np.ones(len(groups), bool)
    result: list[Ints] = []
    for place, group in enumerate(groups):
        if not free[place]:
            continue
        free[place] = False
        if only_circles and len(group) == 1:
            result.append(group)
            continue
        reach = np.maximum(NEAR, radii[place] + np.maximum(radii, 5.0) + 2.0) if only_circles else NEAR
        taken = np.flatnonzero(free & ((x - x[place]) ** 2 + (y - y[place]) ** 2 < reach**2))
        free[taken] = False
        result.append(np.concatenate([group, *[groups[int(other)] for other in taken]]))
    return result
