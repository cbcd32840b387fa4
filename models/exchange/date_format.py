"""Dates as one declared format says, exactly; local times to instants fast, with the two odd hours a year told.

A format is a subset of strptime's: %Y %m %d %H %M %S %f %z and literal text. Nothing else is tried: a
file whose dates are not in its declared format is refused by row instead of being guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from models.domain.instant import DAY, Instant, Span

Parse = Callable[[str], datetime]
"""Text → naive datetime (aware where the format has %z). Raises ValueError."""

_PARTS = {
    "Y": "(?P<Y>[0-9]{4})", "m": "(?P<m>[0-9]{1,2})", "d": "(?P<d>[0-9]{1,2})", "H": "(?P<H>[0-9]{1,2})",
    "M": "(?P<M>[0-9]{1,2})", "S": "(?P<S>[0-9]{1,2})", "f": "(?P<f>[0-9]{1,6})",
    "z": "(?P<z>Z|[+-][0-9]{2}:?[0-9]{2})",
}  # fmt: skip
_ISO = "%Y-%m-%d %H:%M:%S"
_ISO_LENGTH = 19
_EPOCH = datetime(1970, 1, 1)
_AWARE_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ONE = timedelta(microseconds=1)


def _iso(text: str) -> datetime:
    # The separators in their places leave fromisoformat only this one form of the many it knows.
    if len(text) != _ISO_LENGTH or not (text[4] == text[7] == "-" and text[10] == " " and text[13] == text[16] == ":"):
        raise ValueError(text)
    return datetime.fromisoformat(text)


@cache
def compile_format(text: str) -> Parse:
    """The parser of a format. Raises ValueError for a directive that is not known, twice there, or no year."""
    if text == _ISO:
        return _iso
    pattern = re.compile(_pattern(text))
    if not {"Y", "m", "d"} <= set(pattern.groupindex):
        raise ValueError(text)
    names = set(pattern.groupindex)

    def parse(value: str) -> datetime:
        found = pattern.fullmatch(value)
        if found is None:
            raise ValueError(value)
        numbers = [int(found[name]) if name in names else 0 for name in "YmdHMS"]
        fraction = int(found["f"].ljust(6, "0")) if "f" in names else 0
        zone = _offset(found["z"]) if "z" in names else None
        year, month, day, hour, minute, second = numbers
        return datetime(year, month, day, hour, minute, second, fraction, zone)

    return parse


def _pattern(text: str) -> str:
    pieces = []
    letters = iter(text)
    for letter in letters:
        if letter != "%":
            pieces.append(re.escape(letter))
            continue
        directive = next(letters, "")
        if directive == "%":
            pieces.append("%")
        elif directive in _PARTS:
            pieces.append(_PARTS[directive])
        else:
            raise ValueError(text)
    try:
        re.compile("".join(pieces))
    except re.error:
        raise ValueError(text) from None
    return "".join(pieces)


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


@dataclass(frozen=True, slots=True)
class Reading:
    """A local reading and its instant. `odd` is 0, or tells an hour that clocks showed twice (AMBIGUOUS)
    or not at all (NONEXISTENT)."""

    at: Instant
    local: Span
    odd: int


AMBIGUOUS = 1
NONEXISTENT = 2
_LOOKS = (*range(0, 1440, 360), 1439)
"""Minutes of a day at which its offset is looked at; no zone ever changed there and back between two."""


class LocalTimes:
    """Local times of one zone as instants; the offset of each day without a change is looked up once.

    An ambiguous time is its first occurrence, a nonexistent one takes the offset before the change
    (as `models.domain.instant.from_local` does).
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._offsets: dict[int, Span | None] = {}

    def read(self, moment: datetime) -> Reading:
        """The reading of a datetime, naive (local) or aware."""
        if moment.tzinfo is not None:
            at = (moment - _AWARE_EPOCH) // _ONE
            return Reading(at, at, 0)
        local = (moment - _EPOCH) // _ONE
        day = local // DAY
        try:
            offset = self._offsets[day]
        except KeyError:
            offset = self._look_up(day)
        if offset is not None:
            return Reading(local - offset, local, 0)
        return self._exact(moment, local)

    def after_change(self, local: Span) -> Instant:
        """The instant of a local reading with the offset in force after the change."""
        return local - self._offset(_EPOCH + timedelta(microseconds=local), 1)

    def _look_up(self, day: int) -> Span | None:
        start = _EPOCH + timedelta(days=day)
        seen = {self._offset(start + timedelta(minutes=minute), fold) for minute in _LOOKS for fold in (0, 1)}
        found = seen.pop() if len(seen) == 1 else None
        self._offsets[day] = found
        return found

    def _offset(self, moment: datetime, fold: int) -> Span:
        offset = self._zone.utcoffset(moment.replace(fold=fold, tzinfo=self._zone))
        return 0 if offset is None else offset // _ONE

    def _exact(self, moment: datetime, local: Span) -> Reading:
        first, second = self._offset(moment, 0), self._offset(moment, 1)
        odd = AMBIGUOUS if first > second else NONEXISTENT
        return Reading(local - first, local, odd if first != second else 0)
