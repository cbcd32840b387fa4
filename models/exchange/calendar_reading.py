"""A year's calendar out of a file: good rows into the calendar, refused rows with their reasons.

The file may list every day of a year, or only the days that are not what their weekday says, as the
yearly notice does. A year that the calendar does not hold yet must say enough to be believed; rows of
years it holds change single days.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from models.domain.calendar import Calendar, DayKind
from models.domain.calendar_edit import Day, checked_day, differences, lacking, with_days
from models.domain.errors import Argument, BadInput
from models.exchange.content import Refusal
from models.exchange.reading import open_table
from models.exchange.refused_file import ReasonText, RefusedFile
from models.exchange.table import Problem, Table
from models.exchange.units import Note

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "日期"),
    "kind": ("type", "kind", "类型", "性质"),
    "name": ("holiday", "name", "名称", "节日", "节假日"),
    "weekday": ("isoweekday", "星期"),
    "workday": ("is_workday", "是否工作日"),
}
"""What a column means, and the headings it may have; weekday and workday may be missing."""
KINDS: Mapping[str, DayKind] = {
    "workday": DayKind.workday, "工作日": DayKind.workday,
    "makeup_workday": DayKind.makeup_workday, "makeup": DayKind.makeup_workday, "调休上班": DayKind.makeup_workday,
    "调休": DayKind.makeup_workday, "补班": DayKind.makeup_workday,
    "holiday": DayKind.holiday, "节假日": DayKind.holiday, "放假": DayKind.holiday,
    "weekend": DayKind.weekend, "周末": DayKind.weekend,
}  # fmt: skip
FULL_LISTING = 200
"""Rows of one year from which the file means to list every day of it."""
MOST_UNLISTED = 5
"""Days that a full listing may leave out (refused ones too); they follow their weekday, and it is said."""
_DATE = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)(?:[ T]00:00:00)?")


@dataclass(frozen=True, slots=True)
class CalendarRead:
    """What a file makes of a calendar. `years` are those it opens, `changed` counts days of years known before.

    `rows` = good rows + refused rows. `digest` is the file's SHA-256.
    """

    file: str
    digest: str
    calendar: Calendar
    rows: int
    years: tuple[int, ...]
    changed: int
    notes: tuple[Note, ...]
    header: tuple[str, ...]
    refused: tuple[Refusal, ...]


@dataclass(slots=True)
class _Row:
    number: int
    cells: tuple[str, ...]
    day: date
    value: Day


@dataclass(slots=True)
class _Reading:
    file: str
    places: Mapping[str, int]
    rows: list[_Row] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def refuse(self, number: int, cells: Sequence[str], problem: Problem) -> None:
        key, arguments = problem
        self.refused.append(Refusal(self.file, number, key, {"row": number, **arguments}, tuple(cells)))

    def drop(self, year: int, problem: Problem) -> None:
        """Refuses the rows of a year."""
        for row in self.rows:
            if row.day.year == year:
                self.refuse(row.number, row.cells, problem)
        self.rows = [row for row in self.rows if row.day.year != year]


def read_calendar(path: Path, base: Calendar) -> CalendarRead:
    """Reads a file over the calendar in force. Raises BadInput for what concerns the whole file."""
    with open_table(path) as table:
        header = table.header
        reading = _Reading(path.name, _places(table))
        _take_all(table, reading)
    _settle_repeated(reading)
    years = _settle_years(reading, base)
    calendar = with_days(base, {row.day: row.value for row in reading.rows})
    found = differences(base, calendar)
    refused = tuple(sorted(reading.refused, key=lambda refusal: refusal.row))
    return CalendarRead(
        path.name, hashlib.sha256(path.read_bytes()).hexdigest(), calendar, len(reading.rows) + len(refused), years,
        sum(one.before is not None for one in found), tuple(reading.notes), header, refused,
    )  # fmt: skip


def write_refused(read: CalendarRead, path: Path | None, reason_text: ReasonText) -> Path | None:
    """Writes the refused rows with their reasons; None where there are none. Raises BadInput."""
    out = RefusedFile(path, {read.file: read.header}, reason_text)
    try:
        for refusal in read.refused:
            out.add(refusal)
        return out.keep()
    finally:
        out.discard()


def _places(table: Table) -> dict[str, int]:
    headings = [name.lower() for name in table.header]
    places = {
        meaning: next(headings.index(name) for name in names if name in headings)
        for meaning, names in COLUMNS.items()
        if any(name in headings for name in names)
    }
    for meaning in ("date", "kind", "name"):
        if meaning not in places:
            raise BadInput("column_missing", file=table.file, column=COLUMNS[meaning][0], wanted_by=meaning)
    return places


def _take_all(table: Table, reading: _Reading) -> None:
    for number, cells, problem in table.rows:
        if problem is not None:
            reading.refuse(number, cells, problem)
            continue
        given = {meaning: cells[place].strip() for meaning, place in reading.places.items()}
        try:
            day = _date(given["date"])
            value = checked_day(day, _kind(given, day), given["name"])
        except BadInput as trouble:
            reading.refuse(number, cells, (trouble.key, dict(trouble.arguments)))
            continue
        reading.rows.append(_Row(number, tuple(cells), day, value))


def _date(text: str) -> date:
    found = _DATE.fullmatch(text)
    try:
        if found is not None:
            year, month, day = (int(part) for part in found.groups() if part is not None)
            return date(year, month, day)
    except ValueError:
        pass
    raise BadInput("calendar_date_wrong", text=text)


def _kind(given: Mapping[str, str], day: date) -> DayKind:
    kind, shown = KINDS.get(given["kind"].lower()), day.isoformat()
    if kind is None:
        raise BadInput("calendar_type_unknown", date=shown, type=given["kind"])
    weekday, workday = given.get("weekday", ""), given.get("workday", "")
    if weekday and weekday != str(day.isoweekday()):
        raise BadInput("calendar_weekday_wrong", date=shown, weekday=weekday)
    if workday and workday != str(int(kind.is_working)):
        raise BadInput("calendar_workday_contradicts", date=shown, type=kind, workday=workday)
    return kind


def _settle_repeated(reading: _Reading) -> None:
    """A day that stands twice counts once; where its rows say different things, none of them counts."""
    by_day: dict[date, list[_Row]] = {}
    for row in reading.rows:
        by_day.setdefault(row.day, []).append(row)
    kept: list[_Row] = []
    for day, rows in by_day.items():
        first, shown = rows[0], day.isoformat()
        if len({row.value for row in rows}) == 1:
            kept.append(first)
            for row in rows[1:]:
                reading.refuse(row.number, row.cells, ("calendar_date_twice", {"date": shown, "first": first.number}))
            continue
        for row in rows:
            other = next(one.number for one in rows if one is not row)
            reading.refuse(row.number, row.cells, ("calendar_rows_contradict", {"date": shown, "other": other}))
    reading.rows = sorted(kept, key=lambda row: row.day)


def _settle_years(reading: _Reading, base: Calendar) -> tuple[int, ...]:
    """The years that the file opens, outwards from the calendar; others that it cannot open are refused."""
    held = set(range(base.first_day.year, base.last_day.year + 1))
    named = {row.day.year for row in reading.rows} - held
    later = sorted(year for year in named if year > base.last_day.year)
    earlier = sorted((year for year in named if year < base.first_day.year), reverse=True)
    opened: list[int] = []
    for year in (*later, *earlier):
        beside = year - 1 if year > base.last_day.year else year + 1
        gap: Problem = ("calendar_year_gap", {"year": str(beside)})
        problem = gap if beside not in held else _lack(reading, year)
        if problem is None:
            held.add(year)
            opened.append(year)
        else:
            reading.drop(year, problem)
    return tuple(sorted(opened))


def _lack(reading: _Reading, year: int) -> Problem | None:
    """Why the year cannot be opened, None when it says enough; a few unlisted days are noted."""
    days = {row.day: row.value for row in reading.rows if row.day.year == year}
    missing = lacking(days, year)
    if missing:
        return "calendar_year_lacks", {"year": str(year), "holiday": missing[0].replace("_", "-")}
    every = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())]
    unlisted = [day for day in every if day not in days] if len(days) >= FULL_LISTING else []
    if len(unlisted) > MOST_UNLISTED:
        return "calendar_year_days_missing", {
            "year": str(year),
            "date": unlisted[0].isoformat(),
            "count": len(unlisted),
        }
    if unlisted:
        named: dict[str, Argument] = {"dates": ", ".join(day.isoformat() for day in unlisted)}
        reading.notes.append(Note("calendar_days_by_weekday", named))
    return None
