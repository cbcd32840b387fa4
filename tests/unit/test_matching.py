"""A matching under way: changed step by step, kept as a draft, written as a mapping file that reads the same."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from models.domain.errors import BadInput
from models.exchange.mapping_files import load_mapping, own_files, parse_mapping, recognise
from models.exchange.mapping_toml import save_mapping, toml_of
from models.exchange.matching import (
    Matching,
    data_of,
    from_json,
    list_of,
    listed_column,
    mapping_of,
    to_json,
)
from tests.helpers.import_sink import TOML, MemorySink, good_row, mapping, run, write_rows

FULL = Matching(
    name="热线", source="hotline", zone="Asia/Shanghai", crs="gcj02", delimiter=";", missing=("", "-"),
    columns={
        "external_id": "编号", "title": "标题", "opened_at": "时间", "due_at": "时限", "state": "状态",
        "channel": "来源",
        "department.name": "部门", "community.code": "社区", "category.minor_name": "小类",
        "category.major_name": "大类",
        "position.lon": "经度", "position.lat": "纬度", "grid": "网格",
    },
    formats={"opened_at": "%Y/%m/%d"},
    codes={"state": {"开": "open"}, "department": {"城管": "cg"}, "category": {}, "channel": {}},
    otherwise={"channel": "import"}, constants={"severity": "larger", "platform": ""},
    platforms={"cg": "integrated_enforcement", "other": "public_order"}, all_closed=False, drop_bad_positions=True,
)  # fmt: skip
SMALL = Matching(source="s", columns={"external_id": "编号", "title": "标题", "opened_at": "时间"})


def test_that_a_matching_becomes_a_mapping() -> None:
    found = mapping_of(FULL)
    assert (found.name, found.source, found.crs, found.delimiter) == ("热线", "hotline", "gcj02", ";")
    assert found.opened_at.format == "%Y/%m/%d"
    assert found.due_at is not None
    assert found.due_at.format == "%Y-%m-%d %H:%M:%S"
    assert found.state is not None
    assert (found.state.codes, found.state.otherwise) == ({"开": "open"}, None)
    assert found.channel is not None
    assert found.channel.otherwise == "import"
    assert found.department is not None
    assert (found.department.code, found.department.name, found.department.codes) == ("部门", "部门", {"城管": "cg"})
    assert found.department.platforms == {"cg": "integrated_enforcement"}
    assert found.community is not None
    assert (found.community.code, found.community.name) == ("社区", None)
    assert found.category is not None
    assert (found.category.minor_code, found.category.major_code, found.category.codes) == ("小类", "大类", {})
    assert found.position is not None
    assert found.position.on_bad == "drop_and_mark"
    assert found.constants.severity == "larger"


def test_that_the_file_of_a_matching_reads_the_same() -> None:
    text = toml_of(data_of(FULL), {"zone": "看过\n两行", "state": "说明"}, ["一个映射", ""])
    assert parse_mapping(tomllib.loads(text), "x") == mapping_of(FULL)
    assert text.startswith("# 一个映射\n#\n\n")
    assert "# 看过\n# 两行\nzone" in text
    assert "# 说明\n[state]" in text
    assert "rules" not in data_of(FULL)
    assert mapping_of(Matching(**{**_fields(SMALL), "all_closed": True})).rules.all_closed


def _fields(one: Matching) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Matching.__slots__}


@pytest.mark.parametrize("value", ['a"b', "c\\d", "e\nf\tg\rh\b\f", "\x01\x7f", "列 名", "x.y", "", "'"])
def test_that_every_text_survives_toml(value: str) -> None:
    data = {
        "plain": value,
        "list": [value, True, 3, 1.5],
        "table": {value or "k": value, "deep": {value or "k": value}},
    }
    assert tomllib.loads(toml_of(data)) == data


def test_that_what_is_lacking_is_said() -> None:
    assert Matching().lacking() == ("external_id", "title", "opened_at")
    with pytest.raises(BadInput) as refused:
        data_of(SMALL.with_column("title", ""))
    assert (refused.value.key, refused.value.arguments["target"]) == ("match_field_missing", "title")
    with pytest.raises(BadInput):
        mapping_of(Matching(**{**_fields(SMALL), "source": "Not A Key"}))


def test_that_steps_change_one_thing_and_forget_what_belonged_to_it() -> None:
    moved = FULL.with_column("state", "环节")
    assert moved.columns["state"] == "环节"
    assert "state" not in moved.codes
    assert FULL.with_column("channel", "").otherwise == {}
    assert "opened_at" not in FULL.with_column("opened_at", "日期").formats
    assert FULL.with_column("department.name", "").codes.get("department") is None
    assert FULL.with_column("grid", "格").codes == FULL.codes
    coded = FULL.with_code("state", "关", "closed")
    assert coded.codes["state"] == {"开": "open", "关": "closed"}
    assert coded.with_code("state", "开", "").codes["state"] == {"关": "closed"}
    assert Matching().with_code("state", "开", "open").codes == {"state": {"开": "open"}}
    assert FULL.with_entry("constants", "severity", "").constants == {"platform": ""}
    assert FULL.with_entry("formats", "due_at", "%Y").formats["due_at"] == "%Y"
    assert (list_of("department.name"), list_of("title"), list_of("state")) == ("department", None, "state")
    assert listed_column(FULL, "department") == "部门"
    assert listed_column(FULL, "category") == "小类"
    assert listed_column(FULL, "severity") is None


def test_that_a_draft_comes_back_and_nonsense_does_not() -> None:
    assert from_json(to_json(FULL)) == FULL
    for text in ("", "[]", "{", '{"missing": 3}', "3"):
        assert from_json(text) is None
    assert from_json('{"name": "x", "older": 1}') == Matching(name="x")


def test_that_a_mapping_file_is_written_whole_and_never_over_another_unasked(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "m.toml"
    save_mapping(path, "a = 1\n", replace=False)
    with pytest.raises(BadInput) as refused:
        save_mapping(path, "a = 2\n", replace=False)
    assert refused.value.key == "mapping_exists"
    save_mapping(path, "a = 2\n", replace=True)
    assert path.read_text(encoding="utf-8") == "a = 2\n"
    for place, text in ((path / "below.toml", "a = 1\n"), (tmp_path / "b.toml", 'a = "\udce9"\n')):
        with pytest.raises(BadInput) as refused:
            save_mapping(place, text, replace=False)
        assert refused.value.key == "mapping_unwritable"
    assert sorted(p.name for p in tmp_path.rglob("*.*")) == ["m.toml"]


def test_that_saved_mappings_are_found_by_name_and_by_header(tmp_path: Path) -> None:
    assert own_files(None) == own_files(tmp_path / "none") == {}
    (tmp_path / "trial.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "small.toml").write_text(toml_of(data_of(SMALL)), encoding="utf-8")
    (tmp_path / "boston.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "spoiled.toml").write_text("name = ", encoding="utf-8")
    assert list(own_files(tmp_path)) == ["small", "spoiled", "trial"]
    assert load_mapping("trial", tmp_path).source == "trial"
    assert load_mapping("boston", tmp_path).source == "boston"
    with pytest.raises(BadInput) as refused:
        load_mapping("none", tmp_path)
    assert refused.value.arguments["known"] == "boston, pingshan, small, spoiled, trial"
    assert recognise([*mapping().columns(), "more"], tmp_path) == "trial"
    assert recognise(["编号", "标题", "时间"], tmp_path) == "small"
    assert recognise(["编号", "标题"], tmp_path) is None
    assert recognise([*load_mapping("pingshan").columns()]) == "pingshan"


def test_that_values_stand_for_units_the_database_has(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.csv", good_row(1), good_row(2, 部门="D2", 部门名="新", 类别="K2", 社区="C2"))
    by = mapping(
        department={"code": "部门", "name": "部门名", "codes": {"D1": "cg"}, "prefix": "p-"},
        community={"code": "社区", "codes": {"C1": "330102018001"}},
        category={"minor_code": "类别", "major_code": "类别", "codes": {"K1": "event-01-01"}},
    )  # fmt: skip
    sink = MemorySink()
    known = {"departments": frozenset({"cg"}), "communities": frozenset({"330102018001"}),
             "categories": frozenset({"event-01-01"})}  # fmt: skip
    result = run(sink, path, by=by, **known)
    assert result.imported == 2
    mapped, made = sink.of("0001"), sink.of("0002")
    assert (mapped.department_code, mapped.community_code, mapped.category_code) == (
        "cg",
        "330102018001",
        "event-01-01",
    )
    assert (made.department_code, made.community_code, made.category_code) == ("p-D2", "C2", "imported-trial-K2")
    units = sink.units[0]
    assert [unit.code for unit in units.departments] == ["p-D2"]
    assert [unit.code for unit in units.communities] == ["C2"]
    assert [category.code for category in units.categories] == ["imported-trial-K2"]
    catalogue = mapping(category={"kind": "event", "minor_code": "类别", "major_code": "类别",
                                  "codes": {"K1": "event-01-01", "K2": "event-01-01"}})  # fmt: skip
    assert run(MemorySink(), path, by=catalogue, categories=known["categories"]).imported == 2


def test_that_a_unit_the_database_lacks_stops_the_import(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.csv", good_row(1))
    by = mapping(department={"code": "部门", "codes": {"D1": "gone"}})
    sink = MemorySink()
    with pytest.raises(BadInput) as refused:
        run(sink, path, by=by, departments=frozenset({"cg"}))
    assert refused.value.key == "mapping_code_unknown"
    assert refused.value.arguments["code"] == "gone"
    assert not sink.batches
    assert run(sink, path, by=by).imported == 1
