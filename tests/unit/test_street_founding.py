"""An own street: entries that are kept, a check that says everything, and a database that is whole or not there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

import console.street_founding
from console.headless import now_of_machine, open_database
from console.messages import LANGUAGES, messages
from console.street_check import StreetChecked, check_street
from console.street_founding import Founded, found_for_cases, found_street, free_target
from console.street_plan import NONE, StreetPlan, draft_file, forget_draft, load_draft, save_draft
from models.domain.errors import BadInput, Unavailable
from models.exchange.refused_file import plain_reason
from models.store.engine import open_engine
from tests.helpers.calendars import INVENTED_2027
from tests.helpers.street_files import STREET, changed, collection, feature, four_grids, square, table, workbook


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIHUI_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("ZHIHUI_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def plan(tmp_path: Path) -> StreetPlan:
    return StreetPlan(
        organisation=str(workbook(tmp_path / "street.xlsx")), grids=str(four_grids(tmp_path / "grids.geojson")),
        crs="wgs84", prefix="JB",
    )  # fmt: skip


def founded(checked: StreetChecked, tmp_path: Path) -> Founded:
    return found_street(checked, now_of_machine(), plain_reason, tmp_path, lambda _phase: None)


def test_that_a_street_is_founded_from_its_files(plan: StreetPlan, tmp_path: Path) -> None:
    checked = check_street(plan)
    assert checked.trouble is None
    assert {key: dict(part.counts) for key, part in checked.parts.items()} == {
        "place": {"street": 1},
        "organisation": {"street": 1, "platforms": 2, "departments": 2, "communities": 2, "officers": 2, "workers": 1},
        "grids": {"grids": 4},
        "catalogue": {"categories": 190, "standards": 518},
        "calendar": {"days": 4383},
    }
    assert (checked.parts["catalogue"].refused, len(checked.parts["catalogue"].lines)) == (1, 1)
    done = founded(checked, tmp_path)
    assert done == Founded(f"sqlite:///{tmp_path / 'data' / 'street-own.sqlite'}")
    opened = open_database(done.url)
    info, reference = opened.info, opened.reference
    assert (info.place_name, info.street_code, info.zone, info.zone_declared) == (
        "九堡街道", STREET, "Asia/Shanghai", True,
    )  # fmt: skip
    assert (info.number_prefix, info.kind) == ("JB", "real")
    assert set(reference.officers) == {"Z1", "C1", "steward"}
    assert reference.grids[f"{STREET}001001"].worker_code == "W1"
    assert len(reference.standards) == 518
    assert len(reference.calendar) == 4383
    opened.close()


def test_that_a_name_is_enough(tmp_path: Path) -> None:
    checked = check_street(StreetPlan(name="九堡街道", catalogue=NONE))
    assert [key for key, part in checked.parts.items() if part.counts] == ["place", "organisation", "calendar"]
    opened = open_database(founded(checked, tmp_path).url)
    assert (opened.info.place_name, opened.info.street_code) == ("九堡街道", "")
    assert len(opened.reference.platforms) == 4
    assert set(opened.reference.officers) == {"duty", "steward"}
    opened.close()


def test_that_a_preset_platform_stays_beside_the_files_own_where_a_department_names_it(
    plan: StreetPlan, tmp_path: Path
) -> None:
    rows = changed("部门", ("police", "派出所", "", "public_order", ""))
    checked = check_street(replace(plan, organisation=str(workbook(tmp_path / "street.xlsx", rows))))
    opened = open_database(founded(checked, tmp_path).url)
    reference = opened.reference
    assert reference.departments["police"].platform_code == "public_order"
    assert len(reference.platforms) == 3
    assert {one.platform_code for one in reference.departments.values()} <= {None, *reference.platforms}
    opened.close()


def test_that_refused_rows_are_written_beside_their_files(plan: StreetPlan, tmp_path: Path) -> None:
    rows = changed("部门", ("police", "派出所", "", "没有", ""), ("chengguan", "城管中队", "", "", ""))
    bad = workbook(tmp_path / "bad.xlsx", rows)
    grids = collection(tmp_path / "bad.geojson", feature(square(120.27, 30.31)))
    checked = check_street(replace(plan, organisation=str(bad), grids=str(grids)))
    assert (checked.parts["organisation"].refused, checked.parts["grids"].refused) == (1, 1)
    assert checked.parts["organisation"].lines[0].key == "row_platform_unknown"
    done = founded(checked, tmp_path)
    assert done.refused_files == (tmp_path / "bad-refused.xlsx", tmp_path / "bad-refused.geojson")


def test_that_refused_rows_that_cannot_be_written_do_not_undo_the_street(
    plan: StreetPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grids = collection(tmp_path / "bad.geojson", feature(square(120.27, 30.31)))
    monkeypatch.setattr("os.access", lambda path, _mode: Path(path) != tmp_path)
    checked = check_street(replace(plan, grids=str(grids)))
    done = found_street(checked, now_of_machine(), plain_reason, tmp_path / "nowhere", lambda _phase: None)
    assert done.refused_files == ()


PLANS = [
    ({"name": "", "organisation": ""}, "place", "street_name_missing"),
    ({"code": "12", "name": "九堡"}, "place", "street_code_wrong"),
    ({"prefix": "编号"}, "place", "street_prefix_wrong"),
    ({"zone": "Mars/Base"}, "place", "zone_unknown"),
    ({"organisation": "/nowhere/at/all.xlsx"}, "organisation", "street_file_not_there"),
    ({"grids": "/nowhere/at/all.geojson"}, "grids", "street_file_not_there"),
    ({"crs": ""}, "grids", "grids_crs_undeclared"),
    ({"community": "330102018009"}, "grids", "grids_community_unknown"),
    ({"catalogue": ""}, "catalogue", "street_file_missing"),
    ({"catalogue": "/nowhere/at/all.csv"}, "catalogue", "street_file_not_there"),
    ({"calendar": ""}, "calendar", "street_file_missing"),
    ({"calendar": "/nowhere/at/all.csv"}, "calendar", "street_file_not_there"),
]


@pytest.mark.parametrize(("change", "part", "key"), PLANS, ids=[f"{p}-{k}" for _, p, k in PLANS])
def test_that_what_is_wrong_stands_with_its_part_and_nothing_is_founded(
    plan: StreetPlan, tmp_path: Path, change: dict[str, str], part: str, key: str
) -> None:
    checked = check_street(replace(plan, **change))  # type: ignore[arg-type]
    trouble = checked.parts[part].trouble
    assert trouble is not None
    assert trouble.key == key
    for language in LANGUAGES:
        assert key not in messages(language).trouble(trouble)
    assert checked.trouble is not None
    with pytest.raises(BadInput):
        founded(checked, tmp_path)
    assert not (tmp_path / "data").exists()


def test_that_an_own_calendar_and_catalogue_are_taken(plan: StreetPlan, tmp_path: Path) -> None:
    days = tmp_path / "calendar.csv"
    wrong = "2027-02-30,holiday,春节,INVENTED FOR TESTS 虚构，仅供测试\n"
    days.write_text(INVENTED_2027.read_text(encoding="utf-8") + wrong, encoding="utf-8")
    headings = (
        "kind,major_code,major_name,minor_code,minor_name,handling_unit,supervising_dept,open_condition,"
        "close_condition,time_limit_raw"
    )
    row = "部件,01,设施,01,井盖,市政,城管,缺失,恢复,2天"
    standards = table(tmp_path / "catalogue.csv", [headings.split(","), row.split(",")])
    checked = check_street(replace(plan, calendar=str(days), catalogue=str(standards)))
    assert checked.parts["calendar"].counts == {"days": 4383 + 365}
    assert checked.parts["calendar"].refused == 1
    assert checked.parts["catalogue"].counts == {"categories": 1, "standards": 1}
    done = founded(checked, tmp_path)
    (refused,) = done.refused_files
    assert "2027-02-30" in refused.read_text(encoding="utf-8")
    opened = open_database(done.url)
    kept = {str(day.date): (day.kind, day.name) for day in opened.reference.calendar}
    assert kept["2027-01-01"] == ("holiday", "元旦")
    assert len(kept) == 4383 + 365
    assert opened.info.settings["calendar_version"] == checked.calendar.version
    opened.close()


def test_that_a_street_that_is_there_is_never_written_over(plan: StreetPlan, tmp_path: Path) -> None:
    founded(check_street(plan), tmp_path)
    again = check_street(plan)
    assert again.trouble is not None
    assert again.trouble.key == "database_exists"
    assert free_target(tmp_path / "data", "street-own").name == "street-own-2.sqlite"


def test_that_a_full_disk_leaves_nothing(plan: StreetPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(url: str, *, create: bool) -> Engine:
        engine = open_engine(url, create=create)
        engine.dispose()
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA max_page_count=90"))
        return engine

    monkeypatch.setattr(console.street_founding, "open_engine", small)
    with pytest.raises(Unavailable, match="database_full"):
        founded(check_street(plan), tmp_path)
    assert list((tmp_path / "data").iterdir()) == []


def test_that_an_empty_database_for_a_file_of_cases_has_the_files_zone(tmp_path: Path) -> None:
    done = found_for_cases("boston", "Boston", tmp_path / "boston.sqlite", now_of_machine(), with_catalogue=False)
    opened = open_database(done.url)
    assert (opened.info.zone, opened.info.zone_declared, opened.info.place_name) == ("America/New_York", True, "Boston")
    assert opened.reference.standards == {}
    opened.close()
    with pytest.raises(BadInput, match="mapping_unknown"):
        found_for_cases("moon", "", tmp_path / "moon.sqlite", now_of_machine(), with_catalogue=False)


def test_that_entries_are_kept_and_forgotten(plan: StreetPlan) -> None:
    assert load_draft() == StreetPlan()
    save_draft(replace(plan, step=3))
    assert load_draft() == replace(plan, step=3)
    forget_draft()
    forget_draft()
    assert load_draft() == StreetPlan()


@pytest.mark.parametrize("kept", ["{", "[]", json.dumps({"name": 7, "step": "x", "zone": "Asia/Tokyo", "odd": 1})])
def test_that_strange_entries_do_no_harm(kept: str) -> None:
    draft_file().parent.mkdir(parents=True)
    draft_file().write_text(kept, encoding="utf-8")
    assert load_draft() == replace(StreetPlan(), zone="Asia/Tokyo" if "Tokyo" in kept else "Asia/Shanghai")


def test_that_the_database_goes_where_it_is_asked_to(tmp_path: Path) -> None:
    assert StreetPlan(code=STREET).target_file == tmp_path / "data" / f"street-{STREET}.sqlite"
    assert StreetPlan(target=str(tmp_path / "a.sqlite")).target_file == tmp_path / "a.sqlite"
