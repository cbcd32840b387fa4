"""Labels of areas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtWidgets import QApplication

from widgets.map_labels import AreaLabels, LabelWish, label_color, place_labels
from widgets.map_shapes import AreaShape, Points
from widgets.map_view import MapView
from widgets.theme import DARK, LIGHT, Theme
from widgets.tokens import contrast

VIEW = MapView(50, 50, 1.0, 400, 400)


def square(left: float, bottom: float, side: float) -> Points:
    corners = [(left, bottom), (left + side, bottom), (left + side, bottom + side), (left, bottom + side)]
    return np.array(corners, np.float64)


def labels(*shapes: Points) -> AreaLabels:
    made = AreaLabels()
    made.set_areas([f"{place:03d}" for place in range(len(shapes))], [AreaShape([shape]) for shape in shapes])
    return made


def test_a_label_stands_inside_its_area(qapp: QApplication) -> None:
    (rect,) = labels(square(0, 0, 100)).place(VIEW, []).values()
    assert QRectF(150, 150, 100, 100).contains(rect)


def test_a_label_that_does_not_fit_is_left_out_until_the_map_comes_closer(qapp: QApplication) -> None:
    small = labels(square(45, 45, 12))
    assert small.place(VIEW, []) == {}
    assert len(small.place(MapView(50, 50, 6.0, 400, 400), [])) == 1


def test_a_label_steps_aside_for_a_mark_or_gives_way(qapp: QApplication) -> None:
    made = labels(square(0, 0, 100))
    (usual,) = made.place(VIEW, []).values()
    (moved,) = made.place(VIEW, [usual]).values()
    assert not moved.intersects(usual)
    assert made.place(VIEW, [QRectF(0, 0, 400, 400)]) == {}


def test_areas_outside_the_window_and_without_text_have_no_label(qapp: QApplication) -> None:
    assert labels(square(5000, 0, 100)).place(VIEW, []) == {}
    made = AreaLabels()
    made.set_areas([""], [AreaShape([square(0, 0, 100)])])
    assert made.place(VIEW, []) == {}


def test_the_larger_area_chooses_first(qapp: QApplication) -> None:
    made = labels(square(30, 30, 40), square(0, 0, 100))  # one over the other
    assert 1 in made.place(VIEW, [])


@given(
    wishes=st.lists(
        st.tuples(st.floats(0, 500), st.floats(0, 500), st.floats(5, 120), st.floats(5, 30)), min_size=1, max_size=60
    )
)
def test_labels_never_overlap(wishes: list[tuple[float, float, float, float]]) -> None:
    made = [LabelWish(n, QSizeF(w, h), [(x, y), (x, y + 14)]) for n, (x, y, w, h) in enumerate(wishes)]
    placed = list(place_labels(made, []).values())
    assert placed
    for place, rect in enumerate(placed):
        assert not any(rect.intersects(other) for other in placed[:place])


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_labels_are_readable_on_every_map_colour(theme: Theme) -> None:
    for ground in (*theme.tokens.ramp, theme.tokens.background, theme.tokens.panel):
        assert contrast(label_color(theme.tokens, ground).name(), ground) >= 4.5
