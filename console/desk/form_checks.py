"""What is wrong with a typed value, in words, by the same rules that the commands decide with."""

from __future__ import annotations

import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

from console.messages import Messages
from models.domain.case import Case
from models.domain.decisions import LONGEST_FIELD, position_of
from models.domain.decisions_time import begin_of, day_of, extension_amount
from models.domain.errors import Refused
from models.domain.instant import Instant, parse_instant
from models.domain.limit import parse_limit

LONGEST_NAME = 40
LONGEST_TITLE = 200
PHONE = re.compile(r"[0-9+() \-]{5,20}")
Check = Callable[[str], str]


def position_from(text: str) -> tuple[float, float] | None:
    """Longitude and latitude of a typed position ("120.26, 30.31"); None for what is none."""
    parts = text.replace("，", " ").replace(",", " ").split()
    if len(parts) != 2:
        return None
    try:
        lon, lat = position_of({"lon": parts[0], "lat": parts[1]})
    except Refused:
        return None
    return None if lon is None or lat is None else (lon, lat)


class FormChecks:
    """Checks for one language, case and instant."""

    def __init__(self, words: Messages, zone: ZoneInfo, case: Case | None, now: Instant) -> None:
        self._words, self._zone, self._case, self._now = words, zone, case, now

    def of(self, name: str) -> Check:
        """The check of a field; every field may hold so many characters."""
        own: dict[str, Check] = {
            "until": self._until, "due": self._due, "amount": self._amount, "position": self._position,
            "reporter_phone": self._phone, "reporter_name": self._name, "title": self._title,
        }  # fmt: skip
        return own.get(name, self._length)

    def _until(self, text: str) -> str:
        try:
            begin_of(day_of(text), self._now, self._zone)
        except Refused as refused:
            return self._words.trouble(refused)
        return ""

    def _due(self, text: str) -> str:
        try:
            at = parse_instant(text, self._zone)
        except (ValueError, OverflowError):
            return self._words.text("form-moment-wrong", text=text)
        return "" if at > self._now else self._words.text("supervision_due_past")

    def _amount(self, text: str) -> str:
        if self._case is None or self._case.limit_text is None:
            return ""
        try:
            extension_amount(text, parse_limit(self._case.limit_text))
        except Refused as refused:
            return self._words.trouble(refused)
        return ""

    def _position(self, text: str) -> str:
        return "" if position_from(text) is not None else self._words.text("form-position-wrong")

    def _phone(self, text: str) -> str:
        return "" if PHONE.fullmatch(text) else self._words.text("form-phone-wrong")

    def _name(self, text: str) -> str:
        return "" if len(text) <= LONGEST_NAME else self._words.text("form-name-long", most=LONGEST_NAME)

    def _title(self, text: str) -> str:
        return "" if len(text) <= LONGEST_TITLE else self._words.text("form-name-long", most=LONGEST_TITLE)

    def _length(self, text: str) -> str:
        return "" if len(text) <= LONGEST_FIELD else self._words.text("form-name-long", most=LONGEST_FIELD)
