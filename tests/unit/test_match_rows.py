"""The matching in words: rows to look at, what may be chosen, and what becomes of it, in both languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from console.mappings import Matched, match, save, text_of
from console.match_desk import COLUMNS, NONE, OTHERS, SETTINGS, TABS, VALUES, MatchDesk
from console.match_rows import MatchRow, MatchRows
from console.match_shown import FIELDS, look_words, shown
from console.messages import LANGUAGES, messages
from console.names import Names
from models.domain.case import Source, State
from models.domain.errors import BadInput
from models.exchange import match_values
from models.exchange.match_codes import Known
from tests.helpers.import_sink import NOW, write_rows
from tests.helpers.records import DEPARTMENT

HEADER = "编号,标题,时间,时限,状态,来源,部门,经度,纬度,备用"
ROWS = [
    "1,灯,05/01/2026,06/01/2026,在办,电话,甲,120.2701,30.3102,", "2,灯,06/01/2026,08/01/2026,飞了,鸽,乙,0,0,",
    "3,灯,07/01/2026,soon,在办,电话,甲,,,",
]  # fmt: skip
KNOWN = Known(
    departments={DEPARTMENT.code: DEPARTMENT.name}, platforms={"public_order": "综治工作"}, zone="Asia/Shanghai"
)
NAMES = Names("zh", {}, {DEPARTMENT.code: DEPARTMENT}, {}, {}, {}, {})


@pytest.fixture
def matched(tmp_path: Path) -> Matched:
    return match([write_rows(tmp_path / "a.csv", *ROWS, header=HEADER)], KNOWN, NOW)


@pytest.fixture
def desk(matched: Matched) -> MatchDesk:
    return MatchDesk(matched)


def rows(desk: MatchDesk, tab: str, language: str = "zh") -> dict[str, MatchRow]:
    return {row.key: row for row in MatchRows(desk, messages(language), NAMES).rows(tab)}


def options(desk: MatchDesk, tab: str, key: str) -> dict[str, str]:
    return {option.key: option.text for option in MatchRows(desk, messages("zh"), NAMES).options(tab, key)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_row_has_cells_for_its_headings_and_holds_its_own_choice(desk: MatchDesk, language: str) -> None:
    made = MatchRows(desk, messages(language), NAMES)
    for tab in TABS:
        headings = made.headings(tab)
        assert all("match-" not in heading for heading in headings)
        found = made.rows(tab)
        assert found
        assert len({row.key for row in found}) == len(found)
        for row in found:
            assert len(row.cells) == len(headings)
            assert row.chosen in {option.key for option in made.options(tab, row.key)}, row


def test_that_a_field_is_changed_from_both_sides(desk: MatchDesk) -> None:
    assert rows(desk, COLUMNS)["column:备用"].cells[3] == "空列"
    desk.choose(COLUMNS, "column:备用", NONE)
    desk.choose(COLUMNS, "column:备用", "description")
    assert rows(desk, COLUMNS)["description"].cells[1] == "备用"
    assert "column:备用" not in rows(desk, COLUMNS)
    desk.choose(COLUMNS, "description", NONE)
    assert rows(desk, COLUMNS)["description"].tone == "muted"
    desk.choose(COLUMNS, "title", NONE)
    lacking = rows(desk, COLUMNS)["title"]
    assert (lacking.tone, lacking.told) == ("overdue", "必须有")
    assert desk.reasons()["external_id"].key == "match_by_heading"
    desk.choose(COLUMNS, "external_id", "时间")
    assert desk.reasons()["external_id"].key == "match_by_hand"


def test_that_another_column_of_times_brings_its_format(desk: MatchDesk) -> None:
    doubt = rows(desk, SETTINGS)["formats:opened_at"]
    assert doubt.tone == "due_soon"
    assert doubt.told.startswith("有几种写法都符合")
    assert rows(desk, SETTINGS)["formats:due_at"].tone == "due_soon"
    desk.choose(COLUMNS, "opened_at", "时限")
    row = rows(desk, SETTINGS)["formats:opened_at"]
    assert (row.tone, row.cells[1]) == ("overdue", "%d/%m/%Y")
    assert row.told.splitlines() == ["06/01/2026 → 2026-01-06 00:00", "08/01/2026 → 2026-01-08 00:00", "soon → 读不出"]
    desk.choose(COLUMNS, "opened_at", "标题")
    assert rows(desk, SETTINGS)["formats:opened_at"].cells[1] == "%Y-%m-%d %H:%M:%S"
    desk.choose(COLUMNS, "opened_at", "不在")
    assert rows(desk, SETTINGS)["formats:opened_at"].cells[2] == ""
    fitting = MatchRows(desk, messages("zh"), NAMES).options(SETTINGS, "formats:due_at")
    assert [option.hint for option in fitting[:3]] == ["符合", "符合", ""]


def test_that_settings_are_chosen(desk: MatchDesk) -> None:
    for key, choice in (
        ("formats:opened_at", "%m/%d/%Y"), ("zone", "Asia/Urumqi"), ("crs", "bd09"), ("positions", "drop"),
        ("closed", "all"), ("constants:severity", "major"), ("constants:platform", "public_order"), ("nothing", "x"),
    ):  # fmt: skip
        desk.choose(SETTINGS, key, choice)
    made = desk.matching
    assert (made.formats["opened_at"], made.zone, made.crs) == ("%m/%d/%Y", "Asia/Urumqi", "bd09")
    assert (made.drop_bad_positions, made.all_closed) == (True, True)
    assert made.constants == {"severity": "major", "platform": "public_order"}
    found = rows(desk, SETTINGS)
    assert (found["crs"].cells[1:], found["zone"].told) == (("BD-09（百度）", "人工选定"), "人工选定")
    assert found["constants:severity"].cells[1] == "重大"
    desk.choose(SETTINGS, "constants:severity", NONE)
    desk.choose(SETTINGS, "zone", NONE)
    desk.choose(SETTINGS, "crs", NONE)
    assert (desk.matching.constants.get("severity"), desk.matching.zone, desk.matching.crs) == (
        None,
        "Asia/Urumqi",
        "bd09",
    )
    desk.choose(COLUMNS, "position.lon", NONE)
    assert {"crs", "positions"}.isdisjoint(rows(desk, SETTINGS))
    assert set(options(desk, SETTINGS, "constants:channel")) == {NONE, *map(str, Source)}


def test_that_values_mean_what_is_chosen_and_unknown_ones_are_refused_or_come_as_they_are(desk: MatchDesk) -> None:
    found = rows(desk, VALUES)
    assert (found["state\n飞了"].tone, found["state\n飞了"].cells) == ("overdue", ("状态", "飞了", "1", "拒收这一行"))
    assert found["state\n在办"].cells[3] == "在办（按有无部门定环节）"
    assert found["channel\n鸽"].cells[3] == "导入"
    assert found["department\n甲"].cells[2:] == ("2", "照文件的写法")
    assert found[f"state\n{OTHERS}"].cells[1:] == ("（其余的值）", "", "拒收这一行")
    assert set(options(desk, VALUES, "state\n飞了")) == {NONE, "open", *map(str, State)}
    assert options(desk, VALUES, "channel\n鸽")[NONE] == "同“其余的值”"
    assert options(desk, VALUES, f"channel\n{OTHERS}")[NONE] == "拒收这一行"
    assert options(desk, VALUES, "department\n甲") == {NONE: "照文件的写法", DEPARTMENT.code: DEPARTMENT.name}
    assert options(desk, VALUES, "community\n甲") == {NONE: "照文件的写法"}
    desk.choose(VALUES, "state\n飞了", "void")
    desk.choose(VALUES, "department\n甲", DEPARTMENT.code)
    desk.choose(VALUES, f"channel\n{OTHERS}", NONE)
    desk.choose(VALUES, f"state\n{OTHERS}", "closed")
    found = rows(desk, VALUES)
    assert found["state\n飞了"].cells[3] == "已作废"
    assert found["department\n甲"].cells[3] == DEPARTMENT.name
    assert found["channel\n鸽"].tone == "overdue"
    assert found[f"state\n{OTHERS}"].cells[3] == "已结案"


def test_that_the_preview_tells_cases_from_refusals(desk: MatchDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    words = messages("zh")
    found = shown(desk, words, NAMES)
    assert len(found.headings) == len(FIELDS) + 2
    assert (set(found.tones), found.good) == ({1, 2}, True)
    assert found.sentence == "前 3 行中有 2 行会被拒收。"
    assert found.rows[0][1] == "收为事件 · 无类别"
    assert found.rows[0][3] == "灯"
    assert found.rows[0][-1] == "120.27010, 30.31020"
    assert "“飞了”" in found.rows[1][1]
    desk.choose(SETTINGS, "positions", "drop")
    desk.choose(VALUES, "state\n飞了", "open")
    dropped = shown(desk, words, NAMES)
    assert dropped.rows[1][1] == "收为事件 · 无类别 · 无坐标"
    assert "1 行" in dropped.sentence
    desk.choose(COLUMNS, "title", NONE)
    assert shown(desk, words, NAMES) == replace(found, headings=(), rows=(), tones={}, good=False,
                                                sentence="还没有列是“标题”，它必须有。")  # fmt: skip
    assert look_words(desk.matched, words) == "a.csv：10 列，3 行"


def test_that_a_long_file_says_that_its_beginning_was_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(match_values, "MOST_ROWS", 2)
    matched = match([write_rows(tmp_path / "a.csv", *ROWS, header=HEADER)], Known(), NOW)
    assert look_words(matched, messages("zh")) == "a.csv：10 列，看了前 2 行"


def test_that_a_saved_mapping_carries_its_reasons(
    desk: MatchDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIHUI_CONFIG_DIR", str(tmp_path))
    desk.choose(COLUMNS, "title", "备用")
    text = text_of(desk.matching, desk.reasons(), messages("zh"))
    assert "# 人工选定\ntitle" in text
    desk.rename(" 月报 ", " monthly ")
    assert save(desk.matching, desk.reasons(), messages("zh")).name == "monthly.toml"
    desk.rename("月报", "")
    with pytest.raises(BadInput):
        save(desk.matching, desk.reasons(), messages("zh"))
