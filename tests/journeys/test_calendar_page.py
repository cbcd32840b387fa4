"""The calendar page on real desks: another year loaded, single days and duty hours changed, cases explained anew."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from console.desk.calendar_page import CalendarPage
from console.desk_parts import Desk
from console.founding import NewDatabase, init_database
from console.headless import now_of_machine
from console.reexplain_job import calendar_state
from models.commands.calendar import SetCalendar, set_calendar
from models.domain.calendar import DayKind, shipped_calendar
from models.domain.case import Case
from models.domain.deciding import with_clock
from models.domain.duty_hours import shipped_schedule
from models.domain.instant import Instant
from models.store.bulk import BulkWriter, write_cases
from models.store.calendar_unit import SqlCalendarUnit
from models.store.engine import open_engine
from tests.helpers.calendars import ADMIN, INVENTED_2027, at, calendar_2027, clocks_by
from tests.helpers.desks import click, desk_on, detail_of, loaded, press, run, type_text, until
from tests.helpers.records import DUTY, make_case

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
OLD = clocks_by(shipped_calendar())
WATCH = replace(DUTY, code="watch")


@pytest.fixture(autouse=True)
def _loops_end_here() -> Iterator[None]:
    """A closed loop leaves timers running, and in another thread the collector could not stop them."""
    yield
    gc.collect()


def over_new_year(nth: int, limit: str = "2 working_day") -> Case:
    filed = at("2026-12-31 10:00") + nth
    case = make_case(
        id=f"c{nth}", number=f"T-{nth}", state="filed", filed_at=filed, opened_at=filed, limit_text=limit, changed_at=1,
        title=f"跨年 {nth}",
    )  # fmt: skip
    return with_clock(case, OLD)


def found_street(url: str, *cases: Case) -> str:
    init_database(url, NewDatabase(place_name="试验街道", with_catalogue=False), now_of_machine())
    engine = open_engine(url)
    BulkWriter(engine).ensure([ADMIN, WATCH])
    write_cases(engine, cases)
    engine.dispose()
    return url


@pytest.fixture
def street(database_url: str) -> str:
    """A real database, on either product, with two open cases that run over new year."""
    return found_street(database_url, over_new_year(1), over_new_year(2, "48 urgent_hour"))


async def to_calendar(desk: Desk) -> CalendarPage:
    """Opens the page by its key, wherever it stands in the rail."""
    place = list(desk.window._more).index("calendar") + 2
    press(desk.window, Key(int(Key.Key_0) + place), CTRL)
    await until(lambda: desk.window.shown_page == "calendar", "the calendar in front")
    await settled(desk.calendar)
    return desk.calendar


async def settled(page: CalendarPage) -> None:
    await until(lambda: page.settled, "calendar page at rest")


async def quiet(*desks: Desk) -> None:
    """Nothing is read any more: a desk that closes in the middle of a reading leaves PostgreSQL's connection open."""
    for desk in desks:
        await desk.tasks.finish(10)
        await until(partial(_idle, desk), "threads at rest")


def _idle(desk: Desk) -> bool:
    return not desk.threads._running


def tab_to(desk: Desk, wanted: QWidget) -> None:
    for _ in range(20):
        if desk.window.focusWidget() is wanted:
            return
        press(desk.window, Key.Key_Tab)
    raise AssertionError("Tab does not lead there")


def rows(page: CalendarPage) -> list[list[str]]:
    model = page.view.model
    return [[str(model.index(row, c).data()) for c in range(model.columnCount())] for row in range(model.rowCount())]


def due_on(desk: Desk, case_id: str) -> Instant | None:
    case = desk.live.case(case_id)
    return case.due_at if case is not None else None


async def select(desk: Desk, case_id: str) -> None:
    desk.controller.select(case_id)
    await until(lambda: loaded(desk) and detail_of(desk).case.id == case_id, "the case chosen")


def shows(desk: Desk, ready: Callable[[], bool]) -> bool:
    return desk.page.detail.view is not None and ready()


