"""From a commit on one console to the row painted on another, against asking every 100 ms.

A real desk of the demonstration street (1600×900, its own pace of 33 ms) beside a thread with its own engine, which
adds notes to cases in sight of the desk: commands as from another seat. A span runs from before the commit (so it
holds the commit) until the desk has painted that version of the case. The baseline hears of the very same commits: a
thread that asks the change table every 100 ms, its spans without any painting. PostgreSQL runs without fsync, SQLite
with it.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from console.desk_options import DeskOptions
from console.desk_parts import Desk
from console.drafts import Drafts
from console.founding import init_demo
from console.headless import now_of_machine, open_database
from console.settings import Settings
from models.commands.acts import ActOnCase, execute
from models.queries.cases_at import open_cases
from models.store.info import read_now
from models.store.tables import change
from models.store.unit_of_work import SqlUnitOfWork
from tests.benchmarks.figures import Row, Samples, span
from tests.helpers.desks import run, until
from widgets.case_list import ROW_ROLE, CaseRow

Commits = dict[tuple[str, int], float]
"""When each version of a case was about to be committed (performance counter)."""
CASES = 6
POLL = 0.1


class Eye(QObject):
    """Sees which versions of the cases the desk's list has painted."""

    def __init__(self, desk: Desk, ids: list[str]) -> None:
        super().__init__(desk)
        self._queue, self._ids = desk.page.queue, ids
        self.seen: dict[str, list[tuple[int, float]]] = {case_id: [] for case_id in ids}
        self._queue.list.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._painted)
        return False

    @Slot()
    def _painted(self) -> None:
        now = time.perf_counter()
        for case_id in self._ids:
            row = self._queue.model.index(self._queue.model.row_of(case_id), 0).data(ROW_ROLE)
            known = self.seen[case_id]
            if isinstance(row, CaseRow) and (not known or known[-1][0] < row.version):
                known.append((row.version, now))

    def close(self) -> None:
        self._queue.list.viewport().removeEventFilter(self)

    def version(self, case_id: str) -> int:
        return self.seen[case_id][-1][0] if self.seen[case_id] else 0

    def spans(self, commits: Commits) -> Samples:
        """The first painting with the version or a later one counts."""
        found = Samples()
        for (case_id, version), at in commits.items():
            found.add((next(when for seen, when in self.seen[case_id] if seen >= version) - at) * 1e3)
        return found


class Stamped(SqlUnitOfWork):
    """Remembers when it was about to commit."""

    at = 0.0

    def commit(self) -> None:
        self.at = time.perf_counter()
        super().commit()


class OtherSeat:
    """Adds so many notes, so many a second at most."""

    def __init__(self, url: str, cases: dict[str, tuple[int, str]], officer: str) -> None:
        self._found = open_database(url)
        self._cases, self._officer = cases, officer
        self._numbers = count(1)
        self._pause = threading.Event()
        self.rate = 0.0

    def work(self, notes: int, rate: int) -> Commits:
        commits: Commits = {}
        ids = list(self._cases)
        start = time.perf_counter()
        for number in range(notes):
            self._pause.wait(max(0.0, start + number / rate - time.perf_counter()))
            case_id = ids[number % len(ids)]
            version, state = self._cases[case_id]
            now, key = read_now(self._found.engine), f"note-{rate}-{next(self._numbers)}"
            fields = {"note": f"第{number}次"}
            command = ActOnCase(key, self._officer, "other", now, case_id, "note", version, state, fields)
            unit = Stamped(self._found.engine)
            outcome = execute(command, lambda unit=unit: unit, self._found.rules)  # type: ignore[misc]
            assert outcome.done, outcome
            self._cases[case_id] = (outcome.version, state)
            commits[case_id, outcome.version] = unit.at
        self.rate = notes / (time.perf_counter() - start)
        return commits

    def close(self) -> None:
        self._found.close()


class Asker:
    """The baseline: asks for new change rows every 100 ms, in a thread of its own."""

    def __init__(self, url: str) -> None:
        self._found = open_database(url)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="asker")
        self.heard: Commits = {}

    def __enter__(self) -> Asker:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()
        self._found.close()

    def spans(self, commits: Commits) -> Samples:
        found = Samples()
        for key, at in commits.items():
            found.add((self.heard[key] - at) * 1e3)
        return found

    def _work(self) -> None:
        last = 0
        statement = select(change.c.seq, change.c.entity_id, change.c.version)
        while not self._stopping.wait(POLL):
            with self._found.engine.connect() as connection, connection.begin():
                rows = connection.execute(statement.where(change.c.seq > last).order_by(change.c.seq)).all()
            now = time.perf_counter()
            for seq, case_id, version in rows:
                last = max(last, seq)
                self.heard.setdefault((case_id, version), now)


@asynccontextmanager
async def real_desk(url: str, folder: Path) -> AsyncIterator[Desk]:
    """A desk as the program opens it, with its fades and its pace."""
    troubles: list[str] = []
    options = DeskOptions(Settings(), "zh", console="desk")
    desk = Desk(open_database(url), options, Drafts(folder / "drafts.json"), troubles.append)
    desk.dress()
    desk.window.resize(1600, 900)
    desk.window.show()
    desk.start()
    try:
        await until(lambda: desk.live.loaded and desk.page.queue.model.rowCount() > CASES, "snapshot")
        yield desk
    finally:
        hung = await desk.close()
        await asyncio.sleep(0)
        desk.deleteLater()
    assert hung == ()
    assert troubles == []


@pytest.fixture
def street(database_url: str) -> str:
    """The demonstration street on either database."""
    init_demo(database_url, now_of_machine())
    return database_url


@pytest.mark.usefixtures("like_a_desk")
def test_that_every_commit_of_another_seat_is_painted(
    qapp: QApplication, street: str, tmp_path: Path, short: bool, show: Callable[[Row], None],
    note: Callable[[str], None],
) -> None:  # fmt: skip
    figures: list[tuple[int, float, Samples, Samples]] = []

    async def journey() -> None:
        async with real_desk(street, tmp_path) as desk:
            ids = list(desk.page.queue.model.ids)[:CASES]
            cases = {case.id: (case.version, case.state) for case in map(desk.live.case, ids) if case is not None}
            eye, seat = Eye(desk, ids), OtherSeat(street, cases, desk.session.officer.code)
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(None, seat.work, 20, 10)  # the start of a desk is another matter
            for rate, seconds in ((10, 3 if short else 12), (200, 2 if short else 8)):
                with Asker(street) as asker:
                    commits = await loop.run_in_executor(None, seat.work, rate * seconds, rate)
                    await until(lambda: all(eye.version(i) >= cases[i][0] for i in ids), "all versions painted")
                    await until(lambda: commits.keys() <= asker.heard.keys(), "all commits heard of")  # noqa: B023
                figures.append((rate, seat.rate, eye.spans(commits), asker.spans(commits)))
            seat.close()
            eye.close()
            with desk.opened.engine.connect() as connection, connection.begin():
                fresh = {case.id: case for case in open_cases(connection)}
            assert {case.id: case for case in desk.live.board} == fresh

    run(qapp, journey)
    name = "PostgreSQL" if street.startswith("postgresql") else "SQLite"
    for rate, reached, desk, asker in figures:
        show(Row(f"{name}, {rate} commits/s: commit to row painted", desk, "asking every 100 ms", asker, "faster"))
        note(
            f"{name} at {rate}/s ({reached:.0f}/s reached): p50 {span(desk.median)}, p99 {span(desk.p99)}; asking "
            f"{span(asker.median)}, {span(asker.p99)}."
        )
