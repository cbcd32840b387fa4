"""A roster as rows of a file that the import reads back: entries of some days, and cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from models.domain.roster import Roster, RosterItem
from models.exchange.roster_words import CARD_COLUMNS, ROSTER_COLUMNS, heading

_WHO = 2
"""Columns that say whose row it is: code and name."""


@dataclass(frozen=True, slots=True)
class RosterWords:
    """How an export calls things: officers, shifts and absences, posts, standings, kinds of cards."""

    language: str
    officer: Callable[[str], str]
    slot: Callable[[str], str]
    post: Callable[[str], str]
    standing: Callable[[str], str]
    qualification: Callable[[str], str]

    def roster_header(self) -> list[str]:
        """The headings of entries."""
        return [heading(name, self.language) for name in ROSTER_COLUMNS]

    def card_header(self) -> list[str]:
        """The headings of cards."""
        return [heading(name, self.language) for name in CARD_COLUMNS]

    def header(self) -> list[str]:
        """The headings of entries and cards in one table."""
        return [*self.roster_header(), *self.card_header()[_WHO:]]


def roster_rows(roster: Roster, first: date, last: date, words: RosterWords) -> Iterator[list[str]]:
    """The entries of some days (both included), by day and officer."""
    for record in sorted(roster.records(), key=lambda one: (one.day, one.officer_code)):
        if first <= record.day <= last:
            for item in record.items:
                yield [
                    record.officer_code, words.officer(record.officer_code), record.day.isoformat(),
                    *_words_of(item, words),
                ]  # fmt: skip


def card_rows(roster: Roster, words: RosterWords) -> Iterator[list[str]]:
    """The cards held, by officer."""
    for card in sorted(roster.qualifications.values(), key=lambda one: one.id):
        if card.held:
            yield [
                card.officer_code, words.officer(card.officer_code), words.qualification(card.kind), card.card_number,
                _day(card.valid_from), _day(card.valid_until),
            ]  # fmt: skip


def all_rows(roster: Roster, first: date, last: date, words: RosterWords) -> Iterator[list[str]]:
    """Entries of some days and then all cards, below one header."""
    for row in roster_rows(roster, first, last, words):
        yield [*row, *[""] * (len(CARD_COLUMNS) - _WHO)]
    for row in card_rows(roster, words):
        yield [*row[:_WHO], *[""] * (len(ROSTER_COLUMNS) - _WHO), *row[_WHO:]]


def _words_of(item: RosterItem, words: RosterWords) -> list[str]:
    return [words.slot(item.slot), words.post(item.post) if item.post else "", words.standing(item.standing)]


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
