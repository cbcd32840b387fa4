"""Without the shared data tests run on samples, and the whole sets are listed as not checked: failed in CI."""

from __future__ import annotations

import csv
import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.domain.calendar import load_calendar, shipped_calendar
from tests.helpers.not_checked import SAMPLES, drain, find, need, whole

ROOT = Path(__file__).resolve().parents[2]
PINGSHAN = "incidents/shenzhen_pingshan_2018_9990.csv.gz"
CALENDAR = "calendar/china_workdays_2015_2026.csv"
ONE = "tests/unit/test_import_pingshan.py::test_that_a_case_reads_in_chinese"


def without_shared_data(folder: Path, *, ci: bool) -> subprocess.CompletedProcess[str]:
    """One test of an import, in a run of its own that finds no shared data."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    environment |= {"CI": "true" if ci else "", "ZHIHUI_SHARED_DATA": str(folder / "missing")}
    words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "-q", ONE]
    return subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_that_the_whole_set_is_taken_where_it_is(tmp_path: Path) -> None:
    there = tmp_path / "incidents"
    there.mkdir()
    (tmp_path / PINGSHAN).touch()
    assert find(tmp_path, PINGSHAN) == need(tmp_path, PINGSHAN) == tmp_path / PINGSHAN
    assert whole([tmp_path / PINGSHAN])
    assert not whole([tmp_path / PINGSHAN, SAMPLES / PINGSHAN])


def test_that_a_set_without_sample_is_not_checked(tmp_path: Path) -> None:
    for ask in (need, find):
        with pytest.raises(pytest.skip.Exception, match="not checked: shared data planning/none"):
            ask(tmp_path, "planning/none")
    assert drain() == []


def test_that_a_sample_is_found_and_the_whole_set_listed(tmp_path: Path) -> None:
    assert find(tmp_path / "missing", PINGSHAN) == SAMPLES / PINGSHAN
    find(tmp_path / "missing", PINGSHAN)
    assert drain() == [f"shared data {PINGSHAN}, only its sample"]
    assert drain() == []


@pytest.mark.parametrize("ci", [False, True])
def test_that_a_run_on_samples_passes_at_a_desk_and_fails_in_ci(tmp_path: Path, ci: bool) -> None:
    done = without_shared_data(tmp_path, ci=ci)
    assert f"not checked: shared data {PINGSHAN}, only its sample (1 tests)" in done.stdout, done.stdout + done.stderr
    assert "1 passed" in done.stdout
    assert done.returncode == (pytest.ExitCode.TESTS_FAILED if ci else pytest.ExitCode.OK)


def test_that_samples_name_nobody() -> None:
    assert sorted(path.name for path in SAMPLES.iterdir()) == [
        "INVENTED_calendar_2027.csv", "README.md", "calendar", "catalog", "incidents",
    ]  # fmt: skip
    for path in (SAMPLES / "incidents").glob("boston*"):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert len(rows) == 300
        assert {row["CLOSURE_REASON"] for row in rows} == {""}


def test_that_the_calendar_of_the_shared_data_is_the_shipped_one(shared_data: Path) -> None:
    given, shipped = load_calendar(find(shared_data, CALENDAR)), shipped_calendar()
    for number in range(len(given.days)):
        day = type(given.first_day).fromordinal(given.first_day.toordinal() + number)
        assert given.kind(day) == shipped.kind(day)
