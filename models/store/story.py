"""Writes cases together with their past: for a demonstration, all in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine

from models.commands.protocol import CommandRow, Person
from models.domain.case import Case, LogEntry
from models.store import tables
from models.store.engine import writing
from models.store.rows import case_values, log_row
from models.store.trouble import driver_errors


def write_story(
    engine: Engine, cases: Sequence[Case], log: Sequence[LogEntry], persons: Sequence[Person],
    commands: Sequence[CommandRow] = (),
) -> None:  # fmt: skip
    """Stores cases, their log entries, reporters and remembered commands; all or nothing."""
    with driver_errors(), writing(engine.connect()) as connection, connection.begin():
        names = Case.__slots__
        for case in cases:
            connection.execute(tables.incident.insert(), dict(zip(names, case_values(case), strict=True)))
        for entry in log:
            connection.execute(tables.case_log.insert(), log_row(entry))
        for person in persons:
            connection.execute(tables.case_person.insert(), {name: getattr(person, name) for name in Person.__slots__})
        for row in commands:
            values = {name: getattr(row, name) for name in CommandRow.__slots__}
            connection.execute(tables.command.insert(), values)
        for series, value in _last_numbers(cases).items():
            connection.execute(tables.counter.insert(), {"series": series, "value": value})


def _last_numbers(cases: Sequence[Case]) -> dict[str, int]:
    """The last number of each series, so that the next report goes on from it."""
    last: dict[str, int] = {}
    for case in cases:
        series, dash, number = case.number.rpartition("-")
        if dash and number.isdecimal():
            last[series] = max(last.get(series, 0), int(number))
    return last
