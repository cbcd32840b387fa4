"""What a file's columns hold: samples, how often each value stands there, and what shape the values have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from models.exchange.date_format import Parse, compile_format
from models.exchange.positions import parse_degrees
from models.exchange.reading import open_table
from models.exchange.table import RawRow

SHOWN_ROWS = 20
SAMPLES = 4
MOST_VALUES = 400
"""Different values of one column that are counted; a column with more has no code list."""
MOST_ROWS = 50_000
"""Rows that are looked at; a longer file is matched by its beginning."""
FITS = 0.6
"""The share of different values from which on a shape counts: files that must be refused in part are matched too."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
"""A number that could be a time of another age is a number."""
_DELIMITERS = ";\t|"
_MOBILE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}(?:[-转]\d{1,6})?|\(?\d{3}\)?[ -]\d{3}-\d{4}")
_GRID = re.compile(r"\d{15}")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class ColumnValues:
    """One column: `counts` of its values (the first ones where there are `many`), `filled` rows, whether all differ."""

    name: str
    place: int
    counts: Mapping[str, int]
    many: bool
    filled: int
    unique: bool

    @property
    def samples(self) -> tuple[str, ...]:
        """The first different values."""
        return tuple(self.counts)[:SAMPLES]

    def share(self, fits: Callable[[str], bool]) -> float:
        """The share of different values that fit, 0 for an empty column."""
        return sum(map(fits, self.counts)) / len(self.counts) if self.counts else 0.0


@dataclass(frozen=True, slots=True)
class FileLook:
    """What was seen of files that belong together: the first one's header and first rows, all their columns."""

    file: str
    delimiter: str
    header: tuple[str, ...]
    native: bool
    rows: tuple[RawRow, ...]
    columns: tuple[ColumnValues, ...]
    read: int
    whole: bool

    def column(self, name: str | None) -> ColumnValues | None:
        """The column of a name, None where there is none."""
        return next((column for column in self.columns if column.name == name), None)


class _Counting:
    """Counts one column's values. Keeps every value only until one comes twice."""

    def __init__(self, name: str, place: int) -> None:
        self.name, self.place = name, place
        self.counts: Counter[str] = Counter()
        self.many, self.filled = False, 0
        self._seen: set[str] | None = set()

    def add(self, value: str) -> None:
        self.filled += 1
        if value in self.counts or len(self.counts) < MOST_VALUES:
            self.counts[value] += 1
        else:
            self.many = True
        if self._seen is not None:
            if value in self._seen:
                self._seen = None
            else:
                self._seen.add(value)

    def done(self) -> ColumnValues:
        unique = self._seen is not None and self.filled > 0
        return ColumnValues(self.name, self.place, dict(self.counts), self.many, self.filled, unique)


def look_at(paths: Sequence[Path], missing: Sequence[str], delimiter: str = "") -> FileLook:
    """Looks at files. Without a `delimiter` it is found. Raises BadInput for a file that cannot be read as a whole."""
    wanted = delimiter or _delimiter(paths[0])
    with open_table(paths[0], delimiter=wanted) as table:
        header, native, file = table.header, table.native, table.file
    counting = {name: _Counting(name, place) for place, name in enumerate(header) if name}
    nothing, first, read = frozenset(missing), list[RawRow](), 0
    for path in paths:
        with ExitStack() as stack:
            table = stack.enter_context(open_table(path, delimiter=wanted))
            places = [(counting[name], place) for place, name in enumerate(table.header) if name in counting]
            for row in table.rows:
                if read == MOST_ROWS:
                    break
                read += 1
                if path == paths[0] and len(first) < SHOWN_ROWS:
                    first.append(row)
                if row[2] is None:
                    _count(row[1], places, nothing)
    columns = tuple(column.done() for column in counting.values())
    return FileLook(file, wanted, header, native, tuple(first), columns, read, read < MOST_ROWS)


def header_of(path: Path) -> tuple[str, ...]:
    """The file's header, by the delimiter that it has. Raises BadInput for a file that cannot be read."""
    with open_table(path, delimiter=_delimiter(path)) as table:
        return table.header


def _count(cells: Sequence[str], places: Sequence[tuple[_Counting, int]], nothing: frozenset[str]) -> None:
    for column, place in places:
        value = cells[place].strip()
        if value not in nothing:
            column.add(value)


def _delimiter(path: Path) -> str:
    """A comma, unless the header is one column that holds another sign more often."""
    with open_table(path) as table:
        if len(table.header) > 1:
            return ","
        best = max(_DELIMITERS, key=table.header[0].count)
        return best if best in table.header[0] else ","


def parses(column: ColumnValues, text: str, native: bool) -> float:
    """The share of values that are times of a format, 0 below `FITS`; real dates of a spreadsheet are, by ISO 8601."""
    parse = compile_format(text)
    share = column.share(lambda value: _is(parse, value) or (native and _iso(value)))
    return share if share >= FITS else 0.0


def is_phones(column: ColumnValues) -> bool:
    """Whether the values are telephone numbers."""
    return column.share(lambda value: _MOBILE.fullmatch(value) is not None) >= FITS


def is_grids(column: ColumnValues) -> bool:
    """Whether the values are 15-digit codes of grids."""
    return column.share(lambda value: _GRID.fullmatch(value) is not None) >= FITS


def is_texts(column: ColumnValues) -> bool:
    """Whether the values are words rather than numbers."""
    return column.share(lambda value: _LETTER.search(value) is not None) >= FITS


def degrees_of(column: ColumnValues) -> tuple[float, float] | None:
    """The smallest and the largest number of a column of degrees; None where it holds something else."""
    numbers = [number for value in column.counts if (number := parse_degrees(value)) is not None]
    if not numbers or len(numbers) < FITS * len(column.counts) or all(number.is_integer() for number in numbers):
        return None
    return (min(numbers), max(numbers)) if min(numbers) >= -180.0 and max(numbers) <= 180.0 else None


def _is(parse: Parse, value: str) -> bool:
    try:
        return _FIRST_YEAR <= parse(value).year <= _LAST_YEAR
    except ValueError:
        return False


def _iso(value: str) -> bool:
    return len(value) >= 10 and value[4:5] == "-" and value[7:8] == "-"
