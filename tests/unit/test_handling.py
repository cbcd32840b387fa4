"""The handling clock of a case: start, limit with extensions, pauses."""

from __future__ import annotations

import pytest

from models.domain.clock import Pause
from models.domain.handling import clock_start, effective_limit, pauses_of, resume_due, resumed, with_pauses
from tests.helpers.records import T0, make_case


@pytest.mark.parametrize(("filed", "again", "start"), [(None, None, None), (5, None, 5), (5, 7, 7)])
def test_that_the_clock_starts_with_filing_or_with_rework(filed: int | None, again: int | None, start: object) -> None:
    assert clock_start(make_case(filed_at=filed, clock_from=again)) == start


@pytest.mark.parametrize(
    ("limit", "extension", "effective"),
    [
        (None, None, None),
        (None, "2", None),
        ("4 urgent_hour", None, "4 urgent_hour"),
        ("4 urgent_hour", "2.5", "6.5 urgent_hour"),
        ("2 working_day", "3", "5 working_day"),
    ],
)
def test_that_extensions_add_to_the_limit(limit: str | None, extension: str | None, effective: str | None) -> None:
    assert effective_limit(make_case(limit_text=limit, extension=extension)) == effective


def test_that_pauses_are_kept_as_text() -> None:
    assert pauses_of(make_case()) == ()
    case = with_pauses(make_case(), [Pause(1, 5), Pause(7, 9)])
    assert case.pauses == "1..5 7..9"
    assert pauses_of(case) == (Pause(1, 5), Pause(7, 9))


def test_that_a_suspension_is_over_on_its_date() -> None:
    case = make_case(suspended_until=T0, pauses=f"{T0 - 9}..{T0}")
    assert [resume_due(case, at) for at in (T0 - 1, T0, T0 + 1)] == [False, True, True]
    assert not resume_due(make_case(), T0)


@pytest.mark.parametrize(
    ("at", "pauses"), [(T0 + 1, "1..3 4..{T0}"), (T0, "1..3 4..{T0}"), (T0 - 1, "1..3 4..{before}"), (2, "1..3 4..4")]
)
def test_that_a_suspension_over_early_gives_back_its_rest(at: int, pauses: str) -> None:
    case = resumed(make_case(suspended_until=T0, pauses=f"1..3 4..{T0}"), at)
    assert case.suspended_until is None
    assert case.pauses == pauses.format(T0=T0, before=T0 - 1)
    assert resumed(make_case(), at) == make_case()
