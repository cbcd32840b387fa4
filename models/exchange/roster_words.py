"""The words of roster files in both languages, and what they stand for. Files need not say which they speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.domain.errors import BadInput
from models.domain.organisation import Officer
from models.domain.roster import Absence, Post, RosterItem, Standing
from models.domain.roster_kinds import QualificationKind, ShiftKind
from models.exchange.fields import shown

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "officer": ("人员编号", "officer_code", "officer", "人员", "工号"),
    "name": ("姓名", "name"),
    "day": ("日期", "day", "date"),
    "shift": ("班次", "shift"),
    "post": ("岗位", "post"),
    "kind": ("状态", "kind", "standing"),
    "qualification": ("资质", "qualification", "资质类型"),
    "card_number": ("证号", "card_number", "证件号"),
    "valid_from": ("有效期起", "valid_from"),
    "valid_until": ("有效期止", "valid_until", "有效期至"),
}
"""What a column means, and the headings it may have: the first in Chinese and in English are those of an export."""
ROSTER_COLUMNS = ("officer", "name", "day", "shift", "post", "kind")
CARD_COLUMNS = ("officer", "name", "qualification", "card_number", "valid_from", "valid_until")

REST = "rest"
"""A day of rest: the officer has nothing on it."""
_ABSENCES = {
    "leave": Absence.LEAVE, "休假": Absence.LEAVE, "请假": Absence.LEAVE, "training": Absence.TRAINING,
    "培训": Absence.TRAINING,
}  # fmt: skip
_RESTS = frozenset({REST, "off", "休", "休息"})
_POSTS = {
    "shift leader": Post.SHIFT_LEADER, "值班长": Post.SHIFT_LEADER, "duty officer": Post.DUTY_OFFICER,
    "值班员": Post.DUTY_OFFICER, "window": Post.WINDOW, "窗口": Post.WINDOW, "stationed": Post.STATIONED,
    "部门派驻": Post.STATIONED, **{str(post): post for post in Post},
}  # fmt: skip
_STANDINGS = {
    "duty": Standing.DUTY, "on duty": Standing.DUTY, "在岗": Standing.DUTY, "值班": Standing.DUTY,
    "stand_by": Standing.STAND_BY, "stand-by": Standing.STAND_BY, "备班": Standing.STAND_BY,
    "leave": Standing.LEAVE, "休假": Standing.LEAVE, "请假": Standing.LEAVE, "training": Standing.LEAVE,
    "培训": Standing.LEAVE,
}  # fmt: skip
_DAY = re.compile(r"([0-9]{4})([-/.年])([0-9]{1,2})([-/.月])([0-9]{1,2})日?(?:[ T]00:00(?::00)?)?")
_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]{1,3}")
FIRST, LAST = date(2015, 1, 1), date(2099, 12, 31)
"""Days that a file may name."""


def places_of(header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Where each meaning's columns stand; a file of refused rows may have a meaning under two headings."""
    names = [" ".join(name.split()).lower() for name in header]
    places = {
        meaning: tuple(names.index(heading) for heading in headings if heading in names)
        for meaning, headings in COLUMNS.items()
    }
    return {meaning: found for meaning, found in places.items() if found}


