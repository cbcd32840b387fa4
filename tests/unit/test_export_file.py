"""Exports: read back as they were written, never over a file that is there, never half a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from models.domain.errors import BadInput
from models.exchange import export_file
from models.exchange.export_file import export_rows
from models.exchange.safe_export import unguarded

HEADER = ["编号", "标题"]
ROWS = [["1", "=1+1"], ["2", "a,\"b\"\nc"], ["3", ""], ["4", "'quoted"], ["5", "-3"]]  # fmt: skip


def never() -> bool:
    return False


def read_back(path: Path) -> list[list[list[str]]]:
    """The rows of every sheet, as they were before they were guarded."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return [[[unguarded(cell) for cell in row] for row in csv.reader(stream)]]
    with path.open("rb") as stream:
        sheets = openpyxl.load_workbook(stream).worksheets
        return [[[unguarded(str(cell or "")) for cell in row] for row in s.iter_rows(values_only=True)] for s in sheets]


@pytest.mark.parametrize("name", ["out.csv", "out.XLSX", "out.xlsx"])
def test_that_rows_are_read_back_as_they_were(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert export_rows(path, HEADER, iter(ROWS), never) == len(ROWS)
    assert read_back(path) == [[HEADER, *ROWS]]
    assert [found.name for found in tmp_path.iterdir()] == [name]


def test_that_a_formula_never_runs(tmp_path: Path) -> None:
    export_rows(tmp_path / "a.xlsx", HEADER, ROWS, never)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert sheet["B2"].value == "'=1+1"


def test_that_a_long_export_goes_on_in_another_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_file, "ROWS_OF_SHEET", 300)
    rows = [[str(number), "x"] for number in range(450)]
    assert export_rows(tmp_path / "a.xlsx", HEADER, rows, never) == 450
    assert read_back(tmp_path / "a.xlsx") == [[HEADER, *rows[:200]], [HEADER, *rows[200:]]]


def test_that_what_a_cell_cannot_hold_is_replaced_or_cut(tmp_path: Path) -> None:
    export_rows(tmp_path / "a.xlsx", HEADER, [["\x0b", "长" * 40_000]], never)
    [[_, [first, second]]] = read_back(tmp_path / "a.xlsx")
    assert first == "\ufffd"
    assert second == "长" * 32_767


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_that_a_cancelled_export_leaves_no_file(tmp_path: Path, name: str) -> None:
    asked = iter([False, True])
    endless: Iterator[list[str]] = (["1", "x"] for _ in iter(int, 1))
    assert export_rows(tmp_path / name, HEADER, endless, lambda: next(asked)) is None
    assert list(tmp_path.iterdir()) == []


def test_that_a_failing_source_leaves_no_file(tmp_path: Path) -> None:
    def broken() -> Iterator[list[str]]:
        yield ["1", "x"]
        raise RuntimeError

    for name in ("a.csv", "a.xlsx"):
        with pytest.raises(RuntimeError):
            export_rows(tmp_path / name, HEADER, broken(), never)
    assert list(tmp_path.iterdir()) == []


def test_that_wrong_names_are_refused(tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("mine", encoding="utf-8")
    for name, key in (
        ("there.csv", "export_exists"), ("a.txt", "export_kind_unknown"), ("none/a.csv", "export_unwritable"),
        ("none/a.xlsx", "export_unwritable"),
    ):  # fmt: skip
        with pytest.raises(BadInput) as refused:
            export_rows(tmp_path / name, HEADER, ROWS, never)
        assert refused.value.key == key
    assert (tmp_path / "there.csv").read_text(encoding="utf-8") == "mine"
