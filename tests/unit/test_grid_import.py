"""Import of grids: numbering, areas, coordinates, and every refusal by feature with its reason."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from console.messages import LANGUAGES, messages
from models.domain.errors import BadInput
from models.domain.organisation import Community, Grid, GridWorker
from models.exchange import geojson, grid_reading, grid_shapes
from models.exchange.geojson import write_refused_features
from models.exchange.grid_reading import GridOrder, GridsRead, assigned, read_grids
from models.exchange.positions import wgs84_to_gcj02
from models.exchange.refused_file import plain_reason
from models.exchange.table import REASON_COLUMN, ROW_COLUMN
from tests.helpers.not_checked import need
from tests.helpers.street_files import STREET, collection, feature, four_grids, square

ONE, TWO = f"{STREET}001", f"{STREET}002"
COMMUNITIES = {
    code: Community(code, name, "", STREET, date(2017, 1, 1), None) for code, name in ((ONE, "甲社区"), (TWO, "乙社区"))
}
ORDER = GridOrder("wgs84", COMMUNITIES, {"W1": GridWorker("W1", "网格员甲", "", True)})


def by_code(read: GridsRead) -> dict[str, Grid]:
    return {grid.code: grid for grid in read.grids}


def test_that_grids_without_codes_are_numbered_from_west_to_east_and_north_to_south(tmp_path: Path) -> None:
    read = read_grids(four_grids(tmp_path / "grids.geojson"), ORDER)
    assert (read.refused, read.notes, read.read) == ((), (), 4)
    assert [grid.code for grid in read.grids] == [f"{ONE}002", f"{ONE}001", f"{TWO}002", f"{TWO}001"]
    grid = by_code(read)[f"{ONE}001"]
    assert grid.name == "甲 001 网格"
    assert grid.rings == (tuple((lon, lat) for lon, lat in square(120.27, 30.31)[0]),)
    # 0.002° of longitude and latitude at 30.3° north: 192.4 m by 221.7 m.
    assert grid.area_m2 == pytest.approx(192.4 * 221.7, rel=0.002)


def test_that_importing_again_gives_the_same_grids(tmp_path: Path) -> None:
    path = four_grids(tmp_path / "grids.geojson")
    stored = {
        code: replace(grid, worker_code="W1", name="东区", valid_from=date(2020, 1, 1))
        for code, grid in by_code(read_grids(path, ORDER)).items()
    }
    assert by_code(read_grids(path, replace(ORDER, stored=stored))) == stored


def test_that_a_new_grid_takes_a_free_number_and_never_anothers(tmp_path: Path) -> None:
    stored = by_code(read_grids(four_grids(tmp_path / "grids.geojson"), ORDER))
    more = collection(tmp_path / "more.geojson", feature(square(120.26, 30.31), community=ONE))
    assert [grid.code for grid in read_grids(more, replace(ORDER, stored=stored)).grids] == [f"{ONE}003"]


def test_that_codes_names_workers_and_dates_come_from_the_properties(tmp_path: Path) -> None:
    path = collection(
        tmp_path / "a.geojson",
        feature(square(120.27, 30.31), 网格编码=f"{ONE}007", NAME="市场", 网格员="网格员甲", valid_from="2020-05-01",
                valid_to="2026-05-01"),
        feature(square(120.28, 30.31), code=int(f"{TWO}001"), community="乙社区"),
    )  # fmt: skip
    market, other = read_grids(path, ORDER).grids
    assert (market.code, market.name, market.worker_code) == (f"{ONE}007", "市场", "W1")
    assert (market.valid_from, market.valid_to) == (date(2020, 5, 1), date(2026, 5, 1))
    assert (other.code, other.worker_code) == (f"{TWO}001", None)


def test_that_gcj02_is_turned_back_to_wgs84(tmp_path: Path) -> None:
    shifted = [[list(wgs84_to_gcj02(lon, lat)) for lon, lat in square(120.27, 30.31)[0]]]
    path = collection(tmp_path / "a.geojson", feature(shifted, community=ONE))
    (grid,) = read_grids(path, replace(ORDER, crs="gcj02")).grids
    for found, true in zip(grid.rings[0], square(120.27, 30.31)[0], strict=True):
        assert found == pytest.approx(true, abs=1e-7)
    (unturned,) = read_grids(path, ORDER).grids
    assert unturned.rings[0][0][0] - grid.rings[0][0][0] == pytest.approx(0.0045, abs=0.0005)


def test_that_real_districts_lie_where_both_systems_say(shared_data: Path) -> None:
    order = replace(ORDER, community=ONE)
    shifted = read_grids(need(shared_data, "geo/hangzhou_districts_2019_gcj02.geojson"), replace(order, crs="gcj02"))
    true = read_grids(need(shared_data, "geo/hangzhou_districts_current_wgs84.geojson"), order)
    assert len(shifted.grids) == len(true.grids) == 13
    one, other = ({g.name: g for g in read.grids}["建德市"] for read in (shifted, true))
    assert one.area_m2 == pytest.approx(other.area_m2, rel=0.01)
    for way in (0, 1):
        assert min(p[way] for p in one.rings[0]) == pytest.approx(min(p[way] for p in other.rings[0]), abs=0.002)


def test_that_98_real_neighbourhoods_are_grids_or_refused_with_their_reason(shared_data: Path) -> None:
    path = need(shared_data, "geo/chicago_neighborhoods_98_wgs84.geojson.gz")
    read = read_grids(path, replace(ORDER, community=ONE))
    assert read.read == 98 == len(read.grids) + len(read.refused)
    assert {one.feature.number: one.key for one in read.refused} == {
        25: "grid_in_pieces", 58: "grid_with_hole", 59: "grid_in_pieces", 92: "grid_crosses_itself",
    }  # fmt: skip
    assert [grid.code for grid in sorted(read.grids, key=lambda grid: grid.code)] == [
        f"{ONE}{number:03d}" for number in range(1, 95)
    ]
    # The file gives square feet of its own projection.
    feet = {one["properties"]["pri_neigh"]: float(one["properties"]["shape_area"]) for one in features_of(path)}
    named = read_grids(named_by(path, "pri_neigh"), replace(ORDER, community=ONE)).grids
    off = [grid.area_m2 / (feet[grid.name] * 0.3048**2) for grid in named]
    assert max(off) < 1.01
    assert min(off) > 0.99
    again = read_grids(path, replace(ORDER, community=ONE, stored=by_code(read)))
    assert again.grids == read.grids


def features_of(path: Path) -> list[Any]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        found: list[Any] = json.load(stream)["features"]
    return found


def named_by(path: Path, name: str) -> Path:
    """A copy in the temporary folder whose features carry a name."""
    import tempfile

    target = Path(tempfile.mkdtemp()) / "named.geojson"
    features = [{**one, "properties": {"name": one["properties"][name]}} for one in features_of(path)]
    return collection(target, *features)


def test_that_ten_thousand_areas_are_read_and_more_than_999_of_one_community_refused(shared_data: Path) -> None:
    read = read_grids(need(shared_data, "geo/wales_oa_10036_wgs84.geojson.gz"), replace(ORDER, community=ONE))
    assert (read.read, len(read.grids)) == (10_036, 999)
    assert "grid_community_full" in {one.key for one in read.refused}


BOW = [[[120.27, 30.31], [120.272, 30.312], [120.272, 30.31], [120.27, 30.312], [120.27, 30.31]]]
OUTSIDE = [*square(120.27, 30.31), *square(120.28, 30.32, 0.001)]
FLAT = [[[120.27, 30.31], [120.272, 30.31], [120.271, 30.31], [120.27, 30.31]]]
BAD_FEATURES: list[tuple[str, Any, str]] = [
    ("null", {"type": "Feature", "properties": {"community": ONE}, "geometry": None}, "grid_geometry_missing"),
    ("no feature", 7, "grid_geometry_missing"),
    ("a point", {"properties": {"community": ONE}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
     "grid_no_polygon"),
    ("no coordinates", {"properties": {"community": ONE}, "geometry": {"type": "Polygon"}}, "grid_no_polygon"),
    ("no ring", feature([], community=ONE), "grid_geometry_missing"),
    ("short", feature([[[1, 1], [2, 2], [1, 1]]], community=ONE), "grid_ring_short"),
    ("no list", feature(["ring"], community=ONE), "grid_ring_short"),
    ("open", feature([square(120.27, 30.31)[0][:-1]], community=ONE), "grid_ring_open"),
    ("text", feature([[["a", "b"]] * 4], community=ONE), "grid_position_wrong"),
    ("yes", feature([[[True, 30]] * 4], community=ONE), "grid_position_wrong"),
    ("one number", feature([[[120.27]] * 4], community=ONE), "grid_position_wrong"),
    ("swapped", feature([[[lat, lon] for lon, lat in square(120.27, 30.31)[0]]], community=ONE), "grid_not_degrees"),
    ("metres", feature([[[500_000, 3_300_000]] * 4], community=ONE), "grid_not_degrees"),
    ("bow", feature(BOW, community=ONE), "grid_crosses_itself"),
    ("hole outside", feature(OUTSIDE, community=ONE), "grid_geometry_invalid"),
    ("flat", feature(FLAT, community=ONE), "grid_crosses_itself"),
    ("tiny", feature(square(120.27, 30.31, 0.000001), community=ONE), "grid_without_area"),
    ("hole", feature([*square(120.27, 30.31), square(120.2705, 30.3105, 0.001)[0]], community=ONE), "grid_with_hole"),
    ("no community", feature(square(120.27, 30.31)), "grid_community_missing"),
    ("other community", feature(square(120.27, 30.31), community="丙社区"), "grid_community_unknown"),
    ("code of another street", feature(square(120.27, 30.31), code="330102001001001"), "grid_community_unknown"),
    ("code of another community", feature(square(120.27, 30.31), code=f"{TWO}001", community=ONE), "grid_code_foreign"),
    ("short code", feature(square(120.27, 30.31), code="12", community=ONE), "grid_code_wrong"),
    ("code with a point", feature(square(120.27, 30.31), code=3.3e14, community=ONE), "grid_property_wrong"),
    ("worker", feature(square(120.27, 30.31), community=ONE, worker="没有"), "grid_worker_unknown"),
    ("date", feature(square(120.27, 30.31), community=ONE, valid_from="昨天"), "row_day_wrong"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "key"), [(f, k) for _, f, k in BAD_FEATURES], ids=[n for n, _, _ in BAD_FEATURES])
def test_that_a_bad_grid_is_refused_and_the_others_stay(tmp_path: Path, one: Any, key: str) -> None:
    path = collection(tmp_path / "a.geojson", one, feature(square(121.0, 30.31), community=ONE))
    read = read_grids(path, ORDER)
    assert [grid.code for grid in read.grids] == [f"{ONE}001"]
    (refused,) = read.refused
    assert (refused.feature.number, refused.key) == (1, key)
    for language in LANGUAGES:
        sentence = messages(language).outcome(key, refused.arguments)
        assert key not in sentence
        assert "{" not in sentence
    target = tmp_path / "refused.geojson"
    assert write_refused_features(target, read.refused, plain_reason) == target
    (written,) = json.loads(target.read_text(encoding="utf-8"))["features"]
    assert written["properties"][ROW_COLUMN] == 1
    assert key in written["properties"][REASON_COLUMN]


def test_that_of_two_that_overlap_the_first_stays_and_a_code_counts_once(tmp_path: Path) -> None:
    path = collection(
        tmp_path / "a.geojson",
        feature(square(120.27, 30.31), code=f"{ONE}001"), feature(square(120.271, 30.31), name="重叠", community=ONE),
        feature(square(120.28, 30.31), code=f"{ONE}001"), feature(square(120.27199, 30.31), community=ONE),
    )  # fmt: skip
    read = read_grids(path, ORDER)
    assert [(one.feature.number, one.key) for one in read.refused] == [(2, "grid_overlaps"), (3, "row_code_twice")]
    assert read.refused[0].arguments == {"other": f"{ONE}001", "percent": 50}
    assert [note.key for note in read.notes] == ["note_grid_slivers"]
    stored = {f"{ONE}001": read.grids[0]}
    over = collection(tmp_path / "b.geojson", feature(square(120.271, 30.31), community=ONE))
    assert [one.key for one in read_grids(over, replace(ORDER, stored=stored)).refused] == ["grid_overlaps"]
    ended = {f"{ONE}001": replace(read.grids[0], valid_to=date(2020, 1, 1))}
    assert read_grids(over, replace(ORDER, stored=ended)).refused == ()


def test_that_a_hole_filled_by_another_grid_is_no_fault(tmp_path: Path) -> None:
    inner = square(120.2705, 30.3105, 0.001)
    path = collection(
        tmp_path / "a.geojson", feature([*square(120.27, 30.31), inner[0]], community=ONE),
        feature(inner, community=ONE, name="市场"),
    )  # fmt: skip
    read = read_grids(path, ORDER)
    assert read.refused == ()
    outer, market = read.grids
    assert outer.area_m2 + market.area_m2 == pytest.approx(192.4 * 221.7, rel=0.002)


def test_that_heights_are_left_out_and_one_piece_of_many_possible_is_fine(tmp_path: Path) -> None:
    high = [[[lon, lat, 7.5] for lon, lat in square(120.27, 30.31)[0]]]
    several = {"properties": {"community": ONE}, "geometry": {"type": "MultiPolygon", "coordinates": [high]}}
    pieces = {"properties": {"community": ONE}, "geometry": {"type": "MultiPolygon", "coordinates": [high, high]}}
    read = read_grids(collection(tmp_path / "a.geojson", several, pieces), ORDER)
    assert [note.key for note in read.notes] == ["note_grid_heights"]
    assert [one.key for one in read.refused] == ["grid_in_pieces"]
    assert len(read.grids[0].rings[0][0]) == 2


BAD_FILES: list[tuple[bytes, str]] = [
    (b"", "file_empty"),
    (b"{", "geojson_broken"),
    (b"PK\x03\x04", "geojson_broken"),
    (b"\xff\xfe{\x00", "geojson_not_utf8"),
    (b'{"type": "FeatureCollection", "features": [NaN]}', "geojson_no_number"),
    (b'{"type": "FeatureCollection", "features": [1' + b"0" * 5000 + b"]}", "geojson_broken"),
    (b"[" * 100_000, "geojson_broken"),
    (b"[]", "geojson_no_collection"),
    (b'{"type": "Feature"}', "geojson_no_collection"),
    (b'{"type": "FeatureCollection", "features": {}}', "geojson_no_collection"),
    (b'{"type": "FeatureCollection", "features": []}', "geojson_empty"),
    (b'{"type": "FeatureCollection", "features": [1], "crs": {"properties": {"name": "EPSG:4549"}}}',
     "geojson_crs_foreign"),
    (b'{"type": "FeatureCollection", "features": [1], "crs": "EPSG:3857"}', "geojson_crs_foreign"),
    (b'{"type": "FeatureCollection", "features": [1], "crs": {"properties": 1}}', "geojson_crs_foreign"),
    (gzip.compress(b"{}")[:-9], "gzip_broken"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "key"), BAD_FILES, ids=[f"{n}-{k}" for n, (_, k) in enumerate(BAD_FILES)])
def test_that_a_bad_file_is_refused_whole(tmp_path: Path, data: bytes, key: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=key) as caught:
        read_grids(path, ORDER)
    for language in LANGUAGES:
        assert key not in messages(language).trouble(caught.value)


def test_that_files_and_rings_beyond_all_measure_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = four_grids(tmp_path / "a.geojson")
    monkeypatch.setattr(grid_shapes, "MOST_POINTS", 4)
    assert {one.key for one in read_grids(path, ORDER).refused} == {"grid_ring_long"}
    monkeypatch.setattr(geojson, "MOST_FEATURES", 3)
    with pytest.raises(BadInput, match="geojson_too_many"):
        read_grids(path, ORDER)
    monkeypatch.setattr(geojson, "MOST_BYTES", 10)
    with pytest.raises(BadInput, match="geojson_too_large"):
        read_grids(path, ORDER)


def test_that_a_community_holds_no_more_than_its_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid_reading, "MOST_NUMBER", 1)
    read = read_grids(four_grids(tmp_path / "a.geojson"), ORDER)
    assert len(read.grids) == 2
    assert {one.key for one in read.refused} == {"grid_community_full"}


@pytest.mark.parametrize(
    ("order", "key"),
    [
        (replace(ORDER, crs="bd09"), "grids_crs_unknown"),
        (replace(ORDER, communities={}), "grids_need_communities"),
        (replace(ORDER, community="330102001001"), "grids_community_unknown"),
    ],
)
def test_that_a_wrong_order_is_refused(tmp_path: Path, order: GridOrder, key: str) -> None:
    with pytest.raises(BadInput, match=key):
        read_grids(four_grids(tmp_path / "a.geojson"), order)


def test_that_a_declared_crs_of_degrees_is_fine(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    path = collection(tmp_path / "a.geojson", feature(square(120.27, 30.31), community=ONE), crs=crs)
    assert len(read_grids(path, ORDER).grids) == 1


def test_that_refused_grids_may_be_packed_and_an_unwritable_place_is_told(tmp_path: Path) -> None:
    read = read_grids(collection(tmp_path / "a.geojson", feature(BOW, community=ONE)), ORDER)
    target = tmp_path / "refused.geojson.gz"
    write_refused_features(target, read.refused, plain_reason)
    assert read_grids(target, ORDER).refused[0].key == "grid_crosses_itself"
    assert write_refused_features(target, (), plain_reason) is None
    with pytest.raises(BadInput, match="refused_file_unwritable"):
        write_refused_features(tmp_path / "nowhere" / "a.geojson", read.refused, plain_reason)


def test_that_workers_are_assigned_to_grids_that_are_there(tmp_path: Path) -> None:
    grids = by_code(read_grids(four_grids(tmp_path / "a.geojson"), ORDER))
    changed, unknown = assigned(grids, {f"{ONE}001": "W1", f"{ONE}009": "W1"})
    assert ([grid.worker_code for grid in changed], unknown) == (["W1"], 1)
    assert assigned({grid.code: grid for grid in changed}, {f"{ONE}001": "W1"}) == ([], 0)
