"""A database with officers, a folder, and roster files in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from console.headless import opened
from console.messages import messages
from console.roster_import import RosterImported, RosterOrder, import_roster
from models.domain.organisation import Officer
from models.domain.roster import Roster, RosterItem
from models.queries.reference import reference_data
from models.store.bulk import BulkWriter
from models.store.engine import open_engine
from models.store.info import create_database, new_info
from tests.helpers.records import DUTY, OFFICERS, SHANGHAI, T0
from tests.helpers.rosters import MONDAY, SHIFTS

HEADER = "人员编号,姓名,日期,班次,岗位,状态"
CARDS = "officer_code,qualification,card_number,valid_from,valid_until"
GOOD = [
    "duty,,2025-09-22,早班,值班长,在岗",
    "duty,,2025/9/22,Night,,备班",
    ",消防乙,2025年9月22日,office,部门派驻,",
    "shift,,2025-09-23,休假,值班长,",
    "works,,2025-09-23,,,培训",
    "both,,2025-09-24,休,,",
]
_ids = count(1)


class Place:
    """A database and a folder with files."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.engine = open_engine(url, create=True)
        create_database(self.engine, new_info("test", "real", T0, zone_declared=True))
        twin = Officer("twin", DUTY.name, "Duty Twin", frozenset(), frozenset(), "", True)
        BulkWriter(self.engine).ensure([*OFFICERS.values(), twin])

    def file(self, *lines: str, name: str = "roster.csv", header: str = HEADER) -> Path:
        path = self.folder / name
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return path

    def take(self, path: Path, **changes: object) -> RosterImported:
        order = replace(RosterOrder(path, "shift", "cli", folder=self.folder), **changes)  # type: ignore[arg-type]
        reference = opened(self.engine).reference
        return import_roster(self.engine, reference, order, f"i{next(_ids)}", T0, messages("zh").outcome)

    def roster(self) -> Roster:
        with self.engine.connect() as connection:
            records = reference_data(connection).roster
        return Roster(SHIFTS, SHANGHAI, records.days, records.qualifications)

    def day(self, officer: str, day: date = MONDAY) -> list[RosterItem]:
        record = self.roster().cell(officer, day)
        return list(record.items) if record else []


def counted(done: RosterImported) -> tuple[int, int, int, int]:
    return done.read, done.imported, done.skipped, done.refused
