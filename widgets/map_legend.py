"""What the map's marks and colours mean, and how many cases have no place on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QToolTip, QWidget

from widgets.badge import paint_frame
from widgets.fonts import body, visible_text
from widgets.map_layers import class_of
from widgets.theme import LIGHT, Theme, urgency_path

_PX = 12
_LINE = 22
_PADDING = 12
_GAP = 16
_MARK = 11
_SWATCH = QSize(18, 10)
_KINDS = ("overdue", "due_soon", "on_track")


@dataclass(frozen=True, slots=True)
class _Item:
    """One entry: what it is (a mark's kind, ``ramp``) and where it stands."""

    what: str
    rect: QRectF


class _Link(QAbstractButton):
    """Underlined words that can be clicked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = LIGHT
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(int(QFontMetricsF(body(_PX)).horizontalAdvance(self.text())) + 5, _LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = body(_PX)
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(self.theme.color("accent_hover" if self.underMouse() else "accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.theme.color("accent"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 1.5, -0.5, -1.5), 3, 3)


class MapLegend(QWidget):
    """A framed box; its entries flow into as many lines as the width needs."""

    no_position_clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._words: Mapping[str, str] = {}
        self._breaks: tuple[float, ...] = ()
        self._ramp_texts = ("", "")
        self._items: tuple[_Item, ...] = ()
        self._without = 0
        self._link = _Link(self)
        self._link.hide()
        self._link.clicked.connect(self.no_position_clicked)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._link.theme = theme
        self.update()

    def set_mark_words(self, words: Mapping[str, str]) -> None:
        """Words of the urgencies; an empty mapping gives the usual ones back."""
        self._words = {kind: visible_text(text) for kind, text in words.items()}

    def set_ramp(self, breaks: Sequence[float], title: str, range_text: str) -> None:
        """Colours between title and range; an empty range leaves the ramp out."""
        self._breaks = tuple(breaks)
        self._ramp_texts = (visible_text(title), visible_text(range_text))

    def set_without_position(self, count: int) -> None:
        self._without = count

    def word(self, kind: str) -> str:
        """The word for an urgency."""
        usual = {
            "overdue": self.tr("Overdue"),
            "due_soon": self.tr("Within 2 h"),
            "on_track": self.tr("On track"),
        }
        return self._words.get(kind) or usual.get(kind, kind)

    def description(self) -> str:
        """The legend in words."""
        title, span = self._ramp_texts
        parts = [self.word(kind) for kind in _KINDS] + ([f"{title} {span}"] if span else [])
        return ", ".join(parts + ([self._link.text()] if self._without else []))

    def arrange(self, width: int) -> QSize:
        """Sets the entries in lines of at most ``width`` pixels and gives the size used."""
        self._link.setText(self.tr("No position: {n}").format(n=self._without))
        self._link.setVisible(self._without > 0)
        metrics = QFontMetricsF(body(_PX))
        wishes = [(kind, _MARK + 6 + metrics.horizontalAdvance(self.word(kind))) for kind in _KINDS]
        if self._ramp_texts[1]:
            texts = sum(metrics.horizontalAdvance(text) + 6 for text in self._ramp_texts if text)
            wishes.append(("ramp", texts + _SWATCH.width() * len(self._colors())))
        if self._without:
            wishes.append(("link", float(self._link.sizeHint().width())))
        left, top, used = float(_PADDING), 5.0, 0.0
        items = []
        for what, size in wishes:
            if left > _PADDING and left + size + _PADDING > width:
                left, top = float(_PADDING), top + _LINE
            items.append(_Item(what, QRectF(left, top, size, _LINE)))
            left += size + _GAP
            used = max(used, left - _GAP + _PADDING)
        self._items = tuple(items)
        for item in items:
            if item.what == "link":
                self._link.setGeometry(item.rect.toRect())
        self.resize(min(width, int(used) + 1), int(top) + _LINE + 5)
        self.setAccessibleName(self.description())
        self.update()
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_frame(painter, QRectF(self.rect()), self._theme.color("panel"), self._theme.color("line"), 6.0)
        painter.setFont(body(_PX))
        for item in self._items:
            if item.what == "ramp":
                self._paint_ramp(painter, item.rect)
            elif item.what != "link":
                self._paint_kind(painter, item)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._class_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def class_text(self, place: int) -> str:
        """Range of one class in figures: ``0``, ``1–2``, ``≥ 8``."""
        breaks = self._breaks
        if not breaks:
            return self._ramp_texts[1]
        if place == len(breaks):
            return f"≥ {breaks[-1]:g}"
        whole = all(float(value).is_integer() for value in breaks)
        if not whole:
            return f"< {breaks[0]:g}" if place == 0 else f"{breaks[place - 1]:g}–{breaks[place]:g}"
        low, high = (0.0 if place == 0 else breaks[place - 1]), breaks[place] - 1
        return f"{high:g}" if low >= high else f"{low:g}–{high:g}"

    def _colors(self) -> tuple[str, ...]:
        ramp = self._theme.tokens.ramp
        if not self._breaks:
            return ramp
        values = [self._breaks[0] - 1, *self._breaks]
        return tuple(ramp[class_of(value, self._breaks, len(ramp))] for value in values)

    def _swatches(self, rect: QRectF) -> list[QRectF]:
        title = self._ramp_texts[0]
        left = rect.left() + (QFontMetricsF(body(_PX)).horizontalAdvance(title) + 6 if title else 0)
        top = rect.center().y() - _SWATCH.height() / 2
        width = _SWATCH.width()
        return [QRectF(left + n * width, top, width, _SWATCH.height()) for n in range(len(self._colors()))]

    def _class_at(self, pos: QPointF) -> str:
        for item in self._items:
            if item.what == "ramp":
                for place, rect in enumerate(self._swatches(item.rect)):
                    if rect.adjusted(0, -5, 0, 5).contains(pos):
                        return self.class_text(place)
        return ""

    def _paint_kind(self, painter: QPainter, item: _Item) -> None:
        mark = QRectF(item.rect.left(), item.rect.center().y() - _MARK / 2, _MARK, _MARK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.urgency_fill(item.what))
        painter.drawPath(urgency_path(item.what, mark))
        painter.setPen(self._theme.color("ink"))
        words = item.rect.adjusted(_MARK + 6, 0, 2, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.word(item.what))

    def _paint_ramp(self, painter: QPainter, rect: QRectF) -> None:
        title, span = self._ramp_texts
        painter.setPen(self._theme.color("muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, span)
        swatches = self._swatches(rect)
        for color, swatch in zip(self._colors(), swatches, strict=True):
            painter.fillRect(swatch, QColor(color))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._theme.color("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(swatches[0].topLeft(), swatches[-1].bottomRight()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
