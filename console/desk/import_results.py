"""The right side of the import page: the preview, and the refused rows; and the result in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from console.desk.state_pane import StatePane
from console.desk.whole_columns import WholeColumns
from console.import_job import ImportDone, Preview
from console.item_models.text_table import TextTableModel
from console.mapping_words import field_words
from console.messages import Messages
from widgets.facts_list import Fact
from widgets.panel import Panel
from widgets.plain_table import PlainTable

COLUMN = 176
ROW_COLUMN_WIDTH = 200
HEAD_HEIGHT = 50
REFUSALS_HEIGHT = 250
GAP = 12


class ImportResults(QWidget):
    """Two panels; that of the refused rows is there only when there are some."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = messages
        self._preview: Preview | None = None
        self._refusals: tuple[tuple[str, str], ...] = ()
        self._refused = 0
        self.preview, self.refusals = WholeColumns((), COLUMN, self), PlainTable(self)
        self.preview_model, self.refusals_model = TextTableModel(self), TextTableModel(self)
        self.preview.setModel(self.preview_model)
        self.preview.horizontalHeader().setFixedHeight(HEAD_HEIGHT)
        self.refusals.setModel(self.refusals_model)
        self.state = StatePane(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.state)
        self._stack.addWidget(self.preview)
        self._upper, self._lower = Panel(parent=self), Panel(parent=self)
        self._upper.body.addWidget(self._stack)
        self._lower.body.addWidget(self.refusals)
        self._lower.setFixedHeight(REFUSALS_HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._upper, 1)
        layout.addWidget(self._lower)
        self.set_messages(messages)

    def set_messages(self, words: Messages) -> None:
        """Another language."""
        self._words = words
        self.preview.setAccessibleName(words.text("preview-title"))
        self.refusals.setAccessibleName(words.text("refusals-title"))
        self.show_preview(self._preview)
        self.show_refusals(self._refusals, self._refused)

    def show_loading(self) -> None:
        """The preview is being read."""
        self.state.say(self._words.text("preview-loading"))
        self._stack.setCurrentWidget(self.state)

    def show_preview(self, found: Preview | None) -> None:
        """The first rows, with the columns that the mapping reads marked and named."""
        self._preview = found
        words = self._words
        listed = len(found.rows) if found is not None else 0
        self._upper.set_title(
            words.text("preview-title"), words.text("preview-hint", count=listed, file=found.file if found else "")
        )
        if found is None:
            self.state.say(words.text("preview-empty"))
            self._stack.setCurrentWidget(self.state)
            return
        headings = [
            f"{column}\n{field_words(words, found.fields[column])}" if column in found.fields else column
            for column in found.header
        ]
        marked = {place for place, column in enumerate(found.header) if column in found.fields}
        self.preview_model.show_rows(headings, found.rows, marked)
        self.preview.fit()
        self._stack.setCurrentWidget(self.preview)

    def show_refusals(self, refusals: Sequence[tuple[str, str]], count: int) -> None:
        """The first refused rows of `count`, with their reasons."""
        words = self._words
        self._refusals, self._refused = tuple(refusals), count
        listed = len(self._refusals)
        hint = words.text("refusals-hint", shown="all" if listed >= count else "part", count=count, listed=listed)
        self._lower.set_title(words.text("refusals-title"), hint)
        self.refusals_model.show_rows([words.text("refusals-row"), words.text("refusals-reason")], self._refusals)
        self.refusals.set_widths({0: ROW_COLUMN_WIDTH}, 1)
        self._lower.setVisible(bool(self._refusals))


def facts_of(done: ImportDone, words: Messages) -> list[Fact]:
    """The counts of an import, what was marked, and where refused rows lie."""
    result = done.result

    def rows(count: int) -> str:
        return words.text("result-rows", count=count)

    facts = [
        Fact(words.text("result-read"), rows(result.read)),
        Fact(words.text("result-importable" if result.dry_run else "result-imported"), rows(result.imported)),
    ]
    if result.updated:
        facts.append(Fact(words.text("result-updated"), rows(result.updated)))
    facts.append(Fact(words.text("result-skipped"), rows(result.skipped)))
    facts.append(Fact(words.text("result-refused"), rows(result.refused)))
    if result.remaining:
        facts.append(Fact(words.text("result-remaining"), rows(result.remaining)))
    for mark, count in result.marked.items():
        facts.append(Fact(words.text("result-marked", mark=words.word("mark", mark)), rows(count)))
    if result.refused_file is not None:
        facts.append(Fact(words.text("result-refused-file"), str(result.refused_file)))
    return facts


def sentences_of(done: ImportDone, words: Messages) -> tuple[str, str]:
    """What came of an import in sentences, and their tone."""
    result = done.result
    tone = "on_track"
    if result.cancelled and (result.dry_run or not result.imported):
        return words.text("import-stopped-early"), "due_soon"
    if result.cancelled:
        said, tone = [words.text("import-cancelled", kept=result.imported, remaining=result.remaining)], "due_soon"
    elif result.dry_run:
        said = [words.text("import-dry-run", imported=result.imported)]
    else:
        said = [words.text("import-done", imported=result.imported + result.skipped)]
    if done.zone is not None:
        said.append(words.text("zone-declared-by-file", zone=done.zone))
    for note in result.notes:
        # Degrees as they are: a message would round them to three places.
        shown = {name: str(value) if isinstance(value, float) else value for name, value in note.arguments.items()}
        said.append(words.text(note.key, **shown))
    return "\n".join(said), tone
