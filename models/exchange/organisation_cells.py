"""Single cells of an organisation file: codes, names, dates, yes and no, lists. What is unclear is refused by row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from models.domain.errors import Argument
from models.domain.roles import Role

MOST_NAME = 200
MOST_PHONE = 60
EVERY = "*"
"""Stands for every department."""
_CODE = re.compile(r"[^\s,，、;；|*\"'<>]{1,60}")
_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]+")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?: 00:00(?::00)?)?")
_BETWEEN = re.compile(r"[,，、;；|\n]")
_YES = frozenset({"是", "yes", "y", "true", "1", "在岗", "专职", "√", "full_time", "active"})
_NO = frozenset({"否", "no", "n", "false", "0", "离岗", "兼职", "×", "part_time", "inactive"})
_ROLES: Mapping[str, Role] = {
    "值班员": Role.DUTY_OFFICER, "受理员": Role.DUTY_OFFICER, "派遣员": Role.DUTY_OFFICER,
    "值班长": Role.SHIFT_LEADER, "部门人员": Role.DEPARTMENT_OFFICER, "部门派驻人员": Role.DEPARTMENT_OFFICER,
    "专项协调员": Role.COORDINATOR, "协调员": Role.COORDINATOR, "窗口": Role.WINDOW_CLERK,
    "窗口人员": Role.WINDOW_CLERK, "考核员": Role.ASSESSOR, "领导": Role.LEADER, "街道领导": Role.LEADER,
    "管理员": Role.ADMINISTRATOR, "审计员": Role.AUDITOR, "大屏": Role.WALL,
}  # fmt: skip


class RowProblem(Exception):
    """Why a row is not taken: a message key and its arguments."""

    def __init__(self, key: str, **arguments: Argument) -> None:
        super().__init__(key)
        self.key = key
        self.arguments: dict[str, Argument] = arguments


class Cells:
    """The cells of one row by column key, blanks made even. `headings` name the columns as the file does."""

    def __init__(self, row_no: int, cells: Mapping[str, str], headings: Mapping[str, str]) -> None:
        self.row_no = row_no
        self._cells, self._headings = cells, headings

    def heading(self, column: str) -> str:
        """What the file calls the column."""
        return self._headings.get(column, column)

    def text(self, column: str, most: int = MOST_NAME) -> str:
        """The cell's text, "" where there is none. Raises RowProblem when it is too long."""
        text = " ".join(self._cells.get(column, "").split())
        if len(text) > most:
            raise RowProblem("row_text_long", column=self.heading(column), length=len(text), most=most)
        return text

    def needed(self, column: str) -> str:
        """The text of a cell that must not be empty."""
        text = self.text(column)
        if not text:
            raise RowProblem("row_cell_empty", column=self.heading(column))
        return text

    def code(self, column: str = "code") -> str:
        """A code: no blanks, no separators, not turned into an exponent by a spreadsheet."""
        text = self.needed(column)
        if _EXPONENT.fullmatch(text):
            raise RowProblem("row_code_exponent", column=self.heading(column), value=text)
        if not _CODE.fullmatch(text):
            raise RowProblem("row_code_wrong", column=self.heading(column), value=text)
        return text

    def digits(self, column: str, length: int) -> str:
        """A code of just so many digits."""
        text = self.code(column)
        if not (text.isascii() and text.isdecimal() and len(text) == length):
            raise RowProblem("row_code_digits", column=self.heading(column), value=text, length=length)
        return text

    def day(self, column: str, default: date | None) -> date | None:
        """A date as 2026-01-31, 2026/1/31 or 2026年1月31日; `default` where the cell is empty."""
        text = self.text(column)
        if not text:
            return default
        found = _DAY.fullmatch(text)
        try:
            day = date(*map(int, found.groups())) if found else None
        except ValueError:
            day = None
        if day is None or not 1949 <= day.year <= 2200:
            raise RowProblem("row_day_wrong", column=self.heading(column), value=text)
        return day

    def valid(self, default: date) -> tuple[date, date | None]:
        """From when and until when."""
        first, last = self.day("valid_from", default), self.day("valid_to", None)
        assert first is not None
        if last is not None and last < first:
            raise RowProblem("row_days_reversed", first=first.isoformat(), last=last.isoformat())
        return first, last

    def yes(self, column: str) -> bool:
        """Yes or no; an empty cell is yes."""
        text = self.text(column).lower()
        if not text or text in _YES:
            return True
        if text in _NO:
            return False
        raise RowProblem("row_yes_no_wrong", column=self.heading(column), value=text)

    def number(self, column: str, default: int) -> int:
        """A whole number from 0 on; `default` where the cell is empty."""
        text = self.text(column)
        if not text:
            return default
        if not (text.isascii() and text.isdecimal() and len(text) <= 6):
            raise RowProblem("row_number_wrong", column=self.heading(column), value=text)
        return int(text)

    def several(self, column: str) -> tuple[str, ...]:
        """The parts of a list, each once."""
        parts = (" ".join(part.split()) for part in _BETWEEN.split(self._cells.get(column, "")))
        return tuple(dict.fromkeys(part for part in parts if part))


def role_of(text: str) -> Role | None:
    """The role that a word names, in Chinese or by its key ("duty officer" too); None for another word."""
    known = _ROLES.get(text)
    if known is not None:
        return known
    key = text.lower().replace(" ", "_").replace("-", "_")
    return Role(key) if key in set(Role) else None
