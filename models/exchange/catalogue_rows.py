"""Rows of a catalogue of case standards, as text, before anything is made of them.

Two shapes are read: a tidy table (one standard a row, the kind in a column) and the workbooks of
municipal offices (a sheet for each kind, cells merged downwards). Both give the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.domain.errors import BadInput
from models.exchange.catalogue_workbook import SheetRow, sheet_rows
from models.exchange.csv_reading import open_csv
from models.exchange.raw_bytes import kind_of
from models.exchange.table import Problem
from models.exchange.xlsx_reading import check_ole

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind", "类别", "种类"),
    "major_code": ("major_code", "大类代码"),
    "major_name": ("major_name", "大类名称"),
    "minor_code": ("minor_code", "小类代码"),
    "minor_name": ("minor_name", "小类名称"),
    "handling_unit": ("handling_unit", "处置单位"),
    "supervising_unit": ("supervising_dept", "supervising_unit", "主管部门"),
    "filing_condition": ("open_condition", "filing_condition", "立案条件"),
    "closing_condition": ("close_condition", "closing_condition", "结案条件"),
    "limit": ("time_limit_raw", "limit", "处置时限"),
}
"""What a column means, and the headings it may have."""
STANDARD_COLUMNS = ("filing_condition", "closing_condition", "limit")
"""Columns that make one standard; where all three belong to a merged cell above, the row is its tail."""
_KINDS = {"部件": "part", "事件": "event", "服务": "service", "part": "part", "event": "event", "service": "service"}
_HEADER_WITHIN = 20


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One row: where it stands, its cells by meaning with blanks made even, and what is wrong with it."""

    row_no: int
    sheet: str
    cells: Mapping[str, str]
    problem: Problem | None = None


def even_blanks(text: str) -> str:
    """The text trimmed, every run of blanks and line breaks (full-width ones too) made one space."""
    return " ".join(text.split())


def kind_of_text(text: str) -> str | None:
    """The kind of category that a heading or cell names ("部件", "事件(事件类)"), None when it names none."""
    return next((kind for word, kind in _KINDS.items() if word in text.lower()), None)


def catalogue_rows(path: Path) -> Iterator[CatalogueRow]:
    """All rows of a catalogue file in order. Raises BadInput for what concerns the whole file."""
    kind = kind_of(path)
    if kind == "ole":
        check_ole(path)
    if kind == "zip":
        return _workbook(path)
    return _tidy(path)


def _tidy(path: Path) -> Iterator[CatalogueRow]:
    with open_csv(path) as table:
        places = _places(table.header)
        missing = _missing(places, kind_given=False)
        if missing:
            raise BadInput("column_missing", file=path.name, column=COLUMNS[missing][0], wanted_by=missing)
        for number, cells, problem in table.rows:
            given = dict(zip(table.header, cells, strict=False)) if problem else _read(cells, places)
            yield CatalogueRow(number, "", given, problem)


def _workbook(path: Path) -> Iterator[CatalogueRow]:
    found = False
    for title, rows in sheet_rows(path):
        header_no, places = _header(rows)
        if not places:
            continue
        found = True
        kind = kind_of_text(title)
        if kind is None and "kind" not in places:
            raise BadInput("catalogue_kind_unknown", file=path.name, sheet=title)
        yield from _sheet(title, kind, (row for row in rows if row.number > header_no), places)
    if not found:
        raise BadInput("catalogue_header_missing", file=path.name)


def _sheet(title: str, kind: str | None, rows: Iterable[SheetRow], places: dict[str, int]) -> Iterator[CatalogueRow]:
    above: Mapping[str, str] = {}
    for row in rows:
        cells = _read(row.cells, places)
        if not any(cells.values()) or row.inherited >= {places[name] for name in STANDARD_COLUMNS}:
            continue
        # A merged range that ends too early: the code is blank beside a name that goes on.
        for code, name in (("major_code", "major_name"), ("minor_code", "minor_name")):
            if not cells[code] and cells[name] and cells[name] == above.get(name):
                cells[code] = above[code]
        above = cells
        if kind is not None:
            cells["kind"] = kind
        yield CatalogueRow(row.number, title, cells)


def _header(rows: list[SheetRow]) -> tuple[int, dict[str, int]]:
    """Number of the heading row and the columns' places; no places where the sheet has no heading row."""
    for row in rows[:_HEADER_WITHIN]:
        places = _places(row.cells)
        if _missing(places, kind_given=True) is None:
            return row.number, places
    return 0, {}


def _places(header: Iterable[str]) -> dict[str, int]:
    headings = [even_blanks(text).lower() for text in header]
    places: dict[str, int] = {}
    for meaning, names in COLUMNS.items():
        place = next((headings.index(name) for name in names if name in headings), None)
        if place is not None:
            places[meaning] = place
    return places


def _missing(places: Mapping[str, int], *, kind_given: bool) -> str | None:
    return next((m for m in COLUMNS if m not in places and not (m == "kind" and kind_given)), None)


def _read(cells: Iterable[str], places: Mapping[str, int]) -> dict[str, str]:
    texts = list(cells)
    read = {meaning: even_blanks(texts[place]) for meaning, place in places.items()}
    for name in ("major_code", "minor_code"):
        # Spreadsheets eat leading zeros: 1 and "01" are one code.
        read[name] = read[name].zfill(2) if read[name].isdecimal() else read[name]
    return read
