"""Sentences and words in the user's language, without Qt: command line, errors, the field's terms.

Texts are Fluent files in resources/messages (`*.zh.ftl`, `*.en.ftl`). Keys of the core use
underscores, Fluent identifiers hyphens; both name the same message.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from copy import copy
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

from models.domain.errors import Trouble

LANGUAGES = ("zh", "en")
_LOCALES = {"zh": "zh-CN", "en": "en-GB"}


class Messages:
    """All texts of one language ("zh" or "en")."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "zh"
        self._bundle = FluentBundle([_LOCALES[self.language]], use_isolating=False)
        folder = files("resources") / "messages"
        for entry in sorted(folder.iterdir(), key=lambda item: item.name):
            if entry.name.endswith(f".{self.language}.ftl"):
                self._bundle.add_resource(FluentResource(entry.read_text(encoding="utf-8")))
        self._words: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        self._people: Mapping[str, str] = {}

    def calling(self, people: Mapping[str, str]) -> Messages:
        """The same texts; an officer whom an outcome names as a key of `people` is called by its value."""
        made = copy(self)
        made._people = people
        return made

    def has(self, key: str) -> bool:
        """Whether a message with this key is there."""
        return self._bundle.has_message(key.replace("_", "-"))

    def text(self, key: str, /, **arguments: object) -> str:
        """The sentence of a key; an unknown key is shown as itself with its arguments, never hidden."""
        if not arguments and key in self._plain:
            return self._plain[key]
        name = key.replace("_", "-")
        if not self._bundle.has_message(name):
            shown = ", ".join(f"{k}={v}" for k, v in arguments.items())
            return f"{key} ({shown})" if shown else key
        pattern = self._bundle.get_message(name).value
        if pattern is None:
            return key
        text, _errors = self._bundle.format_pattern(pattern, dict(arguments))
        if not arguments:
            self._plain[key] = str(text)
        return str(text)

    def word(self, kind: str, key: str | None) -> str:
        """A term such as word("state", "filed"); a key without a term is shown as itself, None as a dash."""
        if not key:
            return "—"
        name = f"{kind}-{key}"
        known = self._words.get(name)
        if known is None:
            known = self.text(name) if self.has(name) else key
            self._words[name] = known
        return known

    def trouble(self, trouble: Trouble) -> str:
        """The sentence of an expected error."""
        return self.outcome(trouble.key, trouble.arguments)

    def outcome(self, key: str, arguments: Mapping[str, object]) -> str:
        """The sentence of a message key whose arguments may name the field's terms by key."""
        shown = {name: self._spoken(name, value) for name, value in arguments.items()}
        return self.text(key, **shown)

    def _spoken(self, name: str, value: object) -> object:
        if isinstance(value, str) and name in {"verb", "state", "field", "severity", "source", "role", "unit"}:
            return self.word(name, value)
        if isinstance(value, str) and name in {"officer", "who"}:
            return self._people.get(value, value)
        return value


@cache
def messages(language: str) -> Messages:
    """The shared texts of a language."""
    return Messages(language)


def preferred_language(environment: Mapping[str, str] | None = None) -> str:
    """The user's language: ZHIHUI_LANG, else the locale's, else Chinese."""
    env = os.environ if environment is None else environment
    for name in ("ZHIHUI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = env.get(name, "").lower()
        if value.startswith("en"):
            return "en"
        if value.startswith("zh"):
            return "zh"
    return "zh"
