"""The live queue: what is painted, fades, designed states, the line of new arrivals."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QTableWidget
from pytestqt.qtbot import QtBot

from tests.helpers.case_rows import CaseModel, case
from widgets.case_list import ROW_HEIGHT, CaseDelegate, CaseListView, ListState
from widgets.case_list_fades import FADE_MS
from widgets.case_list_layout import MARK_LEFT, RIGHT_MARGIN, TEXT_LEFT, RowMeasure
from widgets.case_list_overlay import BAR_HEIGHT
from widgets.theme import DARK, LIGHT, URGENCIES, Theme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
LONG = "出租房消防隐患与群租整治（含夜间走访、电动车上楼充电、飞线、占用疏散通道、私拉电线）"
WIDTH = 560


class Clock:
    """Milliseconds that pass when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def model() -> CaseModel:
    return CaseModel([case(f"c{number}", urgency=URGENCIES[number % 4]) for number in range(40)])


@pytest.fixture
def view(qtbot: QtBot, model: CaseModel, clock: Clock) -> CaseListView:
    view = CaseListView(clock=clock)
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(WIDTH, 600)
    view.show()
    qtbot.waitExposed(view)
    return view


def picture(view: CaseListView, *, pointed: bool = False) -> QImage:
    if not pointed:  # wherever the machine's pointer happens to be
        QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    return view.viewport().grab().toImage()


def colours(image: QImage, box: QRect) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    }


def has_hue(image: QImage) -> bool:
    """Whether anything but greys (of the theme's cool cast) is painted."""
    return any(
        image.pixelColor(x, y).saturationF() > 0.45 for x in range(0, image.width(), 2) for y in range(image.height())
    )


# -- painting --------------------------------------------------------------------------------------


@THEMES
def test_that_a_row_shows_its_mark_its_time_and_the_selection_in_the_theme(view: CaseListView, theme: Theme) -> None:
    view.set_theme(theme)
    view.select_id("c2")
    image = picture(view)
    for row, urgency in enumerate(URGENCIES):
        mark = colours(image, QRect(int(MARK_LEFT), row * ROW_HEIGHT + 12, 16, 18))
        assert theme.urgency_fill(urgency).name() in mark
    time_box = QRect(view.viewport().width() - 90, 10, 78, 22)
    assert theme.urgency_text("overdue").name() in colours(image, time_box)
    assert image.pixelColor(1, 2 * ROW_HEIGHT + 30) == theme.color("accent")
    assert image.pixelColor(8, 2 * ROW_HEIGHT + 30) == theme.color("selected")
    assert image.pixelColor(8, 30) == theme.color("panel")
    assert image.pixelColor(200, ROW_HEIGHT - 1) == theme.color("line")


def test_that_who_works_on_a_case_is_told_in_the_accent_and_a_pointed_row_has_a_ground(
    qtbot: QtBot, view: CaseListView, model: CaseModel
) -> None:
    accent = LIGHT.color("accent").name()
    lower = QRect(view.viewport().width() - 110, 34, 98, 20)
    assert accent not in colours(picture(view), lower)
    model.update(case("c0", presence="正在处理", flag="督办"))
    assert accent in colours(picture(view), lower)
    QTest.mouseMove(view.viewport(), QPoint(300, ROW_HEIGHT + 20))
    qtbot.waitUntil(lambda: picture(view, pointed=True).pixelColor(300, ROW_HEIGHT + 5) == LIGHT.color("hover"))
    assert picture(view, pointed=True).pixelColor(300, 5) == LIGHT.color("panel")


def test_that_a_foreign_row_is_left_blank(qtbot: QtBot) -> None:
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    delegate = CaseDelegate(table)
    table.setItemDelegate(delegate)
    assert delegate.sizeHint(QStyleOptionViewItem(), table.model().index(0, 0)).height() == ROW_HEIGHT
    assert not table.grab().isNull()


