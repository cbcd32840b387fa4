"""A roster as rows of a file that the import reads back: entries of some days, and cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from models.domain.roster import Roster, RosterItem
from models.exchange.roster_words import CARD_COLUMNS, ROSTER_COLUMNS, heading


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


def _words_of(item: RosterItem, words: RosterWords) -> list[str]:
    return [words.slot(item.slot), words.post(item.post) if item.post else "", words.standing(item.standing)]


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
