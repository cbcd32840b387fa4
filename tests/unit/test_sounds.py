"""How alike two texts sound."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.board.sounds import alike, bits_of, pairs_of, roughly_alike, signatures


def test_homophones_are_the_same_and_signs_part_words() -> None:
    assert pairs_of("杨公路") == pairs_of("扬公路")
    assert len(pairs_of("杨公路12号")) == 5
    assert pairs_of("AB") == pairs_of("ａｂ")
    assert pairs_of("井，盖") == pairs_of("") == pairs_of("井") == frozenset()
    assert len(pairs_of("\U0003fffe\U0003ffff")) == 1


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_of_words_is_mutual_and_whole_for_the_same(one: str, other: str) -> None:
    first, second = pairs_of(one), pairs_of(other)
    assert alike(first, second) == alike(second, first)
    assert 0 <= alike(first, second) <= 1
    assert alike(first, first) == (1.0 if first else 0.0)


@given(st.lists(st.text(max_size=9), min_size=1, max_size=6))
def test_signatures_of_many_are_those_of_each(texts: list[str]) -> None:
    together = signatures(texts)
    assert together.shape == (len(texts), 4)
    for row, text in zip(together, texts, strict=True):
        assert (row == signatures([text])[0]).all()
        assert int(bits_of(row.reshape(1, -1))[0]) <= len(pairs_of(text))
    rough = roughly_alike(together[0], together, bits_of(together))
    assert rough[0] == (1.0 if pairs_of(texts[0]) else 0.0)
