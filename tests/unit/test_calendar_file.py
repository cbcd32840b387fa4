"""Calendar files: a year opened, single days changed, and every bad row refused with its number and reason."""

from __future__ import annotations

import csv
import hashlib
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from console.messages import messages
from models.domain.calendar import DayKind, plain_kind, shipped_calendar
from models.domain.calendar_edit import with_days
from models.domain.errors import BadInput
from models.exchange.calendar_reading import CalendarRead, read_calendar, write_refused
from tests.helpers.calendars import INVENTED_2027, calendar_2027, invented_days
from tests.helpers.not_checked import need

SHIPPED = shipped_calendar()
HEAD = "date,kind,name"


def written(tmp_path: Path, *rows: str, head: str = HEAD, name: str = "年.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def year_rows(without: str = "") -> list[str]:
    return [f"{day},{kind},{name}" for day, (kind, name) in invented_days().items() if name != without]


def listing(skip: int = 0) -> list[str]:
    """2027 day by day, the plain days `skip` fewer."""
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    rows = [f"{d},{kind},{name}" for d in days for kind, name in [invented_days().get(d, (plain_kind(d), ""))]]
    plain = [row for row in rows if row.endswith(",")]
    return [row for row in rows if row not in plain[len(plain) - skip :]]


def said(read: CalendarRead, language: str = "zh") -> list[tuple[int, str]]:
    return [(r.row, messages(language).outcome(r.key, r.arguments)) for r in read.refused]


def test_that_the_invented_year_opens() -> None:
    read = read_calendar(INVENTED_2027, SHIPPED)
    assert read.calendar == calendar_2027()
    assert (read.rows, read.years, read.changed, read.refused, read.notes) == (34, (2027,), 0, (), ())
    assert read.digest == hashlib.sha256(INVENTED_2027.read_bytes()).hexdigest()
    assert read_calendar(INVENTED_2027, calendar_2027()).years == ()


def test_that_the_shipped_file_is_read_too_and_changes_nothing(shared_data: Path) -> None:
    read = read_calendar(need(shared_data, "calendar/china_workdays_2015_2026.csv"), SHIPPED)
    assert (read.calendar, read.rows, read.refused, read.changed) == (SHIPPED, 4383, (), 0)


def test_that_a_workbook_with_chinese_headings_and_real_dates_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["日期", "类型", "名称", "星期", "是否工作日"])
    words = {DayKind.holiday: "节假日", DayKind.makeup_workday: "调休上班"}
    for day, (kind, name) in invented_days().items():
        sheet.append([day, words[kind], name, day.isoweekday(), int(kind.is_working)])
    book.save(tmp_path / "2027.xlsx")
    assert read_calendar(tmp_path / "2027.xlsx", SHIPPED).calendar == calendar_2027()


@pytest.mark.parametrize("text", ["2026-12-31", "2026/12/31", "2026.12.31", "2026年12月31日", "2026-12-31 00:00:00"])
def test_that_a_single_day_of_a_known_year_changes(tmp_path: Path, text: str) -> None:
    read = read_calendar(written(tmp_path, f"{text},放假,元旦"), SHIPPED)
    assert (read.calendar.name(date(2026, 12, 31)), read.changed, read.years) == ("元旦", 1, ())


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("soon,holiday,元旦", "日历第 2 行：日期“soon”不对，应写成 2026-10-01。"),
        ("2026-02-30,holiday,元旦", "日历第 2 行：日期“2026-02-30”不对，应写成 2026-10-01。"),
        ("2026-03-02,day off,元旦", "日历第 2 行：2026-03-02 的类型“day off”不认识。"),
        ("2026-03-02,makeup_workday,春节", "2026-03-02 是周一到周五，不能记为调休上班。"),
        ("2026-03-02,weekend,", "2026-03-02 的类型与星期几不符。"),
        ("2026-03-02,holiday,", "2026-03-02 是节假日，却没有名称。"),
        ("2200-01-01,holiday,元旦", "2200-01-01 不在 2000 年到 2100 年之间。"),
        ("2026-03-02,holiday,元旦,多一格", "应有 3 格，实有 4 格。"),
    ],
)
def test_that_a_bad_row_is_refused_and_the_good_one_taken(tmp_path: Path, row: str, reason: str) -> None:
    read = read_calendar(written(tmp_path, row, "2026-03-03,holiday,试"), SHIPPED)
    ((number, text),) = said(read)
    assert number == 2
    assert text == reason or read.refused[0].key == "row_ragged"
    assert read.calendar == with_days(SHIPPED, {date(2026, 3, 3): (DayKind.holiday, "试")})


