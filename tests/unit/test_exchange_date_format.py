"""Dates exactly as declared; local times to instants, the two odd hours of a year told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.instant import HOUR, MINUTE, from_datetime, from_local
from models.exchange.date_format import AMBIGUOUS, NONEXISTENT, LocalTimes, compile_format

NEW_YORK = ZoneInfo("America/New_York")
ZONES = ["America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "UTC", "Europe/Dublin"]


@pytest.mark.parametrize(
    ("form", "text", "moment"),
    [
        ("%Y-%m-%d %H:%M:%S", "2015-03-08 02:30:00", datetime(2015, 3, 8, 2, 30)),
        ("%Y/%m/%d %H:%M", "2015/3/8 2:30", datetime(2015, 3, 8, 2, 30)),
        ("%d.%m.%Y", "08.03.2015", datetime(2015, 3, 8)),
        ("%Y年%m月%d日", "2015年3月8日", datetime(2015, 3, 8)),
        ("%m/%d/%Y %H:%M:%S.%f", "03/08/2015 02:30:00.25", datetime(2015, 3, 8, 2, 30, 0, 250_000)),
        ("%Y%m%d 100%%", "20150308 100%", datetime(2015, 3, 8)),
        ("%Y-%m-%dT%H:%M:%S%z", "2015-03-08T02:30:00Z", datetime(2015, 3, 8, 2, 30, tzinfo=UTC)),
        ("%Y-%m-%dT%H:%M:%S%z", "2015-03-08T02:30:00-05:30", datetime(2015, 3, 8, 8, 0, tzinfo=UTC)),
        ("%Y-%m-%dT%H:%M:%S%z", "2015-03-08T02:30:00+0800", datetime(2015, 3, 7, 18, 30, tzinfo=UTC)),
    ],
)
def test_that_a_date_is_read_as_declared(form: str, text: str, moment: datetime) -> None:
    assert compile_format(form)(text) == moment


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("%Y-%m-%d %H:%M:%S", "2015-02-30 00:00:00"),
        ("%Y-%m-%d %H:%M:%S", "20260-01-01 00:00:0"),
        ("%Y-%m-%d %H:%M:%S", "2015-01-01T00:00:00"),
        ("%Y-%m-%d %H:%M:%S", "2015-01-01 00:20+01"),
        ("%Y-%m-%d %H:%M:%S", "2015-01-01 24:00:00"),
        ("%Y-%m-%d %H:%M:%S", "2015-01-01"),
        ("%Y-%m-%d %H:%M:%S", "infinity"),
        ("%Y-%m-%d %H:%M:%S", "２０１５-01-01 00:00:00"),
        ("%d/%m/%Y", "31/02/2015"),
        ("%d/%m/%Y", "12/31/2015"),
        ("%d/%m/%Y", "1/2/20260"),
        ("%d/%m/%Y", "1/2/15"),
        ("%d/%m/%Y", "１/2/2015"),
    ],
)
def test_that_anything_else_is_no_date(form: str, text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the parser's whole contract
        compile_format(form)(text)


@pytest.mark.parametrize("form", ["%Y-%j", "%", "%Y", "%H:%M", "%Y%Y%m%d", ""])
def test_that_a_format_without_a_whole_date_is_refused(form: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        compile_format(form)


@given(
    st.sampled_from(ZONES),
    st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2030, 1, 1)),
)
def test_that_instants_are_those_of_the_domain(zone: str, moment: datetime) -> None:
    assert LocalTimes(ZoneInfo(zone)).read(moment).at == from_local(moment, ZoneInfo(zone))


def test_that_every_quarter_of_the_days_of_change_is_right_and_odd_where_it_must_be() -> None:
    for zone, day in ((NEW_YORK, datetime(2015, 3, 8)), (NEW_YORK, datetime(2015, 11, 1)),
                      (ZoneInfo("Australia/Lord_Howe"), datetime(2015, 4, 5)),
                      (ZoneInfo("Australia/Lord_Howe"), datetime(2015, 10, 4))):  # fmt: skip
        times = LocalTimes(zone)
        for quarter in range(-96, 192):
            moment = day + timedelta(minutes=15 * quarter)
            reading = times.read(moment)
            assert reading.at == from_local(moment, zone)
            first, second = moment.replace(tzinfo=zone), moment.replace(tzinfo=zone, fold=1)
            same = first.utcoffset() == second.utcoffset()
            assert (reading.odd == 0) == same


def test_that_the_hour_shown_twice_is_its_first_and_the_hour_left_out_takes_the_earlier_offset() -> None:
    times = LocalTimes(NEW_YORK)
    twice = times.read(datetime(2015, 11, 1, 1, 30))
    assert (twice.odd, twice.at) == (AMBIGUOUS, from_datetime(datetime(2015, 11, 1, 5, 30, tzinfo=UTC)))
    never = times.read(datetime(2015, 3, 8, 2, 30))
    assert (never.odd, never.at) == (NONEXISTENT, from_datetime(datetime(2015, 3, 8, 7, 30, tzinfo=UTC)))
    assert times.after_change(never.local) == never.at - HOUR
    assert times.read(datetime(2015, 3, 8, 3, 0)).odd == 0


def test_that_an_aware_moment_needs_no_zone() -> None:
    moment = datetime(2015, 11, 1, 1, 30, tzinfo=UTC)
    reading = LocalTimes(NEW_YORK).read(moment)
    assert (reading.at, reading.local, reading.odd) == (from_datetime(moment), from_datetime(moment), 0)
    assert reading.at % MINUTE == 0
