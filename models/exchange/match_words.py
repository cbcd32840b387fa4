"""Words by which columns are matched: headings in Chinese and English, values of code lists; as data."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from models.exchange.positions import Box

EXACT, PART = 100, 60
"""How much a heading counts that is a known word, and one that only holds it."""
_SIGNS = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SPLIT = re.compile(r"[^0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class MatchWords:
    """What is known of the world's headings. All words are `plain`."""

    missing: tuple[str, ...]
    date_formats: tuple[str, ...]
    personal: frozenset[str]
    fields: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, Mapping[str, str]]
    crs: Mapping[str, tuple[str, ...]]
    zones: tuple[tuple[str, Box], ...]

    def heading_score(self, field: str, heading: str) -> int:
        """How well a heading names a field: EXACT or PART less its place in the list, 0 for not at all."""
        words, bare, parts = self.fields[field], plain(heading), _parts(heading)
        if bare in words:
            return EXACT - min(20, words.index(bare))
        places = [place for place, word in enumerate(words) if _holds(bare, parts, word)]
        return PART - min(30, places[0]) if places else 0

    def is_personal(self, heading: str) -> bool:
        """Whether a heading names what belongs to a person: a telephone, a name, an identity number."""
        bare, parts = plain(heading), _parts(heading)
        return any(_holds(bare, parts, word) for word in self.personal)

    def crs_of(self, headings: list[str]) -> str | None:
        """The coordinate system that a heading names."""
        for crs, words in self.crs.items():
            if any(word in plain(heading) for heading in headings for word in words):
                return crs
        return None


def plain(text: str) -> str:
    """The text without blanks and signs, in one width and case."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).lower()


@cache
def match_words() -> MatchWords:
    """The words that come with the program."""
    source = files("resources") / "mappings" / "matching" / "words.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    codes = {
        field: {plain(word): key for key, words in lists.items() for word in [*words, key]}
        for field, lists in data["codes"].items()
    }
    return MatchWords(
        missing=tuple(data["missing"]),
        date_formats=tuple(data["date_formats"]),
        personal=frozenset(data["personal"]),
        fields={field: tuple(words) for field, words in data["fields"].items()},
        codes=codes,
        crs={crs: tuple(words) for crs, words in data["crs"].items()},
        zones=tuple((zone["zone"], tuple(zone["box"])) for zone in data["zones"]),
    )


def _parts(heading: str) -> frozenset[str]:
    """The words of a heading that is written with capitals, blanks or underscores between them."""
    words = [word.lower() for word in _SPLIT.split(_CAMEL.sub(" ", heading)) if word]
    return frozenset([*words, *(one + other for one, other in pairwise(words))])


def _holds(bare: str, parts: frozenset[str], word: str) -> bool:
    """Chinese words of two signs or more may stand anywhere; others must be whole words of the heading."""
    if word.isascii():
        return word in parts or bare == word
    return len(word) > 1 and word in bare
