"""The map: areas coloured by a number, marks of cases, legend, measures, scale bar.

Layers are painted apart: areas into a kept picture, labels and marks over it, so that a mark that comes or goes
redraws no polygon.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from widgets.elided_label import plain_tooltip
from widgets.fonts import visible_text
from widgets.map_chips import MapChips
from widgets.map_clusters import Cluster
from widgets.map_input import MapInput
from widgets.map_labels import AreaLabels, label_color
from widgets.map_layers import AreaLayer, MapArea
from widgets.map_legend import MapLegend
from widgets.map_marks import MapMark, MarkLayer
from widgets.map_scale import SCALE_PX, paint_scale
from widgets.map_state import MapBanner, MapState
from widgets.map_view import Bounds, MapView, nice_length
from widgets.theme import Theme

__all__ = ["MapArea", "MapCanvas", "MapMark"]

_EDGE = 12
_INSETS = (20.0, 52.0, 20.0, 64.0)
_SHARP_AFTER_MS = 80
_VEIL = 0.55


class MapCanvas(MapInput):
    """Shows areas and marks; keys: + − zoom, 0 or F show all, arrows move."""

    area_clicked = Signal(str)
    mark_clicked = Signal(str)
    cluster_clicked = Signal(object)
    """Tuple of mark ids; the map also moves closer."""
    no_position_clicked = Signal()
    measure_chosen = Signal(str)
    state_action_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._areas = AreaLayer()
        self._labels = AreaLabels()
        self._marks = MarkLayer()
        self._label_cache: tuple[MapView, dict[int, QRectF]] | None = None
        self._range_text: str | None = None
        self._ramp_title: str | None = None
        self._hovered = -1
        self._selected_area: str | None = None
        self._selected_mark: str | None = None
        self._kind: MapState = ""
        self._chips = MapChips(self)
        self._legend = MapLegend(self)
        self._banner = MapBanner(self)
        self._sharp = QTimer(self)
        self._sharp.setSingleShot(True)
        self._sharp.setInterval(_SHARP_AFTER_MS)
        self._sharp.timeout.connect(self._sharpen)
        self._hurry = True
        self._chips.chosen.connect(self._choose_measure)
        self._legend.no_position_clicked.connect(self.no_position_clicked)
        self._banner.action_clicked.connect(self.state_action_clicked)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self._areas, self._marks, self._chips, self._legend, self._banner):
            part.set_theme(theme)
        self.update()

    def set_areas(self, areas: Sequence[MapArea]) -> None:
        """Areas in painting order.  New ground is shown whole; the same ring lists again keep the view."""
        changed = self._areas.set_areas(areas)
        self._labels.set_areas([visible_text(area.label) for area in areas], self._areas.shapes)
        self._hovered = -1
        if changed:
            self._fitted = True
        self._refresh()

    def set_values(self, values: Mapping[str, tuple[float | None, str]]) -> None:
        """New numbers and tooltips of known areas by key; the cheap way for live figures."""
        self._areas.set_values(dict(values))
        self._refresh()

    def set_breaks(self, breaks: Sequence[float], title: str | None = None, range_text: str | None = None) -> None:
        """Class borders of the colour ramp (ascending, at most five).

        ``title`` (default: the chosen measure) and ``range_text`` (default: lowest–highest number) stand in the legend.
        """
        self._areas.set_breaks(breaks)
        self._ramp_title, self._range_text = title, range_text
        self._refresh()

    def set_marks(self, marks: Sequence[MapMark]) -> None:
        """All marks; ids are unique."""
        self._marks.set_marks(marks)
        self._refresh()

    def set_without_position(self, count: int) -> None:
        """Cases that the map cannot show; 0 takes the link away."""
        self._legend.set_without_position(count)
        self._refresh()

    def set_mark_words(self, words: Mapping[str, str]) -> None:
        """Words of the legend by urgency, where the usual ones do not fit (due-soon limit other than 2 h)."""
        self._legend.set_mark_words(words)
        self._refresh()

    def set_measures(self, measures: Sequence[tuple[str, str]], current: str | None = None) -> None:
        """Measures to choose from; no signal is given for ``current``."""
        self._chips.set_chips(measures, current)
        self._refresh()

    def set_selected_area(self, key: str | None) -> None:
        """Highlights an area; None for none."""
        self._selected_area = key
        self.update()

    def set_selected_mark(self, mark_id: str | None) -> None:
        """Highlights a mark; when it newly becomes the chosen one and lies outside the window, the map moves to it."""
        mark = self._marks.mark(mark_id)
        if mark is not None and mark_id != self._selected_mark and self.isVisible():
            x, y = self._view.to_screen(mark.x, mark.y)
            if not self.rect().adjusted(16, 16, -16, -16).contains(QPointF(x, y).toPoint()):
                self._set_view(self._view.panned(self.width() / 2 - x, self.height() / 2 - y))
        self._selected_mark = mark_id
        self._label_cache = None
        self.update()

    def set_state(self, kind: MapState, sentence: str = "", action: str = "") -> None:
        """A designed state with one sentence and one action; stale greys the map, an empty kind ends the state."""
        self._kind = kind
        self._banner.set_state(kind, sentence, action)
        self._refresh()

    def view(self) -> MapView:
        """What the window shows."""
        return self._view

    def polygon_renders(self) -> int:
        """How often the areas were drawn anew: a figure for tests and benchmarks."""
        return self._areas.renders

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view = self._view.resized(self.width(), self.height())
        self._refresh()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("panel"))
        if not self._areas.paint(painter, self._view, self.devicePixelRatioF(), hurry=self._hurry):
            self._sharp.start()
        self._hurry = True
        self._paint_outlines(painter)
        placed = self._placed_labels()
        grounds = {place: self._areas.color_token(place) for place in placed}
        self._labels.paint(painter, placed, {p: label_color(self._theme.tokens, g) for p, g in grounds.items()})
        self._marks.paint(painter, self._view, self.devicePixelRatioF())
        self._marks.paint_selected(painter, self._view, self._selected_mark)
        if self._kind in ("stale", "loading", "failed"):
            veil = self._theme.color("panel")
            veil.setAlphaF(_VEIL)
            painter.fillRect(self.rect(), veil)
        if self._areas.areas:
            self._paint_scale(painter)
        self._paint_focus(painter)

    def _paint_outlines(self, painter: QPainter) -> None:
        if 0 <= self._hovered < len(self._areas.areas):
            self._areas.outline(painter, self._view, self._hovered, self._theme.color("line_strong"), 1.5)
        chosen = self._areas.place_of(self._selected_area)
        if chosen >= 0:
            self._areas.outline(painter, self._view, chosen, self._theme.color("panel"), 5)
            self._areas.outline(painter, self._view, chosen, self._theme.color("accent"), 2.5)

    def _paint_scale(self, painter: QPainter) -> None:
        metres = nice_length(max(1e-3, SCALE_PX / self._view.scale))
        words = self.tr("{n} m").format(n=f"{metres:g}")
        if metres >= 1000:
            words = self.tr("{n} km").format(n=f"{metres / 1000:g}")
        corner = QPointF(self.width() - _EDGE, self.height() - _EDGE)
        paint_scale(painter, self._theme, corner, metres * self._view.scale, words)

    def _placed_labels(self) -> dict[int, QRectF]:
        """Rectangles of the area labels, found anew only after a change."""
        if self._label_cache is None or self._label_cache[0] != self._view:
            taken = self._marks.rects(self._view, self._selected_mark)
            self._label_cache = (self._view, self._labels.place(self._view, taken))
        return self._label_cache[1]

    def _bounds(self) -> Bounds | None:
        return self._areas.bounds or self._marks.bounds

    def _insets(self) -> tuple[float, float, float, float]:
        """Room for the chips above and the legend below, where the window is large enough to spare it."""
        return _INSETS if self.height() >= 260 else (8.0, 8.0, 8.0, 8.0)

    def _refresh(self) -> None:
        """After any change of content, size or language."""
        if self._fitted:
            self._fit()
        self._label_cache = None
        self._describe()
        self._arrange()
        self.update()

    def _describe(self) -> None:
        counts = self._marks.counts()
        self._legend.set_ramp(
            self._areas.breaks,
            self._chips.current_text() if self._ramp_title is None else self._ramp_title,
            self._areas.value_range() if self._range_text is None else self._range_text,
        )
        self.setAccessibleName(self.tr("Map"))
        words = self.tr("{n} areas; {overdue} overdue, {due_soon} due soon, {on_track} on track")
        numbers = {kind: counts.get(kind, 0) for kind in ("overdue", "due_soon", "on_track")}
        self.setAccessibleDescription(words.format(n=len(self._areas.areas), **numbers))

    def _arrange(self) -> None:
        room = max(120, self.width() - 2 * _EDGE)
        chips = self._chips.arrange(room)
        self._chips.move(self.width() - _EDGE - chips.width(), _EDGE)
        legend = self._legend.arrange(max(120, room - 132))
        self._legend.move(_EDGE, self.height() - _EDGE - legend.height())
        self._legend.setVisible(bool(self._areas.areas or self._marks.marks))
        if not self._banner.isHidden():
            banner = self._banner.arrange(min(room, 520))
            middle = (self.width() - banner.width()) // 2
            below_chips = 2 * _EDGE + (chips.height() if not self._chips.isHidden() else 0)
            centred = (self.height() - banner.height()) // 2
            self._banner.move(middle, below_chips if self._kind == "stale" else max(below_chips, centred))
            self._banner.raise_()

    def _tip_at(self, pos: QPointF) -> str:
        cluster = self._marks.at(self._view, pos.x(), pos.y())
        if cluster is not None:
            return plain_tooltip(self._cluster_words(cluster))
        place = self._areas.at(*self._view.to_world(pos.x(), pos.y()))
        if place < 0:
            return ""
        area = self._areas.areas[place]
        return plain_tooltip(visible_text(area.tooltip or area.label))

    def _cluster_words(self, cluster: Cluster) -> str:
        kinds = [self._marks.marks[place].kind for place in cluster.members]
        if cluster.count == 1:
            return visible_text(self._marks.marks[cluster.members[0]].tooltip) or self._legend.word(kinds[0])
        parts = [f"{self._legend.word(kind)} {kinds.count(kind)}" for kind in dict.fromkeys(kinds)]
        return self.tr("{n} cases: {parts}").format(n=cluster.count, parts=", ".join(parts))

    def _hover(self, pos: QPointF | None) -> None:
        over = None if pos is None else self._marks.at(self._view, pos.x(), pos.y())
        place = -1 if pos is None or over else self._areas.at(*self._view.to_world(pos.x(), pos.y()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        if place != self._hovered:
            self._hovered = place
            self.update()

    def _click(self, pos: QPointF) -> None:
        cluster = self._marks.at(self._view, pos.x(), pos.y())
        if cluster is None:
            place = self._areas.at(*self._view.to_world(pos.x(), pos.y()))
            if place >= 0:
                self.area_clicked.emit(self._areas.areas[place].key)
        elif cluster.count == 1:
            self.mark_clicked.emit(self._marks.marks[cluster.members[0]].id)
        else:
            self._zoom(2.0, QPointF(*self._view.to_screen(cluster.x, cluster.y)))
            self.cluster_clicked.emit(tuple(self._marks.marks[place].id for place in cluster.members))

    @Slot(str)
    def _choose_measure(self, key: str) -> None:
        self._refresh()
        self.measure_chosen.emit(key)

    @Slot()
    def _sharpen(self) -> None:
        self._hurry = False
        self.update()
