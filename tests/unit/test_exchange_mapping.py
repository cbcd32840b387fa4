"""Mappings: errors name the key's path; presets are sound."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from models.domain.errors import BadInput
from models.exchange.mapping import Coded
from models.exchange.mapping_files import load_mapping, parse_mapping, preset_names
from models.exchange.templates import template_columns
from tests.helpers.import_sink import TOML, mapping


def refusal(**changes: Any) -> BadInput:
    with pytest.raises(BadInput) as refused:
        mapping(**changes)
    assert refused.value.arguments["mapping"] == "trial"
    return refused.value


def test_that_the_presets_are_there_and_sound() -> None:
    assert preset_names() == ("boston", "pingshan")
    for name in preset_names():
        assert load_mapping(name).source == name


def test_that_a_mapping_lists_the_columns_it_wants_with_the_key_that_wants_each() -> None:
    wanted = mapping(
        description={"template": "{说明}（{标题}）"}, grid="网格", state={"column": "状态"},
        flags=[{"column": "旗", "values": ["1"], "mark": "closed_time_unknown"}],
    ).columns()  # fmt: skip
    assert wanted["编号"] == "external_id.column"
    assert wanted["标题"] == "title"
    assert wanted["说明"] == "description"
    assert wanted["部门"] == "department.code"
    assert wanted["类别"] == "category.minor_code"
    assert wanted["经度"] == "position.lon"
    assert wanted["状态"] == "state.column"
    assert wanted["旗"] == "flags.0.column"
    assert wanted["网格"] == "grid.column"


def test_that_a_small_mapping_wants_only_its_own_columns() -> None:
    small = mapping(due_at=None, closed_at=None, department=None, community=None, category=None, channel=None,
                    position=None)  # fmt: skip
    assert set(small.columns()) == {"编号", "标题", "时间"}


@pytest.mark.parametrize("key", ["name", "source", "zone", "external_id", "title", "opened_at"])
def test_that_a_missing_key_is_named(key: str) -> None:
    refused = refusal(**{key: None})
    assert (refused.key, refused.arguments["path"]) == ("mapping_key_missing", key)


@pytest.mark.parametrize(
    ("changes", "path"),
    [({"colour": 1}, "colour"), ({"title": {"first_of": ["标题"], "colour": 1}}, "title.colour")],
)
def test_that_an_unknown_key_is_named(changes: dict[str, Any], path: str) -> None:
    refused = refusal(**changes)
    assert (refused.key, refused.arguments["path"]) == ("mapping_key_unknown", path)


@pytest.mark.parametrize(
    ("changes", "path", "reason"),
    [
        ({"zone": "Mars/Olympus"}, "zone", "zone_unknown"),
        ({"zone": "../etc/passwd"}, "zone", "zone_unknown"),
        ({"source": "Trial Nr 1"}, "source", "string_pattern_mismatch"),
        ({"crs": "epsg4490"}, "crs", "literal_error"),
        ({"due_at": {"column": "时限", "format": "%Y-%j"}}, "due_at.format", "date_format_unknown"),
        ({"due_at": {"column": "时限", "format": "%Y %m"}}, "due_at.format", "date_format_unknown"),
        ({"due_at": {"column": "时限", "format": "%Y%m%d%Y"}}, "due_at.format", "date_format_unknown"),
        ({"title": {"template": "{标题"}}, "title.template", "template_wrong"),
        ({"title": {"template": "{标题!r}"}}, "title.template", "template_wrong"),
        ({"title": {"template": "{}"}}, "title.template", "template_wrong"),
        ({"title": {"template": "{标题}", "first_of": ["标题"]}}, "title", "either_columns_or_template"),
        ({"title": {}}, "title", "either_columns_or_template"),
        ({"channel": {"column": "来源", "codes": {"电话": "telephone"}}}, "-", "code_meaning_unknown"),
        ({"severity": {"column": "来源", "otherwise": "bad"}}, "-", "code_meaning_unknown"),
        ({"state": {"column": "来源", "codes": {"a": "done"}}}, "-", "code_meaning_unknown"),
        ({"rules": {"open_state": "closed"}}, "rules", "state_not_open"),
        ({"rules": {"open_without_department": "void"}}, "rules", "state_not_open"),
        ({"rules": {"open_state": "flying"}}, "rules.open_state", "enum"),
        ({"position": {"lon": "a", "lat": "b", "box": [2, 0, 1, 1]}}, "position", "box_wrong"),
        ({"position": {"lon": "a", "lat": "b", "box": [0, 0, 1, 91]}}, "position", "box_wrong"),
        ({"position": {"lon": "a", "lat": "b", "on_bad": "guess"}}, "position.on_bad", "literal_error"),
        ({"external_id": {"column": "编号", "length": 0}}, "external_id.length", "greater_than_equal"),
        ({"delimiter": ""}, "delimiter", "string_too_short"),
        ({"title": 3}, "title", "model_type"),
    ],
)  # fmt: skip
def test_that_a_wrong_value_is_named_with_its_path(changes: dict[str, Any], path: str, reason: str) -> None:
    refused = refusal(**changes)
    assert refused.key == "mapping_value_wrong"
    assert (refused.arguments["path"], refused.arguments["reason"]) == (path, reason)


def test_that_code_lists_may_name_states_or_only_what_is_left() -> None:
    state = mapping(state={"column": "状态", "codes": {"a": "open", "b": "void"}, "otherwise": "closed"}).state
    assert state == Coded(column="状态", codes={"a": "open", "b": "void"}, otherwise="closed")
    assert state.meanings() == {"open", "void", "closed"}
    assert mapping(severity={"column": "来源", "codes": {"大": "major"}}).severity is not None


def test_that_a_box_may_be_given_or_left() -> None:
    part = mapping(position={"lon": "a", "lat": "b", "box": [1, 2, 3, 4]}).position
    assert part is not None
    assert part.box == (1, 2, 3, 4)
    assert mapping(position={"lon": "a", "lat": "b"}).position is not None


def test_that_mappings_are_read_from_files(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(TOML, encoding="utf-8")
    assert load_mapping(str(path)) == mapping()


@pytest.mark.parametrize(
    ("name", "key"),
    [("nowhere", "mapping_unknown"), ("nowhere.toml", "mapping_unreadable"), ("a\\b", "mapping_unreadable")],
)
def test_that_a_mapping_that_is_not_there_is_told(name: str, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        load_mapping(name)
    assert refused.value.key == key
    if key == "mapping_unknown":
        assert refused.value.arguments["known"] == "boston, pingshan"


@pytest.mark.parametrize("data", [b"name = ", b"\xff\xfe"])
def test_that_what_is_no_toml_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(data)
    with pytest.raises(BadInput) as refused:
        load_mapping(str(path))
    assert refused.value.key == "mapping_not_toml"


def test_that_an_empty_mapping_is_told_by_its_first_key() -> None:
    with pytest.raises(BadInput) as refused:
        parse_mapping(tomllib.loads(""), "x")
    assert refused.value.arguments == {"mapping": "x", "path": "name"}


def test_that_braces_can_be_text() -> None:
    assert template_columns("{{a}} {b}") == ("b",)
