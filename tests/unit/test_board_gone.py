"""Late news of a case that went is told from new news."""

from __future__ import annotations

from models.board.gone import Gone


def test_that_departed_cases_are_forgotten_longest_first() -> None:
    gone = Gone(remembered=2)
    for case_id in ("a", "b", "a", "c"):
        gone.note(case_id, 7)
    assert ("a" in gone, "b" in gone, gone.version("b"), gone.version("c")) == (True, False, -1, 7)
    gone.note("c", 5)
    assert gone.version("c") == 7
