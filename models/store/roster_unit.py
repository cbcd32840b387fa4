"""The unit of work with the roster, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Table, select

from models.domain.roster import Qualification, RosterDay
from models.store.roster_tables import qualification, roster_day
from models.store.rows import TABLE_OF, reference_record, reference_row
from models.store.unit_of_work import SqlUnitOfWork

R = TypeVar("R", RosterDay, Qualification)

_AT_ONCE = 500
"""Ids in one question; SQLite takes no more than some thousand values."""


class SqlRosterUnit(SqlUnitOfWork):
    """See `models.commands.roster_protocol.RosterUnit`."""

    def roster_day(self, day_id: str) -> RosterDay | None:
        """What an officer has on a day, locked for this transaction."""
        return self.locked_days([day_id]).get(day_id)

    def roster_between(self, first: date, last: date) -> tuple[RosterDay, ...]:
        """All records of some days (both included) by id, locked."""
        t = roster_day
        wanted = select(t).where(t.c.day >= first, t.c.day <= last).order_by(t.c.id).with_for_update()
        return tuple(reference_record(RosterDay, row) for row in self._execute(wanted))

    def put_roster_day(self, record: RosterDay, seen_version: int) -> bool:
        """Writes it where the stored version is `seen_version` (0: none yet); False where it is another."""
        return self._put(roster_day, reference_row(record), seen_version)

    def qualification(self, qualification_id: str) -> Qualification | None:
        """A card, locked."""
        return self.locked_qualifications([qualification_id]).get(qualification_id)

    def put_qualification(self, record: Qualification, seen_version: int) -> bool:
        """Writes it where the stored version is `seen_version` (0: none yet); False where it is another."""
        return self._put(qualification, reference_row(record), seen_version)

    def locked_days(self, ids: Iterable[str]) -> dict[str, RosterDay]:
        """The records of some ids, locked in the order of the ids."""
        return self._locked(RosterDay, ids)

    def locked_qualifications(self, ids: Iterable[str]) -> dict[str, Qualification]:
        """The cards of some ids, locked in the order of the ids."""
        return self._locked(Qualification, ids)

    def _locked(self, kind: type[R], ids: Iterable[str]) -> dict[str, R]:
        table, wanted = TABLE_OF[kind], sorted(set(ids))
        found: dict[str, R] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            chunk = select(table).where(table.c.id.in_(wanted[start : start + _AT_ONCE]))
            for row in self._execute(chunk.order_by(table.c.id).with_for_update()):
                record = reference_record(kind, row)
                found[record.id] = record
        return found

    def _put(self, table: Table, values: dict[str, Any], seen_version: int) -> bool:
        if seen_version == 0:
            made = self._insert(table).values(**values).on_conflict_do_nothing(index_elements=["id"])
            return self._execute(made.returning(table.c.id)).first() is not None
        where = (table.c.id == values["id"], table.c.version == seen_version)
        return bool(self._execute(table.update().where(*where).values(**values)).rowcount == 1)
