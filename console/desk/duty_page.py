"""The duty page: queue | map over workload and flow | detail, linked by one selection.

Narrow windows have a smaller queue, and map, detail and workload one above the other as tabs.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabBar, QVBoxLayout, QWidget

from console.desk.case_detail import CaseDetailPane
from console.desk.load_pane import FlowPane, LoadPane
from console.desk.map_pane import MapPane
from console.desk.queue_pane import QueuePane
from console.live import Live
from console.session import Session
from widgets.key_splitter import KeySplitter

WIDE = 1600
"""Width in pixels from which map and detail stand side by side."""
QUEUE_WIDE, QUEUE_NARROW, DETAIL = 560, 420, 440
GAP = 12
TAB_DETAIL, TAB_MAP, TAB_LOAD = range(3)


class DutyPage(QWidget):
    """Holds the panes and their places; what they do is the controller's business."""

    filter_picked = Signal(str)

    def __init__(self, live: Live, session: Session, sort: str, console: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.queue = QueuePane(live, session, sort, console, self)
        self.map = MapPane(live, session, self)
        self.load = LoadPane(live, session, self)
        self.flow = FlowPane(session, self)
        self.detail = CaseDetailPane(self)
        self.detail.set_zone(session.formats.zone)
        self._wide: bool | None = None
        self._kept: dict[str, list[int]] = {}
        self._tabs = QTabBar(self)
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        for _ in range(3):
            self._tabs.addTab("")
        self._tabs.currentChanged.connect(self._show_tab)
        self._outer = KeySplitter(Qt.Orientation.Horizontal, self)
        self._middle = KeySplitter(Qt.Orientation.Vertical, self)
        self._lower = KeySplitter(Qt.Orientation.Horizontal, self)
        self._right = QWidget(self)
        self._lay_out()
        self.map.filter_picked.connect(self.queue.pick)
        self.load.filter_picked.connect(self.queue.pick)
        self.retranslate()

    def set_session(self, session: Session) -> None:
        """Another officer, language, or other reference records."""
        for pane in (self.queue, self.map, self.load, self.flow):
            pane.set_session(session)
        self.detail.set_zone(session.formats.zone)

    def retranslate(self) -> None:
        """Sets the texts of the present language."""
        for tab, text in enumerate((self.tr("Case"), self.tr("Map"), self.tr("Workload"))):
            self._tabs.setTabText(tab, text)
        self._tabs.setAccessibleName(self.tr("Case, map or workload"))

    def show_detail(self) -> None:
        """Brings the detail forward where it shares its place."""
        if not self._wide:
            self._tabs.setCurrentIndex(TAB_DETAIL)

    def show_map(self) -> None:
        """Brings the map forward where it shares its place."""
        if not self._wide:
            self._tabs.setCurrentIndex(TAB_MAP)

    def next_tab(self) -> None:
        """The next of detail, map and workload in a narrow window."""
        if not self._wide:
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + 1) % self._tabs.count())

    @property
    def is_wide(self) -> bool:
        """Whether everything is side by side."""
        return bool(self._wide)

    def dividers(self) -> dict[str, list[int]]:
        """Where the dividers stand, by name; each width class has its own."""
        if self._wide is not None:
            self._kept.update({name: splitter.sizes() for name, splitter in self._splitters().items()})
        return dict(self._kept)

    def set_dividers(self, places: dict[str, list[int]]) -> None:
        """Puts the dividers where they were kept, now or when the window has that width."""
        self._kept.update(places)
        if self._wide is not None:
            self._restore()

    def _restore(self) -> None:
        for name, splitter in self._splitters().items():
            sizes = self._kept.get(name)
            if sizes and len(sizes) == splitter.count() and any(sizes):
                splitter.setSizes(sizes)

    def _splitters(self) -> dict[str, QSplitter]:
        width = "wide" if self._wide else "narrow"
        return {f"{width}-outer": self._outer, f"{width}-middle": self._middle, f"{width}-lower": self._lower}

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= WIDE
        if wide != self._wide:
            self.dividers()
            self._wide = wide
            focused = self.window().focusWidget()
            self._arrange()
            self._restore()
            # Panes that change places lose the keyboard: what is being typed must not go on in the search field.
            if focused is not None and self.isAncestorOf(focused) and focused.isVisible():
                focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        for splitter in (self._outer, self._middle, self._lower):
            splitter.setHandleWidth(GAP)
        self._lower.addWidget(self.load)
        self._lower.addWidget(self.flow)
        self._middle.addWidget(self.map)
        self._middle.addWidget(self._lower)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(4)
        right.addWidget(self._tabs)
        self._outer.addWidget(self.queue)
        self._outer.addWidget(self._right)
        self._outer.addWidget(self._middle)
        self._outer.addWidget(self.detail)
        self.queue.setMinimumWidth(320)
        self.detail.setMinimumWidth(360)
        self.map.setMinimumSize(280, 200)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.addWidget(self._outer)

    def _arrange(self) -> None:
        right = self._right.layout()
        assert right is not None
        width = self.width() - 2 * GAP
        if self._wide:
            self._right.hide()
            self._outer.addWidget(self._middle)
            self._outer.addWidget(self.detail)
            for pane in (self.map, self._lower, self.detail, self._middle):
                pane.show()
            self._outer.setSizes([QUEUE_WIDE, 0, max(300, width - QUEUE_WIDE - DETAIL - 2 * GAP), DETAIL])
            self._middle.setSizes([700, 262])
        else:
            right.addWidget(self.detail)
            right.addWidget(self._middle)
            self._right.show()
            self._outer.setSizes([QUEUE_NARROW, max(300, width - QUEUE_NARROW - GAP)])
            self._middle.setSizes([700, 262])
            self._show_tab(self._tabs.currentIndex())
        for place in range(self._outer.count()):
            self._outer.setStretchFactor(place, 0 if self._outer.widget(place) in (self.queue, self.detail) else 1)

    @Slot(int)
    def _show_tab(self, tab: int) -> None:
        if self._wide is not False:
            return
        self.detail.setVisible(tab == TAB_DETAIL)
        self._middle.setVisible(tab != TAB_DETAIL)
        self.map.setVisible(tab == TAB_MAP)
        self._lower.setVisible(tab == TAB_LOAD)
