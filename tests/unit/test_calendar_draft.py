"""A calendar in the making: days, files, duty hours, and what must not be put into force."""

from __future__ import annotations

from datetime import date

import pytest

from console.calendar_draft import CalendarDraft, name_beside, parse_schedule_text, schedule_text
from console.desk.calendar_words import day_words, months_of, year_words
from console.messages import messages
from models.domain.calendar import DayKind, shipped_calendar
from models.domain.duty_hours import ROUND_THE_CLOCK, parse_schedule, shipped_schedule
from models.domain.errors import BadInput
from models.exchange.calendar_reading import read_calendar
from tests.helpers.calendars import INVENTED_2027, calendar_2027

NEW = CalendarDraft.of(shipped_calendar(), shipped_schedule())
FRIDAY, SATURDAY = date(2026, 7, 17), date(2026, 7, 18)


def test_that_days_become_what_is_asked_and_go_back() -> None:
    off = NEW.with_kind(FRIDAY, "holiday", "街道日")
    assert (off.changed, off.calendar.name(FRIDAY)) == (True, "街道日")
    assert off.changed_days == {FRIDAY}
    made_up = off.with_kind(SATURDAY, "workday", "街道日")
    assert made_up.calendar.kind(SATURDAY) == DayKind.makeup_workday
    back = made_up.with_kind(SATURDAY, "plain", "").with_kind(FRIDAY, "workday", "")
    assert (back.changed, back.changed_days) == (False, frozenset())
    with pytest.raises(BadInput, match="calendar_holiday_nameless"):
        NEW.with_kind(FRIDAY, "holiday", " ")


def test_that_a_file_names_its_source_and_marks_what_is_not_plain() -> None:
    draft = NEW.with_file(read_calendar(INVENTED_2027, NEW.calendar))
    assert (draft.calendar, draft.source, len(draft.source_digest)) == (calendar_2027(), INVENTED_2027.name, 64)
    assert len(draft.changed_days) == 34
    draft.check()


def test_that_a_year_that_says_too_little_is_not_put_into_force() -> None:
    NEW.check()
    with pytest.raises(BadInput, match="calendar_year_unfinished") as told:
        NEW.with_kind(date(2027, 1, 1), "holiday", "元旦").check()
    assert dict(told.value.arguments) == {"year": "2027", "holiday": "spring-festival"}


def test_that_a_new_day_off_is_called_like_the_holiday_beside() -> None:
    assert name_beside(shipped_calendar(), date(2026, 10, 8)) == "国庆节"
    assert name_beside(shipped_calendar(), date(2026, 9, 29)) == "国庆节"
    assert name_beside(shipped_calendar(), FRIDAY) == ""


def test_that_duty_hours_are_read_as_they_are_written() -> None:
    seasonal = parse_schedule(
        [
            {"valid_from": date(2000, 1, 1), "spans": ["8:30-12:00", "13:30-17:30"]},
            {"valid_from": date(2027, 6, 1), "spans": ["8:00-12:00", "15:00-24:00"]},
        ]
    )
    text = schedule_text(seasonal)
    assert text == "2000-01-01  08:30-12:00 13:30-17:30\n2027-06-01  08:00-12:00 15:00-24:00"
    assert parse_schedule_text(f"\n{text}\n  \n") == seasonal
    assert parse_schedule_text(schedule_text(ROUND_THE_CLOCK)) == ROUND_THE_CLOCK
    assert NEW.with_schedule(seasonal).changed


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "duty_schedule_empty"), ("soon 8:00-9:00", "duty_hours_row_wrong"), ("2027-01-01", "duty_hours_empty"),
        ("2027-01-01 8-9", "duty_span_not_understood"), ("2027-01-01 9:00-8:00", "duty_span_wrong"),
    ],
)  # fmt: skip
def test_that_wrong_duty_hours_say_what_is_wrong(text: str, key: str) -> None:
    with pytest.raises(BadInput, match=key):
        parse_schedule_text(text)


def test_that_months_name_their_holidays_and_where_the_calendar_ends() -> None:
    zh, en = messages("zh"), messages("en")
    made = months_of(calendar_2027(), 2027, {date(2027, 10, 1)}, zh)
    assert [month.title for month in made][:2] == ["1月", "2月"]
    assert (made[9].note, made[5].note, made[2].note) == ("国庆节 1–7", "端午节 9", "")
    assert (made[9].days[0].letter, made[9].days[0].changed, made[9].days[8].letter) == ("休", True, "班")
    english = months_of(calendar_2027(), 2027, (), en)[9]
    assert (english.title, english.note, english.days[0].letter) == ("October", "National Day 1–7", "H")
    beyond = months_of(shipped_calendar(), 2027, (), zh)[0]
    assert (beyond.note, beyond.days[0].covered) == ("未载入", False)
    assert day_words(shipped_calendar(), date(2027, 1, 1), zh) == "2027-01-01  星期五  工作日  日历未覆盖"
    assert day_words(shipped_calendar(), date(2026, 10, 1), en) == "2026-10-01  Thursday  holiday  National Day"
    assert year_words(shipped_calendar(), 2027, zh).startswith("日历只到 2026-12-31")
    assert year_words(calendar_2027(), 2027, en) == "249 days worked · 28 days off · 6 make-up days"
