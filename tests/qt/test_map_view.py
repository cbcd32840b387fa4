"""The map's view."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.map_view import MAX_SCALE, Bounds, MapView, nice_length

VIEW = MapView(1000.0, 2000.0, 0.5, 400.0, 300.0)
GROUND = Bounds(0.0, 0.0, 4000.0, 2000.0)


def test_north_is_up_and_the_centre_is_in_the_middle() -> None:
    assert VIEW.to_screen(1000, 2000) == (200, 150)
    assert VIEW.to_screen(1000, 2100) == (200, 100)


def test_panning_moves_the_content_with_the_hand() -> None:
    assert VIEW.panned(30, -20).to_screen(1000, 2000) == (230, 130)


@given(px=st.floats(0, 400), py=st.floats(0, 300), factor=st.floats(0.2, 5))
def test_zooming_keeps_the_point_under_the_cursor(px: float, py: float, factor: float) -> None:
    x, y = VIEW.to_world(px, py)
    assert VIEW.zoomed(factor, px, py, 0.001).to_screen(x, y) == pytest.approx((px, py), abs=1e-6)


def test_zooming_stops_at_both_ends() -> None:
    assert VIEW.zoomed(1e6, 0, 0, 0.1).scale == MAX_SCALE
    assert VIEW.zoomed(1e-6, 0, 0, 0.1).scale == 0.1


def test_fitting_shows_everything_inside_the_insets() -> None:
    view = VIEW.fitted(GROUND, (20, 50, 10, 60))
    left, top = view.to_screen(GROUND.left, GROUND.top)
    right, bottom = view.to_screen(GROUND.right, GROUND.bottom)
    assert left >= 20 - 1e-9
    assert right <= 390 + 1e-9
    assert top >= 50 - 1e-9
    assert bottom <= 240 + 1e-9
    assert (left, right) == pytest.approx((20, 390)) or (top, bottom) == pytest.approx((50, 240))


def test_a_single_point_can_be_fitted() -> None:
    assert VIEW.fitted(Bounds(5, 5, 5, 5)).scale == MAX_SCALE


def test_visible_ground_grows_with_the_margin() -> None:
    seen, more = VIEW.visible(), VIEW.visible(50)
    assert (seen.width, seen.height) == (800, 600)
    assert (more.width, more.height) == (1000, 800)


def test_resizing_never_gives_an_empty_window() -> None:
    assert VIEW.resized(0, 0).width == 1.0


@pytest.mark.parametrize(("metres", "shown"), [(96, 50), (100, 100), (999, 500), (1000, 1000), (0.03, 0.02), (2, 2)])
def test_a_scale_bar_has_a_round_length(metres: float, shown: float) -> None:
    assert nice_length(metres) == pytest.approx(shown)
