"""An organisation out of its files: street, platforms, departments, communities, officers, grid workers.

Good rows are taken, others are refused with the reason; nothing is guessed. Units may be named by code or,
where it is unique, by name, of the files themselves or of what is known already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from models.domain.errors import BadInput
from models.domain.organisation import Community, Department, GridWorker, Officer, Platform, Street, check_grid_code
from models.domain.roles import Role
from models.exchange.catalogue_reading import FIRST_DAY
from models.exchange.content import Refusal
from models.exchange.organisation_cells import EVERY, MOST_PHONE, Cells, RowProblem, role_of
from models.exchange.organisation_tables import SheetTable, open_tables


@dataclass(frozen=True, slots=True)
class Organisation:
    """Units of a street by code. `street` is None while it is unknown."""

    street: Street | None = None
    platforms: Mapping[str, Platform] = field(default_factory=dict)
    departments: Mapping[str, Department] = field(default_factory=dict)
    communities: Mapping[str, Community] = field(default_factory=dict)
    officers: Mapping[str, Officer] = field(default_factory=dict)
    workers: Mapping[str, GridWorker] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OrganisationRead:
    """What the files hold. `worker_of` names the worker of a grid code; `tables` are the sheets as they came."""

    found: Organisation
    worker_of: Mapping[str, str]
    refused: tuple[Refusal, ...]
    tables: tuple[SheetTable, ...]

    @property
    def read(self) -> int:
        """How many rows the files have; taken and refused ones add up to it."""
        return sum(len(table.rows) for table in self.tables)

    @property
    def counts(self) -> dict[str, int]:
        """Rows taken, by sheet."""
        found = self.found
        return {
            "street": int(found.street is not None), "platforms": len(found.platforms),
            "departments": len(found.departments), "communities": len(found.communities),
            "officers": len(found.officers), "workers": len(found.workers),
        }  # fmt: skip


def read_organisation(paths: Sequence[Path], known: Organisation, street_code: str = "") -> OrganisationRead:
    """Reads a workbook, or CSV files, one for each sheet.

    `known` is what the files may refer to; `street_code` the street's code where it is settled already
    (another one is refused). Raises BadInput for what concerns a whole file.
    """
    tables = open_tables(paths)
    reading = _Reading(known, street_code or (known.street.code if known.street else ""))
    refused = [refusal for table in tables for refusal in reading.take(table)]
    found = Organisation(
        reading.street, reading.platforms, reading.departments, reading.communities, reading.officers, reading.workers
    )
    return OrganisationRead(found, reading.worker_of, tuple(refused), tuple(tables))


_Units: TypeAlias = Mapping[str, Platform] | Mapping[str, Department]


class _Reading:
    """What has been read so far, by code."""

    def __init__(self, known: Organisation, street_code: str) -> None:
        self._known, self._street_code = known, street_code
        self.street: Street | None = None
        self.platforms: dict[str, Platform] = {}
        self.departments: dict[str, Department] = {}
        self.communities: dict[str, Community] = {}
        self.officers: dict[str, Officer] = {}
        self.workers: dict[str, GridWorker] = {}
        self.worker_of: dict[str, str] = {}
        self._rows: dict[tuple[str, str], int] = {}
        self._take: Mapping[str, Callable[[Cells], None]] = {
            "street": self._take_street, "platforms": self._take_platform, "departments": self._take_department,
            "communities": self._take_community, "officers": self._take_officer, "workers": self._take_worker,
        }  # fmt: skip

    def take(self, table: SheetTable) -> list[Refusal]:
        """Takes a sheet's rows in; returns those refused."""
        places = table.sheet.places(table.header)
        headings = {column: table.header[place] for column, place in places.items()}
        refused = []
        for number, cells, problem in table.rows:
            if problem is None:
                row = Cells(number, {column: cells[place] for column, place in places.items()}, headings)
                problem = self._problem(table.sheet.key, row)
            if problem is not None:
                refused.append(Refusal(table.label, number, problem[0], problem[1], tuple(cells)))
        return refused

    def _problem(self, sheet: str, row: Cells) -> tuple[str, dict[str, str | int | float]] | None:
        try:
            code = row.code()
            first = self._rows.get((sheet, code))
            if first is not None:
                raise RowProblem("row_code_twice", value=code, first=first)
            self._take[sheet](row)
        except RowProblem as problem:
            return problem.key, problem.arguments
        self._rows[sheet, code] = row.row_no
        return None

    def _take_street(self, row: Cells) -> None:
        code = row.digits("code", 9)
        if self.street is not None:
            raise RowProblem("row_second_street", value=code, first=self.street.code)
        if self._street_code and code != self._street_code:
            raise RowProblem("row_other_street", value=code, street=self._street_code)
        district = row.text("district_code") or code[:6]
        if district != code[:6]:
            raise RowProblem("row_district_differs", value=district, expected=code[:6])
        self.street = Street(code, row.needed("name"), row.text("name_en"), district, row.text("district_name"))
        self._street_code = code

    def _take_platform(self, row: Cells) -> None:
        code, (first, last) = row.code(), row.valid(FIRST_DAY)
        position = row.number("position", row.row_no - 1)
        self.platforms[code] = Platform(code, row.needed("name"), row.text("name_en"), first, last, position)

    def _take_department(self, row: Cells) -> None:
        code, (first, last) = row.code(), row.valid(FIRST_DAY)
        named = row.text("platform")
        platform = _resolved(named, self.platforms, self._known.platforms, "row_platform_unknown") if named else None
        self.departments[code] = Department(
            code, row.needed("name"), row.text("name_en"), platform, row.text("phone", MOST_PHONE), first, last,
            row.number("position", row.row_no - 1),
        )  # fmt: skip

    def _take_community(self, row: Cells) -> None:
        code, (first, last) = row.digits("code", 12), row.valid(FIRST_DAY)
        street = self._street_code
        if not street:
            raise RowProblem("row_street_unknown", value=code)
        if code[:9] != street or row.text("street_code") not in ("", street):
            raise RowProblem("row_other_street", value=code, street=street)
        self.communities[code] = Community(code, row.needed("name"), row.text("name_en"), street, first, last)

    def _take_officer(self, row: Cells) -> None:
        code, name = row.code(), row.needed("name")
        roles = set()
        row.needed("roles")
        for word in row.several("roles"):
            role = role_of(word)
            if role is None:
                raise RowProblem("row_role_unknown", value=word)
            roles.add(str(role))
        departments = frozenset(self._department(word) for word in row.several("departments"))
        if str(Role.DEPARTMENT_OFFICER) in roles and not departments:
            raise RowProblem("row_officer_without_department", value=name)
        self.officers[code] = Officer(
            code, name, row.text("name_en"), frozenset(roles), departments, row.text("phone", MOST_PHONE),
            row.yes("active"),
        )  # fmt: skip

    def _department(self, word: str) -> str:
        if word in (EVERY, "全部", "all"):
            return EVERY
        return _resolved(word, self.departments, self._known.departments, "row_department_unknown")

    def _take_worker(self, row: Cells) -> None:
        code, name = row.code(), row.needed("name")
        grids = row.several("grids")
        for grid in grids:
            try:
                check_grid_code(grid)
            except BadInput:
                raise RowProblem("row_grid_code_wrong", value=grid) from None
            if grid in self.worker_of:
                raise RowProblem("row_grid_has_worker", value=grid, worker=self.worker_of[grid])
        self.workers[code] = GridWorker(code, name, row.text("phone", MOST_PHONE), row.yes("full_time"))
        self.worker_of.update(dict.fromkeys(grids, code))


def _resolved(word: str, own: _Units, known: _Units, key: str) -> str:
    """The code of a unit named by code, or by a name that only one of the files', else of those known, has."""
    if word in own or word in known:
        return word
    for units in (own, known):
        named = [code for code, unit in units.items() if word in (unit.name, unit.name_en)]
        if len(named) == 1:
            return named[0]
        if named:
            break
    raise RowProblem(key, value=word)
