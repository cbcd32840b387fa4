"""Limits as catalogues write them: understood exactly or refused with their text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.errors import BadInput
from models.domain.instant import DAY, HOUR
from models.domain.limit import LONGEST_DAYS, Limit, Unit, parse_limit

AMOUNTS = st.decimals(min_value="0.000001", max_value=LONGEST_DAYS, places=6).filter(lambda amount: amount > 0)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("4工作时", "4 working_hour"),
        ("4小时", "4 working_hour"),
        ("4个小时", "4 working_hour"),
        ("2紧急工作时", "2 urgent_hour"),
        ("1紧急工作日", "1 urgent_day"),
        ("2天", "2 working_day"),
        ("3工作日", "3 working_day"),
        ("2个工作日", "2 working_day"),
        ("2 个 工作日", "2 working_day"),
        ("5自然日", "5 natural_day"),
        ("５自然日", "5 natural_day"),
        ("１．５\u3000天", "1.5 working_day"),
        ("0.5工作日", "0.5 working_day"),
        ("4.0小时", "4 working_hour"),
        ("1.50天", "1.5 working_day"),
        ("007天", "7 working_day"),
        ("100天", "100 working_day"),
        ("  2天\n", "2 working_day"),
        ("4 working_hour", "4 working_hour"),
        ("4 working hours", "4 working_hour"),
        ("4 Working-Hours", "4 working_hour"),
        ("2 urgent days", "2 urgent_day"),
        ("1 urgent hour", "1 urgent_hour"),
        ("3 natural day", "3 natural_day"),
        ("3 hours", "3 working_hour"),
        ("1 day", "1 working_day"),
        ("3650 natural_day", "3650 natural_day"),
        ("87600 urgent_hour", "87600 urgent_hour"),
        ("0.000001 urgent_hour", "0.000001 urgent_hour"),
    ],
)
def test_that_a_limit_is_read_in_every_accepted_spelling(text: str, canonical: str) -> None:
    assert parse_limit(text).canonical == canonical
    assert str(parse_limit(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "1紧急工作时制止", "", " ", "天", "个工作日", "0天", "0.0小时", "-1天", "−1天", "+1天", "3651天",
        "87601 urgent_hour", "1234567890天", "0.0000001天", "1.天", ".5天", "1,5天", "1e3天", "二天", "半天",
        "2日", "2周", "2紧急天", "2紧急小时", "4 natural hours", "4 h", "4 workinghour", "4 working  hour",
        "4 个 hours", "2天内", "约2天", "2天3小时", "nan天", "١天", "①天", "2 dayss", "2 calendar days",
        "4 紧急",
    ],
)  # fmt: skip
def test_that_anything_else_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_limit(text)
    assert refused.value.key == "limit_not_understood"
    assert dict(refused.value.arguments) == {"text": text}
    assert refused.value.__cause__ is None


def test_that_the_place_says_what_a_bare_hour_and_a_bare_day_mean() -> None:
    assert parse_limit("4小时", hour_means=Unit.urgent_hour) == Limit(Decimal(4), Unit.urgent_hour)
    assert parse_limit("4 hours", hour_means=Unit.urgent_hour).unit == Unit.urgent_hour
    assert parse_limit("2天", day_means=Unit.natural_day).unit == Unit.natural_day
    assert parse_limit("2 days", day_means=Unit.natural_day).unit == Unit.natural_day
    assert parse_limit("4工作时", hour_means=Unit.urgent_hour).unit == Unit.working_hour
    assert parse_limit("2工作日", day_means=Unit.natural_day).unit == Unit.working_day


@given(AMOUNTS, st.sampled_from(Unit))
def test_that_the_canonical_spelling_is_read_back_to_the_same_limit(amount: Decimal, unit: Unit) -> None:
    limit = Limit(amount, unit)
    assert limit.amount == amount
    assert parse_limit(limit.canonical) == limit
    assert hash(parse_limit(limit.canonical)) == hash(limit)


@given(AMOUNTS, st.sampled_from([Unit.urgent_hour, Unit.working_hour, Unit.urgent_day]))
def test_that_every_accepted_amount_is_a_whole_number_of_microseconds(amount: Decimal, unit: Unit) -> None:
    span = Limit(amount, unit).span
    assert span == amount * (DAY if unit == Unit.urgent_day else HOUR)


def test_that_minutes_are_exact_and_absent_for_days_of_no_fixed_length() -> None:
    assert parse_limit("0.5小时").counted_minutes == 30
    assert parse_limit("0.1紧急工作时").counted_minutes == 6
    assert parse_limit("2紧急工作日").counted_minutes == 2880
    assert parse_limit("2天").counted_minutes is None
    assert parse_limit("2自然日").counted_minutes is None
    assert parse_limit("2自然日").span is None


def test_that_units_know_what_they_count() -> None:
    assert {unit for unit in Unit if unit.is_working} == {Unit.working_hour, Unit.working_day}
    assert {unit for unit in Unit if unit.is_hour} == {Unit.urgent_hour, Unit.working_hour}


@pytest.mark.parametrize("amount", ["0", "-1", "3650.000001", "NaN", "Infinity", "0.0000001"])
def test_that_a_limit_cannot_be_made_with_a_senseless_amount(amount: str) -> None:
    with pytest.raises(BadInput) as refused:
        Limit(Decimal(amount), Unit.working_day)
    assert refused.value.arguments["text"] == f"{amount if amount != '0.0000001' else Decimal(amount)} working_day"


def test_that_equal_amounts_make_equal_limits() -> None:
    assert Limit(Decimal("4.00"), Unit.working_hour) == Limit(Decimal(4), Unit.working_hour)
    assert Limit(4, "working_hour").canonical == "4 working_hour"  # type: ignore[arg-type]
