"""Pingshan's 9,990 archived cases: Chinese, units by id, "-" as missing, closed at an unknown time."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.domain.instant import parse_instant
from models.exchange.importing import ImportResult
from models.exchange.mapping_files import load_mapping
from tests.helpers.import_sink import MemorySink, run
from tests.helpers.not_checked import find, whole


@pytest.fixture(scope="module")
def path(shared_data: Path) -> Path:
    return find(shared_data, "incidents/shenzhen_pingshan_2018_9990.csv.gz")


@pytest.fixture(scope="module")
def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def imported(path: Path, rows: list[dict[str, str]]) -> tuple[MemorySink, ImportResult]:
    sink = MemorySink()
    result = run(sink, path, by=load_mapping("pingshan"))
    again = run(sink, path, by=load_mapping("pingshan"))
    assert (again.skipped, again.imported) == (len(rows), 0)
    return sink, result


def test_that_all_cases_are_closed_at_an_unknown_time(
    imported: tuple[MemorySink, ImportResult], rows: list[dict[str, str]], path: Path
) -> None:
    sink, result = imported
    n = len(rows)
    assert (result.read, result.imported, result.refused) == (n, n, 0)
    assert result.marked == {"closed_time_unknown": n, "without_deadline": n, "without_position": n}
    assert not whole([path]) or n == 9_990
    assert {(case.state, case.ended_at, case.due_at, case.lon) for case in sink.cases.values()} == {
        ("closed", None, None, None)
    }


def test_that_a_case_reads_in_chinese(imported: tuple[MemorySink, ImportResult]) -> None:
    case = imported[0].of("9148")
    assert (case.title, case.address) == ("侵占绿地", "龙田街道老坑社区")
    assert case.description == "投诉 · 市政设施 · 市政、公共设施设置及维护"
    assert (case.department_code, case.community_code, case.source) == ("1805", "10014", "web")
    assert case.category_code == "imported-pingshan-662"
    assert case.opened_at == parse_instant("2018-02-08 15:34:40", ZoneInfo("Asia/Shanghai"))


def test_that_a_unit_with_two_names_is_one_department_and_one_name_on_two_ids_two(
    imported: tuple[MemorySink, ImportResult], rows: list[dict[str, str]], path: Path
) -> None:
    sink, result = imported
    departments = {department.code: department.name for department in sink.units[0].departments}
    names: dict[str, set[str]] = {}
    for row in rows:
        names.setdefault(row["DISPOSE_UNIT_ID"], set()).add(row["DISPOSE_UNIT_NAME"])
    del names["-"]
    assert set(departments) == set(names)
    assert all(name in names[code] for code, name in departments.items())
    assert departments["1754"] == "六和社区"
    assert departments["9444"] == departments["9466"] == "城建办"
    named = [note for note in result.notes if note.key == "note_code_with_names"]
    units = [note for note in named if note.arguments["what"] == "department"]
    assert {note.arguments["code"] for note in units} == {code for code, of in names.items() if len(of) > 1}
    without = sum(row["DISPOSE_UNIT_ID"] == "-" for row in rows)
    assert sum(case.department_code is None for case in sink.cases.values()) == without > 0
    if whole([path]):
        assert (len(departments), len(units), without) == (120, 35, 13)
    assert [note.arguments["name"] for note in result.notes if note.key == "note_name_on_codes"] == ["城建办"]


def test_that_sources_with_two_names_are_one_source_by_id(
    imported: tuple[MemorySink, ImportResult], rows: list[dict[str, str]]
) -> None:
    known = {"13": "hotline_12345", "12": "phone", "106": "phone", "102": "web", "103": "web", "104": "web"}
    sink = imported[0]
    assert {sink.of(row["REC_ID"]).source for row in rows if row["EVENT_SRC_ID"] not in known} <= {"import"}
    assert all(sink.of(row["REC_ID"]).source == known.get(row["EVENT_SRC_ID"], "import") for row in rows)


def test_that_categories_platforms_and_communities_are_keyed_by_id(
    imported: tuple[MemorySink, ImportResult], path: Path
) -> None:
    if not whole([path]):
        pytest.skip("its figures are those of the whole file")
    sink = imported[0]
    units = sink.units[0]
    assert (len(units.categories), len(units.communities), len(units.platforms)) == (370, 23, 4)
    by_code = {category.code: category for category in units.categories}
    assert by_code["imported-pingshan-633"].minor_name == "路灯(灯光)井盖"
    assert by_code["imported-pingshan-602"].minor_name == "无照经营游商"
    assert {community.street_code for community in units.communities} == {"100", "101", "102", "103", "104", "105"}
    platforms = [case.platform_code for case in sink.cases.values()]
    assert platforms.count("integrated_enforcement") == 3_474
    assert platforms.count("market_regulation") == 92
    assert platforms.count(None) == 9_990 - 3_474 - 92 - 60 - 89 - 87
