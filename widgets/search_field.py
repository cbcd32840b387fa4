"""A field that looks up what is typed: the list below it is filled from outside, and free text may stay."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from widgets.form_fields import FieldBox, FormField
from widgets.pick_field import Choice, PickField
from widgets.plain_fields import fill

WAIT_MS = 120
"""Rest after a typed letter before it is looked up."""

HINT_WIDTH = 210


class SearchField(FieldBox):
    """`asked` carries what to look up; `set_choices` answers. The value is the picked key, else what was typed."""

    def __init__(self, parent: QWidget, spec: FormField) -> None:
        super().__init__(parent)
        self._typing = False
        self._pick = PickField(self)
        self._pick.set_finding(False)
        self._pick.set_placeholder(spec.placeholder)
        self._pick.set_choices(spec.choices)
        self._pick.picked.connect(self.edited)
        self._pick.line.textEdited.connect(self._typed)
        self._pick.entered.connect(self._ask)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._ask)
        fill(self, self._pick)
        self.setFocusProxy(self._pick)

    def value(self) -> str:
        return self._pick.key() or self._pick.typed()

    def set_value(self, text: str) -> None:
        self._typing = False
        self._pick.set_key_or_text(text)
        self._ask()

    def set_name(self, name: str) -> None:
        self._pick.set_accessible(name)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """What was found; a key that stands as plain text becomes the choice it belongs to."""
        value, picked = self.value(), self._pick.choice()
        kept = picked is not None and all(choice.key != picked.key for choice in choices)
        self._pick.set_choices([*([picked] if kept and picked is not None else []), *choices], HINT_WIDTH)
        if value and any(choice.key == value for choice in choices) and not self._typing:
            self._pick.set_key(value)

    @Slot()
    def _typed(self) -> None:
        self._typing = True
        self._timer.start()
        self.edited.emit()

    @Slot()
    def _ask(self) -> None:
        self._timer.stop()
        self.asked.emit(self._pick.key() or self._pick.typed().strip())
