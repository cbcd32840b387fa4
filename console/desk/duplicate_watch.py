"""Looks for likely duplicates beside the screen: the index is built and asked on the reader's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from console.live import Live
from console.reader import Reader
from models.board.diff import BoardDiff
from models.board.duplicate_index import DuplicateIndex
from models.board.duplicates import MOST, Draft, Likely
from models.domain.case import Case


class DuplicateWatch(QObject):
    """Keeps an index of the board while a form needs one. Between two questions the board's changes are noted."""

    def __init__(self, live: Live, reader: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._live, self._reader = live, reader
        self._index: DuplicateIndex | None = None
        self._cases: list[Case] | None = None
        self._news: list[BoardDiff] = []
        self._wanted = False
        live.cases_changed.connect(self._note)
        live.replaced.connect(self._again)

    def stop(self) -> None:
        """No form needs it any more: the index is given up."""
        self._wanted, self._index = False, None
        self._cases, self._news = None, []

    async def ask(self, draft: Draft, without: str = "") -> tuple[Likely, ...]:
        """The cases that are likely the same as a report (or as the case `without`), best first."""
        if not self._wanted:
            self._wanted = True
            self._again()
        cases, news = self._cases, self._news
        self._cases, self._news = None, []
        return await self._reader.think(lambda: self._answer(cases, news, draft, without))

    def _answer(
        self, cases: list[Case] | None, news: list[BoardDiff], draft: Draft, without: str
    ) -> tuple[Likely, ...]:
        # Questions are answered one after the other on one thread: nobody else touches the index meanwhile.
        index = self._index
        if cases is not None or index is None:
            index = DuplicateIndex(cases or ())
        for diff in news:
            index.apply(diff)
        self._index = index if self._wanted else None
        found = index.likely(draft, MOST + 1)
        return tuple(one for one in found if one.case.id != without)[:MOST]

    @Slot(object)
    def _note(self, diff: BoardDiff) -> None:
        if self._wanted:
            self._news.append(diff)

    @Slot()
    def _again(self) -> None:
        if self._wanted:
            self._cases, self._news = list(self._live.board), []
