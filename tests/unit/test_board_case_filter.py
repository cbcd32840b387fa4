"""Filters as they are written on a command line."""

from __future__ import annotations

import pytest

from models.board.case_filter import ALL, CaseFilter, parse_filter
from models.domain.errors import BadInput
from models.domain.figures import MISSING


def one(*values: str) -> frozenset[str]:
    return frozenset(values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ALL),
        ("department=PWDx urgency=overdue", CaseFilter(departments=one("PWDx"), urgencies=one("overdue"))),
        ("department=A,B department=C", CaseFilter(departments=one("A", "B", "C"))),
        ("department= grid=—", CaseFilter(departments=one(MISSING), grids=one(MISSING))),
        ("department='Parks & Recreation'", CaseFilter(departments=one("Parks & Recreation"))),
        ("text='foul gas' 占道", CaseFilter(text="foul gas 占道")),
        ("wgjy", CaseFilter(text="wgjy")),
        ("text=a=b", CaseFilter(text="a=b")),
        ("without=position,deadline", CaseFilter(without_position=True, without_deadline=True)),
        ("without=category alarming=yes", CaseFilter(without_category=True, alarming=True)),
        ("id=c1,c2 id=c3", CaseFilter(ids=one("c1", "c2", "c3"))),
        (
            "platform=p community=c category=k state=filed severity=major source=phone holder=duty",
            CaseFilter(
                platforms=one("p"), communities=one("c"), categories=one("k"), states=one("filed"),
                severities=one("major"), sources=one("phone"), holders=one("duty"),
            ),
        ),
    ],
)  # fmt: skip
def test_that_a_written_filter_is_read(text: str, expected: CaseFilter) -> None:
    assert parse_filter(text) == expected


@pytest.mark.parametrize(
    ("text", "key", "name", "allowed"),
    [
        ("colour=red", "filter_key_unknown", "colour", "department"),
        ("urgency=overdue,late", "filter_value_unknown", "urgency", "due_soon"),
        ("state=closed", "filter_value_unknown", "state", "in_progress"),
        ("without=name", "filter_value_unknown", "without", "position"),
    ],
)
def test_that_an_unknown_key_or_value_is_refused_with_what_is_allowed(
    text: str, key: str, name: str, allowed: str
) -> None:
    with pytest.raises(BadInput) as caught:
        parse_filter(text)
    assert (caught.value.key, caught.value.arguments["name"]) == (key, name)
    assert allowed in str(caught.value.arguments["allowed"])


def test_that_an_open_quote_is_refused() -> None:
    with pytest.raises(BadInput, match="filter_not_readable"):
        parse_filter("text='foul")


def test_that_a_filter_names_what_restricts() -> None:
    assert ALL.restrictions == ()
    assert CaseFilter(text="a", ids=frozenset(), without_deadline=True).restrictions == (
        "text", "without_deadline", "ids",
    )  # fmt: skip
