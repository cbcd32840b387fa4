"""Chinese text as pinyin, fast enough for a hundred thousand titles.

The reading is that of pypinyin, with its phrases (银行 yinhang, 行人 xingren). Most text holds no
phrase that reads a character otherwise than usual; it is translated by a table of characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from operator import add

RUNS_KEPT = 20_000
"""Distinct runs of Chinese characters whose reading by phrases is remembered."""


def pinyin(text: str) -> tuple[str, str]:
    """Full pinyin and initials, without tones and spaces: ("yanggonglu12hao", "ygl12h").

    Latin letters and digits stay, lower-case; everything else is left out. Two empty strings for
    text without a Chinese character.
    """
    if text.isascii():
        return "", ""
    tables = _tables()
    if not tables.run.search(text):
        return "", ""
    lower = text.lower()
    if not tables.reads_otherwise(lower):
        return lower.translate(tables.full), lower.translate(tables.initials)
    full: list[str] = []
    initials: list[str] = []
    for number, part in enumerate(tables.run.split(lower)):
        syllables = _by_phrases(part) if number % 2 else part.translate(tables.full)
        full.extend(syllables)
        initials.extend([syllable[:1] for syllable in syllables])
    return "".join(full), "".join(initials)


class _Letters(dict[int, str | None]):
    """A table for `str.translate` that keeps letters and digits and leaves out the rest."""

    def __missing__(self, code: int) -> str | None:
        kept = chr(code) if chr(code).isalnum() else None
        self[code] = kept
        return kept


class _Tables:
    """Usual readings of single characters, and the phrases that read one otherwise."""

    def __init__(self) -> None:
        # Half a second, most of it the import: not at start, and never twice.
        from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

        usual = {code: _plain(readings.split(",")[0]) for code, readings in PINYIN_DICT.items()}
        self.full = _Letters(usual)
        self.initials = _Letters({code: reading[:1] for code, reading in usual.items()})
        # Every second part of a text split at runs is Chinese. The rarer planes as one range: as single
        # characters they make the expression forty times slower.
        common = "".join(chr(code) for code in usual if code <= 0xFFFF)
        self.run = re.compile(f"([{common}\U00020000-\U0003ffff]+)")
        # Keyed by two neighbouring characters, one of them the odd one.
        self._odd: dict[str, list[str]] = {}
        for phrase, readings in PHRASES_DICT.items():
            for place, (character, said) in enumerate(zip(phrase, readings, strict=False)):
                if _plain(said[0]) != usual.get(ord(character)):
                    start = min(place, len(phrase) - 2)
                    self._odd.setdefault(phrase[start : start + 2], []).append(phrase)
                    break

    def reads_otherwise(self, text: str) -> bool:
        """Whether the text holds a phrase that reads one of its characters otherwise than usual."""
        odd = self._odd
        return any(phrase in text for pair in map(add, text, text[1:]) if pair in odd for phrase in odd[pair])


@cache
def _tables() -> _Tables:
    return _Tables()


@cache
def _plain(reading: str) -> str:
    """A syllable without its tone; ü is typed v."""
    apart = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(character for character in apart if "a" <= character <= "z")


@lru_cache(RUNS_KEPT)
def _by_phrases(run: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(run))


def usual_readings() -> dict[int, str]:
    """The usual reading of each Chinese character by its code point, without tone: 扬 and 杨 are both "yang"."""
    return {code: reading for code, reading in _tables().full.items() if reading is not None and code > 0x7F}
