"""The calendar beside the cases in memory."""

from __future__ import annotations

from models.domain.calendar import shipped_calendar
from models.domain.calendar_version import CalendarVersion, version_of
from models.domain.duty_hours import shipped_schedule
from models.domain.organisation import Officer
from tests.helpers.calendars import ADMIN
from tests.helpers.fake_unit import FakeUnit, Memory
from tests.helpers.records import T0


class CalendarMemory(Memory):
    """The committed content with its calendar versions by number; the last one is in force."""

    def __init__(self) -> None:
        super().__init__()
        self.versions: dict[int, CalendarVersion] = {}
        self.forget_command = False

    def calendar_unit(self) -> FakeCalendarUnit:
        return FakeCalendarUnit(self)


class FakeCalendarUnit(FakeUnit):
    """Implements models.commands.calendar.CalendarUnit over a CalendarMemory."""

    def __init__(self, memory: CalendarMemory) -> None:
        super().__init__(memory)
        self._calendars = memory

    def calendar_in_force(self) -> tuple[CalendarVersion, bool]:
        versions = self._calendars.versions
        if versions:
            return versions[max(versions)], True
        return version_of(0, shipped_calendar(), shipped_schedule(), valid_since=T0), False

    def put_calendar(self, version: CalendarVersion) -> None:
        self.keep_calendar(version)

    def keep_calendar(self, version: CalendarVersion) -> None:
        self._calendars.versions[version.number] = version

    def remember(self, row: object) -> bool:
        return not self._calendars.forget_command and super().remember(row)  # type: ignore[arg-type]

    def officer(self, code: str) -> Officer | None:
        return ADMIN if code == ADMIN.code else super().officer(code)
