"""The map as a whole."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from widgets.map_canvas import MapArea, MapCanvas, MapMark
from widgets.map_legend import MapLegend
from widgets.theme import DARK

X0, Y0 = 230_000.0, 3_355_000.0


def grid(side: int = 10, size: float = 300.0) -> list[MapArea]:
    """A square town of side × side areas."""
    result = []
    for place in range(side * side):
        x, y = X0 + place % side * size, Y0 + place // side * size
        ring = np.array([(x, y), (x + size, y), (x + size, y + size), (x, y + size)])
        result.append(MapArea(f"{place:03d}", f"{place:03d}", [ring], float(place % 7), f"网格 {place:03d}"))
    return result


MARKS = [
    MapMark("late", X0 + 150, Y0 + 150, "overdue", "占用消防通道"),
    MapMark("soon", X0 + 1500, Y0 + 1500, "due_soon"),
    MapMark("fine", X0 + 2000, Y0 + 700, "on_track"),
    MapMark("twin", X0 + 2000, Y0 + 705, "overdue"),
]


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.set_areas(grid())
    canvas.set_breaks([1, 2, 3, 5])
    canvas.set_marks(MARKS)
    canvas.resize(700, 600)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.grab()
    return canvas


def pixel(canvas: MapCanvas, x: float, y: float) -> QPoint:
    return QPointF(*canvas.view().to_screen(x, y)).toPoint()


def click(canvas: MapCanvas, pos: QPoint) -> None:
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, pos)


def wheel(canvas: MapCanvas, pos: QPoint, notches: int) -> None:
    where = QPointF(pos)
    event = QWheelEvent(
        where, QPointF(canvas.mapToGlobal(pos)), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def test_everything_is_shown_at_first_and_after_a_change_of_size(canvas: MapCanvas) -> None:
    for width, height in ((700, 600), (400, 300), (900, 240)):
        canvas.resize(width, height)
        seen = canvas.view().visible()
        assert seen.left <= X0
        assert seen.right >= X0 + 3000
        assert seen.bottom <= Y0
        assert seen.top >= Y0 + 3000


def test_a_click_on_an_area_tells_its_key(qtbot: QtBot, canvas: MapCanvas) -> None:
    with qtbot.waitSignal(canvas.area_clicked) as told:
        click(canvas, pixel(canvas, X0 + 450, Y0 + 750))
    assert told.args == ["021"]


def test_a_click_beside_all_areas_tells_nothing(qtbot: QtBot, canvas: MapCanvas) -> None:
    with qtbot.assertNotEmitted(canvas.area_clicked), qtbot.assertNotEmitted(canvas.mark_clicked):
        click(canvas, QPoint(5, 300))


def test_a_click_near_a_mark_tells_the_mark_and_not_the_area(qtbot: QtBot, canvas: MapCanvas) -> None:
    with qtbot.waitSignal(canvas.mark_clicked) as told, qtbot.assertNotEmitted(canvas.area_clicked):
        click(canvas, pixel(canvas, X0 + 1500, Y0 + 1500) + QPoint(6, -6))
    assert told.args == ["soon"]


def test_a_click_on_a_circle_tells_its_cases_and_moves_closer(qtbot: QtBot, canvas: MapCanvas) -> None:
    scale = canvas.view().scale
    with qtbot.waitSignal(canvas.cluster_clicked) as told:
        click(canvas, pixel(canvas, X0 + 2000, Y0 + 703))
    assert told.args == [("twin", "fine")]
    assert canvas.view().scale == pytest.approx(2 * scale)


def test_dragging_moves_the_map_and_is_no_click(qtbot: QtBot, canvas: MapCanvas) -> None:
    before = canvas.view()
    start = QPoint(300, 300)
    with qtbot.assertNotEmitted(canvas.area_clicked):
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        QTest.mouseMove(canvas, start + QPoint(30, 0))
        QTest.mouseMove(canvas, start + QPoint(40, 25))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(40, 25))
    point = before.to_screen(X0 + 1500, Y0 + 1500)
    assert canvas.view().to_screen(X0 + 1500, Y0 + 1500) == pytest.approx((point[0] + 40, point[1] + 25))


def test_a_moved_map_keeps_its_place_when_the_size_changes(canvas: MapCanvas) -> None:
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    scale = canvas.view().scale
    canvas.resize(600, 500)
    assert canvas.view().scale == scale
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.view().scale != scale


def test_the_wheel_zooms_to_the_cursor(canvas: MapCanvas) -> None:
    pos = QPoint(200, 400)
    under = canvas.view().to_world(200, 400)
    scale = canvas.view().scale
    wheel(canvas, pos, 2)
    assert canvas.view().scale == pytest.approx(scale * 1.25**2)
    assert canvas.view().to_screen(*under) == pytest.approx((200, 400))
    wheel(canvas, pos, 0)
    assert canvas.view().scale == pytest.approx(scale * 1.25**2)


def test_keys_zoom_move_and_show_all(canvas: MapCanvas) -> None:
    fitted = canvas.view()
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.view().scale > fitted.scale
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.view().scale == pytest.approx(fitted.scale)
    for key, way in ((Qt.Key.Key_Left, (64, 0)), (Qt.Key.Key_Up, (0, 64)), (Qt.Key.Key_Right, (-64, 0))):
        before = canvas.view().to_screen(X0, Y0)
        QTest.keyClick(canvas, key)
        assert canvas.view().to_screen(X0, Y0) == pytest.approx((before[0] + way[0], before[1] + way[1]))
    QTest.keyClick(canvas, Qt.Key.Key_F)
    assert canvas.view() == fitted


def test_its_own_keys_win_over_the_windows_while_it_has_the_focus(canvas: MapCanvas) -> None:
    def wants(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
        event.ignore()
        QApplication.sendEvent(canvas, event)
        return event.isAccepted()

    assert wants(Qt.Key.Key_F)
    assert wants(Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    assert not wants(Qt.Key.Key_S)
    assert not wants(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)


def test_the_map_cannot_be_lost_out_of_the_window(canvas: MapCanvas) -> None:
    for _ in range(60):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.view().visible().left <= X0 + 3000
    for _ in range(60):
        QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.view().scale > 0.01


def test_new_marks_and_a_chosen_mark_redraw_no_polygon(canvas: MapCanvas) -> None:
    renders = canvas.polygon_renders()
    for count in range(1, 4):
        canvas.set_marks(MARKS[:count])
        canvas.set_selected_mark("late")
        canvas.set_selected_area("055")
        canvas.grab()
    assert canvas.polygon_renders() == renders


def test_live_figures_recolour_without_moving_the_map(canvas: MapCanvas) -> None:
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    view = canvas.view()
    canvas.set_values({"000": (6.0, "网格 000：在办 6 件")})
    assert canvas.view() == view
    rings = {area.key: area.rings for area in grid()}
    canvas.set_areas([MapArea(key, key, ring, 1.0) for key, ring in rings.items()])
    assert canvas.view() != view  # new ground is shown whole


def test_the_chosen_mark_is_brought_into_the_window_once(canvas: MapCanvas) -> None:
    for _ in range(6):
        canvas.zoom_in()
    assert not canvas.rect().contains(pixel(canvas, X0 + 150, Y0 + 150))
    canvas.set_selected_mark("late")
    assert canvas.rect().contains(pixel(canvas, X0 + 150, Y0 + 150))
    for _ in range(20):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
    moved = canvas.view()
    canvas.set_selected_mark("late")
    assert canvas.view() == moved
    canvas.set_selected_mark(None)
    canvas.set_selected_mark("unknown")
    assert canvas.view() == moved


def test_chosen_things_stand_out(canvas: MapCanvas) -> None:
    plain = canvas.grab().toImage()
    canvas.set_selected_area("055")
    area = canvas.grab().toImage()
    canvas.set_selected_mark("soon")
    both = canvas.grab().toImage()
    assert plain != area != both


def tip(canvas: MapCanvas, pos: QPoint) -> str:
    QApplication.sendEvent(canvas, QHelpEvent(QHelpEvent.Type.ToolTip, pos, canvas.mapToGlobal(pos)))
    return QToolTip.text()


def test_tooltips_tell_of_marks_circles_and_areas(canvas: MapCanvas) -> None:
    assert "占用消防通道" in tip(canvas, pixel(canvas, X0 + 150, Y0 + 150))
    assert "Within 2 h" in tip(canvas, pixel(canvas, X0 + 1500, Y0 + 1500))
    assert "2 cases: Overdue 1, On track 1" in tip(canvas, pixel(canvas, X0 + 2000, Y0 + 703))
    assert "网格 021" in tip(canvas, pixel(canvas, X0 + 450, Y0 + 750))


def test_hovering_marks_the_area_and_leaving_unmarks_it(canvas: MapCanvas) -> None:
    plain = canvas.grab().toImage()
    QTest.mouseMove(canvas, pixel(canvas, X0 + 450, Y0 + 750))
    hovered = canvas.grab().toImage()
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert hovered != plain
    assert canvas.grab().toImage() == plain


def test_an_empty_map_is_painted_and_takes_every_input(canvas: MapCanvas) -> None:
    canvas.set_theme(DARK)
    canvas.set_areas([])
    canvas.set_marks([])
    canvas.set_state("empty", "还没有网格", "导入网格")
    view = canvas.view()
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    QTest.keyClick(canvas, Qt.Key.Key_F)
    wheel(canvas, QPoint(100, 100), 1)
    click(canvas, QPoint(100, 200))
    assert canvas.view() == view
    assert not canvas.grab().isNull()
    legend = canvas.findChild(MapLegend)
    assert legend is not None
    assert legend.isHidden()


def test_the_description_counts_areas_and_marks(canvas: MapCanvas) -> None:
    assert canvas.accessibleDescription() == "100 areas; 2 overdue, 1 due soon, 1 on track"


def test_a_slow_zoom_is_sharpened_after_a_moment(
    qtbot: QtBot, canvas: MapCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widgets.map_layers._SLOW", -1.0)
    renders = canvas.polygon_renders()
    canvas.zoom_in()
    canvas.grab()
    assert canvas.polygon_renders() == renders
    qtbot.waitUntil(lambda: canvas.polygon_renders() == renders + 1)
