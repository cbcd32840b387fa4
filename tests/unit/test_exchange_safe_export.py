"""No cell of an export is ever run by a spreadsheet; what was guarded reads back as it was."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.safe_export import SafeWriter, safe_cell, unguarded

DANGEROUS = "=+-@＝＋－＠"


@pytest.mark.parametrize("sign", DANGEROUS)
@pytest.mark.parametrize("front", ["", " ", "\t", "\r\n", "\u3000", "\ufeff", "'", "''"])
def test_that_no_cell_starts_with_a_sign_that_spreadsheets_run(sign: str, front: str) -> None:
    cell = safe_cell(f"{front}{sign}1+1")
    assert cell[0] == "'"
    assert unguarded(cell) == f"{front}{sign}1+1"


@pytest.mark.parametrize("text", ["", "路灯", "a=b", "'quoted", "0001", " ", "\t"])
def test_that_harmless_cells_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text
    assert unguarded(text) == text


@given(st.text(alphabet=st.sampled_from("'=+-@＝ \tab1\ufeff"), max_size=6))
def test_that_unguarding_gives_back_any_text(text: str) -> None:
    guarded = safe_cell(text)
    assert unguarded(guarded) == text
    assert not guarded.lstrip(" \t\ufeff").startswith(tuple(DANGEROUS))


def test_that_the_writer_guards_every_cell_and_keeps_commas_and_line_breaks_inside() -> None:
    stream = StringIO(newline="")
    SafeWriter(stream).rows([["a,b", "=1", None, 7], ["two\nlines", -1.5, "", "x"]])
    assert stream.getvalue() == '"a,b",\'=1,,7\r\n"two\nlines",\'-1.5,,x\r\n'
    assert list(csv.reader(StringIO(stream.getvalue(), newline="")))[1][0] == "two\nlines"
