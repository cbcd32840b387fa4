"""The year view: days by keys and mouse, kinds told by shape and letter, what single letters ask for."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.painted import painted
from tests.helpers.walking import tip_at
from widgets.theme import DARK, LIGHT
from widgets.year_grid import YearGrid
from widgets.year_view import DayView, MonthView, YearView

Key = Qt.Key
HOLIDAYS = {date(2027, 1, 1), date(2027, 10, 1)}
MAKEUP = {date(2027, 1, 31)}


def months(year: int) -> list[MonthView]:
    def view(day: date) -> DayView:
        if day in HOLIDAYS:
            return DayView("holiday", "休", f"{day} 节假日", changed=True)
        if day in MAKEUP:
            return DayView("makeup_workday", "班", f"{day} 调休")
        kind = "weekend" if day.isoweekday() > 5 else "workday"
        return DayView(kind, "", f"{day} {kind}", covered=day.month < 12)

    return [
        MonthView(
            f"{month}月", "国庆节 1–7，很长很长的节日名称一个接一个写下去" if month == 10 else "",
            tuple(view(date(year, month, n + 1)) for n in range(monthrange(year, month)[1])),
        )
        for month in range(1, 13)
    ]  # fmt: skip


@pytest.fixture
def view(qtbot: QtBot) -> YearView:
    made = YearView()
    qtbot.addWidget(made)
    made.resize(860, 560)
    made.show_year(months(2027), list("一二三四五六日"), date(2027, 3, 31), date(2027, 3, 30))
    made.show()
    return made


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Key.Key_Left, date(2027, 3, 30)), (Key.Key_Right, date(2027, 4, 1)), (Key.Key_Up, date(2027, 3, 24)),
        (Key.Key_Down, date(2027, 4, 7)), (Key.Key_PageUp, date(2027, 2, 28)), (Key.Key_PageDown, date(2027, 4, 30)),
        (Key.Key_Home, date(2027, 3, 1)), (Key.Key_End, date(2027, 3, 31)),
    ],
)  # fmt: skip
def test_that_keys_move_by_days_weeks_and_months(qtbot: QtBot, view: YearView, key: Qt.Key, day: date) -> None:
    QTest.keyClick(view, key)
    assert view.day() == day
    assert view.accessibleDescription().startswith(day.isoformat())


def test_that_a_day_of_another_year_is_asked_for(qtbot: QtBot, view: YearView) -> None:
    view.show_year(months(2027), list("一二三四五六日"), date(2027, 1, 3))
    with qtbot.waitSignal(view.day_asked) as asked:
        QTest.keyClick(view, Key.Key_Up)
    assert asked.args == [date(2026, 12, 27)]
    assert view.day() == date(2027, 1, 3)
    assert view.view_of(date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("key", "kind"),
    [(Key.Key_W, "workday"), (Key.Key_H, "holiday"), (Key.Key_Delete, "plain"), (Key.Key_Backspace, "plain")],
)
def test_that_single_letters_ask_for_a_kind_and_are_kept_from_the_window(
    qtbot: QtBot, view: YearView, key: Qt.Key, kind: str
) -> None:
    with qtbot.waitSignal(view.kind_asked) as asked:
        QTest.keyClick(view, key)
    assert asked.args == [kind]
    for modifier, kept in ((Qt.KeyboardModifier.NoModifier, True), (Qt.KeyboardModifier.ControlModifier, False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
        event.ignore()
        QApplication.sendEvent(view, event)
        assert event.isAccepted() == kept


def test_that_other_keys_are_left_to_the_window(view: YearView) -> None:
    for key, modifier in ((Key.Key_Q, Qt.KeyboardModifier.NoModifier), (Key.Key_H, Qt.KeyboardModifier.AltModifier)):
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifier)
        view.keyPressEvent(event)
        assert not event.isAccepted()
    assert view.day() == date(2027, 3, 31)


def test_that_a_click_chooses_a_day_and_beside_days_none(qtbot: QtBot, view: YearView) -> None:
    cell = view.grid().cell(date(2027, 10, 1))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=cell.center().toPoint())
    assert view.day() == date(2027, 10, 1)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.grid().month(9).topLeft().toPoint())
    assert view.day() == date(2027, 10, 1)


def test_that_tooltips_tell_the_day_and_the_whole_remark_of_a_month(view: YearView) -> None:
    grid = view.grid()
    assert tip_at(view, grid.cell(date(2027, 1, 1)).center().toPoint()) == "2027-01-01 节假日"
    assert "一个接一个写下去" in tip_at(view, (grid.month(9).topLeft() + QPointF(60, 8)).toPoint())
    assert tip_at(view, (grid.month(0).topRight() + QPointF(4, 40)).toPoint()) == ""


@pytest.mark.parametrize("size", [(700, 460), (860, 560), (1400, 900)])
def test_that_every_day_is_painted_with_its_letter_inside_its_cell(view: YearView, size: tuple[int, int]) -> None:
    view.resize(*size)
    words = painted(view)
    texts = [piece.text for piece in words]
    assert texts.count("休") == len(HOLIDAYS)
    assert texts.count("班") == len(MAKEUP)
    assert sum(text == "31" for text in texts) == 7
    assert not [piece.text for piece in words if piece.cut()]


def test_that_kinds_look_different_without_colour(view: YearView) -> None:
    """In grey, a holiday, a made-up day, a workday and a day no calendar knows are four pictures."""
    for theme in (LIGHT, DARK):
        view.set_theme(theme)
        view.clearFocus()
        image = view.grab().toImage()
        looks = set()
        for day in (date(2027, 1, 1), date(2027, 1, 31), date(2027, 1, 11), date(2027, 12, 1)):
            cell = view.grid().cell(day)
            grey = [image.pixelColor(int(x), int(cell.top()) + 3).lightness() // 4
                    for x in range(int(cell.left()) + 9, int(cell.right()) - 1)]  # fmt: skip
            looks.add(tuple(grey))
        assert len(looks) == 4


def test_that_nothing_is_painted_before_a_year_is_there(qtbot: QtBot) -> None:
    made = YearView()
    qtbot.addWidget(made)
    made.resize(860, 560)
    assert painted(made) == []
    assert made.view_of(date(2000, 1, 1)) is None
    assert made.sizeHint().width() >= made.minimumSizeHint().width()


@pytest.mark.parametrize(("size", "columns"), [((700, 460), 3), ((760, 460), 4), ((1400, 900), 4)])
@pytest.mark.parametrize("year", [2024, 2026, 2027])
def test_that_the_grid_finds_every_day_where_it_lies(size: tuple[int, int], columns: int, year: int) -> None:
    grid = YearGrid(year, *size)
    assert grid.columns == columns
    for month in range(1, 13):
        assert grid.month(month - 1).right() <= size[0] + 0.5
        assert grid.month(month - 1).bottom() <= size[1] + 0.5
        for day in range(1, monthrange(year, month)[1] + 1):
            assert grid.day_at(grid.cell(date(year, month, day)).center()) == date(year, month, day)
    assert grid.day_at(QPointF(-5, -5)) is None
    assert grid.day_at(grid.month(1).topLeft() + QPointF(2, 2)) is None
    assert grid.month_at(QPointF(size[0] + 9, 0)) is None
