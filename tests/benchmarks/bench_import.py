"""Importing a city's file into SQLite, against csv.reader and `executemany`.

Part 1 of Boston's requests of 2015, one row in a hundred with a time that is none. Here: `import_cases` with
everything that the program does: checks, units, digests, triggers and change rows, refused rows written to a file.
The baseline reads the same file with `csv.reader` and puts its columns as they are into a table without triggers, in
one transaction with the same durability. Commands: a second desk's thread with its own engine reports a case every 25
ms, beside the import and alone.
"""

from __future__ import annotations

import csv
import gzip
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from console.headless import Opened, open_database
from models.commands.acts import ReportCase, execute
from models.exchange.importing import READING, WRITING
from models.store.info import read_now
from models.store.unit_of_work import SqlUnitOfWork
from tests.benchmarks.boston import PARTS, bring, empty_database, with_faults
from tests.benchmarks.figures import Row, Samples, span
from tests.helpers.not_checked import need

FAULT_EVERY = 100
PACE = 0.025


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, shared_data: Path, short: bool) -> tuple[Path, int, int]:
    """The file with its faults, the number of its rows and of the faulty ones."""
    target = tmp_path_factory.mktemp("import") / "boston.csv.gz"
    rows, faulty = with_faults(need(shared_data, PARTS[0]), target, FAULT_EVERY, 8_000 if short else 100_000)
    return target, rows, faulty


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Path]:
    """Names of files that are not there yet."""
    numbers = count(1)
    return lambda: tmp_path / f"{next(numbers)}.sqlite"


def plain(source: Path, target: Path) -> int:
    """csv.reader and executemany, as one would write it."""
    with gzip.open(source, "rt", encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        header = next(rows)
        connection = sqlite3.connect(target, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("BEGIN")
        connection.execute(f"CREATE TABLE cases ({', '.join(f'{name} TEXT' for name in header)})")
        connection.executemany(f"INSERT INTO cases VALUES ({', '.join('?' * len(header))})", rows)
        connection.execute("COMMIT")
        found = connection.execute("SELECT count(*) FROM cases").fetchone()[0]
        connection.close()
    return int(found)


def test_that_every_good_row_comes_in(
    file: tuple[Path, int, int], fresh: Callable[[], Path], short: bool, show: Callable[[Row], None],
    note: Callable[[str], None],
) -> None:  # fmt: skip
    source, rows, faulty = file
    ours, theirs = Samples(), Samples()
    for _ in range(2 if short else 3):
        database, refused = fresh(), fresh()
        url = empty_database(database)
        results = []
        ours.timed(lambda: results.append(bring(url, source, refused=refused)))  # noqa: B023
        counts: list[int] = []
        theirs.timed(lambda: counts.append(plain(source, fresh())))  # noqa: B023
        assert (results[0].read, results[0].imported, results[0].refused) == (rows, rows - faulty, faulty)
        assert counts == [rows]
        assert refused.exists()
        with sqlite3.connect(database) as connection:
            stored = connection.execute("SELECT count(*) FROM incident").fetchone()[0]
            told = connection.execute("SELECT count(*) FROM change WHERE entity = 'case'").fetchone()[0]
        connection.close()
        assert (stored, told) == (rows - faulty, rows - faulty)
    show(Row(f"import {rows:,} rows", ours, "csv.reader + executemany", theirs, "speed", "≥ 0.1×"))
    note(f"{rows / ours.median * 1e3:,.0f} rows a second, the baseline {rows / theirs.median * 1e3:,.0f}.")


class OtherDesk:
    """Sends commands from a thread of its own until told to stop, or so many."""

    def __init__(self, found: Opened, numbers: Iterator[int], most: int) -> None:
        self._found, self._numbers, self._most = found, numbers, most
        self._stopping = threading.Event()
        self.phase = ""
        self.spans: list[tuple[str, float]] = []
        self.outcomes: list[str] = []
        self._thread = threading.Thread(target=self._work, name="other-desk")

    def __enter__(self) -> OtherDesk:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    def wait(self) -> None:
        self._thread.join()

    def _work(self) -> None:
        now = read_now(self._found.engine)
        while len(self.spans) < self._most and not self._stopping.wait(PACE):
            key = next(self._numbers)
            command = ReportCase(f"k{key}", "duty", "other", now + key, f"new{key}", {"title": "Gas smell"})
            phase, start = self.phase, time.perf_counter()
            outcome = execute(command, lambda: SqlUnitOfWork(self._found.engine), self._found.rules)
            self.spans.append((phase, (time.perf_counter() - start) * 1e3))
            self.outcomes.append(outcome.kind)


@pytest.mark.usefixtures("like_a_desk")
def test_that_another_desk_works_on_beside_an_import(
    file: tuple[Path, int, int], fresh: Callable[[], Path], short: bool, show: Callable[[Row], None],
    note: Callable[[str], None],
) -> None:  # fmt: skip
    source, rows, faulty = file
    beside, alone, by_phase = Samples(), Samples(), {READING: Samples(), WRITING: Samples()}
    numbers = count(1)
    for _ in range(1 if short else 2):
        url = empty_database(fresh())
        found = open_database(url)
        with OtherDesk(found, numbers, 40 if short else 150) as desk:
            desk.wait()
        for _phase, took in desk.spans:
            alone.add(took)
        with OtherDesk(found, numbers, 100_000) as other:
            result = bring(url, source, progress=lambda _rows, phase: setattr(other, "phase", phase))
        for phase, took in other.spans:
            beside.add(took)
            by_phase.get(phase, by_phase[READING]).add(took)
        found.close()
        assert (result.imported, result.refused) == (rows - faulty, faulty)
        assert {*desk.outcomes, *other.outcomes} == {"done"}
    show(Row("a command beside the import", beside, "the same command alone", alone, "time", "p95 ≤ 300 ms"))
    writing, reading = by_phase[WRITING], by_phase[READING]
    if writing.wall and reading.wall:
        note(
            f"A command's p95 while the import reads the file {span(reading.p95)}, while it writes "
            f"{span(writing.p95)}; the slowest of all {span(max(beside.wall))}."
        )
