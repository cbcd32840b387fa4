"""Pingshan's 9,990 archived cases: Chinese, units by id, "-" as missing, closed at an unknown time."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.domain.instant import parse_instant
from models.exchange.importing import ImportResult
from models.exchange.mapping_files import load_mapping
from tests.helpers.import_sink import MemorySink, run
from tests.helpers.not_checked import need


@pytest.fixture(scope="module")
def imported(shared_data: Path) -> tuple[MemorySink, ImportResult]:
    sink = MemorySink()
    path = need(shared_data, "incidents/shenzhen_pingshan_2018_9990.csv.gz")
    result = run(sink, path, by=load_mapping("pingshan"))
    again = run(sink, path, by=load_mapping("pingshan"))
    assert (again.skipped, again.imported) == (9_990, 0)
    return sink, result


def test_that_all_cases_are_closed_at_an_unknown_time(imported: tuple[MemorySink, ImportResult]) -> None:
    sink, result = imported
    assert (result.read, result.imported, result.refused) == (9_990, 9_990, 0)
    assert result.marked == {"closed_time_unknown": 9_990, "without_deadline": 9_990, "without_position": 9_990}
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
    imported: tuple[MemorySink, ImportResult],
) -> None:
    sink, result = imported
    departments = {department.code: department.name for department in sink.units[0].departments}
    assert len(departments) == 120
    assert departments["1754"] == "六和社区"
    assert departments["9444"] == departments["9466"] == "城建办"
    named = [note for note in result.notes if note.key == "note_code_with_names"]
    units = [note for note in named if note.arguments["what"] == "department"]
    assert len(units) == 35
    assert sum(case.department_code is None for case in sink.cases.values()) == 13
    assert [note.arguments["name"] for note in result.notes if note.key == "note_name_on_codes"] == ["城建办"]


def test_that_categories_platforms_and_communities_are_keyed_by_id(imported: tuple[MemorySink, ImportResult]) -> None:
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
