"""CSV by the rules: what is unclear is refused by row or named by line."""

from __future__ import annotations

import csv
import gzip
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.errors import BadInput
from models.exchange import csv_reading
from models.exchange.csv_reading import _open_quote
from models.exchange.reading import open_table
from models.exchange.safe_export import SafeWriter
from models.exchange.table import MISSING_CELL, REASON_COLUMN, ROW_COLUMN, RawRow


def read(path: Path, text: str | bytes, delimiter: str = ",") -> list[RawRow]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with open_table(path, delimiter=delimiter) as table:
        return list(table.rows)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.csv"


def test_that_rows_carry_the_number_a_spreadsheet_shows(path: Path) -> None:
    rows = read(path, '\ufeffa,b\r\n1,"x\r\ny"\r\n\r\n2,""\r\n')
    assert rows == [(2, ["1", "x\r\ny"], None), (4, ["2", ""], None)]


def test_that_other_delimiters_and_old_line_ends_are_read(path: Path) -> None:
    assert read(path, "a;b\r1;2\r3;4\r", ";") == [(2, ["1", "2"], None), (3, ["3", "4"], None)]


def test_that_header_names_are_trimmed_and_blank_lines_before_them_ignored(path: Path) -> None:
    path.write_text("\n a , b \n1,2\n")
    with open_table(path) as table:
        assert table.header == ("a", "b")
        assert list(table.rows) == [(3, ["1", "2"], None)]
        assert not table.native


@pytest.mark.parametrize("row", ["1", "1,2,3", ","])
def test_that_ragged_rows_are_refused_by_row(path: Path, row: str) -> None:
    rows = read(path, f"a,b,c,d\n{row}\n1,2,3,4\n")
    assert rows[0][2] == ("row_ragged", {"expected": 4, "found": row.count(",") + 1})
    assert rows[1] == (3, ["1", "2", "3", "4"], None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,"x\n2,y\n', 2),
        ('a,b\n1,2\n3,"x\n4,"y",\n5,z\n', 3),
        ('a,b\n1,"x\ny\n2,""\n', 2),
        ('a,b\n"1\n","x\n2,3\n', 3),
        ('a,"b\n1,2\n', 1),
    ],
)
def test_that_an_unclosed_quote_is_named_with_the_line_where_it_opens(path: Path, text: str, line: int) -> None:
    with pytest.raises(BadInput) as refused:
        read(path, text)
    assert refused.value.key == "csv_quote_unclosed"
    assert refused.value.arguments == {"file": "a.csv", "line": line}


def test_that_a_quote_that_swallows_the_file_is_unclosed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reading, "MOST_RECORD", 200_000)
    with pytest.raises(BadInput) as refused:
        read(path, "a,b\n1,2\n" + '3,"' + ("x" * 1_000 + "\n") * 300)
    assert refused.value.arguments["line"] == 3


def test_that_text_after_a_closing_quote_is_refused_by_row(path: Path) -> None:
    rows = read(path, 'a,b\n1,"x"y\n2,z\n')
    assert rows == [(2, ['1,"x"y'], ("csv_quote_stray", {"line": 2})), (3, ["2", "z"], None)]


def test_that_a_quote_inside_a_plain_cell_is_text(path: Path) -> None:
    assert read(path, 'a,b\n1,5" pipe\n') == [(2, ["1", '5" pipe'], None)]


def test_that_long_cells_nul_and_broken_bytes_are_refused_by_row(path: Path) -> None:
    good = "路灯不亮请尽快处理" * 30
    text = f"a,b\n1,{'x' * 65_537}\n2,{'灯' * 22_000}\n3,x\0y\n4,{good}\n".encode() + b"5,\xff\n6,ok\n"
    rows = read(path, text)
    assert [problem[0] if problem else None for _row, _cells, problem in rows] == [
        "cell_too_long", "cell_too_long", "cell_nul", None, "cell_broken_bytes", None,
    ]  # fmt: skip
    assert rows[2][2] == ("cell_nul", {"column": "b"})


def test_that_a_long_row_of_short_cells_is_fine(path: Path) -> None:
    assert read(path, f"a,b\n{'x' * 30_000},{'y' * 30_000}\n")[0][2] is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a,b,a\n1,2,3\n", "column_duplicate"),
        (",,\n1,2,3\n", "header_empty"),
        ("\n\n", "header_empty"),
        ('"a"b,c\n1,2\n', "header_empty"),
        ("a\0,b\0\n1\0,2\0\n", "encoding_unknown"),
    ],
)
def test_that_a_wrong_header_stops_the_file(path: Path, text: str, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(path, text)
    assert refused.value.key == key


def test_that_several_columns_may_have_no_name(path: Path) -> None:
    assert read(path, "a,,\n1,2,3\n") == [(2, ["1", "2", "3"], None)]


def test_that_a_file_of_refused_rows_is_unguarded_and_asks_for_missing_cells(path: Path) -> None:
    stream = StringIO(newline="")
    SafeWriter(stream).rows(
        [
            ["a", "b", ROW_COLUMN, REASON_COLUMN],
            ["=1", "-2.5", "2", "why"],
            ["x", MISSING_CELL, "3", "why"],
            ["x", "\ufffd", "4", "why"],
        ]
    )
    rows = read(path, stream.getvalue())
    assert rows[0] == (2, ["=1", "-2.5", "2", "why"], None)
    assert rows[1][2] == ("cell_marked_missing", {"column": "b"})
    assert rows[2][2] == ("cell_broken_bytes", {"column": "b"})


def test_that_a_guard_in_any_other_file_is_text(path: Path) -> None:
    assert read(path, "a,b\n'=1,\ufffd\n") == [(2, ["'=1", "\ufffd"], None)]


def test_that_packed_csv_is_read(path: Path) -> None:
    assert read(path, gzip.compress("甲,乙\n1,2\n".encode("gb18030"))) == [(2, ["1", "2"], None)]


@given(st.lists(st.lists(st.text(alphabet='",\r\nab', max_size=4), min_size=2, max_size=2), max_size=5))
def test_that_the_opening_quote_is_found_in_any_cut_file(rows: list[list[str]]) -> None:
    stream = StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    lines = [*StringIO(stream.getvalue(), newline=""), 'x,"never closed\n', "more\n"]
    assert _open_quote(lines, ",") == len(lines) - 2


def test_that_the_quote_of_an_error_is_the_last_one_opened() -> None:
    assert _open_quote(['"a","b\n', 'c" x\n'], ",") == 0
    assert _open_quote(['"a\n', 'b",""""\n', '"c\n'], ",") == 2
