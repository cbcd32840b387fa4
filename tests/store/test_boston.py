"""The city's own figures, from rows as an import leaves them: both databases, the board's way and SQL's."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from models.domain.case import Case
from models.domain.figures import figures_of
from models.domain.instant import Instant, parse_instant
from models.queries.cases_at import open_cases_at
from models.queries.figures_sql import figures_sql
from models.store.bulk import write_cases
from tests.helpers.not_checked import need
from tests.store.making import imported

BOSTON = ZoneInfo("America/New_York")
INSTANTS = ("2016-01-13", "2015-07-01", "2015-03-01 12:30")


def rows(folder: Path) -> list[Case]:
    found: list[Case] = []
    for part in range(1, 5):
        with gzip.open(folder / f"boston311_2015_part{part}.csv.gz", "rt", encoding="utf-8", newline="") as stream:
            found += [case_of(row) for row in csv.DictReader(stream)]
    return found


def instant(text: str) -> Instant | None:
    return parse_instant(text, BOSTON) if text else None


def case_of(row: dict[str, str]) -> Case:
    due, number = instant(row["TARGET_DT"]), row["CASE_ENQUIRY_ID"]
    return imported(
        0, id=number, number=number, external_id=number, opened_at=instant(row["OPEN_DT"]), due_at=due, deadline_at=due,
        ended_at=instant(row["CLOSED_DT"]), state="in_progress" if row["CASE_STATUS"] == "Open" else "closed",
        department_code=row["Department"] or None, community_code=row["neighborhood"] or None,
        category_code=row["TYPE"], lon=float(row["LONGITUDE"]), lat=float(row["LATITUDE"]),
    )  # fmt: skip


def test_that_the_figures_are_the_citys_own(engine: Engine, shared_data: Path) -> None:
    need(shared_data, "incidents/boston311_2015_part4.csv.gz")
    cases = rows(shared_data / "incidents")
    assert write_cases(engine, cases) == 121_145
    with engine.connect() as connection, connection.begin():
        at = parse_instant(INSTANTS[0], BOSTON)
        found = figures_sql(connection, at)
        assert (found.open, found.overdue, found.without_deadline) == (19_873, 11_445, 4_927)
        assert (found.closed, found.closed_late) == (101_272, 19_154)
        for text in INSTANTS:
            at = parse_instant(text, BOSTON)
            by_sql, by_case = figures_sql(connection, at), figures_of(open_cases_at(connection, at), at)
            assert by_sql.by_department == by_case.by_department
            assert by_sql.by_community == by_case.by_community
            assert (by_sql.open, by_sql.overdue, by_sql.due_soon) == (by_case.open, by_case.overdue, by_case.due_soon)
            there = [c for c in cases if c.opened_at <= at and (c.ended_at is None or c.ended_at > at)]
            assert by_sql.open == len([c for c in there if c.state != "closed" or c.ended_at is not None])
