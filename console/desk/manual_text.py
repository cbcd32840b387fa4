"""The manual as a document: its text and pictures from resources/manual, dressed in the theme's colours."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from widgets.fonts import BODY_PX, body
from widgets.theme import LIGHT, Theme

MARGIN: Final = 16
_LINE_PERCENT: Final = 145
_HEADING_PX: Final = {1: 24, 2: 18}
_ABOVE: Final = {0: 4, 1: 0, 2: 22}
"""Pixels above paragraphs (0) and headings by level."""
_CELL_PADDING: Final = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the manual: level (1: the title), words, and the number of its block in the document."""

    level: int
    text: str
    block: int


def manual_text(language: str) -> str:
    """The manual in a language ("zh" or "en"), Markdown."""
    return (files("resources") / "manual" / f"manual.{language}.md").read_text(encoding="utf-8")


class ManualBrowser(QTextBrowser):
    """Shows one manual. Pictures come from resources/manual, whatever else a text may name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._language = ""
        self.setOpenLinks(False)
        self.document().setDocumentMargin(MARGIN)

    def show_manual(self, language: str) -> None:
        """Fills in the manual of a language, from its beginning."""
        self._language = language
        self.setMarkdown(manual_text(language))
        self._dress()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self._dress()

    def headings(self) -> list[Heading]:
        """All headings, in order."""
        found = []
        for block in _blocks(self.document()):
            level = block.blockFormat().headingLevel()
            if level:
                found.append(Heading(level, block.text(), block.blockNumber()))
        return found

    def go_to(self, block_number: int) -> None:
        """Scrolls so that a block is at the top; a search goes on from there."""
        block = self.document().findBlockByNumber(block_number)
        self.setTextCursor(QTextCursor(block))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(max(0, round(top) - MARGIN))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        path = PurePosixPath(name.path() if isinstance(name, QUrl) else name)
        picture = files("resources") / "manual" / "pictures" / path.name
        if path.suffix == ".png" and picture.is_file():
            return QImage.fromData(picture.read_bytes())
        return None

    # -- dressing -----------------------------------------------------------------------------------
    def _dress(self) -> None:
        """Markdown sets code in a typewriter face and tables in black lines; here both follow the look."""
        undo = self.document().isUndoRedoEnabled()
        self.document().setUndoRedoEnabled(False)
        for block in _blocks(self.document()):
            self._dress_block(block)
        for frame in self.document().rootFrame().childFrames():
            self._dress_frame(frame)
        self.document().setUndoRedoEnabled(undo)

    def _dress_block(self, block: QTextBlock) -> None:
        level, in_table = block.blockFormat().headingLevel(), QTextCursor(block).currentTable() is not None
        code = block.blockFormat().hasProperty(QTextBlockFormat.Property.BlockCodeFence)
        form = QTextBlockFormat()
        pieces = _pieces(block)
        if pieces:
            form.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if code:
            form.setNonBreakableLines(False)
            form.setBackground(self._theme.color("background"))
            form.setLeftMargin(8)
        else:
            form.setTopMargin(0 if in_table else _ABOVE.get(level, 0))
            form.setBottomMargin(0 if in_table else 8 if level else 4)
        cursor = QTextCursor(block)
        cursor.mergeBlockFormat(form)
        for position, length, own in pieces:
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(self._char_format(level, own))

    def _char_format(self, level: int, own: QTextCharFormat) -> QTextCharFormat:
        font = body(_HEADING_PX.get(level, BODY_PX), bool(level) or own.fontWeight() > QFont.Weight.Normal)
        if self._language == "en":
            font.setFeature(QFont.Tag("palt"), 1)  # quotation marks as wide as they are, not as a Chinese character
        form = QTextCharFormat()
        form.setFont(font)
        if own.fontFixedPitch() or (own.foreground().style() != Qt.BrushStyle.NoBrush):
            form.setForeground(self._theme.color("accent"))
        return form

    def _dress_frame(self, frame: QTextFrame) -> None:
        if not isinstance(frame, QTextTable):
            return
        form = frame.format()
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorder(1)
        form.setBorderBrush(QBrush(self._theme.color("line")))
        form.setBorderCollapse(True)
        form.setCellSpacing(0)
        form.setCellPadding(_CELL_PADDING)
        form.setMargin(8)
        form.setWidth(QTextLength(QTextLength.Type.VariableLength, 0))
        frame.setFormat(form)


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    found, block = [], document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def _pieces(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Place, length and format of a block's pieces; pictures are left as they are."""
    found, at = [], block.begin()
    while not at.atEnd():
        piece = at.fragment()
        if not piece.charFormat().isImageFormat():
            found.append((piece.position(), piece.length(), piece.charFormat()))
        at += 1
    return found
