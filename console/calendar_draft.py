"""What an administrator is about to put into force: a calendar and duty hours, changed step by step, without Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.domain.calendar import Calendar, DayKind, plain_kind
from models.domain.calendar_edit import differences, exceptions, lacking, with_days, without_days
from models.domain.duty_hours import DutyHours, DutySchedule, parse_span
from models.domain.errors import BadInput
from models.exchange.calendar_reading import CalendarRead

WORK, HOLIDAY, PLAIN = "workday", "holiday", "plain"
"""What a day may be asked to be: worked on, a day off, or what its weekday says."""


@dataclass(frozen=True, slots=True)
class CalendarDraft:
    """A calendar in the making over the one in force (`base`, `hours`); `source` names a file that was taken in."""

    base: Calendar
    hours: DutySchedule
    calendar: Calendar
    schedule: DutySchedule
    source: str = ""
    source_digest: str = ""

    @staticmethod
    def of(calendar: Calendar, schedule: DutySchedule) -> CalendarDraft:
        """A draft in which nothing is changed yet."""
        return CalendarDraft(calendar, schedule, calendar, schedule)

    @property
    def changed(self) -> bool:
        """Whether there is anything to put into force."""
        return (self.calendar, self.schedule) != (self.base, self.hours)

    @property
    def changed_days(self) -> frozenset[date]:
        """The days that differ from the calendar in force; of a year it does not hold, those against their weekday."""
        return frozenset(
            found.day
            for found in differences(self.base, self.calendar)
            if found.before is not None or found.after != (plain_kind(found.day), "")
        )

    def with_kind(self, day: date, asked: str, name: str) -> CalendarDraft:
        """The day as asked: WORK, HOLIDAY or PLAIN; `name` is the holiday's. Raises BadInput."""
        if asked == PLAIN:
            return replace(self, calendar=without_days(self.calendar, frozenset({day})))
        if asked == HOLIDAY:
            value = (DayKind.holiday, name)
        else:
            weekend = plain_kind(day) == DayKind.weekend
            value = (DayKind.makeup_workday, name) if weekend else (DayKind.workday, "")
        return replace(self, calendar=with_days(self.calendar, {day: value}))

    def with_file(self, read: CalendarRead) -> CalendarDraft:
        """The draft with a file's days, which were read over its calendar."""
        return replace(self, calendar=read.calendar, source=read.file, source_digest=read.digest)

    def with_schedule(self, schedule: DutySchedule) -> CalendarDraft:
        """The draft with other duty hours."""
        return replace(self, schedule=schedule)

    def check(self) -> None:
        """Raises BadInput where the draft opens a year that does not say enough to be believed."""
        held = range(self.base.first_day.year, self.base.last_day.year + 1)
        for year in range(self.calendar.first_day.year, self.calendar.last_day.year + 1):
            missing = () if year in held else lacking(exceptions(self.calendar), year)
            if missing:
                raise BadInput("calendar_year_unfinished", year=str(year), holiday=missing[0].replace("_", "-"))


def name_beside(calendar: Calendar, day: date) -> str:
    """The holiday that a day next to this one belongs to: what a new day off is most likely called."""
    for distance in (1, -1, 2, -2):
        name = calendar.name(day + timedelta(days=distance))
        if name:
            return name
    return ""


def schedule_text(schedule: DutySchedule) -> str:
    """Duty hours as people edit them: a line for each season, its first day and its spans."""
    return "\n".join(
        f"{hours.valid_from.isoformat()}  "
        + " ".join(f"{start:%H:%M}-{'24:00' if end.hour == end.minute == 0 else f'{end:%H:%M}'}"
                   for start, end in hours.spans)
        for hours in schedule.entries
    )  # fmt: skip


def parse_schedule_text(text: str) -> DutySchedule:
    """Reads `schedule_text` back. Raises BadInput as the duty hours do, "duty_hours_row_wrong" naming the line."""
    entries = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        first, *spans = line.split()
        try:
            day = date.fromisoformat(first)
        except ValueError:
            raise BadInput("duty_hours_row_wrong", row=number) from None
        entries.append(DutyHours(day, tuple(map(parse_span, spans))))
    return DutySchedule(tuple(entries))
