"""The deadline that a form would lead to, in words and as intervals, while it is being filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from console.desk.detail_view import StripView
from console.session import Session
from models.domain.decisions import Act, Facts
from models.domain.errors import BadInput, Refused
from models.domain.instant import DAY, Instant
from models.domain.preview import TIME_FIELDS, Preview, preview
from models.queries.detail import CaseDetail

LONGEST_STRIP = 2 * 366 * DAY
"""How far ahead intervals are shown while somebody types: those of decades take seconds."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence, whether it says that the act will be refused, and the strip of the new deadline."""

    text: str = ""
    refused: bool = False
    strip: StripView | None = None


def shown_preview(
    session: Session, detail: CaseDetail, verb: str, values: Mapping[str, str], now: Instant
) -> Shown:  # fmt: skip
    """What an act with these values would do to the case's deadline; empty where nothing can be said yet."""
    rules, words = session.opened.rules, session.messages
    act = Act("", verb, values, session.officer, "", max(now, detail.case.changed_at))
    try:
        found = preview(detail.case, act, rules.lifecycle, rules.clocks, _facts(session, detail, values))
    except (Refused, BadInput) as refused:
        # A field that is not filled in yet is no news; what the deadline does not allow is.
        if refused.key == "field_missing" or not _asks_for_time(session, verb, values):
            return Shown()
        return Shown(words.text("form-refused", why=words.trouble(refused)), refused=True)
    if found is None or (not found.moved and found.before is None):
        return Shown()
    near = found.after is not None and found.after - now < LONGEST_STRIP
    strip = session.presenter.preview_strip(found.case, now) if found.moved and near else None
    return Shown(_sentence(session, found, verb, now), strip=strip)


def _asks_for_time(session: Session, verb: str, values: Mapping[str, str]) -> bool:
    rows = [row for row in session.opened.lifecycle.transitions if row.verb == verb]
    asked = {name for row in rows for name in row.required} & TIME_FIELDS
    return not asked or any(values.get(name) for name in asked)


def _facts(session: Session, detail: CaseDetail, values: Mapping[str, str]) -> Facts:
    reference = session.opened.reference
    standard = reference.standards.get(values.get("standard_code", ""))
    return Facts(
        standard=standard,
        category=reference.categories.get(standard.category_code) if standard else None,
        department=reference.departments.get(values.get("department_code", "")),
        tasks=detail.tasks,
    )


def _sentence(session: Session, found: Preview, verb: str, now: Instant) -> str:
    words, formats = session.messages, session.formats
    old, new = formats.moment(found.before, now), formats.moment(found.after, now)
    standard = session.opened.reference.standards.get(found.case.standard_code or "")
    classified = verb in ("file", "reclassify")
    if not found.moved:
        parts = [words.text("form-unmoved", old=old)]
    elif found.before is None or found.after is None:
        parts = [words.text("form-due", limit=formats.limit(found.case.limit_text), due=new)]
    else:
        later = found.after > found.before
        span = formats.span(abs(found.after - found.before))
        by = words.text("form-later" if later else "form-earlier", span=span)
        parts = [words.text("form-moved-if" if verb.startswith("ask_") else "form-moved", old=old, new=new, by=by)]
        if classified:
            parts.append(formats.limit(found.case.limit_text))
    if classified and standard is not None:
        parts.append(session.forms.departments_of(standard))
    if not found.complete:
        parts.append(words.word("mark", "calendar_incomplete"))
    return " · ".join(part for part in parts if part)
