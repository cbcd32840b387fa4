"""Calendars for tests: the shipped one, and one with an evidently invented 2027 (nobody has announced that year)."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from console.rules import clocks
from models.domain.calendar import Calendar, DayKind, shipped_calendar
from models.domain.calendar_edit import Day, with_days
from models.domain.clock import ClockRules
from models.domain.deciding import Clocks
from models.domain.duty_hours import DutySchedule, shipped_schedule
from models.domain.instant import Instant, parse_instant
from models.domain.organisation import Officer
from models.store.info import new_info
from tests.helpers.records import SHANGHAI, T0

INVENTED_2027 = Path(__file__).resolve().parent.parent / "data" / "INVENTED_calendar_2027.csv"
ADMIN = Officer("admin", "管理寅", "Admin L", frozenset({"administrator"}), frozenset(), "", True)


@cache
def invented_days() -> dict[date, Day]:
    """The days of the invented file."""
    with INVENTED_2027.open(encoding="utf-8", newline="") as stream:
        return {date.fromisoformat(r["date"]): (DayKind(r["kind"]), r["name"]) for r in csv.DictReader(stream)}


@cache
def calendar_2027() -> Calendar:
    """The shipped calendar with the invented year."""
    return with_days(shipped_calendar(), invented_days())


def clocks_by(
    calendar: Calendar, schedule: DutySchedule | None = None, counting: Literal["continuous", "duty"] = "continuous"
) -> Clocks:  # fmt: skip
    """The clocks of a database with this calendar; `counting` is that of the stages."""
    stages = {stage: {"minutes": 30, "counting": counting} for stage in ("accept", "dispatch", "check", "close")}
    info = new_info("db", "real", T0, settings={"stage_minutes": stages})
    return clocks(info, ClockRules(SHANGHAI, calendar, schedule or shipped_schedule()))


def at(text: str) -> Instant:
    """An instant by its reading in Shanghai."""
    return parse_instant(text, SHANGHAI)
