"""The book of a run: its rows by benchmark file, and docs/benchmarks.md made of them."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.benchmarks.figures import Row, spans, times

HEAD = """# Benchmarks

Written by `make bench`; do not edit. Every figure stands beside a baseline that was timed **in the same run, by
turns**. A cell is *median / p95* by the clock, then the median of processor time (of the measuring thread or the
process) where it was taken, then the number of spans; of fewer than twenty spans p95 is the slowest one. A ratio is
that of the processor times where there are any, with the one by the clock behind it: on a shared machine long spans
are interrupted and short ones are not, so that by the clock the longer way looks worse than it is. Compare ratios
between machines, not milliseconds. The aims are meant for an idle machine; nothing here fails for being slow, only
for being wrong.
"""
_COLUMNS = ("what", "here", "baseline", "its time", "ratio", "aim")


@dataclass(slots=True)
class Part:
    """One benchmark file: what it is about, its rows, and what else is to be said."""

    about: str
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Book:
    """Collects rows and notes while the benchmarks run."""

    def __init__(self, *, long: bool) -> None:
        self._long = long
        self._load = _load()
        self.parts: dict[str, Part] = {}

    def part(self, name: str, about: str) -> Part:
        """The part of a benchmark file."""
        return self.parts.setdefault(name, Part(about))

    def text(self, day: date, skipped: list[str]) -> str:
        """The whole document."""
        pieces = [HEAD, self._machine(day)]
        if skipped:
            pieces.append("Not measured here: " + "; ".join(sorted(set(skipped))) + ".\n")
        for part in self.parts.values():
            pieces.append(f"## {_first(part.about)}\n")
            rest = _rest(part.about)
            if rest:
                pieces.append(f"{rest}\n")
            pieces.append(_table(part.rows))
            pieces.append("".join(f"- {note}\n" for note in part.notes))
        return "\n".join(piece for piece in pieces if piece)

    def _machine(self, day: date) -> str:
        cores, load = os.cpu_count() or 1, _load()
        lines = [
            f"- {day.isoformat()}, {'long' if self._long else 'short'} form",
            f"- {cores} cores, {cpu_model()}, {memory()}",
            f"- {platform.system()}, {platform.python_implementation()} {platform.python_version()}, "
            f"Qt {_qt()} (offscreen), SQLite {sqlite3.sqlite_version}",
            f"- load average {self._load[0]:.1f} when the run began, {load[0]:.1f} when it ended ({load[2]:.1f} over a "
            "quarter of an hour)",
        ]  # fmt: skip
        if self._load[0] > 0.3 * cores:
            lines.append(
                "- **The machine was shared**: other programs were at work on the same cores during this run. Times by "
                "the clock, above all p95, are therefore too high; ratios and processor times suffer less"
            )
        return "\n".join(lines) + "\n"


def cpu_model() -> str:
    """What the processor calls itself."""
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.M)
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def memory() -> str:
    """The machine's memory."""
    import psutil

    return f"{psutil.virtual_memory().total / 2**30:.0f} GiB"


def _load() -> tuple[float, float, float]:
    return os.getloadavg() if hasattr(os, "getloadavg") else (0.0, 0.0, 0.0)


def _qt() -> str:
    from PySide6.QtCore import qVersion

    return qVersion()


def _first(about: str) -> str:
    return about.strip().split("\n", 1)[0].rstrip(".")


def _rest(about: str) -> str:
    return about.strip().partition("\n")[2].strip()


def _table(rows: list[Row]) -> str:
    lines = [" | ".join(("", *_COLUMNS, "")).strip(), "|---" * len(_COLUMNS) + "|"]
    for row in rows:
        clock = "" if row.by_cpu is None else f" ({times(row.by_clock)} by the clock)"
        cells = (row.what, spans(row.ours), row.against, spans(row.baseline), f"**{row.ratio_text()}**{clock}", row.aim)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"
