"""What the case list is given: one ready record per row, and a model that finds rows by id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import Qt

#: The one role the list reads: it returns a :class:`CaseRow`.
ROW_ROLE: Final[int] = int(Qt.ItemDataRole.UserRole) + 1
#: Height of every row, device-independent pixels (two lines of text).
ROW_HEIGHT: Final = 60


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as the queue shows it; every text is final, in the user's language, with its unit."""

    id: str
    #: Version of the case; a new one makes the row fade if ``changed``.
    version: int
    #: ``overdue`` | ``due_soon`` | ``on_track`` | ``done``.
    urgency: str
    title: str
    #: Grid and address.
    place: str
    #: Time left or over, e.g. ``剩 42分``; "" for a case without a deadline.
    time_text: str
    department: str
    stage: str
    #: A short mark such as 督办 or 重大; "" for none.
    flag: str = ""
    #: Who else works on it, e.g. ``正在处理 李``; "" for nobody.
    presence: str = ""
    #: True when the change came from elsewhere and should be noticed.
    changed: bool = False
    #: The whole row as one sentence for a screen reader.
    accessible: str = ""


@runtime_checkable
class CaseRows(Protocol):
    """What the item model offers beside Qt's own interface.

    Both must be right whenever the model is between changes, that is, outside any begin/end pair.
    """

    def row_of(self, case_id: str) -> int:
        """The row of a case, -1 if it is not in the list."""
        ...

    def id_at(self, row: int) -> str:
        """The id of the case in ``row``; called with valid rows only."""
        ...
