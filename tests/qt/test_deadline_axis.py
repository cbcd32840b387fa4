"""The squeezed axis of a deadline strip."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.deadline_axis import MIN_PIXELS, UNCOUNTED_SHARE, Span, build_axis, common_limit

HOUR = 3_600_000_000


def spans(*parts: tuple[float, bool]) -> list[Span]:
    result, at = [], 0
    for index, (hours, counted) in enumerate(parts):
        end = at + int(hours * HOUR)
        result.append(Span(index, at, end, counted))
        at = end
    return result


def test_a_lunch_is_drawn_to_scale() -> None:
    axis = build_axis(spans((2, True), (1.5, False), (2, True)), 550)
    assert [round(segment.width) for segment in axis.segments] == [200, 150, 200]
    assert not any(segment.compressed for segment in axis.segments)


def test_a_night_is_squeezed_so_that_the_counted_hours_keep_their_share() -> None:
    axis = build_axis(spans((2, True), (15.5, False), (2, True)), 500)
    first, night, last = axis.segments
    assert night.compressed
    assert night.width == pytest.approx(500 * UNCOUNTED_SHARE)
    assert first.width == last.width == pytest.approx(150)


def test_only_the_longest_stretches_are_cut_and_all_to_one_length() -> None:
    axis = build_axis(spans((6, True), (0.5, False), (6, True), (16, False), (6, True), (60, False), (6, True)), 1000)
    lunch, night, weekend = (axis.segments[place] for place in (1, 3, 5))
    assert (lunch.compressed, night.compressed, weekend.compressed) == (False, True, True)
    assert night.width == pytest.approx(weekend.width)


def test_uncounted_time_alone_is_not_squeezed() -> None:
    axis = build_axis(spans((1, False), (3, False)), 400)
    assert [segment.width for segment in axis.segments] == [100, 300]
    assert not any(segment.compressed for segment in axis.segments)


def test_empty_spans_and_no_room_give_an_empty_axis() -> None:
    assert build_axis([Span(0, 5, 5, True)], 100).segments == ()
    assert build_axis(spans((1, True)), 0).segments == ()
    assert build_axis([], 100).x_of(7) == 0.0


def test_instants_outside_fall_on_the_ends() -> None:
    axis = build_axis(spans((1, True), (1, True)), 100)
    assert axis.x_of(-HOUR) == 0.0
    assert axis.x_of(99 * HOUR) == 100.0
    assert axis.x_of(HOUR // 2) == pytest.approx(25.0)


def test_a_pixel_finds_its_segment() -> None:
    axis = build_axis(spans((1, True), (1, False)), 100)
    found = axis.at(10)
    assert found is not None
    assert found.span.index == 0
    assert axis.at(100.5) is None


def test_the_common_limit_of_lengths_that_fit_is_the_longest() -> None:
    assert common_limit([3, 1], 10) == 3
    assert common_limit([], 10) == 0
    assert common_limit([2, 10, 10], 12) == 5


lengths = st.lists(st.tuples(st.integers(1, 100_000), st.booleans()), min_size=1, max_size=200)


@given(parts=lengths, width=st.integers(200, 2000))
def test_segments_tile_the_width_and_none_vanishes(parts: list[tuple[int, bool]], width: int) -> None:
    axis = build_axis(spans(*[(hours / 60, counted) for hours, counted in parts]), width)
    segments = axis.segments
    assert len(segments) == len(parts)
    assert segments[0].left == 0
    assert segments[-1].right == pytest.approx(width)
    assert all(a.right == b.left for a, b in pairwise(segments))
    assert min(segment.width for segment in segments) >= min(MIN_PIXELS, width / len(parts)) - 1e-6


@given(parts=lengths)
def test_x_never_goes_back_as_time_goes_on(parts: list[tuple[int, bool]]) -> None:
    made = spans(*[(hours / 60, counted) for hours, counted in parts])
    axis = build_axis(made, 400)
    instants = range(-HOUR, made[-1].end_us + HOUR, max(1, (made[-1].end_us + 2 * HOUR) // 50))
    places = [axis.x_of(instant) for instant in instants]
    assert places == sorted(places)
