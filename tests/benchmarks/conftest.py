"""Collects the rows of all benchmarks; a whole, long run without a failure (make bench) writes docs/benchmarks.md."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.benchmarks.book import Book, Part
from tests.benchmarks.figures import Row
from tests.conftest import LONG, ROOT
from tests.helpers.not_checked import PREFIX

BOOK = pytest.StashKey[Book]()
PAGE = ROOT / "docs" / "benchmarks.md"
FILES = {path.stem for path in Path(__file__).parent.glob("bench_*.py")}


class Writer:
    """Sees what was skipped, and writes at the end."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._skipped: list[str] = []
        self._said = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and isinstance(report.longrepr, tuple):
            self._skipped.append(report.longrepr[2].removeprefix("Skipped: ").removeprefix(PREFIX))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        run = {item.path.stem for item in session.items}
        if not LONG:
            self._said = "short form: docs/benchmarks.md left as it is"
        elif session.testsfailed or not session.testscollected or run < FILES:
            self._said = "not a whole run without failures: docs/benchmarks.md left as it is"
        else:
            PAGE.write_text(self._book.text(date.today(), self._skipped), encoding="utf-8")
            self._said = "docs/benchmarks.md written"

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("figures")
        for part in self._book.parts.values():
            for row in part.rows:
                terminalreporter.line(row.line())
        terminalreporter.line(self._said)


def pytest_configure(config: pytest.Config) -> None:
    book = config.stash[BOOK] = Book(long=LONG)
    config.pluginmanager.register(Writer(book), "zhihui-benchmarks")


@pytest.fixture
def part(request: pytest.FixtureRequest) -> Part:
    """The part of the book that belongs to the benchmark's file."""
    return request.config.stash[BOOK].part(request.path.stem, request.module.__doc__ or request.path.stem)


@pytest.fixture
def show(part: Part) -> Callable[[Row], None]:
    """Takes a row: prints it, and keeps it for the table."""

    def take(row: Row) -> None:
        print(f"\n{row.line()}", flush=True)
        part.rows.append(row)

    return take


@pytest.fixture
def note(part: Part) -> Callable[[str], None]:
    """Takes a sentence that belongs under the table."""

    def take(sentence: str) -> None:
        print(f"\n{sentence}", flush=True)
        part.notes.append(sentence)

    return take


@pytest.fixture
def like_a_desk() -> Iterator[None]:
    """Threads take turns as often as at a desk (console.app)."""
    from console.app import SWITCH_INTERVAL

    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL)
    yield
    sys.setswitchinterval(before)
