"""Kinds of shifts and of qualifications: data of a place, which its administrator edits.

A shift belongs to the day on which it begins; one that ends at or before its beginning ends on the next day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.domain.errors import BadInput
from models.domain.instant import from_local
from models.domain.roster_spans import Stretch, joined, without

MIDNIGHT = time(0)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ShiftKind:
    """A shift (班次) by local clock readings.

    Shifts of the `rota` follow each other round the clock, and each wants a shift leader; others, such
    as office hours, run beside them. `breaks` are pauses in which nobody can be sent out.
    """

    code: str
    name: str
    name_en: str
    start: time
    end: time
    breaks: tuple[tuple[time, time], ...] = ()
    rota: bool = True

    def covers(self, at: time) -> bool:
        """Whether the shift is on at a clock reading."""
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def stretch(self, day: date, zone: ZoneInfo) -> Stretch:
        """From when until when the shift of a day runs."""
        begins = datetime.combine(day, self.start)
        ends = datetime.combine(day if self.start < self.end else day + _ONE_DAY, self.end)
        return from_local(begins, zone), from_local(ends, zone)

    def working(self, day: date, zone: ZoneInfo) -> tuple[Stretch, ...]:
        """The shift of a day without its breaks."""
        return without([self.stretch(day, zone)], [self._pause(day, one, zone) for one in self.breaks])

    def _pause(self, day: date, pause: tuple[time, time], zone: ZoneInfo) -> Stretch:
        start, end = pause
        begins = datetime.combine(day if start >= self.start else day + _ONE_DAY, start)
        ends = datetime.combine(begins.date() if start < end else begins.date() + _ONE_DAY, end)
        return from_local(begins, zone), from_local(ends, zone)


@dataclass(frozen=True, slots=True)
class QualificationKind:
    """A kind of qualification (执法证, 特种设备检查, 危化品 …)."""

    code: str
    name: str
    name_en: str


def whole_day(day: date, zone: ZoneInfo) -> Stretch:
    """A local day from midnight to midnight."""
    return (
        from_local(datetime.combine(day, MIDNIGHT), zone),
        from_local(datetime.combine(day + _ONE_DAY, MIDNIGHT), zone),
    )


def rota_stretches(kinds: tuple[ShiftKind, ...], first: date, last: date, zone: ZoneInfo) -> tuple[Stretch, ...]:
    """The time between two days (both included) in which somebody must be on duty: that of the rota's shifts."""
    days = [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
    return joined(kind.stretch(day, zone) for kind in kinds if kind.rota for day in days)


def parse_shifts(rows: object) -> tuple[ShiftKind, ...]:
    """The shifts of a database's settings. Raises BadInput("settings_wrong") naming the part and the reason."""
    try:
        return _unique(tuple(_shift(row) for row in _list(rows)))
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadInput("settings_wrong", part="shifts", reason=str(wrong)) from None


def parse_qualifications(rows: object) -> tuple[QualificationKind, ...]:
    """The kinds of qualifications of a database's settings. Raises BadInput("settings_wrong")."""
    try:
        found = tuple(QualificationKind(row["code"], row["name"], row.get("name_en", "")) for row in _list(rows))
        if len({kind.code for kind in found}) < len(found):
            raise ValueError("a code stands twice")
        return found
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadInput("settings_wrong", part="qualifications", reason=str(wrong)) from None


def _shift(row: Mapping[str, object]) -> ShiftKind:
    name = str(row["name"])
    pauses = tuple((_time(start), _time(end)) for start, end in _pairs(row.get("breaks", [])))
    return ShiftKind(
        str(row.get("code") or name), name, str(row["name_en"]), _time(row["from"]), _time(row["to"]), pauses,
        bool(row.get("rota", True)),
    )  # fmt: skip


def _unique(found: tuple[ShiftKind, ...]) -> tuple[ShiftKind, ...]:
    if len({kind.code for kind in found}) < len(found):
        raise ValueError("a code stands twice")
    return found


def _time(value: object) -> time:
    return time.fromisoformat(str(value))


def _list(rows: object) -> list[Mapping[str, str]]:
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise TypeError(type(rows).__name__)
    return rows


def _pairs(rows: object) -> list[tuple[object, object]]:
    if not isinstance(rows, list):
        raise TypeError(type(rows).__name__)
    return [(start, end) for start, end in rows]
