"""Files of the roster beside the screen: an import and an export on the bulk thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path

from console.headless import Opened, new_id
from console.messages import Messages
from console.roster_import import RosterImported, RosterOrder, import_roster
from console.session import Session
from models.domain.instant import Instant
from models.exchange.export_file import export_rows
from models.exchange.roster_export import RosterWords, all_rows
from models.store.threads import DatabaseThreads


class RosterJobs:
    """One after the other; a write that was begun comes to its end."""

    def __init__(self, threads: DatabaseThreads, wake: Callable[[], None]) -> None:
        self._threads, self._wake = threads, wake

    async def take(self, opened: Opened, order: RosterOrder, now: Instant, words: Messages) -> RosterImported:
        """Imports a file. Raises Trouble."""
        work = self._threads.submit("bulk", self._take, opened, order, now, words)
        return await asyncio.shield(asyncio.wrap_future(work))

    async def write(
        self, session: Session, days: tuple[date, date], path: Path, cancelled: Callable[[], bool]
    ) -> int | None:
        """Writes the entries of some days and all cards into a new file; how many rows, None when cancelled."""
        names = export_words(session)
        rows = list(all_rows(session.duty.roster, *days, names))
        work = self._threads.submit("bulk", export_rows, path, names.header(), rows, cancelled)
        return await asyncio.wrap_future(work)

    def _take(self, opened: Opened, order: RosterOrder, now: Instant, words: Messages) -> RosterImported:
        done = import_roster(opened.engine, opened.reference, order, new_id(), now, words.outcome)
        self._wake()
        return done


def export_words(session: Session) -> RosterWords:
    """How an export calls things in the session's language."""
    words, duty = session.messages, session.duty
    return RosterWords(
        words.language, session.names.officer, duty.slot, lambda post: words.word("post", post),
        lambda standing: words.word("standing", standing), duty.card,
    )  # fmt: skip
