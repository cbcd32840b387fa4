"""Refused rows: original cells first, safe for spreadsheets, correctable, importable with the same mapping."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.messages import messages
from models.domain.errors import BadInput
from models.exchange.content import Refusal
from models.exchange.refused_file import RefusedFile, plain_reason
from models.exchange.table import MISSING_CELL, REASON_COLUMN, ROW_COLUMN
from tests.helpers.import_sink import GOOD, HEADER, MemorySink, good_row, run, write_rows

NAMES = HEADER.split(",")


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_that_refused_rows_say_row_and_reason_in_the_users_language(tmp_path: Path) -> None:
    path, out = tmp_path / "a.csv", tmp_path / "refused.csv"
    write_rows(path, good_row(1), good_row(2, 时间="2026-02-30 08:00:00", 经度="-120.5", 标题="=1+1"))
    result = run(MemorySink(), path, refused_path=out, reason_text=messages("zh").outcome)
    assert (result.imported, result.refused, result.refused_file) == (1, 1, out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    header, row = rows_of(out)
    assert header == [*NAMES, ROW_COLUMN, REASON_COLUMN]
    assert row[:2] == ["0002", "'=1+1"]
    assert row[NAMES.index("经度")] == "'-120.5"
    assert row[-2:] == ["3", "“时间”的“2026-02-30 08:00:00”不是 %Y-%m-%d %H:%M:%S 格式的时间。"]


def test_that_uncorrected_rows_are_refused_again_and_corrected_ones_go_in(tmp_path: Path) -> None:
    path, out, again = tmp_path / "a.csv", tmp_path / "refused.csv", tmp_path / "again.csv"
    cut = good_row(3).rsplit(",", 2)[0]
    good = [good_row(number, 标题="九堡街道路灯不亮请尽快处理") for number in range(10, 20)]
    text = "\n".join([HEADER, *good, good_row(1, 标题="=SUM(A1)", 时间="x"), cut, good_row(4) + ",extra", "?,?"])
    path.write_bytes(text.encode() + f"\n{good_row(5)}".encode()[:-2] + b"\n" + f'{good_row(6)},"x"y\n'.encode())
    first = run(MemorySink(), path, refused_path=out)
    assert (first.imported, first.refused) == (10, 6)
    second = run(MemorySink(), out, refused_path=again)
    assert (second.imported, second.refused) == (0, 6)
    corrected = [cell.replace("'=", "=") for cell in good_row(1, 标题="=SUM(A1)").split(",")]
    lines = rows_of(out)
    lines[1][: len(corrected)] = corrected
    with out.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(lines)
    sink = MemorySink()
    third = run(sink, out, refused_path=again)
    assert (third.imported, third.refused) == (1, 5)
    assert sink.of("0001").title == "=SUM(A1)"


def test_that_files_with_other_columns_share_one_header_and_extra_cells_stay(tmp_path: Path) -> None:
    one = write_rows(tmp_path / "1.csv", good_row(1) + ",more", good_row(3))
    two = write_rows(tmp_path / "2.csv", "附注," + GOOD.replace("D1", "=D"), header="备注," + HEADER)
    (tmp_path / "2.csv").write_text((tmp_path / "2.csv").read_text().replace("2026-01-05 08:30:00", "soon"))
    out = tmp_path / "refused.csv"
    result = run(MemorySink(), one, two, refused_path=out)
    assert (result.imported, result.refused) == (1, 2)
    header, first, second = rows_of(out)
    assert header == [*NAMES, "备注", ROW_COLUMN, REASON_COLUMN]
    assert first[-3:] == ["1.csv:2", "row_ragged (expected=12, found=13)", "more"]
    assert (second[0], second[-3], second[-2]) == ("0001", "附注", "2.csv:2")


def test_that_without_a_path_refused_rows_are_only_counted(tmp_path: Path) -> None:
    result = run(MemorySink(), write_rows(tmp_path / "a.csv", good_row(1, 时间="x"), good_row(2, 时间="x")))
    assert (result.refused, result.refused_file) == (2, None)
    assert len(list(tmp_path.iterdir())) == 1


def test_that_no_refused_rows_make_no_file(tmp_path: Path) -> None:
    out = tmp_path / "refused.csv"
    out.write_text("older")
    assert run(MemorySink(), write_rows(tmp_path / "a.csv", good_row(1)), refused_path=out).refused_file is None
    assert out.read_text() == "older"


def test_that_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.csv", good_row(1, 时间="x"))
    with pytest.raises(BadInput) as refused:
        run(MemorySink(), path, refused_path=tmp_path / "gone" / "refused.csv")
    assert refused.value.key == "refused_file_unwritable"


def test_that_missing_cells_are_shown_as_missing(tmp_path: Path) -> None:
    out = tmp_path / "refused.csv"
    refused = RefusedFile(out, {"a.csv": ("a", "b", ROW_COLUMN, REASON_COLUMN)}, plain_reason)
    refused.add(Refusal("a.csv", 2, "row_ragged", {"expected": 2, "found": 1}, ("x",)))
    assert refused.keep() == out
    refused.discard()
    assert rows_of(out)[1] == ["x", MISSING_CELL, "2", "row_ragged (expected=2, found=1)"]


cells = st.dictionaries(
    st.sampled_from(["标题", "部门名", "社区", "类别"]),
    st.text(alphabet=st.sampled_from("路灯=+-@'＝ ,\"\n\ta1"), min_size=1, max_size=8).filter(
        lambda text: text.strip() not in ("", "-")
    ),
)


@given(st.lists(cells, min_size=1, max_size=5))
def test_that_refused_then_corrected_rows_make_the_cases_the_good_file_would(
    tmp_path_factory: pytest.TempPathFactory, changes: list[dict[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    plain = dict(zip(NAMES, GOOD.split(","), strict=True))
    rows = [{**plain, **change, "编号": f"{number:04d}"} for number, change in enumerate(changes)]

    def put(name: str, moment: str) -> Path:
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([NAMES, *[[*{**row, "时间": moment}.values()] for row in rows]])
        return folder / name

    good, bad, out = MemorySink(), MemorySink(), folder / "refused.csv"
    run(good, put("good.csv", plain["时间"]))
    assert run(bad, put("bad.csv", "someday"), refused_path=out).refused == len(rows)
    # Somebody corrects the one wrong cell in place.
    out.write_text(out.read_text("utf-8-sig").replace("someday", plain["时间"]), encoding="utf-8-sig", newline="")
    assert run(bad, out).imported == len(rows)
    assert bad.cases == good.cases
