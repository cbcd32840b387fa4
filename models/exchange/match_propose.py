"""Proposes what the columns of an unknown file are, each with its reason; a person changes what is wrong.

Headings count first, the shape of the values second; nothing is read as what its values contradict. What belongs
to a person (telephones, names) is proposed for no field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from models.domain.errors import Argument
from models.exchange.match_codes import Known, propose_codes
from models.exchange.match_dates import FormatFound, find_format, find_zone
from models.exchange.match_values import ColumnValues, FileLook, degrees_of, is_grids, is_phones, is_texts
from models.exchange.match_words import MatchWords
from models.exchange.matching import CODED, LISTED, TARGETS, TIMES, Matching, listed_column

_SLUG = re.compile(r"[^a-z0-9]+")
_LEAST = 40
"""The score from which on a column is proposed."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a column is proposed, or left out: a message key and its arguments."""

    key: str
    arguments: Mapping[str, Argument] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """`reasons`: field → why its column; also "zone" and "crs". `left`: column that is read as nothing → why.
    `formats`: time → the format found."""

    matching: Matching
    reasons: Mapping[str, Reason]
    left: Mapping[str, Reason]
    formats: Mapping[str, FormatFound]


def propose(look: FileLook, known: Known, words: MatchWords) -> Proposal:
    """The proposal for a file that nothing is known of but what is in it."""
    columns = {column.name: column for column in look.columns}
    formats = {name: find_format(column, words.date_formats, look.native) for name, column in columns.items()}
    scores = _Scores(look, words, formats)
    chosen, reasons = scores.best()
    _stand_in(chosen, reasons, scores)
    by_name = {target: columns[name] for target, name in chosen.items()}
    times = [(by_name[target], found.format) for target in TIMES
             if target in by_name and (found := formats[chosen[target]]) is not None]  # fmt: skip
    position = (by_name.get("position.lon"), by_name.get("position.lat"))
    zone = find_zone(times, position, look.header, known.zone, words)
    crs = words.crs_of([chosen[key] for key in ("position.lon", "position.lat") if key in chosen])
    reasons |= {"zone": Reason(zone.reason), "crs": Reason("match_crs_heading" if crs else "match_crs_usual")}
    told = {target: found for target in TIMES if target in chosen and (found := formats[chosen[target]]) is not None}
    matching = Matching(
        name=Path(look.file).name.split(".")[0], source=source_key(look), zone=zone.zone, crs=crs or "wgs84",
        delimiter=look.delimiter, missing=words.missing, columns=chosen,
        formats={target: found.format for target, found in told.items()}, platforms=known.department_platforms,
    )  # fmt: skip
    return Proposal(with_codes(matching, look, known, words, LISTED), reasons, scores.left(chosen), told)


def with_codes(matching: Matching, look: FileLook, known: Known, words: MatchWords, lists: Sequence[str]) -> Matching:
    """The matching with proposed meanings for the values of code lists that are empty so far."""
    codes, otherwise = dict(matching.codes), dict(matching.otherwise)
    for listed in lists:
        column = look.column(listed_column(matching, listed))
        if column is not None and not codes.get(listed):
            codes[listed] = propose_codes(listed, column, known, words)
        # A file's own sources are many and say little: what is not known came with the import.
        if listed == "channel" and column is not None:
            otherwise.setdefault(listed, "import")
    return replace(matching, codes=codes, otherwise=otherwise)


