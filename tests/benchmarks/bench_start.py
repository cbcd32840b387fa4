"""From the start of the process to the first rows painted, against a bare window.

The database holds Boston's requests of 2015, imported once for the run. Each start is a process of its own
(`console.app.run_desk` as the program calls it, 1920×1080): the span runs from before the process is made until
twelve rows are painted, equal to `zhihui cases --sort urgency`. The bare process imports PySide6, pyqtgraph and
SQLAlchemy and shows an empty plot in a window as large. One start of each before, so that files are in memory.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from console.headless import open_database
from models.queries.cases_at import open_cases
from tests.benchmarks.boston import PARTS, bring, empty_database
from tests.benchmarks.figures import Row, Samples, quantile
from tests.conftest import ROOT
from tests.helpers.not_checked import need

ROWS = 12


@dataclass(frozen=True, slots=True)
class City:
    """Its database, the number of its cases and of those that are open."""

    url: str
    cases: int
    open: int


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, shared_data: Path, short: bool) -> City:
    """Made once: all of Boston's year, in the short form its first quarter."""
    files = [need(shared_data, part) for part in (PARTS[:1] if short else PARTS)]
    url = empty_database(tmp_path_factory.mktemp("city") / "boston.sqlite")
    result = bring(url, *files)
    found = open_database(url)
    with found.engine.connect() as connection, connection.begin():
        still = sum(1 for _ in open_cases(connection))
    found.close()
    assert (result.imported, still) == (121_145, 19_873) or short
    return City(url, result.imported, still)


def child(*words: str) -> dict[str, Any]:
    """Runs a module of this folder; its JSON line, with `from` the instant before the process was made."""
    # Bytecode is kept as on a user's machine; only libraries come with theirs.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
        env={**env, "ZHIHUI_LANG": "en"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.strip().split("\n")[-1])
    return {**found, "from": started}


def test_that_a_started_desk_shows_the_most_urgent_cases(
    city: City, short: bool, show: Callable[[Row], None], note: Callable[[str], None]
) -> None:
    listed = _listed(city.url)
    rows, board, bare = Samples(), Samples(), Samples()
    memory: list[float] = []
    empty: list[float] = []
    for number in range(1 + (2 if short else 6)):
        order = [("desk", city.url), ("bare",)] if number % 2 else [("bare",), ("desk", city.url)]
        for which, *words in order:
            told = child(f"tests.benchmarks.start_{which}", *words)
            took = (told["rows"] - told["from"]) * 1e3
            if which == "desk":
                assert told["ids"] == listed
                assert told["seen"] == ROWS
                assert told["whole"] == city.open
            if not number:
                continue
            if which == "bare":
                bare.add(took, told["cpu"] * 1e3)
                empty.append(told["memory"])
                continue
            rows.add(took, told["cpu"] * 1e3)
            board.add((told["board"] - told["from"]) * 1e3, told["board_cpu"] * 1e3)
            memory.append(told["memory"])
    show(Row(f"start to {ROWS} rows painted", rows, "a bare window painted", bare, "time", "≤ 1.5×"))
    show(Row("start to the whole board", board, "a bare window painted", bare, "time", "≤ 4×"))
    note(
        f"{city.cases:,} cases, {city.open:,} of them open. Memory of the desk's process when it has painted "
        f"{quantile(memory, 0.5):.0f} MB, of the bare one {quantile(empty, 0.5):.0f} MB."
    )


def _listed(url: str) -> list[str]:
    """What the command line lists."""
    words = ["main.py", "cases", "--sort", "urgency", "--limit", str(ROWS), "--db", url, "--json"]
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [case["id"] for case in json.loads(done.stdout)["cases"]]
