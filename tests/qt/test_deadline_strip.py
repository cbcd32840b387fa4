"""The deadline that explains itself."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from widgets.deadline_axis import StripAxis
from widgets.deadline_paint import BarPainter
from widgets.deadline_strip import DeadlineStrip, StripInterval
from widgets.theme import DARK, LIGHT, Theme
from widgets.tokens import contrast

ZONE = ZoneInfo("Asia/Shanghai")
KINDS = ("outside", "lunch", "holiday", "weekend", "suspended", "overdue")


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, tzinfo=ZONE).timestamp()) * 1_000_000


def day() -> list[StripInterval]:
    return [
        StripInterval(at(2026, 11, 24, 10), at(2026, 11, 24, 12), "counted", True, "", "10:00–12:00 计 2时"),
        StripInterval(at(2026, 11, 24, 12), at(2026, 11, 24, 13, 30), "lunch", False, "午休", "12:00–13:30 午休"),
        StripInterval(at(2026, 11, 24, 13, 30), at(2026, 11, 24, 15, 30), "counted", True, "", "13:30–15:30 计 2时"),
    ]


DUE = at(2026, 11, 24, 15, 30)


@pytest.fixture
def strip(qtbot: QtBot) -> DeadlineStrip:
    strip = DeadlineStrip()
    qtbot.addWidget(strip)
    strip.set_strip(day(), at(2026, 11, 24, 14), DUE, "时限", "剩 1时30分", "已计 2时30分 / 4 工作时", "due_soon")
    strip.resize(400, strip.heightForWidth(400))
    strip.show()
    qtbot.waitExposed(strip)
    return strip


def hover(strip: DeadlineStrip, x: int, y: int) -> str:
    QToolTip.hideText()
    pos = QPoint(x, y)
    QApplication.sendEvent(strip, QHelpEvent(QHelpEvent.Type.ToolTip, pos, strip.mapToGlobal(pos)))
    return QToolTip.text()


def test_arrows_walk_through_the_intervals_and_say_each(qtbot: QtBot, strip: DeadlineStrip) -> None:
    assert strip.accessibleDescription() == "已计 2时30分 / 4 工作时"
    said = []
    for _ in range(4):
        QTest.keyClick(strip, Qt.Key.Key_Right)
        said.append(strip.accessibleDescription())
    assert said == ["10:00–12:00 计 2时", "12:00–13:30 午休", "13:30–15:30 计 2时", "13:30–15:30 计 2时"]
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert strip.current_detail() == "12:00–13:30 午休"
    QTest.keyClick(strip, Qt.Key.Key_Home)
    assert strip.current_detail() == "10:00–12:00 计 2时"
    QTest.keyClick(strip, Qt.Key.Key_End)
    assert strip.current_detail() == "13:30–15:30 计 2时"


def test_other_keys_are_left_to_the_window(qtbot: QtBot, strip: DeadlineStrip) -> None:
    QTest.keyClick(strip, Qt.Key.Key_F)
    assert strip.current_detail() == ""


def test_the_name_says_title_and_due(strip: DeadlineStrip) -> None:
    assert strip.accessibleName() == "时限  剩 1时30分"


def test_hovering_tells_the_interval_under_the_pointer(qtbot: QtBot, strip: DeadlineStrip) -> None:
    assert hover(strip, 180, 40) == "12:00–13:30 午休"
    assert hover(strip, 20, 40) == "10:00–12:00 计 2时"
    hover(strip, 20, 5)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_due_text_too_long_for_its_row_is_in_the_tooltip(strip: DeadlineStrip) -> None:
    long = "overdue by 3 working days 2 h · was due on 24 November 2026 at 15:30"
    strip.set_strip(day(), None, DUE, "Deadline", long, "", "overdue")
    assert long in hover(strip, 100, 5)


def test_time_after_the_deadline_is_a_piece_of_its_own(qtbot: QtBot, strip: DeadlineStrip) -> None:
    strip.set_strip(day(), DUE + 3_600_000_000, DUE, "时限", "超期 1时", "", "overdue")
    QTest.keyClick(strip, Qt.Key.Key_End)
    assert strip.current_detail() == "Overdue"


def test_the_part_after_now_is_lighter(strip: DeadlineStrip) -> None:
    image = strip.grab().toImage()
    before, after = image.pixelColor(100, 40), image.pixelColor(380, 40)
    assert after.lightnessF() > before.lightnessF()


def test_one_day_needs_no_day_ticks_and_two_days_do(strip: DeadlineStrip) -> None:
    low = strip.heightForWidth(400)
    night = StripInterval(DUE, at(2026, 11, 25, 8, 30), "outside", False, "夜间")
    more = StripInterval(at(2026, 11, 25, 8, 30), at(2026, 11, 25, 9), "counted", True, "")
    strip.set_strip([*day(), night, more], None, at(2026, 11, 25, 9), "时限", "", "已计", "on_track")
    assert strip.heightForWidth(400) > low


def test_days_begin_in_the_zone_that_is_set(strip: DeadlineStrip) -> None:
    one_day = strip.heightForWidth(400)
    strip.set_strip(
        [StripInterval(at(2026, 11, 24, 6), at(2026, 11, 24, 10), "counted", True, "")],
        None, at(2026, 11, 24, 10), "时限", "", "已计", "on_track",
    )  # fmt: skip
    assert strip.heightForWidth(400) == one_day
    strip.set_zone(UTC)  # 22:00 to 02:00 there
    assert strip.heightForWidth(400) > one_day


def test_a_case_without_a_deadline_shows_its_sentence_only(qtbot: QtBot, strip: DeadlineStrip) -> None:
    full = strip.heightForWidth(400)
    strip.set_strip([], None, 0, "时限", "没有时限", "导入的事件没有给出时限。", "done")
    assert strip.heightForWidth(400) < full
    hover(strip, 100, 40)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.current_detail() == ""


@pytest.mark.parametrize("count", [1, 2, 200])
def test_any_number_of_intervals_is_painted_in_both_themes(strip: DeadlineStrip, count: int) -> None:
    start = at(2026, 1, 1)
    many = [
        StripInterval(start + k * 10**10, start + (k + 1) * 10**10, KINDS[k % 5], k % 2 == 0, "午休")
        for k in range(count)
    ]
    for theme in (LIGHT, DARK):
        strip.set_theme(theme)
        strip.set_strip(many, start + 10**9, many[-1].end_us, "时限", "剩", "已计", "on_track")
        assert not strip.grab().isNull()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_labels_in_the_bar_are_readable_on_their_ground(
    qtbot: QtBot, strip: DeadlineStrip, theme: Theme, kind: str
) -> None:
    ground = BarPainter(theme, strip.rect().toRectF(), StripAxis(()), ()).ground(kind, False)
    assert contrast(theme.tokens.ink, ground.name()) >= 4.5


def test_losing_the_focus_gives_the_summary_back(qtbot: QtBot, strip: DeadlineStrip) -> None:
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Right)
    strip.clearFocus()
    qtbot.waitUntil(lambda: strip.current_detail() == "")
    assert strip.accessibleDescription() == "已计 2时30分 / 4 工作时"
