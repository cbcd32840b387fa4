"""Files as they arrive from outside and must be refused: each as a whole by name, or by row with the good rows kept.

The classes are those of the shared database notes, "Importing files: what arrives and what must happen".
"""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import openpyxl

from tests.helpers.import_sink import GOOD, HEADER, good_row

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
    "utf-16 with a good start and a broken end": (
        "a.csv",
        text(*(good_row(n) for n in range(1, 900))).decode().encode("utf-16")[:-1],
        "encoding_unknown",
    ),
    "unclosed quote far down": (
        "a.csv",
        text(*(good_row(n) for n in range(1, 1_500)), '0002,"x'),
        "csv_quote_unclosed",
    ),
    "unclosed quote": ("a.csv", text(good_row(1), '0002,"没有结束', good_row(3)), "csv_quote_unclosed"),
    "unclosed quote before a quoted cell": ("a.csv", text('0002,"x', '0003,"y",1'), "csv_quote_unclosed"),
    "column twice": ("a.csv", text(GOOD + ",x", header=HEADER + ",编号"), "column_duplicate"),
    "column twice but for blanks": ("a.csv", text(GOOD + ",x", header=HEADER + ", 编号 "), "column_duplicate"),
    "column missing": ("a.csv", text(GOOD, header=HEADER.replace("时间", "日期")), "column_missing"),
    "other delimiter": ("a.csv", text(GOOD).replace(b",", b";"), "column_missing"),
    "gzip cut": ("a.csv.gz", gzip.compress(text(GOOD))[:-9], "gzip_broken"),
    "gzip cut far down": (
        "a.csv.gz",
        gzip.compress(text(*(good_row(n) for n in range(1, 5_000))))[:-40],
        "gzip_broken",
    ),
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
    "lon and lat in one cell": (cell("经度", "120.2701,30.3102".replace(",", "，")), "row_position_no_number"),
    "a position of infinity": (cell("纬度", "-inf"), "row_position_no_number"),
    "a position with full-width digits": (cell("经度", "１２０.27"), "row_position_no_number"),
    "29 February of a common year": (cell("结案", "2026-02-29 08:00:00"), "row_date_wrong"),
    "a day of month 13": (cell("时限", "2026-13-01 08:00:00"), "row_date_wrong"),
    "a day without its hour": (cell("时间", "2026-01-05"), "row_date_wrong"),
    "eleven minutes ahead": (cell("时间", "2026-03-01 08:11:00"), "row_date_out_of_range"),
    "an id that is a formula": (cell("编号", "=A1"), "row_code_length"),
    "a code of full-width letters": (cell("来源", "＝电话"), "row_code_unknown"),
    "swapped": (line(good_row(2, 经度="30.3102", 纬度="120.2701")), "row_position_swapped"),
}


CODES: dict[str, tuple[dict[str, object], dict[str, str], str]] = {
    "open but with a closing time": (
        {"state": {"column": "类别", "codes": {"K1": "open"}}},
        {"结案": "2026-01-05 09:00:00"},
        "row_open_but_ended",
    ),
    "a state not in the list": (
        {"state": {"column": "类别", "codes": {"K1": "open"}}},
        {"类别": "K2"},
        "row_code_unknown",
    ),
    "a severity not in the list": (
        {"severity": {"column": "类别", "codes": {"K1": "general"}}},
        {"类别": "特急"},
        "row_code_unknown",
    ),
    "a grid of 14 digits": ({"grid": "地"}, {"地": "33010201800100"}, "row_grid_wrong"),
    "a grid in exponents": ({"grid": "地"}, {"地": "3.30102E+14"}, "row_code_exponent"),
    "a category that is not in the catalogue": (
        {"category": {"kind": "event", "minor_code": "地", "major_code": "地"}},
        {"地": "99"},
        "row_category_unknown",
    ),
}
"""What a code list says: changes of the mapping, cells of the bad row, reason. "地" is a column more, else empty."""


def with_more(cells: dict[str, str]) -> bytes:
    """A good row, one with these cells, a good row; with the column "地"."""
    bad = {name: value for name, value in cells.items() if name != "地"}
    rows = [good_row(1) + ",", good_row(2, **bad) + "," + cells.get("地", ""), good_row(3) + ","]
    return text(*rows, header=HEADER + ",地")


def workbook_of_bad_rows() -> bytes:
    """Rows of a workbook: good, a formula for a date, an error value for a position, a number that lost its zeros,
    a real date far ahead, good."""
    plain: list[object] = list(GOOD.split(","))
    rows = []
    bad: list[dict[int, object]] = [{}, {2: "=NOW()"}, {9: "#N/A"}, {0: 4}, {2: datetime(2030, 1, 1)}, {}]
    for number, changes in enumerate(bad):
        row = [*plain]
        row[0] = f"{number + 1:04d}"
        for place, value in changes.items():
            row[place] = value
        rows.append(row)
    return workbook(list(NAMES), *rows)
