"""The matching of one file, changed step by step by a person. No Qt."""

from __future__ import annotations

from dataclasses import replace

from console.mappings import Matched
from models.exchange.match_dates import find_format
from models.exchange.match_propose import Reason, with_codes
from models.exchange.match_words import match_words
from models.exchange.matching import TIMES, Matching, list_of

COLUMNS, SETTINGS, VALUES = "columns", "settings", "values"
TABS = (COLUMNS, SETTINGS, VALUES)
NONE = "-"
"""Chosen for "nothing": an empty key means that nothing was chosen yet."""
OTHERS = "…"
"""Stands in a value's place for all values that are not in the list."""
FREE = "column:"
"""Begins the key of a row for a column that is read as nothing."""


class MatchDesk:
    """The matching of one file, changed step by step. `hand` are the fields that a person chose."""

    def __init__(self, matched: Matched, matching: Matching | None = None) -> None:
        self.matched = matched
        self.matching = matching if matching is not None else matched.proposal.matching
        self.hand: set[str] = set()

    def reasons(self) -> dict[str, Reason]:
        """Why each column is what it is."""
        said = dict(self.matched.proposal.reasons)
        said |= {key: Reason("match_by_hand") for key in self.hand}
        return {key: reason for key, reason in said.items() if key in self.matching.columns or key in ("zone", "crs")}

    def free(self) -> list[str]:
        """The columns that are nothing."""
        used = set(self.matching.columns.values())
        return [column.name for column in self.matched.look.columns if column.name not in used]

    def choose(self, tab: str, key: str, choice: str) -> None:
        """Makes a choice of a row so."""
        value = "" if choice == NONE else choice
        if tab == COLUMNS and key.startswith(FREE):
            if value:
                self._set_column(value, key.removeprefix(FREE))
        elif tab == COLUMNS:
            self._set_column(key, value)
        elif tab == VALUES:
            listed, _, said = key.partition("\n")
            self._set_code(listed, said, value)
        else:
            self._set(key, value)

    def rename(self, name: str, source: str) -> None:
        """Another name and source key."""
        self.matching = replace(self.matching, name=name.strip(), source=source.strip())

    def _set_column(self, target: str, column: str) -> None:
        made = self.matching.with_column(target, column)
        self.hand.add(target)
        if column and target in TIMES:
            found = self.matched.look.column(column)
            formats = match_words().date_formats
            fits = find_format(found, formats, self.matched.look.native) if found is not None else None
            made = made.with_entry("formats", target, fits.format if fits is not None else formats[0])
        listed = list_of(target)
        if listed is not None:
            made = with_codes(made, self.matched.look, self.matched.known, match_words(), [listed])
        self.matching = made

    def _set_code(self, listed: str, value: str, ours: str) -> None:
        if value == OTHERS:
            self.matching = self.matching.with_entry("otherwise", listed, ours)
        else:
            self.matching = self.matching.with_code(listed, value, ours)

    def _set(self, key: str, value: str) -> None:
        part, _, name = key.partition(":")
        if part in ("formats", "constants"):
            self.matching = self.matching.with_entry(part, name, value)
        elif key == "zone":
            self.hand.add(key)
            self.matching = replace(self.matching, zone=value or self.matching.zone)
        elif key == "crs":
            self.hand.add(key)
            self.matching = replace(self.matching, crs=value or self.matching.crs)
        elif key == "positions":
            self.matching = replace(self.matching, drop_bad_positions=value == "drop")
        elif key == "closed":
            self.matching = replace(self.matching, all_closed=value == "all")
