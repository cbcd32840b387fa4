"""Proposals for unknown files: by headings, by values, never against the values, nothing of persons."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from models.exchange.match_codes import Known, code_rows, propose_codes
from models.exchange.match_propose import Proposal, propose, source_key, with_codes
from models.exchange.match_values import ColumnValues, look_at
from models.exchange.match_words import match_words
from models.exchange.matching import LISTED, Matching, mapping_of
from tests.helpers.import_sink import MemorySink, run, write_rows
from tests.helpers.not_checked import find, whole

WORDS = match_words()
KNOWN = Known(
    departments={"cg": "城管执法中队", "xf": "消防救援站", "x1": "重名", "x2": "重名"},
    department_platforms={"cg": "integrated_enforcement"},
    communities={"330102018001": "九堡社区"},
    categories={"event-01-01": "暴露垃圾"},
    platforms={"public_order": "综治工作"},
)


def proposed(tmp_path: Path, header: str, *rows: str, known: Known = KNOWN, name: str = "案件.csv") -> Proposal:
    return propose(look_at([write_rows(tmp_path / name, *rows, header=header)], WORDS.missing), known, WORDS)


def test_that_a_chinese_file_is_matched_by_its_headings(tmp_path: Path) -> None:
    header = (
        "工单编号,标题,来电内容,受理时间,截止时间,办结时间,工单状态,紧急程度,诉求来源,承办单位,所属社区,小类名称,联系电话,经度,"
        "纬度,备用"
    )
    found = proposed(
        tmp_path, header,
        "A1,路灯不亮,三天了,2026-01-05 08:30:00,2026-01-06 08:30:00,,处理中,一般,12345热线,城管执法中队,九堡社区,"
        "暴露垃圾,13800138000,120.2701,30.3102,",
        "A2,垃圾,满了,2026-01-05 09:30:00,2026-01-07 08:30:00,2026-01-06 10:00:00,已办结,紧急,飞鸽,新部门,新社区,"
        "新类,13900139000,120.2702,30.3103,",
    )  # fmt: skip
    matching = found.matching
    assert matching.columns == {
        "external_id": "工单编号", "title": "标题", "description": "来电内容", "opened_at": "受理时间",
        "due_at": "截止时间", "closed_at": "办结时间", "state": "工单状态", "severity": "紧急程度",
        "channel": "诉求来源",
        "department.name": "承办单位", "community.name": "所属社区", "category.minor_name": "小类名称",
        "position.lon": "经度", "position.lat": "纬度",
    }  # fmt: skip
    assert found.left["联系电话"].key == "match_left_personal"
    assert found.left["备用"].key == "match_left_empty"
    assert matching.codes["state"] == {"处理中": "in_progress", "已办结": "closed"}
    assert matching.codes["severity"] == {"一般": "general", "紧急": "larger"}
    assert matching.codes["channel"] == {"12345热线": "hotline_12345"}
    assert matching.otherwise == {"channel": "import"}
    assert matching.codes["department"] == {"城管执法中队": "cg"}
    assert matching.codes["community"] == {"九堡社区": "330102018001"}
    assert matching.codes["category"] == {"暴露垃圾": "event-01-01"}
    assert matching.formats == dict.fromkeys(("opened_at", "due_at", "closed_at"), "%Y-%m-%d %H:%M:%S")
    assert found.reasons["description"].key == "match_by_heading_part"
    assert (matching.zone, matching.crs, matching.source[:6]) == ("Asia/Shanghai", "wgs84", "table-")
    assert mapping_of(matching).department is not None


def test_that_values_tell_what_headings_do_not(tmp_path: Path) -> None:
    found = proposed(
        tmp_path, "a,b,c,d,e",
        "x-1,有人乱倒,05/01/2026 08:30,30.31,120.27", "x-2,有人乱倒,06/01/2026 08:30,30.32,120.28",
    )  # fmt: skip
    assert found.matching.columns == {
        "external_id": "a", "opened_at": "c", "title": "b", "position.lon": "e", "position.lat": "d",
    }  # fmt: skip
    assert {key: reason.key for key, reason in found.reasons.items()} == {
        "external_id": "match_by_unique", "opened_at": "match_by_times", "title": "match_by_text",
        "position.lon": "match_by_degrees", "position.lat": "match_by_degrees", "zone": "match_zone_place",
        "crs": "match_crs_usual",
    }  # fmt: skip
    assert found.formats["opened_at"].others == ("%m/%d/%Y %H:%M",)


def test_that_swapped_headings_of_a_position_are_turned_by_the_values(tmp_path: Path) -> None:
    header = "编号,标题,时间,百度经度,百度纬度"
    found = proposed(tmp_path, header, "1,灯,2026-01-05,30.31,120.27", "2,灯,2026-01-05,30.32,120.28")
    assert found.matching.columns["position.lon"] == "百度纬度"
    assert found.reasons["position.lon"].key == "match_by_degrees_turned"
    assert (found.matching.crs, found.reasons["crs"].key) == ("bd09", "match_crs_heading")


def test_that_half_a_position_is_none(tmp_path: Path) -> None:
    found = proposed(tmp_path, "编号,标题,时间,经度", "1,灯,2026-01-05,120.27")
    assert "position.lon" not in found.matching.columns
    mixed = proposed(tmp_path, "编号,标题,时间,经度,q", "1,灯,2026-01-05,120.27,30.31")
    assert mixed.matching.columns["position.lat"] == "q"


def test_that_values_that_contradict_a_heading_win(tmp_path: Path) -> None:
    found = proposed(
        tmp_path, "编号,标题,时间,截止时间,网格,经度,纬度,状态", "1,灯,2026-01-05,三天,东,东,北,2026-01-05"
    )
    assert set(found.matching.columns) == {"external_id", "title", "opened_at"}
    assert found.left["截止时间"].key == "match_left_unknown"


def test_that_a_file_without_times_or_ids_says_what_it_lacks(tmp_path: Path) -> None:
    found = proposed(tmp_path, "x,手机号", "1.5,13800138000", "1.5,13800138001")
    assert found.matching.lacking() == ("external_id", "title", "opened_at")
    empty = proposed(tmp_path, "编号,标题,截止时间,时间类")
    assert empty.matching.columns == {"external_id": "编号", "title": "标题", "due_at": "截止时间"}
    assert empty.matching.formats == {}


def test_that_the_title_may_be_the_category_or_the_description(tmp_path: Path) -> None:
    found = proposed(tmp_path, "编号,时间,小类名称", "1,2026-01-05,灯", "2,2026-01-05,灯")
    assert found.matching.columns["title"] == "小类名称"
    assert found.reasons["title"].key == "match_by_same"
    assert proposed(tmp_path, "编号,时间,问题描述", "1,2026-01-05,灯").matching.columns["title"] == "问题描述"


def test_that_a_source_has_the_same_key_next_month(tmp_path: Path) -> None:
    keys = []
    for name in ("cases_2026-03.csv", "cases_2026-04.csv.gz", "三月.csv", "四月.csv", "1.csv"):
        write_rows(tmp_path / "a.csv", "1,x")
        look = look_at([write_rows(tmp_path / name.removesuffix(".gz"), "1,x", header="编号,标题")], WORDS.missing)
        keys.append(source_key(look))
    assert keys[0] == keys[1] == "cases"
    assert keys[2] == keys[3] == keys[4]
    assert keys[2].startswith("table-")


def test_that_codes_are_proposed_by_code_by_name_and_never_by_a_name_that_two_have() -> None:
    column = ColumnValues("部门", 0, {"xf": 2, "城管执法中队": 3, "重名": 1, "别的": 9}, False, 15, False)
    codes = propose_codes("department", column, KNOWN, WORDS)
    assert codes == {"xf": "xf", "城管执法中队": "cg"}
    rows = code_rows("department", column, codes)
    assert [(row.value, row.count, row.ours) for row in rows] == [
        ("别的", 9, None), ("重名", 1, None), ("城管执法中队", 3, "cg"), ("xf", 2, "xf"),
    ]  # fmt: skip
    assert code_rows("department", None, {}) == ()
    many = ColumnValues("状态", 0, {"a": 1}, True, 900, False)
    assert code_rows("state", many, {}) == ()
    assert len(code_rows("department", many, {})) == 1
    assert propose_codes("platform", ColumnValues("平台", 0, {"综治工作": 1}, False, 1, True), KNOWN, WORDS) == {
        "综治工作": "public_order"
    }


def test_that_code_lists_a_person_made_are_left_alone(tmp_path: Path) -> None:
    look = look_at([write_rows(tmp_path / "a.csv", "1,已办结,电话", header="编号,状态,来源")], WORDS.missing)
    made = Matching(
        columns={"state": "状态", "channel": "来源"}, codes={"state": {"已办结": "void"}}, otherwise={"channel": "web"}
    )
    after = with_codes(made, look, KNOWN, WORDS, LISTED)
    assert after.codes == {"state": {"已办结": "void"}, "channel": {"电话": "phone"}}
    assert after.otherwise == {"channel": "web"}


@pytest.mark.parametrize("name", ["boston311_2015_part1", "shenzhen_pingshan_2018_9990"])
def test_that_the_proposal_for_a_real_file_imports_nearly_all_of_it(
    shared_data: Path, tmp_path: Path, name: str
) -> None:
    path = find(shared_data, f"incidents/{name}.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))[:1_001]
    small = tmp_path / f"{name}.csv"
    with small.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    found = propose(look_at([small], WORDS.missing), Known(), WORDS)
    result = run(MemorySink(), small, by=mapping_of(found.matching))
    assert result.read == len(lines) - 1
    assert (result.imported, result.refused) == (result.read, 0)
    zone = "America/New_York" if "boston" in name else "Asia/Shanghai"
    assert found.matching.zone == zone
    assert not whole([path]) or result.read == 1_000
