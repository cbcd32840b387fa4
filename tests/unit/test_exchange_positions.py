"""Positions: numbers only; China's shifts turned back; what a file's positions look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.positions import (
    TO_WGS84,
    Places,
    bd09_to_gcj02,
    bd09_to_wgs84,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    inside,
    look_alike,
    parse_degrees,
    position_fault,
    wgs84_to_gcj02,
)

JIUBAO = (120.15, 30.25, 120.35, 30.40)
POINTS = [(120.16 + 0.001 * i, 30.26 + 0.0007 * i) for i in range(180)]
china = st.tuples(st.floats(75, 134), st.floats(5, 53))


@pytest.mark.parametrize("text", ["", "NaN", "inf", "1e999", "1e2", "42,35", "42°21'", "１２０", "1_0", "0x1", "1234.5",
                                  "--1", ".5", "1.", "12 0"])  # fmt: skip
def test_that_only_plain_numbers_are_degrees(text: str) -> None:
    assert parse_degrees(text) is None


@pytest.mark.parametrize(("text", "value"), [("120.27", 120.27), ("-71", -71.0), ("+0.5", 0.5), ("007", 7.0)])
def test_that_plain_numbers_are_read(text: str, value: float) -> None:
    assert parse_degrees(text) == value


@pytest.mark.parametrize(
    ("lon", "lat", "box", "fault"),
    [
        (120.27, 30.31, JIUBAO, None),
        (120.27, 30.31, None, None),
        (0.0, 0.0, None, "row_position_zero"),
        (30.31, 120.27, None, "row_position_swapped"),
        (42.36, -71.06, (-71.2, 42.2, -70.9, 42.5), "row_position_swapped"),
        (-71.06, 42.36, JIUBAO, "row_position_outside"),
        (181.0, 30.0, None, "row_position_out_of_range"),
        (120.5, -91.0, None, "row_position_out_of_range"),
        (85.0, 95.0, None, "row_position_swapped"),
        (120.0, 30.0, None, "row_position_whole_degrees"),
        (120.0, 30.3, JIUBAO, "row_position_outside"),
    ],
)
def test_that_impossible_positions_are_named(
    lon: float, lat: float, box: tuple[float, float, float, float] | None, fault: str | None
) -> None:
    assert position_fault(lon, lat, box) == fault


def test_that_the_shift_near_jiubao_is_the_measured_one() -> None:
    lon, lat = wgs84_to_gcj02(120.26, 30.31)
    assert lon - 120.26 == pytest.approx(0.0045, abs=0.0004)
    assert lat - 30.31 == pytest.approx(-0.0025, abs=0.0004)


@given(china)
def test_that_gcj02_is_turned_back_exactly(point: tuple[float, float]) -> None:
    assert gcj02_to_wgs84(*wgs84_to_gcj02(*point)) == pytest.approx(point, abs=1e-8)


@given(china)
def test_that_bd09_is_turned_back_to_centimetres(point: tuple[float, float]) -> None:
    shifted = wgs84_to_gcj02(*point)
    assert bd09_to_gcj02(*gcj02_to_bd09(*shifted)) == pytest.approx(shifted, abs=2e-6)
    assert bd09_to_wgs84(*gcj02_to_bd09(*shifted)) == pytest.approx(point, abs=2e-6)


def test_that_nothing_is_shifted_outside_china() -> None:
    assert wgs84_to_gcj02(-71.06, 42.36) == gcj02_to_wgs84(-71.06, 42.36) == (-71.06, 42.36)
    assert TO_WGS84["wgs84"](120.3, 30.3) == (120.3, 30.3)


@pytest.mark.parametrize("declared", ["wgs84", "gcj02", "bd09"])
@pytest.mark.parametrize("real", ["wgs84", "gcj02", "bd09", "swapped"])
def test_that_a_file_in_other_coordinates_is_noticed(declared: str, real: str) -> None:
    def written(lon: float, lat: float) -> tuple[float, float]:
        crs = declared if real == "swapped" else real
        if crs != "wgs84":
            lon, lat = wgs84_to_gcj02(lon, lat)
        if crs == "bd09":
            lon, lat = gcj02_to_bd09(lon, lat)
        return (lat, lon) if real == "swapped" else (lon, lat)

    # Each case lies in a small place, as a grid does.
    samples = [(*written(lon, lat), (lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001)) for lon, lat in POINTS]
    found = look_alike(samples, declared)
    if declared == real:
        assert found is None
    else:
        assert found is not None
        assert (found.key, found.rows, found.fitting) == (f"positions_look_{real}", 180, 180)
        assert found.fitting_declared == 0


def test_that_good_and_few_positions_raise_no_doubt() -> None:
    assert look_alike([], "wgs84") is None
    assert look_alike([(lon, lat, JIUBAO) for lon, lat in POINTS], "wgs84") is None
    assert look_alike([(30.3, 120.3, JIUBAO)] * 4, "wgs84") is None
    assert look_alike([(30.3, 120.3, JIUBAO)] * 5, "wgs84") is not None


def test_that_the_closest_known_box_is_taken() -> None:
    places = Places((0, 0, 9, 9), {"C1": (1, 1, 2, 2)})
    assert places.box_of(None, "C1") == (1, 1, 2, 2)
    assert places.box_of("G1", None) == (0, 0, 9, 9)
    assert Places().box_of("G1") is None
    assert inside((0, 0, 1, 1), 1, 0)
