"""Duty hours of the office, seasonal, as data with the day from which they hold."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from models.domain.errors import BadInput

MIDNIGHT = time(0, 0)
"""As the end of a span: 24:00 of the same day."""


@dataclass(frozen=True, slots=True)
class DutyHours:
    """Duty spans of a working day, in force from `valid_from` until the next entry.

    Each span is (start, end) in local time, end excluded; an end of 0:00 means 24:00. Raises BadInput
    when there is no span, a span ends before it starts, or spans overlap or are out of order.
    """

    valid_from: date
    spans: tuple[tuple[time, time], ...]

    def __post_init__(self) -> None:
        if not self.spans:
            raise BadInput("duty_hours_empty", valid_from=self.valid_from.isoformat())
        for start, end in self.spans:
            if start >= end != MIDNIGHT:
                raise BadInput("duty_span_wrong", start=start.isoformat(), end=end.isoformat())
        for (_, end), (start, _) in pairwise(self.spans):
            if end == MIDNIGHT or start < end:
                raise BadInput("duty_spans_overlap", start=start.isoformat(), end=end.isoformat())


@dataclass(frozen=True, slots=True)
class DutySchedule:
    """Duty hours over the seasons, kept in order of `valid_from`; the earliest also holds before its day.

    Raises BadInput when empty or when two entries begin on one day.
    """

    entries: tuple[DutyHours, ...]

    def __post_init__(self) -> None:
        if not self.entries:
            raise BadInput("duty_schedule_empty")
        ordered = tuple(sorted(self.entries, key=lambda hours: hours.valid_from))
        for earlier, later in pairwise(ordered):
            if earlier.valid_from == later.valid_from:
                raise BadInput("duty_hours_twice", valid_from=later.valid_from.isoformat())
        object.__setattr__(self, "entries", ordered)

    def on(self, day: date) -> DutyHours:
        """The duty hours in force on a day (whether it is a working day is the calendar's business)."""
        after = bisect_right(self.entries, day, key=lambda hours: hours.valid_from)
        return self.entries[max(after - 1, 0)]


ROUND_THE_CLOCK = DutySchedule((DutyHours(date(1970, 1, 1), ((MIDNIGHT, MIDNIGHT),)),))
"""Manned from 0:00 to 24:00."""

_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2})\s*[-–—~]\s*([0-9]{1,2}):([0-9]{2})")


def parse_span(text: str) -> tuple[time, time]:
    """Reads "8:30-12:00"; the end may be 24:00. Raises BadInput("duty_span_not_understood", text=...)."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise BadInput("duty_span_not_understood", text=text)
    start_hour, start_minute, end_hour, end_minute = (int(part) for part in found.groups())
    if (end_hour, end_minute) == (24, 0):
        end_hour = 0
    elif (end_hour, end_minute) == (0, 0):
        raise BadInput("duty_span_not_understood", text=text)
    try:
        return time(start_hour, start_minute), time(end_hour, end_minute)
    except ValueError:
        raise BadInput("duty_span_not_understood", text=text) from None


def parse_schedule(entries: list[Mapping[str, Any]]) -> DutySchedule:
    """The schedule of configuration rows {valid_from: date, spans: ["8:30-12:00", ...]}.

    Raises BadInput as DutyHours and DutySchedule do, and "duty_hours_row_wrong" for a row without them.
    """
    return DutySchedule(tuple(_hours(number, entry) for number, entry in enumerate(entries, start=1)))


@cache
def shipped_settings() -> Mapping[str, Any]:
    """The shipped file of duty hours and stage limits, as read from TOML."""
    return tomllib.loads((files("resources") / "calendar" / "duty_hours.toml").read_text(encoding="utf-8"))


@cache
def shipped_schedule() -> DutySchedule:
    """The duty hours that come with the program: 8:30–12:00 and 13:30–17:30."""
    return parse_schedule(shipped_settings()["duty_hours"])


def _hours(number: int, entry: Mapping[str, Any]) -> DutyHours:
    valid_from, spans = entry.get("valid_from"), entry.get("spans")
    if type(valid_from) is not date or not isinstance(spans, list):  # a datetime is a date too, but not here
        raise BadInput("duty_hours_row_wrong", row=number)
    return DutyHours(valid_from, tuple(parse_span(str(span)) for span in spans))
