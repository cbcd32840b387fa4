"""A row becomes a case's content as declared; what is odd is marked, what is wrong is named with its column."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from models.domain.errors import BadInput
from models.domain.instant import HOUR, parse_instant
from models.exchange.content import Content, case_id_of, case_of, digest_of
from models.exchange.mapping import Mapping
from models.exchange.positions import Places
from models.exchange.units import Seen
from models.exchange.validate import RowCheck, Rules
from tests.helpers.import_sink import GOOD, HEADER, NOW, mapping

NAMES = tuple(HEADER.split(","))
CELLS = dict(zip(NAMES, GOOD.split(","), strict=True))
ZONE = ZoneInfo("Asia/Shanghai")
Cells = dict[str, Any]


def check(
    by: Mapping | None = None, seen: Seen | None = None, native: bool = False, places: Places | None = None,
    categories: frozenset[str] = frozenset(), **cells: Any,
) -> Content:  # fmt: skip
    row = {**CELLS, **cells}
    rules = Rules(NOW, places or Places(), categories)
    checker = RowCheck(by or mapping(), tuple(row), rules, Seen() if seen is None else seen, native)
    return checker(list(row.values()))


def fault(by: Mapping | None = None, **cells: Any) -> tuple[str, dict[str, Any]]:
    with pytest.raises(BadInput) as refused:
        check(by, **cells)
    return refused.value.key, dict(refused.value.arguments)


def test_that_a_good_row_is_read_as_declared() -> None:
    seen = Seen()
    content = check(seen=seen, 标题="  路灯不亮 ")
    assert content == Content(
        "0001", "0001", "dispatched", "phone", "general", "路灯不亮", "", "imported-trial-K1", None, "D1", "C1", None,
        "", 120.2701, 30.3102, parse_instant("2026-01-05 08:30", ZONE), None, parse_instant("2026-01-06 08:30", ZONE),
        "",
    )  # fmt: skip
    assert list(seen.departments.settled()) == [("D1", "市政", ())]
    assert dict(seen.categories) == {("K1", "", "K1", ""): 1}
    assert dict(seen.positions) == {(120.2701, 30.3102): 1}


def test_that_a_content_becomes_a_case_with_the_files_facts_only() -> None:
    case = case_of(check(), "id", 3, "trial", NOW, "import", "desk")
    assert (case.version, case.logged, case.external_source, case.external_id) == (3, 0, "trial", "0001")
    assert case.due_at == case.deadline_at == parse_instant("2026-01-06 08:30", ZONE)
    assert (case.filed_at, case.dispatched_at, case.standard_code, case.command_id) == (None, None, None, None)
    assert (case.changed_at, case.changed_by, case.changed_from) == (NOW, "import", "desk")


def test_that_the_same_content_has_the_same_digest_and_the_same_id_one_case() -> None:
    assert digest_of(check()) == digest_of(check(标题="路灯不亮 "))
    assert digest_of(check()) != digest_of(check(标题="路灯亮了"))
    assert UUID(case_id_of("trial", "0001")).version == 5
    assert case_id_of("trial", "0001") == case_id_of("trial", "0001") != case_id_of("trial", "1")


@pytest.mark.parametrize("name", ["编号", "标题"])
def test_that_id_and_title_are_wanted(name: str) -> None:
    assert fault(**Cells({name: " - "})) == (f"row_{'id' if name == '编号' else 'title'}_missing", {"column": name})


def test_that_an_id_that_lost_its_zeros_is_refused() -> None:
    assert fault(编号="1") == ("row_code_length", {"column": "编号", "value": "1", "expected": 4})


def test_that_a_code_with_a_length_may_be_missing() -> None:
    unit = {"code": "部门", "length": 2}
    assert check(mapping(department=unit), 部门="").department is None
    assert fault(mapping(department=unit), 部门="D")[0] == "row_code_length"


@pytest.mark.parametrize(
    "value", ["2026-02-30 08:00:00", "20260-01-05 08:30:00", "infinity", "05.01.2026", "2026-01-05", "45000", "x" * 200]
)
@pytest.mark.parametrize("column", ["时间", "时限", "结案"])
def test_that_another_format_is_refused_with_the_column(column: str, value: str) -> None:
    key, arguments = fault(**Cells({column: value}))
    assert (key, arguments["column"], arguments["expected"]) == ("row_date_wrong", column, "%Y-%m-%d %H:%M:%S")
    assert len(str(arguments["value"])) <= 81


@pytest.mark.parametrize(
    ("column", "value", "good"),
    [
        ("时间", "1999-12-31 23:59:59", False),
        ("时间", "2000-01-01 00:00:00", True),
        ("时间", "2026-03-01 08:10:00", True),
        ("时间", "2026-03-01 08:10:01", False),
        ("结案", "2026-03-01 08:10:01", False),
        ("时限", "2026-03-01 08:10:01", True),
        ("时限", "2045-01-01 00:00:00", True),
        ("时限", "2050-01-01 00:00:00", False),
        ("时限", "1999-01-01 00:00:00", False),
    ],
)
def test_that_times_have_a_range(column: str, value: str, good: bool) -> None:
    if good:
        check(**Cells({column: value}))
    else:
        assert fault(**Cells({column: value})) == ("row_date_out_of_range", {"column": column, "value": value})


def test_that_a_time_of_arrival_is_wanted() -> None:
    assert fault(时间="-") == ("row_date_missing", {"column": "时间"})


def test_that_real_dates_of_a_spreadsheet_need_no_format() -> None:
    by = mapping(opened_at={"column": "时间", "format": "%d.%m.%Y"})
    assert check(by, native=True).opened_at == parse_instant("2026-01-05 08:30", ZONE)
    assert check(by, native=True, 时间="05.01.2026").opened_at == parse_instant("2026-01-05", ZONE)
    with pytest.raises(BadInput):
        check(by)
    with pytest.raises(BadInput):
        check(by, native=True, 时间="soon")


def test_that_closed_before_opened_is_kept_and_marked() -> None:
    content = check(结案="2026-01-05 08:29:59")
    assert (content.state, content.marks) == ("closed", "closed_before_opened")
    assert check(结案="2026-01-05 08:30:00").marks == ""


def test_that_what_is_missing_is_marked() -> None:
    content = check(时限="", 类别="", 经度="", 纬度="-", 社区="", 部门="")
    assert content.marks == "without_category without_deadline without_position"
    assert (content.due_at, content.category, content.lon, content.lat) == (None, None, None, None)
    assert (content.community, content.department, content.state) == (None, None, "filed")


def test_that_a_mapping_without_columns_marks_everything_it_lacks() -> None:
    small = mapping(due_at=None, closed_at=None, department=None, community=None, category=None, channel=None,
                    position=None)  # fmt: skip
    assert check(small).marks == "without_category without_deadline without_position"
    closed = mapping(due_at=None, closed_at=None, rules={"all_closed": True})
    assert (check(closed).state, check(closed).ended_at) == ("closed", None)
    assert "closed_time_unknown" in check(closed).marks.split()


STATES = {"column": "状态", "codes": {"开": "open", "结": "closed", "撤": "void", "办": "in_progress"}}


@pytest.mark.parametrize(
    ("said", "ended", "state", "marks"),
    [
        ("开", "", "dispatched", ""),
        ("结", "2026-01-05 09:30:00", "closed", ""),
        ("结", "", "closed", "closed_time_unknown"),
        ("撤", "", "void", "closed_time_unknown"),
        ("办", "", "in_progress", ""),
        ("", "", "dispatched", ""),
        ("", "2026-01-05 09:30:00", "closed", ""),
    ],
)
def test_that_states_follow_the_code_list(said: str, ended: str, state: str, marks: str) -> None:
    content = check(mapping(state=STATES), 状态=said, 结案=ended)
    assert (content.state, content.marks) == (state, marks)


def test_that_an_open_case_with_a_closing_time_is_refused() -> None:
    assert fault(mapping(state=STATES), 状态="开", 结案="2026-01-05 09:30:00") == (
        "row_open_but_ended", {"column": "状态"},
    )  # fmt: skip


def test_that_codes_not_in_the_list_are_refused_unless_the_rest_is_declared() -> None:
    assert fault(来源="传真") == ("row_code_unknown", {"column": "来源", "value": "传真"})
    rest = mapping(channel={"column": "来源", "otherwise": "web"})
    assert check(rest, 来源="传真").channel == "web"
    assert check(rest, 来源="").channel == "import"


def test_that_platforms_come_from_the_row_the_department_the_category_or_the_constant() -> None:
    by = mapping(
        platform={"column": "平台", "codes": {"甲": "p1"}},
        department={"code": "部门", "prefix": "x-", "platforms": {"D1": "p2"}},
        category={"minor_code": "类别", "major_code": "类别", "platforms": {"K1": "p3"}},
        constants={"platform": "p4", "severity": "major"},
    )
    seen = Seen()
    content = check(by, seen=seen, 平台="甲")
    assert (content.platform, content.department, content.severity) == ("p1", "x-D1", "major")
    assert check(by, seen=seen, 平台="").platform == "p2"
    assert check(by, seen=seen, 平台="", 部门="D2").platform == "p3"
    assert check(by, seen=seen, 平台="", 部门="", 类别="K2").platform == "p4"
    assert seen.platforms == {"p1", "p2", "p3", "p4"}


def test_that_constants_fill_what_a_row_lacks() -> None:
    by = mapping(constants={"department": "D9", "community": "C9", "channel": "video"})
    content = check(by, 部门="", 社区="", 来源="")
    assert (content.department, content.community, content.channel) == ("D9", "C9", "video")
    assert content.state == "dispatched"


def test_that_categories_of_the_catalogue_must_be_in_it() -> None:
    by = mapping(category={"kind": "event", "minor_code": "小类", "major_code": "类别", "platforms": {"K1": "p"}})
    content = check(by, categories=frozenset({"event-K1-07"}), 小类="07")
    assert (content.category, content.platform) == ("event-K1-07", "p")
    assert check(by, 小类="").category is None
    assert fault(by, 小类="08") == ("row_category_unknown", {"column": "小类", "value": "event-K1-08"})


def test_that_a_minor_class_without_a_major_stands_for_itself() -> None:
    seen = Seen()
    check(mapping(category={"minor_code": "类别", "major_code": "大类"}), seen=seen, 大类="")
    assert dict(seen.categories) == {("K1", "", "K1", ""): 1}


def test_that_grid_codes_are_fifteen_digits() -> None:
    by = mapping(grid="网格")
    assert check(by, 网格="330102018001001").grid == "330102018001001"
    assert check(by, 网格="").grid is None
    assert fault(by, 网格="33010201800100") == ("row_grid_wrong", {"column": "网格", "value": "33010201800100"})


def test_that_flags_put_marks() -> None:
    by = mapping(flags=[{"column": "旗", "values": ["是"], "mark": "calendar_incomplete"}])
    assert check(by, 旗="是").marks == "calendar_incomplete"
    assert check(by, 旗="否").marks == ""


def test_that_templates_streets_and_html_are_read() -> None:
    by = mapping(
        number={"template": "T-{编号}"}, description={"first_of": ["备注", "标题"]}, address="备注", unescape_html=True,
        community={"code": "社区", "street": "街"},
    )  # fmt: skip
    seen = Seen()
    content = check(by, seen=seen, 备注="路灯&#40;灯光&#41;", 街="101")
    assert (content.number, content.description, content.address) == ("T-0001", "路灯(灯光)", "路灯(灯光)")
    assert check(by, 备注="", 街="").description == "路灯不亮"
    assert check(mapping(description={"first_of": ["备注", "补充"]}), 备注="", 补充="").description == ""
    assert list(seen.streets.settled()) == [("C1", "101", ())]


@pytest.mark.parametrize(
    ("lon", "lat", "key"),
    [
        ("120.27", "", "row_position_half"),
        ("", "30.31", "row_position_half"),
        ("NaN", "30.31", "row_position_no_number"),
        ("120.27", "1e999", "row_position_no_number"),
        ("0", "0", "row_position_zero"),
        ("30.31", "120.27", "row_position_swapped"),
        ("120", "30", "row_position_whole_degrees"),
        ("121.27", "30.31", "row_position_outside"),
        ("999", "30.31", "row_position_out_of_range"),
    ],
)
def test_that_a_wrong_position_is_refused_or_left_out_as_declared(lon: str, lat: str, key: str) -> None:
    found, arguments = fault(经度=lon, 纬度=lat)
    assert (found, arguments["column"], arguments["value"]) == (key, "经度, 纬度", f"{lon}, {lat}")
    part = {"lon": "经度", "lat": "纬度", "on_bad": "drop_and_mark", "box": [120.2, 30.2, 120.4, 30.4]}
    seen = Seen()
    content = check(mapping(position=part), seen=seen, 经度=lon, 纬度=lat)
    assert (content.lon, content.lat, content.marks) == (None, None, "without_position")
    assert dict(seen.dropped_positions) == {key: 1}


def test_that_the_jurisdiction_is_the_box_where_the_mapping_has_none() -> None:
    by = mapping(position={"lon": "经度", "lat": "纬度"}, crs="gcj02")
    seen = Seen()
    content = check(by, seen=seen, places=Places((120, 30, 121, 31), {"C1": (120.2, 30.2, 120.3, 30.4)}))
    assert content.lon == pytest.approx(120.2656, abs=0.001)
    assert seen.samples == [(120.2701, 30.3102, (120.2, 30.2, 120.3, 30.4))]
    with pytest.raises(BadInput):
        check(by, places=Places((0, 0, 1, 1)))
    free = Seen()
    check(by, seen=free)
    assert free.samples == []


def test_that_only_so_many_samples_are_kept() -> None:
    seen = Seen()
    seen.samples.extend([(1.0, 1.0, (0.0, 0.0, 2.0, 2.0))] * 5_000)
    check(seen=seen)
    assert len(seen.samples) == 5_000


def test_that_odd_local_times_are_marked_and_keep_the_files_order() -> None:
    by = mapping(zone="America/New_York")
    twice = check(by, 时间="2025-11-02 01:30:00", 时限="2025-11-02 04:00:00")
    assert twice.marks == "local_time_ambiguous"
    never = check(by, 时间="2025-03-09 02:30:00", 时限="2025-03-09 02:45:00", 结案="2025-03-09 03:10:00")
    assert never.marks == "local_time_nonexistent"
    assert never.due_at is not None
    assert never.ended_at is not None
    assert never.opened_at < never.due_at < never.ended_at
    assert never.ended_at - never.opened_at == 40 * HOUR // 60
    alone = check(by, 时间="2025-03-09 02:30:00", 时限="")
    assert alone.opened_at == parse_instant("2025-03-09T07:30+00:00", ZONE)


def test_that_a_row_refused_at_its_end_leaves_no_names() -> None:
    seen = Seen()
    with pytest.raises(BadInput):
        check(seen=seen, 经度="0", 纬度="0")
    assert list(seen.departments.settled()) == []


def test_that_now_is_an_argument() -> None:
    moment = datetime.fromtimestamp(NOW / 1e6, UTC) + timedelta(days=1)
    assert fault(时间=moment.strftime("%Y-%m-%d 12:00:00"))[0] == "row_date_out_of_range"
