"""From a field to its editor."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from widgets.amount_field import AmountField
from widgets.date_field import DateField
from widgets.form_fields import FieldBox, FormField, FormWords
from widgets.key_choice import KeyChoice
from widgets.many_field import ManyField
from widgets.plain_fields import ComboBox, LineBox, PickBox, TextBox
from widgets.position_field import PositionField
from widgets.search_field import SearchField


def make_editor(spec: FormField, words: FormWords, keys: QObject, parent: QWidget) -> FieldBox:
    """The editor of a field; `keys` filters the keys of texts, which would else swallow those of the form."""
    editor: FieldBox
    match spec.kind:
        case "text":
            editor = TextBox(parent, spec.placeholder, keys)
        case "pick":
            editor = PickBox(parent, spec.placeholder, spec.choices)
        case "combo":
            editor = ComboBox(parent, spec.choices)
        case "keys":
            editor = KeyChoice(parent, spec.choices)
        case "search":
            editor = SearchField(parent, spec)
        case "many":
            editor = ManyField(parent, spec, words)
        case "date" | "moment":
            editor = DateField(parent, spec, words)
        case "amount":
            editor = AmountField(parent, spec)
        case "position":
            editor = PositionField(parent, spec, words)
        case _:
            editor = LineBox(parent, spec.placeholder)
    editor.words = words
    editor.set_name(spec.label)
    return editor
