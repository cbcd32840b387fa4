"""Where the parts of a row go: measured once per row and width, so that painting only paints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText, QTransform

from widgets.badge import chip_size
from widgets.case_list_row import CaseRow
from widgets.fonts import body, visible_text

MARK: Final = 14.0
MARK_LEFT: Final = 16.0
TEXT_LEFT: Final = 42.0
RIGHT_MARGIN: Final = 12.0
LINE_1: Final = 9.0
LINE_2: Final = 33.0
MARK_TOP: Final = 14.0
CHIP_TOP: Final = 33.0
GAP: Final = 10.0
DOT: Final = 9.0
_PLACE_LEAST: Final = 96.0
_PART_MOST: Final = 132.0


@dataclass(frozen=True, slots=True)
class Text:
    """A measured text at its place in the row."""

    at: QPointF
    static: QStaticText


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip at its place in the row."""

    at: QPointF
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class RowLayout:
    """All parts of one row of one width, in the row's own coordinates."""

    row: CaseRow
    width: int
    title: Text
    time: Text
    place: Text
    department: Text
    presence: Text | None
    dot: QPointF | None
    chips: tuple[Chip, ...]
    #: The full texts of what had to be shortened, one a line; "" if all fits.
    hidden: str


class RowMeasure:
    """Fonts and metrics of the list, made once."""

    def __init__(self) -> None:
        self.bold: Final[QFont] = body(15, bold=True)
        self.small: Final[QFont] = body(13)
        self._bold_metrics = QFontMetricsF(self.bold)
        self._small_metrics = QFontMetricsF(self.small)

    def layout(self, row: CaseRow, width: int) -> RowLayout:
        """Place the parts of ``row`` in a row ``width`` pixels wide.

        The time and the chips are never shortened; the place gives way first, then who works on it,
        then the department.
        """
        hidden: list[str] = []
        right = width - RIGHT_MARGIN
        time, time_left = self._from_right(row.time_text, right, LINE_1, right - TEXT_LEFT, hidden, bold=True)
        title_room = time_left - (GAP if row.time_text else 0.0) - TEXT_LEFT
        title = self._from_left(row.title, LINE_1, title_room, hidden, bold=True)
        presence, dot, edge = self._presence(row, right, hidden)
        chips, edge = self._chips(row, edge)
        room = max(24.0, min(_PART_MOST, edge - TEXT_LEFT - _PLACE_LEAST))
        department, edge = self._from_right(row.department, edge, LINE_2, room, hidden)
        place = self._from_left(row.place, LINE_2, edge - GAP - TEXT_LEFT, hidden)
        return RowLayout(
            row, width, title, time, place, department, presence, dot, chips, "\n".join(hidden)
        )  # fmt: skip

    def _presence(self, row: CaseRow, right: float, hidden: list[str]) -> tuple[Text | None, QPointF | None, float]:
        if not row.presence:
            return None, None, right
        room = max(24.0, min(_PART_MOST, (right - TEXT_LEFT) * 0.3))
        text, left = self._from_right(row.presence, right, LINE_2, room, hidden)
        dot = QPointF(left - DOT - 4.0, LINE_2 + 6.0)
        return text, dot, dot.x() - 8.0

    @staticmethod
    def _chips(row: CaseRow, edge: float) -> tuple[tuple[Chip, ...], float]:
        chips: list[Chip] = []
        for text, kind in ((row.stage, "neutral"), (row.flag, "strong")):
            if text:
                shown = visible_text(text)
                edge -= chip_size(shown, kind).width()
                chips.append(Chip(QPointF(round(edge), CHIP_TOP), shown, kind))
                edge -= 6.0
        return tuple(chips), edge - 2.0 if chips else edge

    def _from_left(self, text: str, top: float, room: float, hidden: list[str], *, bold: bool = False) -> Text:
        shown, _ = self._fit(text, room, hidden, bold)
        return Text(QPointF(TEXT_LEFT, top), self._static(shown, bold))

    def _from_right(
        self, text: str, right: float, top: float, room: float, hidden: list[str], *, bold: bool = False
    ) -> tuple[Text, float]:
        shown, width = self._fit(text, room, hidden, bold)
        left = right - width
        return Text(QPointF(left, top), self._static(shown, bold)), left

    def _fit(self, text: str, room: float, hidden: list[str], bold: bool) -> tuple[str, float]:
        metrics = self._bold_metrics if bold else self._small_metrics
        shown = visible_text(text).replace("\n", " ")
        width = metrics.horizontalAdvance(shown)
        if width <= room:
            return shown, width
        hidden.append(shown)
        short = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, max(0.0, room))
        return short, metrics.horizontalAdvance(short)

    def _static(self, text: str, bold: bool) -> QStaticText:
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(QTransform(), self.bold if bold else self.small)
        return static
