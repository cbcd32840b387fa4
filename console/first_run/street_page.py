"""Starts an own street, step by step; entries are kept, and nothing is there until all is."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.first_run.fields import FIELD_WIDTH
from console.first_run.street_form import STEPS, StreetForm
from console.first_run.street_results import OF_STEP, StreetResults
from console.first_run_jobs import FirstRunJobs, StartChoice
from console.messages import Messages
from console.street_check import StreetChecked
from console.street_plan import SHIPPED, StreetPlan, forget_draft, load_draft, save_draft
from console.tasks import Tasks
from models.domain.errors import Trouble
from widgets.elided_label import plain_tooltip
from widgets.form_sheet import toned_label
from widgets.key_button import KeyButton
from widgets.page_keys import bind_page_keys
from widgets.panel import Panel
from widgets.tone import say

RESTS_MS = 400


class StreetPage(QWidget):
    """`chosen` carries a StartChoice, `left` asks for the cards; entries are on disk by then."""

    chosen = Signal(object)
    left = Signal()
    _stepped = Signal(str)

    def __init__(self, jobs: FirstRunJobs, tasks: Tasks, words: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._tasks, self._words = jobs, tasks, words
        self._checked: StreetChecked | None = None
        self._asked: StreetPlan | None = None
        self._checking = self._founding = False
        self.panel = Panel(parent=self)
        self.steps = [KeyButton(key=f"Alt+{place}", parent=self) for place in range(1, len(STEPS) + 1)]
        self.form, self.results = StreetForm(self), StreetResults(self)
        self.sentence = toned_label(self, "")
        self.next = KeyButton(key="Ctrl+Enter", kind="primary", parent=self)
        self.before = KeyButton(key="Alt+←", parent=self)
        self.back = KeyButton(key="Esc", parent=self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTS_MS)
        self._lay_out()
        self._connect()

    def set_messages(self, words: Messages) -> None:
        """Another language."""
        self._words = words
        self.panel.set_title(words.text("first-run-street"), words.text("street-hint"))
        self.form.set_messages(words)
        self.before.set_text(words.text("street-before"))
        self.back.set_text(words.text("street-leave"))
        self._show()

    def opened(self) -> None:
        """The page was brought to the front: it goes on where it was left."""
        self.form.set_plan(load_draft())
        self._show()
        self._check()
        self._focus()

    @property
    def settled(self) -> bool:
        """Whether nothing is under way and nothing typed waits."""
        return not (self._checking or self._founding or self._rest.isActive())

    @property
    def checked(self) -> StreetChecked | None:
        """What was found of the entries as they stand; None while that is not known."""
        return self._checked

    # -- layout -------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        row, buttons = QHBoxLayout(), QHBoxLayout()
        for line, members in ((row, self.steps), (buttons, [self.next, self.before, self.back])):
            line.setSpacing(8)
            for button in members:
                button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
                line.addWidget(button)
            line.addStretch(1)
        self.form.setMaximumWidth(FIELD_WIDTH + 180)
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 4, 16, 8)
        inside.setSpacing(12)
        inside.addLayout(row)
        inside.addWidget(self.form)
        inside.addWidget(self.results, 1)
        inside.addWidget(self.sentence)
        inside.addLayout(buttons)
        self.panel.body.addLayout(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.sentence.hide()

    def _connect(self) -> None:
        self.form.changed.connect(self._changed)
        self.form.template_asked.connect(self._template)
        self._rest.timeout.connect(self._check)
        self._stepped.connect(self._show_phase)
        self.next.clicked.connect(self._go_on)
        self.before.clicked.connect(self._go_back)
        self.back.clicked.connect(self._leave)
        keys = [("Ctrl+Return", self.next.click), ("Ctrl+Enter", self.next.click), ("Alt+Left", self.before.click),
                ("Esc", self.back.click), ("Ctrl+O", self._choose), ("Ctrl+M", self._template)]  # fmt: skip
        for place, button in enumerate(self.steps, start=1):
            button.setObjectName(str(place - 1))
            button.clicked.connect(self._step_pressed)
            keys.append((f"Alt+{place}", button.click))
        bind_page_keys(self, keys)

    # -- steps --------------------------------------------------------------------------------------
    @property
    def _step(self) -> str:
        return STEPS[self.form.currentIndex()]

    def _show(self) -> None:
        words, here = self._words, self.form.currentIndex()
        for place, (step, button) in enumerate(zip(STEPS, self.steps, strict=True)):
            button.set_text(f"{place + 1} {words.text(f'street-step-{step}')}")
            button.set_kind("primary" if place == here else "normal")
            button.set_icon_name(self._mark(step))
            button.setEnabled(not self._founding)
        last = here == len(STEPS) - 1
        self.next.set_text(words.text("street-create" if last else "street-next"))
        self.next.set_disabled_reason(self._reason() if last else "")
        self.before.setEnabled(here > 0 and not self._founding)
        self.back.setEnabled(not self._founding)
        self.form.setEnabled(not self._founding)
        self.form.setFixedHeight(self.form.pages[self._step].sizeHint().height())
        if self._checked is None:
            self.results.clear()
        else:
            self.results.show_checked(words, self._checked, self._step)
        target, usual = self.form.target, str(replace(self.form.plan(), target="").target_file)
        target.edit.setPlaceholderText(usual)
        if not target.path():
            target.edit.setToolTip(plain_tooltip(usual))

    def _mark(self, step: str) -> str:
        if self._checked is None or step == "preview":
            return ""
        parts = [self._checked.parts[key] for key in OF_STEP[step]]
        # That the shipped catalogue has one row nobody can read is no news.
        shipped = {"catalogue"} if self._checked.plan.catalogue == SHIPPED else set()
        if any(part.trouble is not None or (part.refused and part.key not in shipped) for part in parts):
            return "triangle-alert"
        return "check" if any(part.counts for part in parts) else ""

    def _reason(self) -> str:
        if self._founding:
            return self._words.text("street-founding-schema")
        if self._checked is None:
            return self._words.text("street-checking")
        return self._words.trouble(self._checked.trouble) if self._checked.trouble is not None else ""

    def _to(self, place: int) -> None:
        self.form.setCurrentIndex(place)
        say(self.sentence, "")
        self._keep()
        self._show()
        self._focus()

    def _focus(self) -> None:
        page = self.form.pages[self._step]
        if self._step == "preview":
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        first = next(w for w in page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _step_pressed(self) -> None:
        self._to(int(self.sender().objectName()))

    @Slot()
    def _go_back(self) -> None:
        self._to(max(0, self.form.currentIndex() - 1))

    @Slot()
    def _go_on(self) -> None:
        if self.form.currentIndex() < len(STEPS) - 1:
            self._to(self.form.currentIndex() + 1)
        elif self._checked is not None and self._checked.trouble is None and not self._founding:
            self._founding = True
            self._show()
            self._show_phase("schema")
            self._tasks.start("found", self._found(self._checked))

    @Slot()
    def _leave(self) -> None:
        self._keep()
        self.left.emit()

    @Slot()
    def _choose(self) -> None:
        if self._step == "organisation":
            self.form.organisation.open_dialog()
        elif self._step == "grids":
            self.form.grids.button.click()

    # -- check --------------------------------------------------------------------------------------
    @Slot()
    def _changed(self) -> None:
        self._checked = None
        say(self.sentence, "")
        self._rest.start()
        self._show()

    @Slot()
    def _check(self) -> None:
        self._keep()
        self._asked = self.form.plan()
        if not self._checking:
            self._checking = True
            self._tasks.start("check", self._run_check())

    async def _run_check(self) -> None:
        """Checks what was asked for last, until nothing else was asked meanwhile."""
        try:
            while self._asked is not None:
                plan, self._asked = self._asked, None
                found = await self._jobs.check(plan)
                if self._asked is None and not self._rest.isActive():
                    self._checked = found
                    self.form.show_communities(found.communities)
        finally:
            self._checking = False
        self._show()

    def _keep(self) -> None:
        try:
            save_draft(self.form.plan())
        except OSError as error:
            said = {"folder": "", "reason": error.strerror or str(error)}
            say(self.sentence, self._words.text("street-not-kept", **said), "due_soon")

    # -- founding -----------------------------------------------------------------------------------
    async def _found(self, checked: StreetChecked) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        try:
            done = await self._jobs.found(checked, self._words, Path(folder), self._stepped.emit)
        except Trouble as trouble:
            say(self.sentence, self._words.trouble(trouble), "overdue")
        else:
            with suppress(OSError):  # the entries stay; the street is there all the same
                forget_draft()
            self.chosen.emit(StartChoice(done.url, done.url))
        finally:
            self._founding = False
            self._show()
            self._focus()

    @Slot(str)
    def _show_phase(self, phase: str) -> None:
        if self._founding:
            say(self.sentence, self._words.text(f"street-founding-{phase}"), "accent")

    @Slot()
    def _template(self) -> None:
        if self._step == "organisation":
            self._tasks.start("template", self._write_template())

    async def _write_template(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        try:
            path = await self._jobs.template(Path(folder), self._words.language)
        except Trouble as trouble:
            say(self.sentence, self._words.trouble(trouble), "overdue")
        else:
            say(self.sentence, self._words.text("template-written", file=str(path)), "on_track")
