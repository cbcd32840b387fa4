"""Sheets of a workbook with merged cells, every cell of a merged range given its first cell's text."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils.cell import range_boundaries

from models.domain.errors import BadInput
from models.exchange.xlsx_reading import check_package

MOST_MERGED = 200_000
"""Cells that the merged ranges of one sheet may cover; openpyxl makes an object for each."""
MOST_ROWS = 100_000
MOST_COLUMNS = 256
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["']([^"']*)["']""")
_DIMENSION = re.compile(rb"""<(?:\w+:)?(?:c|row)\b[^>]*?\br\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,9})["']""")
_BROKEN = (
    zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError, OSError,
    NotImplementedError, OverflowError,
)  # fmt: skip
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as a spreadsheet numbers it, its cells as text, and the places of the cells that only
    continue a merged range begun in a row above."""

    number: int
    cells: tuple[str, ...]
    inherited: frozenset[int]


def sheet_rows(path: Path) -> Iterator[tuple[str, list[SheetRow]]]:
    """Title and rows of each visible sheet.

    The archive is looked at first: size, packing ratio, macros, entities, absurd ranges. Formulas are
    text and are never evaluated. Raises BadInput("xlsx_…") for a workbook that must not or cannot be read.
    """
    check_package(path)
    _check_extent(path)
    try:
        with warnings.catch_warnings(), path.open("rb") as stream:
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(stream, data_only=False, keep_links=False)
    except DefusedXmlException as error:
        raise BadInput("xlsx_entities", file=path.name, part="") from error
    except _BROKEN as error:
        raise BadInput("xlsx_broken", file=path.name) from error
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            yield sheet.title, _filled(sheet)


def _check_extent(path: Path) -> None:
    """Refuses far-away cells and huge merged ranges before openpyxl makes objects of them."""
    with zipfile.ZipFile(path) as package:
        for part in package.namelist():
            if not _SHEET.fullmatch(part):
                continue
            data = package.read(part)
            if b"\0" in data[:64]:
                # UTF-16 would hide what is searched for below; spreadsheet programs write UTF-8.
                raise BadInput("xlsx_broken", file=path.name)
            cells = sum(_area(ref.decode("ascii", "replace"), path) for ref in _MERGED.findall(data))
            rows = max((int(row) for _column, row in _DIMENSION.findall(data)), default=0)
            columns = max((_column_no(column) for column, _row in _DIMENSION.findall(data)), default=0)
            if cells > MOST_MERGED or rows > MOST_ROWS or columns > MOST_COLUMNS:
                raise BadInput("xlsx_bomb", file=path.name, bytes=len(data), ratio=1)


def _area(reference: str, path: Path) -> int:
    try:
        left, top, right, bottom = range_boundaries(reference)
    except (ValueError, TypeError) as error:
        raise BadInput("xlsx_broken", file=path.name) from error
    if left is None or top is None or right is None or bottom is None:
        raise BadInput("xlsx_broken", file=path.name)
    return (right - left + 1) * (bottom - top + 1)


def _column_no(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _filled(sheet: Any) -> list[SheetRow]:
    texts = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    inherited: list[set[int]] = [set() for _ in texts]
    for merged in sheet.merged_cells.ranges:
        value = texts[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row - 1, merged.max_row):
            for column in range(merged.min_col - 1, merged.max_col):
                texts[row][column] = value
                if row >= merged.min_row:
                    inherited[row].add(column)
    return [
        SheetRow(number, tuple(row), frozenset(below))
        for number, (row, below) in enumerate(zip(texts, inherited, strict=True), start=1)
    ]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
