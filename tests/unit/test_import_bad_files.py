"""What arrives from outside: each bad file is refused by name, or its bad row by reason with the good rows kept."""

from __future__ import annotations

import csv
import gzip
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from console.messages import messages
from models.domain.errors import BadInput
from tests.helpers.import_sink import GOOD, HEADER, MemorySink, good_row, mapping, run

NAMES = HEADER.split(",")
LONG_TITLE = "九堡街道路灯不亮请尽快处理"


def text(*rows: str, header: str = HEADER) -> bytes:
    return ("\n".join([header, *rows]) + "\n").encode()


def workbook(*rows: list[object]) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    source, target = BytesIO(workbook(list(NAMES))), BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, data)
    return target.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64

WHOLE_FILES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.csv", b"", "file_empty"),
    "only a byte order mark": ("a.csv", b"\xef\xbb\xbf", "header_empty"),
    "blank lines only": ("a.csv", b"\n\n\n", "header_empty"),
    "header of commas": ("a.csv", b",,,\n1,2,3,4\n", "header_empty"),
    "neither utf-8 nor gb18030": ("a.csv", text() + b"\xff\xff\xff\xff\n", "encoding_unknown"),
    "utf-16 without a mark": ("a.csv", text(GOOD).decode().encode("utf-16-le"), "encoding_unknown"),
    "utf-16 cut in a character": ("a.csv", text(GOOD).decode().encode("utf-16")[:-1], "encoding_unknown"),
    "utf-32": ("a.csv", text(GOOD).decode().encode("utf-32"), "encoding_unknown"),
    "unclosed quote": ("a.csv", text(good_row(1), '0002,"没有结束', good_row(3)), "csv_quote_unclosed"),
    "unclosed quote before a quoted cell": ("a.csv", text('0002,"x', '0003,"y",1'), "csv_quote_unclosed"),
    "column twice": ("a.csv", text(GOOD + ",x", header=HEADER + ",编号"), "column_duplicate"),
    "column twice but for blanks": ("a.csv", text(GOOD + ",x", header=HEADER + ", 编号 "), "column_duplicate"),
    "column missing": ("a.csv", text(GOOD, header=HEADER.replace("时间", "日期")), "column_missing"),
    "other delimiter": ("a.csv", text(GOOD).replace(b",", b";"), "column_missing"),
    "gzip cut": ("a.csv.gz", gzip.compress(text(GOOD))[:-9], "gzip_broken"),
    "gzip of nothing": ("a.csv.gz", gzip.compress(b""), "file_empty"),
    "gzip bomb": ("a.csv.gz", gzip.compress(b"0" * 80_000_000, 9), "gzip_bomb"),
    "text called xlsx": ("a.xlsx", text(GOOD), "xlsx_broken"),
    "zip that is no workbook": ("a.xlsx", with_part("[Content_Types].xml", b"")[:400], "xlsx_broken"),
    "xlsx bomb": ("a.xlsx", with_part("xl/media/a.bin", b"\0" * 30_000_000), "xlsx_bomb"),
    "xlsm": ("a.xlsm", workbook(list(NAMES)), "xlsx_macros"),
    "macros inside": ("a.xlsx", with_part("xl/vbaProject.bin", b"x"), "xlsx_macros"),
    "password": ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "xlsx_password"),
    "old xls": ("a.xls", OLE, "xls_old"),
    "entities in a sheet": ("a.xlsx", with_part("xl/worksheets/sheet1.xml", ENTITY), "xlsx_entities"),
    "entities in the strings": ("a.xlsx", with_part("xl/sharedStrings.xml", ENTITY), "xlsx_entities"),
    "workbook without a header": ("a.xlsx", workbook(), "header_empty"),
    "workbook with a column twice": ("a.xlsx", workbook([*NAMES, "编号"]), "column_duplicate"),
    "workbook without a column": ("a.xlsx", workbook(["编号"]), "column_missing"),
}


@pytest.mark.parametrize("what", WHOLE_FILES)
def test_that_a_file_wrong_as_a_whole_is_refused_and_nothing_written(tmp_path: Path, what: str) -> None:
    name, data, key = WHOLE_FILES[what]
    (tmp_path / name).write_bytes(data)
    sink = MemorySink()
    with pytest.raises(BadInput) as refused:
        run(sink, tmp_path / name, refused_path=tmp_path / "refused.csv")
    assert refused.value.key == key
    assert refused.value.arguments["file"] == name
    assert not sink.cases
    assert not sink.batches
    assert len(list(tmp_path.iterdir())) == 1
    for language in ("zh", "en"):
        assert "{" not in messages(language).trouble(refused.value)


def cell(column: str, value: str) -> Callable[[], bytes]:
    return lambda: text(good_row(1), good_row(2, **{column: value}), good_row(3))


def line(row: str | bytes) -> Callable[[], bytes]:
    raw = row.encode() if isinstance(row, str) else row
    filler = text(good_row(1, 标题=LONG_TITLE), "@", good_row(3, 标题=LONG_TITLE))
    return lambda: filler.replace(b"@", raw)


