"""Formats and zones of times, proposed from the values themselves, with examples of how they would be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from models.domain.instant import Instant
from models.exchange.date_format import LocalTimes, compile_format
from models.exchange.match_values import FITS, ColumnValues, degrees_of, parses
from models.exchange.match_words import MatchWords
from models.exchange.positions import inside


@dataclass(frozen=True, slots=True)
class FormatFound:
    """A format that fits a column. `others` fit too and read some value as another instant: a person decides."""

    format: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A value as it stands in the file and the instant it would be read as, None where it is no such time."""

    text: str
    at: Instant | None


@dataclass(frozen=True, slots=True)
class ZoneFound:
    """A zone and why: the message key of the reason."""

    zone: str
    reason: str


def find_format(column: ColumnValues, formats: Sequence[str], native: bool) -> FormatFound | None:
    """The first of the formats that most values have, and those that would read them otherwise."""
    shares = {text: parses(column, text, native) for text in formats}
    best = max(shares.values())
    if not best:
        return None
    fitting = [text for text, share in shares.items() if share == best]
    first = fitting[0]
    others = tuple(text for text in fitting[1:] if _differ(column, first, text))
    return FormatFound(first, others)


def examples(values: Iterable[str], text: str, zone: str, native: bool) -> tuple[Example, ...]:
    """How values would be read."""
    times = LocalTimes(ZoneInfo(zone))
    found = []
    for value in values:
        moment = _read(value, text) or (_read_iso(value) if native else None)
        found.append(Example(value, None if moment is None else times.read(moment).at))
    return tuple(found)


def find_zone(
    times: Sequence[tuple[ColumnValues, str]], position: tuple[ColumnValues | None, ColumnValues | None],
    header: Sequence[str], declared: str | None, words: MatchWords,
) -> ZoneFound:  # fmt: skip
    """In which zone times without offset are: the database's, else by offsets, positions, the headings' script."""
    if declared is not None:
        return ZoneFound(declared, "match_zone_declared")
    zones = [zone for zone, _box in words.zones]
    told = [(column, text) for column, text in times if "%z" in text]
    offset = next((zone for zone in zones for column, text in told if _offsets(column, text, zone)), None)
    if offset is not None:
        return ZoneFound(offset, "match_zone_offset")
    middle = _middle(*position)
    if middle is not None:
        for zone, box in words.zones:
            if inside(box, *middle):
                return ZoneFound(zone, "match_zone_place")
    chinese = any("\u4e00" <= letter <= "\u9fff" for heading in header for letter in heading)
    return ZoneFound(zones[0], "match_zone_chinese" if chinese else "match_zone_usual")


def _differ(column: ColumnValues, one: str, other: str) -> bool:
    return any(_read(value, one) != _read(value, other) for value in column.counts)


def _read(value: str, text: str) -> datetime | None:
    try:
        return compile_format(text)(value)
    except ValueError:
        return None


def _read_iso(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _offsets(column: ColumnValues, text: str, zone: str) -> bool:
    """Whether the values' own offsets are those of a zone."""
    moments = [moment for value in column.counts if (moment := _read(value, text)) is not None]
    here = ZoneInfo(zone)
    fitting = sum(moment.astimezone(here).utcoffset() == moment.utcoffset() for moment in moments)
    return fitting >= FITS * len(moments)


def _middle(lon: ColumnValues | None, lat: ColumnValues | None) -> tuple[float, float] | None:
    ranges = [None if column is None else degrees_of(column) for column in (lon, lat)]
    if ranges[0] is None or ranges[1] is None:
        return None
    return (ranges[0][0] + ranges[0][1]) / 2, (ranges[1][0] + ranges[1][1]) / 2
