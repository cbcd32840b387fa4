"""Cells that a spreadsheet program must never run: guarded when written, the guard taken off when read back."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import IO

_DANGEROUS = frozenset("=+-@＝＋－＠﹦﹢﹣﹫−")
_INVISIBLE = " \t\r\n\v\f\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"
GUARD = "'"


def _would_run(text: str) -> bool:
    bare = text.lstrip(_INVISIBLE)
    return bare[:1] in _DANGEROUS if bare else False


def safe_cell(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet might take it for a formula.

    Full-width and small forms count too, as do blanks in front. `unguarded` is its exact inverse.
    """
    return GUARD + text if _would_run(text.lstrip(GUARD)) else text


def unguarded(text: str) -> str:
    """The text that `safe_cell` was given."""
    return text[1:] if text.startswith(GUARD) and _would_run(text.lstrip(GUARD)) else text


class SafeWriter:
    """Writes CSV rows for people's spreadsheets: RFC 4180, CRLF, every cell guarded.

    Open the stream with encoding "utf-8-sig" and newline "" so that Excel reads it.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._writer = csv.writer(stream)

    def row(self, cells: Sequence[object]) -> None:
        """Writes one row; None is an empty cell."""
        self._writer.writerow(["" if cell is None else safe_cell(str(cell)) for cell in cells])

    def rows(self, rows: Iterable[Sequence[object]]) -> None:
        """Writes many rows."""
        for cells in rows:
            self.row(cells)