ROWS: dict[str, tuple[Callable[[], bytes], str]] = {
    "too few cells": (line("0002,路灯"), "row_ragged"),
    "too many cells": (line(good_row(2) + ",1"), "row_ragged"),
    "text after a quote": (line(good_row(2) + '"x"'.replace('"x"', ',"x"y')), "csv_quote_stray"),
    "a cell over 64 KiB": (cell("标题", "x" * 65_537), "cell_too_long"),
    "a Chinese cell over 64 KiB": (cell("标题", "灯" * 22_000), "cell_too_long"),
    "a NUL": (cell("标题", "a\0b"), "cell_nul"),
    "a broken byte": (line(good_row(2).encode().replace("路灯".encode(), b"\xe8\xb7")), "cell_broken_bytes"),
    "no id": (cell("编号", ""), "row_id_missing"),
    "an id of blanks": (cell("编号", "   "), "row_id_missing"),
    "an id that lost its zeros": (cell("编号", "2"), "row_code_length"),
    "an id in exponents": (cell("编号", "1.01E+11"), "row_code_exponent"),
    "a department in exponents": (cell("部门", "3.30102E+14"), "row_code_exponent"),
    "no title": (cell("标题", "-"), "row_title_missing"),
    "no time": (cell("时间", ""), "row_date_missing"),
    "30 February": (cell("时间", "2026-02-30 08:00:00"), "row_date_wrong"),
    "31 April": (cell("时限", "2026-04-31 08:00:00"), "row_date_wrong"),
    "year 20260": (cell("时间", "20260-01-05 08:00:00"), "row_date_wrong"),
    "infinity": (cell("结案", "infinity"), "row_date_wrong"),
    "another format": (cell("时间", "05/01/2026 08:00"), "row_date_wrong"),
    "a serial number of a spreadsheet": (cell("时间", "46027.354"), "row_date_wrong"),
    "hour 24": (cell("时间", "2026-01-05 24:00:00"), "row_date_wrong"),
    "1999": (cell("时间", "1999-12-31 23:59:59"), "row_date_out_of_range"),
    "tomorrow": (cell("时间", "2026-03-02 08:00:00"), "row_date_out_of_range"),
    "closed in the future": (cell("结案", "2027-01-01 08:00:00"), "row_date_out_of_range"),
    "a target in the year 9999": (cell("时限", "9999-12-31 23:59:59"), "row_date_out_of_range"),
    "a code not in the list": (cell("来源", "传真"), "row_code_unknown"),
    "NaN": (cell("经度", "NaN"), "row_position_no_number"),
    "1e999": (cell("纬度", "1e999"), "row_position_no_number"),
    "degrees and minutes": (cell("经度", "120°16'"), "row_position_no_number"),
    "half a position": (cell("纬度", ""), "row_position_half"),
    "longitude 200": (cell("经度", "200.1"), "row_position_out_of_range"),
    "outside the jurisdiction": (cell("经度", "121.5"), "row_position_outside"),
    "whole degrees": (line(good_row(2, 经度="120", 纬度="30")), "row_position_whole_degrees"),
    "(0, 0)": (line(good_row(2, 经度="0", 纬度="0.0")), "row_position_zero"),
    "swapped": (line(good_row(2, 经度="30.3102", 纬度="120.2701")), "row_position_swapped"),
}


@pytest.mark.parametrize("what", ROWS)
def test_that_a_bad_row_is_refused_by_reason_and_the_good_rows_are_kept(tmp_path: Path, what: str) -> None:
    make, key = ROWS[what]
    path, out = tmp_path / "a.csv", tmp_path / "refused.csv"
    path.write_bytes(make())
    sink = MemorySink()
    result = run(sink, path, refused_path=out)
    assert (result.read, result.imported, result.refused) == (3, 2, 1)
    assert set(sink.rows) == {"0001", "0003"}
    with out.open(encoding="utf-8-sig", newline="") as stream:
        _header, row = csv.reader(stream)
    assert row[len(NAMES)] == "3"
    assert row[len(NAMES) + 1].startswith(f"{key} (")
    assert not any(value[:1] in "=+-@" for value in row if value)
    again = run(MemorySink(), out)
    assert (again.imported, again.refused) == (0, 1)


def test_that_a_row_of_a_workbook_is_refused_too_and_formulas_are_only_text(tmp_path: Path) -> None:
    plain: list[object] = list(GOOD.split(","))
    bad = [*plain]
    bad[0], bad[2] = "0002", "=TODAY()"
    formula = [*plain]
    formula[0], formula[1] = "0003", '=HYPERLINK("http://example.org","x")'
    number = [*plain]
    number[0] = 4
    (tmp_path / "a.xlsx").write_bytes(workbook(list(NAMES), plain, bad, formula, number))
    sink, out = MemorySink(), tmp_path / "refused.csv"
    result = run(sink, tmp_path / "a.xlsx", refused_path=out)
    assert (result.imported, result.refused) == (2, 2)
    assert sink.of("0003").title == '=HYPERLINK("http://example.org","x")'
    assert "'=TODAY()" in out.read_text("utf-8-sig")
    assert "row_code_length" in out.read_text("utf-8-sig")


def test_that_every_reason_has_a_sentence_in_both_languages() -> None:
    keys = {key for _make, key in ROWS.values()} | {key for _name, _data, key in WHOLE_FILES.values()}
    for language in ("zh", "en"):
        assert all(messages(language).has(key) for key in keys)


def test_that_another_source_with_the_same_ids_makes_other_cases(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text(GOOD))
    sink = MemorySink()
    run(sink, path)
    first = set(sink.cases)
    run(sink, path, by=mapping(source="other"))
    assert len(set(sink.cases) - first) == 1
