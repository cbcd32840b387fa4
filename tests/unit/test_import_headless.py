"""The import joined with a database and a person at a terminal."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from console import import_sink
from console.headless import Opened, opened
from console.headless_import import CaseImport, run_case_import
from console.import_sink import places_of
from console.output import Out
from models.domain.errors import BadInput, Refused
from models.store.engine import open_engine
from models.store.info import create_database, new_info, read_info
from tests.helpers.import_sink import NOW, TOML, good_row, write_rows
from tests.helpers.records import GRID


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Opened]:
    engine = open_engine(sqlite_url, create=True)
    create_database(engine, new_info("test", "real", NOW))
    yield opened(engine)
    engine.dispose()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a mapping in it."""
    (tmp_path / "own.toml").write_text(TOML.replace("Asia/Shanghai", "Asia/Urumqi"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ask(database: Opened, *files: Path, **changes: object) -> dict[str, object]:
    asked = CaseImport(files, "own.toml", **changes)  # type: ignore[arg-type]
    return run_case_import(database, asked, Out("zh", True))


def test_that_the_counts_come_back_and_the_zone_is_declared(
    database: Opened, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_rows(folder / "案件.一月.csv", good_row(1), good_row(2, 时间="soon"), good_row(3, 时限=""))
    found = ask(database, path)
    assert found == {
        "read": 3, "imported": 2, "skipped": 0, "refused": 1, "updated": 0, "marked": {"without_deadline": 1},
        "refused_file": "案件-refused.csv", "dry_run": False, "notes": [],
    }  # fmt: skip
    assert "“时间”的“soon”" in (folder / "案件-refused.csv").read_text("utf-8-sig")
    assert read_info(database.engine).zone == "Asia/Urumqi"
    told = capsys.readouterr()
    assert told.out == ""
    assert "Asia/Urumqi" in told.err
    assert "案件-refused.csv" in told.err


def test_that_an_older_file_of_refused_rows_is_never_overwritten_unasked(database: Opened, folder: Path) -> None:
    path = write_rows(folder / "a.csv", good_row(2, 时间="soon"))
    assert ask(database, path)["refused_file"] == "a-refused.csv"
    assert ask(database, path)["refused_file"] == "a-refused-2.csv"
    assert ask(database, path, refused=folder / "x.csv")["refused_file"] == str(folder / "x.csv")


def test_that_a_dry_run_declares_and_writes_nothing(
    database: Opened, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = ask(database, write_rows(folder / "a.csv", good_row(1)), dry_run=True)
    assert (found["imported"], found["dry_run"]) == (1, True)
    assert not read_info(database.engine).zone_declared
    assert ask(database, folder / "a.csv")["imported"] == 1
    assert "什么也没有写" in capsys.readouterr().err


def test_that_a_wrong_file_declares_nothing(database: Opened, folder: Path) -> None:
    path = write_rows(folder / "a.csv", good_row(1), '0002,"x')
    with pytest.raises(BadInput):
        ask(database, path)
    assert not read_info(database.engine).zone_declared


def test_that_a_declared_zone_stays(database: Opened, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_rows(folder / "a.csv", good_row(1))
    ask(database, path)
    (folder / "own.toml").write_text(TOML, encoding="utf-8")
    capsys.readouterr()
    # The desk opened the database before the zone was declared: it is not declared again, nor is that an error.
    assert ask(database, path)["updated"] == 1
    assert ask(opened(database.engine), path)["skipped"] == 1
    assert read_info(database.engine).zone == "Asia/Urumqi"
    assert capsys.readouterr().err == ""


def test_that_an_interrupt_ends_between_slices_and_the_next_run_goes_on(
    database: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_rows(folder / "a.csv", *(good_row(number) for number in range(1, 501)))
    write = import_sink.ImportSink.write

    def interrupted(self: import_sink.ImportSink, writes: list[object]) -> list[int]:
        os.kill(os.getpid(), signal.SIGINT)
        return write(self, writes)  # type: ignore[arg-type]

    before = signal.getsignal(signal.SIGINT)
    with monkeypatch.context() as patched:
        patched.setattr(import_sink.ImportSink, "write", interrupted)
        with pytest.raises(typer.Exit) as ended:
            ask(database, path)
    assert ended.value.exit_code == 130
    assert signal.getsignal(signal.SIGINT) is before
    assert "已导入的 300 行留在库里，还有 200 行没有导入" in capsys.readouterr().err
    found = ask(database, path)
    assert (found["imported"], found["skipped"]) == (200, 300)


def test_that_notes_and_progress_reach_the_person(
    database: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    rows = [good_row(number) for number in range(1, 150)] + [good_row(200, 部门名="市政所")]
    found = ask(database, write_rows(folder / "a.csv", *rows))
    assert [note["key"] for note in found["notes"]] == ["note_position_repeated", "note_code_with_names"]  # type: ignore[attr-defined]
    told = capsys.readouterr().err
    assert "读取并检查：150 行" in told
    assert "写入：150 行" in told
    assert "120.2701, 30.3102" in told
    assert "部门 D1 有几个名称，取“市政”，另有：市政所" in told


def test_that_another_thread_imports_too(database: Opened, folder: Path) -> None:
    path = write_rows(folder / "a.csv", good_row(1))
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(ask, database, path).result()["imported"] == 1


def test_that_a_database_that_refuses_is_told(database: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_engine: object, _zone: str) -> None:
        raise Refused("lifecycle_differs")

    monkeypatch.setattr(import_sink, "declare_zone", refuse)
    with pytest.raises(Refused):
        ask(database, write_rows(folder / "a.csv", good_row(1)))


def test_that_without_a_file_there_is_nothing_to_do(database: Opened, folder: Path) -> None:
    with pytest.raises(BadInput) as refused:
        ask(database)
    assert refused.value.key == "no_files_given"


def test_that_places_come_from_the_grids() -> None:
    assert places_of([]).box is None
    east = replace(GRID, code="330102018001002", rings=(((120.1, 30.0), (120.2, 30.0), (120.2, 30.1), (120.1, 30.0)),))
    unknown = replace(GRID, code="330102018001003", rings=())
    both = places_of([GRID, east, unknown])
    assert both.box == pytest.approx((119.99, 29.99, 120.21, 30.11))
    assert both.box_of(unknown.code, GRID.community_code) == (120.0, 30.0, 120.2, 30.1)
    places = places_of([GRID])
    assert places.box == pytest.approx((119.99, 29.99, 120.11, 30.11))
    assert places.box_of(GRID.code) == places.box_of(None, GRID.community_code) == (120.0, 30.0, 120.1, 30.1)
