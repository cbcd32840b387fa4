"""Figures of a benchmark: two or more ways of doing the same, timed in alternation, and their ratio."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Ratio = Literal["faster", "cheaper", "speed", "time"]
"""How a ratio is told: baseline ÷ ours ("12× faster", "12× cheaper", "0.2× the speed") or ours ÷ baseline ("3× the
time")."""


def quantile(values: Sequence[float], part: float) -> float:
    """The smallest value that so many parts (0 … 1) of all do not exceed; of a few values p95 is the largest."""
    return sorted(values)[max(0, math.ceil(part * len(values)) - 1)]


@dataclass(slots=True)
class Samples:
    """Measured spans in milliseconds: by the clock, and (where it is ours alone) in processor time."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Milliseconds by the clock."""
        return quantile(self.wall, 0.5)

    @property
    def p95(self) -> float:
        """Milliseconds by the clock."""
        return quantile(self.wall, 0.95)

    @property
    def p99(self) -> float:
        """Milliseconds by the clock."""
        return quantile(self.wall, 0.99)

    @property
    def cpu_median(self) -> float | None:
        """Milliseconds of processor time, None where it was not taken."""
        return quantile(self.cpu, 0.5) if self.cpu else None

    def add(self, wall: float, cpu: float | None = None) -> None:
        """One more span."""
        self.wall.append(wall)
        if cpu is not None:
            self.cpu.append(cpu)

    def timed(self, work: Callable[[], object], parts: int = 1) -> None:
        """Times one run of the work in this thread; with `parts` the span is that of one of so many equal parts."""
        cpu, wall = time.thread_time(), time.perf_counter()
        work()
        self.add((time.perf_counter() - wall) * 1e3 / parts, (time.thread_time() - cpu) * 1e3 / parts)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `aim` is what is wanted of an idle machine, "" for nothing."""

    what: str
    ours: Samples
    against: str
    baseline: Samples
    told: Ratio
    aim: str = ""

    @property
    def by_clock(self) -> float:
        """The ratio of the medians by the clock."""
        return self._of(self.ours.median, self.baseline.median)

    @property
    def by_cpu(self) -> float | None:
        """The ratio of the medians in processor time, None where that was not taken."""
        ours, baseline = self.ours.cpu_median, self.baseline.cpu_median
        return None if not ours or not baseline else self._of(ours, baseline)

    def _of(self, ours: float, baseline: float) -> float:
        above, below = (ours, baseline) if self.told == "time" else (baseline, ours)
        return above / below if below > 0 else math.inf

    def ratio_text(self) -> str:
        """The ratio in words: of processor times where there are any.

        On a shared machine long spans are interrupted and short ones are not; by the clock the longer way
        then looks worse than it is.
        """
        words = {"faster": "faster", "cheaper": "cheaper", "speed": "the speed", "time": "the time"}
        by_cpu = self.by_cpu
        return f"{times(self.by_clock if by_cpu is None else by_cpu)} {words[self.told]}"

    def line(self) -> str:
        """Everything in one line, for the terminal."""
        clock = "" if self.by_cpu is None else f" ({times(self.by_clock)} by the clock)"
        return (
            f"{self.what}: {spans(self.ours)} | {self.against}: {spans(self.baseline)} | {self.ratio_text()}{clock}"
            f"{f' | aim {self.aim}' if self.aim else ''}"
        )


def alternate(rounds: int, ours: Callable[[], object], baseline: Callable[[], object], *, parts: int = 1,
              warm: bool = True) -> tuple[Samples, Samples]:  # fmt: skip
    """Times both by turns, the other one first in every second round; before that each runs once for nothing."""
    samples = (Samples(), Samples())
    pairs = list(zip(samples, (ours, baseline), strict=True))
    if warm:
        ours()
        baseline()
    for number in range(rounds):
        for into, work in pairs if number % 2 == 0 else reversed(pairs):
            into.timed(work, parts)
    return samples


def times(ratio: float) -> str:
    """12.3×"""
    digits = 0 if ratio >= 100 else 1 if ratio >= 10 else 2
    return f"{ratio:,.{digits}f}×"


def span(milliseconds: float) -> str:
    """A span with three digits and the unit that suits it."""
    for unit, factor in (("s", 1e-3), ("ms", 1.0), ("µs", 1e3)):
        if milliseconds * factor >= 1 or unit == "µs":
            break
    value = milliseconds * factor
    return f"{value:,.{0 if value >= 100 else 1 if value >= 10 else 2}f} {unit}"


def spans(samples: Samples) -> str:
    """Median / p95, median of processor time, (number of spans)."""
    cpu = "" if samples.cpu_median is None else f", cpu {span(samples.cpu_median)}"
    return f"{span(samples.median)} / {span(samples.p95)}{cpu} ({len(samples.wall)})"


def work(samples: Samples) -> str:
    """The median of processor time."""
    return span(samples.cpu_median or 0.0)