@pytest.mark.parametrize("width", [260, 420, 560, 900])
def test_that_parts_of_a_row_never_overlap_and_the_time_is_never_shortened(qapp: QApplication, width: int) -> None:
    row = case(
        "x", title=LONG, place=LONG, department="消防救援与应急管理联合办公室", stage="结案前核查", flag="督办",
        presence="正在处理 李某某",
    )  # fmt: skip
    layout = RowMeasure().layout(row, width)
    right = width - RIGHT_MARGIN
    assert layout.time.at.x() + layout.time.static.size().width() <= right + 1
    assert layout.time.static.text() == "剩 42分"
    assert layout.title.at.x() + layout.title.static.size().width() <= layout.time.at.x()
    assert layout.presence is not None
    assert layout.dot is not None
    assert [chip.text for chip in layout.chips] == ["结案前核查", "督办"]
    department_end = layout.department.at.x() + layout.department.static.size().width()
    assert department_end <= layout.chips[-1].at.x()
    assert layout.chips[0].at.x() < layout.dot.x() < layout.presence.at.x()
    if width >= 420:
        assert TEXT_LEFT < layout.place.at.x() + layout.place.static.size().width() <= layout.department.at.x()
    assert LONG in layout.hidden


def test_that_a_short_row_hides_nothing_and_a_missing_glyph_is_told(qapp: QApplication) -> None:
    layout = RowMeasure().layout(case("x", title="李\U0002a6d6\n二", time_text=""), 560)
    assert layout.hidden == ""
    assert layout.title.static.text() == "李U+2A6D6 二"
    assert layout.presence is None


def test_that_a_layout_is_measured_once_per_record_and_width(qtbot: QtBot) -> None:
    delegate, row = CaseDelegate(), case("x")
    first = delegate.layout_of(row, 420)
    assert delegate.layout_of(row, 420) is first
    assert delegate.layout_of(case("x"), 420) is first
    assert delegate.layout_of(row, 560) is not first
    assert delegate.layout_of(case("x", time_text="剩 41分"), 560).time.static.text() == "剩 41分"
    delegate.forget_layouts()
    assert delegate.layout_of(row, 420) is not first
    for number in range(700):
        delegate.layout_of(case(f"n{number}"), 420)
    assert len(delegate._layouts) <= 600


def test_that_shortened_texts_are_told_in_a_tooltip(view: CaseListView, model: CaseModel) -> None:
    model.update(case("c0", title=f"<b>{LONG}"))
    delegate, option = view.itemDelegate(), QStyleOptionViewItem()
    assert isinstance(delegate, CaseDelegate)
    option.rect = QRect(0, 0, 300, ROW_HEIGHT)
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
    other = QHelpEvent(QEvent.Type.WhatsThis, QPoint(5, 5), QPoint(5, 5))
    assert delegate.helpEvent(event, view, option, model.index(0, 0))
    assert not delegate.helpEvent(event, view, option, model.index(1, 0))
    assert not delegate.helpEvent(other, view, option, model.index(0, 0))
    assert delegate.tooltip_for("<b>\n二") == "<qt>&lt;b&gt;<br>二</qt>"


def test_that_rows_are_sharp_on_a_fine_screen(view: CaseListView) -> None:
    fine = QImage(WIDTH * 2, 1200, QImage.Format.Format_RGB32)
    fine.setDevicePixelRatio(2.0)
    view.viewport().render(fine)
    column = [fine.pixelColor(2 * int(MARK_LEFT) + 14, y).name() for y in range(2 * ROW_HEIGHT)]
    assert LIGHT.color("overdue_fill").name() in column


# -- fades -----------------------------------------------------------------------------------------


