"""Two columns of facts about a case: muted label, value in ink that wraps, is selected and copied."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from widgets.fonts import body, visible_text
from widgets.theme import LIGHT, Theme

_PX = 13
_GAP = 12
_LABEL_SHARE = 0.38
_ZERO_WIDTH_SPACE = "\u200b"
_LONG_WORD = re.compile(r"[!-~]{18,}")


class Fact(NamedTuple):
    """A label and its value; with ``link`` the value is a link that gives this key.  A plain pair will do too."""

    label: str
    value: str
    link: str = ""


class _Value(QLabel):
    """A value that can be selected by mouse and keys, copied whole when nothing is selected."""

    leave = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fact = Fact("", "")
        self.setWordWrap(True)
        self.setFont(body(_PX))
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_fact(self, fact: Fact, color: str) -> None:
        self.fact = fact
        shown = _breakable(visible_text(fact.value))
        self.setTextFormat(Qt.TextFormat.RichText if fact.link else Qt.TextFormat.PlainText)
        if fact.link:
            style = f"color:{color}; text-decoration:none"
            shown = f'<a href="{html.escape(fact.link)}" style="{style}">{html.escape(shown)}</a>'
        if shown != self.text():
            self.setText(shown)
        # Setting the interaction flags makes every value a tab stop; the list decides that.
        self.setAccessibleName(f"{fact.label}  {fact.value}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.leave.emit(step)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy"), QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        menu.popup(event.globalPos())

    @Slot()
    def copy(self) -> None:
        """Puts the selected part, or the whole value, on the clipboard, without the breaks put in for wrapping."""
        chosen = self.selectedText().replace(_ZERO_WIDTH_SPACE, "").replace("\u2029", "\n")
        QGuiApplication.clipboard().setText(chosen or self.fact.value)


class FactsList(QWidget):
    """One tab stop; the arrows go from value to value."""

    link_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._labels: list[QLabel] = []
        self._values: list[_Value] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        column.addLayout(self._grid)
        column.addStretch(1)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.set_facts([value.fact for value in self._shown()])

    def set_facts(self, facts: Sequence[Fact | tuple[str, str]]) -> None:
        """Shows facts in the order given; labels in place are used again, so that a selection outlives a refresh."""
        for place, item in enumerate(facts):
            fact = Fact(*item)
            if place == len(self._values):
                self._add_row()
            label, value = self._labels[place], self._values[place]
            label.setText(visible_text(fact.label))
            value.show_fact(fact, self._theme.tokens.accent)
            value.setFocusPolicy(Qt.FocusPolicy.ClickFocus if place else Qt.FocusPolicy.StrongFocus)
            label.show()
            value.show()
        for place in range(len(facts), len(self._values)):
            self._labels[place].hide()
            self._values[place].hide()
        self._colour()
        self._fit_labels()

    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return tuple(value.fact for value in self._shown())

    def sizeHint(self) -> QSize:
        return QSize(360, self._grid.heightForWidth(360))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_labels()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._colour()

    def _shown(self) -> list[_Value]:
        return [value for value in self._values if not value.isHidden()]

    def _add_row(self) -> None:
        label, value = QLabel(self), _Value(self)
        label.setFont(body(_PX))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        label.setProperty("tone", "muted")
        label.setBuddy(value)
        value.linkActivated.connect(self.link_clicked)
        value.leave.connect(self._go)
        row = len(self._values)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        self._labels.append(label)
        self._values.append(value)

    @Slot(int)
    def _go(self, step: int) -> None:
        shown = self._shown()
        sender = self.sender()
        if isinstance(sender, _Value) and sender in shown:
            target = shown.index(sender) + step
            if 0 <= target < len(shown):
                shown[target].setFocus(Qt.FocusReason.OtherFocusReason)
                self._bring_into_sight(shown[target])

    def _bring_into_sight(self, value: QWidget) -> None:
        """Scrolls the area that the list may stand in: the arrows go further than what is seen."""
        parent = self.parentWidget()
        area = parent.parentWidget() if parent is not None else None
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(value, 0, 8)

    def _fit_labels(self) -> None:
        metrics = QFontMetrics(body(_PX))
        widest = max((metrics.horizontalAdvance(v.fact.label) for v in self._shown()), default=0) + 2
        width = min(widest, int(max(160, self.width()) * _LABEL_SHARE))
        for label in self._labels:
            if label.width() != width or label.maximumWidth() != width:
                label.setFixedWidth(width)

    def _colour(self) -> None:
        """Colours for a list outside the application's style sheet; inside, the sheet says the same."""
        for label, value in zip(self._labels, self._values, strict=True):
            for widget, token in ((label, "muted"), (value, "ink")):
                palette = widget.palette()
                palette.setColor(widget.foregroundRole(), self._theme.color(token))
                palette.setColor(palette.ColorRole.Highlight, self._theme.color("accent"))
                palette.setColor(palette.ColorRole.HighlightedText, self._theme.color("on_accent"))
                if palette != widget.palette():
                    widget.setPalette(palette)


def _breakable(text: str) -> str:
    """Long words get invisible places to break, else a label would cut them off."""
    return _LONG_WORD.sub(
        lambda match: _ZERO_WIDTH_SPACE.join(match[0][i : i + 8] for i in range(0, len(match[0]), 8)), text
    )
