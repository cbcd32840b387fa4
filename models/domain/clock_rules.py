"""What a clock counts by: zone, calendar, duty hours, and how working days end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, TypeAlias, TypeVar, get_args
from zoneinfo import ZoneInfo

from models.domain.calendar import Calendar, shipped_calendar
from models.domain.clock_line import Line, LineStore, PastLineError
from models.domain.duty_hours import DutySchedule, shipped_schedule
from models.domain.errors import BadInput
from models.domain.instant import Instant

DayDue: TypeAlias = Literal["same_clock", "end_of_duty"]
"""When the last working day is over: at the clock reading of the start, or at the end of duty."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ClockRules:
    """The rules of a clock; immutable, and cheap to keep and to share between threads.

    Raises BadInput("day_due_unknown") for an unknown `day_due`.
    """

    zone: ZoneInfo
    calendar: Calendar
    schedule: DutySchedule
    day_due: DayDue = "same_clock"
    lines: LineStore = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.day_due not in get_args(DayDue):
            raise BadInput("day_due_unknown", text=self.day_due)
        object.__setattr__(self, "lines", LineStore(self.zone, self.calendar, self.schedule))


@cache
def shipped_rules(zone: str = "Asia/Shanghai") -> ClockRules:
    """The shipped calendar and duty hours, working days due at the same clock reading."""
    return ClockRules(ZoneInfo(zone), shipped_calendar(), shipped_schedule())


def on_line(rules: ClockRules, around: Instant, work: Callable[[Line], Result]) -> Result:
    """What `work` gives on a line of duty time that is long enough for it.

    Raises BadInput("instant_out_of_range") or BadInput("due_out_of_range").
    """
    line = rules.lines.around(around)
    while True:
        try:
            return work(line)
        except PastLineError:
            line = rules.lines.longer(line)
