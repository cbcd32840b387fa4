"""Walks all widgets that a window shows and says what is wrong with them, in sentences.

A text fits its box, or it is shortened and the tooltip at that place has it whole; nothing lies outside its
parent or over a sibling; what can take the focus has a name; every character is in the shipped
font; every button is reached by keys. Editors are left their own text: it scrolls with the cursor.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
    QToolTip,
    QWidget,
)

from tests.helpers.painted import Words, painted
from widgets.fonts import FAMILY, missing_glyphs, visible_text

DOTS = "…"
NO_TIP = "-"
TAGS = re.compile(r"<[^>]+>")
APART = 3.0
"""Pixels by which boxes of two texts may overlap: ascent and descent that no letter fills."""


class Walk:
    """One walk over a window or a part of it: what was found, and every text that a person sees or hears."""

    def __init__(self, root: QWidget) -> None:
        self.findings: list[str] = []
        self.said: list[tuple[str, str]] = []
        """Where and what: painted texts, tooltips, accessible names and descriptions."""
        window = root.window()
        self.widgets = [w for w in (root, *root.findChildren(QWidget)) if w.isVisible() and w.window() is window]
        for widget in self.widgets:
            self._look_at(widget)
        for parent in self.widgets:
            self._apart(parent)

    def _look_at(self, widget: QWidget) -> None:
        name = name_of(widget)
        for what in (*outside(widget), *nameless(widget), *unreachable(widget)):
            self.findings.append(f"{name}: {what}")
        words = painted(widget)
        self.findings.extend(f"{name}: {what}" for what in self._texts(widget, words))
        ours = [] if edits(widget) else [plain(widget.toolTip()), *(piece.text for piece in words)]
        said = [widget.accessibleName(), widget.accessibleDescription(), *ours]
        self.said.extend((name, text) for text in said if text)
        if ours:
            letters = "".join(ours)
            for character in sorted(missing_glyphs(letters)):
                self.findings.append(f"{name}: no glyph for U+{ord(character):04X} {character}")

    def _texts(self, widget: QWidget, words: list[Words]) -> Iterator[str]:
        if edits(widget):
            yield from unread(widget, words)
            return
        area = area_of(widget)
        cut, text = max(((piece.cut(across=area is None), piece.text) for piece in words), default=(0.0, ""))
        if cut:
            yield f"“{text}” is cut by {cut:.0f} px"
        for piece in words:
            if piece.family != FAMILY:
                yield f"“{piece.text}” is set in {piece.family}"
            if shortened(widget, piece):
                yield from untold(widget, piece)
        yield from colliding(words)
        yield from unpainted(widget, words)

    def _apart(self, parent: QWidget) -> None:
        if isinstance(parent, (QAbstractScrollArea, QLineEdit)):
            return  # bars and overlays over a viewport, buttons inside a field: places that Qt and the list own
        children = [
            child
            for child in parent.children()
            if isinstance(child, QWidget)
            and child.isVisible()
            and not child.isWindow()
            and not isinstance(child, QSplitterHandle)
        ]
        for one, other in combinations(children, 2):
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > 1 and shared.height() > 1:
                self.findings.append(
                    f"{name_of(one)} lies over {name_of(other)}: {shared.width()}×{shared.height()} px"
                )


def name_of(widget: QWidget) -> str:
    """A widget as a person finds it: the types down to it and the start of its text."""
    chain: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(chain) < 3:
        chain.insert(0, type(at).__name__)
        at = at.parentWidget()
    text = str(getattr(widget, "text", lambda: "")() or widget.accessibleName()) if not edits(widget) else ""
    return "/".join(chain) + (f" “{' '.join(text[:24].split())}”" if text else "")


def plain(tip: str) -> str:
    """A tooltip's words without its markup."""
    if not tip.startswith("<"):
        return tip
    return html.unescape(TAGS.sub("", tip.replace("<br>", "\n")))


def area_of(widget: QWidget) -> QAbstractScrollArea | None:
    """The scroll area whose viewport this is."""
    parent = widget.parentWidget()
    return parent if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget else None


def edits(widget: QWidget) -> bool:
    """Whether what the widget paints is the text that somebody types (its placeholder is ours)."""
    area = area_of(widget)
    if isinstance(area, (QPlainTextEdit, QTextEdit)):
        return bool(area.toPlainText())
    return isinstance(widget, QLineEdit) and bool(widget.text())


def outside(widget: QWidget) -> Iterator[str]:
    """A part of the widget that its parent cuts off."""
    parent = widget.parentWidget()
    if widget.isWindow() or parent is None or isinstance(widget, QSplitterHandle):
        return
    if area_of(parent) is not None:
        if widget.width() > parent.width():
            yield f"is {widget.width() - parent.width()} px wider than the area it scrolls in"
        return
    if not widget.size().isEmpty() and not parent.rect().contains(widget.geometry()):
        yield f"lies outside its parent: {rect(widget.geometry())} in {rect(parent.rect())}"


def rect(box: QRect) -> str:
    """A rectangle in short: place and size."""
    return f"{box.x()},{box.y()} {box.width()}×{box.height()}"


