"""Loading another year and explaining open cases anew on the command line, as a person and as a program."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from console.founding import NewDatabase, init_database
from console.headless import now_of_machine
from models.domain.calendar import shipped_calendar
from models.domain.case import Case
from models.domain.deciding import with_clock
from models.store.bulk import BulkWriter, write_cases
from models.store.engine import open_engine
from tests.helpers.calendars import INVENTED_2027, at, clocks_by
from tests.helpers.records import DUTY, make_case
from tests.journeys.test_commands import document, zhihui


def over_new_year(nth: int, limit: str) -> Case:
    filed = at("2026-12-31 10:00")
    case = make_case(
        id=f"c{nth}", number=f"T-{nth}", state="filed", filed_at=filed, opened_at=filed, limit_text=limit, changed_at=1
    )
    return with_clock(case, clocks_by(shipped_calendar()))


@pytest.fixture
def street(database_url: str) -> str:
    """A real database with two open cases that run over new year, one of them day and night."""
    init_database(database_url, NewDatabase(place_name="试验街道", with_catalogue=False), now_of_machine())
    engine = open_engine(database_url)
    BulkWriter(engine).ensure([DUTY, replace(DUTY, code="only", roles=frozenset())])
    write_cases(engine, [over_new_year(1, "2 working_day"), over_new_year(2, "48 urgent_hour")])
    engine.dispose()
    return database_url


def test_that_a_year_is_tried_loaded_and_open_cases_explained(street: str, tmp_path: Path) -> None:
    db = ("--db", street, "--json")
    tried = document(zhihui("import", "calendar", str(INVENTED_2027), "--dry-run", *db))
    assert (tried["years"], tried["dry_run"], tried["number"], tried["last_day"]) == ([2027], True, 0, "2027-12-31")
    loaded = zhihui("import", "calendar", str(INVENTED_2027), *db)
    assert document(loaded)["number"] == 1
    assert "zhihui reexplain" in loaded.stderr
    assert document(zhihui("import", "calendar", str(INVENTED_2027), *db))["changed"] is False

    planned = document(zhihui("reexplain", "--reason", "载入2027年日历", "--dry-run", *db))
    assert (planned["open"], planned["changed"], planned["later"], planned["dry_run"]) == (2, 1, 1, True)
    assert planned["cases"] == [
        {"number": "T-1", "direction": "later", "moved": [
            {"what": "due", "old": "2027-01-04T10:00:00+08:00", "new": "2027-01-05T10:00:00+08:00"}]}
    ]  # fmt: skip
    done = document(zhihui("reexplain", "--reason", "载入2027年日历", *db))
    assert {name: done[name] for name in ("open", "changed", "unchanged", "earlier", "later")} == {
        "open": 2, "changed": 1, "unchanged": 1, "earlier": 0, "later": 1,
    }  # fmt: skip
    assert (done["calendar_version"], done["number"]) == (tried["calendar_version"], 1)
    told = zhihui("reexplain", "--reason", "再来一次", "--db", street)
    assert told.stdout == "未结 2 件：0 件的时限变了（提前 0 件，推后 0 件），2 件不变。\n"


def test_that_bad_rows_go_to_a_file_and_officers_who_may_not_are_told(street: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("date,kind,name\n2026-12-28,holiday,试\n2026-12-29,holiday,\n", encoding="utf-8")
    refused = tmp_path / "refused.csv"
    for officer, said in (("only", "不是管理员"), ("nobody", "nobody")):
        done = zhihui("import", "calendar", str(bad), "--officer", officer, "--db", street)
        assert (done.returncode, said in done.stderr) == (1, True)
        assert zhihui("reexplain", "--reason", "x", "--officer", officer, "--db", street).returncode == 1
    loaded = document(zhihui("import", "calendar", str(bad), "--refused", str(refused), "--json", "--db", street))
    assert (loaded["changed_days"], loaded["refused"], loaded["refused_file"]) == (1, 1, str(refused))
    assert "2026-12-29 是节假日，却没有名称。" in refused.read_text("utf-8-sig")
    english = zhihui("reexplain", "--reason", " ", "--db", street, lang="en")
    assert (english.returncode, english.stderr) == (1, "Give the reason.\n")
