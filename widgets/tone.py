"""Properties that the style sheet looks at, and sentences in its tones."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Sets a property by which the style sheet tells widgets apart, and dresses the widget anew where it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def say(label: QLabel, text: str, tone: str = "") -> None:
    """A sentence in a tone of the style sheet; "" takes it away."""
    label.setText(text)
    restyle(label, "tone", tone)
    label.setVisible(bool(text))
