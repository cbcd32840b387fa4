"""The organisation, the catalogue and the calendar in one bundle with lookups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from sqlalchemy import Connection, select

from models.domain.catalogue import Category, Standard
from models.domain.organisation import Community, Department, Grid, GridWorker, Officer, Platform, Street
from models.domain.roster import Qualification, RosterDay
from models.store import rows
from models.store.info import read_info
from models.store.records import CalendarDay, DatabaseInfo

R = TypeVar("R", bound=rows.Reference)


@dataclass(frozen=True, slots=True)
class RosterRecords:
    """Who has what on which day, and which cards, both by id."""

    days: tuple[RosterDay, ...] = ()
    qualifications: tuple[Qualification, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """What cases refer to, by code. Platforms and departments in their order, the rest by code."""

    info: DatabaseInfo
    streets: Mapping[str, Street]
    platforms: Mapping[str, Platform]
    departments: Mapping[str, Department]
    communities: Mapping[str, Community]
    grids: Mapping[str, Grid]
    workers: Mapping[str, GridWorker]
    officers: Mapping[str, Officer]
    categories: Mapping[str, Category]
    standards: Mapping[str, Standard]
    standards_of: Mapping[str, tuple[Standard, ...]]
    calendar: tuple[CalendarDay, ...]
    roster: RosterRecords

    @property
    def street(self) -> Street | None:
        """The jurisdiction, where one is described."""
        return self.streets.get(self.info.street_code) or next(iter(self.streets.values()), None)


def reference_data(connection: Connection) -> Reference:
    """Everything that consoles hold in memory beside the cases."""
    standards = _by_code(connection, Standard)
    of_category: dict[str, list[Standard]] = {}
    for standard in standards.values():
        of_category.setdefault(standard.category_code, []).append(standard)
    return Reference(
        info=read_info(connection),
        streets=_by_code(connection, Street),
        platforms=_by_code(connection, Platform, "position"),
        departments=_by_code(connection, Department, "position"),
        communities=_by_code(connection, Community),
        grids=_by_code(connection, Grid),
        workers=_by_code(connection, GridWorker),
        officers=_by_code(connection, Officer),
        categories=_by_code(connection, Category),
        standards=standards,
        standards_of=MappingProxyType({code: tuple(found) for code, found in of_category.items()}),
        calendar=tuple(_records(connection, CalendarDay, "date")),
        roster=roster_records(connection),
    )


def roster_records(connection: Connection) -> RosterRecords:
    """The roster alone, which changes more often than the rest."""
    return RosterRecords(tuple(_records(connection, RosterDay, "id")), tuple(_records(connection, Qualification, "id")))


def _by_code(connection: Connection, kind: type[R], order: str = "code") -> Mapping[str, R]:
    return MappingProxyType({str(getattr(record, "code")): record for record in _records(connection, kind, order)})  # noqa: B009


def _records(connection: Connection, kind: type[R], order: str) -> list[R]:
    table = rows.TABLE_OF[kind]
    key = next(iter(table.primary_key))
    found = rows.stream(
        connection,
        select(table).order_by(table.c[order], key),
        lambda row: rows.reference_record(kind, row),
        large=False,
    )
    return list(found)
