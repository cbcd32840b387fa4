"""Slices small enough that nobody's command waits for an import: sized by the time the last one took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

TARGET_SECONDS = 0.12
"""Wanted time of a slice; the rule is 200 ms at most."""
FIRST, LEAST, MOST = 300, 25, 4_000

T = TypeVar("T")


class Slices:
    """Cuts rows into slices; `monotonic` tells seconds."""

    def __init__(self, monotonic: Callable[[], float] | None = None) -> None:
        self._monotonic = time.monotonic if monotonic is None else monotonic

    def of(self, rows: Iterable[T]) -> Iterator[list[T]]:
        """The rows in slices; the time until the next slice is asked for sizes it."""
        size, source = FIRST, iter(rows)
        while piece := list(islice(source, size)):
            start = self._monotonic()
            yield piece
            took = self._monotonic() - start
            # At most doubled: one quick slice (all rows skipped) must not make the next one long.
            ratio = 2.0 if took <= 0 else min(2.0, TARGET_SECONDS / took)
            size = max(LEAST, min(MOST, int(size * ratio)))
