"""Expected trouble, as data: a message key and its arguments, never a sentence.

Sentences live in resources/messages; bugs of the program are ordinary exceptions and are
never turned into one of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Argument = str | int | float


class Trouble(Exception):
    """Something expected went wrong and a person must be told.

    `key` names the message; `arguments` are its named values.
    """

    def __init__(self, key: str, **arguments: Argument) -> None:
        super().__init__(key)
        self.key = key
        self.arguments: Mapping[str, Argument] = MappingProxyType(arguments)

    def __str__(self) -> str:
        detail = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"{self.key}({detail})"


class Refused(Trouble):
    """A rule of the domain does not allow the act; nothing was written but the refusal."""


class Stale(Trouble):
    """The case changed since the user saw it; arguments name who, what and when."""


class Unavailable(Trouble):
    """The database cannot be reached or does not answer; the act may be tried again."""


class BadInput(Trouble):
    """A file, field or argument cannot be used as it is; arguments name place and reason."""
