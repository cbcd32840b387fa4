"""Prepares the queue's rows: one case into the texts of one `CaseRow`."""

from __future__ import annotations

from console.formatting import Formats
from console.names import Names
from models.domain.case import ALARMING, Case
from models.domain.instant import Instant, Span
from widgets.case_list import CaseRow
from widgets.fonts import visible_text


class RowMaker:
    """Texts of queue rows for one language; `changed` are the ids whose change is still fresh."""

    def __init__(self, formats: Formats, names: Names, due_soon: Span) -> None:
        self._formats = formats
        self._names = names
        self._due_soon = due_soon
        self._grid_word = formats.messages.text("word-grid")

    def row(self, case: Case, now: Instant, changed: bool, *, drafted: bool = False) -> CaseRow:
        """The row of a case at an instant; `drafted` says that a form of it waits to be sent."""
        words = self._formats.messages
        time = self._formats.case_time(case, now, self._due_soon)
        stage = words.word("state", case.state)
        department = self._names.department(case.department_code) if case.department_code else ""
        flag = words.word("severity", case.severity) if case.severity in ALARMING else ""
        if case.supervised:
            flag = " ".join(part for part in (flag, words.text("flag-supervised")) if part)
        if drafted:
            flag = " ".join(part for part in (flag, words.text("draft-flag")) if part)
        place = self._names.place(case, self._grid_word)
        return CaseRow(
            id=case.id,
            version=case.version,
            urgency=time.urgency,
            title=visible_text(case.title),
            place=visible_text(place),
            time_text=time.text,
            department=visible_text(department),
            stage=stage,
            flag=flag,
            presence="",
            changed=changed,
            accessible="; ".join(
                part
                for part in (words.word("urgency", time.urgency), case.title, time.text, place, department, stage, flag)
                if part
            ),
        )
