"""Drafts of forms on disk: whole after any end of the program, known by case, gone when sent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from console.drafts import NEW, Drafts
from tests.conftest import ROOT

WRITER = """
import sys
from pathlib import Path
from console.drafts import Drafts
drafts = Drafts(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    drafts.keep(f"c{number % 50}", "note", {"note": "字" * (number % 3000)})
    if number == 20:
        print("going", flush=True)
"""


def test_a_killed_program_leaves_whole_drafts(tmp_path: Path) -> None:
    path = tmp_path / "drafts.json"
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
        )  # fmt: skip
        assert writer.stdout is not None
        with writer.stdout:
            assert writer.stdout.readline() == b"going\n"
            writer.send_signal(signal.SIGKILL)
            writer.wait()
        drafts = Drafts(path)
        kept = [drafts.get(f"c{number}", "note") for number in range(50) if drafts.has(f"c{number}")]
        assert len(kept) >= 20
        assert all(set(draft["note"]) == {"字"} for draft in kept)
    assert not path.with_suffix(".unreadable.json").exists()


def test_it_is_known_which_cases_have_drafts(tmp_path: Path) -> None:
    path = tmp_path / "drafts.json"
    drafts = Drafts(path)
    assert not drafts.has("c1")
    drafts.keep("c1", "note", {"note": "x"})
    drafts.keep("c1", "note", {"note": "xy"})
    drafts.keep("c1", "file", {"standard_code": "s"})
    drafts.keep(NEW, "report", {"title": "t"})
    drafts.drop("c1", "note")
    drafts.drop("c1", "note")
    assert drafts.has("c1")
    assert Drafts(path).has("c1")
    drafts.keep("c1", "file", {})
    assert not drafts.has("c1")
    assert (drafts.has(NEW), Drafts(path).has("c1")) == (True, False)
