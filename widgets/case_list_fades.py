"""Which rows are fading after a change, and how far they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from widgets.case_list_row import CaseRow

FADE_MS: Final = 600
_REMEMBERED: Final = 4_000


class Fades:
    """One fade per change of a case; the same change is never shown twice.

    ``clock`` gives monotonic milliseconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._started: dict[str, float] = {}
        self._seen: dict[str, tuple[int, str]] = {}
        self.enabled = True

    def start(self, row: CaseRow) -> bool:
        """Begin a fade if ``row`` brings an unseen change; says whether it did."""
        change = (row.version, row.urgency)
        known = self._seen.get(row.id)
        if not row.changed or known == change:
            return False
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        self._seen[row.id] = change
        if not self.enabled:
            return False
        self._started[row.id] = self._clock()
        return True

    def stop(self) -> None:
        """End all fades at once."""
        self._started.clear()

    def running(self) -> bool:
        """Whether any row is still fading."""
        return bool(self._started)

    def step(self) -> dict[str, float]:
        """How much is left of each fade, 1 to 0; those at 0 are reported once, then forgotten."""
        now = self._clock()
        left = {case: max(0.0, 1.0 - (now - start) / FADE_MS) for case, start in self._started.items()}
        for case, remains in left.items():
            if remains <= 0.0:
                del self._started[case]
        return left
