"""Forms made of the state machine's fields: what to ask, what to offer, what to propose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from console.desk.form_checks import FormChecks, position_from
from console.desk.form_choices import FormChoices
from console.duty_words import DutyWords
from console.formatting import Formats
from console.names import Names
from models.domain.case import Case, Severity, Source
from models.domain.catalogue import Standard
from models.domain.instant import Instant, to_local
from models.domain.lifecycle import Transition
from models.domain.proposing import Proposals
from widgets.form_fields import FormField, FormWords
from widgets.pick_field import Choice

KINDS = {
    "title": "line", "description": "text", "category_code": "pick", "standard_code": "pick", "department_code": "pick",
    "community_code": "pick", "grid_code": "pick", "severity": "combo", "source": "keys", "reason": "text",
    "result": "text", "finding": "text", "note": "text", "verification": "text",
    "owner_code": "pick", "reply": "text", "parent": "search", "address": "search", "until": "date", "due": "moment",
    "amount": "amount", "assistants": "many", "task_department": "pick", "position": "position",
    "reporter_name": "short", "reporter_phone": "short",
}  # fmt: skip
NARROW = frozenset(
    {
        "position", "severity", "grid_code", "community_code", "reporter_name", "reporter_phone", "until", "due",
        "amount", "owner_code",
    }
)  # fmt: skip
"""Fields that share a row where there is room."""
HINTS = {
    "position": "position", "address": "address", "parent": "parent", "assistants": "many", "until": "date",
    "due": "moment", "reporter_phone": "phone",
}  # fmt: skip
ENTRY = (
    "source", "title", "result", "description", "category_code", "address", "position", "severity", "grid_code",
    "community_code", "reporter_name", "reporter_phone",
)  # fmt: skip
"""The order in which a new case is asked for: how it came, what it is, where it is, who said so."""


class Forms:
    """Builds form fields for one language from the reference records."""

    def __init__(
        self, formats: Formats, names: Names, standards: Mapping[str, Standard], duty: DutyWords,
        now: Callable[[], Instant],
    ) -> None:  # fmt: skip
        self._formats = formats
        self._names = names
        self._standards = standards
        self._choices = FormChoices(formats, names, standards, duty, now)
        self._proposals = Proposals(standards.values(), names.departments)

    def officers(self) -> list[Choice]:
        """The officers to pick from: who is on duty first, with what the roster says of them."""
        return self._choices.officers()

    def words(self) -> FormWords:
        """The words of all forms."""
        text = self._formats.messages.text
        return FormWords(
            missing=text("form-missing"), not_in_list=text("form-not-in-list"), remove=text("form-remove"),
            calendar=text("form-calendar"), on_map=text("form-on-map"),
            weekdays=tuple(text("form-weekdays").split()), likely_keys=text("likely-keys"), clear=text("form-clear"),
        )  # fmt: skip

    def fields(self, row: Transition, case: Case | None, now: Instant) -> list[FormField]:
        """The fields of an act: of a case that is there the required ones first, in the order of the state machine's
        file; of a new one in the order of ENTRY, with longitude and latitude as one position."""
        checks = FormChecks(self._formats.messages, self._formats.zone, case, now)
        names = [*row.required, *row.optional]
        if not row.from_states:
            asked = {*names, "position"} if "lon" in names else set(names)
            names = [name for name in ENTRY if name in asked]
        return [self._field(name, row, case, checks, now) for name in names]

    def sent(self, row: Transition, values: Mapping[str, str]) -> dict[str, str]:
        """What a command is given for a filled form."""
        given = {name: value for name, value in values.items() if name in {*row.required, *row.optional}}
        position = position_from(values.get("position", ""))
        if position is not None:
            given["lon"], given["lat"] = (f"{degrees:.6f}" for degrees in position)
        return given

    def proposed(self, row: Transition, case: Case | None) -> dict[str, str]:
        """Values that the records suggest: the departments of the standard, the present severity."""
        proposed: dict[str, str] = {}
        asked = (*row.required, *row.optional)
        if "severity" in asked:
            proposed["severity"] = case.severity if case else Severity.GENERAL
        if "source" in asked and case is None:
            proposed["source"] = Source.PHONE
        if case is None:
            return proposed
        if "standard_code" in asked and row.verb != "reclassify":
            fitting = [s for s in self._standards.values() if s.category_code == case.category_code]
            if case.standard_code in self._standards:
                proposed["standard_code"] = case.standard_code or ""
            elif len(fitting) == 1:
                proposed["standard_code"] = fitting[0].code
        if row.verb == "dispatch":
            proposed |= self._departments(case)
        return proposed

    def _departments(self, case: Case) -> dict[str, str]:
        standard = self._standards.get(case.standard_code or "")
        proposal = self._proposals.of(standard) if standard else None
        lead = case.department_code or (proposal.lead if proposal else None)
        others = case.assistants.split() or (proposal.assistants if proposal else ())
        found = {"department_code": lead or "", "assistants": " ".join(code for code in others if code != lead)}
        return {name: value for name, value in found.items() if value}

    def departments_of(self, standard: Standard) -> str:
        """The departments that a filing condition proposes, in words; "" where it proposes none."""
        words, proposal = self._formats.messages, self._proposals.of(standard)
        parts: list[str] = []
        if proposal.lead is not None:
            parts.append(words.text("form-lead", lead=self._names.department(proposal.lead)))
        if proposal.assistants:
            named = words.text("list-comma").join(map(self._names.department, proposal.assistants))
            parts.append(words.text("form-assisting", departments=named))
        return " · ".join(parts)

    def _field(self, name: str, row: Transition, case: Case | None, checks: FormChecks, now: Instant) -> FormField:
        words = self._formats.messages
        return FormField(
            name, words.word("field", _word_of(name, row)), KINDS.get(name, "line"), name in row.required,
            placeholder=words.text(f"form-hint-{HINTS[name]}") if name in HINTS else "",
            choices=self._offered(name, row, case), unit=self._unit(case) if name == "amount" else "",
            start=self._start(name, now), narrow=name in NARROW, check=checks.of(name),
        )  # fmt: skip

    def _offered(self, name: str, row: Transition, case: Case | None) -> Sequence[Choice]:
        return self._choices.of(name, row.verb, case)

    def _unit(self, case: Case | None) -> str:
        if case is None or case.limit_text is None:
            return ""
        return self._formats.limit(case.limit_text).partition(" ")[2]

    def _start(self, name: str, now: Instant) -> str:
        """Where the steps of a date begin: tomorrow, or in an hour."""
        local = to_local(now, self._formats.zone)
        if name == "until":
            return f"{local + timedelta(days=1):%Y-%m-%d}"
        return f"{local + timedelta(hours=1):%Y-%m-%d %H:00}" if name == "due" else ""


def _word_of(name: str, row: Transition) -> str:
    """The field whose word labels this one: an act on an assisting department's part names that department."""
    return "task_department" if name == "department_code" and row.verb in ("add_task", "withdraw_task") else name