def heading(meaning: str, language: str) -> str:
    """The heading of an exported column."""
    return COLUMNS[meaning][0 if language == "zh" else 1]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the names in a file can stand for at one place."""

    officers: Mapping[str, Officer]
    shifts: Mapping[str, str]
    qualifications: Mapping[str, str]

    @staticmethod
    def of(
        officers: Iterable[Officer], shifts: Iterable[ShiftKind], qualifications: Iterable[QualificationKind]
    ) -> Vocabulary:
        """Codes and names in both languages."""
        return Vocabulary(
            {officer.code: officer for officer in officers},
            {word.lower(): kind.code for kind in shifts for word in (kind.name_en, kind.name, kind.code) if word},
            {w.lower(): kind.code for kind in qualifications for w in (kind.name_en, kind.name, kind.code) if w},
        )

    def officer(self, code: str, name: str) -> Officer:
        """The active officer with a code, else the only one of a name.

        Raises BadInput: row_cell_empty, roster_row_officer_unknown, roster_row_name_ambiguous,
        roster_row_officer_inactive.
        """
        told = code or name
        if not told:
            raise BadInput("roster_row_cell_empty", column=COLUMNS["officer"][0])
        found = [self.officers[code]] if code in self.officers else []
        if not found:
            named = [one for one in self.officers.values() if told in (one.name, one.name_en)]
            found = [one for one in named if one.active] or named
        if not found:
            raise BadInput("roster_row_officer_unknown", officer=shown(told))
        if len(found) > 1:
            raise BadInput("roster_row_name_ambiguous", officer=shown(told), count=len(found))
        if not (found[0].active and found[0].is_person):
            raise BadInput("roster_officer_inactive", officer=shown(told))
        return found[0]

    def item(self, shift: str, post: str, kind: str) -> RosterItem | None:
        """The entry of a row, None for a day of rest.

        Without a post somebody is a duty officer, without a kind on duty. Raises BadInput: roster_row_cell_empty,
        roster_row_shift_unknown, roster_row_post_unknown, roster_row_kind_unknown, roster_row_kind_wrong.
        """
        told, said = shift.lower(), kind.lower()
        if said and said not in _STANDINGS:
            raise BadInput("roster_row_kind_unknown", kind=shown(kind))
        if not told and said in _ABSENCES:
            told = said
        if not told:
            raise BadInput("roster_row_cell_empty", column=COLUMNS["shift"][0])
        if told in _RESTS:
            return None
        standing = _STANDINGS.get(said)
        if told in _ABSENCES:
            if standing not in (None, Standing.LEAVE):
                raise BadInput("roster_row_kind_wrong", shift=shown(shift), kind=shown(kind))
            return RosterItem(_ABSENCES[told].value, Standing.LEAVE.value, "")
        if told not in self.shifts:
            raise BadInput("roster_row_shift_unknown", shift=shown(shift))
        if standing is Standing.LEAVE:
            raise BadInput("roster_row_kind_wrong", shift=shown(shift), kind=shown(kind))
        if post and post.lower() not in _POSTS:
            raise BadInput("roster_row_post_unknown", post=shown(post))
        place = _POSTS[post.lower()] if post else Post.DUTY_OFFICER
        return RosterItem(self.shifts[told], (standing or Standing.DUTY).value, place.value)

    def qualification(self, name: str) -> str:
        """The code of a kind. Raises BadInput("roster_row_card_unknown")."""
        code = self.qualifications.get(name.lower())
        if code is None:
            raise BadInput("roster_row_card_unknown", kind=shown(name))
        return code


def day_of(text: str, column: str) -> date:
    """A day written year first (2026-01-31, 2026/1/31, 2026年1月31日). Raises BadInput naming column and cell."""
    found = _DAY.fullmatch(text)
    # One way of writing in one cell: 2026-01/31 is a slip, not a date.
    if found is None or (found[2], found[4]) not in {("-", "-"), ("/", "/"), (".", "."), ("年", "月")}:
        raise BadInput("roster_row_date_wrong", column=column, value=shown(text))
    try:
        day = date(int(found[1]), int(found[3]), int(found[5]))
    except ValueError:
        raise BadInput("roster_row_date_wrong", column=column, value=shown(text)) from None
    if not FIRST <= day <= LAST:
        raise BadInput("row_date_out_of_range", column=column, value=shown(text))
    return day


def number_of(text: str, column: str, most: int) -> str:
    """A card's number as text. Raises BadInput for none, for one too long, and for what spreadsheets make of them."""
    if not text:
        raise BadInput("roster_row_cell_empty", column=column)
    if _EXPONENT.fullmatch(text):
        raise BadInput("row_code_exponent", column=column, value=shown(text))
    if len(text) > most:
        raise BadInput("roster_card_number_wrong", most=most)
    return text
