"""Positions that came in a file: numbers only, never guessed; China's shifted coordinates turned back to WGS 84.

GCJ-02 and BD-09 are known only by published approximations of their formulas; turning back is exact to centimetres.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import atan2, cos, pi, sin, sqrt
from typing import TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""West, south, east, north in WGS 84 degrees."""
Point: TypeAlias = tuple[float, float]
"""Longitude, latitude."""

_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?")
_AXIS = 6378245.0
_ECCENTRICITY = 0.00669342162296594323
_BAIDU = pi * 3000.0 / 180.0
_CHINA: Box = (72.004, 0.8293, 137.8347, 55.8271)
_LOOK_ALIKE_SHARE = 0.02
_LOOK_ALIKE_LEAST = 5


def parse_degrees(text: str) -> float | None:
    """A plain decimal number of degrees; None for anything else (NaN, 1e999, 42,35, 42°21′)."""
    return float(text) if _NUMBER.fullmatch(text) else None


def inside(box: Box, lon: float, lat: float) -> bool:
    """Whether the position is in the box, its edges included."""
    return box[0] <= lon <= box[2] and box[1] <= lat <= box[3]


def _shift(lon: float, lat: float) -> Point:
    x, y = lon - 105.0, lat - 35.0
    root = sqrt(abs(x))
    wave = 20.0 * (sin(6.0 * x * pi) + sin(2.0 * x * pi)) * 2.0 / 3.0
    d_lat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave
    d_lat += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    d_lat += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    d_lon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave
    d_lon += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    d_lon += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    radians = lat / 180.0 * pi
    magic = 1.0 - _ECCENTRICITY * sin(radians) ** 2
    d_lat = d_lat * 180.0 / (_AXIS * (1.0 - _ECCENTRICITY) / (magic * sqrt(magic)) * pi)
    d_lon = d_lon * 180.0 / (_AXIS / sqrt(magic) * cos(radians) * pi)
    return d_lon, d_lat


def wgs84_to_gcj02(lon: float, lat: float) -> Point:
    """The shifted position; outside China nothing is shifted."""
    if not inside(_CHINA, lon, lat):
        return lon, lat
    d_lon, d_lat = _shift(lon, lat)
    return lon + d_lon, lat + d_lat


def gcj02_to_wgs84(lon: float, lat: float) -> Point:
    """The true position, by turning the shift back until it fits (under a millimetre)."""
    if not inside(_CHINA, lon, lat):
        return lon, lat
    true_lon, true_lat = lon, lat
    for _ in range(5):
        d_lon, d_lat = _shift(true_lon, true_lat)
        true_lon, true_lat = lon - d_lon, lat - d_lat
    return true_lon, true_lat


def bd09_to_gcj02(lon: float, lat: float) -> Point:
    """Baidu's position in GCJ-02."""
    x, y = lon - 0.0065, lat - 0.006
    radius = sqrt(x * x + y * y) - 0.00002 * sin(y * _BAIDU)
    angle = atan2(y, x) - 0.000003 * cos(x * _BAIDU)
    return radius * cos(angle), radius * sin(angle)


def gcj02_to_bd09(lon: float, lat: float) -> Point:
    """A GCJ-02 position in Baidu's coordinates."""
    radius = sqrt(lon * lon + lat * lat) + 0.00002 * sin(lat * _BAIDU)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * _BAIDU)
    return radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006


def bd09_to_wgs84(lon: float, lat: float) -> Point:
    """Baidu's position in WGS 84."""
    return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))


def _same(lon: float, lat: float) -> Point:
    return lon, lat


TO_WGS84: Mapping[str, Callable[[float, float], Point]] = {
    "wgs84": _same,
    "gcj02": gcj02_to_wgs84,
    "bd09": bd09_to_wgs84,
}


def position_fault(lon: float, lat: float, box: Box | None) -> str | None:
    """The message key of what makes a WGS 84 position impossible; None for a good one."""
    if not (-180.0 <= lon <= 180.0 and -90.0 <= lat <= 90.0):
        swapped = -90.0 <= lon <= 90.0 and -180.0 <= lat <= 180.0
        return "row_position_swapped" if swapped else "row_position_out_of_range"
    if lon == 0.0 and lat == 0.0:
        return "row_position_zero"
    if box is not None and not inside(box, lon, lat) and inside(box, lat, lon):
        return "row_position_swapped"
    if lon.is_integer() and lat.is_integer():
        return "row_position_whole_degrees"
    if box is not None and not inside(box, lon, lat):
        return "row_position_outside"
    return None


@dataclass(frozen=True, slots=True)
class Places:
    """Where cases can be: the jurisdiction's box and, for a closer look, the boxes of grids and communities."""

    box: Box | None = None
    by_code: Mapping[str, Box] | None = None

    def box_of(self, *codes: str | None) -> Box | None:
        """The closest box known for a case's codes."""
        for code in codes:
            if code is not None and self.by_code and code in self.by_code:
                return self.by_code[code]
        return self.box


@dataclass(frozen=True, slots=True)
class LookAlike:
    """What a file's positions look like instead of what the mapping declares."""

    key: str
    rows: int
    fitting: int
    fitting_declared: int


def look_alike(samples: Iterable[tuple[float, float, Box]], declared: str) -> LookAlike | None:
    """Whether the positions of a whole file fit their boxes better when read otherwise.

    `samples` are positions as they stand in the file, each with the box it should be in. Nothing is
    changed by it: a person is told, and decides.
    """
    points = list(samples)
    readings: dict[str, Callable[[float, float], Point]] = {
        **{f"positions_look_{crs}": to_wgs84 for crs, to_wgs84 in TO_WGS84.items() if crs != declared},
        "positions_look_swapped": lambda lon, lat: TO_WGS84[declared](lat, lon),
    }
    now = sum(inside(box, *TO_WGS84[declared](lon, lat)) for lon, lat, box in points)
    best = None
    for key, reading in readings.items():
        fitting = sum(inside(box, *reading(lon, lat)) for lon, lat, box in points)
        least = max(_LOOK_ALIKE_LEAST, _LOOK_ALIKE_SHARE * len(points))
        if fitting - now >= least and (best is None or fitting > best.fitting):
            best = LookAlike(key, len(points), fitting, now)
    return best
