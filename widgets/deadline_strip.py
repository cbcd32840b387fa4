"""The deadline that explains itself: one bar of what counted and what did not, and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.deadline_axis import Span, StripAxis, build_axis
from widgets.deadline_paint import OVERDUE, BarPainter, Piece
from widgets.fonts import body, visible_text
from widgets.theme import LIGHT, Theme

_TITLE_PX = 14
_SUMMARY_PX = 12
_BAR_HEIGHT = 18
_BAR_TOP = 31
_DAYS_HEIGHT = 17
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class StripInterval:
    """A stretch of the deadline: microseconds since 1970-01-01 UTC.

    ``kind``: counted, outside, lunch, holiday, weekend, suspended.  ``label`` is short and stands in the bar where it
    fits; ``detail`` (from–to, length) is what the tooltip and the screen reader say.
    """

    start_us: int
    end_us: int
    kind: str
    counted: bool
    label: str
    detail: str = ""


class DeadlineStrip(QWidget):
    """Bar with intervals; left and right arrows walk through them."""

    def __init__(self, parent: QWidget | None = None, zone: tzinfo | None = None) -> None:
        """``zone`` cuts the days (default Asia/Shanghai)."""
        super().__init__(parent)
        self._theme = LIGHT
        self._zone = zone if zone is not None else ZoneInfo("Asia/Shanghai")
        self._spans: tuple[Span, ...] = ()
        self._pieces: tuple[Piece, ...] = ()
        self._days: tuple[tuple[int, str], ...] = ()
        self._now: int | None = None
        self._due = 0
        self._texts = ("", "", "")
        self._urgency = ""
        self._current = -1
        self._axis: tuple[int, StripAxis] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_zone(self, zone: tzinfo) -> None:
        """Time zone in which days begin."""
        self._zone = zone
        self._days = self._day_starts()
        self.updateGeometry()
        self.update()

    def set_strip(
        self,
        intervals: Sequence[StripInterval],
        now_us: int | None,
        due_us: int,
        title: str,
        due_text: str,
        summary: str,
        urgency: str,
    ) -> None:
        """Shows a deadline; without intervals only the words stand (a case that has none).

        Time after the last interval up to now is shown as overdue.  ``urgency`` colours ``due_text``.
        """
        kept = sorted((i for i in intervals if i.end_us > i.start_us), key=lambda interval: interval.start_us)
        pieces = [Piece(i.kind, i.counted, visible_text(i.label), visible_text(i.detail or i.label)) for i in kept]
        spans = [Span(place, i.start_us, i.end_us, i.counted) for place, i in enumerate(kept)]
        if spans and now_us is not None and now_us > max(due_us, spans[-1].end_us):
            label = self.tr("Overdue")
            spans.append(Span(len(spans), max(due_us, spans[-1].end_us), now_us, False))
            pieces.append(Piece(OVERDUE, False, label, label))
        if len(spans) != len(self._spans):
            self._current = -1
        self._spans, self._pieces = tuple(spans), tuple(pieces)
        self._now, self._due, self._urgency = now_us, due_us, urgency
        self._texts = (visible_text(title), visible_text(due_text), visible_text(summary))
        self._axis = None
        self._days = self._day_starts()
        self._describe()
        self.updateGeometry()
        self.update()

    def title(self) -> str:
        """The words before the due."""
        return self._texts[0]

    def current_detail(self) -> str:
        """What the tooltip says of the interval chosen by keys; empty when none is."""
        return self._pieces[self._current].detail if 0 <= self._current < len(self._pieces) else ""

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._summary_top() + self._summary_height(width) + 2

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_words(painter)
        if not self._spans:
            return
        bar = self._bar_painter()
        bar.paint(painter, self._now)
        if self._days:
            bar.paint_days(painter, self._days)
        if self._now is not None:
            if self._now > self._due:
                bar.paint_due(painter, self._due)
            bar.paint_now(painter, self._now)
        if self.hasFocus():
            self._paint_focus(painter, bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._pieces) - 1
        targets = {
            Qt.Key.Key_Left: max(0, self._current - 1),
            Qt.Key.Key_Right: min(last, self._current + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None or last < 0:
            super().keyPressEvent(event)
            return
        self._current = target
        self._describe()
        self.update()
        rect = self._bar_painter().rect(self._bar_painter().axis.segments[target])
        below = self.mapToGlobal(QPoint(int(rect.center().x()), int(rect.bottom()) + 4))
        QToolTip.showText(below, self.current_detail(), self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._current = -1
        self._describe()
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self._text_at(event.pos())
            QToolTip.showText(event.globalPos(), text, self) if text else QToolTip.hideText()
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()

    def _paint_words(self, painter: QPainter) -> None:
        title, due_text, summary = self._texts
        bold = body(_TITLE_PX, True)
        metrics = QFontMetrics(bold)
        row = QRect(0, 0, self.width(), 20)
        painter.setFont(bold)
        room = row.width() - min(metrics.horizontalAdvance(title) + 12, row.width() // 2)
        painter.setPen(self._theme.urgency_text(self._urgency))
        elided = metrics.elidedText(due_text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, elided)
        painter.setPen(self._theme.color("ink"))
        left = row.width() - metrics.horizontalAdvance(elided) - 12
        elided = metrics.elidedText(title, Qt.TextElideMode.ElideRight, left)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
        painter.setFont(body(_SUMMARY_PX))
        painter.setPen(self._theme.color("muted"))
        below = QRect(0, self._summary_top(), self.width(), self._summary_height(self.width()))
        painter.drawText(below, int(Qt.TextFlag.TextWordWrap), summary)

    def _paint_focus(self, painter: QPainter, bar: BarPainter) -> None:
        segments = bar.axis.segments
        rect = bar.rect(segments[self._current]) if 0 <= self._current < len(segments) else bar.bar
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.drawRoundedRect(rect.adjusted(0, -1, 0, 1), 3, 3)

    def _bar_painter(self) -> BarPainter:
        if self._axis is None or self._axis[0] != self.width():
            self._axis = (self.width(), build_axis(self._spans, self.width() - 2))
        bar = QRectF(1, _BAR_TOP, self.width() - 2, _BAR_HEIGHT)
        return BarPainter(self._theme, bar, self._axis[1], self._pieces)

    def _summary_top(self) -> int:
        if not self._spans:
            return 24
        return _BAR_TOP + _BAR_HEIGHT + 6 + (_DAYS_HEIGHT if self._days else 0)

    def _summary_height(self, width: int) -> int:
        if not self._texts[2]:
            return 0
        flags = int(Qt.TextFlag.TextWordWrap)
        return QFontMetrics(body(_SUMMARY_PX)).boundingRect(QRect(0, 0, width, 10_000), flags, self._texts[2]).height()

    def _day_starts(self) -> tuple[tuple[int, str], ...]:
        """Beginnings of local days under the bar; none when all lies in one day."""
        if not self._spans:
            return ()
        begin = (_EPOCH + timedelta(microseconds=self._spans[0].start_us)).astimezone(self._zone)
        end = (_EPOCH + timedelta(microseconds=self._spans[-1].end_us - 1)).astimezone(self._zone)
        if begin.date() == end.date():
            return ()
        days = [(self._spans[0].start_us, f"{begin.month}-{begin.day}")]
        for step in range(1, min(_MOST_DAYS, (end.date() - begin.date()).days) + 1):
            day = begin.date() + timedelta(days=step)
            midnight = datetime.combine(day, time(), self._zone)
            days.append(((midnight - _EPOCH) // timedelta(microseconds=1), f"{day.month}-{day.day}"))
        return tuple(days)

    def _text_at(self, pos: QPoint) -> str:
        if pos.y() <= 20:
            title, due_text, _summary = self._texts
            wanted = QFontMetrics(body(_TITLE_PX, True)).horizontalAdvance(title + due_text) + 12
            return f"{title}  {due_text}" if wanted > self.width() else ""
        if not self._spans or not _BAR_TOP - 6 <= pos.y() <= _BAR_TOP + _BAR_HEIGHT + 4:
            return ""
        segment = self._bar_painter().axis.at(pos.x() - 1)
        return "" if segment is None else self._pieces[segment.span.index].detail

    def _describe(self) -> None:
        title, due_text, summary = self._texts
        self.setAccessibleName(f"{title}  {due_text}".strip() or self.tr("Deadline"))
        self.setAccessibleDescription(self.current_detail() or summary)
