"""Keys of the desk's window: single letters, moving between panes, and the list of them all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from console.desk.side_window import SideWindow
from console.session import Session

OTHER_KEYS = (
    ("Ctrl+K", "search"), (".", "arrivals"), ("F6", "pane"), ("F7", "tab"), ("F8", "duty"), ("↑ ↓", "move"),
    ("Ctrl+Enter", "confirm"), ("Esc", "cancel"), ("+ − 0", "map"), ("Ctrl+O", "files"), ("Ctrl+T", "try"),
    ("Ctrl+I", "import"), ("Ctrl+S", "save-mapping"), ("F1", "manual"), ("Shift+F1", "keys"),
    ("Ctrl+Shift+O", "first-run"), ("Alt+1", "form-source"), ("Ctrl+P", "form-map"), ("Ctrl+↓", "form-likely"),
    ("Ctrl+M", "form-merge"), ("Ctrl+Del", "form-clear"),
)  # fmt: skip


class KeyShortcut(QShortcut):
    """A key that tells which one it is."""

    pressed = Signal(str)

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(QKeySequence(key), parent)
        self._key = key
        self.activated.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        self.pressed.emit(self._key)


def next_pane(panes: Sequence[QWidget], focused: QWidget | None) -> None:
    """Puts the keyboard into the visible pane after the one that has it."""
    shown = [pane for pane in panes if pane.isVisible()]
    here = next((place for place, pane in enumerate(shown) if focused is not None and _holds(pane, focused)), -1)
    target = shown[(here + 1) % len(shown)]
    if target.focusPolicy() == Qt.FocusPolicy.NoFocus:
        into(target)
    else:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def into(pane: QWidget) -> None:
    """Puts the keyboard into the first part of a pane that takes it."""
    for child in pane.findChildren(QWidget):
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            child.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def show_keys(window: SideWindow, session: Session, title: str, close: str) -> None:
    """Fills and shows the list of keys."""
    words = session.messages
    verbs = {row.key: words.word("verb", row.verb) for row in session.opened.lifecycle.transitions if row.key}
    pairs = list(verbs.items())
    pairs += [(key, words.text(f"key-{name}")) for key, name in OTHER_KEYS]
    window.show_text(title, "", pairs, close)
    window.resize(420, 640)
    window.show()
    window.raise_()


def _holds(pane: QWidget, focused: QWidget) -> bool:
    return pane is focused or pane.isAncestorOf(focused)
