"""Rows of an XLSX workbook, looked at as an archive first: size, packing, macros, passwords, entities.

Formula cells are text. Nothing is ever evaluated.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from models.domain.errors import BadInput
from models.exchange.safe_export import unguarded
from models.exchange.table import (
    RawRow,
    Table,
    clean_header,
    is_refused_file,
    problem_of_cells,
    problem_of_width,
)

MOST_BYTES = 256 * 1024**2
"""Unpacked bytes that a workbook's parts may have together."""
MOST_PARTS = 10_000
BOMB_RATIO = 200
_SMALL = 1024 * 1024
_PRECISE = 10**15
"""Spreadsheets keep 15 digits; a longer number has lost its tail and is shown with an exponent, no code of anything."""
_MARKUP = 64 * 1024
_PIECE = 500
_BROKEN = (
    zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError, OSError,
    NotImplementedError, OverflowError,
)  # fmt: skip


def check_package(path: Path) -> None:
    """Raises BadInput for a workbook that must not be opened."""
    if path.suffix.lower() in {".xlsm", ".xltm", ".xlam"}:
        raise BadInput("xlsx_macros", file=path.name)
    try:
        with zipfile.ZipFile(path) as package:
            _check_parts(package, path)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise BadInput("xlsx_broken", file=path.name) from error


def check_ole(path: Path) -> None:
    """Always raises BadInput: an OLE file is a workbook with a password or one of the old format."""
    data = path.read_bytes()[: 4 * 1024 * 1024]
    locked = "EncryptedPackage".encode("utf-16-le") in data
    raise BadInput("xlsx_password" if locked else "xls_old", file=path.name)


def _check_parts(package: zipfile.ZipFile, path: Path) -> None:
    parts = package.infolist()
    total = sum(part.file_size for part in parts)
    worst = max((p.file_size // max(1, p.compress_size) for p in parts if p.file_size > _SMALL), default=0)
    if len(parts) > MOST_PARTS or total > MOST_BYTES or worst > BOMB_RATIO:
        raise BadInput("xlsx_bomb", file=path.name, bytes=total, ratio=worst)
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise BadInput("xlsx_macros", file=path.name)
    if "[content_types].xml" not in names:
        raise BadInput("xlsx_broken", file=path.name)
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            with package.open(part) as stream:
                start = stream.read(_MARKUP)
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise BadInput("xlsx_entities", file=path.name, part=part.filename)


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of the visible sheets in order. Raises BadInput for a workbook that must not be opened."""
    check_package(path)
    with path.open("rb") as stream:
        book = _open(stream, path.name)
        return tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible")


@contextmanager
def open_xlsx(path: Path, sheet: str | None = None) -> Iterator[Table]:
    """The table of one sheet, by default the first visible one."""
    check_package(path)
    # The file is ours: openpyxl leaves it open when it fails.
    with path.open("rb") as stream:
        book = _open(stream, path.name)
        chosen = _sheet(book, sheet, path.name)
        chosen.reset_dimensions()
        records = _records(chosen, path.name)
        first = next((cells for _number, cells in records if any(cells)), None)
        if first is None:
            raise BadInput("header_empty", file=path.name)
        header = clean_header(_without_tail(first, 0), path.name)
        yield Table(path.name, header, _checked(records, header), native=True)


def sheet_titles(path: Path) -> tuple[str, ...]:
    """The titles of a workbook's visible sheets. Raises BadInput for a workbook that must not or cannot be opened."""
    check_package(path)
    with path.open("rb") as stream:
        book = _open(stream, path.name)
        return tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible")


def _open(stream: BinaryIO, file: str) -> Any:
    import openpyxl  # a third of a second that only a workbook is worth

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(stream, read_only=True, data_only=False, keep_links=False)
    except _BROKEN as error:
        raise _trouble(error, file) from error


def _trouble(error: BaseException, file: str) -> BadInput:
    """Why a workbook cannot be read; openpyxl wraps the finding of an entity into errors of its own."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, DefusedXmlException):
            return BadInput("xlsx_entities", file=file, part="")
        cause = cause.__cause__
    return BadInput("xlsx_broken", file=file)


def _sheet(book: Any, name: str | None, file: str) -> Any:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        if name is None or sheet.title == name:
            return sheet
    raise BadInput("sheet_missing", file=file, sheet=name or "")


def _records(sheet: Any, file: str) -> Iterator[tuple[int, list[str]]]:
    rows = enumerate(sheet.iter_rows(values_only=True), 1)
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                piece = list(islice(rows, _PIECE))
        except _BROKEN as error:
            raise _trouble(error, file) from error
        if not piece:
            return
        for number, values in piece:
            yield number, [_text(value) for value in values]


def _text(value: object) -> str:
    """A cell's value as text; a date as ISO 8601, a whole number without a point."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if abs(value) >= _PRECISE:
            return f"{value:e}"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            rounded = value + timedelta(microseconds=500_000)
            return rounded.replace(microsecond=0).isoformat(" ")
        case date() | time() | int() | float():
            return str(value)
        case _:
            # Array and data-table formulas: their text, as it stands.
            return str(getattr(value, "text", "") or getattr(value, "ref", ""))


def _without_tail(cells: Sequence[str], width: int) -> list[str]:
    """The cells without empty ones beyond the width, filled up to it: a sheet's rows have no end."""
    end = len(cells)
    while end > width and not cells[end - 1]:
        end -= 1
    return [*cells[:end], *[""] * (width - end)]


def _checked(records: Iterator[tuple[int, list[str]]], header: tuple[str, ...]) -> Iterator[RawRow]:
    guarded = is_refused_file(header)
    for number, cells in records:
        if any(cells):
            fitted = _without_tail([unguarded(cell) for cell in cells] if guarded else cells, len(header))
            problem = problem_of_width(fitted, len(header)) or problem_of_cells(fitted, header, guarded)
            yield number, fitted, problem
