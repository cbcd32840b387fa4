"""A made-up map of a street: an outline of given area, tiled by grids that share their borders.

No public boundary of the street or of its grids exists; this one is drawn by numbers and says so. It
is drawn on the plane of EPSG:4549 (metres) and handed out in WGS 84 degrees. Equal seeds give equal maps.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

Points: TypeAlias = npt.NDArray[np.float64]
Ring: TypeAlias = tuple[tuple[float, float], ...]

PLANE = "EPSG:4549"
"""CGCS 2000, three-degree Gauss–Krüger on 120° E: metres around the street."""
CENTRE = (120.27, 30.31)
"""Longitude and latitude of the middle of the map, degrees WGS 84."""
DECIMALS = 7
"""Decimals of a degree that vertices keep: about a centimetre."""

_SHAPE: tuple[tuple[int, float, float], ...] = (
    (1, 0.10, 2.6), (2, 0.17, 0.15), (3, 0.085, 2.2), (4, 0.05, 0.9), (5, 0.04, 4.1), (7, 0.025, 1.0), (9, 0.016, 2.0),
    (12, 0.012, 3.0), (17, 0.009, 0.5), (23, 0.006, 5.0),
)  # fmt: skip
"""Waves of the outline: how many around, how high beside the radius, turned by how much."""
_OUTLINE_POINTS = 240
_SAMPLES = 6_000
_ROUNDS = 30
_SHORTEST_BORDER = 25.0
"""Metres; crossings nearer to each other become one."""
_LONG_BORDER = 110.0
"""Metres; only longer borders bend."""
_BEND = 0.045
"""How far a border bends aside, as a share of its length."""
_TRIES = 40


@dataclass(frozen=True, slots=True)
class Tile:
    """One grid: its closed outer ring in degrees WGS 84, its area in m² and its middle in plane metres."""

    ring: Ring
    area_m2: float
    middle: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Geography:
    """The outline, the tiles, and which tiles share a border (by their place in `tiles`)."""

    outline: Ring
    tiles: tuple[Tile, ...]
    neighbours: tuple[frozenset[int], ...]


def draw(random: np.random.Generator, count: int, area_m2: float) -> Geography:
    """A map of `count` grids that fill an outline of `area_m2` without gap or overlap."""
    for _ in range(_TRIES):
        outline = _outline(random, area_m2)
        cells = _cells(random, _sites(random, outline, count), outline)
        if len(cells) == count:
            return _geography(outline, cells)
    raise RuntimeError("no map of this many grids was found")


def to_plane(points: Points) -> Points:
    """Plane metres of (lon, lat) degrees."""
    east, north = _transformer("EPSG:4326", PLANE).transform(points[:, 0], points[:, 1])
    return np.column_stack((east, north))


def _to_degrees(points: Points) -> Points:
    lon, lat = _transformer(PLANE, "EPSG:4326").transform(points[:, 0], points[:, 1])
    return np.round(np.column_stack((lon, lat)), DECIMALS)


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _outline(random: np.random.Generator, area_m2: float) -> shapely.Polygon:
    angles = np.linspace(0, 2 * math.pi, _OUTLINE_POINTS, endpoint=False)
    radius = np.ones_like(angles)
    for waves, height, turn in _SHAPE:
        height *= random.uniform(0.75, 1.25)
        turn += random.uniform(-0.3, 0.3) * min(waves, 6)
        radius += height * np.cos(waves * angles - turn)
    points = np.column_stack((radius * np.cos(angles), radius * np.sin(angles)))
    shape = shapely.Polygon(points)
    points = (points - np.array(shape.centroid.coords[0])) * math.sqrt(area_m2 / shape.area)
    return shapely.Polygon(points + to_plane(np.array([CENTRE]))[0])


def _sites(random: np.random.Generator, outline: shapely.Polygon, count: int) -> Points:
    """Middles of the grids: closer together in the built-up heart, evened out by Lloyd's rule."""
    samples = _inside(random, outline, _SAMPLES)
    middle = np.array(outline.centroid.coords[0])
    distance = np.hypot(*(samples - middle - random.uniform(-300, 300, 2)).T) / math.sqrt(outline.area)
    weights = 0.55 + np.exp(-((distance / 0.38) ** 2))
    local = samples - middle
    sites = local[random.choice(len(local), count, replace=False, p=weights / weights.sum())]
    for _ in range(_ROUNDS):
        # The nearest site: the samples' own squares are the same for all sites and are left out. Written
        # without a matrix product, whose last digits differ from machine to machine.
        east, north = local[:, :1] * sites[:, 0], local[:, 1:] * sites[:, 1]
        nearest = np.argmin((sites**2).sum(axis=1) - 2 * (east + north), axis=1)
        held = np.maximum(np.bincount(nearest, weights, count), 1e-9)
        sites = np.column_stack([np.bincount(nearest, weights * local[:, axis], count) / held for axis in (0, 1)])
    found: Points = sites + middle
    return found


