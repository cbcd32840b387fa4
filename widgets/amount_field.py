"""An amount with its unit: typed or stepped by arrow keys."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.elided_label import ElidedLabel
from widgets.form_fields import FieldBox, FormField
from widgets.plain_fields import TipLine

_STEPS = {
    Qt.Key.Key_Up: Decimal(1), Qt.Key.Key_Down: Decimal(-1), Qt.Key.Key_PageUp: Decimal(5),
    Qt.Key.Key_PageDown: Decimal(-5),
}  # fmt: skip
LINE_WIDTH = 120


class AmountField(FieldBox):
    """Up and Down go by one, PageUp and PageDown by five, never to nothing or below."""

    def __init__(self, parent: QWidget, spec: FormField) -> None:
        super().__init__(parent)
        self._line = TipLine(self)
        self._line.setPlaceholderText(spec.placeholder)
        self._line.setMinimumWidth(LINE_WIDTH)
        self._line.installEventFilter(self)
        self._line.textChanged.connect(self.edited)
        unit = ElidedLabel(spec.unit, self, tone="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._line, 1)
        layout.addWidget(unit, 2)
        self.setFocusProxy(self._line)

    def value(self) -> str:
        return self._line.text().strip()

    def set_value(self, text: str) -> None:
        self._line.setText(text)

    def set_name(self, name: str) -> None:
        self._line.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, step: Decimal) -> None:
        try:
            now = Decimal(self._line.text().strip() or "0")
        except InvalidOperation:
            now = Decimal(0)
        after = now + step if now.is_finite() else step
        self._line.setText(f"{after if after > 0 else min(now, Decimal(1)) or Decimal(1):f}")
