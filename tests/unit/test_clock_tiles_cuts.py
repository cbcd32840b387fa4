"""Where intervals are cut: pauses inside one piece, make-up days of clocks that never stand, ends of the line."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.domain.clock import MAKEUP, IntervalKind, explain
from models.domain.instant import DAY, HOUR
from models.domain.limit import parse_limit
from tests.helpers.clock import RULES, at, check_tiling, pause, shown


@pytest.mark.parametrize("limit", ["6工作时", "6紧急工作时"])
def test_that_two_pauses_in_one_piece_leave_three_pieces(limit: str) -> None:
    pauses = [pause("2025-09-24 09:00", "2025-09-24 09:30"), pause("2025-09-24 10:00", "2025-09-24 10:30")]
    explained = explain(at("2025-09-24 08:30"), parse_limit(limit), RULES, pauses)
    check_tiling(explained)
    first = [(shown(piece.start)[11:], shown(piece.end)[11:], str(piece.kind)) for piece in explained.intervals[:4]]
    assert first == [
        ("08:30", "09:00", "counted"), ("09:00", "09:30", "suspended"), ("09:30", "10:00", "counted"),
        ("10:00", "10:30", "suspended"),
    ]  # fmt: skip
    assert (explained.intervals[4].start, explained.needed) == (at("2025-09-24 10:30"), 6 * HOUR)


def test_that_a_clock_that_never_stands_names_make_up_days_all_the_same() -> None:
    # Saturday 2025-10-11 is worked for the National Day holidays.
    explained = explain(at("2025-10-10 12:00"), parse_limit("2自然日"), RULES)
    assert [(shown(piece.start), piece.kind, piece.note) for piece in explained.intervals] == [
        ("2025-10-10 12:00", IntervalKind.counted, ""),
        ("2025-10-11 00:00", IntervalKind.counted, MAKEUP),
        ("2025-10-12 00:00", IntervalKind.counted, ""),
    ]
    assert explained.intervals[1].name != ""


@pytest.mark.parametrize("unit", ["自然日", "紧急工作日"])
def test_that_a_due_on_the_last_day_of_the_years_at_hand_is_explained(unit: str) -> None:
    start = at("2025-06-01 09:00")
    days = (at("2026-12-31 09:00") - start) // DAY
    explained = explain(start, parse_limit(f"{days}{unit}"), RULES)
    check_tiling(explained)
    assert explained.due == start + timedelta(days=days) // timedelta(microseconds=1)
    assert shown(explained.due) == "2026-12-31 09:00"
