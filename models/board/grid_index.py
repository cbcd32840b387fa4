"""Which grid a position lies in."""

from __future__ import annotations

from collections.abc import Iterable

import shapely

from models.domain.organisation import Grid


class GridIndex:
    """The polygons of grids in a tree; a lookup costs microseconds. A ring of fewer than three corners is left out."""

    __slots__ = ("_grids", "_shapes", "_tree")

    def __init__(self, grids: Iterable[Grid]) -> None:
        drawn = sorted((g for g in grids if g.rings and len(set(g.rings[0])) >= 3), key=lambda grid: grid.code)
        self._grids = tuple(drawn)
        self._shapes = [shapely.Polygon(grid.rings[0], grid.rings[1:]) for grid in drawn]
        self._tree = shapely.STRtree(self._shapes)

    def at(self, lon: float, lat: float) -> Grid | None:
        """The grid that covers a position (WGS 84); on a border that with the lowest code; None outside."""
        point = shapely.Point(lon, lat)
        found = [int(place) for place in self._tree.query(point) if shapely.covers(self._shapes[int(place)], point)]
        return self._grids[min(found)] if found else None
