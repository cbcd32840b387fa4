"""What a window shows with: the database's records and rules, the officer, the language."""

from __future__ import annotations

from dataclasses import dataclass

from console.desk.forms import Forms
from console.desk.presenter import Presenter
from console.desk.row_maker import RowMaker
from console.formatting import Formats
from console.headless import Opened
from console.messages import Messages, messages
from console.names import Names
from console.rules import Shift, shifts_of
from models.board.grid_index import GridIndex
from models.domain.instant import Instant, to_local
from models.domain.organisation import Officer


@dataclass(frozen=True, slots=True)
class Session:
    """One officer at one window in one language; made anew when any of them changes."""

    opened: Opened
    officer: Officer
    messages: Messages
    formats: Formats
    names: Names
    rows: RowMaker
    forms: Forms
    presenter: Presenter
    shifts: tuple[Shift, ...]
    grids: GridIndex

    def place(self) -> str:
        """What the top bar calls the place."""
        info = self.opened.info
        english = self.messages.language == "en" and info.place_name_en
        return (info.place_name_en if english else info.place_name) or self.messages.text("place-unnamed")

    def shift(self, now: Instant) -> str:
        """The shift that is on, with its hours."""
        at = to_local(now, self.formats.zone).time()
        shift = next((s for s in self.shifts if s.covers(at)), None)
        if shift is None:
            return ""
        name = shift.name_en if self.messages.language == "en" else shift.name
        return f"{name} {shift.start:%H:%M}–{shift.end:%H:%M}"


def make_session(opened: Opened, officer: Officer, language: str) -> Session:
    """A session over an open database."""
    words = messages(language)
    info, reference = opened.info, opened.reference
    names = Names(
        language, reference.platforms, reference.departments, reference.communities, reference.grids,
        reference.officers, reference.categories,
    )  # fmt: skip
    formats = Formats(words, opened.clock.zone)
    return Session(
        opened=opened,
        officer=officer,
        messages=words,
        formats=formats,
        names=names,
        rows=RowMaker(formats, names, info.due_soon),
        forms=Forms(formats, names, reference.standards),
        presenter=Presenter(
            formats, names, opened.lifecycle, opened.clock, info.due_soon, officer, reference.standards
        ),
        shifts=shifts_of(info),
        grids=GridIndex(reference.grids.values()),
    )
