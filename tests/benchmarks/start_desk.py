"""A child process of bench_start: the desk as the program opens it, timed to its first rows and its whole board.

`python -m tests.benchmarks.start_desk URL` prints one JSON line: machine-wide monotonic instants, processor time and
memory of this process, the ids in sight, and how many of their titles the list really painted.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

import console.cli  # noqa: F401 - main.py imports it too
from console import app
from console.desk_parts import Desk
from console.output import Out

ROWS = 12


class Watched(Desk):
    """A desk that tells when its rows are painted, then closes."""

    told: dict[str, object]

    def start(self) -> None:
        self.told = {}
        self.window.resize(1920, 1080)
        self.page.queue.list.viewport().installEventFilter(self)
        super().start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self.page.queue.model.rowCount() >= ROWS:
            QTimer.singleShot(0, self._painted)
        return False

    @Slot()
    def _painted(self) -> None:
        if "rows" not in self.told:
            self.told.update(rows=time.monotonic(), cpu=time.process_time(), count=self.page.queue.model.rowCount())
        if "board" not in self.told and self.live.loaded:
            self.told.update(board=time.monotonic(), board_cpu=time.process_time(), whole=len(self.live.board))
            self.page.queue.list.viewport().removeEventFilter(self)
            self._look()
            self.closed.set()

    def _look(self) -> None:
        import psutil

        from tests.helpers.painted import painted
        from widgets.case_list import ROW_ROLE

        queue = self.page.queue
        last = queue.list.rowAt(queue.list.viewport().height() - 1)
        ids = list(queue.model.ids[: (last if last >= 0 else queue.model.rowCount()) + 1])
        words = " ".join(run.text for run in painted(queue.list.viewport()))
        titles = [queue.model.index(row, 0).data(ROW_ROLE).title for row in range(ROWS)]
        self.told.update(
            ids=ids[:ROWS], seen=sum(title[:8] in words for title in titles),
            memory=psutil.Process().memory_info().rss / 2**20,
        )  # fmt: skip
        print(json.dumps(self.told), flush=True)


if __name__ == "__main__":
    vars(app)["Desk"] = Watched
    sys.exit(app.run_desk(sys.argv[1], None, None, Out("en", False)))
