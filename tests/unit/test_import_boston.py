"""Boston's 121,145 requests: none lost, and overdue exactly where the city says so."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.domain.case import Case, is_late
from models.domain.instant import parse_instant
from models.exchange.importing import ImportResult
from models.exchange.mapping_files import load_mapping
from tests.helpers.import_sink import MemorySink, run
from tests.helpers.not_checked import find, whole

AT = parse_instant("2016-01-13 00:00", ZoneInfo("America/New_York"))
FILES = [f"incidents/boston311_2015_part{part}.csv.gz" for part in (1, 2, 3, 4)]


@pytest.fixture(scope="module")
def files(shared_data: Path) -> tuple[Path, ...]:
    return tuple(find(shared_data, name) for name in FILES)


@pytest.fixture(scope="module")
def imported(files: tuple[Path, ...]) -> tuple[MemorySink, ImportResult]:
    sink = MemorySink()
    return sink, run(sink, *files, by=load_mapping("boston"))


@pytest.fixture(scope="module")
def sink(imported: tuple[MemorySink, ImportResult]) -> MemorySink:
    return imported[0]


def rows(files: tuple[Path, ...]) -> Iterator[dict[str, str]]:
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)


def open_at(case: Case) -> bool:
    return case.opened_at <= AT and (case.ended_at is None or case.ended_at > AT)


def test_that_no_row_is_lost(imported: tuple[MemorySink, ImportResult], files: tuple[Path, ...]) -> None:
    sink, result = imported
    there = list(rows(files))
    assert (result.read, result.imported, result.skipped, result.refused) == (len(there), len(there), 0, 0)
    assert len(sink.cases) == len(there)
    odd = sum(row["CLOSED_DT"] != "" and row["CLOSED_DT"] < row["OPEN_DT"] for row in there)
    without = sum(row["TARGET_DT"] == "" for row in there)
    assert result.marked == {"closed_before_opened": odd, "local_time_ambiguous": 1, "without_deadline": without}
    assert "note_position_repeated" in [note.key for note in result.notes]
    if whole(files):
        assert (len(there), odd, without) == (121_145, 197, 26_991)


def test_that_the_figures_of_the_day_are_the_citys(sink: MemorySink, files: tuple[Path, ...]) -> None:
    still = [case for case in sink.cases.values() if open_at(case)]
    closed = [case for case in sink.cases.values() if case.ended_at is not None and case.ended_at <= AT]
    found = {
        "open": len(still),
        "overdue": sum(case.deadline_at is not None and case.deadline_at < AT for case in still),
        "without": sum(case.deadline_at is None for case in still),
        "closed": len(closed),
        "late": sum(is_late(case) for case in closed),
    }
    day, there = "2016-01-13 00:00:00", list(rows(files))
    gone = [row for row in there if row["CLOSED_DT"]]
    live = [row for row in there if not row["CLOSED_DT"]]
    assert found == {
        "open": len(live),
        "overdue": sum("" < row["TARGET_DT"] < day for row in live),
        "without": sum(not row["TARGET_DT"] for row in live),
        "closed": len(gone),
        "late": sum("" < row["TARGET_DT"] < row["CLOSED_DT"] for row in gone),
    }
    if whole(files):
        assert found == {"open": 19_873, "overdue": 11_445, "without": 4_927, "closed": 101_272, "late": 19_154}
    assert {case.state for case in still} == {"dispatched"}
    assert {case.state for case in closed} == {"closed"}


def test_that_the_citys_own_flag_agrees_without_exception(sink: MemorySink, files: tuple[Path, ...]) -> None:
    closed = {True: 0, False: 0}
    open_ = {True: 0, False: 0}
    for row in rows(files):
        flag, case = row["OnTime_Status"], sink.of(row["CASE_ENQUIRY_ID"])
        if not flag or case.due_at is None:
            continue
        if case.ended_at is not None:
            late = case.ended_at > case.due_at
            closed[late] += 1
        else:
            late = case.due_at < AT
            open_[late] += 1
        assert late == (flag == "OVERDUE"), row["CASE_ENQUIRY_ID"]
    assert min(*closed.values(), *open_.values()) > 0
    if whole(files):
        assert sum(closed.values()) == 79_126
        assert (sum(open_.values()), open_[True]) == (14_875, 11_374)


def test_that_the_order_of_the_files_times_is_kept(sink: MemorySink, files: tuple[Path, ...]) -> None:
    odd = 0
    for row in rows(files):
        case = sink.of(row["CASE_ENQUIRY_ID"])
        if row["CLOSED_DT"]:
            assert case.ended_at is not None
            odd += case.ended_at < case.opened_at
            assert (case.ended_at < case.opened_at) == (row["CLOSED_DT"] < row["OPEN_DT"])
    assert odd > 0


def test_that_departments_communities_and_categories_come_along(sink: MemorySink, files: tuple[Path, ...]) -> None:
    units, there = sink.units[0], list(rows(files))
    expected = [len({row[name] for row in there} - {""}) for name in ("Department", "neighborhood", "TYPE")]
    assert [len(units.departments), len(units.communities), len(units.categories)] == expected
    if whole(files):
        assert expected == [17, 23, 158]
    names = {department.code: department.name for department in units.departments}
    assert names["PWDx"] == "Public Works Department"
    assert names.get("HS_D", "HS_D") == "HS_D"
    assert {category.kind for category in units.categories} == {"imported"}
    assert sum(case.community_code is None for case in sink.cases.values()) == sum(not r["neighborhood"] for r in there)
    assert all(case.number == case.external_id and case.category_code for case in sink.cases.values())


def test_that_importing_again_changes_nothing(sink: MemorySink, files: tuple[Path, ...], short: bool) -> None:
    again = files[:1] if short else files
    before = len(sink.cases)
    result = run(sink, *again, by=load_mapping("boston"), import_id="i2")
    assert result.skipped == result.read
    assert (result.imported, result.refused, len(sink.cases)) == (0, 0, before)
