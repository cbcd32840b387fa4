"""A roster out of a file: who has which shift on which day, who holds which card, and the rows refused.

Rosters and cards may stand in one table, in two sheets of a workbook, or in two files: a row that names a
qualification is a card. Nothing is guessed; every row is taken, the same as another, or refused with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from models.domain.errors import Argument, BadInput
from models.domain.roster import RosterItem
from models.exchange.content import Refusal
from models.exchange.raw_bytes import kind_of
from models.exchange.reading import open_table
from models.exchange.roster_words import COLUMNS, Vocabulary, day_of, number_of, places_of
from models.exchange.safe_export import unguarded
from models.exchange.table import RawRow, Table, is_refused_file
from models.exchange.xlsx_reading import sheet_names

MOST_NUMBER = 60
"""Letters of a card's number."""
MOST_ROWS = 200_000

DayKey = tuple[str, date]
"""An officer's code and a day."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card as a file tells it."""

    officer_code: str
    kind: str
    card_number: str
    valid_from: date | None
    valid_until: date | None


@dataclass(slots=True)
class RosterRead:
    """What a file holds. `days` are whole days where `whole_days` is true, else entries to be added to them.

    read = sum(day_rows) + sum(card_rows) + repeated + len(refused).
    """

    days: dict[DayKey, dict[str, RosterItem]] = field(default_factory=dict)
    cards: dict[tuple[str, str], CardRow] = field(default_factory=dict)
    day_rows: Counter[DayKey] = field(default_factory=Counter)
    refused: list[Refusal] = field(default_factory=list)
    headers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    read: int = 0
    repeated: int = 0
    corrected: bool = False

    @property
    def whole_days(self) -> bool:
        """Whether a day is just what the file says: only where no row is missing, and it is no file of corrections."""
        return not self.refused and not self.corrected


def read_roster(path: Path, words: Vocabulary) -> RosterRead:
    """Reads a CSV file or all visible sheets of a workbook. Raises BadInput for what concerns the whole file."""
    found = RosterRead()
    sheets: Sequence[str | None] = sheet_names(path) if kind_of(path) == "zip" else (None,)
    fitting = 0
    for sheet in sheets:
        with _table(path, sheet, lenient=len(sheets) > 1) as table:
            if table is None or not _fits(places_of(table.header)):
                found.ignored.append(sheet or path.name)
                continue
            fitting += 1
            name = table.file if len(sheets) == 1 else f"{table.file}/{sheet}"
            found.headers[name] = table.header
            found.corrected = found.corrected or is_refused_file(table.header)
            _Reading(found, words, name, table.header).take(table.rows)
    if not fitting:
        raise BadInput("roster_columns_missing", file=path.name)
    return found


@contextmanager
def _table(path: Path, sheet: str | None, *, lenient: bool) -> Iterator[Table | None]:
    """The table; None for a sheet without a header where others may have one."""
    try:
        opened = open_table(path, sheet=sheet)
        table: Table | None = opened.__enter__()
    except BadInput as bad:
        if not lenient or bad.key != "header_empty":
            raise
        yield None
        return
    try:
        yield table
    finally:
        opened.__exit__(None, None, None)


def _fits(places: dict[str, tuple[int, ...]]) -> bool:
    who = "officer" in places or "name" in places
    roster = "day" in places and ("shift" in places or "kind" in places)
    return who and (roster or {"qualification", "card_number"} <= set(places))


class _Reading:
    """Takes the rows of one table in."""

    def __init__(self, found: RosterRead, words: Vocabulary, name: str, header: tuple[str, ...]) -> None:
        self._found, self._words, self._name = found, words, name
        self._header, self._places = header, places_of(header)

    def take(self, rows: Iterator[RawRow]) -> None:
        """Every row, good or refused."""
        for number, cells, problem in rows:
            self._found.read += 1
            if self._found.read > MOST_ROWS:
                raise BadInput("roster_too_many_rows", file=self._name, most=MOST_ROWS)
            if problem is not None:
                self._refuse(number, cells, *problem)
                continue
            try:
                self._row(cells)
            except BadInput as bad:
                self._refuse(number, cells, bad.key, dict(bad.arguments))

    def _refuse(self, number: int, cells: list[str], key: str, arguments: dict[str, Argument]) -> None:
        self._found.refused.append(Refusal(self._name, number, key, arguments, tuple(cells)))

    def _row(self, cells: list[str]) -> None:
        officer = self._words.officer(self._cell(cells, "officer"), self._cell(cells, "name")).code
        if self._cell(cells, "qualification"):
            self._card(officer, cells)
        else:
            self._entry(officer, cells)

    def _entry(self, officer: str, cells: list[str]) -> None:
        told = self._cell(cells, "day")
        if not told:
            raise BadInput("roster_row_cell_empty", column=self._column("day"))
        key = (officer, day_of(told, self._column("day")))
        item = self._words.item(*(self._cell(cells, name) for name in ("shift", "post", "kind")))
        known = self._found.days.get(key)
        if item is None:
            if known:
                raise BadInput("roster_row_rest_with_shift", day=key[1].isoformat())
            self._counted(key, repeated=known is not None)
            self._found.days[key] = {}
            return
        if known is not None and not known:
            raise BadInput("roster_row_rest_with_shift", day=key[1].isoformat())
        slots = self._found.days.setdefault(key, {})
        if slots.get(item.slot, item) != item:
            raise BadInput("roster_row_twice", day=key[1].isoformat(), shift=self._cell(cells, "shift"))
        self._counted(key, repeated=item.slot in slots)
        slots[item.slot] = item

    def _counted(self, key: DayKey, *, repeated: bool) -> None:
        if repeated:
            self._found.repeated += 1
        else:
            self._found.day_rows[key] += 1

    def _card(self, officer: str, cells: list[str]) -> None:
        kind = self._words.qualification(self._cell(cells, "qualification"))
        number = number_of(self._cell(cells, "card_number"), self._column("card_number"), MOST_NUMBER)
        start, end = (self._day(cells, name) for name in ("valid_from", "valid_until"))
        if start is not None and end is not None and end < start:
            raise BadInput("roster_card_ends_first", start=start.isoformat(), end=end.isoformat())
        card = CardRow(officer, kind, number, start, end)
        known = self._found.cards.get((officer, kind))
        if known is not None and known != card:
            raise BadInput("roster_row_card_twice", kind=self._cell(cells, "qualification"))
        if known is not None:
            self._found.repeated += 1
        self._found.cards[(officer, kind)] = card

    def _day(self, cells: list[str], meaning: str) -> date | None:
        told = self._cell(cells, meaning)
        return day_of(told, self._column(meaning)) if told else None

    def _cell(self, cells: list[str], meaning: str) -> str:
        texts = (" ".join(unguarded(cells[place]).split()) for place in self._places.get(meaning, ()))
        return next((text for text in texts if text), "")

    def _column(self, meaning: str) -> str:
        places = self._places.get(meaning)
        return COLUMNS[meaning][0] if places is None else self._header[places[0]]
