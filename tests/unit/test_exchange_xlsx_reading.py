"""Workbooks: looked at as archives first, read as text, never evaluated."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from models.domain.errors import BadInput
from models.exchange import xlsx_reading
from models.exchange.reading import open_table
from models.exchange.table import REASON_COLUMN, ROW_COLUMN, RawRow
from models.exchange.xlsx_reading import _text


def book(path: Path, *rows: list[Any], title: str = "案件") -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


def read(path: Path, sheet: str | None = None) -> list[RawRow]:
    with open_table(path, sheet=sheet) as table:
        assert table.native
        return list(table.rows)


def changed(path: Path, part: str, data: bytes) -> Path:
    """The workbook with one part replaced or added."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts, part: data}.items():
            package.writestr(name, content)
    return path


def refusal(path: Path, sheet: str | None = None) -> BadInput:
    with pytest.raises(BadInput) as refused:
        read(path, sheet)
    assert refused.value.arguments["file"] == path.name
    return refused.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.xlsx"


def test_that_values_become_text_and_formulas_stay_text(path: Path) -> None:
    moment = datetime(2026, 1, 5, 8, 30, 0, 600_000)
    cells = ["0001", 101001240734, 1.0, 120.2701, True, moment, "=1+1", None]
    book(path, list("abcdefgh"), cells, [None] * 8, ["x"])
    rows = read(path)
    assert rows[0][1] == ["0001", "101001240734", "1", "120.2701", "TRUE", "2026-01-05 08:30:01", "=1+1", ""]
    assert rows[1] == (4, ["x", *[""] * 7], None)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 1, 5), "2026-01-05"),
        (time(8, 30), "08:30:00"),
        (False, "FALSE"),
        (1e20, "1.000000e+20"),
        (330102018001001.0, "330102018001001"),
        (ArrayFormula("A1:A2", "=SUM(B1:B2)"), "=SUM(B1:B2)"),
        (object(), ""),
    ],
)
def test_that_every_kind_of_value_has_a_text(value: object, text: str) -> None:
    assert _text(value) == text


def test_that_rows_are_refused_when_wider_than_the_header_or_wrong_in_a_cell(path: Path) -> None:
    book(path, ["a", "b", None], ["1", "2", None], ["1", "2", "3"], ["x" * 30_000, "y"])
    rows = read(path)
    assert rows[0][2] is None
    assert rows[1][2] == ("row_ragged", {"expected": 2, "found": 3})
    assert rows[2][2] is None


def test_that_the_first_visible_or_the_named_sheet_is_read(path: Path) -> None:
    made = openpyxl.Workbook()
    first = made.active
    assert first is not None
    first.title, first.sheet_state = "隐藏", "hidden"
    made.create_sheet("甲").append(["a"])
    second = made.create_sheet("乙")
    second.append(["b"])
    second.append(["1"])
    made.save(path)
    assert read(path) == []
    assert read(path, "乙") == [(2, ["1"], None)]
    assert refusal(path, "丙").key == "sheet_missing"


def test_that_a_header_is_wanted(path: Path) -> None:
    assert refusal(book(path)).key == "header_empty"
    assert refusal(book(path, ["a", "b", "a"])).arguments["column"] == "a"


def test_that_macros_are_refused_by_name_and_by_content(path: Path) -> None:
    book(path, ["a"])
    assert refusal(changed(path, "xl/vbaProject.bin", b"x")).key == "xlsx_macros"
    named = path.with_name("b.xlsm")
    named.write_bytes(path.read_bytes())
    assert refusal(named).key == "xlsx_macros"
    text = path.with_name("c.xlsm")
    text.write_text("a,b\n")
    assert refusal(text).key == "xlsx_macros"


def test_that_passwords_and_the_old_format_are_told_apart(path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100
    path.write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(path).key == "xlsx_password"
    path.write_bytes(ole)
    assert refusal(path).key == "xls_old"


def test_that_bombs_are_refused_before_they_are_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book(path, ["a"])
    changed(path, "xl/media/x.bin", b"\0" * 5_000_000)
    assert refusal(path).key == "xlsx_bomb"
    book(path, ["a"])
    monkeypatch.setattr(xlsx_reading, "MOST_BYTES", 100)
    assert refusal(path).key == "xlsx_bomb"
    monkeypatch.undo()
    monkeypatch.setattr(xlsx_reading, "MOST_PARTS", 2)
    assert refusal(path).key == "xlsx_bomb"


def test_that_entities_are_refused(path: Path) -> None:
    book(path, ["a"])
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "boom">]><worksheet>&e;</worksheet>'
    assert refusal(changed(path, "xl/worksheets/sheet1.xml", evil)).key == "xlsx_entities"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_that_entities_beyond_the_first_look_are_refused_by_the_reader(path: Path, part: str) -> None:
    book(path, ["a"])
    padding = b"<!--" + b"x" * 70_000 + b"-->"
    evil = b'<?xml version="1.0"?>' + padding + b'<!DOCTYPE x [<!ENTITY e "boom">]><worksheet>&e;</worksheet>'
    assert refusal(changed(path, part, evil)).key == "xlsx_entities"


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("xl/workbook.xml", b"<no"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"),
        ("[Content_Types].xml", b"<x/>"),
    ],
)
def test_that_broken_parts_are_told(path: Path, part: str, data: bytes) -> None:
    book(path, ["a"], ["1"])
    assert refusal(changed(path, part, data)).key == "xlsx_broken"


def test_that_what_is_no_workbook_is_told(path: Path) -> None:
    path.write_text("a,b\n1,2\n")
    assert refusal(path).key == "xlsx_broken"
    path.write_bytes(b"PK\x03\x04nothing")
    assert refusal(path).key == "xlsx_broken"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "x")
    assert refusal(path).key == "xlsx_broken"


def test_that_a_sheet_that_claims_to_be_huge_is_read_as_it_is(path: Path) -> None:
    book(path, ["a", "b"], ["1", "2"])
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    changed(path, "xl/worksheets/sheet1.xml", sheet.replace("A1:B2", "A1:XFD1048576").encode())
    assert read(path) == [(2, ["1", "2"], None)]


def test_that_pictures_and_empty_formatted_cells_do_no_harm(path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["a"])
    sheet.append(["1"])
    sheet.cell(2, 4).number_format = "0.00"
    made.save(path)
    changed(path, "xl/media/image1.png", b"\x89PNG")
    assert read(path) == [(2, ["1"], None)]


def test_that_a_sheet_broken_far_down_is_told_while_reading(path: Path) -> None:
    book(path, ["a"], *[[f"{number:0200d}"] for number in range(5_000)])
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert refusal(changed(path, "xl/worksheets/sheet1.xml", sheet[:-2_000])).key == "xlsx_broken"


def test_that_refused_rows_saved_as_a_workbook_are_unguarded(path: Path) -> None:
    book(path, ["a", "b", ROW_COLUMN, REASON_COLUMN], ["'=1", "'-71.06", 2, "why"])
    assert read(path)[0][1] == ["=1", "-71.06", "2", "why"]


def test_that_impossible_dates_do_not_stop_the_file(path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["a"])
    cell = sheet.cell(2, 1, 9e14)
    cell.number_format = "yyyy-mm-dd"
    made.save(path)
    assert read(path)[0][0] == 2
