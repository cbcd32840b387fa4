"""The intervals of an explanation: what every minute from the start to the due was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.domain.calendar import DayKind
from models.domain.clock_due import Pause
from models.domain.clock_line import Line, is_midday
from models.domain.clock_rules import ClockRules
from models.domain.instant import Instant, Span


class IntervalKind(StrEnum):
    """计时, 非工作时间, 午休, 节假日, 周末, 挂账, and 首日不计 where working days end with duty."""

    counted = "counted"
    outside_hours = "outside_hours"
    lunch = "lunch"
    holiday = "holiday"
    weekend = "weekend"
    suspended = "suspended"
    first_day = "first_day"


MAKEUP = "makeup_workday"
"""The note of an interval on a 调休 make-up working day."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time, end excluded. `name` is the holiday it belongs to, `note` MAKEUP or empty."""

    start: Instant
    end: Instant
    kind: IntervalKind
    counted: bool
    name: str = ""
    note: str = ""

    @property
    def span(self) -> Span:
        """Its length."""
        return self.end - self.start


def tiles(
    rules: ClockRules, line: Line, start: Instant, end: Instant, *, duty: bool, pauses: Sequence[Pause], grace: Span
) -> tuple[Interval, ...]:
    """Intervals that fill [start, end) in order, without gap or overlap, neighbours differing.

    `duty`: only duty time counts, else all of it. The first `grace` of counted time is not counted.
    """
    pieces = (piece for day in _days(line, start, end) for piece in _of_day(rules, line, day, duty))
    clipped = (replace(piece, start=max(piece.start, start), end=min(piece.end, end)) for piece in pieces)
    return tuple(_joined(_graced(_suspended(clipped, pauses), grace)))


def _days(line: Line, start: Instant, end: Instant) -> range:
    return range(line.day(start), line.day(end) + 1)


def _of_day(rules: ClockRules, line: Line, ordinal: int, duty: bool) -> Iterator[Interval]:
    """The pieces of a day in order; some may be empty."""
    day = date.fromordinal(ordinal)
    kind, name = rules.calendar.kind(day), rules.calendar.name(day)
    note = MAKEUP if kind == DayKind.makeup_workday else ""
    begins, ends = line.midnight(ordinal), line.midnight(ordinal + 1)
    if not duty:
        yield Interval(begins, ends, IntervalKind.counted, True, name, note)
        return
    if not kind.is_working:
        free = IntervalKind.holiday if kind == DayKind.holiday else IntervalKind.weekend
        yield Interval(begins, ends, free, False, name)
        return
    at = begins
    for opening, closing in line.spans(ordinal):
        if at > begins and is_midday(at, opening, rules.zone):
            yield Interval(at, opening, IntervalKind.lunch, False, name, note)
        else:
            yield Interval(at, opening, IntervalKind.outside_hours, False)
        yield Interval(opening, closing, IntervalKind.counted, True, name, note)
        at = closing
    yield Interval(at, ends, IntervalKind.outside_hours, False)


def _suspended(pieces: Iterable[Interval], pauses: Sequence[Pause]) -> Iterator[Interval]:
    """The pieces with what is paused cut out; empty ones are left out."""
    for piece in pieces:
        at = piece.start
        for pause in pauses:
            begins = max(pause.start, at)
            ends = piece.end if pause.end is None else min(pause.end, piece.end)
            if begins >= ends:
                continue
            if at < begins:
                yield replace(piece, start=at, end=begins)
            yield Interval(begins, ends, IntervalKind.suspended, False)
            at = ends
        if at < piece.end:
            yield replace(piece, start=at)


def _graced(pieces: Iterable[Interval], grace: Span) -> Iterator[Interval]:
    for piece in pieces:
        if not grace or not piece.counted:
            yield piece
            continue
        free = min(grace, piece.span)
        grace -= free
        middle = piece.start + free
        yield replace(piece, end=middle, kind=IntervalKind.first_day, counted=False)
        if middle < piece.end:
            yield replace(piece, start=middle)


def _joined(pieces: Iterable[Interval]) -> Iterator[Interval]:
    last: Interval | None = None
    for piece in pieces:
        if last is not None and (last.kind, last.name, last.note) == (piece.kind, piece.name, piece.note):
            last = replace(last, end=piece.end)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
