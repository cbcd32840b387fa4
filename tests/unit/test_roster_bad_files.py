"""Bad roster files: each refused clearly, good rows kept, nothing partial."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.messages import messages
from models.domain.errors import BadInput
from models.exchange.roster_reading import MOST_ROWS
from tests.helpers.roster_place import CARDS, GOOD, Place, counted
from tests.helpers.rosters import MONDAY


@pytest.fixture
def place(sqlite_url: str, tmp_path: Path) -> Iterator[Place]:
    found = Place(sqlite_url, tmp_path)
    yield found
    found.engine.dispose()


BAD = {
    "nobody": ("nobody,,2025-09-22,早班,,", "roster_row_officer_unknown"),
    "no such name": (",王五,2025-09-22,早班,,", "roster_row_officer_unknown"),
    "two of one name": (",值班甲,2025-09-22,早班,,", "roster_row_name_ambiguous"),
    "nobody named": (",,2025-09-22,早班,,", "roster_row_cell_empty"),
    "left": ("gone,,2025-09-22,早班,,", "roster_officer_inactive"),
    "no day": ("duty,,,早班,,", "roster_row_cell_empty"),
    "30 February": ("duty,,2025-02-30,早班,,", "roster_row_date_wrong"),
    "day first": ("duty,,22/9/2025,早班,,", "roster_row_date_wrong"),
    "mixed": ("duty,,2025-09/22,早班,,", "roster_row_date_wrong"),
    "a time of day": ("duty,,2025-09-22 08:00,早班,,", "roster_row_date_wrong"),
    "a serial number": ("duty,,45922,早班,,", "roster_row_date_wrong"),
    "year 20260": ("duty,,20260-01-01,早班,,", "roster_row_date_wrong"),
    "year 1999": ("duty,,1999-01-01,早班,,", "row_date_out_of_range"),
    "no shift": ("duty,,2025-09-22,,值班员,在岗", "roster_row_cell_empty"),
    "no such shift": ("duty,,2025-09-22,午班,,", "roster_row_shift_unknown"),
    "a formula": ("duty,,2025-09-22,=1+1,,", "roster_row_shift_unknown"),
    "no such post": ("duty,,2025-09-22,早班,厨师,", "roster_row_post_unknown"),
    "no such kind": ("duty,,2025-09-22,早班,,也许", "roster_row_kind_unknown"),
    "shift on leave": ("duty,,2025-09-22,早班,,休假", "roster_row_kind_wrong"),
    "leave on duty": ("duty,,2025-09-22,休假,,在岗", "roster_row_kind_wrong"),
    "another post for the same shift": ("both,,2025-09-22,早班,窗口,", "roster_row_twice"),
    "rest beside a shift": ("both,,2025-09-22,休,,", "roster_row_rest_with_shift"),
    "a shift beside rest": ("all,,2025-09-22,早班,,", "roster_row_rest_with_shift"),
    "too few cells": ("duty,,2025-09-22", "row_ragged"),
    "too many cells": ("duty,,2025-09-22,早班,,,,", "row_ragged"),
    "a NUL": ("duty,,2025-09-22,早\0班,,", "cell_nul"),
    "a huge cell": (f"duty,,2025-09-22,{'早' * 30_000},,", "cell_too_long"),
    "a stray quote": ('duty,,2025-09-22,"早"班,,', "csv_quote_stray"),
}
BAD_CARDS = {
    "no such card": ("duty,厨师证,1,,", "roster_row_card_unknown"),
    "no number": ("duty,执法证,,,", "roster_row_cell_empty"),
    "a number eaten by a spreadsheet": ("duty,执法证,3.30104E+11,,", "row_code_exponent"),
    "a long number": (f"duty,执法证,{'1' * 61},,", "roster_card_number_wrong"),
    "ends first": ("duty,执法证,1,2025-01-02,2025-01-01", "roster_card_ends_first"),
    "no date": ("duty,执法证,1,,明年", "roster_row_date_wrong"),
    "another of one kind": ("both,执法证,2,,", "roster_row_card_twice"),
}


@pytest.mark.parametrize("what", BAD)
def test_that_a_bad_row_is_refused_by_reason_and_the_good_ones_are_kept(place: Place, what: str) -> None:
    line, key = BAD[what]
    done = place.take(place.file("both,,2025-09-22,早班,,", "all,,2025-09-22,休,,", line, "fire,,2025-09-22,夜班,,"))
    assert counted(done) == (4, 2, 1, 1)
    (refusal,) = done.refusals
    assert (refusal.row, refusal.key) == (4, key)
    assert (len(place.day("both")), len(place.day("fire"))) == (1, 1)
    assert done.refused_file is not None
    assert messages("zh").outcome(key, refusal.arguments)[:3] in done.refused_file.read_text(encoding="utf-8-sig")
    for language in ("zh", "en"):
        assert key not in messages(language).outcome(key, refusal.arguments)


@pytest.mark.parametrize("what", BAD_CARDS)
def test_that_a_bad_card_is_refused_by_reason_and_the_good_ones_are_kept(place: Place, what: str) -> None:
    line, key = BAD_CARDS[what]
    lines = ("both,执法证,1,2025-01-01,2026-12-31", line, "fire,Dangerous goods,7,,")
    done = place.take(place.file(*lines, header=CARDS))
    assert (counted(done), [refusal.key for refusal in done.refusals]) == ((3, 2, 0, 1), [key])
    assert place.roster().qualified("both", "enforcement", MONDAY)
    assert place.roster().qualified("fire", "dangerous_goods", MONDAY)


def test_that_a_file_wrong_as_a_whole_stops_before_anything(place: Place) -> None:
    bad = {
        "roster_columns_missing": place.file("1,2", header="a,b", name="a.csv"),
        "column_duplicate": place.file("1,2", header="日期,日期", name="b.csv"),
        "csv_quote_unclosed": place.file('duty,,2025-09-22,"早班,,', name="c.csv"),
        "header_empty": place.file("", header="", name="d.csv"),
        "file_unreadable": place.folder / "none.csv",
        "xlsx_broken": place.file("x", name="e.xlsx"),
        "file_empty": place.folder / "f.csv",
        "encoding_unknown": place.folder / "g.csv",
    }
    bad["file_empty"].write_bytes(b"")
    bad["encoding_unknown"].write_bytes(b"\xff\x00\xc3\x28" * 9 + b"\x81")
    for key, path in bad.items():
        with pytest.raises(BadInput, match=key):
            place.take(path)
    path = place.file(*GOOD)
    with pytest.raises(BadInput, match="refused_file_is_input"):
        place.take(path, refused=path)
    assert place.roster().records() == ()


def test_that_too_many_rows_are_refused_at_once(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_ROWS > 100_000
    monkeypatch.setattr("models.exchange.roster_reading.MOST_ROWS", 5)
    with pytest.raises(BadInput, match="roster_too_many_rows"):
        place.take(place.file(*GOOD))
