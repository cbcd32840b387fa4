"""Clocks by example: readings in and out, and the law that intervals tile the time."""

from __future__ import annotations

from datetime import date, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from models.domain.calendar import Calendar, DayKind, shipped_calendar
from models.domain.clock import (
    ClockRules,
    Explanation,
    IntervalKind,
    Pause,
    due_only,
    explain,
    shipped_rules,
)
from models.domain.duty_hours import ROUND_THE_CLOCK, DutyHours, DutySchedule, shipped_schedule
from models.domain.instant import Instant, parse_instant, to_local
from models.domain.limit import parse_limit

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
RULES = shipped_rules()
END_OF_DUTY = ClockRules(SHANGHAI, shipped_calendar(), shipped_schedule(), "end_of_duty")
K = IntervalKind


def at(text: str, zone: ZoneInfo = SHANGHAI) -> Instant:
    return parse_instant(text, zone)


def shown(instant: Instant | None, zone: ZoneInfo = SHANGHAI) -> str:
    assert instant is not None
    return to_local(instant, zone).strftime("%Y-%m-%d %H:%M")


def due(start: str, limit: str, rules: ClockRules = RULES, *pauses: Pause) -> str:
    explained = explain(at(start, rules.zone), parse_limit(limit), rules, pauses)
    check_tiling(explained)
    if not pauses:
        assert due_only(explained.start, explained.limit, rules) == explained.due
    return shown(explained.due, rules.zone)


def pause(start: str, end: str | None, zone: ZoneInfo = SHANGHAI) -> Pause:
    return Pause(at(start, zone), None if end is None else at(end, zone))


def strip(explained: Explanation) -> list[tuple[str, str, str]]:
    """The intervals as (start, kind, name) to read at a glance."""
    zone = explained.rules.zone
    return [(shown(piece.start, zone)[5:], str(piece.kind), piece.name) for piece in explained.intervals]


def check_tiling(explained: Explanation) -> None:
    pieces = explained.intervals
    assert pieces[0].start == explained.start
    assert pieces[-1].end == explained.due
    assert all(one.end == other.start for one, other in pairwise(pieces))
    assert all(piece.start < piece.end for piece in pieces)
    assert all(piece.counted == (piece.kind == K.counted) for piece in pieces)
    assert sum(piece.span for piece in pieces if piece.counted) == explained.counted == explained.needed


SEASONS = ClockRules(
    SHANGHAI,
    shipped_calendar(),
    DutySchedule(
        (
            DutyHours(date(2020, 1, 1), ((time(8, 30), time(12)), (time(13, 30), time(17, 30)))),
            DutyHours(date(2025, 7, 1), ((time(8), time(11, 30)), (time(14, 30), time(18)), (time(19), time(20)))),
        )
    ),
)


def abroad(zone: str, *, schedule: DutySchedule = shipped_schedule(), day_due: str = "same_clock") -> ClockRules:  # noqa: B008
    return ClockRules(ZoneInfo(zone), shipped_calendar(), schedule, day_due)  # type: ignore[arg-type]


NEW_YORK_RULES = abroad("America/New_York")
NEW_YORK_NIGHT = abroad("America/New_York", schedule=ROUND_THE_CLOCK)


def everyday(schedule: DutySchedule, zone: str) -> ClockRules:
    """Rules whose calendar works every day of 2007 to 2019, free days named below excepted."""
    first = date(2007, 1, 1)
    days = [(DayKind.makeup_workday, "") for _ in range(13 * 366)]
    days[(date(2018, 2, 18) - first).days] = (DayKind.holiday, "")
    return ClockRules(ZoneInfo(zone), Calendar.of(first, tuple(days)), schedule)
