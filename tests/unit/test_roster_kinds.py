"""Kinds of shifts: hours across midnight, breaks, and how the settings are read."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.errors import BadInput
from models.domain.instant import HOUR, MINUTE
from models.domain.roster_kinds import (
    QualificationKind,
    ShiftKind,
    parse_qualifications,
    parse_shifts,
    rota_stretches,
    whole_day,
)
from models.domain.roster_spans import length
from tests.helpers.records import SHANGHAI
from tests.helpers.rosters import EARLY, LATE, MONDAY, NIGHT, OFFICE, SHIFTS, at

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
ZONES = st.sampled_from([SHANGHAI, ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")])


def test_that_a_shift_that_ends_at_midnight_ends_on_the_next_day() -> None:
    assert LATE.stretch(MONDAY, SHANGHAI) == (at(MONDAY, "16:00"), at(MONDAY + timedelta(days=1), "00:00"))
    assert NIGHT.stretch(MONDAY, SHANGHAI) == (at(MONDAY, "00:00"), at(MONDAY, "08:00"))
    assert LATE.covers(time(23, 59))
    assert not LATE.covers(time(0))
    assert EARLY.covers(time(8))
    assert not EARLY.covers(time(16))


@given(DAYS, ZONES)
def test_that_the_rotas_shifts_of_a_day_tile_it(day: date, zone: ZoneInfo) -> None:
    shifts = sorted(kind.stretch(day, zone) for kind in SHIFTS if kind.rota)
    start, end = whole_day(day, zone)
    assert (shifts[0][0], shifts[-1][1]) == (start, end)
    assert all(one[1] == other[0] for one, other in pairwise(shifts))
    assert rota_stretches(SHIFTS, day, day + timedelta(days=6), zone) == (
        (start, whole_day(day + timedelta(days=6), zone)[1]),
    )


def test_that_breaks_are_no_working_time_also_after_midnight() -> None:
    assert length(OFFICE.working(MONDAY, SHANGHAI)) == 7 * HOUR + 30 * MINUTE
    long_night = ShiftKind("n", "夜", "N", time(20), time(8), ((time(23, 30), time(0, 30)), (time(3), time(4))))
    tuesday = MONDAY + timedelta(days=1)
    assert long_night.working(MONDAY, SHANGHAI) == (
        (at(MONDAY, "20:00"), at(MONDAY, "23:30")),
        (at(tuesday, "00:30"), at(tuesday, "03:00")),
        (at(tuesday, "04:00"), at(tuesday, "08:00")),
    )


def test_that_shifts_are_read_from_the_settings() -> None:
    rows: list[dict[str, Any]] = [
        {"code": "office", "name": "行政班", "name_en": "Office", "from": "08:30", "to": "17:30", "rota": False,
         "breaks": [["12:00", "13:30"]]},
        {"name": "夜班", "name_en": "Night", "from": "00:00", "to": "08:00"},
    ]  # fmt: skip
    assert parse_shifts(rows) == (OFFICE, ShiftKind("夜班", "夜班", "Night", time(0), time(8)))
    assert parse_qualifications([{"code": "a", "name": "执法证"}]) == (QualificationKind("a", "执法证", ""),)


_SHIFT = {"code": "a", "name": "x", "name_en": "x", "from": "00:00", "to": "01:00"}


@pytest.mark.parametrize(
    "rows",
    [
        None, [3], [{"name": "x"}], [{**_SHIFT, "from": "25:00"}], [{**_SHIFT, "breaks": 3}],
        [{**_SHIFT, "breaks": [["01:00"]]}], [_SHIFT, _SHIFT],
    ],
)  # fmt: skip
def test_that_wrong_shifts_are_named(rows: object) -> None:
    with pytest.raises(BadInput, match="settings_wrong") as wrong:
        parse_shifts(rows)
    assert wrong.value.arguments["part"] == "shifts"


@pytest.mark.parametrize("rows", [None, [{}], [{"code": "a", "name": "x"}, {"code": "a", "name": "y"}]])
def test_that_wrong_kinds_of_qualifications_are_named(rows: object) -> None:
    with pytest.raises(BadInput, match="settings_wrong") as wrong:
        parse_qualifications(rows)
    assert wrong.value.arguments["part"] == "qualifications"