def source_key(look: FileLook) -> str:
    """A key for where files of this kind come from, the same next month: the name without digits, else the header."""
    stem = _SLUG.sub("-", re.sub(r"\d+", "", Path(look.file).name.split(".")[0].lower())).strip("-")
    if len(stem) >= 3:
        return stem[:40].strip("-")
    digest = blake2b("\n".join(look.header).encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    return f"table-{digest}"


class _Scores:
    """How well each column would be each field."""

    def __init__(self, look: FileLook, words: MatchWords, formats: Mapping[str, FormatFound | None]) -> None:
        self.columns, self._words, self._formats = look.columns, words, formats
        self._found: list[tuple[int, int, str, ColumnValues]] = []
        for place, target in enumerate(TARGETS):
            for column in look.columns:
                score = words.heading_score(target, column.name)
                if score and self.fits(target, column) and not (score < 80 and self.private(column)):
                    self._found.append((-score, place, target, column))
        self._found.sort(key=lambda found: (found[0], found[1], found[3].place))

    def private(self, column: ColumnValues) -> bool:
        """Whether a column belongs to a person."""
        return self._words.is_personal(column.name) or is_phones(column)

    def fits(self, target: str, column: ColumnValues) -> bool:
        """Whether the values do not contradict; an empty column contradicts nothing."""
        if not column.filled:
            return target not in TIMES or self._words.heading_score(target, column.name) >= 80
        dated = self._formats[column.name] is not None and degrees_of(column) is None
        if target in TIMES:
            return dated
        if target.startswith("position."):
            return degrees_of(column) is not None
        if target == "grid":
            return is_grids(column)
        if target == "external_id":
            return not dated
        if target in CODED:
            return not column.many and not dated
        return not dated and not (target in ("title", "description", "address") and not is_texts(column))

    def best(self) -> tuple[dict[str, str], dict[str, Reason]]:
        """Greedily the best column for each field, each column once."""
        chosen: dict[str, str] = {}
        reasons: dict[str, Reason] = {}
        for score, _place, target, column in self._found:
            if -score < _LEAST or target in chosen or column.name in chosen.values():
                continue
            chosen[target] = column.name
            reasons[target] = Reason("match_by_heading" if -score >= 80 else "match_by_heading_part")
        return chosen, reasons

    def free(self, chosen: Mapping[str, str]) -> list[ColumnValues]:
        """The columns that are nothing yet and no person's."""
        return [c for c in self.columns if c.name not in chosen.values() and not self.private(c) and c.filled]

    def dated(self, column: ColumnValues) -> bool:
        """Whether the values are times."""
        return self._formats[column.name] is not None and degrees_of(column) is None

    def left(self, chosen: Mapping[str, str]) -> dict[str, Reason]:
        """Why the other columns are read as nothing."""
        said = {}
        for column in self.columns:
            if column.name not in chosen.values():
                key = "match_left_empty" if not column.filled else "match_left_unknown"
                said[column.name] = Reason("match_left_personal" if self.private(column) else key)
        return said


def _stand_in(chosen: dict[str, str], reasons: dict[str, Reason], scores: _Scores) -> None:
    """What the headings did not tell, the values may: ids, times, positions, a title."""
    if "external_id" not in chosen:
        unique = [c for c in scores.free(chosen) if c.unique and not scores.dated(c) and degrees_of(c) is None]
        _take(chosen, reasons, "external_id", unique, "match_by_unique")
    if "opened_at" not in chosen:
        _take(chosen, reasons, "opened_at", [c for c in scores.free(chosen) if scores.dated(c)], "match_by_times")
    _positions(chosen, reasons, scores)
    if "title" not in chosen:
        named = next((chosen[key] for key in ("category.minor_name", "description") if key in chosen), None)
        if named is not None:
            chosen["title"], reasons["title"] = named, Reason("match_by_same")
        else:
            _take(chosen, reasons, "title", [c for c in scores.free(chosen) if is_texts(c)], "match_by_text")


def _positions(chosen: dict[str, str], reasons: dict[str, Reason], scores: _Scores) -> None:
    if "position.lon" in chosen and "position.lat" in chosen:
        _turn(chosen, reasons, scores)
        return
    free = [c for c in scores.free(chosen) if degrees_of(c) is not None]
    for key in ("position.lon", "position.lat"):
        free += [c for c in scores.columns if c.name == chosen.get(key)]
    if len(free) == 2:
        east = max(free, key=lambda c: max(map(abs, degrees_of(c) or (0.0, 0.0))))
        north = free[0] if east is free[1] else free[1]
        chosen["position.lon"], chosen["position.lat"] = east.name, north.name
        reasons["position.lon"] = reasons["position.lat"] = Reason("match_by_degrees")
        return
    for key in ("position.lon", "position.lat"):
        # Half a position is none.
        chosen.pop(key, None)
        reasons.pop(key, None)


def _turn(chosen: dict[str, str], reasons: dict[str, Reason], scores: _Scores) -> None:
    """Values beyond 90 degrees are no latitudes, whatever stands above them."""
    ranges = {c.name: degrees_of(c) or (0.0, 0.0) for c in scores.columns}
    lon, lat = chosen["position.lon"], chosen["position.lat"]
    if max(map(abs, ranges[lat])) > 90.0 >= max(map(abs, ranges[lon])):
        chosen["position.lon"], chosen["position.lat"] = lat, lon
        reasons["position.lon"] = reasons["position.lat"] = Reason("match_by_degrees_turned")


def _take(
    chosen: dict[str, str], reasons: dict[str, Reason], target: str, columns: Sequence[ColumnValues], key: str
) -> None:
    if columns:
        chosen[target], reasons[target] = columns[0].name, Reason(key)
