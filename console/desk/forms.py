"""Forms made of the state machine's fields: what to ask, what to offer, what to propose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from console.duty_words import DutyWords
from console.formatting import Formats
from console.names import Names
from models.board.search_text import search_text
from models.domain.case import Case, Severity, Source
from models.domain.catalogue import Kind, Standard
from models.domain.instant import Instant
from models.domain.lifecycle import Transition
from widgets.fonts import visible_text
from widgets.form_sheet import FormField
from widgets.pick_field import Choice

KINDS = {
    "title": "line", "description": "text", "category_code": "pick", "standard_code": "pick", "department_code": "pick",
    "community_code": "pick", "grid_code": "pick", "severity": "combo", "source": "combo", "reason": "text",
    "result": "text", "finding": "text", "note": "text", "verification": "text",
    "owner_code": "pick", "reply": "text",
}  # fmt: skip


class Forms:
    """Builds form fields for one language from the reference records."""

    def __init__(
        self, formats: Formats, names: Names, standards: Mapping[str, Standard], duty: DutyWords,
        now: Callable[[], Instant],
    ) -> None:  # fmt: skip
        self._formats = formats
        self._names = names
        self._standards = standards
        self._duty, self._now = duty, now

    def officers(self) -> list[Choice]:
        """The officers to pick from: who is on duty first, with what the roster says of them."""
        active = [one.code for one in self._names.officers.values() if one.active and one.is_person]
        return [
            _choice(code, self._names.officer(code), hint, self._names.officers[code].name)
            for code, hint in self._duty.first(active, self._now())
        ]

    def fields(self, row: Transition, case: Case | None) -> list[FormField]:
        """The fields of an act, required ones first, in the order of the state machine's file."""
        return [self._field(name, True, case) for name in row.required] + [
            self._field(name, False, case) for name in row.optional
        ]

    def proposed(self, row: Transition, case: Case | None) -> dict[str, str]:
        """Values that the records suggest: the lead department of the standard, the present severity."""
        proposed: dict[str, str] = {}
        asked = (*row.required, *row.optional)
        if "severity" in asked:
            proposed["severity"] = case.severity if case else Severity.GENERAL
        if "source" in asked and case is None:
            proposed["source"] = Source.PHONE
        if case is None:
            return proposed
        if "standard_code" in asked:
            fitting = [s for s in self._standards.values() if s.category_code == case.category_code]
            if case.standard_code in self._standards:
                proposed["standard_code"] = case.standard_code or ""
            elif len(fitting) == 1:
                proposed["standard_code"] = fitting[0].code
        if "department_code" in asked:
            standard = self._standards.get(case.standard_code or "")
            code = case.department_code or (standard.lead_department_code if standard else None)
            if code:
                proposed["department_code"] = code
        return proposed

    def _field(self, name: str, required: bool, case: Case | None) -> FormField:
        label = self._formats.messages.word("field", name)
        kind = KINDS.get(name, "line")
        return FormField(name, label, kind, required, choices=self._choices(name, case))

    def _choices(self, name: str, case: Case | None) -> Sequence[Choice]:
        words, names = self._formats.messages, self._names
        match name:
            case "severity":
                return [Choice(s, words.word("severity", s), "", "") for s in Severity]
            case "source":
                return [Choice(s, words.word("source", s), "", "") for s in Source if s is not Source.IMPORT]
            case "department_code":
                return [
                    _choice(d.code, names.department(d.code), names.platform(d.platform_code), d.name)
                    for d in sorted(names.departments.values(), key=lambda d: (d.position, d.code))
                    if d.valid_to is None
                ]
            case "owner_code":
                return self.officers()
            case "community_code":
                return [_choice(c.code, names.community(c.code), c.code, c.name) for c in names.communities.values()]
            case "grid_code":
                return [
                    _choice(g.code, g.name, names.community(g.community_code), g.code) for g in names.grids.values()
                ]
            case "category_code":
                return [
                    _choice(c.code, names.category(c.code), words.word("kind", c.kind), c.code)
                    # Those that came with a file of cases stand behind the catalogue's.
                    for c in sorted(names.categories.values(), key=lambda c: c.kind == Kind.IMPORTED)
                    if c.valid_to is None
                ]
            case "standard_code":
                return self._standard_choices(case)
            case _:
                return ()

    def _standard_choices(self, case: Case | None) -> list[Choice]:
        wanted = case.category_code if case else None
        ordered = sorted(
            (s for s in self._standards.values() if s.valid_to is None),
            key=lambda s: (s.category_code != wanted, s.category_code, s.code),
        )
        return [
            _choice(
                s.code,
                f"{self._minor(s)}：{s.filing_condition}",
                self._formats.limit(s.limit_text),
                self._names.category(s.category_code),
            )
            for s in ordered
        ]

    def _minor(self, standard: Standard) -> str:
        category = self._names.categories.get(standard.category_code)
        return category.minor_name if category else standard.category_code


def _choice(key: str, text: str, hint: str, more: str) -> Choice:
    return Choice(key, visible_text(text), visible_text(hint), search_text(text, hint, more))
