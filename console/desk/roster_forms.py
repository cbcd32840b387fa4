"""The two forms of the roster page: an entry of a day, and a card."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from console.roster_cells import Items, usual_post
from console.session import Session
from models.commands.roster import Card
from models.domain.errors import BadInput
from models.domain.organisation import Officer
from models.domain.roster import Absence, Post, Qualification, RosterItem, Standing
from models.domain.roster_kinds import QualificationKind
from models.exchange.roster_words import day_of
from widgets.form_sheet import FormField
from widgets.pick_field import Choice

ONLY, BESIDE = "only", "beside"


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """The form of an officer's day, as it was when the form was opened."""

    officer_code: str
    day: date
    seen: int


@dataclass(frozen=True, slots=True)
class OpenCard:
    """The form of an officer's card; `seen` are the versions of their cards by kind."""

    officer_code: str
    seen: dict[str, int]


def entry_fields(session: Session) -> list[FormField]:
    """What is asked about an entry."""
    words, duty = session.messages, session.duty
    slots = [*(kind.code for kind in duty.roster.shifts), *map(str, Absence)]
    standings = (Standing.DUTY, Standing.STAND_BY)
    return [
        _combo("slot", session, [(slot, duty.slot(slot)) for slot in slots]),
        _combo("standing", session, [(one, words.word("standing", one)) for one in standings]),
        _combo("post", session, [(post, words.word("post", post)) for post in Post]),
        _combo("mode", session, [(mode, words.text(f"roster-mode-{mode}")) for mode in (ONLY, BESIDE)]),
    ]


def entry_values(items: Items, officer: Officer) -> dict[str, str]:
    """What the form begins with: the first entry of the day, or what is usual."""
    first = items[0] if items else None
    post = first.post if first is not None and first.post else usual_post(officer).value
    standing = first.standing if first is not None and not first.away else Standing.DUTY.value
    return {**({"slot": first.slot} if first else {}), "standing": standing, "post": post, "mode": ONLY}


def entry_change(values: dict[str, str]) -> Callable[[Items], Items]:
    """What the filled form makes of a day."""
    slot = values["slot"]
    away = slot in set(Absence)
    item = RosterItem(slot, Standing.LEAVE.value if away else values["standing"], "" if away else values["post"])

    def change(items: Items) -> Items:
        kept = [one for one in items if one.slot != slot] if values.get("mode") == BESIDE else []
        return tuple(sorted([*kept, item]))

    return change


def card_fields(session: Session, kinds: Iterable[QualificationKind]) -> list[FormField]:
    """What is asked about a card."""
    words = session.messages
    date_like = words.text("roster-date-like")
    return [
        _combo("kind", session, [(kind.code, session.duty.card(kind.code)) for kind in kinds]),
        FormField("card_number", words.text("roster-field-card-number"), "line", True),
        FormField("valid_from", words.text("roster-field-valid-from"), "line", False, date_like),
        FormField("valid_until", words.text("roster-field-valid-until"), "line", False, date_like),
    ]


def card_values(card: Qualification | None) -> dict[str, str]:
    """What the form begins with."""
    if card is None:
        return {}
    dates = {"valid_from": card.valid_from, "valid_until": card.valid_until}
    told = {name: day.isoformat() for name, day in dates.items() if day is not None}
    return {"kind": card.kind, "card_number": card.card_number, **told}


def card_of(officer_code: str, values: dict[str, str], session: Session) -> Card:
    """The card that a filled form tells. Raises BadInput for a date that is none or a missing number."""
    words = session.messages
    if not values.get("card_number", "").strip():
        raise BadInput("roster_row_cell_empty", column=words.text("roster-field-card-number"))
    start, end = (
        _day(values.get(name, ""), words.text(f"roster-field-{name}")) for name in ("valid_from", "valid_until")
    )
    return Card(officer_code, values.get("kind", ""), values["card_number"].strip(), start, end)


def _day(text: str, column: str) -> date | None:
    return day_of(text.strip(), column) if text.strip() else None


def _combo(name: str, session: Session, choices: Iterable[tuple[str, str]]) -> FormField:
    label = session.messages.text(f"roster-field-{name}")
    return FormField(name, label, "combo", True, choices=[Choice(str(key), text, "", "") for key, text in choices])
