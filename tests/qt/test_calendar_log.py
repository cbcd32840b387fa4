"""What the log of a case says of deadlines explained anew, in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from console.desk.log_lines import LogLines
from console.formatting import Formats
from console.messages import messages
from console.names import Names
from models.domain.case import LogEntry
from tests.helpers.records import DEPARTMENT, OTHER_DEPARTMENT, SHANGHAI, T0

MOVED = "2027-01-04T10:00:00+08:00 → 2027-01-05T10:00:00.000001+08:00"


@pytest.mark.parametrize(
    ("language", "title", "lines"),
    [
        ("zh", "按新日历重新推算时限", ["处置期限 2027-01-04 10:00 → 2027-01-05 10:00",
                                    "协办期限 市政 2027-01-04 10:00 → 2027-01-05 10:00",
                                    "D9 2027-01-04 10:00 → 2027-01-05 10:00", "日历版本 2015-2027.ab", "公告"]),
        ("en", "Deadlines explained anew by the calendar", [
            "handling deadline 2027-01-04 10:00 → 2027-01-05 10:00",
            "assisting deadlines Works 2027-01-04 10:00 → 2027-01-05 10:00",
            "D9 2027-01-04 10:00 → 2027-01-05 10:00", "calendar version 2015-2027.ab", "公告"]),
    ],
)  # fmt: skip
def test_that_deadlines_stand_as_they_were_and_are(
    qapp: QApplication, language: str, title: str, lines: list[str]
) -> None:
    words = messages(language)
    departments = {department.code: department for department in (DEPARTMENT, OTHER_DEPARTMENT)}
    names = Names(language, {}, departments, {}, {}, {}, {})
    fields = {
        "due_moved": MOVED,
        "tasks_moved": f"D2 {MOVED}\nD9 {MOVED}",
        "calendar": "2015-2027.ab",
        "reason": "公告",
    }
    entry = LogEntry(
        "c1:2", "c1", 2, "reexplain", "filed", "filed", "admin", "desk", T0, T0, None, None, None, None, fields, "k"
    )
    shown = LogLines(Formats(words, SHANGHAI), names, {}).entry(entry, T0)
    assert shown.title == title
    assert shown.text.splitlines() == lines
