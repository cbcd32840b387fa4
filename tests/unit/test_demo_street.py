"""The demonstration street: its map tiles exactly, its codes and names hold, equal seeds give equal streets."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
import shapely

from models.demo.geography import Geography, Tile, _cells, draw, to_plane
from models.demo.partition import _spread, group, is_connected
from models.demo.street import DemoStreet, demo_street
from models.domain.organisation import check_grid_code
from models.domain.roles import Role

SEEDS = (1, 20171024)


@pytest.fixture(scope="module", params=SEEDS)
def street(request: pytest.FixtureRequest) -> DemoStreet:
    return demo_street(request.param)


def shapes(street: DemoStreet) -> list[shapely.Polygon]:
    return [shapely.Polygon(grid.rings[0]) for grid in street.grids]


def in_metres(ring: tuple[tuple[float, float], ...]) -> shapely.Polygon:
    return shapely.Polygon(to_plane(np.array(ring)))


def test_that_98_grids_fill_the_outline_without_gap_or_overlap(street: DemoStreet) -> None:
    cells = shapes(street)
    outline = shapely.Polygon(street.outline)
    assert len(cells) == 98
    assert all(cell.is_valid for cell in cells)
    whole = shapely.union_all(cells)
    assert isinstance(whole, shapely.Polygon)
    assert not whole.interiors
    assert sum(cell.area for cell in cells) == pytest.approx(outline.area, rel=1e-6)
    assert whole.symmetric_difference(outline).area <= 1e-6 * outline.area
    tree = shapely.STRtree(cells)
    overlaps = [cells[a].intersection(cells[b]).area for a, b in tree.query(cells, predicate="intersects").T if a < b]
    assert max(overlaps) <= 1e-9 * outline.area


def test_that_neighbours_share_identical_vertices(street: DemoStreet) -> None:
    sides = Counter(frozenset(side) for grid in street.grids for side in pairwise(grid.rings[0]))
    assert set(sides.values()) == {1, 2}
    alone = {side for side, owners in sides.items() if owners == 1}
    assert alone == {frozenset(side) for side in pairwise(street.outline)}


def test_that_the_street_measures_15_3_square_kilometres(street: DemoStreet) -> None:
    area = in_metres(street.outline).area
    assert area == pytest.approx(15.3e6, rel=1e-3)
    assert sum(grid.area_m2 for grid in street.grids) == pytest.approx(area, rel=1e-6)
    for grid in street.grids:
        assert grid.area_m2 == pytest.approx(in_metres(grid.rings[0]).area, abs=0.1)
        assert 40_000 < grid.area_m2 < 450_000
    middle = shapely.Polygon(street.outline).centroid
    assert middle.x == pytest.approx(120.27, abs=0.005)
    assert middle.y == pytest.approx(30.31, abs=0.005)


def test_that_rings_are_closed_and_rounded(street: DemoStreet) -> None:
    for grid in street.grids:
        (ring,) = grid.rings
        assert ring[0] == ring[-1]
        assert all(round(value, 7) == value for point in ring for value in point)


def test_that_23_real_communities_hold_three_to_six_grids_in_one_piece_each(street: DemoStreet) -> None:
    assert len(street.communities) == 23
    assert {community.street_code for community in street.communities} == {"330102018"}
    by_name = {community.name: community for community in street.communities}
    assert by_name["蚕桑社区"].code == "330102018002"
    assert by_name["宣家埠村委会"].name_en == "Xuanjiabu Village"
    assert all(re.fullmatch(r"[A-Z][A-Za-z' ]+ (Community|Village)", c.name_en) for c in street.communities)
    held: dict[str, list[shapely.Polygon]] = {}
    for grid, shape in zip(street.grids, shapes(street), strict=True):
        held.setdefault(grid.community_code, []).append(shape)
    assert set(held) == {community.code for community in street.communities}
    for members in held.values():
        assert 3 <= len(members) <= 6
        assert isinstance(shapely.union_all(members), shapely.Polygon)


def test_that_grids_are_numbered_from_west_to_east_in_their_community(street: DemoStreet) -> None:
    assert len({grid.code for grid in street.grids}) == len({grid.name for grid in street.grids}) == 98
    for community in street.communities:
        own = sorted((g for g in street.grids if g.community_code == community.code), key=lambda g: g.code)
        assert [g.code for g in own] == [f"{community.code}{n:03d}" for n in range(1, len(own) + 1)]
        for grid in own:
            check_grid_code(grid.code, community.code)
            assert grid.name.endswith(f" {grid.short} 网格")
        eastward = [in_metres(grid.rings[0]).centroid for grid in own]
        keys = [(round(point.x, 1), -point.y) for point in eastward]
        assert keys == sorted(keys)


def test_that_each_grid_has_its_worker_and_people_are_evidently_invented(street: DemoStreet) -> None:
    assert sorted(grid.worker_code or "" for grid in street.grids) == [worker.code for worker in street.workers]
    assert 0 < sum(worker.full_time for worker in street.workers) < 98
    assert all(name.startswith("演示") for name in [w.name for w in street.workers] + [o.name for o in street.officers])
    phones = [worker.phone for worker in street.workers] + [officer.phone for officer in street.officers]
    phones += [department.phone for department in street.departments]
    assert all(re.fullmatch(r"000-000\d-\d{4}", phone) for phone in phones)
    assert len(set(phones)) == len(phones)


def test_that_the_single_seat_may_do_everything_a_desk_needs(street: DemoStreet) -> None:
    officers = {officer.code: officer for officer in street.officers}
    demo = officers["demo"]
    assert demo.roles == {Role.DUTY_OFFICER, Role.SHIFT_LEADER, Role.DEPARTMENT_OFFICER}
    assert demo.acts_for("fire")
    held = {role for officer in street.officers for role in officer.roles}
    assert {Role.LEADER, Role.ADMINISTRATOR, Role.ASSESSOR, Role.WINDOW_CLERK} <= held
    assert all(role in set(Role) for role in held)
    departments = {department.code for department in street.departments}
    for officer in street.officers:
        assert officer.departments <= departments | {"*"}
        assert (Role.DEPARTMENT_OFFICER in officer.roles) == bool(officer.departments)


def test_that_every_department_belongs_to_one_of_the_four_platforms(street: DemoStreet) -> None:
    platforms = {platform.code for platform in street.platforms}
    assert platforms == {"public_order", "market_regulation", "integrated_enforcement", "public_service"}
    assert {department.platform_code for department in street.departments} == platforms
    assert len({department.code for department in street.departments}) == len(street.departments)
    assert [department.valid_to for department in street.departments] == [None] * len(street.departments)


def test_that_former_departments_come_with_the_day_their_name_ended() -> None:
    ended = {d.name: d.valid_to for d in demo_street(1, former=True).departments if d.valid_to is not None}
    assert set(ended) == {"安监", "运管", "环保"}
    assert all(day is not None and day.year in (2019, 2020) for day in ended.values())


def test_that_equal_seeds_give_equal_streets_and_others_do_not() -> None:
    assert repr(demo_street(7)) == repr(demo_street(7))
    assert demo_street(7).outline != demo_street(8).outline


def test_that_a_map_that_cannot_be_is_not_searched_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.demo.geography._TRIES", 2)
    monkeypatch.setattr("models.demo.geography._cells", lambda *_arguments: [])
    with pytest.raises(RuntimeError, match="no map"):
        draw(np.random.default_rng(1), 98, 15.3e6)


def test_that_a_bay_that_cuts_a_grid_in_two_makes_no_map() -> None:
    # A U: both arms lie nearest to a site in the left one, or to that in the middle of the bottom.
    bay = shapely.Polygon([(0, 0), (300, 0), (300, 900), (200, 900), (200, 50), (100, 50), (100, 900), (0, 900)])
    sites = np.array([(50.0, 800.0), (40.0, 20.0), (45.0, 400.0)])
    assert _cells(np.random.default_rng(1), sites, bay) == []


def test_that_a_grouping_that_cannot_be_is_not_searched_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0))
    tiles = tuple(Tile(ring, 1.0, (float(n), 0.0)) for n in range(4))
    apart = Geography(ring, tiles, (frozenset({1}), frozenset({0}), frozenset({3}), frozenset({2})))
    with pytest.raises(RuntimeError, match="no grouping"):
        group(np.random.default_rng(1), apart, 2, 3, 4)
    in_line = Geography(ring, tiles, (frozenset({1}), frozenset({0, 2}), frozenset({1, 3}), frozenset({2})))
    with pytest.raises(RuntimeError, match="no grouping"):
        group(np.random.default_rng(1), in_line, 2, 3, 4)
    monkeypatch.setattr("models.demo.partition._MOVES", 0)
    with pytest.raises(RuntimeError, match="no grouping"):
        group(np.random.default_rng(1), in_line, 2, 1, 4)
    assert not is_connected(set(), apart.neighbours)
    assert not is_connected({0, 2}, apart.neighbours)
    assert is_connected({2, 3}, apart.neighbours)


def test_that_a_centre_without_tiles_stays_where_it_is() -> None:
    same = np.zeros((3, 2))
    groups = _spread(np.random.default_rng(1), same, 2)
    assert sorted(map(len, groups)) == [0, 3]
