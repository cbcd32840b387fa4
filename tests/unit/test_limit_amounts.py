"""Amounts of limits: written plainly, and refused with the one key when they are none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.domain.errors import BadInput
from models.domain.limit import Limit, Unit


@pytest.mark.parametrize(
    ("amount", "shown"), [("100", "100"), ("100.0", "100"), ("1.50", "1.5"), ("0.000001", "0.000001")]
)
def test_that_an_amount_is_kept_without_powers_of_ten_and_needless_noughts(amount: str, shown: str) -> None:
    limit = Limit(Decimal(amount), Unit.natural_day)
    assert (f"{limit.amount}", str(limit)) == (shown, f"{shown} natural_day")


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        ("0", Unit.working_day, "0 working_day"),
        ("-1", Unit.working_day, "-1 working_day"),
        ("3650.000001", Unit.natural_day, "3650.000001 natural_day"),
        ("87600.000001", Unit.urgent_hour, "87600.000001 urgent_hour"),
        ("0.0000001", Unit.urgent_day, "1E-7 urgent_day"),
        ("NaN", Unit.working_hour, "NaN working_hour"),
        ("Infinity", Unit.working_hour, "Infinity working_hour"),
    ],
)
def test_that_an_amount_that_is_none_is_named(amount: str, unit: Unit, text: str) -> None:
    with pytest.raises(BadInput) as bad:
        Limit(Decimal(amount), unit)
    assert (bad.value.key, bad.value.arguments) == ("limit_not_understood", {"text": text})


@pytest.mark.parametrize(("amount", "unit"), [("3650", Unit.working_day), ("87600", Unit.working_hour)])
def test_that_the_longest_limit_is_one(amount: str, unit: Unit) -> None:
    assert Limit(Decimal(amount), unit).amount == Decimal(amount)
