"""A matching under way as rows to be looked at and changed: fields and columns, settings, values. No widgets.

Each row has cells, a sentence about it, and what may be chosen for it; `MatchDesk.choose` makes it so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from console.formatting import Formats
from console.mapping_words import field_words, reason_words
from console.match_desk import COLUMNS, FREE, NONE, OTHERS, SETTINGS, VALUES, MatchDesk
from console.messages import Messages
from console.names import Names
from models.domain.case import Severity, Source, State
from models.exchange.mapping import CLOSED, OPEN
from models.exchange.match_codes import code_rows
from models.exchange.match_dates import examples
from models.exchange.match_propose import Reason
from models.exchange.match_values import parses
from models.exchange.match_words import match_words
from models.exchange.matching import (
    CODED,
    CONSTANTS,
    LISTED,
    NEEDED,
    TARGETS,
    TIMES,
    listed_column,
)

_CRS = ("wgs84", "gcj02", "bd09")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen: key, text, and a remark."""

    key: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A row: its key, cells, tone ("" for ink), what is said about it, what is chosen."""

    key: str
    cells: tuple[str, ...]
    tone: str
    told: str
    chosen: str


class MatchRows:
    """The rows of a matching in one language."""

    def __init__(self, desk: MatchDesk, words: Messages, names: Names) -> None:
        self._desk, self._words = desk, words
        self._names: Mapping[str, Callable[[str | None], str]] = {
            "department": names.department, "community": names.community, "category": names.category,
            "platform": names.platform,
        }  # fmt: skip

    def headings(self, tab: str) -> tuple[str, ...]:
        """What the cells of a tab are."""
        count = {COLUMNS: 4, SETTINGS: 3, VALUES: 4}[tab]
        return tuple(self._words.text(f"match-{tab}-{number}") for number in range(1, count + 1))

    def rows(self, tab: str) -> tuple[MatchRow, ...]:
        """The rows of a tab."""
        made = {COLUMNS: self._columns, SETTINGS: self._settings, VALUES: self._values}[tab]
        return tuple(made())

    def options(self, tab: str, key: str) -> list[Option]:
        """What may be chosen for a row, nothing first."""
        if tab == COLUMNS:
            return self._column_options(key)
        return self._value_options(key.partition("\n")[0], key) if tab == VALUES else self._setting_options(key)

    # -- columns ------------------------------------------------------------------------------------
    def _columns(self) -> Iterable[MatchRow]:
        desk, words = self._desk, self._words
        reasons = desk.reasons()
        for target in TARGETS:
            column = desk.matching.columns.get(target, "")
            name = field_words(words, target) + (" *" if target in NEEDED else "")
            lacking = target in NEEDED and not column
            said = words.text("match-needed") if lacking else ""
            if column:
                said = reason_words(words, reasons.get(target, Reason("match_by_hand")))
            tone = "overdue" if lacking else "" if column else "muted"
            yield MatchRow(target, (name, column or "—", self._samples(column), said), tone, said, column or NONE)
        for column in desk.free():
            left = desk.matched.proposal.left.get(column, Reason("match_left_unknown"))
            said = reason_words(words, left)
            yield MatchRow(FREE + column, ("—", column, self._samples(column), said), "muted", said, NONE)

    def _samples(self, column: str) -> str:
        found = self._desk.matched.look.column(column)
        return self._words.text("list-comma").join(found.samples) if found is not None else ""

    def _column_options(self, key: str) -> list[Option]:
        nothing = Option(NONE, self._words.text("match-nothing"))
        if key.startswith(FREE):
            return [nothing, *(Option(target, field_words(self._words, target)) for target in TARGETS)]
        return [nothing, *(Option(c.name, c.name, self._samples(c.name)) for c in self._desk.matched.look.columns)]

    # -- settings -----------------------------------------------------------------------------------
    def _settings(self) -> Iterable[MatchRow]:
        words, matching = self._words, self._desk.matching
        for target in TIMES:
            if target in matching.columns:
                yield self._format_row(target)
        reasons = self._desk.reasons()
        for key, value in (("zone", matching.zone), ("crs", matching.crs)):
            if key == "crs" and "position.lon" not in matching.columns:
                continue
            said = reason_words(words, reasons[key])
            yield MatchRow(key, (words.text(f"match-set-{key}"), self._named(key, value), said), "", said, value)
        if "position.lon" in matching.columns:
            yield self._plain_row("positions", "drop" if matching.drop_bad_positions else "refuse")
        yield self._plain_row("closed", "all" if matching.all_closed else "state")
        for target in CONSTANTS:
            value = matching.constants.get(target, "")
            name = words.text("match-set-constant", target=field_words(words, target))
            shown = self._ours(target, value) if value else "—"
            yield MatchRow(f"constants:{target}", (name, shown, ""), "" if value else "muted",
                           words.text("match-constant-hint"), value or NONE)  # fmt: skip

    def _format_row(self, target: str) -> MatchRow:
        words, matching, look = self._words, self._desk.matching, self._desk.matched.look
        form = matching.formats.get(target, "")
        column = look.column(matching.columns[target])
        shown = examples(column.samples if column else (), form, matching.zone, look.native)
        moment = Formats(words, ZoneInfo(matching.zone)).full
        lines = [f"{e.text} → {moment(e.at) if e.at is not None else words.text('match-unread')}" for e in shown]
        found = self._desk.matched.proposal.formats.get(target)
        doubt = found is not None and found.others and target not in self._desk.hand
        said = words.text("match-format-doubt") if doubt else ""
        name = words.text("match-set-format", target=field_words(words, target))
        tone = "due_soon" if doubt else "overdue" if any(e.at is None for e in shown) else ""
        return MatchRow(f"formats:{target}", (name, form, lines[0] if lines else ""), tone,
                        "\n".join(filter(None, [said, *lines])), form)  # fmt: skip

    def _plain_row(self, key: str, value: str) -> MatchRow:
        words = self._words
        return MatchRow(key, (words.text(f"match-set-{key}"), words.text(f"match-{key}-{value}"), ""), "",
                        words.text(f"match-{key}-hint"), value)  # fmt: skip

    def _setting_options(self, key: str) -> list[Option]:
        words, (part, _, name) = self._words, key.partition(":")
        if part == "formats":
            return self._format_options(name)
        if key == "zone":
            return [Option(zone, zone) for zone in _zones()]
        if key == "crs":
            return [Option(crs, self._named("crs", crs)) for crs in _CRS]
        if part == "constants":
            return [Option(NONE, words.text("match-nothing")), *self._meanings(name)]
        kinds = {"positions": ("refuse", "drop"), "closed": ("state", "all")}[key]
        return [Option(kind, words.text(f"match-{key}-{kind}")) for kind in kinds]

    def _format_options(self, target: str) -> list[Option]:
        look, matching = self._desk.matched.look, self._desk.matching
        column = look.column(matching.columns.get(target))
        formats = match_words().date_formats
        fitting = [text for text in formats if column is not None and parses(column, text, look.native)]
        fits = self._words.text("match-format-fits")
        others = [text for text in formats if text not in fitting]
        return [*(Option(text, text, fits) for text in fitting), *(Option(text, text) for text in others)]

    # -- values -------------------------------------------------------------------------------------
    def _values(self) -> Iterable[MatchRow]:
        words, desk = self._words, self._desk
        for listed in LISTED:
            column = desk.matched.look.column(listed_column(desk.matching, listed))
            if column is None:
                continue
            name = field_words(words, listed)
            for row in code_rows(listed, column, desk.matching.codes.get(listed, {})):
                ours = self._ours(listed, row.ours) if row.ours else self._unlisted(listed)
                refused = row.ours is None and listed in CODED and listed not in desk.matching.otherwise
                told = words.text("match-value-told", column=column.name, value=row.value, count=row.count)
                tone = "overdue" if refused else "" if row.ours else "muted"
                cells = (name, row.value, f"{row.count:,}", ours)
                yield MatchRow(f"{listed}\n{row.value}", cells, tone, told, row.ours or NONE)
            if listed in CODED:
                other = desk.matching.otherwise.get(listed, "")
                shown = self._ours(listed, other) if other else words.text("match-refuse")
                yield MatchRow(f"{listed}\n{OTHERS}", (name, words.text("match-others"), "", shown), "muted",
                               words.text("match-others-hint"), other or NONE)  # fmt: skip

    def _unlisted(self, listed: str) -> str:
        if listed not in CODED:
            return self._words.text("match-as-own")
        other = self._desk.matching.otherwise.get(listed)
        return self._ours(listed, other) if other else self._words.text("match-refuse")

    def _value_options(self, listed: str, key: str) -> list[Option]:
        refuse = listed in CODED and (key.endswith(f"\n{OTHERS}") or listed not in self._desk.matching.otherwise)
        nothing = "match-refuse" if refuse else "match-as-own" if listed not in CODED else "match-as-others"
        return [Option(NONE, self._words.text(nothing)), *self._meanings(listed)]

    # -- words --------------------------------------------------------------------------------------
    def _meanings(self, listed: str) -> Sequence[Option]:
        known = self._desk.matched.known.of(listed)
        if known:
            return [Option(code, self._names[listed](code), code) for code in known]
        keys = {"state": (OPEN, CLOSED, *State), "severity": tuple(Severity), "channel": tuple(Source)}.get(listed, ())
        return [Option(str(key), self._ours(listed, str(key))) for key in keys]

    def _ours(self, listed: str, code: str) -> str:
        if listed in self._names:
            return self._names[listed](code)
        if listed == "state" and code in (OPEN, CLOSED):
            return self._words.text(f"match-state-{code}")
        return self._words.word({"channel": "source"}.get(listed, listed), code)

    def _named(self, key: str, value: str) -> str:
        return self._words.text(f"match-crs-{value}") if key == "crs" else value


@cache
def _zones() -> tuple[str, ...]:
    """All zones, those of the usual places first."""
    usual = [zone for zone, _box in match_words().zones]
    return (*usual, *sorted(available_timezones() - set(usual)))
