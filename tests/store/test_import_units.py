"""Organisation and grids into both databases: once, again, corrected, and not at all when only tried."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from console.founding import NewDatabase, init_database
from console.headless import Opened, now_of_machine, open_database
from console.organisation_import import UnitsOrder, free_name, import_grids, import_organisation
from models.domain.errors import BadInput
from models.exchange.refused_file import plain_reason
from tests.helpers.street_files import STREET, changed, collection, feature, four_grids, square, workbook


@pytest.fixture
def made(database_url: str) -> str:
    """An empty database for real work without a street."""
    init_database(database_url, NewDatabase(with_catalogue=False), now_of_machine())
    return database_url


def organisation(url: str, order: UnitsOrder) -> tuple[Opened, tuple[int, int, int, int]]:
    """Imports, then opens the database anew."""
    opened = open_database(url)
    done = import_organisation(opened, order, plain_reason)
    opened.close()
    again = open_database(url)
    again.close()
    assert done.taken + done.refused == done.read
    return again, (done.added, done.changed, done.same, done.refused)


def test_that_an_organisation_goes_in_once_and_names_the_place(made: str, tmp_path: Path) -> None:
    order = UnitsOrder((workbook(tmp_path / "street.xlsx"),))
    opened, counts = organisation(made, replace(order, dry_run=True))
    assert counts == (10, 0, 0, 0)
    assert opened.reference.departments == {}
    opened, counts = organisation(made, order)
    assert counts == (10, 0, 0, 0)
    assert (opened.info.street_code, opened.info.place_name) == (STREET, "九堡街道")
    assert list(opened.reference.departments) == ["police", "chengguan"]
    assert set(opened.reference.officers) == {"duty", "steward", "Z1", "C1"}
    opened, counts = organisation(made, order)
    assert counts == (0, 0, 10, 0)


def test_that_a_changed_row_changes_one_record_and_a_bad_one_none(made: str, tmp_path: Path) -> None:
    organisation(made, UnitsOrder((workbook(tmp_path / "street.xlsx"),)))
    rows = changed("部门", ("police", "公安派出所", "Police", "order", "000-1"), ("bad", "", "", "", ""))
    order = UnitsOrder((workbook(tmp_path / "again.xlsx", rows),))
    opened, counts = organisation(made, order)
    # The officer of the department that is no longer in the file is known by the database.
    assert counts == (0, 1, 8, 1)
    assert opened.reference.departments["police"].name == "公安派出所"
    assert (tmp_path / "again-refused.xlsx").exists()
    assert free_name(tmp_path / "again.xlsx", "xlsx").name == "again-refused-2.xlsx"


def test_that_grids_follow_their_communities_and_workers_their_grids(made: str, tmp_path: Path) -> None:
    book = UnitsOrder((workbook(tmp_path / "street.xlsx"),))
    file = UnitsOrder((four_grids(tmp_path / "grids.geojson"),))
    opened = open_database(made)
    with pytest.raises(BadInput, match="grids_need_communities"):
        import_grids(opened, file, "wgs84", "", plain_reason)
    first = import_organisation(opened, book, plain_reason)
    assert [note.key for note in first.notes] == ["note_worker_grids_unknown"]
    opened.close()
    opened = open_database(made)
    done = import_grids(opened, file, "wgs84", "", plain_reason)
    assert (done.added, done.refused, done.by_kind["grids"]) == (4, 0, 4)
    opened.close()
    opened = open_database(made)
    second = import_organisation(opened, book, plain_reason)
    assert (second.changed, second.notes) == (1, ())
    opened.close()
    opened = open_database(made)
    assert opened.reference.grids[f"{STREET}001001"].worker_code == "W1"
    again = import_grids(opened, file, "wgs84", "", plain_reason)
    assert (again.added, again.changed, again.same) == (0, 0, 4)
    opened.close()


def test_that_refused_grids_lie_beside_the_file_and_come_back_corrected(made: str, tmp_path: Path) -> None:
    organisation(made, UnitsOrder((workbook(tmp_path / "street.xlsx"),)))
    opened = open_database(made)
    path = collection(tmp_path / "g.geojson", feature(square(120.27, 30.31)), feature(square(120.28, 30.31)))
    done = import_grids(opened, UnitsOrder((path,)), "wgs84", "", plain_reason)
    assert (done.taken, done.refused, done.refused_file) == (0, 2, tmp_path / "g-refused.geojson")
    assert done.summary()["refused_file"] == str(tmp_path / "g-refused.geojson")
    mended = import_grids(opened, UnitsOrder((tmp_path / "g-refused.geojson",)), "wgs84", f"{STREET}001", plain_reason)
    assert (mended.added, mended.refused) == (2, 0)
    opened.close()
