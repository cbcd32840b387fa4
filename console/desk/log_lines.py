"""The log of a case in words: one entry per act, with what the act said."""

from __future__ import annotations

import re
from collections.abc import Mapping

from console.formatting import Formats
from console.names import Names
from console.rule_words import spoken
from models.domain.case import LogEntry
from models.domain.catalogue import Standard
from models.domain.instant import Instant, parse_instant
from widgets.fonts import visible_text
from widgets.timeline import TimelineEntry

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)")
UNSAID = frozenset({"title", "lon", "lat", "department_code"})
"""Fields that stand elsewhere already: in the heading, on the map, in the entry's title."""
REPORT_SAYS = frozenset({"description", "note", "source"})
"""Of a report only this; the rest stands among the facts."""


class LogLines:
    """Makes timeline entries for one language."""

    def __init__(self, formats: Formats, names: Names, standards: Mapping[str, Standard]) -> None:
        self._formats = formats
        self._names = names
        self._standards = standards

    def entry(self, entry: LogEntry, now: Instant) -> TimelineEntry:
        """One act: when, what, by whom, and what was said."""
        words = self._formats.messages
        said = []
        for name, value in entry.fields.items():
            if name in UNSAID or (entry.verb == "report" and name not in REPORT_SAYS):
                continue
            plain = name in {"description", "note", "result", "finding", "reason", "verification", "reply"}
            said.append(spoken(words, value) if plain else f"{words.word('field', name)} {self._value(name, value)}")
        title = words.word("verb-past", entry.verb)
        if "department_code" in entry.fields:
            title = f"{title} → {self._names.department(entry.fields['department_code'])}"
        return TimelineEntry(
            time_text=self._formats.moment(entry.occurred_at, now),
            title=visible_text(title),
            text=visible_text("\n".join(said)),
            kind=entry.verb,
            who=visible_text(self._names.officer(entry.actor_code)),
        )

    def _value(self, name: str, value: str) -> str:
        words, names = self._formats.messages, self._names
        match name:
            case "severity" | "source":
                return words.word(name, value)
            case "community_code":
                return names.community(value)
            case "owner_code":
                return names.officer(value)
            case "grid_code":
                return names.grid(value)
            case "category_code":
                return names.category(value)
            case "standard_code":
                standard = self._standards.get(value)
                return standard.filing_condition if standard else value
            case "due_moved" | "deadline_moved" | "tasks_moved":
                return self._moved(value)
            case _:
                return value

    def _moved(self, text: str) -> str:
        """Deadlines before and after, as people read them; a task begins with its department."""
        lines = []
        for line in _INSTANT.sub(lambda found: self._reading(found.group()), text).splitlines():
            first, blank, rest = line.partition(" ")
            known = first in self._names.departments
            lines.append(f"{self._names.department(first)}{blank}{rest}" if known else line)
        return "\n".join(lines)

    def _reading(self, text: str) -> str:
        return self._formats.full(parse_instant(text, self._formats.zone))