def test_that_a_changed_row_fades_once_and_only_what_is_seen_fades(
    view: CaseListView, model: CaseModel, clock: Clock
) -> None:
    calm = picture(view).pixelColor(300, ROW_HEIGHT + 5)
    model.update(case("c1", version=2, changed=True))
    model.update(case("c39", version=2, changed=True))
    assert picture(view).pixelColor(300, ROW_HEIGHT + 5) == LIGHT.color("changed")
    clock.now = FADE_MS / 2
    view._step_fades()
    half = picture(view).pixelColor(300, ROW_HEIGHT + 5)
    assert half not in (calm, LIGHT.color("changed"))
    clock.now = FADE_MS + 1
    view._step_fades()
    assert picture(view).pixelColor(300, ROW_HEIGHT + 5) == calm
    assert not view._frames.isActive()
    model.update(case("c1", version=2, changed=True, time_text="剩 41分"))
    assert not view._frames.isActive()
    model.update(case("c1", version=2, changed=True, urgency="overdue"))
    assert view._frames.isActive()


def test_that_new_rows_fade_too_and_gone_ones_do_no_harm(view: CaseListView, model: CaseModel, clock: Clock) -> None:
    model.insert(0, [case("new", changed=True)])
    assert picture(view).pixelColor(300, 5) == LIGHT.color("changed")
    model.remove(0, 0)
    clock.now = FADE_MS * 2
    view._step_fades()
    assert not view._frames.isActive()


def test_that_nothing_fades_with_motion_off(view: CaseListView, model: CaseModel) -> None:
    model.update(case("c1", version=2, changed=True))
    view.set_motion(False)
    assert not view._frames.isActive()
    model.update(case("c1", version=3, changed=True))
    assert picture(view).pixelColor(300, ROW_HEIGHT + 5) == LIGHT.color("panel")
    view.set_motion(True)
    model.update(case("c1", version=4, changed=True))
    assert view._frames.isActive()
    view.set_motion(False)


# -- designed states -------------------------------------------------------------------------------


def test_that_stale_rows_stay_grey_readable_and_dated(qtbot: QtBot, view: CaseListView, model: CaseModel) -> None:
    assert has_hue(picture(view))
    view.set_state("stale", "数据停在 14:49:55", "立即重连")
    overlay = view.overlay()
    assert overlay.isVisible()
    assert overlay.height() == BAR_HEIGHT
    assert overlay.sentence() == "数据停在 14:49:55"
    assert not has_hue(picture(view).copy(0, 0, WIDTH, 600 - BAR_HEIGHT))
    with qtbot.waitSignal(view.action_requested):
        QTest.mouseClick(overlay.button(), Qt.MouseButton.LeftButton)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert view.visualRect(model.index(39, 0)).bottom() < overlay.y()
    model.update(case("c39", version=2))
    model.insert(40, [case("c40")])
    view.set_state("live")
    assert not overlay.isVisible()
    assert has_hue(picture(view))


@pytest.mark.parametrize("state", ["empty", "loading", "failed"])
def test_that_a_list_without_rows_says_why_and_what_to_do(
    qtbot: QtBot, view: CaseListView, model: CaseModel, state: ListState
) -> None:
    model.replace([])
    view.set_state(state, "没有符合条件的事件", "清除条件")
    assert view.list_state() == view.overlay().state() == state
    assert view.overlay().geometry() == view.viewport().geometry()
    assert view.overlay().button().isVisible()
    for theme in (DARK, LIGHT):
        view.set_theme(theme)
        assert view.overlay().grab().toImage().pixelColor(2, 2) == theme.color("panel")
    view.set_state(state, "正在读取", "")
    assert not view.overlay().button().isVisible()


def test_that_an_empty_card_gives_way_to_rows(view: CaseListView, model: CaseModel) -> None:
    model.replace([])
    view.set_state("empty", "没有事件", "")
    assert view.overlay().isVisible()
    model.insert(0, [case("new")])
    view.executeDelayedItemsLayout()
    assert not view.overlay().isVisible()
    model.remove(0, 0)
    view.executeDelayedItemsLayout()
    assert view.overlay().isVisible()


def test_that_the_list_speaks_again_after_a_change_of_language(view: CaseListView) -> None:
    view.setAccessibleName("")
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert view.accessibleName()
