"""What a widget paints in words: every run of text with its box, taken while the widget paints itself.

Qt asks a paint engine of ours to draw; it draws nothing and writes down the texts. So painted
widgets are read like labels, without an interface of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPaintDevice, QPaintEngine, QPaintEngineState, QRegion, QTextItem
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text as painted: its box and what of the widget was open to it, in the widget's pixels."""

    text: str
    box: QRectF
    open: QRectF
    family: str

    def cut(self, *, across: bool = True, along: bool = True, slack: float = 1.5) -> float:
        """Pixels of the box that lie outside of what was open; 0 when it is seen whole.

        The empty part of the line above and below the letters does not count (a fifth of the height).
        """
        above = self.box.height() / 5
        missing = [0.0]
        if along:
            missing += [self.open.left() - self.box.left(), self.box.right() - self.open.right()]
        if across:
            missing += [self.open.top() - self.box.top() - above, self.box.bottom() - self.open.bottom() - above]
        most = max(missing)
        return most if most > slack else 0.0


def painted(widget: QWidget) -> list[Words]:
    """The texts that a widget paints itself, in painting order; not those of its children."""
    device = _Paper(widget.size())
    QWidget.render(widget, device, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return device.pen.words


class _Paper(QPaintDevice):
    """As large as the widget; has the pen that writes down."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self._size = size
        self.pen = _Pen(QRectF(0, 0, size.width(), size.height()))

    def paintEngine(self) -> QPaintEngine:
        return self.pen

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        kind = QPaintDevice.PaintDeviceMetric
        known = {
            kind.PdmWidth: self._size.width(),
            kind.PdmHeight: self._size.height(),
            kind.PdmDepth: 32,
            kind.PdmNumColors: 2**24,
            kind.PdmDevicePixelRatio: 1,
            kind.PdmDevicePixelRatioScaled: 2**16,
        }
        return known.get(metric, 96)


class _Pen(QPaintEngine):
    """Takes every drawing order and keeps the texts.

    The orders for shapes must be there: Qt's own versions of them call each other without end.
    """

    def __init__(self, sheet: QRectF) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._sheet = sheet
        self.words: list[Words] = []

    def begin(self, device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        pass

    def drawTextItem(self, point: Any, item: QTextItem) -> None:
        text = item.text()
        if not text.strip():
            return
        painter = self.painter()
        where = painter.combinedTransform()
        # The blank at which a line was broken needs no room.
        width = item.width() if text == text.rstrip() else QFontMetricsF(item.font()).horizontalAdvance(text.rstrip())
        box = QRectF(point.x(), point.y() - item.ascent(), width, item.ascent() + item.descent())
        seen = self._sheet
        if painter.hasClipping():
            seen = seen.intersected(where.mapRect(painter.clipBoundingRect()))
        self.words.append(Words(text, where.mapRect(box), seen, item.font().family()))

    def drawPixmap(self, *_: object) -> None:
        pass

    def drawPath(self, *_: object) -> None:
        pass

    def drawImage(self, *_: object) -> None:
        pass

    def drawTiledPixmap(self, *_: object) -> None:
        pass

    def drawPolygon(self, *_: object) -> None:
        pass

    def drawLines(self, *_: object) -> None:
        pass

    def drawRects(self, *_: object) -> None:
        pass

    def drawEllipse(self, *_: object) -> None:
        pass

    def drawPoints(self, *_: object) -> None:
        pass
