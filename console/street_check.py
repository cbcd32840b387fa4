"""Reads everything that a street's plan names and says what would come of it; writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from console.founding import preset_platforms, shipped_catalogue, single_seat_officer
from console.street_plan import NONE, SHIPPED, StreetPlan
from models.domain.calendar import Calendar, shipped_calendar
from models.domain.errors import Argument, BadInput, Trouble
from models.domain.organisation import Community, Street
from models.exchange.calendar_reading import CalendarRead, read_calendar
from models.exchange.catalogue_reading import CatalogueRead, read_catalogue
from models.exchange.grid_reading import GridOrder, GridsRead, assigned, read_grids
from models.exchange.organisation_reading import Organisation, OrganisationRead, read_organisation
from models.exchange.units import Note
from models.store.rows import Reference

PARTS = ("place", "organisation", "grids", "catalogue", "calendar")
LISTED = 200
"""Refused rows of one part that are shown one by one."""
_PREFIX = re.compile(r"[A-Za-z0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """One refused row: file or number, row, and why."""

    row: str
    key: str
    arguments: Mapping[str, Argument]


@dataclass(frozen=True, slots=True)
class Part:
    """What came of one part: how much was taken, what was refused, what is odd, what is wrong with all of it."""

    key: str
    counts: Mapping[str, int] = field(default_factory=dict)
    refused: int = 0
    lines: tuple[RefusedLine, ...] = ()
    notes: tuple[Note, ...] = ()
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class StreetChecked:
    """A plan that was read: its parts, the records to store, and the person's files with what is refused of them."""

    plan: StreetPlan
    parts: Mapping[str, Part]
    records: tuple[Reference, ...]
    street: Street | None
    calendar: Calendar
    communities: Mapping[str, Community]
    organisation: OrganisationRead | None
    grids: GridsRead | None
    standards: CatalogueRead | None
    days: CalendarRead | None

    @property
    def trouble(self) -> Trouble | None:
        """The first thing that stands in the way of founding."""
        return next((part.trouble for part in self.parts.values() if part.trouble is not None), None)


def check_street(plan: StreetPlan) -> StreetChecked:
    """Reads all files of a plan. Never raises Trouble: it stands in the part it belongs to."""
    return _Check(plan).done()


