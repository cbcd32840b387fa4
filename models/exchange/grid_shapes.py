"""Polygons of grids: from GeoJSON's lists to valid shapes in WGS 84, or the reason why not; overlaps and holes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import shapely
from pyproj import Geod
from shapely import Polygon

from models.exchange.organisation_cells import RowProblem
from models.exchange.positions import Point

Rings: TypeAlias = tuple[tuple[Point, ...], ...]

DECIMALS = 9
"""Decimals of a degree that turned positions keep: a tenth of a millimetre."""
OVERLAP = 0.01
"""The share of the smaller grid that two grids may have in common: less is a matter of drawing, more is a mistake."""
FILLED = 0.99
"""The share of a hole that other grids must fill."""
MOST_POINTS = 200_000
_REASON = re.compile(r"(?P<reason>[^\[]*)(?:\[(?P<where>[^\]]*)\])?")
_SELF = ("self-intersection", "ring self-intersection")


def rings_of(geometry: Any, turn: Callable[[float, float], Point]) -> tuple[Rings, bool]:
    """The rings of a GeoJSON polygon, outer one first, positions turned to WGS 84; and whether heights were dropped.

    Raises RowProblem: no geometry, no polygon, several pieces, an open or short ring, no numbers, no degrees.
    """
    if geometry is None:
        raise RowProblem("grid_geometry_missing")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    lists = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(lists, list):
        raise RowProblem("grid_no_polygon", type=str(kind)[:40])
    if kind == "MultiPolygon":
        if len(lists) != 1:
            raise RowProblem("grid_in_pieces", pieces=len(lists))
        lists = lists[0]
    if not isinstance(lists, list) or not lists:
        raise RowProblem("grid_geometry_missing")
    high = False
    rings = []
    for ring in lists:
        points, heights = _ring(ring, turn)
        high = high or heights
        rings.append(points)
    return tuple(rings), high


def _ring(ring: Any, turn: Callable[[float, float], Point]) -> tuple[tuple[Point, ...], bool]:
    if not isinstance(ring, list) or len(ring) < 4:
        raise RowProblem("grid_ring_short", points=len(ring) if isinstance(ring, list) else 0)
    if len(ring) > MOST_POINTS:
        raise RowProblem("grid_ring_long", points=len(ring), most=MOST_POINTS)
    points = [_position(position) for position in ring]
    if points[0] != points[-1]:
        raise RowProblem("grid_ring_open")
    turned = [turn(lon, lat) for lon, lat in points]
    if turned != points:
        turned = [(round(lon, DECIMALS), round(lat, DECIMALS)) for lon, lat in turned]
    return tuple(turned), any(len(position) > 2 for position in ring)


def _position(position: Any) -> Point:
    numbers = position[:2] if isinstance(position, list) else []
    if len(numbers) != 2 or not all(_is_number(number) for number in numbers):
        raise RowProblem("grid_position_wrong", value=str(position)[:60])
    lon, lat = float(numbers[0]), float(numbers[1])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise RowProblem("grid_not_degrees", lon=str(numbers[0])[:20], lat=str(numbers[1])[:20])
    return lon, lat


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def polygon_of(rings: Rings) -> Polygon:
    """The valid polygon of rings. Raises RowProblem with what is wrong and where."""
    polygon = Polygon(rings[0], rings[1:])
    if not polygon.is_valid:
        found = _REASON.fullmatch(str(shapely.is_valid_reason(polygon)))
        reason = (found["reason"] if found else "").strip()
        where = (found["where"] if found else "") or "—"
        if reason.lower() in _SELF:
            raise RowProblem("grid_crosses_itself", where=where)
        raise RowProblem("grid_geometry_invalid", reason=reason or "?", where=where)
    if area_m2(polygon) < 1:
        raise RowProblem("grid_without_area")
    return polygon


def area_m2(polygon: Polygon) -> float:
    """The area on the ellipsoid in square metres, to a tenth."""
    area, _perimeter = _geod().geometry_area_perimeter(shapely.geometry.polygon.orient(polygon))
    return round(abs(float(area)), 1)


@cache
def _geod() -> Geod:
    return Geod(ellps="WGS84")


def overlaps(polygons: Sequence[Polygon]) -> list[tuple[int, int, float]]:
    """Pairs (earlier, later) with an area in common and its share of the smaller one; slivers too."""
    if not polygons:
        return []
    tree = shapely.STRtree(polygons)
    one, other = tree.query(np.asarray(polygons, dtype=object), predicate="intersects")
    found = []
    for first, second in zip(one.tolist(), other.tolist(), strict=True):
        if first < second:
            shared = polygons[first].intersection(polygons[second]).area
            share = shared / min(polygons[first].area, polygons[second].area)
            if share > 0:
                found.append((first, second, share))
    return sorted(found)


def unfilled(polygon: Polygon, others: shapely.STRtree) -> bool:
    """Whether the polygon has a hole that no other grid fills."""
    for interior in polygon.interiors:
        hole = Polygon(interior)
        near = [others.geometries[place] for place in others.query(hole, predicate="intersects").tolist()]
        filled = shapely.union_all([shape.intersection(hole) for shape in near]).area if near else 0.0
        if filled < FILLED * hole.area:
            return True
    return False
