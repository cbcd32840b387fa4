"""How alike two texts sound: pairs of neighbouring syllables, as sets and as signatures of 256 bits.

A Chinese character counts as its usual reading, so that 扬公路 and 杨公路 are the same; letters and digits count as
themselves; a text without two neighbours has no pairs and is like nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from models.board.pinyin import usual_readings
from models.board.search_text import fold

WORDS = 4
"""Integers of 64 bits in a signature."""
Signatures = NDArray[np.uint64]

_CODES = 0x30000
_SYLLABLES_FROM = 0x40000
_SILENT = ((0x80, 0xBF), (0x2000, 0x206F), (0x3000, 0x303F), (0xFE00, 0xFE6F))
_SHIFT = 20
_MIX = np.uint64(0x9E3779B97F4A7C15)


@cache
def _table() -> NDArray[np.int64]:
    """What each character counts as; 0 stands between words."""
    table = np.arange(_CODES, dtype=np.int64)
    for code in range(0x80):
        if not chr(code).isalnum():
            table[code] = 0
    for first, last in _SILENT:
        table[first : last + 1] = 0
    numbers: dict[str, int] = {}
    for code, reading in usual_readings().items():
        if code < _CODES and reading:
            table[code] = _SYLLABLES_FROM + numbers.setdefault(reading, len(numbers))
    return table


def pairs_of(text: str) -> frozenset[int]:
    """The pairs of neighbouring syllables in a text."""
    _, pairs = _pairs([text])
    return frozenset(pairs.tolist())


def alike(one: frozenset[int], other: frozenset[int]) -> float:
    """How much two texts have in common, from 0 to 1: twice the shared pairs by all pairs."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0


def signatures(texts: Sequence[str]) -> Signatures:
    """One row of WORDS integers for each text: a set bit for each pair, of which several may share one."""
    rows, pairs = _pairs(texts)
    mixed = (pairs.astype(np.uint64) * _MIX) >> np.uint64(56)
    flat = np.zeros(len(texts) * WORDS, np.uint64)
    places = rows * WORDS + (mixed >> np.uint64(6)).astype(np.int64)
    np.bitwise_or.at(flat, places, np.uint64(1) << (mixed & np.uint64(63)))
    return flat.reshape(len(texts), WORDS)


def roughly_alike(one: Signatures, many: Signatures, bits: NDArray[np.float32]) -> NDArray[np.float32]:
    """About `alike` of one text with many, from their signatures; `bits` is `bits_of(many)`."""
    shared = bits_of(many & one)
    together = bits + np.float32(np.bitwise_count(one).sum())
    result: NDArray[np.float32] = np.zeros_like(shared)
    np.divide(2 * shared, together, out=result, where=together > 0)
    return result


def bits_of(many: Signatures) -> NDArray[np.float32]:
    """How many bits of each signature are set."""
    counted: NDArray[np.float32] = np.bitwise_count(many).sum(axis=1, dtype=np.float32)
    return counted


def _pairs(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All pairs of all texts, each with the row of its text."""
    folded = [fold(text) for text in texts]
    joined = "\n".join(folded).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(joined, np.uint32).astype(np.int64)
    sounds = np.where(codes < _CODES, _table()[np.minimum(codes, _CODES - 1)], codes)
    rows = np.repeat(np.arange(len(folded)), [len(text) + 1 for text in folded])[: len(codes)]
    first, second = sounds[:-1], sounds[1:]
    there = (first > 0) & (second > 0)
    return rows[:-1][there], (first[there] << _SHIFT) | second[there]
