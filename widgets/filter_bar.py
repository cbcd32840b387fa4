"""The queue's header: title and counts, the order, and the row of filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.elided_label import ElidedLabel
from widgets.filter_chip import FilterChip
from widgets.flow_layout import FlowLayout
from widgets.fonts import body, visible_text
from widgets.icons import icon
from widgets.theme import LIGHT, Theme

ChipSpec = tuple[str, str, int | None]

_STEPS: Final[dict[int, int]] = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}


class FilterBar(QWidget):
    """One of the chips is always on; toggles after them narrow further, each on its own.

    Left and Right walk along the row, Space or Enter chooses. Programmatic changes are silent.
    """

    chip_chosen = Signal(str)
    toggle_changed = Signal(str, bool)
    sort_chosen = Signal(str)
    #: The "＋ 条件" chip.
    condition_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._chips: dict[str, FilterChip] = {}
        self._toggles: dict[str, FilterChip] = {}
        self._active = ""
        self._title = ElidedLabel()
        self._title.setFont(body(16, bold=True))
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._counts = ElidedLabel(tone="muted")
        self._order = QToolButton()
        self._order.setProperty("tone", "muted")
        self._order.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._order.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the word
        self._order.clicked.connect(self._open_menu)
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._sorted)
        self._orders = QActionGroup(self)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._chosen)
        self._more = FilterChip("", "")
        self._more.clicked.connect(self._ask_condition)
        self._more.installEventFilter(self)
        self._more.hide()
        self._lay_out()
        self.set_theme(LIGHT)
        self._retranslate()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._title, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self._counts, 1, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self._order)
        self._row = QWidget()
        self._flow = FlowLayout(self._row, 6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(15, 7, 10, 13)
        outer.setSpacing(6)
        outer.addLayout(first)
        outer.addWidget(self._row)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row.setSizePolicy(policy)

    # -- title and order ---------------------------------------------------------------------------

    def set_title(self, title: str, counts: str = "") -> None:
        """The bold title and the muted line of counts after it."""
        self._title.setText(title)
        self.set_counts(counts)

    def set_counts(self, counts: str) -> None:
        """The line of counts, ready with its units."""
        self._counts.setText(counts)

    def set_sorts(self, sorts: Sequence[tuple[str, str]], active: str) -> None:
        """The orders to choose from as (key, text) and the present one."""
        for action in self._orders.actions():
            self._orders.removeAction(action)
        self._menu.clear()
        for key, text in sorts:
            action = QAction(visible_text(text), self._menu)
            action.setData(key)
            action.setCheckable(True)
            self._orders.addAction(action)
            self._menu.addAction(action)
        self.set_sort(active)
        self._order.setVisible(bool(sorts))

    def set_sort(self, key: str) -> None:
        """Mark an order as the present one."""
        for action in self._orders.actions():
            if action.data() == key:
                action.setChecked(True)
                self._order.setText(action.text())

    def sort_menu(self) -> QMenu:
        """The menu of orders."""
        return self._menu

    def sort_button(self) -> QToolButton:
        """The button that opens the menu of orders."""
        return self._order

    # -- chips -------------------------------------------------------------------------------------

    def set_chips(self, chips: Sequence[ChipSpec]) -> None:
        """The exclusive filters as (key, text, count or None); the active one stays active if it is still there."""
        self._fill(self._chips, chips, exclusive=True)
        if self._active not in self._chips and chips:
            self._active = chips[0][0]
        self.set_active(self._active)

    def set_toggles(self, toggles: Sequence[ChipSpec]) -> None:
        """Further filters, each on or off by itself."""
        self._fill(self._toggles, toggles, exclusive=False)

    def set_toggled(self, key: str, on: bool) -> None:
        """Switch one of the further filters; an unknown key is ignored."""
        if key in self._toggles:
            self._toggles[key].setChecked(on)

    def set_condition_text(self, text: str) -> None:
        """The chip at the end that asks for one more condition; "" takes it away."""
        self._more.set_words(text, None)
        self._more.setVisible(bool(text))
        self._arrange()

    def active(self) -> str:
        """The key of the filter that is on."""
        return self._active

    def set_active(self, key: str) -> None:
        """Switch to a filter without telling anyone; an unknown key is ignored."""
        if key in self._chips:
            self._active = key
            self._chips[key].setChecked(True)

    def chips(self) -> list[FilterChip]:
        """Every chip in its order: exclusive ones, toggles, the condition chip."""
        more = [self._more] if not self._more.isHidden() else []
        return [*self._chips.values(), *self._toggles.values(), *more]

    def _fill(self, kept: dict[str, FilterChip], specs: Sequence[ChipSpec], *, exclusive: bool) -> None:
        if [spec[0] for spec in specs] != list(kept):
            for chip in kept.values():
                self._group.removeButton(chip)
                chip.hide()
                chip.deleteLater()
            kept.clear()
            for key, text, count in specs:
                chip = FilterChip(key, text, count, self._row)
                chip.setCheckable(True)
                chip.set_theme(self._theme)
                chip.installEventFilter(self)
                kept[key] = chip
                if exclusive:
                    self._group.addButton(chip)
                else:
                    chip.clicked.connect(self._toggled)
            self._arrange()
        for key, text, count in specs:
            kept[key].set_words(text, count)

    def _arrange(self) -> None:
        while self._flow.count():
            self._flow.takeAt(0)
        self._more.setParent(self._row)
        self._more.setVisible(bool(self._more.words()))
        previous: QWidget = self._order
        for chip in self.chips():
            self._flow.addWidget(chip)
            chip.show()
            QWidget.setTabOrder(previous, chip)
            previous = chip
        self._row.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._order.setIcon(icon("chevron-down", theme.color("muted"), 14))
        self._order.setIconSize(QSize(14, 14))
        for chip in (*self._chips.values(), *self._toggles.values(), self._more):
            chip.set_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._theme.color("line"))
        painter.end()

    # -- events ------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and Right walk along the whole row, not only within the exclusive chips."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = _STEPS.get(event.key(), 0)
        if step and isinstance(watched, FilterChip):
            self._walk(watched, step)
        return bool(step)

    def _walk(self, chip: FilterChip, by: int) -> None:
        chips = self.chips()
        place = chips.index(chip) + by
        if 0 <= place < len(chips):
            chips[place].setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._order.setAccessibleName(self.tr("Order of the list"))
        self._row.setAccessibleName(self.tr("Filters"))

    @Slot()
    def _open_menu(self) -> None:
        width = self._menu.sizeHint().width()
        corner = QPoint(self._order.width() - width, self._order.height() + 2)
        self._menu.popup(self._order.mapToGlobal(corner))

    @Slot(QAction)
    def _sorted(self, action: QAction) -> None:
        self.set_sort(str(action.data()))
        self.sort_chosen.emit(str(action.data()))

    @Slot(QAbstractButton)
    def _chosen(self, button: QAbstractButton) -> None:
        if isinstance(button, FilterChip):
            self._active = button.key
            self.chip_chosen.emit(button.key)

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        chip = self.sender()
        if isinstance(chip, FilterChip):
            self.toggle_changed.emit(chip.key, on)

    @Slot()
    def _ask_condition(self) -> None:
        self.condition_requested.emit()
