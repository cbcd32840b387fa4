"""Folded text, and the index of all search texts."""

from __future__ import annotations

import random

import numpy as np
import pytest

from models.board import search_text as module
from models.board.search_text import TextIndex, case_text, fold, search_text, words_of
from models.domain.case import Case
from tests.helpers.records import make_case


def test_that_full_width_and_case_make_no_difference() -> None:
    assert fold("ＡＢｃ１２　Ｘ") == "abc12 x"
    assert words_of("Ａ座  a座 12") == ("a座", "12")


def test_that_search_text_holds_the_texts_their_pinyin_and_initials() -> None:
    assert search_text("城管执法", "CGZF", "").split("\n") == ["城管执法", "cgzf", "chengguanzhifa", "cgzf"]


def index_of(count: int, seed: int = 1) -> tuple[list[Case | None], TextIndex, random.Random]:
    rng = random.Random(seed)
    cases: list[Case | None] = [some_case(rng, number) for number in range(count)]
    index = TextIndex(cases)
    index.added(0, count)
    return cases, index, rng


def some_case(rng: random.Random, number: int) -> Case:
    title = rng.choice(["井盖破损", "占用消防通道", "Ａ座\n漏水", "\ud800"]) + rng.choice(["", "甲", "x\x1ey"])
    return make_case(
        id=str(number), number=f"T-{rng.randrange(30)}", title=title, address=rng.choice(["银行路", "", "a"])
    )


WORDS = ("井盖", "jg", "yinhang", "t-1", "a", "甲", "no", "y", "\ud800", "路")


def test_that_the_index_finds_what_each_text_holds_after_any_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "JOIN_AFTER", 20)
    monkeypatch.setattr(module, "HITS_BY_FIND", 7)
    cases, index, rng = index_of(60)
    for step in range(300):
        slot = rng.randrange(len(cases) + 1)
        new = None if rng.random() < 0.3 else some_case(rng, step)
        if slot == len(cases):
            cases.append(None)
        if rng.random() < 0.1:
            new = cases[slot]
        index.changed(slot, cases[slot], new)
        cases[slot] = new
        word = rng.choice(WORDS)
        there = np.array([number for number, case in enumerate(cases) if case is not None])
        asked = there if rng.random() < 0.7 else there[:2]
        expected = [word in case_text(case).replace("\x1e", "\n") for slot in asked if (case := cases[slot])]
        assert index.search(word, asked).tolist() == expected


def test_that_empty_slots_are_passed_over() -> None:
    index = TextIndex([None, None])
    index.added(0, 2)
    assert index.prepare()
    assert index.search("a", np.array([0, 1])).tolist() == [False, False]
    assert TextIndex([None] * 40).search("a", np.array([7])).tolist() == [False]


def test_that_texts_can_be_made_in_parts() -> None:
    _, index, _ = index_of(5)
    assert [index.prepare(3), index.prepare(3)] == [False, True]
