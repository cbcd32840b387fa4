"""Crowded marks become counted circles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.map_clusters import MANY, NEAR, Cluster, circle_radius, cluster_marks


def clusters(points: list[tuple[float, float]], ranks: list[int] | None = None, scale: float = 1.0) -> list[Cluster]:
    xs, ys = np.array([p[0] for p in points], float), np.array([p[1] for p in points], float)
    kinds = np.array(ranks if ranks is not None else [2] * len(points), np.int64)
    return cluster_marks(xs, ys, kinds, scale, np.arange(len(points)))


def test_marks_apart_stay_single() -> None:
    found = clusters([(0, 0), (20, 0), (0, 20)])
    assert [cluster.count for cluster in found] == [1, 1, 1]
    assert [cluster.radius for cluster in found] == [0, 0, 0]


def test_marks_closer_than_the_limit_become_one_circle() -> None:
    (found,) = clusters([(0, 0), (NEAR - 1, 0)])
    assert found.count == 2
    assert len(clusters([(0, 0), (NEAR + 1, 0)])) == 2


def test_zooming_in_takes_a_circle_apart() -> None:
    points = [(0.0, 0.0), (6.0, 0.0)]
    assert len(clusters(points, scale=1.0)) == 1
    assert len(clusters(points, scale=4.0)) == 2


def test_the_most_urgent_mark_leads_and_is_painted_last() -> None:
    found = clusters([(0, 0), (3, 0), (100, 0)], [2, 0, 1])
    assert [cluster.members for cluster in found] == [(2,), (1, 0)]
    assert (found[1].x, found[1].y) == (3, 0)


def test_a_circle_swallows_what_it_would_touch() -> None:
    near_circle = [(0.0, 0.0)] * 50 + [(NEAR + 3, 0.0)]
    (found,) = clusters(near_circle)
    assert found.count == 51


def test_no_marks_give_no_clusters() -> None:
    assert clusters([]) == []


def test_a_crowd_is_cut_down_and_none_is_lost() -> None:
    points = np.random.default_rng(3).uniform(0, 3000, (20_000, 2))
    found = cluster_marks(points[:, 0], points[:, 1], np.full(20_000, 2), 0.3, np.arange(20_000))
    assert len(found) <= MANY
    assert sum(cluster.count for cluster in found) == 20_000


def test_only_the_chosen_marks_count() -> None:
    xs = np.array([0.0, 1.0, 500.0])
    found = cluster_marks(xs, np.zeros(3), np.zeros(3, np.int64), 1.0, np.array([0, 2]))
    assert sorted(member for cluster in found for member in cluster.members) == [0, 2]


@pytest.mark.parametrize(("count", "radius"), [(1, 0.0), (2, 9.0), (10, 11.5), (100, 14.0), (10**6, 19.0)])
def test_circles_grow_with_their_digits(count: int, radius: float) -> None:
    assert circle_radius(count) == radius


points = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=1, max_size=80)


@given(points=points)
def test_each_mark_is_in_exactly_one_cluster_and_singles_keep_their_distance(points: list[tuple[float, float]]) -> None:
    found = clusters(points)
    assert sorted(member for cluster in found for member in cluster.members) == list(range(len(points)))
    for place, one in enumerate(found):
        for other in found[:place]:
            away = np.hypot(one.x - other.x, one.y - other.y)
            assert away >= max(NEAR, one.radius, other.radius) - 1e-6
