"""The pages of a desk behind the rail, beside the duty page."""

from __future__ import annotations

from collections.abc import Callable

from console.calendar_job import CalendarJobs
from console.desk.calendar_page import CalendarPage
from console.desk.import_page import ImportPage
from console.desk.ledger_page import LedgerPage
from console.desk.rail_pages import RailPage
from console.desk.roster_page import RosterPage
from console.drafts import Drafts
from console.import_job import ImportJobs
from console.live import Live
from console.reader import Reader
from console.roster_job import RosterJobs
from console.runner import Runner
from console.session import Session
from console.tasks import Tasks
from models.store.threads import DatabaseThreads


class DeskPages:
    """Made once for a desk; `rail` lists them in the order of their keys."""

    def __init__(
        self, live: Live, session: Session, threads: DatabaseThreads, runner: Runner, reader: Reader, tasks: Tasks,
        drafts: Drafts, console: str, wake: Callable[[], None],
    ) -> None:  # fmt: skip
        self.ledger = LedgerPage(live, session, reader, tasks)
        self.importing = ImportPage(session, ImportJobs(threads), tasks, drafts, console)
        self.roster = RosterPage(live, session, runner, RosterJobs(threads, wake), tasks, console)
        self.calendar = CalendarPage(
            session=session, jobs=CalendarJobs(threads), tasks=tasks, console=console, now=live.now
        )

    def rail(self) -> list[RailPage]:
        """Their places in the rail."""
        return [
            RailPage("ledger", "book-open", "page-ledger", self.ledger),
            RailPage("import", "upload", "page-import", self.importing),
            RailPage("roster", "users", "page-roster", self.roster),
            RailPage("calendar", "calendar-days", "page-calendar", self.calendar),
        ]

    def stop(self) -> None:
        """No page begins anything any more."""
        for page in (self.ledger, self.importing, self.roster, self.calendar):
            page.stop()
