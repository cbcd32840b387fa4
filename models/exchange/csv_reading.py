"""Rows of CSV text by RFC 4180, strictly: what is unclear is refused by row or named by line, never mended."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from models.domain.errors import BadInput
from models.exchange.raw_bytes import detect, open_text
from models.exchange.safe_export import GUARD, unguarded
from models.exchange.table import (
    RawRow,
    Table,
    clean_header,
    is_refused_file,
    problem_of_cells,
    problem_of_width,
)

MOST_RECORD = 4 * 1024 * 1024
"""Characters of one record; a longer one is an unclosed quote."""
_LONG = 16 * 1024
_QUOTE = '"'


class _Lines:
    """The lines of a text, remembering those of the record that is being read."""

    def __init__(self, stream: IO[str], file: str, delimiter: str, damaged: bool) -> None:
        self.pending: list[str] = []
        self.odd = False
        self._damaged = damaged
        self.first_line = 1
        self._size = 0
        self._stream = stream
        self._file = file
        self._delimiter = delimiter

    def __iter__(self) -> Iterator[str]:
        for line in self._stream:
            self.pending.append(line)
            self._size += len(line)
            if self._size > _LONG:
                self.odd = True
                if self._size > MOST_RECORD:
                    raise self.unclosed()
            if "\0" in line or (self._damaged and not line.isascii()):
                self.odd = True
            yield line

    def next_record(self) -> None:
        """Forgets the record that was read."""
        self.first_line += len(self.pending)
        self.pending.clear()
        self._size = 0
        self.odd = False

    def unclosed(self) -> BadInput:
        """The error that names the line where the record's last quote opens."""
        line = self.first_line + _open_quote(self.pending, self._delimiter)
        return BadInput("csv_quote_unclosed", file=self._file, line=line)


def _open_quote(lines: list[str], delimiter: str) -> int:
    """Index of the line in which the quoted cell opens that the record's error lies in."""
    opened = 0
    ends = {delimiter, "\r", "\n"}
    quoted, closing, start = False, False, True
    for number, line in enumerate(lines):
        for character in line:
            if quoted and not closing:
                closing = character == _QUOTE
            elif closing:
                if character != _QUOTE and character not in ends:
                    return opened
                quoted, closing, start = character == _QUOTE, False, character in ends
            elif start and character == _QUOTE:
                quoted, start, opened = True, False, number
            else:
                start = character in ends
    return opened


@contextmanager
def open_csv(path: Path, delimiter: str = ",") -> Iterator[Table]:
    """The table of a CSV or gzip-packed CSV file. Raises BadInput for what concerns the whole file."""
    encoding = detect(path)
    csv.field_size_limit(max(csv.field_size_limit(), MOST_RECORD))
    with open_text(path, encoding) as stream:
        lines = _Lines(stream, path.name, delimiter, encoding.errors != "strict")
        reader = csv.reader(iter(lines), strict=True, delimiter=delimiter)
        records = _records(reader, lines)
        first = next((record for record in records if record[1] or record[2]), None)
        if first is None or first[2] is not None:
            raise BadInput("header_empty", file=path.name)
        header = clean_header(first[1], path.name)
        yield Table(path.name, header, _checked(records, header), native=False)


def _records(reader: Iterator[list[str]], lines: _Lines) -> Iterator[tuple[int, list[str], int | None, bool]]:
    """Number, cells, the line of a stray quote if any, and whether the cells need a closer look."""
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if len(lines.pending) > 1 or "unexpected end" in str(error):
                raise lines.unclosed() from error
            text = lines.pending[0].rstrip("\r\n") if lines.pending else ""
            yield number, [text], lines.first_line, lines.odd
        else:
            yield number, cells, None, lines.odd
        lines.next_record()


def _checked(records: Iterator[tuple[int, list[str], int | None, bool]], header: tuple[str, ...]) -> Iterator[RawRow]:
    width = len(header)
    guarded = is_refused_file(header)
    for number, cells, stray, odd in records:
        if stray is not None:
            yield number, cells, ("csv_quote_stray", {"line": stray})
            continue
        if not cells:
            continue
        if guarded:
            cells = [unguarded(cell) if cell.startswith(GUARD) else cell for cell in cells]
        if len(cells) != width:
            yield number, cells, problem_of_width(cells, width)
        elif odd or guarded:
            yield number, cells, problem_of_cells(cells, header, guarded)
        else:
            yield number, cells, None
