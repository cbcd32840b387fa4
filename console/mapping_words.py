"""Mappings in words: what a field is called, why a column is proposed. No Qt."""

from __future__ import annotations

from console.messages import Messages
from models.domain.errors import BadInput
from models.exchange.match_propose import Reason


def field_words(words: Messages, key: str) -> str:
    """What a mapping's key means: "department.name" is the department's name."""
    field, _, part = key.partition(".")
    name = words.text(f"import-field-{field}")
    known = f"import-part-{part}"
    return f"{name} · {words.text(known)}" if part and words.has(known) else name


def reason_words(words: Messages, reason: Reason) -> str:
    """Why a column is proposed, or left out."""
    return words.text(reason.key, **reason.arguments)


def trouble_words(words: Messages, trouble: BadInput) -> str:
    """The sentence of an error; a field that lacks its column by the field's name."""
    if trouble.key == "match_field_missing":
        return words.text(trouble.key, target=field_words(words, str(trouble.arguments["target"])))
    return words.trouble(trouble)
