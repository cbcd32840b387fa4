"""Garbage is collected on the GUI thread alone.

Python collects cycles on whichever thread happens to allocate. A cycle that holds a Qt object, a pixmap
or a timer must not be taken apart by a database thread: Qt then crashes, rarely and anywhere.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS = 500


class GuiCollector(QObject):
    """Turns automatic collection off while it runs and collects, generation by generation, between events."""

    def __init__(self, parent: QObject | None = None, interval_ms: int = INTERVAL_MS) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        self._timer = QTimer(self)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """From now on nothing is collected on another thread."""
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leaves collection as it was found."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    @Slot()
    def collect(self) -> int:
        """Collects the oldest generation whose time has come, by Python's own thresholds; returns it, -1 for none."""
        due = [place for place, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
               if count > most]  # fmt: skip
        if not due:
            return -1
        gc.collect(due[-1])
        return due[-1]
