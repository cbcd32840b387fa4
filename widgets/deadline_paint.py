"""Painting of a deadline strip's bar: grounds, hatches, break marks, day ticks, the mark of now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from widgets.deadline_axis import AxisSegment, StripAxis
from widgets.fonts import body
from widgets.theme import Theme

OVERDUE = "overdue"
LABEL_PX = 12
TICK_PX = 11
_NO_BRUSH = Qt.BrushStyle.NoBrush
_HATCHES: dict[str, Qt.BrushStyle] = {
    "lunch": _NO_BRUSH,
    "outside": Qt.BrushStyle.BDiagPattern,
    "weekend": Qt.BrushStyle.FDiagPattern,
    "holiday": Qt.BrushStyle.DiagCrossPattern,
    "suspended": Qt.BrushStyle.VerPattern,
}
"""Grounds differ by pattern as well as by colour; an unknown kind looks like ``outside``."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What the bar says about one segment; ``detail`` is for the tooltip and the screen reader."""

    kind: str
    counted: bool
    label: str
    detail: str


def mixed(base: QColor, over: QColor, part: float) -> QColor:
    """``over`` laid on ``base`` with the opacity ``part`` (0 to 1)."""
    return QColor.fromRgbF(
        base.redF() + (over.redF() - base.redF()) * part,
        base.greenF() + (over.greenF() - base.greenF()) * part,
        base.blueF() + (over.blueF() - base.blueF()) * part,
    )


@dataclass(frozen=True, slots=True)
class BarPainter:
    """Paints one bar; x of the axis begins at the bar's left edge."""

    theme: Theme
    bar: QRectF
    axis: StripAxis
    pieces: Sequence[Piece]

    def ground(self, kind: str, ahead: bool) -> QColor:
        """Ground of a kind; ``ahead``: the part after now, lighter."""
        panel = self.theme.color("panel")
        if kind == "counted":
            return mixed(panel, self.theme.color("on_track_fill"), 0.2 if ahead else 0.62)
        if kind == "suspended":
            return mixed(panel, self.theme.color("due_soon_fill"), 0.3)
        if kind == OVERDUE:
            return mixed(panel, self.theme.color("overdue_fill"), 0.3)
        return mixed(panel, self.theme.color("line_strong"), 0.1 if kind == "outside" else 0.18)

    def paint(self, painter: QPainter, now_us: int | None) -> None:
        """The bar without its marks."""
        outline = QPainterPath()
        outline.addRoundedRect(self.bar, 3, 3)
        painter.save()
        painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
        for segment in self.axis.segments:
            self._paint_ground(painter, segment, now_us)
        for segment in self.axis.segments:
            if segment.compressed and segment.width >= 8:
                self._paint_break(painter, segment)
        painter.restore()
        for segment in self.axis.segments:
            self._paint_label(painter, segment)

    def rect(self, segment: AxisSegment) -> QRectF:
        return QRectF(self.bar.left() + segment.left, self.bar.top(), segment.width, self.bar.height())

    def _paint_ground(self, painter: QPainter, segment: AxisSegment, now_us: int | None) -> None:
        piece, rect = self.pieces[segment.span.index], self.rect(segment)
        kind = "counted" if piece.counted else piece.kind
        ahead = now_us is not None and segment.span.start_us >= now_us
        painter.fillRect(rect, self.ground(kind, ahead))
        if piece.counted and now_us is not None and segment.span.start_us < now_us < segment.span.end_us:
            rest = QRectF(rect)
            rest.setLeft(self.bar.left() + self.axis.x_of(now_us))
            painter.fillRect(rest, self.ground(kind, True))
        hatch = _NO_BRUSH if piece.counted or kind == OVERDUE else _HATCHES.get(kind, _HATCHES["outside"])
        if hatch != _NO_BRUSH:
            ink = self.theme.color("due_soon_fill" if kind == "suspended" else "line_strong")
            ink.setAlphaF(0.45)
            painter.fillRect(rect, QBrush(ink, hatch))

    def _paint_break(self, painter: QPainter, segment: AxisSegment) -> None:
        """Two slanted cuts near the left edge: this stretch is drawn shorter than it was."""
        rect = self.rect(segment)
        left = rect.left() + min(7.0, rect.width() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cut = [
            QPointF(left - 3, rect.bottom()),
            QPointF(left + 1, rect.top()),
            QPointF(left + 4, rect.top()),
            QPointF(left, rect.bottom()),
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("panel"))
        painter.drawPolygon(QPolygonF(cut))
        painter.setPen(QPen(self.theme.color("line_strong"), 1))
        painter.drawLine(cut[0], cut[1])
        painter.drawLine(cut[3], cut[2])

    def _paint_label(self, painter: QPainter, segment: AxisSegment) -> None:
        piece, rect = self.pieces[segment.span.index], self.rect(segment)
        if piece.counted or not piece.label:
            return
        if segment.compressed:
            rect.setLeft(rect.left() + 12)
        font = body(LABEL_PX)
        width = QFontMetricsF(font).horizontalAdvance(piece.label)
        if width + 8 > rect.width():
            return
        center = rect.center()
        plate = QRectF(center.x() - width / 2 - 3, rect.top(), width + 6, rect.height())
        painter.fillRect(plate, self.ground(piece.kind, False))
        painter.setFont(font)
        painter.setPen(self.theme.color("ink"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, piece.label)

    def paint_now(self, painter: QPainter, now_us: int) -> None:
        """A small triangle on the bar's upper edge and a line through the bar."""
        x = self.bar.left() + self.axis.x_of(now_us)
        x = min(max(x, self.bar.left() + 1), self.bar.right() - 1)
        ink = self.theme.color("ink")
        painter.setPen(QPen(ink, 1.5))
        painter.drawLine(QPointF(x, self.bar.top() - 1), QPointF(x, self.bar.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        top = self.bar.top()
        painter.drawPolygon(QPolygonF([QPointF(x - 4, top - 6), QPointF(x + 4, top - 6), QPointF(x, top)]))

    def paint_due(self, painter: QPainter, due_us: int) -> None:
        """The line of the deadline inside the bar (when time went on after it)."""
        x = self.bar.left() + self.axis.x_of(due_us)
        painter.setPen(QPen(self.theme.color("overdue_fill"), 2))
        painter.drawLine(QPointF(x, self.bar.top() - 2), QPointF(x, self.bar.bottom() + 2))

    def paint_days(self, painter: QPainter, days: Sequence[tuple[int, str]]) -> None:
        """Ticks and labels of day beginnings under the bar; a label that would touch another is left out."""
        metrics = QFontMetricsF(body(TICK_PX))
        painter.setFont(body(TICK_PX))
        free = self.bar.left()
        for instant, label in days:
            x = self.bar.left() + self.axis.x_of(instant)
            painter.setPen(QPen(self.theme.color("line_strong"), 1))
            painter.drawLine(QPointF(x, self.bar.bottom() + 1), QPointF(x, self.bar.bottom() + 4))
            width = metrics.horizontalAdvance(label)
            left = min(x, self.bar.right() - width)
            if left < free:
                continue
            painter.setPen(self.theme.color("muted"))
            painter.drawText(QPointF(left, self.bar.bottom() + 4 + metrics.ascent()), label)
            free = left + width + 8
