"""The round search field of the top bar, with its key in a cap."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from widgets.badge import centred, key_size, paint_frame, paint_key
from widgets.elided_label import plain_tooltip
from widgets.fonts import body
from widgets.icons import icon_pixmap
from widgets.theme import LIGHT, Theme

DEBOUNCE_MS: Final = 80
_HEIGHT: Final = 34
_ICON: Final = 16


class SearchField(QWidget):
    """``changed`` comes once typing rests, ``submitted`` at Enter; Escape empties the field.

    The key in the cap is a hint: whoever owns the shortcut calls :meth:`take_focus`.
    """

    changed = Signal(str)
    submitted = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, key: str = "Ctrl+K", debounce_ms: int = DEBOUNCE_MS) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._key = key
        self._told = ""
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit = QLineEdit()
        self.edit.setFrame(False)
        self.edit.setProperty("bare", True)
        self.edit.setMaxLength(200)
        self.edit.setFont(body(14))
        self.edit.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14 + _ICON + 6, 2, round(key_size(key).width()) + 16, 2)
        row.addWidget(self.edit)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(debounce_ms)
        self._rest.timeout.connect(self._tell)
        self.edit.textChanged.connect(self._typed)
        self.edit.returnPressed.connect(self._submit)
        self.setFocusProxy(self.edit)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.set_theme(LIGHT)
        self._retranslate()

    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put ``text`` into the field; told like typing."""
        self.edit.setText(text)

    def set_placeholder(self, text: str) -> None:
        """What may be searched for."""
        self.edit.setPlaceholderText(text)
        self.edit.setToolTip(plain_tooltip(text))
        self.edit.setAccessibleName(text)

    def take_focus(self) -> None:
        """Go to the field and mark what is in it."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        shade = self.edit.palette()
        shade.setColor(QPalette.ColorRole.Text, theme.color("ink"))
        shade.setColor(QPalette.ColorRole.PlaceholderText, theme.color("faint"))
        self.edit.setPalette(shade)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box, color = QRectF(self.rect()), self._theme.color
        focused = self.edit.hasFocus()
        paint_frame(painter, box, color("panel" if focused else "background"), color("line"), _HEIGHT / 2 - 0.5)
        if focused:
            painter.setPen(QPen(color("accent"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _HEIGHT / 2 - 1, _HEIGHT / 2 - 1)
        picture = icon_pixmap("search", color("muted"), _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(14, round((box.height() - _ICON) / 2)), picture)
        cap = key_size(self._key)
        key = centred(box, cap, box.width() - cap.width() - 10)
        paint_key(painter, key, self._key, color("muted"), color("panel"), color("line"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Repaint the ring with the focus; Escape empties the field, in an empty one it goes on to the window."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.KeyPress and self.edit.text():
            self.edit.clear()
            return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.set_placeholder(self.tr("Number, address, category, pinyin initials…"))

    @Slot()
    def _typed(self) -> None:
        self._rest.start()

    @Slot()
    def _tell(self) -> None:
        self._rest.stop()
        if self.edit.text() != self._told:
            self._told = self.edit.text()
            self.changed.emit(self._told)

    @Slot()
    def _submit(self) -> None:
        self._tell()
        self.submitted.emit(self.edit.text())
