"""Single fields of a row, read as the mapping says. Each raises BadInput naming the column when it cannot be."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from models.domain.errors import BadInput
from models.domain.instant import Instant
from models.exchange.date_format import LocalTimes, Parse, Reading, compile_format
from models.exchange.mapping import Coded, Identity, Moment, Text, Unit
from models.exchange.templates import template_pieces

Cells = Sequence[str]
_SHOWN = 80
_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]{1,3}")


def shown(value: str) -> str:
    """A cell's beginning, for a message."""
    return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"


class Columns:
    """Where the columns of a header stand, and what counts as no value."""

    def __init__(self, header: Sequence[str], missing: Sequence[str], unescape: bool) -> None:
        self._index = {name: index for index, name in enumerate(header)}
        self._missing = frozenset(missing)
        self._unescape = unescape

    def cell(self, column: str) -> Callable[[Cells], str]:
        """Reads the column's cell, trimmed; a marker of a missing value is the empty text."""
        index, missing = self._index[column], self._missing

        def read(cells: Cells) -> str:
            value = cells[index].strip()
            return "" if value in missing else value

        def read_unescaped(cells: Cells) -> str:
            value = read(cells)
            return html.unescape(value) if "&" in value else value

        return read_unescaped if self._unescape else read

    def maybe(self, column: str | None) -> Callable[[Cells], str]:
        """Reads the column's cell, or nothing where the mapping names no column."""
        return _nothing if column is None else self.cell(column)


def _nothing(_cells: Cells) -> str:
    return ""


def text_reader(part: Text | None, columns: Columns) -> Callable[[Cells], str]:
    """Reads a text field: the first column that holds something, or the filled template."""
    if part is None:
        return _nothing
    if part.template:
        return _template_reader(part.template, columns)
    readers = [columns.cell(column) for column in part.first_of]
    if len(readers) == 1:
        return readers[0]

    def first(cells: Cells) -> str:
        for reader in readers:
            if value := reader(cells):
                return value
        return ""

    return first


def _template_reader(template: str, columns: Columns) -> Callable[[Cells], str]:
    pieces = [(literal, columns.maybe(column)) for literal, column in template_pieces(template)]

    def fill(cells: Cells) -> str:
        return "".join(literal + reader(cells) for literal, reader in pieces).strip()

    return fill


def coded_reader(part: Coded | None, columns: Columns) -> Callable[[Cells], str]:
    """Reads a coded column; an empty cell is the empty text. Raises BadInput("row_code_unknown")."""
    if part is None:
        return _nothing
    read, column, codes, otherwise = columns.cell(part.column), part.column, part.codes, part.otherwise

    def meaning(cells: Cells) -> str:
        code = read(cells)
        if not code:
            return ""
        known = codes.get(code, otherwise)
        if known is None:
            raise BadInput("row_code_unknown", column=column, value=shown(code))
        return known

    return meaning


def code_reader(part: Identity | Unit, column: str, columns: Columns) -> Callable[[Cells], str]:
    """Reads an id or code as text. Raises BadInput for what spreadsheets make of long numbers and leading zeros."""
    read, length = columns.cell(column), part.length

    def exact(cells: Cells) -> str:
        code = read(cells)
        if "+" in code and _EXPONENT.fullmatch(code):
            raise BadInput("row_code_exponent", column=column, value=shown(code))
        if length is not None and code and len(code) != length:
            raise BadInput("row_code_length", column=column, value=shown(code), expected=length)
        return code

    return exact


class MomentReader:
    """Reads a column of times. Raises BadInput for another format, a day that is none, a time out of range."""

    def __init__(
        self, part: Moment, columns: Columns, times: LocalTimes, between: tuple[Instant, Instant], native: bool
    ) -> None:
        self.column = part.column
        self._format = part.format
        self._read = columns.cell(part.column)
        self._parse = compile_format(part.format)
        self._native: Parse = datetime.fromisoformat if native else self._parse
        self._times = times
        self._first, self._last = between

    def __call__(self, cells: Cells) -> Reading | None:
        value = self._read(cells)
        if not value:
            return None
        reading = self._times.read(self._moment(value))
        if not self._first <= reading.at <= self._last:
            raise BadInput("row_date_out_of_range", column=self.column, value=shown(value))
        return reading

    def _moment(self, value: str) -> datetime:
        try:
            return self._parse(value)
        except ValueError:
            pass
        try:
            return self._native(value)
        except ValueError:
            raise BadInput("row_date_wrong", column=self.column, value=shown(value), expected=self._format) from None


def flag_reader(column: str, values: Sequence[str], columns: Columns) -> Callable[[Cells], bool]:
    """Reads whether a flag column holds one of its values."""
    read, wanted = columns.cell(column), frozenset(values)
    return lambda cells: read(cells) in wanted


def unit_platforms(part: Unit | None) -> Mapping[str, str]:
    """The platform by department code, codes with the mapping's prefix."""
    return {} if part is None else {part.prefix + code: platform for code, platform in part.platforms.items()}
