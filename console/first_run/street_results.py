"""What the check of a street's plan found, in words: of one step, or of all."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.item_models.text_table import TextTableModel
from console.messages import Messages
from console.street_check import Part, StreetChecked
from widgets.facts_list import Fact, FactsList
from widgets.form_sheet import toned_label
from widgets.plain_table import PlainTable
from widgets.tone import say

ROW_WIDTH = 260
OF_STEP = {
    "place": ("place",), "organisation": ("organisation",), "grids": ("grids",), "rules": ("catalogue", "calendar"),
    "preview": ("place", "organisation", "grids", "catalogue", "calendar"),
}  # fmt: skip
"""The parts of the check that a step shows."""


class StreetResults(QWidget):
    """A sentence, the parts as facts, and a table of the rows refused; what has nothing to say takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = toned_label(self, "")
        self.facts = FactsList(self)
        self.refused_title = toned_label(self, "muted")
        self.refused = PlainTable(self)
        self.model = TextTableModel(self)
        self.refused.setModel(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.sentence, self.facts, self.refused_title):
            column.addWidget(widget)
        column.addWidget(self.refused, 1)
        column.addStretch(0)
        self.clear()

    def clear(self) -> None:
        """Nothing is known."""
        say(self.sentence, "")
        self._show_facts([])
        self._show_refused(None, ())

    def show_checked(self, words: Messages, checked: StreetChecked, step: str) -> None:
        """What was found of a step's parts."""
        parts = [checked.parts[key] for key in OF_STEP[step]]
        trouble = next((part.trouble for part in parts if part.trouble is not None), None)
        say(self.sentence, words.trouble(trouble) if trouble is not None else "", "overdue")
        facts = [] if step == "place" else [fact for part in parts for fact in facts_of(part, words, checked)]
        self._show_facts(facts)
        self._show_refused(words, tuple(part for part in parts if part.lines))

    def _show_facts(self, facts: list[Fact]) -> None:
        self.facts.set_facts(facts)
        self.facts.setVisible(bool(facts))

    def _show_refused(self, words: Messages | None, parts: tuple[Part, ...]) -> None:
        shown = words is not None and bool(parts)
        self.refused.setVisible(shown)
        self.refused_title.setVisible(shown)
        if words is None or not shown:
            return
        count = sum(part.refused for part in parts)
        title = words.text("refusals-title")
        self.refused_title.setText(words.text("street-refused", count=count))
        self.refused.setAccessibleName(title)
        rows = [
            (f"{words.text(f'street-part-{part.key}')} · {line.row}", words.outcome(line.key, line.arguments))
            for part in parts for line in part.lines
        ]  # fmt: skip
        self.model.show_rows([words.text("refusals-row"), words.text("refusals-reason")], rows)
        self.refused.set_widths({0: ROW_WIDTH}, 1)


def facts_of(part: Part, words: Messages, checked: StreetChecked) -> list[Fact]:
    """One part in a line: what is taken, what is refused, what is odd; or that it was left out."""
    comma = words.text("list-comma")
    if part.trouble is not None:
        said = words.trouble(part.trouble)
    elif part.key == "place":
        street = checked.street
        name = street.name if street is not None else checked.plan.name
        said = " · ".join(text for text in (name, street.code if street else "", checked.plan.zone) if text)
    elif not part.counts:
        said = words.text("street-left-out")
    else:
        said = comma.join(words.text(f"street-count-{kind}", count=count) for kind, count in part.counts.items())
    if part.refused:
        said += comma + words.text("street-count-refused", count=part.refused)
    notes = [words.outcome(note.key, note.arguments) for note in part.notes]
    return [Fact(words.text(f"street-part-{part.key}"), "\n".join([said, *notes]))]
