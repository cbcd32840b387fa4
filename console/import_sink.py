"""Where an import of case files goes, for the command line and the desk alike: the database, its places, a free
name for the refused rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from pathlib import Path

from console.headless import Opened
from models.domain.errors import Refused
from models.domain.organisation import Grid
from models.exchange.positions import Box, Places
from models.exchange.protocol import Batch, Units
from models.store.bulk import BulkWriter
from models.store.info import declare_zone

_MARGIN = 0.01
"""Degrees around the grids within which a case still belongs to the place."""


class ImportSink(BulkWriter):
    """The database; the first file says in which zone its times without offset are.

    `tell` is called with the zone when the import declared it; `declared` keeps it.
    """

    def __init__(self, opened: Opened, zone: str, tell: Callable[[str], None] | None = None) -> None:
        super().__init__(opened.engine)
        self._opened, self._zone, self._tell = opened, zone, tell
        self.declared: str | None = None

    def begin(self, batch: Batch, units: Units) -> None:
        """Declares the zone where none is, then notes the import: by now the files are known to be good."""
        if not self._opened.info.zone_declared:
            self._declare()
        super().begin(batch, units)

    def _declare(self) -> None:
        try:
            declare_zone(self._opened.engine, self._zone)
        except Refused as refused:
            if refused.key not in ("zone_has_cases", "zone_declared_otherwise"):
                raise
            return
        self.declared = self._zone
        if self._tell is not None:
            self._tell(self._zone)


def places_of(grids: Iterable[Grid]) -> Places:
    """Where cases can be: the boxes of the grids, of their communities, and of all together."""
    by_code: dict[str, Box] = {}
    whole: Box | None = None
    for grid in grids:
        points = [point for ring in grid.rings for point in ring]
        if points:
            lons, lats = [lon for lon, _lat in points], [lat for _lon, lat in points]
            box = (min(lons), min(lats), max(lons), max(lats))
            by_code[grid.code] = box
            by_code[grid.community_code] = _around(by_code.get(grid.community_code), box)
            whole = _around(whole, box)
    if whole is None:
        return Places()
    return Places((whole[0] - _MARGIN, whole[1] - _MARGIN, whole[2] + _MARGIN, whole[3] + _MARGIN), by_code)


def free_path(files: Sequence[Path], folder: Path) -> Path | None:
    """Where refused rows go: named after the first file, in `folder`, beside nothing that is there already."""
    if not files:
        return None
    stem = files[0].name.split(".")[0]
    names = (f"{stem}-refused{'' if number == 1 else f'-{number}'}.csv" for number in count(1))
    return next(path for path in map(folder.joinpath, names) if not path.exists())


def _around(one: Box | None, other: Box) -> Box:
    if one is None:
        return other
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
