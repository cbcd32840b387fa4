"""A child process of bench_start: an empty window with the same libraries, timed until it is painted."""

from __future__ import annotations

import json
import sys
import time

import pyqtgraph
import sqlalchemy
from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMainWindow


class Bare(QMainWindow):
    """Tells when it is painted, then ends the program."""

    def __init__(self) -> None:
        super().__init__()
        self.plot = pyqtgraph.PlotWidget()
        self.setCentralWidget(self.plot)
        self.plot.viewport().installEventFilter(self)
        self.resize(1920, 1080)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.plot.viewport().removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return False

    @Slot()
    def _painted(self) -> None:
        told = {"rows": time.monotonic(), "cpu": time.process_time()}
        import psutil

        print(json.dumps({**told, "memory": psutil.Process().memory_info().rss / 2**20}), flush=True)
        QApplication.quit()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    engine = sqlalchemy.create_engine("sqlite://")
    window = Bare()
    window.show()
    sys.exit(application.exec())
