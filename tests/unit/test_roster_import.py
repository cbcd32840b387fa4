"""Roster files: good rows in, corrected rows added, again a no-op, exported and imported back."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from console.cli import app
from console.messages import messages
from console.roster_import import editor_of
from models.domain.errors import BadInput, Refused
from models.domain.roster import RosterItem
from models.exchange.export_file import export_rows
from models.exchange.roster_export import RosterWords, all_rows, card_rows, roster_rows
from models.exchange.table import REASON_COLUMN
from tests.helpers.records import DUTY, GONE, OFFICERS, SHIFT
from tests.helpers.roster_place import CARDS, GOOD, HEADER, Place, counted
from tests.helpers.rosters import MONDAY


@pytest.fixture
def place(sqlite_url: str, tmp_path: Path) -> Iterator[Place]:
    found = Place(sqlite_url, tmp_path)
    yield found
    found.engine.dispose()


def test_that_good_rows_go_in_and_again_nothing_changes(place: Place) -> None:
    path = place.file(*GOOD)
    tried = place.take(path, dry_run=True)
    assert (counted(tried), place.roster().records()) == ((6, 5, 1, 0), ())
    assert counted(place.take(path)) == (6, 5, 1, 0), "a day of rest where nothing was is no change"
    assert place.day("duty") == [
        RosterItem("early", "duty", "shift_leader"), RosterItem("night", "stand_by", "duty_officer"),
    ]  # fmt: skip
    assert place.day("fire") == [RosterItem("office", "duty", "stationed")]
    assert place.day("shift", date(2025, 9, 23)) == [RosterItem("leave", "leave", "")]
    assert place.day("works", date(2025, 9, 23)) == [RosterItem("training", "leave", "")]
    before = place.roster().records()
    again = place.take(path)
    assert (counted(again), again.refused_file) == ((6, 0, 6, 0), None)
    assert place.roster().records() == before


def test_that_a_whole_file_replaces_the_days_it_names_and_leaves_others(place: Place) -> None:
    place.take(place.file(*GOOD))
    assert counted(place.take(place.file("duty,,2025-09-22,中班,,", "shift,,2025-09-23,休息,,"))) == (2, 2, 0, 0)
    assert [item.slot for item in place.day("duty")] == ["late"]
    assert place.day("shift", date(2025, 9, 23)) == []
    assert place.day("fire") != []


def test_that_corrected_rows_are_added_to_their_days(place: Place) -> None:
    source = place.file("duty,,2025-09-22,早班,,", "duty,,2025-09-31,夜班,,备班")
    refused = place.folder / "mine.csv"
    done = place.take(source, refused=refused)
    assert (counted(done), done.refused_file) == ((2, 1, 0, 1), refused)
    rows = list(csv.DictReader(refused.read_text(encoding="utf-8-sig").splitlines()))
    assert "2025-09-31" in rows[0][REASON_COLUMN]
    refused.write_text(refused.read_text(encoding="utf-8-sig").replace("2025-09-31", "2025-09-22"), encoding="utf-8")
    assert counted(place.take(refused)) == (1, 1, 0, 0)
    both = [item.slot for item in place.day("duty")]
    assert both == ["early", "night"]
    assert counted(place.take(refused)) == (1, 0, 1, 0)
    assert counted(place.take(source, refused=refused)) == (2, 0, 1, 1), "the uncorrected file takes nothing away"
    assert [item.slot for item in place.day("duty")] == both


def test_that_a_workbook_has_rosters_cards_and_other_sheets(place: Place) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in ([*HEADER.split(",")], ["duty", "", date(2025, 9, 22), "早班", "", ""], ["duty", "", "x", "早班"]):
        sheet.append(line)
    cards = book.create_sheet("资质")
    for line in (CARDS.split(","), ["duty", "执法证", 123, date(2025, 1, 1), ""], ["nobody", "执法证", 1, "", ""]):
        cards.append(line)
    book.create_sheet("说明").append(["看这里"])
    book.create_sheet("空")
    hidden = book.create_sheet("藏")
    hidden.append([*HEADER.split(",")])
    hidden.sheet_state = "hidden"
    path = place.folder / "书.xlsx"
    book.save(path)
    done = place.take(path)
    assert (counted(done), done.ignored) == ((4, 2, 0, 2), ("说明", "空"))
    assert [(r.file, r.row) for r in done.refusals] == [("书.xlsx/Sheet", 3), ("书.xlsx/资质", 3)]
    assert place.roster().qualified("duty", "enforcement", date(2025, 1, 1))
    assert done.refused_file is not None
    text = done.refused_file.read_text(encoding="utf-8-sig")
    corrected = text.replace("nobody", "fire").replace(",x,", ",2025-09-23,")
    done.refused_file.write_text(corrected, encoding="utf-8")
    assert counted(place.take(done.refused_file)) == (2, 2, 0, 0)
    assert place.roster().qualified("fire", "enforcement", MONDAY)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_what_was_exported_comes_back_as_it_was(place: Place, language: str) -> None:
    place.take(place.file(*GOOD))
    place.take(place.file("both,执法证,001,2025-01-01,2026-12-31", "fire,危化品,-7,,", header=CARDS))
    words = messages(language)
    names = RosterWords(
        language, lambda code: OFFICERS[code].name, lambda slot: words.word("roster-slot", slot),
        lambda post: words.word("post", post), lambda s: words.word("standing", s), lambda kind: kind,
    )  # fmt: skip
    before = place.roster()
    for kind in ("csv", "xlsx"):
        days, cards = place.folder / f"out.{kind}", place.folder / f"cards.{kind}"
        first, last = MONDAY, MONDAY + timedelta(days=6)
        export_rows(days, names.roster_header(), roster_rows(before, first, last, names), lambda: False)
        export_rows(cards, names.card_header(), card_rows(before, names), lambda: False)
        assert counted(place.take(days)) == (5, 0, 5, 0)
        assert counted(place.take(cards)) == (2, 0, 2, 0)
        both = place.folder / f"both.{kind}"
        export_rows(both, names.header(), all_rows(before, first, last, names), lambda: False)
        assert counted(place.take(both)) == (7, 0, 7, 0)
    assert next(iter(roster_rows(before, MONDAY, MONDAY, names)))[:3] == ["duty", "值班甲", "2025-09-22"]


def test_that_the_same_row_twice_counts_once(place: Place) -> None:
    line = "both,执法证,1,2025-01-01,2026-12-31"
    assert counted(place.take(place.file(line, line, header=CARDS))) == (2, 1, 1, 0)
    assert counted(place.take(place.file(GOOD[0], GOOD[0], GOOD[5], GOOD[5]))) == (4, 1, 3, 0)


def test_that_only_an_editor_imports(place: Place) -> None:
    with pytest.raises(Refused, match="roster_editor_needed"):
        place.take(place.file(*GOOD), actor_code="duty")
    assert editor_of(OFFICERS.values(), None) == SHIFT
    assert editor_of(OFFICERS.values(), "duty") == DUTY
    for wanted in ("nobody", GONE.code):
        with pytest.raises(BadInput, match="officer_unknown"):
            editor_of(OFFICERS.values(), wanted)
    with pytest.raises(BadInput, match="roster_no_editor"):
        editor_of([DUTY], None)


def test_that_a_name_is_found_for_the_refused_rows(place: Place) -> None:
    path = place.file("nobody,,2025-09-22,早班,,")
    names = [done.refused_file.name for done in (place.take(path), place.take(path)) if done.refused_file]
    assert names == ["roster-refused.csv", "roster-refused-2.csv"]


def test_that_refused_rows_that_cannot_be_kept_stop_the_import(place: Place) -> None:
    path = place.file(GOOD[0], "nobody,,2025-09-22,早班,,")
    with pytest.raises(BadInput, match="refused_file_unwritable"):
        place.take(path, refused=place.folder / "none" / "no.csv")
    assert place.roster().records() == ()


def test_that_the_command_line_tells_counts_and_reasons(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place.folder)
    path = place.file(*GOOD, "duty,,2025-02-30,早班,,")
    arguments = ["import", "roster", str(path), "--db", place.url, "--json", "--lang", "en", "--refused", "no.csv"]
    for dry, imported in (("--dry-run", 5), ("--no", 5), ("--no", 0)):
        result = CliRunner().invoke(app, [*arguments, *([dry] if dry == "--dry-run" else [])])
        assert result.exit_code == 0, result.output
        told = json.loads(result.stdout)
        assert (told["read"], told["imported"], told["refused"]) == (7, imported, 1)
        assert told["skipped"] == 6 - imported
        assert "row 8: “2025-02-30” in “日期” is no date" in result.stderr
    assert CliRunner().invoke(app, ["import", "roster", "none.csv", "--db", place.url]).exit_code == 2
