"""Grids out of a GeoJSON file: shapes, codes, areas; what is wrong with a grid refuses that one, with the reason.

A grid without a code gets the next free number of its community, from west to east and from north to south. One
that is stored already with the same border keeps the code it has, so that importing again changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import shapely
from shapely import Polygon

from models.domain.errors import Argument, BadInput
from models.domain.organisation import Community, Grid, GridWorker, check_grid_code
from models.exchange.catalogue_reading import FIRST_DAY
from models.exchange.geojson import Feature, RefusedFeature, read_features
from models.exchange.grid_shapes import OVERLAP, Rings, area_m2, overlaps, polygon_of, rings_of, unfilled
from models.exchange.organisation_cells import Cells, RowProblem
from models.exchange.positions import TO_WGS84
from models.exchange.units import Note

PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "grid_code", "网格代码", "网格编码", "代码", "编码"),
    "name": ("name", "grid_name", "网格名称", "名称"),
    "community": ("community", "community_code", "社区", "社区代码", "社区名称"),
    "worker": ("worker", "worker_code", "网格员", "网格员工号"),
    "valid_from": ("valid_from", "启用日期"),
    "valid_to": ("valid_to", "停用日期"),
}
"""What a property means, and the names it may have (in any case)."""
MOST_NUMBER = 999
CRS = ("wgs84", "gcj02")


@dataclass(frozen=True, slots=True)
class GridOrder:
    """How a file is read: its coordinates ("wgs84" or "gcj02"), the communities and workers there are, the grids
    stored already, and the community of grids that name none ("" for none)."""

    crs: str
    communities: Mapping[str, Community]
    workers: Mapping[str, GridWorker] = field(default_factory=dict)
    stored: Mapping[str, Grid] = field(default_factory=dict)
    community: str = ""


@dataclass(frozen=True, slots=True)
class GridsRead:
    """The grids of a file in its order, what was refused, and what is odd; `read` features in all."""

    grids: tuple[Grid, ...]
    refused: tuple[RefusedFeature, ...]
    notes: tuple[Note, ...]
    read: int


@dataclass(slots=True)
class _Draft:
    """A grid on the way: `code` is "" until it is numbered."""

    feature: Feature
    rings: Rings
    polygon: Polygon
    community: Community
    code: str
    worker: str | None
    name: str
    valid: tuple[date, date | None]
    dated: bool


def read_grids(path: Path, order: GridOrder) -> GridsRead:
    """Reads the grids of a file. Raises BadInput for what concerns the whole file or the order."""
    if order.crs not in CRS:
        raise BadInput("grids_crs_unknown", crs=order.crs, known=", ".join(CRS))
    if not order.communities:
        raise BadInput("grids_need_communities")
    if order.community and order.community not in order.communities:
        raise BadInput("grids_community_unknown", community=order.community)
    reading = _Reading(order)
    features = read_features(path)
    for feature in features:
        reading.take(feature)
    reading.settle()
    return GridsRead(reading.grids(), tuple(reading.refused), tuple(reading.notes()), len(features))


class _Reading:
    """What has been read so far."""

    def __init__(self, order: GridOrder) -> None:
        self._order = order
        self._turn = TO_WGS84[order.crs]
        self._drafts: list[_Draft] = []
        self._codes: dict[str, int] = {}
        self._same = {(grid.community_code, grid.rings): code for code, grid in order.stored.items()}
        self._high = self._slivers = 0
        self.refused: list[RefusedFeature] = []

    def take(self, feature: Feature) -> None:
        """Takes a feature in, or refuses it for a reason that lies in itself."""
        try:
            self._drafts.append(self._draft(feature))
        except RowProblem as problem:
            self.refused.append(RefusedFeature(feature, problem.key, problem.arguments))

    def settle(self) -> None:
        """What only all grids together can tell: overlaps, holes that nobody fills, numbers."""
        self._refuse_overlaps()
        self._refuse_holes()
        self._number()
        self.refused.sort(key=lambda one: one.feature.number)

    def grids(self) -> tuple[Grid, ...]:
        """The grids that were taken."""
        return tuple(self._grid(draft) for draft in self._drafts)

    def notes(self) -> list[Note]:
        """What is odd about the file as a whole."""
        found = []
        if self._high:
            found.append(Note("note_grid_heights", {"count": self._high}))
        if self._slivers:
            found.append(Note("note_grid_slivers", {"count": self._slivers}))
        return found

    def _draft(self, feature: Feature) -> _Draft:
        cells = _cells(feature)
        rings, high = rings_of(feature.geometry, self._turn)
        polygon = polygon_of(rings)
        given = cells.text("code")
        community = self._community(cells, given)
        code = given
        if given:
            _checked(given, community)
            first = self._codes.setdefault(given, feature.number)
            if first != feature.number:
                raise RowProblem("row_code_twice", value=given, first=first)
        else:
            code = self._same.get((community.code, rings), "")
        dated = bool(cells.text("valid_from"))
        self._high += high
        return _Draft(
            feature, rings, polygon, community, code, self._worker(cells), cells.text("name"),
            cells.valid(FIRST_DAY), dated,
        )  # fmt: skip

    def _community(self, cells: Cells, code: str) -> Community:
        communities = self._order.communities
        word = cells.text("community") or (code[:12] if code else "") or self._order.community
        if not word:
            raise RowProblem("grid_community_missing")
        named = [one for one in communities.values() if word in (one.code, one.name, one.name_en)]
        if len(named) != 1:
            raise RowProblem("grid_community_unknown", value=word)
        return named[0]

    def _worker(self, cells: Cells) -> str | None:
        word = cells.text("worker")
        if not word:
            return None
        named = [one.code for one in self._order.workers.values() if word in (one.code, one.name)]
        if len(named) != 1:
            raise RowProblem("grid_worker_unknown", value=word)
        return named[0]

    def _refuse_overlaps(self) -> None:
        """Of two grids that overlap the stored one stays, then the one that stands first in the file."""
        taken = {draft.code for draft in self._drafts}
        others = [(code, _stored(grid)) for code, grid in self._standing() if code not in taken]
        named = [*others, *((_called(draft), draft.polygon) for draft in self._drafts)]
        out: set[int] = set()
        for first, second, share in overlaps([polygon for _name, polygon in named]):
            place = second - len(others)
            if place < 0 or first in out or second in out:
                continue
            if share <= OVERLAP:
                self._slivers += 1
                continue
            out.add(second)
            said: dict[str, Argument] = {"other": named[first][0], "percent": max(1, round(100 * share))}
            self.refused.append(RefusedFeature(self._drafts[place].feature, "grid_overlaps", said))
        self._drafts = [draft for place, draft in enumerate(self._drafts) if place + len(others) not in out]

    def _refuse_holes(self) -> None:
        taken = {draft.code for draft in self._drafts}
        around = [_stored(grid) for code, grid in self._standing() if code not in taken]
        tree = shapely.STRtree([*around, *(draft.polygon for draft in self._drafts)])
        kept = []
        for draft in self._drafts:
            if unfilled(draft.polygon, tree):
                self.refused.append(RefusedFeature(draft.feature, "grid_with_hole", {}))
            else:
                kept.append(draft)
        self._drafts = kept

    def _standing(self) -> list[tuple[str, Grid]]:
        return [(code, grid) for code, grid in self._order.stored.items() if grid.valid_to is None and grid.rings]

    def _number(self) -> None:
        taken = {draft.code for draft in self._drafts} | self._order.stored.keys()
        unnumbered = [draft for draft in self._drafts if not draft.code]
        free: dict[str, int] = {}
        for draft in sorted(unnumbered, key=_place):
            number = free.get(draft.community.code, 0) + 1
            while f"{draft.community.code}{number:03d}" in taken:
                number += 1
            free[draft.community.code] = number
            if number > MOST_NUMBER:
                said: dict[str, Argument] = {"community": draft.community.name, "most": MOST_NUMBER}
                self.refused.append(RefusedFeature(draft.feature, "grid_community_full", said))
            else:
                draft.code = f"{draft.community.code}{number:03d}"
        self._drafts = [draft for draft in self._drafts if draft.code]

    def _grid(self, draft: _Draft) -> Grid:
        stored = self._order.stored.get(draft.code)
        short = draft.community.name.removesuffix("委会").removesuffix("社区")
        name = draft.name or (stored.name if stored else f"{short} {draft.code[-3:]} 网格")
        worker = draft.worker or (stored.worker_code if stored else None)
        first, last = draft.valid
        if stored is not None and not draft.dated:
            first = stored.valid_from
        return Grid(
            draft.code, name, draft.community.code, worker, area_m2(draft.polygon), draft.rings, first, last
        )  # fmt: skip


def assigned(grids: Mapping[str, Grid], worker_of: Mapping[str, str]) -> tuple[list[Grid], int]:
    """The grids that get another worker by an organisation's file, and how many codes of it are no grid."""
    changed = [
        replace(grids[code], worker_code=worker)
        for code, worker in worker_of.items()
        if code in grids and grids[code].worker_code != worker
    ]
    return changed, sum(code not in grids for code in worker_of)


def _cells(feature: Feature) -> Cells:
    found, names = {}, {}
    for meaning, known in PROPERTIES.items():
        name = next((name for name in known if feature.properties.get(name) not in (None, "")), None)
        if name is not None:
            found[meaning], names[meaning] = _text(name, feature.properties[name]), name
    return Cells(feature.number, found, names)


def _text(name: str, value: Any) -> str:
    """A property as text. A number with a point is no code: its digits may be lost."""
    if isinstance(value, bool | float | list | dict):
        raise RowProblem("grid_property_wrong", column=name, value=str(value)[:60])
    return str(value)


def _checked(code: str, community: Community) -> None:
    try:
        check_grid_code(code, community.code)
    except BadInput as trouble:
        raise RowProblem(trouble.key, **trouble.arguments) from None


def _called(draft: _Draft) -> str:
    return draft.code or draft.name or f"#{draft.feature.number}"


def _stored(grid: Grid) -> Polygon:
    return Polygon(grid.rings[0], grid.rings[1:])


def _place(draft: _Draft) -> tuple[float, float, int]:
    """From west to east, then from north to south."""
    centre = draft.polygon.centroid
    return round(centre.x, 6), -centre.y, draft.feature.number
