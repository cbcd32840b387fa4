"""The office calendar: what it says of days, and which files it refuses."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from models.domain.calendar import Calendar, DayKind, holiday_key, load_calendar, shipped_calendar
from models.domain.errors import BadInput

HEADER = "date,isoweekday,is_workday,type,holiday,in_lieu\n"
GOOD = (
    "2025-09-27,6,0,weekend,,0\n"
    "2025-09-28,7,1,makeup_workday,国庆节,0\n"
    "2025-09-29,1,1,workday,,0\n"
    "2025-09-30,2,1,workday,,0\n"
    "2025-10-01,3,0,holiday,国庆节,0\n"
)


def rows(text: str) -> list[dict[str, str]]:
    names = HEADER.strip().split(",")
    return [dict(zip(names, line.split(","), strict=True)) for line in text.splitlines()]


def test_that_the_shipped_calendar_covers_2015_to_2026() -> None:
    calendar = shipped_calendar()
    assert (calendar.first_day, calendar.last_day) == (date(2015, 1, 1), date(2026, 12, 31))
    assert len(calendar.days) == 4383
    assert sum(calendar.is_working(date(2015, 1, 1) + timedelta(days=n)) for n in range(4383)) == 2917 + 75
    assert calendar is shipped_calendar()
    assert calendar.version.startswith("2015-2026.")


def test_that_national_day_2025_is_known_day_by_day() -> None:
    calendar = shipped_calendar()
    kinds = {day: calendar.kind(date(2025, 10, day)) for day in range(1, 13)}
    assert all(kinds[day] == DayKind.holiday for day in range(1, 9))
    assert (kinds[9], kinds[10], kinds[11], kinds[12]) == (
        DayKind.workday,
        DayKind.workday,
        DayKind.makeup_workday,
        DayKind.weekend,
    )
    assert calendar.kind(date(2025, 9, 28)) == DayKind.makeup_workday
    assert calendar.name(date(2025, 9, 28)) == "国庆节"
    assert calendar.name(date(2025, 10, 6)) == "中秋"
    assert calendar.name(date(2025, 10, 9)) == ""
    assert calendar.is_working(date(2025, 10, 11))
    assert not calendar.is_working(date(2025, 10, 12))


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2027, 1, 1), DayKind.workday),
        (date(2027, 1, 2), DayKind.weekend),
        (date(2027, 1, 3), DayKind.weekend),
        (date(2014, 12, 31), DayKind.workday),
        (date(2014, 12, 28), DayKind.weekend),
    ],
)
def test_that_days_outside_are_plain_weekdays_and_weekends(day: date, kind: DayKind) -> None:
    calendar = shipped_calendar()
    assert not calendar.covers(day)
    assert calendar.kind(day) == kind
    assert calendar.name(day) == ""


def test_that_the_first_and_the_last_day_are_covered() -> None:
    calendar = shipped_calendar()
    assert calendar.covers(date(2015, 1, 1))
    assert calendar.covers(date(2026, 12, 31))
    assert calendar.kind(date(2015, 1, 1)) == DayKind.holiday
    assert calendar.name(date(2015, 1, 1)) == "元旦"


def test_that_rows_a_file_and_another_order_give_the_same_calendar(tmp_path: Path) -> None:
    file = tmp_path / "calendar.csv"
    file.write_text(HEADER + GOOD, encoding="utf-8-sig")
    from_file, from_rows = load_calendar(file), load_calendar(reversed(rows(GOOD)))
    assert from_file == from_rows
    assert from_file.version == from_rows.version
    assert from_file.name(date(2025, 9, 28)) == "国庆节"
    assert from_file == Calendar.of(from_file.first_day, from_file.days)
    assert (from_file.first_day, from_file.last_day) == (date(2025, 9, 27), date(2025, 10, 1))


def test_that_the_version_tells_the_content() -> None:
    kinds = (DayKind.workday, "")
    assert Calendar.of(date(2025, 9, 29), (kinds,)).version != Calendar.of(date(2025, 9, 30), (kinds,)).version
    named = Calendar.of(date(2025, 9, 29), ((DayKind.holiday, "甲"),))
    assert named.version != Calendar.of(date(2025, 9, 29), ((DayKind.holiday, "乙"),)).version
    assert named.version.startswith("2025-2025.")
    assert len(named.version) == len("2025-2025.") + 12


@pytest.mark.parametrize(
    ("wrong", "key", "arguments"),
    [
        ("2025-10-01,3,0,holiday,国庆节,0", "calendar_date_twice", {"row": 7, "date": "2025-10-01", "first": 6}),
        ("2025-10-03,5,0,holiday,国庆节,0", "calendar_day_missing", {"row": 7, "date": "2025-10-02"}),
        ("2025-13-02,4,0,holiday,国庆节,0", "calendar_date_wrong", {"row": 7, "text": "2025-13-02"}),
        ("2025-10-02,5,0,holiday,,0", "calendar_weekday_wrong", {"row": 7, "date": "2025-10-02", "weekday": "5"}),
        ("2025-10-02,4,0,feast,,0", "calendar_type_unknown", {"row": 7, "date": "2025-10-02", "type": "feast"}),
        (
            "2025-10-02,4,1,holiday,,0",
            "calendar_workday_contradicts",
            {"row": 7, "date": "2025-10-02", "type": "holiday", "workday": "1"},
        ),
        (
            "2025-10-02,4,,workday,,0",
            "calendar_workday_contradicts",
            {"row": 7, "date": "2025-10-02", "type": "workday", "workday": ""},
        ),
        (
            "2025-10-02,4,0,weekend,,0",
            "calendar_type_contradicts_weekday",
            {"row": 7, "date": "2025-10-02", "type": "weekend"},
        ),
        (
            "2025-10-02,4,1,makeup_workday,国庆节,0",
            "calendar_type_contradicts_weekday",
            {"row": 7, "date": "2025-10-02", "type": "makeup_workday"},
        ),
        (
            "2025-09-26,5,0,weekend,,0",
            "calendar_type_contradicts_weekday",
            {"row": 7, "date": "2025-09-26", "type": "weekend"},
        ),
    ],
)
def test_that_a_bad_row_is_refused_by_number_and_reason(wrong: str, key: str, arguments: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refused:
        load_calendar(rows(GOOD + wrong))
    assert refused.value.key == key
    assert dict(refused.value.arguments) == arguments


def test_that_a_plain_workday_on_a_saturday_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        load_calendar(rows("2025-09-27,6,1,workday,,0"))
    assert (refused.value.key, refused.value.arguments["row"]) == ("calendar_type_contradicts_weekday", 2)


def test_that_a_holiday_may_fall_on_a_weekend_and_needs_no_name() -> None:
    calendar = load_calendar(rows("2025-10-04,6,0,holiday,,0"))
    assert calendar.kind(date(2025, 10, 4)) == DayKind.holiday


def test_that_spaces_around_values_do_not_matter() -> None:
    calendar = load_calendar(rows(" 2025-10-01 , 3 , 0 , holiday , 国庆节 ,0"))
    assert calendar.days == ((DayKind.holiday, "国庆节"),)


def test_that_missing_columns_are_named() -> None:
    with pytest.raises(BadInput) as refused:
        load_calendar([{"date": "2025-10-01", "isoweekday": "3", "holiday": ""}])
    assert refused.value.key == "calendar_column_missing"
    assert dict(refused.value.arguments) == {"row": 2, "columns": "is_workday, type"}


def test_that_an_empty_calendar_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        load_calendar([])
    assert refused.value.key == "calendar_empty"


def test_that_a_file_in_another_encoding_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "gbk.csv"
    file.write_text(HEADER + GOOD, encoding="gbk")
    with pytest.raises(BadInput) as refused:
        load_calendar(file)
    assert (refused.value.key, dict(refused.value.arguments)) == ("calendar_not_utf8", {"file": "gbk.csv"})


def test_that_every_shipped_holiday_has_a_key_for_its_translation() -> None:
    names = {name for _, name in shipped_calendar().days if name}
    assert {holiday_key(name) for name in names} == {
        "new_year", "spring_festival", "qingming", "labour_day", "dragon_boat", "mid_autumn", "national_day",
        "victory_70",
    }  # fmt: skip
    assert holiday_key(" 国庆节 ") == "national_day"
    assert holiday_key("街道纪念日") is None