def takes_focus(widget: QWidget) -> bool:
    """Whether the focus can come to this very widget."""
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isEnabled() and widget.focusProxy() is None


def nameless(widget: QWidget) -> Iterator[str]:
    """A widget that takes the focus and that a screen reader has no word for."""
    text = getattr(widget, "text", None)
    said = widget.accessibleName() or (str(text()) if callable(text) and not isinstance(widget, QLineEdit) else "")
    if takes_focus(widget) and not said.strip():
        yield "takes the focus but has no accessible name"


def unreachable(widget: QWidget) -> Iterator[str]:
    """A button that no key leads to: no tab stop, no shortcut, no tab stop in its exclusive group."""
    if not isinstance(widget, QAbstractButton) or isinstance(widget.parent(), (QLineEdit, QTabBar)):
        return  # what clears a field or scrolls tabs is done by keys in the field, on the tabs
    group = widget.group()
    peers = [widget, *(group.buttons() if group is not None and group.exclusive() else ())]
    if (
        widget.isEnabled()
        and widget.shortcut().isEmpty()
        and not any(peer.focusPolicy() & Qt.FocusPolicy.TabFocus for peer in peers)
    ):
        yield "no key leads to it"


def shortened(widget: QWidget, piece: Words) -> bool:
    """Whether the piece ends in dots that the text itself has not."""
    if DOTS not in piece.text:
        return False
    own = widget.placeholderText() if isinstance(widget, QLineEdit) else ""
    if isinstance(widget, (QLabel, QAbstractButton)) and not hasattr(widget, "is_elided"):
        own = widget.text()
    return piece.text not in own


def untold(widget: QWidget, piece: Words) -> Iterator[str]:
    """What was shortened must stand in the tooltip of its place, and a letter of it must be left."""
    start, _, end = piece.text.partition(DOTS)
    if not (start.strip() or end.strip()):
        yield "nothing but dots is left of a text"
    tip = tip_at(widget, piece.box.center().toPoint())
    if start not in tip or end not in tip or len(tip) <= len(start + end):
        yield f"“{piece.text}” is shortened and no tooltip has the rest (“{tip[:60]}”)"


def tip_at(widget: QWidget, at: QPoint) -> str:
    """The words of the tooltip at a place of a widget."""
    if widget.toolTip():
        return plain(widget.toolTip())
    QToolTip.showText(widget.mapToGlobal(at), NO_TIP)  # what was there before goes away only later
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    tip = plain(QToolTip.text())
    QToolTip.hideText()
    return "" if tip == NO_TIP else tip


def colliding(words: list[Words]) -> Iterator[str]:
    """Two texts of one widget painted over each other."""
    boxes = [(piece.text, piece.box.adjusted(1, APART, -1, -APART)) for piece in words]
    for (one, first), (other, second) in combinations(boxes, 2):
        if first.intersects(second):
            yield f"“{one}” is painted over “{other}”"


def unpainted(widget: QWidget, words: list[Words]) -> Iterator[str]:
    """Words of a label or button that are not to be seen at all."""
    if isinstance(widget, QLabel) and not hasattr(widget, "is_elided"):
        whole = plain(widget.text())
    elif isinstance(widget, QComboBox):
        whole = widget.currentText()
    else:
        return
    missing = squeezed(whole)
    for piece in words:
        missing = missing.replace(squeezed(piece.text), "", 1)
    if missing and not any(DOTS in piece.text for piece in words):
        yield f"“{missing[:40]}” is not painted"


def squeezed(text: str) -> str:
    """A text without blanks and invisible breaks."""
    return "".join(text.replace("\u200b", "").split())


def unread(widget: QWidget, words: list[Words]) -> Iterator[str]:
    """A line that shows what was picked or typed, larger than the field, and nobody can read the rest."""
    if isinstance(widget, QLineEdit) and not widget.hasFocus():
        short = any(piece.cut(across=False) for piece in words)
        if short and visible_text(widget.text()) not in plain(widget.toolTip()):
            yield f"“{widget.text()[:40]}” is larger than the field and no tooltip has it"


def tab_ring(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    """Goes once around by Tab (or Backtab) and says where it got stuck and what it passed by."""
    first = window.focusWidget() or window
    if not is_stop(first):  # a page that has the focus as a whole
        QTest.keyClick(first, key)
        first = window.focusWidget() or window
    wanted = [stop for stop in window.findChildren(QWidget) if is_stop(stop)]
    reached, at = [first], first
    while len(reached) <= len(wanted) + 1:
        QTest.keyClick(at, key)
        before, at = at, window.focusWidget() or window
        if at is before:
            return [f"{name_of(at)}: {key.name} does not leave it"]
        if at is first:
            return [f"{name_of(w)}: {key.name} never comes to it" for w in wanted if w not in reached and is_stop(w)]
        reached.append(at)
    return [f"{name_of(first)}: {key.name} never comes back to it"]


def is_stop(widget: QWidget) -> bool:
    """Whether Tab should stop at a widget."""
    return widget.isVisible() and takes_focus(widget) and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
