"""Organisation and grids into an open database, for the command line and the desk; knows no Qt.

Reading decides what is good; then all good records of a file go in with one transaction, or none does.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from console.headless import Opened
from models.exchange.geojson import write_refused_features
from models.exchange.grid_reading import GridOrder, GridsRead, assigned, read_grids
from models.exchange.organisation_files import write_refused
from models.exchange.organisation_reading import Organisation, OrganisationRead, read_organisation
from models.exchange.refused_file import ReasonText
from models.exchange.units import Note
from models.store.bulk import BulkWriter
from models.store.info import describe_place
from models.store.rows import Reference


@dataclass(frozen=True, slots=True)
class UnitsImport:
    """What came of an import of units: rows (or features) read and taken, and what became of the records.

    `refused_file` holds the `refused` ones; `by_kind` counts what was taken.
    """

    read: int
    taken: int
    added: int
    changed: int
    same: int
    refused: int
    refused_file: Path | None
    by_kind: Mapping[str, int]
    notes: tuple[Note, ...]
    dry_run: bool

    def summary(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "read": self.read, "taken": self.taken, "added": self.added, "changed": self.changed, "same": self.same,
            "refused": self.refused, "refused_file": str(self.refused_file) if self.refused_file else None,
            **self.by_kind, "dry_run": self.dry_run,
            "notes": [{"key": note.key, **note.arguments} for note in self.notes],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitsOrder:
    """The files, whether only to try, and where refused ones go (None: beside the first file)."""

    files: tuple[Path, ...]
    dry_run: bool = False
    refused: Path | None = None


def known_organisation(opened: Opened) -> Organisation:
    """What an organisation's file may refer to in an open database."""
    reference = opened.reference
    return Organisation(
        reference.street, reference.platforms, reference.departments, reference.communities, reference.officers,
        reference.workers,
    )  # fmt: skip


def import_organisation(opened: Opened, order: UnitsOrder, reason_text: ReasonText) -> UnitsImport:
    """Imports street, platforms, departments, communities, officers and grid workers. Raises Trouble."""
    reference = opened.reference
    read = read_organisation(order.files, known_organisation(opened), reference.info.street_code)
    regrided, unknown = assigned(reference.grids, read.worker_of)
    records = [*units_of(read), *regrided]
    added, changed, same = _compared(records, opened)
    path = order.refused or free_name(order.files[0], "xlsx")
    refused_file = write_refused(path, read.tables, read.refused, reason_text)
    if not order.dry_run:
        BulkWriter(opened.engine).put(records)
        _name_place(opened, read)
    notes = (Note("note_worker_grids_unknown", {"count": unknown}),) if unknown else ()
    return UnitsImport(
        read.read, read.read - len(read.refused), added, changed, same, len(read.refused), refused_file, read.counts,
        notes, order.dry_run,
    )  # fmt: skip


def import_grids(opened: Opened, order: UnitsOrder, crs: str, community: str, reason_text: ReasonText) -> UnitsImport:
    """Imports the grids of one GeoJSON file. `community` takes grids that name none. Raises Trouble."""
    reference = opened.reference
    (file,) = order.files
    read = read_grids(file, GridOrder(crs, reference.communities, reference.workers, reference.grids, community))
    added, changed, same = _compared(read.grids, opened)
    path = order.refused or free_name(file, "geojson")
    refused_file = write_refused_features(path, read.refused, reason_text)
    if not order.dry_run:
        BulkWriter(opened.engine).put(read.grids)
    return UnitsImport(
        read.read, len(read.grids), added, changed, same, len(read.refused), refused_file,
        {"grids": len(read.grids), "square_metres": square_metres(read)}, read.notes, order.dry_run,
    )  # fmt: skip


def units_of(read: OrganisationRead) -> list[Reference]:
    """The records of an organisation's files, in the order in which they refer to each other."""
    found = read.found
    return [
        *([found.street] if found.street else ()), *found.platforms.values(), *found.departments.values(),
        *found.communities.values(), *found.officers.values(), *found.workers.values(),
    ]  # fmt: skip


def square_metres(read: GridsRead) -> int:
    """The area of all grids taken."""
    return round(sum(grid.area_m2 for grid in read.grids))


def free_name(file: Path, suffix: str, spare: Path = Path()) -> Path:
    """Where refused rows go when nobody said: beside the file, else into `spare`, over nothing that is there."""
    folder = file.parent if os.access(file.parent, os.W_OK) else spare
    stem = file.name.split(".")[0]
    names = (f"{stem}-refused{'' if number == 1 else f'-{number}'}.{suffix}" for number in count(1))
    return next(path for path in map(folder.joinpath, names) if not path.exists())


def _compared(records: Iterable[Reference], opened: Opened) -> tuple[int, int, int]:
    """How many records are new, differ from the stored ones, and are stored as they are."""
    kinds = ("streets", "platforms", "departments", "communities", "officers", "workers", "grids")
    stored: dict[tuple[type, str], Reference] = {
        (type(one), code): one for kind in kinds for code, one in getattr(opened.reference, kind).items()
    }
    added = changed = same = 0
    for record in records:
        found = stored.get((type(record), str(getattr(record, "code"))))  # noqa: B009 - days have none, and are not here
        added += found is None
        same += found == record
        changed += found is not None and found != record
    return added, changed, same


def _name_place(opened: Opened, read: OrganisationRead) -> None:
    """A database that does not know its street yet learns it from the file."""
    info, street = opened.info, read.found.street
    if street is not None and not info.street_code:
        describe_place(
            opened.engine, street_code=street.code, place_name=info.place_name or street.name,
            place_name_en=info.place_name_en or street.name_en,
        )  # fmt: skip
