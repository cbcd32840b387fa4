"""Areas as a kept picture, and the marks over them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from widgets.map_layers import AreaLayer, MapArea, class_of
from widgets.map_marks import MapMark, MarkLayer
from widgets.map_shapes import Points
from widgets.map_view import MapView
from widgets.theme import DARK, LIGHT

VIEW = MapView(100, 50, 1.0, 200, 100)


def square(left: float, side: float = 100) -> list[Points]:
    return [np.array([(left, 0), (left + side, 0), (left + side, side), (left, side)], np.float64)]


@pytest.fixture
def layer(qapp: QApplication) -> AreaLayer:
    layer = AreaLayer()
    layer.set_areas([MapArea("a", "甲", square(0), 0.0), MapArea("b", "乙", square(100), 5.0)])
    layer.set_breaks([1, 2, 3, 5, 8])
    return layer


def painted(layer: AreaLayer, view: MapView = VIEW, *, hurry: bool = True, ratio: float = 1.0) -> tuple[QImage, bool]:
    image = QImage(QSize(round(view.width * ratio), round(view.height * ratio)), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    sharp = layer.paint(painter, view, ratio, hurry=hurry)
    painter.end()
    return image, sharp


def test_each_area_has_the_colour_of_its_class(layer: AreaLayer) -> None:
    image, sharp = painted(layer)
    ramp = LIGHT.tokens.ramp
    assert sharp
    assert image.pixelColor(50, 50).name().upper() == ramp[0]
    assert image.pixelColor(150, 50).name().upper() == ramp[4]


def test_no_number_is_not_painted_as_zero(layer: AreaLayer) -> None:
    zero, _ = painted(layer)
    layer.set_values({"a": (None, "没有数据")})
    none, _ = painted(layer)
    layer.set_values({"a": (math.nan, "没有数据")})
    nan, _ = painted(layer)
    assert none == nan != zero
    assert layer.color_token(0) == LIGHT.tokens.background


def test_the_picture_is_kept_until_something_changes(layer: AreaLayer) -> None:
    for _ in range(3):
        painted(layer)
    painted(layer, VIEW.panned(20, 10))
    layer.set_values({"a": (0.0, "another tooltip"), "unknown": (1.0, "")})
    layer.set_breaks([1, 2, 3, 5, 8])
    painted(layer)
    assert layer.renders == 1
    assert layer.areas[0].tooltip == "another tooltip"
    layer.set_values({"a": (9.0, "")})
    painted(layer)
    assert layer.renders == 2
    layer.set_breaks([4])
    painted(layer)
    layer.set_theme(DARK)
    painted(layer)
    assert layer.renders == 4


def test_panning_out_of_the_picture_and_another_density_draw_anew(layer: AreaLayer) -> None:
    painted(layer)
    painted(layer, VIEW.panned(500, 0))
    assert layer.renders == 2
    painted(layer, VIEW.panned(500, 0), ratio=2.0)
    assert layer.renders == 3


def test_a_slow_picture_is_stretched_first_and_sharpened_later(
    layer: AreaLayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widgets.map_layers._SLOW", -1.0)
    painted(layer)
    closer = VIEW.zoomed(2.0, 100, 50, 0.1)
    image, sharp = painted(layer, closer)
    assert not sharp
    assert image.pixelColor(50, 50).name().upper() == LIGHT.tokens.ramp[0]
    _, sharp = painted(layer, closer, hurry=False)
    assert sharp
    assert layer.renders == 2


def test_panning_shifts_the_picture_by_whole_pixels(layer: AreaLayer) -> None:
    before, _ = painted(layer)
    after, _ = painted(layer, VIEW.panned(20, 0))
    assert layer.renders == 1
    assert after.copy(20, 0, 180, 100) == before.copy(0, 0, 180, 100)


def test_the_same_rings_keep_their_outline_and_new_ones_are_new_ground(layer: AreaLayer) -> None:
    rings = [area.rings for area in layer.areas]
    again = [MapArea("a", "甲", rings[0], 3.0), MapArea("b", "乙", rings[1], 3.0)]
    shapes = layer.shapes
    assert not layer.set_areas(again)
    assert layer.shapes[0] is shapes[0]
    assert layer.set_areas([MapArea("a", "甲", square(0), 3.0), again[1]])
    assert layer.set_areas([again[1]])
    assert layer.place_of("a") == -1
    assert layer.place_of("b") == 0
    assert layer.place_of(None) == -1


def test_hits_and_bounds(layer: AreaLayer) -> None:
    assert (layer.at(50, 50), layer.at(150, 50), layer.at(250, 50)) == (0, 1, -1)
    assert layer.bounds is not None
    assert (layer.bounds.width, layer.bounds.height) == (200, 100)
    layer.set_areas([])
    assert layer.bounds is None
    assert layer.at(50, 50) == -1
    assert painted(layer)[1]


def test_the_range_of_numbers_in_figures(layer: AreaLayer) -> None:
    assert layer.value_range() == "0–5"
    layer.set_values({"a": (5.0, "")})
    assert layer.value_range() == "5"
    layer.set_values({"a": (None, ""), "b": (None, "")})
    assert layer.value_range() == ""


@pytest.mark.parametrize(
    ("value", "breaks", "colour"),
    [
        (0, [1, 2, 3, 5, 8], 0),
        (1, [1, 2, 3, 5, 8], 1),
        (8, [1, 2, 3, 5, 8], 5),
        (99, [1, 2, 3, 5, 8], 5),
        (0, [10], 0),
        (10, [10], 5),
        (3, [], 0),
        (7, [5, 10], 2),
    ],
)
def test_classes_are_spread_over_the_ramp(value: float, breaks: list[float], colour: int) -> None:
    assert class_of(value, breaks, 6) == colour


def test_the_nearest_mark_within_reach_is_hit(qapp: QApplication) -> None:
    marks = MarkLayer()
    marks.set_marks([MapMark("one", 50, 50, "overdue"), MapMark("two", 66, 50, "on_track")])
    near, between, far = (marks.at(VIEW, x, 50) for x in (52, 60, 40 - 1))
    assert near is not None
    assert near.members == (0,)
    assert between is not None
    assert between.members == (1,)
    assert far is None


def test_a_circle_is_hit_on_its_whole_face(qapp: QApplication) -> None:
    marks = MarkLayer()
    marks.set_marks([MapMark(str(place), 50, 50, "done") for place in range(120)])
    hit = marks.at(VIEW, 50 + 13, 50)
    assert hit is not None
    assert hit.count == 120
    assert marks.at(VIEW, 50 + 16, 50) is None
    (rect,) = marks.rects(VIEW)
    assert rect.width() == 30


def test_marks_are_grouped_once_for_a_view(qapp: QApplication) -> None:
    marks = MarkLayer()
    marks.set_marks([MapMark("one", 50, 50, "overdue"), MapMark("odd", 60, 10, "no such urgency")])
    first = marks.clusters(VIEW)
    assert marks.clusters(VIEW) is first
    assert marks.clusters(VIEW.panned(1, 0)) is not first
    assert marks.counts() == {"overdue": 1, "no such urgency": 1}
    assert marks.mark("one") is not None
    assert marks.mark("none") is marks.mark(None) is None
