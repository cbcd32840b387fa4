"""Paints a whole row of the case list in one go: cached texts, cached pictures, no formatting."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from widgets.badge import chip_size, paint_chip
from widgets.case_list_layout import DOT, MARK, MARK_LEFT, MARK_TOP, RowLayout, RowMeasure
from widgets.case_list_row import ROW_HEIGHT, ROW_ROLE, CaseRow
from widgets.elided_label import plain_tooltip
from widgets.theme import LIGHT, URGENCIES, Theme, urgency_path

Index = QModelIndex | QPersistentModelIndex

_KEEP: Final = 600


@dataclass(frozen=True, slots=True)
class _Ink:
    """The colours of a theme in the form that painting wants."""

    line: QColor
    selected: QColor
    hover: QColor
    changed: QColor
    accent: QColor
    ink: QPen
    muted: QPen
    presence: QPen
    times: dict[str, QPen]
    marks: dict[str, QColor]

    @classmethod
    def of(cls, theme: Theme, stale: bool) -> _Ink:
        """Stale rows turn grey but stay readable: grey by hue, not by contrast."""
        muted = QPen(theme.color("muted"))
        color = theme.color
        return cls(
            color("line"), color("selected"), color("hover"), color("changed"),
            color("line_strong" if stale else "accent"),
            muted if stale else QPen(color("ink")), muted, muted if stale else QPen(color("accent")),
            {kind: muted if stale else QPen(theme.urgency_text(kind)) for kind in URGENCIES},
            {kind: color("done_fill") if stale else theme.urgency_fill(kind) for kind in URGENCIES},
        )  # fmt: skip


class CaseDelegate(QStyledItemDelegate):
    """Row layouts are kept by id and used as long as record and width are the same object and value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._stale = False
        self._ink = _Ink.of(LIGHT, False)
        self._measure = RowMeasure()
        self._layouts: OrderedDict[str, RowLayout] = OrderedDict()
        self._pictures: dict[tuple[str, str, float], QPixmap] = {}
        #: Case id → how much of the "changed" ground is left, 0 to 1; kept by the view.
        self.fades: dict[str, float] = {}
        #: Whether the current row shows the keyboard focus ring; kept by the view.
        self.ring = False

    def set_theme(self, theme: Theme, *, stale: bool = False) -> None:
        """Take the colours of ``theme``; ``stale`` greys them."""
        self._theme, self._stale = theme, stale
        self._ink = _Ink.of(theme, stale)
        self._pictures.clear()

    def forget_layouts(self) -> None:
        """Measure everything anew (fonts changed)."""
        self._measure = RowMeasure()
        self._layouts.clear()
        self._pictures.clear()

    def layout_of(self, row: CaseRow, width: int) -> RowLayout:
        """The measured parts of ``row``; measured on first sight of this record at this width."""
        layout = self._layouts.get(row.id)
        if layout is None or layout.width != width or (layout.row is not row and layout.row != row):
            layout = self._measure.layout(row, width)
            self._layouts[row.id] = layout
            self._layouts.move_to_end(row.id)
            if len(self._layouts) > _KEEP:
                self._layouts.popitem(last=False)
        return layout

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, CaseRow):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        self._paint_ground(painter, rect, row.id, selected, hovered)
        painter.translate(rect.x(), rect.y())
        self._paint_parts(painter, self.layout_of(row, rect.width()))
        painter.translate(-rect.x(), -rect.y())

    def _paint_ground(self, painter: QPainter, rect: QRect, case_id: str, selected: bool, hovered: bool) -> None:
        ink = self._ink
        ground = ink.selected if selected else ink.hover if hovered else None
        if ground is not None:
            painter.fillRect(rect, ground)
        left = self.fades.get(case_id, 0.0)
        if left > 0.0:
            painter.setOpacity(left)
            painter.fillRect(rect, ink.changed)
            painter.setOpacity(1.0)
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, ink.line)
        if selected:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height() - 1, ink.accent)
            if self.ring:
                painter.setPen(ink.accent)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(0, 0, -1, -2))

    def _paint_parts(self, painter: QPainter, layout: RowLayout) -> None:
        ink, row = self._ink, layout.row
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(int(MARK_LEFT), int(MARK_TOP), self._picture("mark", row.urgency, ratio))
        painter.setFont(self._measure.bold)
        painter.setPen(ink.ink)
        painter.drawStaticText(layout.title.at, layout.title.static)
        painter.setPen(ink.times.get(row.urgency, ink.muted))
        painter.drawStaticText(layout.time.at, layout.time.static)
        painter.setFont(self._measure.small)
        painter.setPen(ink.muted)
        painter.drawStaticText(layout.place.at, layout.place.static)
        painter.drawStaticText(layout.department.at, layout.department.static)
        for chip in layout.chips:
            painter.drawPixmap(chip.at, self._picture(chip.kind, chip.text, ratio))
        if layout.presence is not None and layout.dot is not None:
            painter.setPen(ink.presence)
            painter.drawPixmap(layout.dot, self._picture("dot", "", ratio))
            painter.drawStaticText(layout.presence.at, layout.presence.static)

    def _picture(self, kind: str, text: str, ratio: float) -> QPixmap:
        picture = self._pictures.get((kind, text, ratio))
        if picture is None:
            picture = self._draw_picture(kind, text, ratio)
            self._pictures[kind, text, ratio] = picture
        return picture

    def _draw_picture(self, kind: str, text: str, ratio: float) -> QPixmap:
        if kind == "mark":
            box = QRectF(0, 0, MARK, MARK)
        elif kind == "dot":
            box = QRectF(0, 0, DOT, DOT)
        else:
            size = chip_size(text, kind)
            box = QRectF(0, 0, size.width(), size.height())
        picture = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if kind == "mark":
            colour = self._ink.marks.get(text, self._ink.marks["done"])
            painter.fillPath(urgency_path(text, box.adjusted(0.5, 0.5, -0.5, -0.5)), colour)
        elif kind == "dot":
            painter.fillPath(urgency_path("on_track", box), self._ink.presence.color())
        else:
            paint_chip(painter, box, text, "neutral" if self._stale else kind, self._theme)
        painter.end()
        return picture

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tell in a tooltip what had to be shortened."""
        row = index.data(ROW_ROLE)
        if event.type() != QEvent.Type.ToolTip or not isinstance(row, CaseRow):
            return False
        rect: QRect = option.rect
        hidden = self.layout_of(row, rect.width()).hidden
        if not hidden:
            QToolTip.hideText()
            return False
        QToolTip.showText(event.globalPos(), self.tooltip_for(hidden), view.viewport(), rect)
        return True

    @staticmethod
    def tooltip_for(hidden: str) -> str:
        """Tooltip markup for shortened texts, each on its line."""
        return plain_tooltip(hidden).replace("\n", "<br>")
