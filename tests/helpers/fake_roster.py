"""The roster in memory, behind the unit of work of tests.helpers.fake_unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.domain.organisation import Officer
from models.domain.roster import Qualification, RosterDay
from tests.helpers import records
from tests.helpers.fake_unit import FakeUnit, Memory

ADMINISTRATOR = Officer("admin", "管理员丑", "Admin L", frozenset({"administrator"}), frozenset(), "", True)


class RosterMemory(Memory):
    """The committed content with roster and cards. `race` lets another editor be first once."""

    def __init__(self) -> None:
        super().__init__()
        self.days: dict[str, RosterDay] = {}
        self.cards: dict[str, Qualification] = {}
        self.race = False

    def roster_unit(self) -> FakeRosterUnit:
        return FakeRosterUnit(self)


class FakeRosterUnit(FakeUnit):
    """Implements models.commands.roster_protocol.RosterUnit."""

    def __init__(self, memory: RosterMemory) -> None:
        super().__init__(memory)
        self._all = memory

    def __enter__(self) -> FakeRosterUnit:
        super().__enter__()
        self._before = dict(self._all.days), dict(self._all.cards), dict(self._all.commands)
        return self

    def __exit__(self, *ended: object) -> None:
        super().__exit__(*ended)  # type: ignore[arg-type]
        if not self._committed:
            self._all.days, self._all.cards, self._all.commands = self._before

    def officer(self, code: str) -> Officer | None:
        return ADMINISTRATOR if code == ADMINISTRATOR.code else records.OFFICERS.get(code)

    def roster_day(self, day_id: str) -> RosterDay | None:
        return self._all.days.get(day_id)

    def roster_between(self, first: date, last: date) -> tuple[RosterDay, ...]:
        found = (one for one in self._all.days.values() if first <= one.day <= last)
        return tuple(sorted(found, key=lambda one: one.id))

    def put_roster_day(self, record: RosterDay, seen_version: int) -> bool:
        known = self._all.days.get(record.id)
        if self._all.race or (known.version if known else 0) != seen_version:
            return False
        self._all.days[record.id] = record
        return True

    def qualification(self, qualification_id: str) -> Qualification | None:
        return self._all.cards.get(qualification_id)

    def put_qualification(self, record: Qualification, seen_version: int) -> bool:
        known = self._all.cards.get(record.id)
        if (known.version if known else 0) != seen_version:
            return False
        self._all.cards[record.id] = record
        return True

    def locked_days(self, ids: Iterable[str]) -> dict[str, RosterDay]:
        return {key: self._all.days[key] for key in ids if key in self._all.days}

    def locked_qualifications(self, ids: Iterable[str]) -> dict[str, Qualification]:
        return {key: self._all.cards[key] for key in ids if key in self._all.cards}
