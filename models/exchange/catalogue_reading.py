"""A catalogue of case standards out of a file: categories, their standards, and the rows refused.

A row is refused when its limit cannot be read, a needed cell is empty, or it contradicts an earlier
row; nothing of it is guessed. Standards plus refused rows are all rows of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from models.domain.catalogue import Category, Standard
from models.domain.errors import Argument, BadInput
from models.domain.limit import parse_limit
from models.exchange.catalogue_rows import CatalogueRow, catalogue_rows, kind_of_text

FIRST_DAY = date(2017, 1, 1)
"""Validity of an imported catalogue whose file names no day."""
_NEEDED = ("kind", "major_code", "minor_code", "minor_name", "filing_condition", "limit")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken: its number (in a workbook with its sheet), its cells by meaning, the
    message key and the arguments that say why."""

    row_no: int
    columns: Mapping[str, str]
    key: str
    arguments: Mapping[str, Argument]


@dataclass(frozen=True, slots=True)
class CatalogueRead:
    """What a file holds: `len(standards) + len(refused)` is the number of its rows."""

    categories: tuple[Category, ...]
    standards: tuple[Standard, ...]
    refused: tuple[RefusedRow, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The figures told after an import."""
        return {"standards": len(self.standards), "refused": len(self.refused)}


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    valid_from: date
    categories: dict[str, Category] = field(default_factory=dict)
    standards: list[Standard] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    conditions: dict[str, list[str]] = field(default_factory=dict)


def read_catalogue(path: Path, valid_from: date = FIRST_DAY) -> CatalogueRead:
    """Reads a tidy table (CSV) or a workbook with merged cells (XLSX).

    Category codes are kind-major-minor, for the codes of parts and events overlap; a standard adds its
    place among the filing conditions of its category, refused ones counted, so that a row mended later
    takes the place that was kept for it. Raises BadInput for what concerns the whole file.
    """
    reading = _Reading(valid_from)
    for row in catalogue_rows(path):
        problem = row.problem or _take(row, reading)
        if problem is not None:
            key, arguments = problem
            placed = {"row": row.row_no, "sheet": row.sheet, **arguments}
            reading.refused.append(RefusedRow(row.row_no, dict(row.cells), key, placed))
    return CatalogueRead(tuple(reading.categories.values()), tuple(reading.standards), tuple(reading.refused))


def category_code(kind: str, major_code: str, minor_code: str) -> str:
    """The code that is unique over all kinds, such as "part-01-03"."""
    return f"{kind}-{major_code}-{minor_code}"


def _take(row: CatalogueRow, reading: _Reading) -> tuple[str, dict[str, Argument]] | None:
    """Takes a row in; returns the reason when it cannot be taken."""
    cells = row.cells
    for name in _NEEDED:
        if not cells.get(name):
            return "catalogue_cell_empty", {"column": name}
    kind = kind_of_text(cells["kind"])
    if kind is None:
        return "catalogue_row_kind_unknown", {"text": cells["kind"]}
    code = category_code(kind, cells["major_code"], cells["minor_code"])
    known = reading.categories.get(code)
    if known is not None and known.minor_name != cells["minor_name"]:
        return "catalogue_code_two_names", {"code": code, "name": cells["minor_name"], "first": known.minor_name}
    conditions = reading.conditions.setdefault(code, [])
    if cells["filing_condition"] in conditions:
        return "catalogue_condition_twice", {"name": cells["minor_name"], "condition": cells["filing_condition"]}
    conditions.append(cells["filing_condition"])
    try:
        limit = parse_limit(cells["limit"]).canonical
    except BadInput:
        return "catalogue_limit_refused", {"limit": cells["limit"], "name": cells["minor_name"]}
    reading.categories.setdefault(code, _category(code, kind, cells, reading.valid_from))
    reading.standards.append(_standard(f"{code}-{len(conditions)}", code, limit, cells, reading.valid_from))
    return None


def _category(code: str, kind: str, cells: Mapping[str, str], valid_from: date) -> Category:
    return Category(
        code=code, kind=kind, major_code=cells["major_code"], major_name=cells["major_name"],
        minor_code=cells["minor_code"], minor_name=cells["minor_name"], platform_code=None,
        valid_from=valid_from, valid_to=None,
    )  # fmt: skip


def _standard(code: str, category: str, limit: str, cells: Mapping[str, str], valid_from: date) -> Standard:
    return Standard(
        code=code, category_code=category, filing_condition=cells["filing_condition"],
        closing_condition=cells["closing_condition"], limit_text=limit, limit_raw=cells["limit"],
        handling_unit=cells["handling_unit"], supervising_unit=cells["supervising_unit"],
        lead_department_code=None, valid_from=valid_from, valid_to=None,
    )  # fmt: skip
