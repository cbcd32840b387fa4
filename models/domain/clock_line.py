"""The line of duty time: instants ↔ duty time worked so far, for a zone, calendar and schedule.

Built once per year from the calendar and kept; looked up by bisection, so that thousands of deadlines
cost microseconds each.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.domain.calendar import Calendar
from models.domain.clock_zone import instant_at, reading_at
from models.domain.duty_hours import MIDNIGHT, DutySchedule
from models.domain.errors import BadInput
from models.domain.instant import DAY, Instant, Span, from_datetime

FIRST_YEAR, LAST_YEAR = 1900, 2300
"""Years in which starts and deadlines may lie; what is outside is a mistake in the data."""
LATEST: Instant = from_datetime(datetime(LAST_YEAR, 1, 1, tzinfo=UTC))
"""No deadline lies later."""
_YEAR = int(365.2425 * DAY)


class PastLineError(Exception):
    """The line was built for too few years; ask its store for a longer one."""


@dataclass(frozen=True, slots=True)
class _Year:
    midnights: list[Instant]
    spans: list[list[tuple[Instant, Instant]]]


class Line:
    """Duty time over whole years.

    `midnights[i]` begins day `first_ordinal + i`; its spans are those numbered from `day_spans[i]` up to
    `day_spans[i + 1]`. `workdays` are the ordinals of days with duty time; `worked[j]` is the duty time
    before span j. A method that would look past the end raises PastLineError.
    """

    __slots__ = (
        "day_spans", "end", "ends", "first_ordinal", "first_year", "last_year", "midnights", "starts", "total",
        "workdays", "worked",
    )  # fmt: skip

    def __init__(self, first_year: int, years: list[_Year]) -> None:
        self.first_year, self.last_year = first_year, first_year + len(years) - 1
        self.first_ordinal = date(first_year, 1, 1).toordinal()
        self.midnights = [midnight for year in years for midnight in year.midnights[:-1]]
        self.midnights.append(years[-1].midnights[-1])
        self.end = self.midnights[-1]
        self.starts: list[Instant] = []
        self.ends: list[Instant] = []
        self.worked: list[Span] = []
        self.workdays: list[int] = []
        self.day_spans: list[int] = []
        self.total: Span = 0
        days = (spans for year in years for spans in year.spans)
        for ordinal, spans in enumerate(days, start=self.first_ordinal):
            self.day_spans.append(len(self.starts))
            if spans:
                self.workdays.append(ordinal)
            for start, end in spans:
                self.starts.append(start)
                self.ends.append(end)
                self.worked.append(self.total)
                self.total += end - start
        self.day_spans.append(len(self.starts))

    def count(self, instant: Instant) -> Span:
        """Duty time from the line's beginning to an instant."""
        if instant >= self.end:
            raise PastLineError
        span = bisect_right(self.starts, instant) - 1
        if span < 0:
            return 0
        return self.worked[span] + min(instant, self.ends[span]) - self.starts[span]

    def reached(self, worked: Span) -> Instant:
        """The first instant at which this much duty time is over: the end of a span rather than the next opening."""
        if worked > self.total:
            raise PastLineError
        span = bisect_left(self.worked, worked) - 1
        return self.starts[span] + worked - self.worked[span]

    def after(self, worked: Span) -> Instant:
        """The instant at which the next duty time is worked: an opening rather than the end of a span before."""
        if worked >= self.total:
            raise PastLineError
        span = bisect_right(self.worked, worked) - 1
        return self.starts[span] + worked - self.worked[span]

    def day(self, instant: Instant) -> int:
        """The ordinal of the local day that holds an instant."""
        if instant >= self.end:
            raise PastLineError
        return self.first_ordinal + bisect_right(self.midnights, instant) - 1

    def workday(self, place: int) -> int:
        """The ordinal of the workday at a place in `workdays`."""
        if place >= len(self.workdays):
            raise PastLineError
        return self.workdays[place]

    def midnight(self, ordinal: int) -> Instant:
        """The instant at which a day begins."""
        return self.midnights[ordinal - self.first_ordinal]

    def spans(self, ordinal: int) -> list[tuple[Instant, Instant]]:
        """Duty spans of a day, empty when nobody works."""
        place = ordinal - self.first_ordinal
        first, last = self.day_spans[place], self.day_spans[place + 1]
        return list(zip(self.starts[first:last], self.ends[first:last], strict=True))

    def worked_before(self, ordinal: int) -> Span:
        """Duty time before a workday begins."""
        return self.worked[self.day_spans[ordinal - self.first_ordinal]]


