"""An import as a whole: staged, counted, repeatable, interruptible."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest

from models.domain.errors import BadInput, Unavailable
from models.exchange.importing import READING, WRITING
from models.exchange.positions import Places
from models.exchange.protocol import Write
from models.exchange.slices import FIRST, LEAST, MOST, Slices
from tests.helpers.import_sink import HEADER, NOW, MemorySink, good_row, mapping, run, write_rows


@pytest.fixture
def sink() -> MemorySink:
    return MemorySink()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "案件.csv"


def test_that_good_rows_go_in_and_importing_again_changes_nothing(sink: MemorySink, path: Path) -> None:
    write_rows(path, *(good_row(number) for number in range(1, 21)))
    first = run(sink, path)
    assert (first.read, first.imported, first.skipped, first.refused, first.updated) == (20, 20, 0, 0, 0)
    before = dict(sink.cases)
    again = run(sink, path, import_id="i2")
    assert (again.imported, again.skipped, again.marked) == (0, 20, {})
    assert sink.cases == before
    assert [batch.import_id for batch in sink.batches] == ["i1", "i2"]
    assert json.loads(sink.finished[1][1]) == {
        "read": 20, "imported": 0, "skipped": 20, "refused": 0, "updated": 0, "remaining": 0,
    }  # fmt: skip


def test_that_a_batch_names_files_mapping_and_who(sink: MemorySink, path: Path) -> None:
    run(sink, write_rows(path, good_row(1)), actor_code="admin", console="desk-1")
    batch = sink.batches[0]
    assert (batch.source, batch.mapping, batch.files) == ("trial", "试验", ("案件.csv",))
    assert (batch.actor_code, batch.console, batch.started_at) == ("admin", "desk-1", NOW)
    case = sink.of("0001")
    assert (case.changed_by, case.changed_from, case.changed_at) == ("admin", "desk-1", NOW)
    assert [department.name for department in sink.units[0].departments] == ["市政"]


def test_that_other_content_is_a_new_version_of_the_same_case(sink: MemorySink, path: Path) -> None:
    run(sink, write_rows(path, good_row(1), good_row(2)))
    first = sink.of("0001")
    result = run(sink, write_rows(path, good_row(1, 结案="2026-01-05 12:00:00"), good_row(2)))
    assert (result.imported, result.updated, result.skipped) == (1, 1, 1)
    second = sink.of("0001")
    assert (second.id, second.version, second.state) == (first.id, 2, "closed")
    assert len(sink.cases) == 2


def test_that_one_id_twice_in_a_file_is_one_case(sink: MemorySink, path: Path) -> None:
    write_rows(path, good_row(1), good_row(1), good_row(1, 标题="改"), good_row(2), good_row(1, 标题="改"))
    result = run(sink, path)
    assert (result.imported, result.updated, result.skipped) == (3, 1, 2)
    assert (sink.of("0001").version, sink.of("0001").title) == (2, "改")
    again = run(sink, path)
    assert (again.imported, again.skipped) == (0, 5)


def test_that_going_back_to_an_earlier_content_is_a_change_too(sink: MemorySink, path: Path) -> None:
    for title in ("甲", "乙", "甲"):
        run(sink, write_rows(path, good_row(1, 标题=title)))
    assert (sink.of("0001").version, sink.of("0001").title) == (3, "甲")


def test_that_several_files_are_one_import(sink: MemorySink, tmp_path: Path) -> None:
    one, two = (write_rows(tmp_path / f"{n}.csv", good_row(n), good_row(9)) for n in (1, 2))
    result = run(sink, one, two)
    assert (result.read, result.imported, result.skipped) == (4, 3, 1)
    assert len(sink.batches) == 1
    assert sink.batches[0].files == ("1.csv", "2.csv")


def test_that_a_case_somebody_worked_on_is_not_overwritten(sink: MemorySink, path: Path) -> None:
    run(sink, write_rows(path, good_row(1), good_row(2)))
    sink.worked = {"0001", "0002"}
    out = path.with_name("refused.csv")
    result = run(sink, write_rows(path, good_row(1, 标题="改"), good_row(2)), refused_path=out)
    assert (result.imported, result.skipped, result.refused) == (0, 1, 1)
    assert "row_case_worked (number=0001)" in out.read_text("utf-8-sig")
    assert sink.of("0001").title == "路灯不亮"


def test_that_a_case_changed_under_the_import_is_refused_with_its_row(sink: MemorySink, tmp_path: Path) -> None:
    sink.stale = {"0002"}
    one = write_rows(tmp_path / "1.csv", good_row(1))
    two = write_rows(tmp_path / "2.csv", good_row(3), good_row(2))
    out = tmp_path / "refused.csv"
    result = run(sink, one, two, refused_path=out)
    assert (result.imported, result.refused) == (2, 1)
    assert result.refused_file == out
    assert "2.csv:3,row_case_changed (number=0002)" in out.read_text("utf-8-sig")


def test_that_a_dry_run_counts_and_writes_nothing(sink: MemorySink, path: Path) -> None:
    run(sink, write_rows(path, good_row(1)))
    before, batches = dict(sink.cases), list(sink.batches)
    write_rows(path, good_row(1), good_row(2, 时限=""), good_row(3, 时间="soon"))
    result = run(sink, path, dry_run=True)
    assert (result.imported, result.skipped, result.refused, result.dry_run) == (1, 1, 1, True)
    assert result.marked == {"without_deadline": 1}
    assert (sink.cases, sink.batches, len(sink.finished)) == (before, batches, 1)


@pytest.mark.parametrize(
    ("files", "key"),
    [
        ({"a.csv": HEADER.replace("时间", "日期")}, "column_missing"),
        ({"a.csv": HEADER, "b.csv": HEADER + ",编号"}, "column_duplicate"),
        ({"a.csv": f"{HEADER}\n{good_row(1)}", "b.csv": f'{HEADER}\n{good_row(2)}\n0003,"x'}, "csv_quote_unclosed"),
        ({}, "no_files_given"),
    ],
)
def test_that_a_wrong_file_stops_before_anything_is_written(
    sink: MemorySink, tmp_path: Path, files: dict[str, str], key: str
) -> None:
    paths = []
    for name, text in files.items():
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
        paths.append(tmp_path / name)
    with pytest.raises(BadInput) as refused:
        run(sink, *paths, refused_path=tmp_path / "refused.csv")
    assert refused.value.key == key
    assert not sink.cases
    assert not sink.batches
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(files)


def test_that_refused_rows_of_a_stopped_import_leave_no_file(sink: MemorySink, path: Path) -> None:
    write_rows(path, good_row(1, 时间="soon"), '0003,"x')
    with pytest.raises(BadInput):
        run(sink, path, refused_path=path.with_name("refused.csv"))
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_that_the_refused_file_is_no_input_and_no_file_is_given_twice(sink: MemorySink, path: Path) -> None:
    write_rows(path, good_row(1))
    with pytest.raises(BadInput) as refused:
        run(sink, path, refused_path=path)
    assert refused.value.key == "refused_file_is_input"
    with pytest.raises(BadInput) as refused:
        run(sink, path, path)
    assert refused.value.key == "file_given_twice"


def test_that_progress_tells_rows_and_phase(sink: MemorySink, path: Path) -> None:
    write_rows(path, *(good_row(number) for number in range(1, 2_501)))
    told: list[tuple[int, str]] = []
    run(sink, path, progress=lambda rows, phase: told.append((rows, phase)))
    assert told[:3] == [(1_000, READING), (2_000, READING), (2_500, READING)]
    assert told[-1] == (2_500, WRITING)
    assert told == sorted(told, key=lambda item: (item[1] == WRITING, item[0]))


def test_that_a_cancelled_reading_writes_nothing(sink: MemorySink, path: Path) -> None:
    write_rows(path, *(good_row(number) for number in range(1, 2_501)))
    result = run(sink, path, cancelled=lambda: True)
    assert result.cancelled
    assert (result.read, result.imported, result.remaining) == (1_000, 0, 1_000)
    assert not sink.batches


def test_that_a_cancelled_writing_keeps_what_was_written_and_goes_on_when_run_again(
    sink: MemorySink, path: Path
) -> None:
    write_rows(path, *(good_row(number) for number in range(1, 901)))
    asked = count(1)
    result = run(sink, path, cancelled=lambda: next(asked) >= 1)
    assert result.cancelled
    assert result.imported == len(sink.cases) == FIRST
    assert result.remaining == 900 - FIRST
    again = run(sink, path)
    assert (again.imported, again.skipped) == (result.remaining, result.imported)
    assert len(sink.cases) == 900


def test_that_a_cancel_after_the_last_slice_cancels_nothing(sink: MemorySink, path: Path) -> None:
    result = run(sink, write_rows(path, good_row(1)), cancelled=lambda: True)
    assert (result.cancelled, result.imported) == (False, 1)


def test_that_a_lost_database_keeps_what_was_written(sink: MemorySink, path: Path) -> None:
    write_rows(path, *(good_row(number) for number in range(1, 901)))

    class Breaking(MemorySink):
        def write(self, writes: list[Write]) -> list[int]:  # type: ignore[override]
            if self.cases:
                raise Unavailable("gone")
            return list(super().write(writes))

    broken = Breaking()
    with pytest.raises(Unavailable):
        run(broken, path)
    assert len(broken.cases) == FIRST
    sink.cases, sink.rows = broken.cases, broken.rows
    assert run(sink, path).skipped == FIRST


def test_that_slices_follow_the_time_the_last_one_took() -> None:
    clock = [0.0]
    slices = Slices(lambda: clock[0])
    sizes = []
    for piece in slices.of(range(40_000)):
        sizes.append(len(piece))
        clock[0] += len(piece) * (0.001 if sum(sizes) < 20_000 else 0.02)
    assert sizes[0] == FIRST
    assert set(sizes[3:10]) <= {119, 120}
    assert LEAST in sizes
    free = Slices(lambda: 0.0)
    assert [len(piece) for piece in free.of(range(20_000))] == [300, 600, 1_200, 2_400, MOST, MOST, MOST, 3_500]
    assert [len(piece) for piece in Slices().of(range(10))] == [10]


def test_that_no_slice_of_skipped_rows_is_written(sink: MemorySink, path: Path) -> None:
    write_rows(path, good_row(1))
    run(sink, path)
    run(sink, path)
    assert sink.slices == [1]


def test_that_a_swapped_or_shifted_file_is_told_as_a_whole(sink: MemorySink, path: Path) -> None:
    swapped = [good_row(n, 经度="30.3102", 纬度="120.2701") for n in range(1, 11)]
    result = run(sink, write_rows(path, *swapped))
    assert result.refused == 10
    assert [note.key for note in result.notes] == ["positions_look_swapped"]
    part = {"lon": "经度", "lat": "纬度", "on_bad": "drop_and_mark"}
    # Points in the west of the place, as GCJ-02 writes them: just outside its grids.
    places = Places((120.2, 30.2, 120.4, 30.4), {"C1": (120.2650, 30.3115, 120.2665, 30.3135)})
    shifted = [good_row(n, 经度=f"120.{2698 + n}", 纬度="30.3101") for n in range(1, 11)]
    told = run(sink, write_rows(path, *shifted), by=mapping(position=part), places=places)
    assert [note.key for note in told.notes] == ["positions_look_gcj02"]
    assert told.imported == 10


def test_that_a_default_position_and_positions_left_out_are_told(sink: MemorySink, path: Path) -> None:
    part = {"lon": "经度", "lat": "纬度", "on_bad": "drop_and_mark"}
    rows = [good_row(n) for n in range(1, 121)] + [good_row(200, 经度="0", 纬度="0")]
    result = run(sink, write_rows(path, *rows), by=mapping(position=part))
    assert [(note.key, note.arguments["rows"]) for note in result.notes] == [
        ("note_position_repeated", 120), ("note_position_dropped", 1),
    ]  # fmt: skip
