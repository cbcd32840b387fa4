"""What a form offers to choose from, in the user's language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from console.duty_words import DutyWords
from console.formatting import Formats
from console.names import Names
from models.board.search_text import search_text
from models.domain.case import Case, Severity, Source
from models.domain.catalogue import Kind, Standard
from models.domain.instant import Instant
from widgets.fonts import visible_text
from widgets.pick_field import Choice

SOURCES = (
    Source.PHONE, Source.WALK_IN, Source.PATROL, Source.HOTLINE_12345, Source.TRANSFER_110, Source.GRID_WORKER,
    Source.WEB, Source.VIDEO, Source.SUPERIOR, Source.CAMPAIGN,
)  # fmt: skip
"""Sources in the order of their digits 1–9 and 0: what comes to a desk most comes first."""


def choice(key: str, text: str, hint: str, more: str) -> Choice:
    """A choice that is found by its words, their pinyin and initials."""
    return Choice(key, visible_text(text), visible_text(hint), search_text(text, hint, more))


class FormChoices:
    """Choices by field; lists that do not hang on the case are made once."""

    def __init__(
        self, formats: Formats, names: Names, standards: Mapping[str, Standard], duty: DutyWords,
        now: Callable[[], Instant],
    ) -> None:  # fmt: skip
        self._duty, self._now = duty, now
        self._formats = formats
        self._names = names
        self._standards = standards
        self._made: dict[str, list[Choice]] = {}
        self._makers: dict[str, Callable[[], list[Choice]]] = {
            "severity": self._severities, "source": self._sources,
            "community_code": self._communities, "grid_code": self._grids, "category_code": self._categories,
        }  # fmt: skip

    def of(self, name: str, verb: str, case: Case | None) -> Sequence[Choice]:
        """What a field of an act offers; nothing for a field that is typed."""
        match name:
            case "owner_code":
                return self.officers()
            case "standard_code":
                return self._standard_choices(case, without_own=verb == "reclassify")
            case "assistants":
                return self._departments(None, {case.department_code} if case else ())
            case "task_department":
                return self._departments(case.unfinished.split() if case else None, ())
            case "department_code" if verb == "withdraw_task" and case is not None:
                return self._departments(case.unfinished.split(), ())
            case "department_code" if verb == "add_task" and case is not None:
                return self._departments(None, {case.department_code, *case.unfinished.split()})
            case "department_code":
                return self._departments(None, ())
        if name not in self._made and name in self._makers:
            self._made[name] = self._makers[name]()
        return self._made.get(name, ())

    def _severities(self) -> list[Choice]:
        return [Choice(s, self._formats.messages.word("severity", s), "", "") for s in Severity]

    def _sources(self) -> list[Choice]:
        return [Choice(s, self._formats.messages.word("source", s), "", "") for s in SOURCES]

    def officers(self) -> list[Choice]:
        """The officers to pick from: who is on duty first, with what the roster says of them at this moment."""
        names = self._names
        active = [one.code for one in names.officers.values() if one.active and one.is_person]
        return [
            choice(code, names.officer(code), hint, names.officers[code].name)
            for code, hint in self._duty.first(active, self._now())
        ]

    def _communities(self) -> list[Choice]:
        names = self._names
        return [choice(c.code, names.community(c.code), c.code, c.name) for c in names.communities.values()]

    def _grids(self) -> list[Choice]:
        names = self._names
        return [choice(g.code, g.name, names.community(g.community_code), g.code) for g in names.grids.values()]

    def _categories(self) -> list[Choice]:
        words, names = self._formats.messages, self._names
        return [
            choice(c.code, names.category(c.code), words.word("kind", c.kind), c.code)
            # Those that came with a file of cases stand behind the catalogue's.
            for c in sorted(names.categories.values(), key=lambda c: c.kind == Kind.IMPORTED)
            if c.valid_to is None
        ]

    def _departments(self, among: Collection[str] | None, without: Collection[str | None]) -> list[Choice]:
        names = self._names
        return [
            choice(d.code, names.department(d.code), names.platform(d.platform_code), d.name)
            for d in sorted(names.departments.values(), key=lambda d: (d.position, d.code))
            if (d.code in among if among is not None else d.valid_to is None) and d.code not in without
        ]

    def _standard_choices(self, case: Case | None, *, without_own: bool) -> list[Choice]:
        wanted = case.category_code if case else None
        own = case.standard_code if case and without_own else None
        ordered = sorted(
            (s for s in self._standards.values() if s.valid_to is None and s.code != own),
            key=lambda s: (s.category_code != wanted, s.category_code, s.code),
        )
        return [self._standard(s) for s in ordered]

    def _standard(self, standard: Standard) -> Choice:
        known = self._made.setdefault(f"standard/{standard.code}", [])
        if not known:
            category = self._names.categories.get(standard.category_code)
            minor = category.minor_name if category else standard.category_code
            known.append(choice(
                standard.code, f"{minor}：{standard.filing_condition}", self._formats.limit(standard.limit_text),
                self._names.category(standard.category_code),
            ))  # fmt: skip
        return known[0]
