"""Instants: exact to the microsecond, read and written as local time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.domain.instant import (
    DAY,
    HOUR,
    MICROSECOND,
    MINUTE,
    SECOND,
    format_instant,
    from_datetime,
    from_local,
    parse_instant,
    to_local,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
ZONES = st.sampled_from([SHANGHAI, BERLIN, NEW_YORK, ZoneInfo("Asia/Kathmandu"), ZoneInfo("UTC")])
# Years 2 to 9998, so that no zone leads out of what a datetime can say.
INSTANTS = st.integers(
    min_value=from_datetime(datetime(2, 1, 1, tzinfo=UTC)), max_value=from_datetime(datetime(9998, 12, 31, tzinfo=UTC))
)


def test_that_spans_are_microseconds() -> None:
    assert (MICROSECOND, SECOND, MINUTE, HOUR, DAY) == (1, 10**6, 60 * 10**6, 3_600 * 10**6, 86_400 * 10**6)


def test_that_the_epoch_is_zero_and_a_microsecond_is_one() -> None:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    assert from_datetime(epoch) == 0
    assert from_datetime(epoch + timedelta(microseconds=1)) == 1
    assert from_datetime(epoch - timedelta(microseconds=1)) == -1
    assert from_datetime(datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)) == 10**9 * SECOND
    assert from_datetime(datetime(1970, 1, 1, 8, tzinfo=timezone(timedelta(hours=8)))) == 0


def test_that_a_naive_datetime_is_no_instant() -> None:
    with pytest.raises(ValueError, match=r"^a datetime without a zone is no instant$"):
        from_datetime(datetime(2025, 9, 24, 10))


def test_that_local_time_is_that_of_the_zone() -> None:
    instant = from_datetime(datetime(2025, 9, 24, 2, tzinfo=UTC))
    local = to_local(instant, SHANGHAI)
    assert (local.isoformat(), local.tzinfo) == ("2025-09-24T10:00:00+08:00", SHANGHAI)
    assert to_local(instant, NEW_YORK).isoformat() == "2025-09-23T22:00:00-04:00"
    assert to_local(0, BERLIN).isoformat() == "1970-01-01T01:00:00+01:00"


@given(INSTANTS, ZONES)
def test_that_local_time_leads_back_to_the_same_instant(instant: int, zone: ZoneInfo) -> None:
    assert from_datetime(to_local(instant, zone)) == instant


def test_that_an_ambiguous_reading_takes_its_first_occurrence() -> None:
    # Berlin, 2025-10-26: 3:00 summer time (1:00 UTC) is set back to 2:00.
    first = from_local(datetime(2025, 10, 26, 2, 30), BERLIN)
    assert first == from_datetime(datetime(2025, 10, 26, 0, 30, tzinfo=UTC))
    assert to_local(first, BERLIN).fold == 0
    second = to_local(first + HOUR, BERLIN)
    assert (second.replace(tzinfo=None), second.fold) == (datetime(2025, 10, 26, 2, 30), 1)
    assert from_datetime(second) == first + HOUR


def test_that_a_reading_that_does_not_exist_takes_the_offset_before_the_change() -> None:
    # Berlin, 2025-03-30: 2:00 winter time (1:00 UTC) is set forward to 3:00; 2:30 would be 1:30 UTC.
    skipped = from_local(datetime(2025, 3, 30, 2, 30), BERLIN)
    assert skipped == from_datetime(datetime(2025, 3, 30, 1, 30, tzinfo=UTC))
    assert format_instant(skipped, BERLIN) == "2025-03-30T03:30:00+02:00"


def test_that_shanghais_summer_time_of_former_years_is_known() -> None:
    assert to_local(from_local(datetime(1990, 7, 1, 12), SHANGHAI), SHANGHAI).utcoffset() == timedelta(hours=9)
    assert from_local(datetime(1990, 7, 1, 12), SHANGHAI) == from_datetime(datetime(1990, 7, 1, 3, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-09-24 10:00", "2025-09-24T10:00:00+08:00"),
        ("2025-09-24T10:00:05", "2025-09-24T10:00:05+08:00"),
        ("  2025-09-24\n", "2025-09-24T00:00:00+08:00"),
        ("2025-09-24T02:00:00Z", "2025-09-24T10:00:00+08:00"),
        ("2025-09-24T02:00:00-01:30", "2025-09-24T11:30:00+08:00"),
        ("2025-09-24T10:00:00.5", "2025-09-24T10:00:00.500000+08:00"),
        ("2025-09-24T10:00:00.000001", "2025-09-24T10:00:00.000001+08:00"),
    ],
)
def test_that_texts_are_local_time_unless_they_say_their_offset(text: str, expected: str) -> None:
    assert format_instant(parse_instant(text, SHANGHAI), SHANGHAI) == expected


@pytest.mark.parametrize("text", ["", "  ", "tomorrow", "24.9.2025", "2025-13-01", "2025-09-24 25:00", "10:00"])
def test_that_a_text_that_is_not_iso_8601_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_instant(text, SHANGHAI)


@given(INSTANTS, ZONES, ZONES)
@example(-1, SHANGHAI, SHANGHAI)
@example(from_datetime(datetime(2025, 10, 26, 1, 30, tzinfo=UTC)), BERLIN, SHANGHAI)
def test_that_what_is_written_reads_back_exactly_in_any_zone(instant: int, zone: ZoneInfo, reader: ZoneInfo) -> None:
    assert parse_instant(format_instant(instant, zone), reader) == instant


@given(st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 12, 31)), ZONES)
def test_that_a_local_text_means_what_the_local_datetime_means(moment: datetime, zone: ZoneInfo) -> None:
    assert parse_instant(moment.isoformat(), zone) == from_local(moment, zone)
    assert from_local(moment, zone) - from_datetime(moment.replace(tzinfo=UTC)) == (
        -moment.replace(tzinfo=zone).utcoffset() / timedelta(microseconds=1)  # type: ignore[operator]
    )
