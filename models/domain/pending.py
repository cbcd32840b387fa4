"""What was asked for a case and waits for an answer: several kinds at once, at most one of each.

A case keeps them as one canonical text, such as "extension=2;void": kinds in alphabetical order, each
with what was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.domain.case import CLOSED_STATES, HANDLING_STATES, OPEN_STATES

VOID, EXTENSION, SUSPENSION, APPEAL = "void", "extension", "suspension", "appeal"
REQUESTS: frozenset[str] = frozenset({VOID, EXTENSION, SUSPENSION, APPEAL})
"""Kinds of requests that somebody else must approve or refuse."""


def requests_of(text: str) -> dict[str, str]:
    """The pending requests: kind → what was asked for."""
    pairs = (part.partition("=") for part in text.split(";") if part)
    return {kind: value for kind, _, value in pairs}


def text_of(requests: Mapping[str, str]) -> str:
    """The canonical text of pending requests."""
    return ";".join(f"{kind}={value}" if value else kind for kind, value in sorted(requests.items()))


def asked(text: str, kind: str, value: str = "") -> str:
    """The text with one request more."""
    return text_of({**requests_of(text), kind: value})


def answered(text: str, kind: str) -> str:
    """The text without the request of a kind."""
    return text_of({name: value for name, value in requests_of(text).items() if name != kind})


def still_pending(text: str, state: str) -> str:
    """The text without the requests that have no meaning in a state."""
    return text_of({kind: value for kind, value in requests_of(text).items() if state in _STATES[kind]})


_STATES: Mapping[str, frozenset[str]] = {
    VOID: OPEN_STATES,
    EXTENSION: HANDLING_STATES,
    SUSPENSION: HANDLING_STATES,
    APPEAL: CLOSED_STATES,
}
