"""What decisions share: the handling clock computed anew."""

from __future__ import annotations

import pytest

from models.domain.deciding import with_clock
from models.domain.instant import HOUR
from tests.helpers.records import CLOCKS, T0, make_case


@pytest.mark.parametrize("state", ["filed", "dispatched", "accepted_by_department", "in_progress"])
def test_that_while_handling_runs_its_deadline_is_the_effective_one(state: str) -> None:
    case = with_clock(make_case(state=state, filed_at=T0, limit_text="4 urgent_hour"), CLOCKS)
    assert (case.due_at, case.deadline_at) == (T0 + 4 * HOUR, T0 + 4 * HOUR)


def test_that_a_check_keeps_its_own_deadline() -> None:
    case = with_clock(make_case(state="handled", filed_at=T0, limit_text="4 urgent_hour", deadline_at=7), CLOCKS)
    assert (case.due_at, case.deadline_at) == (T0 + 4 * HOUR, 7)


def test_that_another_start_counts_before_filing() -> None:
    case = with_clock(make_case(state="filed", filed_at=T0, clock_from=T0 + 5, limit_text="1 urgent_hour"), CLOCKS)
    assert case.due_at == T0 + 5 + HOUR


def test_that_a_case_without_limit_or_start_keeps_what_it_has() -> None:
    for case in (make_case(state="filed", filed_at=T0, due_at=9), make_case(limit_text="4 urgent_hour", due_at=9)):
        assert with_clock(case, CLOCKS) == case


def test_that_days_beyond_the_calendar_are_marked_and_unmarked() -> None:
    marked = with_clock(make_case(state="filed", filed_at=T0, limit_text="4 incomplete", marks="x"), CLOCKS)
    assert marked.marks == "calendar_incomplete x"
    again = with_clock(make_case(state="filed", filed_at=T0, limit_text="4 h", marks=marked.marks), CLOCKS)
    assert again.marks == "x"
