"""The calendar in the database: versions, the days in force, the duty hours among the settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from models.domain.calendar import Calendar, DayKind
from models.domain.calendar_edit import Day, differences
from models.domain.calendar_version import CalendarVersion, schedule_data, schedule_of, version_of
from models.store.info import read_info
from models.store.records import CalendarDay, calendar_of, days_of
from models.store.rows import to_json
from models.store.tables import calendar_day, database_info
from models.store.tables_calendar import calendar_version
from models.store.trouble import driver_errors
from models.store.unit_of_work import SqlUnitOfWork

_NEWEST = select(calendar_version).order_by(calendar_version.c.number.desc()).limit(1)


class SqlCalendarUnit(SqlUnitOfWork):
    """Implements `models.commands.calendar.CalendarUnit`: a unit of work that also knows the calendar."""

    def calendar_in_force(self) -> tuple[CalendarVersion, bool]:
        """The calendar in force, locked for this transaction, and whether its version is stored."""
        # The one row of the description is the lock of everything an administrator sets.
        self._execute(select(database_info.c.id).with_for_update())
        return in_force(self._connection)

    def put_calendar(self, version: CalendarVersion) -> None:
        """Stores a version and puts its days and duty hours into force."""
        self.keep_calendar(version)
        self._put_days(version.calendar)
        settings = {**read_info(self._connection).settings, "calendar_version": version.version,
                    "duty_hours": schedule_data(version.schedule)}  # fmt: skip
        self._execute(database_info.update().values(settings=to_json(settings)))

    def keep_calendar(self, version: CalendarVersion) -> None:
        """Stores a version, or writes it anew, and changes nothing else."""
        values = {name: getattr(version, name) for name in CalendarVersion.__slots__}
        made = self._insert(calendar_version).values(**values)
        self._execute(made.on_conflict_do_update(index_elements=["number"], set_=values))

    def _put_days(self, calendar: Calendar) -> None:
        days = _stored_days(self._connection)
        if not days:
            self._insert_days([_row(day.date, (DayKind(day.kind), day.name)) for day in days_of(calendar)])
            return
        added = []
        for found in differences(calendar_of(days), calendar):
            if found.after is None:
                self._execute(calendar_day.delete().where(calendar_day.c.date == found.day))
            elif found.before is None:
                added.append(_row(found.day, found.after))
            else:
                row = _row(found.day, found.after)
                self._execute(calendar_day.update().where(calendar_day.c.date == found.day).values(**row))
        self._insert_days(added)

    def _insert_days(self, rows: list[dict[str, Any]]) -> None:
        if rows:
            with driver_errors():
                self._connection.execute(calendar_day.insert(), rows)


def in_force(connection: Connection) -> tuple[CalendarVersion, bool]:
    """The calendar in force, and whether its version is stored.

    It never was where the database still has what it began with, or where somebody wrote days or duty
    hours past the program; then it counts as one more version, made by nobody.
    """
    info, days = read_info(connection), _stored_days(connection)
    row = connection.execute(_NEWEST).first()
    newest = None if row is None else CalendarVersion(*row)
    made = version_of(
        0, calendar_of(days), schedule_of(info.settings.get("duty_hours")), valid_since=info.created_at
    )  # fmt: skip
    if newest is None:
        return made, False
    if (newest.version, newest.schedule) == (made.version, made.schedule):
        return newest, True
    return replace(made, number=newest.number + 1, valid_since=newest.valid_since), False


def calendar_versions(connection: Connection) -> tuple[CalendarVersion, ...]:
    """All stored versions, the first one first."""
    rows = connection.execute(select(calendar_version).order_by(calendar_version.c.number))
    return tuple(CalendarVersion(*row) for row in rows)


def _stored_days(connection: Connection) -> list[CalendarDay]:
    return [CalendarDay(*row) for row in connection.execute(select(calendar_day).order_by(calendar_day.c.date))]


def _row(day: date, value: Day) -> dict[str, Any]:
    return {"date": day, "kind": str(value[0]), "name": value[1]}
