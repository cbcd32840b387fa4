"""The case detail: five stages, the deadline that explains itself, facts, log, and the actions."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from console.actions import Action
from console.desk.detail_view import DetailView, StripView
from widgets.clamped_label import ClampedLabel
from widgets.deadline_strip import DeadlineStrip
from widgets.facts_list import FactsList
from widgets.flow_layout import FlowLayout
from widgets.fonts import body
from widgets.form_sheet import FormSheet, toned_label
from widgets.key_button import KeyButton
from widgets.panel import Panel
from widgets.stage_bar import StageBar
from widgets.theme import LIGHT, Theme
from widgets.timeline import Timeline
from widgets.urgency_mark import UrgencyMark

BUTTONS = 6
"""Acts that have a button of their own: the main one first, then those of the straight way; the rest is a menu."""


class ActionButton(KeyButton):
    """A button that remembers which act it stands for."""

    chosen = Signal(str)

    def __init__(self, action: Action, parent: QWidget) -> None:
        super().__init__(action.text, action.key, "primary" if action.primary else "normal", parent)
        self.verb = action.verb
        self.set_disabled_reason(action.reason)
        self.clicked.connect(self._chosen)

    @Slot()
    def _chosen(self) -> None:
        self.chosen.emit(self.verb)


class CaseDetailPane(Panel):
    """Shows one `DetailView`, or a sentence while none is chosen; a form lies over log and actions."""

    act_chosen = Signal(str)
    report_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.view: DetailView | None = None
        self._look = LIGHT
        self._alone = False
        self._shown_actions: Sequence[Action] = ()
        self.form = FormSheet(self)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)
        self._empty = toned_label(self, "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._mark = UrgencyMark(self)
        self._heading = ClampedLabel(self, lines=3)
        self._heading.setFont(body(18, bold=True))
        self._subtitle = ClampedLabel(self, lines=2, tone="muted")
        self._description = ClampedLabel(self, lines=3)
        self._notice = toned_label(self, "due_soon")
        self._no_strip = toned_label(self, "muted")
        for label in (self._notice, self._no_strip):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._stages = StageBar(self)
        self._strip = DeadlineStrip(self)
        self.calendar = KeyButton(parent=self)
        self.calendar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.calendar.hide()
        self._facts = FactsList(self)
        self._log_title = toned_label(self, "")
        self._log_title.setFont(body(14, bold=True))
        self._timeline = Timeline(self)
        self._actions = QWidget(self)
        self._flow = FlowLayout(self._actions)
        self._lower = QWidget(self)
        self._more = QMenu(self)
        self._more.setToolTipsVisible(True)
        self._more.triggered.connect(self._more_chosen)
        self._lay_out()

    def retranslate(self) -> None:
        """Sets the texts of the present language."""
        self._empty.setText(self.tr("Choose a case in the queue, or press N to report a new one."))
        self._log_title.setText(self.tr("Log"))
        self._timeline.setAccessibleName(self.tr("Log"))
        self._stages.setAccessibleName(self.tr("Stages"))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme, for buttons made later too."""
        self._look = theme
        super().set_theme(theme)

    def set_zone(self, zone: ZoneInfo) -> None:
        """The zone in which the deadline strip's days begin."""
        self._strip.set_zone(zone)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_nothing(self) -> None:
        """No case is chosen."""
        self.view = None
        self._stack.setCurrentIndex(0)

    def show_view(self, view: DetailView) -> None:
        """Shows a case; a form that is open stays open with what was typed."""
        self.view = view
        self._mark.set_kind(view.urgency)
        self._heading.setText(view.title)
        self._subtitle.setText(view.subtitle)
        self._description.setText(view.description)
        self._description.setVisible(bool(view.description) and self.form.isHidden())
        self._notice.setText(view.notice)
        self._notice.setVisible(bool(view.notice))
        self._stages.set_stages(list(view.stages))
        self._show_strip(view)
        self._facts.set_facts(list(view.facts))
        self._facts_area.setMaximumHeight(max(40, self._facts.sizeHint().height() + 2))
        self._timeline.set_entries(list(view.entries))
        self._show_actions(view)
        self._stack.setCurrentIndex(1)

    def refresh_strip(self, view: DetailView) -> None:
        """Only time has passed: the strip and the mark follow."""
        self.view = view
        self._mark.set_kind(view.urgency)
        if not self._alone:  # the deadline of the case behind says nothing about the one being reported
            self._show_strip(view)

    def show_strip(self, strip: StripView) -> None:
        """Another strip for now: that of the deadline which the open form would lead to."""
        self._put_strip(strip)

    def strip_title(self) -> str:
        """What the strip says it shows."""
        return self._strip.title()

    def open_form(self) -> None:
        """Shows the form over log and actions."""
        self._stack.setCurrentIndex(1)
        self.form.show()
        self._lower.hide()
        self._actions.hide()
        self._description.hide()

    def open_form_alone(self) -> None:
        """Shows the form without any case: a new one is being reported."""
        self._alone = True
        self._show_header(False)
        self.open_form()

    def close_form(self) -> None:
        """Back to log and actions."""
        self.form.hide()
        self._alone = False
        self._show_header(True)
        self._lower.show()
        self._actions.show()
        if self.view is None:
            self._stack.setCurrentIndex(0)
        else:
            self._description.setVisible(bool(self.view.description))
            self.show_view(self.view)

    @property
    def form_open(self) -> bool:
        """Whether somebody is filling in a form."""
        return not self.form.isHidden()

    def action_of_key(self, key: str) -> Action | None:
        """The action whose keyboard hint this is."""
        actions = self.view.actions if self.view else ()
        return next((action for action in actions if action.key == key), None)

    @Slot(str)
    def _chosen(self, verb: str) -> None:
        self.act_chosen.emit(verb)

    def _show_header(self, shown: bool) -> None:
        for widget in (self._mark, self._heading, self._subtitle, self._stages):
            widget.setVisible(shown)
        view = self.view
        self._strip.setVisible(shown and view is not None and view.strip is not None)
        self.calendar.setVisible(shown and view is not None and view.strip is not None and view.strip.beyond)
        self._no_strip.setVisible(shown and view is not None and view.strip is None)
        self._notice.setVisible(shown and bool(view and view.notice))

    def _show_strip(self, view: DetailView) -> None:
        self._no_strip.setText(view.no_strip)
        self._put_strip(view.strip)

    def _put_strip(self, strip: StripView | None) -> None:
        self._strip.setVisible(strip is not None)
        self.calendar.setVisible(strip is not None and strip.beyond and self.form.isHidden())
        self._no_strip.setVisible(strip is None)
        if strip is not None:
            self._strip.set_strip(
                strip.intervals, strip.now, strip.due, strip.title, strip.due_text, strip.summary, strip.urgency
            )

    def _show_actions(self, view: DetailView) -> None:
        if view.actions == self._shown_actions:
            return
        self._shown_actions = view.actions
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for action in view.actions[:BUTTONS]:
            button = ActionButton(action, self._actions)
            button.chosen.connect(self._chosen)
            self._add_button(button)
        self._more.clear()
        for action in view.actions[BUTTONS:]:
            entry = QAction(f"{action.text}\t{action.key}", self._more)
            entry.setData(action.verb)
            entry.setEnabled(action.enabled)
            entry.setToolTip(action.reason)
            self._more.addAction(entry)
        if not self._more.isEmpty():
            more = KeyButton(self.tr("More"), "", "normal", self._actions)
            more.set_icon_name("ellipsis")
            more.clicked.connect(self._show_more)
            self._add_button(more)

    def _add_button(self, button: KeyButton) -> None:
        button.set_theme(self._look)
        self._flow.addWidget(button)
        button.show()

    @Slot()
    def _show_more(self) -> None:
        self._more.popup(self._actions.mapToGlobal(QPoint(0, -self._more.sizeHint().height())))

    @Slot(QAction)
    def _more_chosen(self, item: QAction) -> None:
        self.act_chosen.emit(str(item.data()))

    def _lay_out(self) -> None:
        page = QWidget(self)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._heading, 1)
        lower = QVBoxLayout(self._lower)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(8)
        area = QScrollArea(self._lower)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._facts)
        area.viewport().setAutoFillBackground(False)
        self._facts.setAutoFillBackground(False)
        self._facts_area = area
        lower.addWidget(area, 1)
        lower.addWidget(self._log_title)
        lower.addWidget(self._timeline, 1)
        outer.addLayout(head)
        for widget in (
            self._subtitle, self._notice, self._stages, self._strip, self._no_strip, self.calendar, self._description,
        ):  # fmt: skip
            outer.addWidget(widget)
        outer.addWidget(self._lower, 1)
        outer.addWidget(self.form, 1)
        outer.addWidget(self._actions)
        self.form.hide()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(page)
        self.retranslate()