class _Check:
    """One reading of a plan."""

    def __init__(self, plan: StreetPlan) -> None:
        self._plan = plan
        self._records: list[Reference] = []
        self._organisation: OrganisationRead | None = None
        self._grids: GridsRead | None = None
        self._standards: CatalogueRead | None = None
        self._days: CalendarRead | None = None
        self._calendar = shipped_calendar()
        self._street: Street | None = None

    def done(self) -> StreetChecked:
        """All parts, one after the other."""
        # The organisation may name the street, which the place then need not.
        organisation = self._part("organisation", self._read_organisation)
        parts = {
            "place": self._part("place", self._read_place),
            "organisation": organisation,
            "grids": self._part("grids", self._read_grids),
            "catalogue": self._part("catalogue", self._read_catalogue),
            "calendar": self._part("calendar", self._read_calendar),
        }
        return StreetChecked(
            self._plan, parts, tuple(self._records), self._street, self._calendar, self._communities(),
            self._organisation, self._grids, self._standards, self._days,
        )  # fmt: skip

    @staticmethod
    def _part(key: str, read: Callable[[], Part]) -> Part:
        try:
            return read()
        except Trouble as trouble:
            return Part(key, trouble=trouble)

    def _read_organisation(self) -> Part:
        platforms = preset_platforms()
        files = self._plan.organisation_files
        if not files:
            self._records += [*platforms, single_seat_officer()]
            return Part("organisation", {"platforms": len(platforms), "officers": 1})
        known = Organisation(platforms={one.code: one for one in platforms})
        for file in files:
            _there(file)
        read = self._organisation = read_organisation(files, known, self._plan.code)
        found = read.found
        # A file's own platforms stand for the preset ones, but for those that its departments name.
        named = {one.platform_code for one in found.departments.values()} if found.platforms else set(known.platforms)
        self._records += [one for one in platforms if one.code in named and one.code not in found.platforms]
        self._records += found.platforms.values()
        self._records += [*found.departments.values(), *found.communities.values(), *found.workers.values()]
        self._records += list(found.officers.values()) or [single_seat_officer()]
        lines = tuple(RefusedLine(f"{one.file}:{one.row}", one.key, one.arguments) for one in read.refused[:LISTED])
        counts = {name: count for name, count in read.counts.items() if count}
        return Part("organisation", counts, len(read.refused), lines)

    def _read_place(self) -> Part:
        plan, named = self._plan, self._organisation.found.street if self._organisation else None
        code = plan.code or (named.code if named else "")
        name = plan.name or (named.name if named else "")
        if not name:
            raise BadInput("street_name_missing")
        if code and not re.fullmatch(r"[0-9]{9}", code):
            raise BadInput("street_code_wrong", code=code)
        if not _PREFIX.fullmatch(plan.prefix):
            raise BadInput("street_prefix_wrong", prefix=plan.prefix)
        try:
            ZoneInfo(plan.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise BadInput("zone_unknown", zone=plan.zone) from None
        if plan.target_file.exists():
            raise BadInput("database_exists", url=str(plan.target_file))
        if code:
            name_en = plan.name_en or (named.name_en if named else "")
            self._street = Street(code, name, name_en, code[:6], named.district_name if named else "")
            self._records.insert(0, self._street)
        return Part("place", {"street": 1})

    def _read_grids(self) -> Part:
        if not self._plan.grids:
            return Part("grids")
        if not self._plan.crs:
            raise BadInput("grids_crs_undeclared")
        workers = self._organisation.found.workers if self._organisation else {}
        order = GridOrder(self._plan.crs, self._communities(), workers, community=self._plan.community)
        read = self._grids = read_grids(_file(self._plan.grids), order)
        by_code = {grid.code: grid for grid in read.grids}
        regrided, unknown = assigned(by_code, self._organisation.worker_of if self._organisation else {})
        by_code.update({grid.code: grid for grid in regrided})
        self._records += by_code.values()
        notes = [*read.notes, *([Note("note_worker_grids_unknown", {"count": unknown})] if unknown else [])]
        lines = tuple(RefusedLine(str(one.feature.number), one.key, one.arguments) for one in read.refused[:LISTED])
        return Part("grids", {"grids": len(read.grids)}, len(read.refused), lines, tuple(notes))

    def _read_catalogue(self) -> Part:
        chosen = self._plan.catalogue
        if chosen == NONE:
            return Part("catalogue")
        if chosen == SHIPPED:
            read = shipped_catalogue()
        else:
            read = self._standards = read_catalogue(_file(chosen))
        self._records += [*read.categories, *read.standards]
        lines = tuple(RefusedLine(str(one.row_no), one.key, one.arguments) for one in read.refused[:LISTED])
        counts = {"categories": len(read.categories), "standards": len(read.standards)}
        return Part("catalogue", counts, len(read.refused), lines)

    def _read_calendar(self) -> Part:
        notes: tuple[Note, ...] = ()
        lines: tuple[RefusedLine, ...] = ()
        if self._plan.calendar != SHIPPED:
            # A file says what differs from the announced years, or the next one.
            read = self._days = read_calendar(_file(self._plan.calendar), self._calendar)
            self._calendar, notes = read.calendar, read.notes
            lines = tuple(RefusedLine(str(one.row), one.key, one.arguments) for one in read.refused[:LISTED])
        years = {"first": str(self._calendar.first_day.year), "last": str(self._calendar.last_day.year)}
        counts, refused = {"days": len(self._calendar.days)}, len(self._days.refused) if self._days else 0
        return Part("calendar", counts, refused, lines, (*notes, Note("note_calendar_years", years)))

    def _communities(self) -> Mapping[str, Community]:
        return self._organisation.found.communities if self._organisation else {}


def _file(path: str) -> Path:
    if not path:
        raise BadInput("street_file_missing")
    return _there(Path(path).expanduser())


def _there(file: Path) -> Path:
    """The file; where it is not there that is said plainly, in the person's language."""
    if not file.is_file():
        raise BadInput("street_file_not_there", file=str(file))
    return file
