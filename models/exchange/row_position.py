"""The position of a row, in WGS 84: a good one, none, or a refusal; as the mapping says."""

from __future__ import annotations

from typing import TypeAlias

from models.domain.case import Mark
from models.domain.errors import BadInput
from models.exchange.fields import Cells, Columns, shown
from models.exchange.mapping import Mapping
from models.exchange.positions import TO_WGS84, Places, parse_degrees, position_fault
from models.exchange.units import Seen

Position: TypeAlias = tuple[float | None, float | None]
"""Longitude and latitude, both or none."""
MOST_SAMPLES = 5_000
"""Positions kept for the look at the whole file."""


class PositionReader:
    """Reads positions; keeps samples as they stand in the file, good or bad, with the box each should be in."""

    def __init__(self, mapping: Mapping, columns: Columns, places: Places, seen: Seen) -> None:
        self._part = mapping.position
        self._to_wgs84 = TO_WGS84[mapping.crs]
        self._shifted = mapping.crs != "wgs84"
        self._places, self._seen = places, seen
        self._lon = columns.maybe(self._part.lon if self._part else None)
        self._lat = columns.maybe(self._part.lat if self._part else None)
        self._box = (self._part.box if self._part else None) or places.box

    def __call__(self, cells: Cells, marks: set[str], grid: str | None, community: str | None) -> Position:
        """The row's position; marks a case without one. Raises BadInput naming the fault."""
        lon_text, lat_text = self._lon(cells), self._lat(cells)
        if self._part is None or (not lon_text and not lat_text):
            return self._none(marks)
        lon, lat = parse_degrees(lon_text), parse_degrees(lat_text)
        if lon is None or lat is None:
            fault: str | None = "row_position_no_number" if lon_text and lat_text else "row_position_half"
        else:
            self._sample(lon, lat, grid, community)
            fault = position_fault(lon, lat, None) if self._shifted else None
            lon, lat = self._to_wgs84(lon, lat)
            fault = fault or position_fault(lon, lat, self._box)
        if fault is None:
            return lon, lat
        if self._part.on_bad == "drop_and_mark":
            self._seen.dropped_positions[fault] += 1
            return self._none(marks)
        where = f"{self._part.lon}, {self._part.lat}"
        raise BadInput(fault, column=where, value=shown(f"{lon_text}, {lat_text}"))

    def _none(self, marks: set[str]) -> Position:
        marks.add(Mark.WITHOUT_POSITION)
        return None, None

    def _sample(self, lon: float, lat: float, grid: str | None, community: str | None) -> None:
        if len(self._seen.samples) < MOST_SAMPLES:
            box = self._places.box_of(grid, community) or self._box
            if box is not None:
                self._seen.samples.append((lon, lat, box))
