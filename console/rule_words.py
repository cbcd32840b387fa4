"""What rules say, in words: the core keeps the key of a sentence with its figures, people read the sentence."""

from __future__ import annotations

import re

from console.messages import Messages

_RULE = re.compile(r"(?P<key>steward-[a-z-]+)(?P<figures>( [a-z]+=[0-9]+)*)")


def spoken(words: Messages, text: str) -> str:
    """The sentence of a rule's reason ("steward-major minutes=15"); what a person wrote stays as it is."""
    found = _RULE.fullmatch(text)
    if found is None or not words.has(found["key"]):
        return text
    figures = dict(figure.split("=", 1) for figure in found["figures"].split())
    return words.text(found["key"], **figures)
