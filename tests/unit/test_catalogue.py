"""Categories and standards: plain records whose words and fields the database keeps."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from models.domain.catalogue import Category, Kind, Standard
from models.domain.limit import parse_limit
from tests.helpers.records import CATEGORY, STANDARD


def test_that_kinds_are_parts_events_services_and_what_came_with_a_file() -> None:
    assert tuple(Kind) == ("part", "event", "service", "imported")
    assert [f"{kind}-01" for kind in Kind] == ["part-01", "event-01", "service-01", "imported-01"]


@pytest.mark.parametrize("record", [CATEGORY, STANDARD])
def test_that_records_cannot_be_changed_and_are_equal_by_content(record: Category | Standard) -> None:
    with pytest.raises(FrozenInstanceError):
        record.code = "other"  # type: ignore[misc]
    assert not hasattr(record, "__dict__")
    assert replace(record) == record
    assert hash(replace(record)) == hash(record)
    assert replace(record, valid_to=date(2026, 1, 1)) != record


def test_that_fields_come_in_the_order_of_the_tables() -> None:
    assert Category.__slots__ == (
        "code", "kind", "major_code", "major_name", "minor_code", "minor_name", "platform_code", "valid_from",
        "valid_to",
    )  # fmt: skip
    assert Standard.__slots__ == (
        "code", "category_code", "filing_condition", "closing_condition", "limit_text", "limit_raw",
        "handling_unit", "supervising_unit", "lead_department_code", "valid_from", "valid_to",
    )  # fmt: skip


def test_that_the_limit_of_a_standard_reads_back() -> None:
    assert parse_limit(STANDARD.limit_text).canonical == STANDARD.limit_text
