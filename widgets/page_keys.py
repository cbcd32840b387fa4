"""Keys of one page: they work while the page, or something in it, has the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind_page_keys(page: QWidget, keys: Iterable[tuple[str, Callable[[], object]]]) -> None:
    """Binds keys to slots (bound methods or signals' `emit`, never a lambda that holds the page)."""
    for key, slot in keys:
        shortcut = QShortcut(QKeySequence(key), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)
