"""The file of refused rows: original columns first, then row and reason, to be corrected and imported again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, TypeAlias

from models.domain.errors import Argument, BadInput
from models.exchange.content import Refusal
from models.exchange.safe_export import SafeWriter
from models.exchange.table import MISSING_CELL, REASON_COLUMN, ROW_COLUMN

ReasonText: TypeAlias = Callable[[str, Mapping[str, Argument]], str]
"""Message key and arguments → a sentence in the user's language."""
_ADDED = frozenset({ROW_COLUMN, REASON_COLUMN})


def plain_reason(key: str, arguments: Mapping[str, Argument]) -> str:
    """The key and its arguments, where nobody gave sentences."""
    return f"{key} ({', '.join(f'{name}={value}' for name, value in arguments.items())})"


class RefusedFile:
    """Writes refused rows beside the final path and moves them there when the import is through.

    Files with other columns share one header. The stream begins with a byte order mark so that Excel reads it.
    """

    def __init__(self, path: Path | None, headers: Mapping[str, Sequence[str]], reason_text: ReasonText) -> None:
        self._path, self._reason_text = path, reason_text
        columns = dict.fromkeys(column for header in headers.values() for column in header if column not in _ADDED)
        self._columns = tuple(columns)
        self._headers = headers
        self._stream: IO[str] | None = None
        self._writer: SafeWriter | None = None
        self.count = 0

    def add(self, refusal: Refusal) -> None:
        """Writes one refused row."""
        self.count += 1
        if self._path is None:
            return
        if self._writer is None:
            self._writer = self._open()
        width = len(self._headers[refusal.file])
        cells = [*refusal.cells[:width], *[MISSING_CELL] * (width - len(refusal.cells))]
        by_name = dict(zip(self._headers[refusal.file], cells, strict=True))
        row = f"{refusal.file}:{refusal.row}" if len(self._headers) > 1 else str(refusal.row)
        reason = self._reason_text(refusal.key, refusal.arguments)
        original = [by_name.get(column, "") for column in self._columns]
        self._writer.row([_writable(cell) for cell in [*original, row, reason, *refusal.cells[width:]]])

    def keep(self) -> Path | None:
        """Moves the file to its place; None when no row was refused or no path was given."""
        if self._stream is None or self._path is None:
            return None
        self._stream.close()
        self._part().replace(self._path)
        self._stream = None
        return self._path

    def discard(self) -> None:
        """Takes away what was not kept."""
        if self._stream is not None:
            self._stream.close()
            self._part().unlink(missing_ok=True)

    def _part(self) -> Path:
        assert self._path is not None
        return self._path.with_name(self._path.name + ".part")

    def _open(self) -> SafeWriter:
        try:
            self._stream = self._part().open("w", encoding="utf-8-sig", newline="")
        except OSError as error:
            reason = error.strerror or str(error)
            raise BadInput("refused_file_unwritable", file=str(self._path), reason=reason) from error
        writer = SafeWriter(self._stream)
        writer.row([*self._columns, ROW_COLUMN, REASON_COLUMN])
        return writer


def _writable(cell: str) -> str:
    """The cell with bytes that were no text shown as U+FFFD."""
    return cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
