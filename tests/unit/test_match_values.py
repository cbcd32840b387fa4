"""What columns hold: counted, sampled, and known by its shape."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from models.domain.errors import BadInput
from models.exchange import match_values
from models.exchange.match_values import (
    FileLook,
    degrees_of,
    is_grids,
    is_phones,
    is_texts,
    look_at,
    parses,
)
from tests.helpers.bad_files import WHOLE_FILES
from tests.helpers.import_sink import write_rows

MISSING = ("", "-")


def look(tmp_path: Path, header: str, *rows: str) -> FileLook:
    return look_at([write_rows(tmp_path / "a.csv", *rows, header=header)], MISSING)


def column(tmp_path: Path, *values: str) -> match_values.ColumnValues:
    return look(tmp_path, "a,b", *(f"{value},x" for value in values)).columns[0]


def test_that_values_are_counted_without_those_that_are_missing(tmp_path: Path) -> None:
    found = look(tmp_path, "编号,状态", "1,开", "2, 开 ", "3,关", "4,-", "5,", "6,开")
    number, state = found.columns
    assert (number.unique, number.filled, number.many) == (True, 6, False)
    assert (dict(state.counts), state.filled, state.unique) == ({"开": 3, "关": 1}, 4, False)
    assert state.samples == ("开", "关")
    assert (found.read, found.whole, len(found.rows), found.delimiter) == (6, True, 6, ",")
    assert found.column("状态") is state
    assert found.column("没有") is None
    assert found.column(None) is None


def test_that_several_files_are_counted_together_and_rows_that_are_wrong_left_out(tmp_path: Path) -> None:
    one = write_rows(tmp_path / "a.csv", "1,x", "2", "3,y", header="id,k")
    other = write_rows(tmp_path / "b.csv", "z,4,1", header="k,id,more")
    found = look_at([one, other], MISSING)
    assert dict(found.columns[1].counts) == {"x": 1, "y": 1, "z": 1}
    assert found.rows[1][2] is not None
    assert (found.read, found.header) == (4, ("id", "k"))


def test_that_much_is_cut_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(match_values, "MOST_VALUES", 3)
    monkeypatch.setattr(match_values, "MOST_ROWS", 5)
    found = look(tmp_path, "a,b", *(f"{number},x" for number in range(9)))
    assert (found.read, found.whole) == (5, False)
    assert (len(found.columns[0].counts), found.columns[0].many, found.columns[0].unique) == (3, True, True)
    assert not found.columns[1].many


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_that_another_delimiter_is_found(tmp_path: Path, sign: str) -> None:
    found = look(tmp_path, f"编号{sign}标题", f"1{sign}灯")
    assert (found.delimiter, found.header) == (sign, ("编号", "标题"))
    assert look_at([tmp_path / "a.csv"], MISSING, sign).header == ("编号", "标题")


def test_that_one_column_may_be_all_there_is(tmp_path: Path) -> None:
    assert look(tmp_path, "编号", "1").delimiter == ","


def test_that_a_workbook_is_looked_at_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["编号", "时间"], ["1", "2026-01-05"]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    assert look_at([tmp_path / "a.xlsx"], MISSING).native


@pytest.mark.parametrize("what", WHOLE_FILES)
def test_that_a_file_wrong_as_a_whole_is_refused_or_has_another_header(tmp_path: Path, what: str) -> None:
    name, data, key = WHOLE_FILES[what]
    (tmp_path / name).write_bytes(data)
    if key == "column_missing":
        assert look_at([tmp_path / name], MISSING).header
        return
    with pytest.raises(BadInput) as refused:
        look_at([tmp_path / name], MISSING)
    assert refused.value.key == key


def test_that_shapes_are_known(tmp_path: Path) -> None:
    assert is_phones(column(tmp_path, "13800138000", "0571-86123456", "+86 13900139000"))
    assert not is_phones(column(tmp_path, "101001240734", "13800138000"))
    assert is_grids(column(tmp_path, "330102018001001"))
    assert is_texts(column(tmp_path, "路灯不亮", "Light"))
    assert not is_texts(column(tmp_path, "12", "34"))
    assert not is_texts(column(tmp_path, "", "-"))
    assert degrees_of(column(tmp_path, "120.27", "121")) == (120.27, 121.0)
    for values in (["12", "34"], ["x", "120.2"], ["300.5"], ["", "-"]):
        assert degrees_of(column(tmp_path, *values)) is None


def test_that_times_are_known_and_long_numbers_are_none(tmp_path: Path) -> None:
    assert parses(column(tmp_path, "2026-01-05", "2026-02-05"), "%Y-%m-%d", False)
    assert not parses(column(tmp_path, "2026-13-05", "x"), "%Y-%m-%d", False)
    assert not parses(column(tmp_path, "101001240734"), "%Y%m%d%H%M", False)
    assert parses(column(tmp_path, "2026-01-05 08:00:00"), "%d/%m/%Y", True)
    assert not parses(column(tmp_path, "46027"), "%d/%m/%Y", True)