def test_that_columns_that_contradict_the_date_or_the_kind_refuse_the_row(tmp_path: Path) -> None:
    head = "date,isoweekday,is_workday,type,holiday"
    rows = ("2026-03-02,2,0,holiday,试", "2026-03-03,2,1,holiday,试", "2026-03-04,3,0,holiday,试")
    read = read_calendar(written(tmp_path, *rows, head=head), SHIPPED)
    assert [(r.row, r.key) for r in read.refused] == [
        (2, "calendar_weekday_wrong"),
        (3, "calendar_workday_contradicts"),
    ]
    assert read.changed == 1


def test_that_a_day_twice_counts_once_and_contradicting_rows_do_not_count(tmp_path: Path) -> None:
    rows = ("2026-03-02,holiday,试", "2026-03-02,holiday,试", "2026-03-07,holiday,试", "2026-03-07,调休,试")
    read = read_calendar(written(tmp_path, *rows), SHIPPED)
    assert said(read) == [
        (3, "日历第 3 行：2026-03-02 与第 2 行重复。"),
        (4, "第 4 行：2026-03-07 与第 5 行说法不一，两行都不采用。"),
        (5, "第 5 行：2026-03-07 与第 4 行说法不一，两行都不采用。"),
    ]
    assert read.changed == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_a_new_year_without_a_holiday_is_not_opened(tmp_path: Path, language: str) -> None:
    path = written(tmp_path, *year_rows("端午节"), "2026-12-31,holiday,元旦")
    read = read_calendar(path, SHIPPED)
    assert (read.years, read.changed, len(read.refused)) == ((), 1, 33)
    assert ("端午节" if language == "zh" else "Dragon Boat") in said(read, language)[0][1]


def test_that_years_open_outwards_and_none_is_left_out(tmp_path: Path) -> None:
    later = [row.replace("2027-", "2028-") for row in year_rows() if "makeup" not in row]
    earlier = [row.replace("2027-", "2014-") for row in year_rows() if "makeup" not in row]
    both = read_calendar(written(tmp_path, *later, *year_rows(), *earlier), SHIPPED)
    assert (both.years, both.refused) == ((2014, 2027, 2028), ())
    alone = read_calendar(written(tmp_path, *later, "2013-01-01,holiday,元旦"), SHIPPED)
    assert alone.years == ()
    assert {(r.key, r.arguments["year"]) for r in alone.refused} == {
        ("calendar_year_gap", "2027"), ("calendar_year_gap", "2014")
    }  # fmt: skip


def test_that_a_full_listing_may_leave_out_a_few_days_and_says_which(tmp_path: Path) -> None:
    whole = read_calendar(written(tmp_path, *listing()), SHIPPED)
    assert (whole.calendar, whole.rows, whole.notes) == (calendar_2027(), 365, ())
    few = read_calendar(written(tmp_path, *listing(5)), SHIPPED)
    (note,) = few.notes
    assert (note.key, str(note.arguments["dates"]).count("2027")) == ("calendar_days_by_weekday", 5)
    many = read_calendar(written(tmp_path, *listing(6)), SHIPPED)
    assert (many.years, many.refused[0].key, many.refused[0].arguments["count"]) == (
        (), "calendar_year_days_missing", 6
    )  # fmt: skip


def test_that_a_file_without_its_columns_or_rows_is_refused_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="column_missing") as missing:
        read_calendar(written(tmp_path, "2027-01-01,元旦", head="date,name"), SHIPPED)
    assert missing.value.arguments["column"] == "type"
    with pytest.raises(BadInput):
        read_calendar(tmp_path / "nowhere.csv", SHIPPED)


def test_that_refused_rows_go_to_a_file_that_can_be_mended_and_read_again(tmp_path: Path) -> None:
    read = read_calendar(written(tmp_path, "2026-03-02,holiday,", "2026-03-03,holiday,试"), SHIPPED)
    path = write_refused(read, tmp_path / "refused.csv", messages("zh").outcome)
    assert path == tmp_path / "refused.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[1] == ["2026-03-02", "holiday", "", "2", "2026-03-02 是节假日，却没有名称。"]
    rows[1][2] = "试"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(rows)
    again = read_calendar(path, read.calendar)
    assert (again.changed, again.refused) == (1, ())
    assert write_refused(again, tmp_path / "none.csv", messages("zh").outcome) is None
    assert not (tmp_path / "none.csv").exists()
