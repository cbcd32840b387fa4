"""What commands of the roster need of the database beside what every command needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from models.commands.protocol import UnitOfWork
from models.domain.roster import Qualification, RosterDay


class RosterUnit(UnitOfWork, Protocol):
    """A unit of work that also holds the roster."""

    def roster_day(self, day_id: str) -> RosterDay | None:
        """What an officer has on a day, locked for this transaction."""
        ...

    def roster_between(self, first: date, last: date) -> tuple[RosterDay, ...]:
        """All records of some days (both included) by id, locked."""
        ...

    def put_roster_day(self, record: RosterDay, seen_version: int) -> bool:
        """Writes it where the stored version is `seen_version` (0: none yet); False where it is another."""
        ...

    def qualification(self, qualification_id: str) -> Qualification | None:
        """A card, locked."""
        ...

    def put_qualification(self, record: Qualification, seen_version: int) -> bool:
        """Writes it where the stored version is `seen_version` (0: none yet); False where it is another."""
        ...

    def locked_days(self, ids: Iterable[str]) -> dict[str, RosterDay]:
        """The records of some ids, locked in the order of the ids."""
        ...

    def locked_qualifications(self, ids: Iterable[str]) -> dict[str, Qualification]:
        """The cards of some ids, locked in the order of the ids."""
        ...
