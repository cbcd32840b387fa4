"""Deadlines that explain themselves: a pure function of start, limit, rules and pauses.

How each unit counts is the clock table of the field's terms:
- urgent hours and days count every minute (a day is 24 hours);
- working hours count duty hours of working days; a start at another time moves to the next opening;
- working days end so many working days later at the same clock reading, or at the end of duty; their
  intervals show the duty time on the way, but they count in days (`counts_in_days`);
- natural days end at the same clock reading so many calendar days later.
Parts of a working day weigh by the duty time of the day they fall on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.domain.calendar import Calendar
from models.domain.clock_due import DAY_UNITS, AllTime, Pause, course_of, merged, run
from models.domain.clock_line import Line, year_of
from models.domain.clock_rules import ClockRules, DayDue, on_line, shipped_rules
from models.domain.clock_tiles import MAKEUP, Interval, IntervalKind, tiles
from models.domain.instant import Instant, Span
from models.domain.limit import Limit, Unit

__all__ = [
    "MAKEUP", "ClockRules", "DayDue", "Explanation", "Interval", "IntervalKind", "Pause", "calendar_complete",
    "counted_until", "due_only", "duty_due", "explain", "remaining", "shipped_rules", "working_days_between",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explanation:
    """A deadline and every minute on the way to it.

    `due` is None while a pause is open-ended. `effective_start` is the first instant that counts when
    nothing is suspended. `intervals` fill [start, due) without gap or overlap; while the due is unknown
    they end at the instant asked for. `counted` is the sum of the counted ones; `needed` is the counted
    time of the whole limit, equal to `counted` once the due is known. `calendar_complete` is False when
    a working unit used a day that the calendar does not know, taken as a plain weekday or weekend;
    units that count every minute need no calendar.
    """

    start: Instant
    due: Instant | None
    effective_start: Instant
    limit: Limit
    intervals: tuple[Interval, ...]
    counted: Span
    needed: Span
    calendar_complete: bool
    calendar_version: str
    rules: ClockRules = field(repr=False, compare=False)

    @property
    def counts_in_days(self) -> bool:
        """Whether the limit counts days, so that `needed` is only the time those days happen to have."""
        return self.limit.unit in DAY_UNITS


def explain(
    start: Instant,
    limit: Limit,
    rules: ClockRules,
    pauses: Sequence[Pause] = (),
    *,
    as_of: Instant | None = None,
) -> Explanation:
    """The deadline of a limit that starts at `start`, with its intervals.

    `as_of` matters only while a pause is open-ended: intervals then go that far (without it, to the
    pause). Raises BadInput("instant_out_of_range") or BadInput("due_out_of_range").
    """
    return on_line(rules, start, lambda line: _explained(start, limit, rules, merged(pauses), as_of, line))


def due_only(start: Instant, limit: Limit, rules: ClockRules) -> Instant:
    """The due of `explain` without pauses and without its intervals, fast enough for whole files of cases.

    Raises BadInput as `explain` does.
    """
    if not limit.unit.is_working:
        year_of(start)  # refuses what explain refuses
        return AllTime(limit, rules).mark(start, start).due
    return on_line(rules, start, lambda line: _due(start, limit, rules, line))


def due_through(start: Instant, limit: Limit, rules: ClockRules, pauses: Sequence[Pause]) -> Instant | None:
    """The due of `explain` without its intervals, so that a pause of years costs no more than one of days.

    None while a pause is open-ended. Raises BadInput as `explain` does.
    """
    return on_line(rules, start, lambda line: run(course_of(limit, rules, line), start, merged(pauses)).due)


def duty_due(start: Instant, span: Span, rules: ClockRules) -> Instant:
    """The instant at which `span` of duty time has passed since `start`. Raises BadInput as `explain` does."""
    return on_line(rules, start, lambda line: line.reached(line.count(start) + span))


def calendar_complete(start: Instant, due: Instant, limit: Limit, rules: ClockRules) -> bool:
    """Whether the calendar knows every day that a deadline from `start` to `due` used; see Explanation."""
    return not limit.unit.is_working or on_line(rules, start, lambda line: _known(start, due, limit, rules, line))


def counted_until(explanation: Explanation, now: Instant) -> Span:
    """Counted time from the start to `now`, at most to the end of the intervals."""
    return sum(
        min(piece.end, now) - piece.start for piece in explanation.intervals if piece.counted and piece.start < now
    )


def remaining(explanation: Explanation, now: Instant) -> Span:
    """Counted time left at `now`; past the due, minus the counted time since then."""
    due, rules = explanation.due, explanation.rules
    if due is None or now <= due:
        return explanation.needed - counted_until(explanation, now)
    if not explanation.limit.unit.is_working:
        return due - now
    return on_line(rules, due, lambda line: line.count(due) - line.count(now))


def working_days_between(calendar: Calendar, from_day: date, to_day: date) -> int:
    """Working days after `from_day` up to and with `to_day`; negative when `to_day` is the earlier."""
    if to_day < from_day:
        return -working_days_between(calendar, to_day, from_day)
    return sum(calendar.is_working(from_day + timedelta(days=n)) for n in range(1, (to_day - from_day).days + 1))


def _explained(
    start: Instant, limit: Limit, rules: ClockRules, pauses: list[Pause], as_of: Instant | None, line: Line
) -> Explanation:
    found = run(course_of(limit, rules, line), start, pauses)
    end = found.due
    if end is None:
        end = max(start, pauses[-1].start if as_of is None else as_of)
    duty = limit.unit.is_working
    intervals = tiles(rules, line, start, end, duty=duty, pauses=pauses, grace=found.grace)
    return Explanation(
        start=start,
        due=found.due,
        effective_start=found.effective_start,
        limit=limit,
        intervals=intervals,
        counted=sum(piece.span for piece in intervals if piece.counted),
        needed=found.needed,
        calendar_complete=not duty or _known(start, end, limit, rules, line),
        calendar_version=rules.calendar.version,
        rules=rules,
    )


def _due(start: Instant, limit: Limit, rules: ClockRules, line: Line) -> Instant:
    course = course_of(limit, rules, line)
    effective = course.after(course.count(start))
    return course.mark(effective, effective).due


def _known(start: Instant, due: Instant, limit: Limit, rules: ClockRules, line: Line) -> bool:
    # A due at midnight used that day only where it stands for a clock reading on it.
    last = due if limit.unit == Unit.working_day else max(start, due - 1)
    first_day, last_day = date.fromordinal(line.day(start)), date.fromordinal(line.day(last))
    return rules.calendar.covers(first_day) and rules.calendar.covers(last_day)
