"""What a window shows with: the database's records and rules, the officer, the language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from console.desk.forms import Forms
from console.desk.presenter import Presenter
from console.desk.row_maker import RowMaker
from console.duty_words import DutyWords
from console.formatting import Formats
from console.headless import Opened, now_of_machine
from console.messages import Messages, messages
from console.names import Names
from console.rules import qualifications_of
from models.board.grid_index import GridIndex
from models.domain.instant import Instant
from models.domain.organisation import Officer


@dataclass(frozen=True, slots=True)
class Session:
    """One officer at one window in one language; made anew when any of them changes.

    Only the roster changes within one: `duty` always holds the newest.
    """

    opened: Opened
    officer: Officer
    messages: Messages
    formats: Formats
    names: Names
    rows: RowMaker
    forms: Forms
    presenter: Presenter
    duty: DutyWords
    now: Callable[[], Instant]
    grids: GridIndex

    def place(self) -> str:
        """What the top bar calls the place."""
        info = self.opened.info
        english = self.messages.language == "en" and info.place_name_en
        return (info.place_name_en if english else info.place_name) or self.messages.text("place-unnamed")


def make_session(
    opened: Opened, officer: Officer, language: str, now: Callable[[], Instant] = now_of_machine
) -> Session:
    """A session over an open database; `now` is the time of what is shown."""
    info, reference = opened.info, opened.reference
    names = Names(
        language, reference.platforms, reference.departments, reference.communities, reference.grids,
        reference.officers, reference.categories,
    )  # fmt: skip
    words = messages(language).calling(names.people())
    formats = Formats(words, opened.clock.zone)
    duty = DutyWords(opened.roster, names, formats, qualifications_of(info))
    return Session(
        opened=opened,
        officer=officer,
        messages=words,
        formats=formats,
        names=names,
        rows=RowMaker(formats, names, info.due_soon),
        forms=Forms(formats, names, reference.standards, duty, now),
        presenter=Presenter(
            formats, names, opened.lifecycle, opened.clock, info.due_soon, officer, reference.standards
        ),
        duty=duty,
        now=now,
        grids=GridIndex(reference.grids.values()),
    )
