"""Opens the files of an organisation: one workbook with a sheet for each kind, or one CSV for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.domain.errors import BadInput
from models.exchange.organisation_sheets import COMMENT, Sheet, sheet_of_csv, sheet_titled, sheets
from models.exchange.raw_bytes import kind_of
from models.exchange.reading import open_table
from models.exchange.table import RawRow, Table
from models.exchange.xlsx_reading import check_ole, sheet_titles

ABOUT_TITLE = "说明 about"
"""The template's sheet of explanations; it is not read."""
MOST_ROWS = 20_000
"""Rows of one sheet; no street has more officers."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet as it came: where from, what it is, its header and rows (without examples and remarks)."""

    label: str
    sheet: Sheet
    header: tuple[str, ...]
    rows: tuple[RawRow, ...]


def open_tables(paths: Sequence[Path]) -> list[SheetTable]:
    """All sheets of all files, in the order in which they refer to each other.

    Raises BadInput for what concerns a whole file: unreadable, no known sheet, a needed column missing, no row.
    """
    if not paths:
        raise BadInput("no_files_given")
    found = [table for path in paths for table in _tables(path)]
    if not any(table.rows for table in found):
        raise BadInput("organisation_empty", file=", ".join(path.name for path in paths))
    order = [sheet.key for sheet in sheets()]
    return sorted(found, key=lambda table: order.index(table.sheet.key))


def _tables(path: Path) -> Iterator[SheetTable]:
    kind = kind_of(path)
    if kind == "ole":
        check_ole(path)
    if kind == "zip":
        yield from _workbook(path)
        return
    with open_table(path) as table:
        sheet = sheet_of_csv(path.name.split(".")[0], table.header)
        if sheet is None:
            raise BadInput("organisation_sheet_unknown", file=path.name, known=_known())
        yield _read(path.name, sheet, table)


def _workbook(path: Path) -> Iterator[SheetTable]:
    known = {title: sheet for title in sheet_titles(path) if (sheet := sheet_titled(title)) is not None}
    if not known:
        raise BadInput("organisation_sheets_missing", file=path.name, known=_known())
    for title, sheet in known.items():
        try:
            with open_table(path, sheet=title) as table:
                yield _read(f"{path.name} · {title}", sheet, table)
        except BadInput as trouble:
            # A sheet that nobody filled in is left out, as if it were not there.
            if trouble.key != "header_empty":
                raise


def _read(label: str, sheet: Sheet, table: Table) -> SheetTable:
    missing = sheet.missing(table.header)
    if missing is not None:
        raise BadInput("column_missing", file=label, column=missing.heading, wanted_by=sheet.title)
    rows: list[RawRow] = []
    for number, cells, problem in table.rows:
        if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith(COMMENT):
            continue
        if len(rows) == MOST_ROWS:
            raise BadInput("organisation_too_long", file=label, most=MOST_ROWS)
        rows.append((number, cells, problem))
    return SheetTable(label, sheet, table.header, tuple(rows))


def _known() -> str:
    return "、".join(sheet.title for sheet in sheets())
