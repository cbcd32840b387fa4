"""The organisation: codes of grids, whom an officer acts for, records that stay as they are."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.errors import BadInput
from models.domain.organisation import Community, GridWorker, Platform, Street, check_grid_code
from tests.helpers.records import BOTH, DAY_ONE, DEPARTMENT, DUTY, FIRE, GRID

DIGITS = st.text("0123456789", min_size=15, max_size=15)


@given(DIGITS)
def test_that_fifteen_digits_are_a_grid_code(code: str) -> None:
    assert check_grid_code(code) == code
    assert check_grid_code(code, code[:12]) == code


@pytest.mark.parametrize(
    "code",
    [
        "",
        "33010201800100",
        "3301020180010011",
        "33010201800100a",
        "330102018001001 ",
        "330102018001001\n",
        " 330102018001001",
        "-30102018001001",
        "３３０１０２０１８００１００１",
        "٣٣٠١٠٢٠١٨٠٠١٠٠١",
    ],
)
def test_that_anything_else_is_no_grid_code(code: str) -> None:
    with pytest.raises(BadInput) as bad:
        check_grid_code(code, "330102018001")
    assert bad.value.key == "grid_code_wrong"
    assert bad.value.arguments == {"code": code}


@pytest.mark.parametrize("community", ["330102018002", "330102018", "330102018001001", ""])
def test_that_a_grid_belongs_to_the_community_its_code_begins_with(community: str) -> None:
    with pytest.raises(BadInput) as bad:
        check_grid_code("330102018001001", community)
    assert bad.value.key == "grid_code_foreign"
    assert bad.value.arguments == {"code": "330102018001001", "community": community}


def test_that_people_call_a_grid_by_its_last_three_digits() -> None:
    assert replace(GRID, code="330102018001042").short == "042"


@pytest.mark.parametrize(
    ("departments", "asked", "acts"),
    [
        ((), "D1", False),
        ((), None, False),
        (("D1",), "D1", True),
        (("D1",), "D2", False),
        (("D1",), "D", False),
        (("D1",), None, False),
        (("D1", "D2"), "D2", True),
        (("*",), "D1", True),
        (("*",), None, True),
        (("D1", "*"), "D2", True),
    ],
)
def test_that_an_officer_acts_for_the_own_departments_or_for_all(
    departments: tuple[str, ...], asked: str | None, acts: bool
) -> None:
    assert replace(FIRE, departments=frozenset(departments)).acts_for(asked) is acts


def test_that_records_cannot_be_changed_and_are_equal_by_content() -> None:
    records = [
        Street("330102018", "九堡", "Jiubao", "330102", "上城区"),
        Platform("public_order", "综治工作", "Public order", DAY_ONE, None, 1),
        DEPARTMENT,
        Community("330102018001", "某社区", "Some", "330102018", DAY_ONE, None),
        GRID,
        GridWorker("w1", "某", "", True),
        DUTY,
        BOTH,
    ]
    for record in records:
        with pytest.raises(FrozenInstanceError):
            record.name = "另"  # type: ignore[attr-defined]
        assert not hasattr(record, "__dict__")
        assert replace(record) == record  # type: ignore[type-var]
    assert len(set(records)) == len(records)
