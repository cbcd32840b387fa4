"""A button that carries its key: the word, then the key in a small cap."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.badge import centred, key_size, paint_frame, paint_key
from widgets.elided_label import plain_tooltip
from widgets.fonts import body, visible_text
from widgets.icons import icon_pixmap
from widgets.token_button import TokenButton

ButtonKind = Literal["primary", "normal", "danger"]

_HEIGHT: Final = 36
_PADDING: Final = 12
_GAP: Final = 8
_ICON: Final = 16
_RADIUS: Final = 6.0


class KeyButton(TokenButton):
    """``clicked`` comes from mouse, Space and Enter. The key is a *hint*: the action owns the shortcut."""

    def __init__(
        self, text: str = "", key: str = "", kind: ButtonKind = "normal", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind: str = kind
        self._key = ""
        self._icon_name = ""
        self._hint = ""
        self._reason = ""
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_text(text)
        self.set_key(key)

    def set_text(self, text: str) -> None:
        """The verb on the button."""
        shown = visible_text(text).replace("&", "&&")  # an ampersand in data is not a mnemonic
        if shown != self.text():
            self.setText(shown)
            self.setAccessibleName(visible_text(text))
            self.updateGeometry()
        self._retip()

    def set_key(self, key: str) -> None:
        """The key shown in the cap, e.g. ``F`` or ``Ctrl+K``; "" for none."""
        self._key = key
        self.setAccessibleDescription(key)
        self.updateGeometry()
        self.update()

    def key(self) -> str:
        """The key hint."""
        return self._key

    def set_kind(self, kind: ButtonKind) -> None:
        """``primary`` is the one main act of a form, ``danger`` cannot be taken back."""
        self._kind = kind
        self.update()

    def set_icon_name(self, name: str) -> None:
        """An icon before the text (see :mod:`widgets.icons`); "" for none."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_hint(self, hint: str) -> None:
        """The tooltip while the button is enabled."""
        self._hint = hint
        self._retip()

    def set_disabled_reason(self, reason: str) -> None:
        """Disable with the reason as tooltip; "" enables again."""
        self._reason = reason
        self.setEnabled(not reason)
        self._retip()

    def disabled_reason(self) -> str:
        """Why the button cannot be used now; "" when it can."""
        return self._reason

    def sizeHint(self) -> QSize:
        return QSize(round(self._content_width()) + 2 * _PADDING, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        ground, line, text = self._colours()
        paint_frame(painter, box, ground, line, _RADIUS)
        left = max(float(_PADDING), (box.width() - self._content_width()) / 2)
        left = self._paint_icon(painter, box, round(left), text)
        painter.setFont(self._label_font())
        painter.setPen(text)
        words = self._label()
        width = QFontMetricsF(self._label_font()).horizontalAdvance(words)
        painter.drawText(QRectF(left, 0, width + 2, box.height()), Qt.AlignmentFlag.AlignVCenter, words)
        if self._key:
            cap = centred(box, key_size(self._key), float(round(left + width + _GAP)))
            paint_key(painter, cap, self._key, *self._key_colours(ground, text))
        if self.shows_ring():
            self._paint_focus(painter, box)
        painter.end()

    def _label(self) -> str:
        return self.text().replace("&&", "&")

    def _label_font(self) -> QFont:
        return body(14, self._kind == "primary")

    def _content_width(self) -> float:
        width = QFontMetricsF(self._label_font()).horizontalAdvance(self._label())
        if self._key:
            width += _GAP + key_size(self._key).width()
        if self._icon_name:
            width += _ICON + _GAP
        return width

    def _paint_icon(self, painter: QPainter, box: QRectF, left: float, color: QColor) -> float:
        if not self._icon_name:
            return left
        top = round((box.height() - _ICON) / 2)
        pixmap = icon_pixmap(self._icon_name, color, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, top), pixmap)
        return left + _ICON + _GAP

    def _paint_focus(self, painter: QPainter, box: QRectF) -> None:
        inside = self._kind == "primary" and self.isEnabled()
        painter.setPen(QPen(self._theme.color("on_accent" if inside else "accent"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 3.0 if inside else 0.75
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), _RADIUS - 1, _RADIUS - 1)

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Ground, line and text of the present state."""
        colour = self._theme.color
        if not self.isEnabled():
            return colour("background"), colour("line"), colour("faint")
        down, over = self.isDown() or self.isChecked(), self.underMouse()
        if self._kind == "primary":
            ground = colour("accent_hover" if down or over else "accent")
            return ground, ground, colour("on_accent")
        ground = colour("selected" if down else "hover" if over else "panel")
        line = colour("line_strong" if over else "line")
        return ground, line, colour("overdue_text" if self._kind == "danger" else "ink")

    def _key_colours(self, ground: QColor, text: QColor) -> tuple[QColor, QColor, QColor]:
        if self._kind == "primary" and self.isEnabled():
            line = QColor(text)
            line.setAlphaF(0.55)
            return text, ground, line
        return self._theme.color("muted"), self._theme.color("panel"), self._theme.color("line")

    def _retip(self) -> None:
        self.setToolTip(plain_tooltip(self._reason or self._hint))
