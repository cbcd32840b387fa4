"""Where a demonstration case happens, who reports it and who acts on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import shapely

from models.demo.sources import demo_file
from models.demo.street import DemoStreet
from models.domain.instant import Instant, to_local
from models.domain.organisation import Grid

CENTRE_BY_DAY, CENTRE_BY_NIGHT = "demo", "demo_duty"
_WITH_REPORTER = frozenset({"hotline_12345", "transfer_110", "phone", "walk_in", "web"})
_INWARD = 0.00012
"""Degrees, about 12 m, that a point keeps from its grid's border."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of thing that happens; see resources/demo/cases.toml."""

    standard: str
    category: str
    department: str
    limit: str
    urgent: bool
    titles: Sequence[str]
    descriptions: Sequence[str]
    results: Sequence[str]
    places: Sequence[str]
    sources: Sequence[str]
    weight: float
    major: bool
    night: bool


class Scene:
    """Places, people and officers of one street, drawn at random."""

    def __init__(self, street: DemoStreet, zone: ZoneInfo, random: np.random.Generator) -> None:
        self._street = street
        self._zone = zone
        self._random = random
        self._patterns: Mapping[str, Sequence[str]] = demo_file("cases")["places"]
        self.words: Mapping[str, Sequence[str]] = demo_file("cases")["words"]
        busy = random.lognormal(0.0, 0.5, len(street.grids))
        self._busy = busy / busy.sum()
        self._inner = {grid.code: _inner(grid) for grid in street.grids}
        self._people = 0

    def one(self, choices: Sequence[Any]) -> Any:
        """One of several, each as likely."""
        return choices[int(self._random.integers(len(choices)))]

    def word(self, kind: str) -> str:
        """One of the words of a kind."""
        return str(self.one(self.words[kind]))

    def grid(self) -> Grid:
        """A grid; some are busier than others."""
        return self._street.grids[int(self._random.choice(len(self._street.grids), p=self._busy))]

    def address(self, kinds: Sequence[str]) -> str:
        """An address that nobody can take for a real one."""
        pattern = str(self.one(self._patterns[self.one(kinds)]))
        draw = self._random.integers
        room = f"{draw(1, 7)}0{draw(1, 5)}"
        return pattern.format(n=draw(1, 199), b=draw(1, 33), u=draw(1, 4), r=room, c=self.one("ABCD"))

    def point(self, grid: Grid) -> tuple[float, float]:
        """Longitude and latitude inside the grid, degrees with six decimals."""
        inner = self._inner[grid.code]
        left, bottom, right, top = inner.bounds
        while True:
            lon = round(float(self._random.uniform(left, right)), 6)
            lat = round(float(self._random.uniform(bottom, top)), 6)
            if inner.contains(shapely.Point(lon, lat)):
                return lon, lat

    def reporter(self, source: str) -> dict[str, str]:
        """Name and phone of an invented citizen, for sources that have one."""
        if source not in _WITH_REPORTER:
            return {}
        self._people += 1
        return {"reporter_name": f"演示市民 {self._people:03d}", "reporter_phone": f"000-1000-{self._people:04d}"}

    def centre(self, at: Instant) -> str:
        """The officer of the command centre on shift."""
        return CENTRE_BY_DAY if 8 <= to_local(at, self._zone).hour < 16 else CENTRE_BY_NIGHT

    def clerk(self, department: str) -> str:
        """The officer who acts for a department; the single seat where it has none of its own."""
        own = (officer.code for officer in self._street.officers if department in officer.departments)
        return next(own, CENTRE_BY_DAY)

    def other_department(self, department: str) -> str:
        """A department that a case may be sent to by mistake."""
        return str(self.one([d.code for d in self._street.departments if d.code != department]))


def console_of(officer: str) -> str:
    """The workstation an officer sits at."""
    seats = {CENTRE_BY_DAY: "演示席 1", CENTRE_BY_NIGHT: "演示席 2"}
    return seats.get(officer, f"演示席 {officer.removeprefix('demo_')}")


def _inner(grid: Grid) -> shapely.Polygon:
    shape = shapely.Polygon(grid.rings[0])
    inner = shape.buffer(-_INWARD)
    return inner if isinstance(inner, shapely.Polygon) and not inner.is_empty else shape
