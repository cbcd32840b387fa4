"""Which grid a position lies in."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.board.grid_index import GridIndex
from tests.helpers.records import GRID

HOLE = ((120.02, 30.02), (120.04, 30.02), (120.04, 30.04), (120.02, 30.04), (120.02, 30.02))
EAST = replace(
    GRID, code="330102018001002", rings=(tuple((lon + 0.1, lat) for lon, lat in GRID.rings[0]),)
)  # fmt: skip
WITH_HOLE = replace(GRID, rings=(GRID.rings[0], HOLE))


def test_a_position_lies_in_its_grid_and_outside_in_none() -> None:
    index = GridIndex([EAST, GRID])
    assert index.at(120.05, 30.05) == GRID
    assert index.at(120.15, 30.05) == EAST
    assert index.at(121.0, 30.05) is None
    assert GridIndex([]).at(120.05, 30.05) is None


def test_on_a_shared_border_the_lower_code_has_it() -> None:
    assert GridIndex([EAST, GRID]).at(120.1, 30.05) == GRID


def test_a_hole_is_outside_and_a_ring_without_area_is_left_out() -> None:
    flat = replace(GRID, code="0", rings=(((120.0, 30.0), (120.1, 30.0), (120.0, 30.0)),))
    index = GridIndex([WITH_HOLE, flat, replace(GRID, code="1", rings=())])
    assert index.at(120.03, 30.03) is None
    assert index.at(120.05, 30.0) == WITH_HOLE


@given(st.floats(119.9, 120.3), st.floats(29.9, 30.2))
def test_two_squares_are_told_apart_as_by_their_edges(lon: float, lat: float) -> None:
    inside = 30.0 <= lat <= 30.1
    expected = GRID if inside and 120.0 <= lon <= 120.1 else EAST if inside and 120.1 < lon <= 120.2 else None
    assert GridIndex([GRID, EAST]).at(lon, lat) == expected