def _inside(random: np.random.Generator, shape: shapely.Polygon, count: int) -> Points:
    left, bottom, right, top = shape.bounds
    points = random.uniform((left, bottom), (right, top), (count * 3, 2))
    found: Points = points[shapely.contains_xy(shape, points[:, 0], points[:, 1])][:count]
    return found


def _cells(random: np.random.Generator, sites: Points, outline: shapely.Polygon) -> list[shapely.Polygon]:
    """Voronoi cells cut by the outline. All borders are noded together once, so neighbours share vertices."""
    edges = shapely.voronoi_polygons(shapely.MultiPoint(sites), extend_to=outline, only_edges=True)
    lines = shapely.union_all([shapely.intersection(edges, outline), outline.exterior], grid_size=0.01)
    faces = list(shapely.polygonize([lines]).geoms)
    if any(shapely.contains_xy(face, sites[:, 0], sites[:, 1]).sum() != 1 for face in faces):
        return []  # a bay of the outline cut a cell in two: another map looks better
    cells = _bent(random, _without_short_borders(faces))
    return cells if all(cell.is_valid for cell in cells) else []


def _without_short_borders(cells: Sequence[shapely.Polygon]) -> list[shapely.Polygon]:
    """The same cells with crossings that nearly touch made one, moved in all cells alike."""
    rings = [[(x, y) for x, y in shapely.get_coordinates(cell.exterior)] for cell in cells]
    meeting = Counter(point for ring in rings for point in ring[1:])
    moved: dict[tuple[float, float], tuple[float, float]] = {}
    for ring in rings:
        for start, end in pairwise(ring):
            short = math.dist(start, end) < _SHORTEST_BORDER and min(meeting[start], meeting[end]) >= 3
            if short and start not in moved and end not in moved:
                middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
                moved[start] = moved[end] = middle
    return [_polygon([moved.get(point, point) for point in ring]) for ring in rings]


def _bent(random: np.random.Generator, cells: Sequence[shapely.Polygon]) -> list[shapely.Polygon]:
    """The same cells with a bend or two in each longer border, as lanes have; bent in both neighbours alike."""
    bends: dict[tuple[tuple[float, float], tuple[float, float]], list[tuple[float, float]]] = {}
    rings = []
    for cell in cells:
        points = [(x, y) for x, y in shapely.get_coordinates(cell.exterior)]
        ring = points[:1]
        for start, end in pairwise(points):
            known = bends.get((end, start))
            if known is None:
                known = bends[start, end] = _bends(random, start, end)
                ring += known
            else:
                ring += known[::-1]
            ring.append(end)
        rings.append(ring)
    return [_polygon(ring) for ring in rings]


def _bends(
    random: np.random.Generator, start: tuple[float, float], end: tuple[float, float]
) -> list[tuple[float, float]]:
    east, north = end[0] - start[0], end[1] - start[1]
    found = []
    if math.hypot(east, north) > _LONG_BORDER:
        for along in (random.uniform(0.22, 0.4), random.uniform(0.6, 0.78)):
            aside = random.uniform(-_BEND, _BEND)
            found.append((start[0] + along * east - aside * north, start[1] + along * north + aside * east))
    return found


def _polygon(ring: Sequence[tuple[float, float]]) -> shapely.Polygon:
    return shapely.Polygon([point for place, point in enumerate(ring) if not place or point != ring[place - 1]])


def _geography(outline: shapely.Polygon, cells: Sequence[shapely.Polygon]) -> Geography:
    rings = [_ring(_to_degrees(shapely.get_coordinates(cell.exterior))) for cell in cells]
    plane = [shapely.Polygon(to_plane(np.array(ring))) for ring in rings]
    tiles = tuple(
        Tile(ring, round(shape.area, 1), (round(shape.centroid.x, 2), round(shape.centroid.y, 2)))
        for ring, shape in zip(rings, plane, strict=True)
    )
    whole = shapely.union_all([shapely.Polygon(ring) for ring in rings])
    return Geography(_ring(shapely.get_coordinates(whole.exterior)), tiles, _neighbours(rings))


def _ring(points: Points) -> Ring:
    return tuple((float(lon), float(lat)) for lon, lat in points)


def _neighbours(rings: Sequence[Ring]) -> tuple[frozenset[int], ...]:
    """Tiles that share a stretch of border, that is, two vertices in a row."""
    owners: dict[frozenset[tuple[float, float]], list[int]] = {}
    for place, ring in enumerate(rings):
        for start, end in pairwise(ring):
            owners.setdefault(frozenset((start, end)), []).append(place)
    found: list[set[int]] = [set() for _ in rings]
    for pair in owners.values():
        if len(pair) == 2:
            found[pair[0]].add(pair[1])
            found[pair[1]].add(pair[0])
    return tuple(frozenset(near) for near in found)
