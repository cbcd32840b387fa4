"""What is known of a case, as labels and values: its own facts, requests, tasks and supervision orders."""

from __future__ import annotations

from collections.abc import Iterator

from console.formatting import Formats
from console.names import Names
from console.rule_words import spoken
from models.domain.case import Case
from models.domain.instant import Instant
from models.domain.pending import requests_of
from models.domain.task import assisting
from models.queries.detail import CaseDetail
from widgets.fonts import visible_text

LONG = 90
"""Characters from which a description is also listed among the facts, whole and readable by keys."""


class FactRows:
    """Makes the facts of a case for one language."""

    def __init__(self, formats: Formats, names: Names) -> None:
        self._formats = formats
        self._names = names

    def rows(self, detail: CaseDetail, now: Instant) -> list[tuple[str, str]]:
        """Every fact that is known, in the order people ask for them."""
        rows = (*self._own(detail, now), *self._joint(detail, now), *self._last(detail))
        return [(label, visible_text(value)) for label, value in rows if value and value != "—"]

    def _own(self, detail: CaseDetail, now: Instant) -> Iterator[tuple[str, str]]:
        case, words, names, formats = detail.case, self._formats.messages, self._names, self._formats
        standard = detail.standard
        yield words.text("fact-state"), words.word("state", case.state)
        yield words.text("fact-pending"), self._pending(case)
        yield words.word("field", "category_code"), names.category(case.category_code)
        yield words.word("field", "standard_code"), standard.filing_condition if standard else ""
        yield words.text("fact-closing"), standard.closing_condition if standard else ""
        yield words.text("fact-limit"), formats.limit(case.limit_text) if case.limit_text else ""
        yield words.word("field", "department_code"), self._department(case.department_code)
        yield words.text("fact-holder"), names.officer(case.holder_code) if case.holder_code else ""
        yield words.text("fact-platform"), names.platform(case.platform_code) if case.platform_code else ""
        yield words.word("field", "severity"), words.word("severity", case.severity)
        yield words.word("field", "source"), words.word("source", case.source)
        yield words.text("fact-opened"), formats.moment(case.opened_at, now)
        yield words.text("fact-next"), formats.moment(case.deadline_at, now) if case.is_open else ""
        yield words.word("field", "community_code"), names.community(case.community_code)

    def _joint(self, detail: CaseDetail, now: Instant) -> Iterator[tuple[str, str]]:
        words, names, formats = self._formats.messages, self._names, self._formats
        for task in assisting(detail.tasks):
            due = f" · {formats.moment(task.due_at, now)}" if task.due_at is not None and task.unfinished else ""
            said = f" · {task.result}" if task.result else ""
            state = words.word("task", task.state)
            yield words.text("fact-assisting"), f"{names.department(task.department_code)} · {state}{due}{said}"
        for order in detail.supervisions:
            owner, due = names.officer(order.owner_code), formats.moment(order.due_at, now)
            answer = f" → {order.reply}" if order.reply else ""
            yield words.text("fact-supervision"), f"{owner} · {due} · {spoken(words, order.reason)}{answer}"

    def _last(self, detail: CaseDetail) -> Iterator[tuple[str, str]]:
        case, words, person = detail.case, self._formats.messages, detail.person
        if person is not None:
            yield words.text("fact-reporter"), " ".join(part for part in (person.name, person.phone) if part)
        yield words.word("field", "description"), case.description if len(case.description) > LONG else ""
        yield words.text("fact-external"), case.external_id or ""
        marks = words.text("list-comma").join(words.word("mark", mark) for mark in case.marks.split())
        yield words.text("fact-marks"), marks

    def _pending(self, case: Case) -> str:
        words = self._formats.messages
        asked = requests_of(case.pending)
        return words.text("list-comma").join(
            f"{words.text(f'request-{kind}')} {value}".strip() for kind, value in asked.items()
        )

    def _department(self, code: str | None) -> str:
        found = self._names.departments.get(code or "")
        if found is None:
            return code or ""
        name = self._names.department(found.code)
        return f"{name}  {found.phone}" if found.phone else name
