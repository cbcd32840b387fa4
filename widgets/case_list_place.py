"""A table view whose selection and place belong to cases, not to row numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    SignalInstance,
    Slot,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from widgets.case_list_anchor import Anchor, Held, hold, visible_rows
from widgets.case_list_row import ROW_HEIGHT, CaseRows

Index = QModelIndex | QPersistentModelIndex


class PlacedTableView(QTableView):
    """Fixed rows, one column, one selected case; rows coming and going above never move what is seen.

    A selected case that leaves the list stays :meth:`selected_id` and is marked again when it
    returns: no other case is ever selected in its stead.
    """

    #: The *user* went to another case; ``select_id`` is silent.
    case_selected = Signal(str)
    #: So many rows came in above what is in view (the list did not move).
    arrived_above = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._quiet = 0
        self._held: Held | None = None
        self._gap = Held(0, 0)
        self._anchor: Anchor | None = None
        self._set_up_rows()

    def _set_up_rows(self) -> None:
        view = QAbstractItemView
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(view.SelectionBehavior.SelectRows)
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        columns.hide()
        columns.setMinimumSectionSize(1)
        columns.setStretchLastSection(True)
        rows.hide()
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    # -- selection ---------------------------------------------------------------------------------

    def selected_id(self) -> str:
        """The case the user is on, "" for none; it may have left the list."""
        return self._wanted

    def select_id(self, case_id: str, *, scroll: bool = True) -> bool:
        """Select a case without telling anyone; "" clears. ``scroll`` brings it into view.

        Returns whether it is in the list; if not, it is marked as soon as it comes in.
        """
        self._wanted = case_id
        found = self._mark_wanted()
        if found and scroll:
            self.scrollTo(self.currentIndex())
        return found

    def row_count(self) -> int:
        """Rows in the list, 0 without a model."""
        rows = self._rows()
        return 0 if rows is None else self.model().rowCount()

    def _rows(self) -> CaseRows | None:
        model = self.model()
        return model if isinstance(model, CaseRows) else None

    def _mark_wanted(self) -> bool:
        rows, marks = self._rows(), self.selectionModel()
        if rows is None or marks is None:
            return False
        row = rows.row_of(self._wanted) if self._wanted else -1
        with self._silence():
            if row < 0:
                marks.clear()
                return False
            if self.currentIndex().row() != row or not marks.isRowSelected(row):
                self.setAutoScroll(False)
                self.setCurrentIndex(self.model().index(row, 0))
                self.setAutoScroll(True)
        return True

    @contextmanager
    def _silence(self) -> Iterator[None]:
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        rows = self._rows()
        if self._quiet or rows is None or not current.isValid():
            return
        case_id = rows.id_at(current.row())
        if case_id != self._wanted:
            self._wanted = case_id
            self.case_selected.emit(case_id)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        flag = QItemSelectionModel.SelectionFlag
        # No modifier takes the mark away: a queue always shows which case the detail pane is about.
        return flag.ClearAndSelect | flag.Rows if index.isValid() else flag.NoUpdate

    # -- place -------------------------------------------------------------------------------------

    def anchor(self) -> Anchor | None:
        """Where the user is; None at the very top with nothing selected, where the newest may show."""
        rows, scroll, height = self._rows(), self.verticalScrollBar().value(), self.viewport().height()
        held = hold(scroll, height, self.row_count(), self.currentIndex().row())
        if rows is None or held is None:
            return None
        order = [held.row, *(row for row in visible_rows(scroll, height, self.row_count()) if row != held.row)]
        return Anchor(tuple((rows.id_at(row), row * ROW_HEIGHT - scroll) for row in order))

    def keep_anchor(self, anchor: Anchor | None) -> bool:
        """Scroll so that the first case of ``anchor`` still in the list is where it was; None: to the top.

        Returns whether such a case was found.
        """
        rows = self._rows()
        self.executeDelayedItemsLayout()
        if anchor is None:
            self.verticalScrollBar().setValue(0)
            return False
        for case_id, offset in anchor.places:
            row = rows.row_of(case_id) if rows is not None else -1
            if row >= 0:
                self.verticalScrollBar().setValue(row * ROW_HEIGHT - offset)
                return True
        return False

    # -- changes of the model ----------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Use ``model``, which must also be a :class:`CaseRows`."""
        old = self.model()
        if old is not None:
            for signal, slot in self._links(old):
                signal.disconnect(slot)
        with self._silence():
            super().setModel(model)
        if model is None:
            return
        for signal, slot in self._links(model):
            signal.connect(slot)
        self._mark_wanted()

    def _links(self, model: QAbstractItemModel) -> list[tuple[SignalInstance, Callable[..., None]]]:
        return [
            (model.rowsAboutToBeInserted, self._hold),
            (model.rowsInserted, self._inserted),
            (model.rowsRemoved, self._removed),
            (model.rowsAboutToBeMoved, self._hold),
            (model.rowsMoved, self._moved),
            (model.layoutAboutToBeChanged, self._remember),
            (model.layoutChanged, self._rearranged),
            (model.modelAboutToBeReset, self._remember),
            (model.modelReset, self._rearranged),  # runs after Qt's own clean-up, which forgets the selection
        ]

    def rowsAboutToBeRemoved(self, parent: Index, first: int, last: int) -> None:
        self._hold()
        row = self.currentIndex().row()
        if first <= row <= last:
            self._gap = Held(row, 0)
            with self._silence():  # before Qt selects a neighbour
                self.selectionModel().clear()
        super().rowsAboutToBeRemoved(parent, first, last)

    @Slot()
    def _remember(self) -> None:
        self._anchor = self.anchor()

    @Slot()
    def _rearranged(self) -> None:
        anchor, self._anchor = self._anchor, None
        self._mark_wanted()
        self.keep_anchor(anchor)

    @Slot()
    def _hold(self) -> None:
        height = self.viewport().height()
        self._held = hold(self.verticalScrollBar().value(), height, self.row_count(), self.currentIndex().row())

    @Slot(QModelIndex, int, int)
    def _inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        held = self._held
        self._gap = self._gap.after_insert(first, last)
        if held is not None:
            self._settle(held.after_insert(first, last))
        if self._wanted and not self.currentIndex().isValid():
            self._mark_wanted()
        above = self.verticalScrollBar().value() // ROW_HEIGHT
        if first < above and (count := min(last + 1, above) - first) > 0:
            self.arrived_above.emit(count)

    @Slot(QModelIndex, int, int)
    def _removed(self, parent: QModelIndex, first: int, last: int) -> None:
        self._gap = self._gap.after_remove(first, last)
        if self._held is not None:
            self._settle(self._held.after_remove(first, last))

    @Slot(QModelIndex, int, int, QModelIndex, int)
    def _moved(self, parent: QModelIndex, first: int, last: int, target: QModelIndex, destination: int) -> None:
        self._gap = self._gap.after_move(first, last, destination)
        if self._held is not None:
            self._settle(self._held.after_move(first, last, destination))

    def _settle(self, held: Held) -> None:
        self._held = None
        if held.scroll() != self.verticalScrollBar().value():
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(held.scroll())
