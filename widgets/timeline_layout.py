"""Where the entries of a timeline stand: heights measured once per text and width, texts made when first painted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QStaticText, QTextOption

from widgets.fonts import body, visible_text

TIME_PX = 13
TITLE_PX = 14
TEXT_PX = 13
LEFT = 4
DOT = 8
GAP = 12
ABOVE = 5
BELOW = 7
_LEAST_TIME = 36
_MOST_HEIGHTS = 4000


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One step.  ``kind`` gives the mark: an urgency its own shape, ``system`` a ring, anything else a dot."""

    time_text: str
    title: str
    text: str = ""
    kind: str = ""
    who: str = ""

    def plain(self) -> str:
        """The entry as it is copied and read aloud."""
        head = "  ".join(part for part in (self.time_text, self.title, self.who) if part)
        return f"{head}\n{self.text}" if self.text else head


@dataclass(slots=True)
class Row:
    """An entry laid out for one width; ``second`` is the muted text, ``who_beside``: the name fits beside the title."""

    top: int
    height: int
    title_height: int
    title: str
    second: str
    who_beside: bool
    texts: tuple[QStaticText, QStaticText] | None = None


class TimelineLayout:
    """Rows for a list of entries at one width, pixels."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.time_width = _LEAST_TIME
        self._tops: list[int] = []
        self._width = 0
        self._heights: dict[tuple[str, int, bool, int], int] = {}

    @property
    def height(self) -> int:
        return self.rows[-1].top + self.rows[-1].height if self.rows else 0

    @property
    def text_left(self) -> int:
        return LEFT + self.time_width + 2 * GAP + DOT

    @property
    def text_width(self) -> int:
        return max(60, self._width - self.text_left - 6)

    def lay_out(self, entries: Sequence[TimelineEntry], width: int) -> None:
        """Measures all entries; texts and widths seen before cost a look-up."""
        self._width = width
        metrics = QFontMetricsF(body(TIME_PX))
        widest = ceil(max((metrics.horizontalAdvance(text) for text in {e.time_text for e in entries}), default=0.0))
        self.time_width = min(max(_LEAST_TIME, widest), max(_LEAST_TIME, width // 3))
        self.rows = []
        top = 0
        for entry in entries:
            row = self._measure(entry, top)
            self.rows.append(row)
            top += row.height
        self._tops = [row.top for row in self.rows]

    def first_at(self, y: int) -> int:
        """Number of the row at height ``y``, the nearest one above if there is none."""
        return max(0, bisect_right(self._tops, y) - 1)

    def row_at(self, y: int) -> int:
        """Number of the row at height ``y``; -1 outside."""
        return bisect_right(self._tops, y) - 1 if 0 <= y < self.height else -1

    def texts(self, place: int) -> tuple[QStaticText, QStaticText]:
        """Title and muted text of a row, ready to paint."""
        row = self.rows[place]
        if row.texts is None:
            row.texts = (
                wrapped(row.title, body(TITLE_PX, True), self.text_width),
                wrapped(row.second, body(TEXT_PX), self.text_width),
            )
        return row.texts

    def _measure(self, entry: TimelineEntry, top: int) -> Row:
        width = self.text_width
        title, who = visible_text(entry.title), visible_text(entry.who)
        bold, plain = QFontMetrics(body(TITLE_PX, True)), QFontMetrics(body(TEXT_PX))
        beside = bool(who) and bold.horizontalAdvance(title) + 12 + plain.horizontalAdvance(who) <= width
        parts = (visible_text(entry.text), "" if beside else who)
        second = " · ".join(part for part in parts if part)
        title_height = self._measured(title, TITLE_PX, True)
        height = title_height + (self._measured(second, TEXT_PX, False) if second else 0)
        return Row(top, ABOVE + height + BELOW, title_height, title, second, beside)

    def _measured(self, text: str, size: int, bold: bool) -> int:
        key = (text, size, bold, self.text_width)
        known = self._heights.get(key)
        if known is None:
            font = body(size, bold)
            metrics = QFontMetrics(font)
            if "\n" not in text and metrics.horizontalAdvance(text) <= self.text_width:
                known = metrics.height()
            else:
                known = int(wrapped(text, font, self.text_width).size().height())
            if len(self._heights) > _MOST_HEIGHTS:
                self._heights.clear()
            self._heights[key] = known
        return known


def wrapped(text: str, font: QFont, width: int) -> QStaticText:
    """Plain text broken to a width, long words too."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    static = QStaticText()
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.setTextOption(option)
    static.setTextWidth(width)
    static.setText(text.replace("\n", "\u2028"))  # plain static text breaks lines only there
    static.prepare(font=font)
    return static
