"""What arrives from outside: each bad file is refused by name, or its bad row by reason with the good rows kept."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from console.messages import messages
from models.domain.errors import BadInput
from tests.helpers.bad_files import CODES, NAMES, ROWS, WHOLE_FILES, text, with_more, workbook, workbook_of_bad_rows
from tests.helpers.import_sink import GOOD, MemorySink, mapping, run


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


@pytest.mark.parametrize("what", CODES)
def test_that_a_code_that_says_nothing_known_refuses_its_row(tmp_path: Path, what: str) -> None:
    changes, cells, key = CODES[what]
    path, out = tmp_path / "a.csv", tmp_path / "refused.csv"
    path.write_bytes(with_more(cells))
    sink = MemorySink()
    result = run(sink, path, by=mapping(**changes), refused_path=out)
    assert (result.imported, result.refused, set(sink.rows)) == (2, 1, {"0001", "0003"})
    assert f"{key} (" in out.read_text("utf-8-sig")


def test_that_bad_rows_of_a_workbook_are_refused_one_by_one(tmp_path: Path) -> None:
    path, out = tmp_path / "a.xlsx", tmp_path / "refused.csv"
    path.write_bytes(workbook_of_bad_rows())
    sink = MemorySink()
    result = run(sink, path, refused_path=out)
    assert (result.imported, result.refused, set(sink.rows)) == (2, 4, {"0001", "0006"})
    told = out.read_text("utf-8-sig")
    for key in ("row_date_wrong", "row_position_no_number", "row_code_length", "row_date_out_of_range"):
        assert key in told


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
    keys |= {key for _changes, _cells, key in CODES.values()}
    assert len(ROWS) + len(WHOLE_FILES) + len(CODES) >= 60
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