def year_of(instant: Instant) -> int:
    """The year of an instant, a day or so off at its ends. Raises BadInput("instant_out_of_range")."""
    year = 1970 + instant // _YEAR
    if not FIRST_YEAR < year < LAST_YEAR:
        raise BadInput("instant_out_of_range", first=str(FIRST_YEAR), last=str(LAST_YEAR))
    return year


class LineStore:
    """Lines of one set of rules, made longer on demand.

    May be used from several threads: lines never change, a race only builds one twice.
    """

    __slots__ = ("_calendar", "_line", "_schedule", "_years", "_zone")

    def __init__(self, zone: ZoneInfo, calendar: Calendar, schedule: DutySchedule) -> None:
        self._zone, self._calendar, self._schedule = zone, calendar, schedule
        self._years: dict[int, _Year] = {}
        self._line: Line | None = None

    def around(self, instant: Instant) -> Line:
        """A line that holds an instant with a year on both sides. Raises BadInput("instant_out_of_range")."""
        year = year_of(instant)
        return self._covering(year - 1, year + 1)

    def longer(self, line: Line) -> Line:
        """A line that goes on further. Raises BadInput("due_out_of_range") at LAST_YEAR."""
        if line.last_year >= LAST_YEAR:
            raise BadInput("due_out_of_range", last=str(LAST_YEAR))
        further = line.last_year + max(1, line.last_year - line.first_year)
        return self._covering(line.first_year, min(further, LAST_YEAR))

    def _covering(self, first: int, last: int) -> Line:
        line = self._line
        if line is not None:
            if line.first_year <= first and last <= line.last_year:
                return line
            first, last = min(first, line.first_year), max(last, line.last_year)
        line = self._line = Line(first, [self._year(year) for year in range(first, last + 1)])
        return line

    def _year(self, year: int) -> _Year:
        known = self._years.get(year)
        if known is None:
            first, after = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
            midnights = [self._instant(day, MIDNIGHT) for day in range(first, after + 1)]
            spans = [
                self._spans(day, midnights[place], midnights[place + 1])
                for place, day in enumerate(range(first, after))
            ]
            known = self._years[year] = _Year(midnights, spans)
        return known

    def _spans(self, ordinal: int, begins: Instant, ends: Instant) -> list[tuple[Instant, Instant]]:
        day = date.fromordinal(ordinal)
        if not self._calendar.is_working(day):
            return []
        found = []
        for start, end in self._schedule.on(day).spans:
            closing = ends if end == MIDNIGHT else self._instant(ordinal, end)
            opening = self._instant(ordinal, start)
            # A span that a change of clocks skips altogether has no length.
            if opening < closing:
                found.append((opening, closing))
        return found

    def _instant(self, ordinal: int, reading: time) -> Instant:
        return instant_at(datetime.combine(date.fromordinal(ordinal), reading), self._zone)


def is_midday(start: Instant, end: Instant, zone: ZoneInfo) -> bool:
    """Whether a gap between two duty spans of a day is lunch: it touches 11:00–14:00."""
    begins, ends = reading_at(start, zone).time(), reading_at(end - 1, zone).time()
    return begins < time(14) and ends >= time(11)


def same_reading(instant: Instant, days: timedelta, zone: ZoneInfo) -> Instant:
    """The instant with the same reading of the local clock a number of days later."""
    return instant_at(reading_at(instant, zone) + days, zone)