def strip_of(desk: Desk) -> tuple[bool, set[str]]:
    """Whether the strip says that the calendar ends, and the labels on it."""
    view = desk.page.detail.view
    assert view is not None
    assert view.strip is not None
    return view.strip.beyond, {piece.label for piece in view.strip.intervals}


def test_that_2027_is_loaded_by_keys_and_cases_say_their_new_deadlines(
    qapp: QApplication, street: str, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(street, tmp_path, "calendar", officer="duty") as desk:
            await select(desk, "c1")
            assert strip_of(desk)[0]
            click(desk.page.detail.calendar)  # the strip says that the calendar ends, and leads here
            page = desk.calendar
            await settled(page)
            assert desk.window.focusWidget() is page.view.year
            press(desk.window, Key.Key_BracketRight)
            assert page.view.title() == "2027 年"
            assert page.form.go.disabled_reason() == "没有改动。"
            tab_to(desk, page.form.path.edit)
            type_text(desk.window, str(INVENTED_2027))
            press(desk.window, Key.Key_Return)
            await until(lambda: page.draft.changed and page.settled, "the file read")
            assert "新增年份 2027" in page.form.sentence.text()
            assert page.view.year.day() == date(2027, 1, 1)
            assert page.form.day.text() == "2027-01-01  星期五  节假日  元旦"
            assert page.form.go.disabled_reason().startswith("请先预演")

            press(desk.window, Key.Key_T, CTRL)
            await settled(page)
            assert rows(page) == [["T-1", "处置期限", "2027-01-04 10:00", "2027-01-05 10:00", "推后", "跨年 1"]]
            assert desk.window.focusWidget() is page.form.reason
            press(desk.window, Key.Key_A, CTRL)
            type_text(desk.window, "载入2027年日历")
            press(desk.window, Key.Key_Return, CTRL)
            await settled(page)
            assert page.form.sentence.text() == "未结 2 件：1 件的时限变了（提前 0 件，推后 1 件），1 件不变。"
            await until(lambda: due_on(desk, "c1") == at("2027-01-05 10:00") + 1, "the new deadline on the board")
            assert due_on(desk, "c2") == at("2027-01-02 10:00") + 2

            press(desk.window, Key.Key_1, CTRL)
            await until(lambda: shows(desk, lambda: not strip_of(desk)[0]), "the strip explained anew")
            await until(lambda: detail_of(desk).log[-1].verb == "reexplain", "the log")
            assert "元旦" in strip_of(desk)[1]
            view = desk.page.detail.view
            assert view is not None
            entry = view.entries[-1] if view.entries[-1].kind == "reexplain" else view.entries[0]
            assert entry.title == "按新日历重新推算时限"
            assert "2027-01-04 10:00 → 2027-01-05 10:00" in entry.text
            assert "载入2027年日历" in entry.text
            assert not desk.page.detail.calendar.isVisible()
            assert not any("日历未覆盖" in value for _label, value in view.facts)
            await quiet(desk)

    run(qapp, journey)
    engine = open_engine(street)
    made = calendar_state(engine).newest
    engine.dispose()
    assert (made.number, made.source, made.reason, made.made_by) == (1, INVENTED_2027.name, "载入2027年日历", "duty")
    assert made.applied_at is not None


def test_that_another_console_takes_the_calendar_and_the_new_deadline(
    qapp: QApplication, street: str, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with (
            desk_on(street, tmp_path, "one", officer=ADMIN.code) as desk,
            desk_on(street, tmp_path, "two", officer=WATCH.code) as other,
        ):
            await select(other, "c1")
            assert strip_of(other)[0]
            desk.window.activateWindow()
            desk.window.show_page("calendar")
            page = desk.calendar
            await settled(page)
            page.form.path.set_path(str(INVENTED_2027))
            click(page.form.read)
            await until(lambda: page.draft.changed and page.settled, "the file read")
            click(page.form.try_out)
            await settled(page)
            click(page.form.go)
            await settled(page)
            await until(lambda: other.opened.clock.calendar == calendar_2027(), "the calendar there")
            await until(lambda: due_on(other, "c1") == at("2027-01-05 10:00") + 1, "the deadline there")
            await until(lambda: not strip_of(other)[0], "the strip there")
            assert other.opened.rules.clocks.handling(at("2026-12-31 10:00"), "2 working_day").calendar_complete
            # Who may not change it sees the same year and why not.
            other.window.show_page("calendar")
            await settled(other.calendar)
            assert other.calendar.draft.calendar == calendar_2027()
            assert other.calendar.form.note.text() == ("只有管理员可以改日历、重新推算时限，值班甲 不是管理员。")
            before = other.calendar.draft
            press(other.window, Key.Key_H)
            assert other.calendar.draft == before
            assert not other.calendar.form.hours.isEnabled()
            await quiet(desk, other)

    run(qapp, journey)


def test_that_single_days_change_by_keys_and_are_given_up(qapp: QApplication, sqlite_url: str, tmp_path: Path) -> None:
    found_street(sqlite_url)

    async def journey() -> None:
        async with desk_on(sqlite_url, tmp_path, "days", officer=ADMIN.code) as desk:
            page = await to_calendar(desk)
            page.view.go_to(date(2026, 9, 30))
            assert page.form.day.text() == "2026-09-30  星期三  工作日"
            press(desk.window, Key.Key_H)  # beside National Day: its name is taken
            assert page.draft.calendar.name(date(2026, 9, 30)) == "国庆节"
            assert desk.window.focusWidget() is page.view.year
            press(desk.window, Key.Key_Delete)
            assert not page.draft.changed
            page.view.go_to(date(2026, 7, 15))
            press(desk.window, Key.Key_H)
            assert page.form.sentence.text() == "请先写节假日名称。"
            assert desk.window.focusWidget() is page.form.name
            type_text(desk.window, "街道日")
            press(desk.window, Key.Key_Return)
            assert page.draft.calendar.name(date(2026, 7, 15)) == "街道日"
            for _ in range(3):
                press(desk.window, Key.Key_Right)
            press(desk.window, Key.Key_W)
            assert page.draft.calendar.kind(date(2026, 7, 18)) == DayKind.makeup_workday
            assert page.draft.changed_days == {date(2026, 7, 15), date(2026, 7, 18)}
            press(desk.window, Key.Key_D, CTRL)
            await settled(page)
            assert not page.draft.changed
            page.view.go_to(date(2027, 1, 1))
            page.form.name.setText("元旦")
            press(desk.window, Key.Key_H)  # a year of one day says too little
            page.form.reason.setText("试")
            assert page.form.try_out.disabled_reason().startswith("2027 年的日历还不完整")
            page.view.go_to(date(2029, 1, 1))
            press(desk.window, Key.Key_W)
            assert page.form.sentence.text() == "日历中间缺少 2028 年，请先载入那一年。"

    run(qapp, journey)


def test_that_duty_hours_are_edited_and_wrong_ones_say_why(qapp: QApplication, sqlite_url: str, tmp_path: Path) -> None:
    filed = at("2026-12-28 10:00")
    found_street(sqlite_url, with_clock(replace(over_new_year(3, "6 working_hour"), filed_at=filed), OLD))

    async def journey() -> None:
        async with desk_on(sqlite_url, tmp_path, "hours", officer=ADMIN.code) as desk:
            page = await to_calendar(desk)
            assert page.form.hours.toPlainText() == "2000-01-01  08:30-12:00 13:30-17:30"
            page.form.hours.setPlainText("2000-01-01 8:30-8:00")
            assert page.form.sentence.text() == page.form.try_out.disabled_reason()
            page.form.hours.setPlainText("2000-01-01 8:30-12:00 13:30-17:30\n2026-12-01 9:00-12:00 13:00-16:00\n")
            assert page.form.try_out.isEnabled()
            click(page.form.try_out)
            await settled(page)
            assert rows(page)[0][2:5] == ["2026-12-28 17:30", "2026-12-29 10:00", "推后"]
            page.form.reason.setText("冬季作息")
            page.view.row_activated.emit(0)
            await until(lambda: desk.controller.selected == "c3", "the case of the row")
            await to_calendar(desk)
            click(page.form.go)
            await settled(page)
            await until(lambda: due_on(desk, "c3") == at("2026-12-29 10:00"), "moved")
            await until(lambda: len(desk.opened.clock.schedule.entries) == 2, "the hours everywhere")
            assert page.form.hours.toPlainText().endswith("2026-12-01  09:00-12:00 13:00-16:00")

    run(qapp, journey)


def test_that_a_stopped_run_is_said_and_goes_on(qapp: QApplication, sqlite_url: str, tmp_path: Path) -> None:
    found_street(sqlite_url, *(over_new_year(nth) for nth in range(60)))

    async def journey() -> None:
        async with desk_on(sqlite_url, tmp_path, "stopped", officer=ADMIN.code) as desk:
            page = await to_calendar(desk)
            page.form.path.set_path(str(INVENTED_2027))
            click(page.form.read)
            await until(lambda: page.draft.changed and page.settled, "the file read")
            click(page.form.try_out)
            await settled(page)
            click(page.form.go)
            assert page.form.go.disabled_reason() == "正在进行，请稍候或取消。"
            press(desk.window, Key.Key_Escape)
            await settled(page)
            assert page.form.sentence.text().endswith("已停下；再启用一次就从停下的地方继续。")
            assert page.form.try_out.isEnabled()

    async def later() -> None:
        async with desk_on(sqlite_url, tmp_path, "again", officer=ADMIN.code) as desk:
            page = await to_calendar(desk)
            assert page.form.sentence.text().startswith("上次启用的日历还没有推算完")
            click(page.form.try_out)
            await settled(page)
            page.form.reason.setText("继续")
            click(page.form.go)
            await settled(page)
            await until(lambda: all(due_on(desk, f"c{n}") == at("2027-01-05 10:00") + n for n in range(60)), "all")
            assert not page.form.try_out.isEnabled()

    run(qapp, journey)
    run(qapp, later)  # the program was started again


def test_that_of_two_administrators_the_second_is_told_and_bad_files_too(
    qapp: QApplication, sqlite_url: str, tmp_path: Path
) -> None:
    found_street(sqlite_url)
    bad = tmp_path / "bad.csv"
    bad.write_text("date,kind,name\n2026-12-28,holiday,试\n2026-12-29,holiday,\n", encoding="utf-8")

    async def journey() -> None:
        async with desk_on(sqlite_url, tmp_path, "stale", officer=ADMIN.code) as desk:
            page = await to_calendar(desk)
            page.form.path.set_path(str(tmp_path / "nowhere.csv"))
            click(page.form.read)
            await until(lambda: "nowhere.csv" in page.form.sentence.text(), "no such file")
            page.form.path.set_path(str(bad))
            click(page.form.read)
            await until(lambda: page.draft.changed and page.settled, "the file read")
            assert rows(page) == [["3", "2026-12-29 是节假日，却没有名称。"]]
            press(desk.window, Key.Key_L, CTRL)
            assert page.view.lists == ""
            press(desk.window, Key.Key_L, CTRL)
            assert page.view.lists == "rows"
            desk.use_language("en")
            assert page.view.lists == ""
            desk.use_language("zh")
            click(page.form.try_out)
            await settled(page)
            other = SetCalendar(
                "o", ADMIN.code, "else", desk.live.now(), 0, calendar_2027(), shipped_schedule(), "先到"
            )
            set_calendar(other, lambda: SqlCalendarUnit(desk.opened.engine))
            await until(lambda: desk.opened.clock.calendar == calendar_2027(), "the other calendar")
            await settled(page)
            page.form.reason.setText("后到")
            if page.form.go.isEnabled():
                click(page.form.go)
            else:
                click(page.form.try_out)
                await settled(page)
                click(page.form.go)
            await until(lambda: f"日历刚被 {ADMIN.name} 改过" in page.form.sentence.text(), "told")
            click(page.form.discard)
            await settled(page)
            assert page.draft.calendar == calendar_2027()
            assert page.draft.calendar.kind(date(2026, 12, 28) + timedelta(0)) == DayKind.workday

    run(qapp, journey)
