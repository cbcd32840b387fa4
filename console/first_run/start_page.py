"""The four ways to begin, as cards: by the keys 1 to 4, arrows and Enter, or the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from console.messages import Messages
from widgets.choice_card import ChoiceCard
from widgets.fonts import body
from widgets.form_sheet import toned_label
from widgets.tone import say

WAYS = (("demo", "play"), ("street", "map-pin"), ("shared", "database"), ("cases", "upload"))
"""Key and icon of each way; the first has the focus."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -2, Qt.Key.Key_Down: 2}


class StartPage(QWidget):
    """`chosen` carries the way's key."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = toned_label(self, "")
        self._heading.setFont(body(20, bold=True))
        self._remark = toned_label(self, "muted")
        self.sentence = toned_label(self, "")
        self.cards = {key: ChoiceCard(str(place), icon, self) for place, (key, icon) in enumerate(WAYS, start=1)}
        grid = QGridLayout()
        grid.setSpacing(16)
        for place, (key, card) in enumerate(self.cards.items()):
            card.setObjectName(key)
            grid.addWidget(card, place // 2, place % 2)
            card.clicked.connect(self._pressed)
            shortcut = QShortcut(QKeySequence(str(place + 1)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(card.click)
        for arrow in _STEPS:
            shortcut = QShortcut(QKeySequence(arrow), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._moved)
            shortcut.setObjectName(arrow.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._remark)
        column.addSpacing(8)
        column.addLayout(grid)
        column.addWidget(self.sentence)
        column.addStretch(1)

    def set_messages(self, words: Messages) -> None:
        """Another language."""
        self._heading.setText(words.text("first-run-heading"))
        self._remark.setText(words.text("first-run-remark"))
        for key, card in self.cards.items():
            card.set_texts(words.text(f"first-run-{key}"), words.text(f"first-run-{key}-about"))

    def opened(self) -> None:
        """The page was brought to the front: the keyboard goes to the first card, or the one last left."""
        focused = next((card for card in self.cards.values() if card.hasFocus()), self.cards["demo"])
        focused.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_busy(self, text: str) -> None:
        """While something is being made nothing else can be chosen; "" ends it."""
        for card in self.cards.values():
            card.setEnabled(not text)
        say(self.sentence, text, "accent")

    def say(self, text: str, tone: str) -> None:
        """A sentence below the cards."""
        say(self.sentence, text, tone)

    @Slot()
    def _pressed(self) -> None:
        self.chosen.emit(self.sender().objectName())

    @Slot()
    def _moved(self) -> None:
        cards = list(self.cards.values())
        here = next((place for place, card in enumerate(cards) if card.hasFocus()), 0)
        step = _STEPS[Qt.Key[self.sender().objectName()]]
        if 0 <= here + step < len(cards):
            cards[here + step].setFocus(Qt.FocusReason.ShortcutFocusReason)
