"""What a form asks for, and the base of the editors that ask it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from widgets.pick_field import Choice
from widgets.tone import restyle


@dataclass(frozen=True, slots=True)
class FormField:
    """One field; a required one is marked.

    `kind` is "line", "text", "pick", "combo", "keys" (one of few by a digit), "search" (picked among what is looked
    up while typing), "many" (several of a list), "date", "moment", "amount" or "position". `unit` stands behind an
    amount; `start` is the date that steps begin with; two `narrow` ones share a row of a wide form. `check` gives
    what is wrong with a value, in words, "" if nothing.
    """

    name: str
    label: str
    kind: str
    required: bool
    placeholder: str = ""
    choices: Sequence[Choice] = field(default_factory=tuple)
    unit: str = ""
    start: str = ""
    narrow: bool = False
    check: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class FormWords:
    """The words of all forms, in the user's language."""

    missing: str = ""
    not_in_list: str = ""
    remove: str = ""
    calendar: str = ""
    on_map: str = ""
    weekdays: tuple[str, ...] = ("", "", "", "", "", "", "")
    likely_keys: str = ""
    clear: str = ""


class FieldBox(QWidget):
    """An editor of one field. `asked` carries a text to look up, `tool_asked` that the field's tool is wanted."""

    edited = Signal()
    asked = Signal(str)
    tool_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = FormWords()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def value(self) -> str:
        """The field as text; "" for none."""
        raise NotImplementedError

    def set_value(self, text: str) -> None:
        """Fills the field in."""
        raise NotImplementedError

    def set_name(self, name: str) -> None:
        """The name for screen readers."""
        raise NotImplementedError

    def problem(self) -> str:
        """What is wrong with what was typed, apart from the field's own check; "" for nothing."""
        return ""

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Other things to choose from, where the field has any."""

    def set_invalid(self, invalid: bool) -> None:
        """Frames the field as wrong."""
        for line in self.findChildren(QLineEdit):
            restyle(line, "invalid", invalid)


def toned_label(parent: QWidget, tone: str) -> QLabel:
    """A wrapping label of plain text in one of the style sheet's tones; "" is ink."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if tone:
        label.setProperty("tone", tone)
    return label
