"""A street founded by commands alone, as another program would: JSON out, nothing twice, nothing partial."""

from __future__ import annotations

import json
import os
from pathlib import Path
from shutil import copyfile
from typing import Any

import openpyxl
import pytest

from tests.helpers.street_files import STREET, changed, collection, feature, four_grids, square, workbook
from tests.journeys.test_commands import ROOT, document, zhihui

CATALOGUE = str(ROOT / "resources/catalogue/yuncheng_case_standards_tidy.csv")


@pytest.fixture
def url(tmp_path: Path) -> str:
    made = f"sqlite:///{tmp_path / 'street.sqlite'}"
    document(zhihui("init-db", made, "--street", STREET, "--prefix", "JB", "--no-catalogue", "--json"))
    return made


def imported(url: str, *words: str) -> Any:
    return document(zhihui("import", *words, "--db", url, "--json"))


def test_that_a_street_is_founded_by_commands(url: str, tmp_path: Path) -> None:
    book, grids = str(workbook(tmp_path / "street.xlsx")), str(four_grids(tmp_path / "grids.geojson"))
    tried = imported(url, "organisation", book, "--dry-run")
    assert (tried["added"], tried["dry_run"]) == (10, True)
    first = imported(url, "organisation", book)
    assert (first["read"], first["added"], first["refused"], first["refused_file"]) == (10, 10, 0, None)
    assert first["notes"] == [{"key": "note_worker_grids_unknown", "count": 1}]
    assert imported(url, "grids", grids, "--crs", "wgs84")["added"] == 4
    again = imported(url, "organisation", book)
    assert (again["added"], again["changed"], again["same"], again["notes"]) == (0, 1, 10, [])
    standards = imported(url, "catalogue", copyfile(CATALOGUE, str(tmp_path / "standards.csv")))
    assert (standards["standards"], standards["refused"]) == (518, 1)
    assert Path(standards["refused_file"]).name == "standards-refused.csv"
    for words in (("organisation", book), ("grids", grids, "--crs", "wgs84")):
        same = imported(url, *words)
        assert (same["added"], same["changed"], same["refused"]) == (0, 0, 0)


def test_that_refused_rows_are_told_and_come_back_corrected(url: str, tmp_path: Path) -> None:
    rows = changed("部门", ("police", "派出所", "", "没有", ""), ("chengguan", "城管中队", "", "", ""))
    refused = tmp_path / "refused.xlsx"
    done = zhihui(
        "import", "organisation", str(workbook(tmp_path / "a.xlsx", rows)), "--refused", str(refused), "--db", url,
        "--json", lang="en",
    )  # fmt: skip
    assert document(done)["refused"] == 1
    assert str(refused) in done.stderr
    book = openpyxl.load_workbook(refused)
    assert "No platform" in str(book.worksheets[0].cell(2, book.worksheets[0].max_column).value)
    book.worksheets[0]["D2"].value = "order"
    book.save(refused)
    mended = imported(url, "organisation", str(refused))
    assert (mended["added"], mended["refused"]) == (1, 0)
    grids = collection(tmp_path / "g.geojson", feature(square(120.27, 30.31)))
    left = imported(url, "grids", str(grids), "--crs", "gcj02")
    assert (left["taken"], left["refused"]) == (0, 1)
    took = imported(url, "grids", left["refused_file"], "--crs", "gcj02", "--community", f"{STREET}001")
    assert (took["added"], took["square_metres"] > 40_000) == (1, True)


def test_that_a_bad_file_and_a_demonstration_are_refused(url: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"no workbook")
    done = zhihui("import", "organisation", str(bad), "--db", url)
    assert (done.returncode, done.stdout) == (2, "")
    assert "bad.xlsx" in done.stderr
    undeclared = zhihui("import", "grids", str(four_grids(tmp_path / "g.geojson")), "--db", url)
    assert undeclared.returncode == 2
    unknown = zhihui("import", "grids", str(tmp_path / "g.geojson"), "--crs", "bd09", "--db", url)
    assert unknown.returncode == 2
    assert "bd09" in unknown.stderr


def test_that_the_template_comes_out_and_goes_in_again(url: str, tmp_path: Path) -> None:
    file = tmp_path / "template.xlsx"
    assert document(zhihui("template", "organisation", str(file), "--json"))["template"] == str(file)
    again = zhihui("template", "organisation", str(file))
    assert again.returncode == 2
    assert str(file) in again.stderr
    empty = zhihui("import", "organisation", str(file), "--db", url)
    assert empty.returncode == 2
    assert "#" in empty.stderr


def test_that_the_first_run_page_can_be_pictured(tmp_path: Path) -> None:
    folders = {"ZHIHUI_DATA_DIR": str(tmp_path / "data"), "ZHIHUI_CONFIG_DIR": str(tmp_path / "config")}
    picture = tmp_path / "first.png"
    done = zhihui("shot", "first-run", str(picture), "--size", "1366x768", "--form", "street", "--json", **folders)
    assert document(done)["page"] == "first-run"
    assert picture.stat().st_size > 10_000
    assert not (tmp_path / "data").exists(), "a picture makes no database"
    assert zhihui("shot", "first-run", str(picture), "--form", "moon", **folders).returncode == 2
    assert json.loads((tmp_path / "config" / "first-run.json").read_text(encoding="utf-8"))["name"] == ""
    os.remove(picture)
