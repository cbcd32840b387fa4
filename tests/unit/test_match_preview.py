"""The preview of a matching: the first rows as they would be imported, refused ones with their reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.domain.errors import BadInput
from models.exchange.match_preview import preview_of
from models.exchange.match_values import SHOWN_ROWS, look_at
from models.exchange.validate import Rules
from tests.helpers.bad_files import ROWS
from tests.helpers.import_sink import NOW, MemorySink, good_row, mapping, run, write_rows

MISSING = ("", "-")


def test_that_rows_are_shown_as_they_would_be_imported(tmp_path: Path) -> None:
    rows = [good_row(1), good_row(2, 时间="soon"), "3,too few", *(good_row(number) for number in range(4, 40))]
    path = write_rows(tmp_path / "a.csv", *rows)
    found = preview_of(look_at([path], MISSING), mapping(), Rules(NOW))
    assert len(found.rows) == SHOWN_ROWS
    assert [row.row for row in found.rows[:3]] == [2, 3, 4]
    assert [row.key for row in found.rows[:4]] == ["", "row_date_wrong", "row_ragged", ""]
    assert found.refused == 2
    assert found.names == {"D1": "市政", "C1": "C1", "imported-trial-K1": "K1"}
    sink = MemorySink()
    run(sink, path)
    for row in found.rows:
        if row.content is not None:
            case = sink.of(row.content.external_id)
            assert (case.title, case.opened_at, case.due_at) == (
                row.content.title,
                row.content.opened_at,
                row.content.due_at,
            )


@pytest.mark.parametrize("what", ROWS)
def test_that_a_bad_row_is_refused_for_the_reason_the_import_has(tmp_path: Path, what: str) -> None:
    make, key = ROWS[what]
    (tmp_path / "a.csv").write_bytes(make())
    found = preview_of(look_at([tmp_path / "a.csv"], MISSING), mapping(), Rules(NOW))
    assert [row.key for row in found.rows] == ["", key, ""]


def test_that_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    look = look_at([write_rows(tmp_path / "a.csv", "1,2", header="编号,标题")], MISSING)
    with pytest.raises(BadInput) as refused:
        preview_of(look, mapping(), Rules(NOW))
    assert refused.value.key == "column_missing"
