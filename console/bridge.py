"""Collects changes and hands them to the screen at most every 33 ms, the first one at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS = 33


class Bridge(QObject):
    """Calls `flush` on the leading edge, then at most once per interval while something is pending.

    With `interval_ms=0` every call flushes at once (tests).
    """

    def __init__(self, flush: Callable[[], None], parent: QObject, interval_ms: int = INTERVAL_MS) -> None:
        super().__init__(parent)
        self._flush = flush
        self._pending = False
        self._interval = interval_ms
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._elapsed)

    def changed(self) -> None:
        """Something is waiting to be shown."""
        if self._interval and self._timer.isActive():
            self._pending = True
            return
        self._flush()
        if self._interval:
            self._timer.start()

    def stop(self) -> None:
        """No flush after this."""
        self._timer.stop()
        self._pending = False

    @Slot()
    def _elapsed(self) -> None:
        if self._pending:
            self._pending = False
            self._flush()
            self._timer.start()
