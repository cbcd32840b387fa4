"""Outlines of areas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from widgets.map_shapes import AreaShape, Points, path_of, thinned


def ring(*points: tuple[float, float]) -> Points:
    return np.array(points, np.float64)


SQUARE = ring((0, 0), (100, 0), (100, 100), (0, 100))
HOLE = ring((30, 30), (70, 30), (70, 70), (30, 70))


def test_a_path_has_all_rings_and_leaves_holes_open() -> None:
    path = AreaShape([SQUARE, HOLE]).path(1.0)
    assert path.elementCount() == 10  # closed here
    assert path.contains(QPointF(10, -10))
    assert not path.contains(QPointF(50, -50))


def test_no_rings_give_an_empty_shape() -> None:
    for rings in ([], [ring((0, 0), (1, 1))]):
        shape = AreaShape(rings)
        assert shape.path(1.0).isEmpty()
        assert not shape.contains(0.0, 0.0)
        assert shape.anchor() == (0.0, 0.0)
    assert path_of([]).isEmpty()


def test_inside_is_found_by_the_odd_even_rule() -> None:
    shape = AreaShape([SQUARE, HOLE])
    assert shape.contains(10, 90)
    assert not shape.contains(50, 50)
    assert not shape.contains(101, 50)


def test_a_coarse_scale_needs_fewer_points_and_the_same_level_is_kept() -> None:
    angles = np.linspace(0, 2 * np.pi, 1000)
    shape = AreaShape([np.column_stack([np.cos(angles), np.sin(angles)]) * 500])
    fine, coarse = shape.path(2.0), shape.path(0.02)
    assert coarse.elementCount() < fine.elementCount() / 3
    assert shape.path(0.0201) is coarse


def test_thinning_keeps_the_ring_closed() -> None:
    closed = np.vstack([SQUARE, SQUARE[:1]])
    assert np.array_equal(thinned(closed, 1.0), closed)
    assert len(thinned(closed, 1000.0)) == 2


def test_the_anchor_of_a_bent_area_lies_inside_it() -> None:
    corner = AreaShape([ring((0, 0), (100, 0), (100, 20), (20, 20), (20, 100), (0, 100))])
    x, y = corner.anchor()
    assert corner.contains(x, y)
    assert (x, y) != (50, 50)


def test_the_anchor_of_a_frame_keeps_out_of_the_hole() -> None:
    frame = AreaShape([SQUARE, ring((20, 20), (80, 20), (80, 80), (20, 80))])
    assert frame.contains(*frame.anchor())


def test_a_rectangle_fits_only_while_no_border_crosses_it() -> None:
    shape = AreaShape([SQUARE, HOLE])
    assert shape.holds(15, 15, 10, 10)
    assert not shape.holds(15, 15, 16, 10)
    assert not shape.holds(15, 15, 10, 16)
    assert not shape.holds(50, 50, 5, 5)
    assert not shape.holds(20, 50, 15, 5)  # reaches into the hole


@given(x=st.floats(1, 99), y=st.floats(1, 99), w=st.floats(0.5, 60), h=st.floats(0.5, 60))
def test_fitting_into_a_square_is_plain_arithmetic(x: float, y: float, w: float, h: float) -> None:
    inside = x - w > 1e-6 and x + w < 100 - 1e-6 and y - h > 1e-6 and y + h < 100 - 1e-6
    outside = x - w < -1e-6 or x + w > 100 + 1e-6 or y - h < -1e-6 or y + h > 100 + 1e-6
    held = AreaShape([SQUARE]).holds(x, y, w, h)
    assert held or not inside
    assert not held or not outside


@pytest.mark.parametrize("slope", [-3.0, 0.5, 2.0])
def test_a_slanted_border_through_a_rectangle_is_seen(slope: float) -> None:
    shape = AreaShape([ring((-500, -500 * slope), (500, 500 * slope), (500, 5000), (-500, 5000))])
    assert shape.holds(0, 1000, 50, 50)
    assert not shape.holds(0, 20, 50, 50)
