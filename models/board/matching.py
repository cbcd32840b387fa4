"""A filter made ready for a table: which slots it lets through."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from models.board.case_filter import CaseFilter
from models.board.search_text import search_text, words_of
from models.board.table import FIRST_CALM, URGENCIES, CaseTable, Mask, Slots
from models.domain.case import NO_DEADLINE
from models.domain.figures import MISSING


class Names(Protocol):
    """What people call a code, in the user's language."""

    def category(self, code: str | None) -> str:
        """A category's name."""

    def department(self, code: str | None) -> str:
        """A department's name."""


class CodesAsNames:
    """Stands in where no names are known."""

    def category(self, code: str | None) -> str:
        """The code itself."""
        return code or MISSING

    def department(self, code: str | None) -> str:
        """The code itself."""
        return code or MISSING


class Matcher:
    """One filter, with the names that its words are looked up in besides the cases' own texts."""

    def __init__(self, case_filter: CaseFilter, names: Names) -> None:
        self._filter = case_filter
        self._words = words_of(case_filter.text)
        self._names = {"categories": names.category, "departments": names.department}
        self._said: dict[tuple[str, str], str] = {}

    def select(self, table: CaseTable, slots: Slots) -> Mask:
        """For each slot whether its case is there and passes."""
        ok: Mask = table.present[slots]
        wanted = self._filter
        for name, column in table.columns.items():
            codes: frozenset[str] = getattr(wanted, name, frozenset())
            if codes:
                passes = np.array([code in codes for code in column.codes], np.bool_)[column.values[slots]]
                if name == "departments":
                    passes |= _assisted(table, slots, codes)
                ok &= passes
        if wanted.urgencies:
            ok &= np.array([name in wanted.urgencies for name in URGENCIES])[table.urgency[slots]]
        if wanted.alarming:
            ok &= table.packed[slots] < FIRST_CALM
        if wanted.without_position:
            ok &= ~table.placed[slots]
        if wanted.without_category:
            ok &= table.columns["categories"].values[slots] == 0
        if wanted.without_deadline:
            ok &= table.deadline[slots] == NO_DEADLINE
        if wanted.ids is not None:
            ok &= _among(table, slots, wanted.ids)
        for word in self._words:
            ok = self._with_word(table, slots, ok, word)
        return ok

    def _with_word(self, table: CaseTable, slots: Slots, ok: Mask, word: str) -> Mask:
        passed = np.flatnonzero(ok)
        rest = slots[passed]
        found = table.texts.search(word, rest)
        for name in self._names:
            column = table.columns[name]
            called = np.array([word in self._called(name, code) for code in column.codes], np.bool_)
            if called.any():
                found |= called[column.values[rest]]
        result = np.zeros(len(slots), np.bool_)
        result[passed[found]] = True
        return result

    def _called(self, name: str, code: str) -> str:
        said = self._said.get((name, code))
        if said is None:
            text = "" if code == MISSING else search_text(self._names[name](code))
            said = self._said[(name, code)] = text
        return said


def _assisted(table: CaseTable, slots: Slots, codes: frozenset[str]) -> Mask:
    """Cases in which one of the departments assists: they stand on its desk too."""
    column = table.columns["assistants"]
    helping = np.array([not codes.isdisjoint(code.split()) for code in column.codes], np.bool_)
    return helping[column.values[slots]]


def _among(table: CaseTable, slots: Slots, ids: frozenset[str]) -> Mask:
    found = np.zeros(len(table), np.bool_)
    found[[table.slots[case_id] for case_id in ids if case_id in table.slots]] = True
    return found[slots]
