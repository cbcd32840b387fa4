"""A table as it came: header, rows with their numbers, and what is wrong with a row before anyone reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from models.domain.errors import Argument, BadInput

MOST_CELL_BYTES = 64 * 1024
"""Bytes (UTF-8) that one cell may hold."""
MISSING_CELL = "#MISSING#"
"""Stands in a file of refused rows where the row had no cell; a row that still has it is refused again."""
ROW_COLUMN = "拒收行号 refused_row"
REASON_COLUMN = "拒收原因 refused_reason"
"""The two columns added to a file of refused rows. They mark such a file, so they are the same in every language."""
REPLACEMENT = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")

Problem: TypeAlias = tuple[str, dict[str, Argument]]
"""A message key and its arguments."""
RawRow: TypeAlias = tuple[int, list[str], Problem | None]
"""Row number as a spreadsheet shows it (the header is 1), cells, and what is wrong with the row."""


@dataclass(frozen=True, slots=True)
class Table:
    """An open table. `native` tells that dates were real dates of a spreadsheet, written here as ISO 8601."""

    file: str
    header: tuple[str, ...]
    rows: Iterator[RawRow]
    native: bool


def clean_header(cells: Sequence[str], file: str) -> tuple[str, ...]:
    """The header's names, trimmed. Raises BadInput when a name stands twice or none is there."""
    header = tuple(cell.strip() for cell in cells)
    if any("\0" in name for name in header):
        raise BadInput("encoding_unknown", file=file, offset=0)
    if not any(header):
        raise BadInput("header_empty", file=file)
    seen: set[str] = set()
    for name in header:
        if name and name in seen:
            raise BadInput("column_duplicate", file=file, column=name)
        seen.add(name)
    return header


def is_refused_file(header: Sequence[str]) -> bool:
    """Whether the table is a file of refused rows that an import wrote."""
    return ROW_COLUMN in header and REASON_COLUMN in header


def require_columns(header: Sequence[str], needed: Mapping[str, str], file: str) -> None:
    """Raises BadInput("column_missing") naming the column and the mapping's key that wants it."""
    for column, key in needed.items():
        if column not in header:
            raise BadInput("column_missing", file=file, column=column, wanted_by=key)


def problem_of_width(cells: Sequence[str], width: int) -> Problem | None:
    """What is wrong with a row that has too few or too many cells."""
    if len(cells) == width:
        return None
    return ("row_ragged", {"expected": width, "found": len(cells)})


def problem_of_cells(cells: Sequence[str], header: Sequence[str], guarded: bool) -> Problem | None:
    """What is wrong with single cells: too long, NUL inside, broken bytes, marked as missing."""
    for column, cell in zip(header, cells, strict=False):
        if len(cell) * 3 > MOST_CELL_BYTES and len(cell.encode("utf-8", "surrogatepass")) > MOST_CELL_BYTES:
            return ("cell_too_long", {"column": column, "most": MOST_CELL_BYTES})
        if "\0" in cell:
            return ("cell_nul", {"column": column})
        if not cell.isascii() and _broken(cell, guarded):
            return ("cell_broken_bytes", {"column": column})
        if guarded and cell == MISSING_CELL:
            return ("cell_marked_missing", {"column": column})
    return None


def _broken(cell: str, guarded: bool) -> bool:
    return (guarded and REPLACEMENT in cell) or _SURROGATE.search(cell) is not None
