"""When a limit is over: one course of time per kind of unit, and the effect of pauses on it.

A course counts time (all of it, or duty time) and gives the due of an instant from which the limit
runs undisturbed. A pause costs the counted time that lies in it; the due is that of the start moved
forward by this cost. So a pause of n counted minutes moves the due n counted minutes, day units keep
their clock reading, and, as every step keeps the order of instants, a later start never gives an
earlier due.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import ceil
from typing import Protocol

from models.domain.clock_line import LAST_YEAR, LATEST, Line, same_reading
from models.domain.clock_rules import ClockRules
from models.domain.clock_zone import instant_at, reading_at
from models.domain.errors import BadInput
from models.domain.instant import DAY, Instant, Span
from models.domain.limit import Limit, Unit


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the clock stands (挂账). `end` None: not yet known.

    Raises BadInput("pause_wrong") when it ends before it starts.
    """

    start: Instant
    end: Instant | None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise BadInput("pause_wrong", start=self.start, end=self.end)


def merged(pauses: Sequence[Pause]) -> list[Pause]:
    """The same paused time as pauses in order that neither overlap nor touch; empty ones are left out."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: one.start):
        last = found[-1] if found else None
        if pause.start == pause.end:
            continue
        if last is None or (last.end is not None and last.end < pause.start):
            found.append(pause)
        elif last.end is not None and (pause.end is None or pause.end > last.end):
            found[-1] = Pause(last.start, pause.end)
    return found


@dataclass(frozen=True, slots=True)
class Mark:
    """The end of an undisturbed limit; `grace` is counted time before it that the limit does not use up.

    Raises BadInput("due_out_of_range") after LATEST.
    """

    due: Instant
    grace: Span = 0

    def __post_init__(self) -> None:
        if self.due > LATEST:
            raise BadInput("due_out_of_range", last=str(LAST_YEAR))


class Course(Protocol):
    """How a limit runs."""

    def count(self, instant: Instant) -> Span:
        """Counted time up to an instant, from any fixed beginning."""

    def after(self, counted: Span) -> Instant:
        """The instant from which counting goes on when this much is counted."""

    def mark(self, runs_from: Instant, resumed: Instant) -> Mark:
        """The end of the limit when it runs undisturbed from a counted instant, not before `resumed`.

        `resumed` is the counted instant at which the last pause is over: where days differ in length
        (seasons, changes of clocks, ends of duty) the limit could else end while it stands.
        """


class AllTime:
    """Urgent hours and days and natural days: every minute counts."""

    __slots__ = ("_limit", "_rules")

    def __init__(self, limit: Limit, rules: ClockRules) -> None:
        self._limit, self._rules = limit, rules

    def count(self, instant: Instant) -> Span:
        return instant

    def after(self, counted: Span) -> Instant:
        return counted

    def mark(self, runs_from: Instant, resumed: Instant) -> Mark:
        span = self._limit.span
        if span is not None:
            return Mark(runs_from + span)
        days, part = divmod(self._limit.amount, 1)
        due = same_reading(runs_from, timedelta(days=int(days)), self._rules.zone) + int(part * DAY)
        return Mark(max(due, resumed))


class DutyTime:
    """Working hours and working days: duty hours of working days count."""

    __slots__ = ("_limit", "_line", "_rules", "after", "count")

    def __init__(self, limit: Limit, rules: ClockRules, line: Line) -> None:
        self._limit, self._rules, self._line = limit, rules, line
        self.count, self.after = line.count, line.after

    def mark(self, runs_from: Instant, resumed: Instant) -> Mark:
        span = self._limit.span
        if span is not None:
            return Mark(self._line.reached(self._line.count(runs_from) + span))
        whole = self._limit.amount == self._limit.amount.to_integral_value()
        due, day = self._whole_days(runs_from) if whole else self._parts_of_days(runs_from)
        if self._rules.day_due == "same_clock":
            return Mark(max(due, resumed))
        closing = self._line.spans(max(day, self._line.day(resumed)))[-1][1]
        return Mark(closing, max(0, self._line.count(closing) - self._line.count(due)))

    def _whole_days(self, runs_from: Instant) -> tuple[Instant, int]:
        """The same clock reading so many working days later, and that day."""
        reading = reading_at(runs_from, self._rules.zone)
        ordinal = reading.toordinal()
        place = bisect_left(self._line.workdays, ordinal)
        # In an hour repeated over midnight the reading may already be that of a free day.
        at = reading.time() if self._line.workday(place) == ordinal else time(0)
        day = self._line.workday(place + int(self._limit.amount))
        return instant_at(datetime.combine(date.fromordinal(day), at), self._rules.zone), day

    def _parts_of_days(self, runs_from: Instant) -> tuple[Instant, int]:
        """So many days' worth of duty later, each day weighing by its own duty time, and that day."""
        line = self._line
        day = line.day(runs_from)
        done = Fraction(line.count(runs_from) - line.worked_before(day), _length(line, day))
        days, part = divmod(done + Fraction(self._limit.amount), 1)
        if not part:  # the end of a day's duty, not the next opening
            days, part = days - 1, Fraction(1)
        day = line.workday(bisect_left(line.workdays, day) + int(days))
        return line.reached(line.worked_before(day) + ceil(part * _length(line, day))), day


def _length(line: Line, day: int) -> Span:
    return sum(end - start for start, end in line.spans(day))


def course_of(limit: Limit, rules: ClockRules, line: Line) -> Course:
    """The course on which a limit runs."""
    return DutyTime(limit, rules, line) if limit.unit.is_working else AllTime(limit, rules)


@dataclass(frozen=True, slots=True)
class Run:
    """A limit with its pauses worked out.

    `effective_start` is the first counted instant from the start; `due` is None while a pause is
    open-ended; `needed` is the counted time of the whole limit; `grace` as in Mark.
    """

    effective_start: Instant
    due: Instant | None
    needed: Span
    grace: Span


def run(course: Course, start: Instant, pauses: Sequence[Pause]) -> Run:
    """Runs a limit from a start through merged pauses."""
    begun = course.count(start)
    effective = runs_from = course.after(begun)
    paused: Span = 0
    mark = course.mark(runs_from, effective)
    due: Instant | None = mark.due
    for pause in pauses:
        if pause.start >= mark.due:
            break
        if pause.end is None:
            due = None
            break
        if pause.end > effective:
            paused += course.count(pause.end) - course.count(max(pause.start, effective))
            runs_from = course.after(begun + paused)
            mark = course.mark(runs_from, course.after(course.count(pause.end)))
            due = mark.due
    needed = course.count(mark.due) - course.count(runs_from) - mark.grace
    return Run(effective, due, needed, mark.grace)


DAY_UNITS = (Unit.working_day, Unit.natural_day)
"""Units that count in days, whose counted time may differ from day to day."""
