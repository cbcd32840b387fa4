"""Files that people asked for: CSV or XLSX by the name's ending, written beside and moved when whole.

A file that is there already is never overwritten. Cells are guarded as `safe_export` does, in both kinds: a
workbook's texts become CSV in somebody else's hands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.domain.errors import BadInput
from models.exchange.safe_export import SafeWriter, safe_cell

if TYPE_CHECKING:
    import openpyxl

KINDS = (".csv", ".xlsx")
ROWS_OF_SHEET = 1_000_000
"""Rows of one sheet; the format ends at 1,048,576."""
MOST_LETTERS = 32_767
"""Letters that a cell of a workbook holds."""
_EVERY = 200
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Rows = Iterable[Sequence[str]]


def export_rows(path: Path, header: Sequence[str], rows: Rows, cancelled: Callable[[], bool]) -> int | None:
    """Writes a header and rows to a new file; the number of rows, or None when it was cancelled (no file then).

    Raises BadInput: export_kind_unknown, export_exists, export_unwritable.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise BadInput("export_kind_unknown", file=path.name)
    if path.exists():
        raise BadInput("export_exists", file=str(path))
    part = path.with_name(path.name + ".part")
    write = _write_csv if kind == ".csv" else _write_workbook
    try:
        count = write(part, header, _Counted(rows, cancelled))
        if count is not None:
            part.replace(path)
        return count
    except OSError as error:
        raise BadInput("export_unwritable", file=str(path), reason=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)


class _Counted:
    """Rows in pieces, so that asking whether to go on costs nothing."""

    def __init__(self, rows: Rows, cancelled: Callable[[], bool]) -> None:
        self._rows, self._cancelled = iter(rows), cancelled
        self.count = 0

    def piece(self) -> list[Sequence[str]] | None:
        """The next rows, empty at the end; None when no more are wanted."""
        if self._cancelled():
            return None
        rows = [row for _, row in zip(range(_EVERY), self._rows, strict=False)]
        self.count += len(rows)
        return rows


def _write_csv(part: Path, header: Sequence[str], rows: _Counted) -> int | None:
    with part.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = SafeWriter(stream)
        writer.row(header)
        while piece := rows.piece():
            writer.rows(piece)
    return None if piece is None else rows.count


def _write_workbook(part: Path, header: Sequence[str], rows: _Counted) -> int | None:
    import openpyxl  # a third of a second that only a workbook is worth

    book = openpyxl.Workbook(write_only=True)
    with part.open("wb") as stream:
        try:
            whole = _fill(book, header, rows)
        finally:
            # Only saving closes and removes what the library keeps of its sheets on disk.
            book.save(stream)
    return rows.count if whole else None


def _fill(book: openpyxl.Workbook, header: Sequence[str], rows: _Counted) -> bool:
    """Fills sheet after sheet; whether all rows came."""
    sheet, written = book.create_sheet(), 0
    sheet.append(_texts(header))
    while piece := rows.piece():
        if written + len(piece) > ROWS_OF_SHEET:
            sheet, written = book.create_sheet(), 0
            sheet.append(_texts(header))
        for row in piece:
            sheet.append(_texts(row))
        written += len(piece)
    return piece is not None


def _texts(row: Sequence[str]) -> list[str]:
    return [_UNWRITABLE.sub("\ufffd", safe_cell(cell))[:MOST_LETTERS] for cell in row]
