"""What the roster page shows of a roster: the grid's content, its title, the findings. No widgets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from console.item_models.roster_table import Heading, RosterCell
from console.roster_cells import days_of, keys_of, lines_of, officers_of, tone_of, wrong_days
from console.session import Session
from models.domain.instant import Instant, to_local
from models.domain.roster import Roster
from models.domain.roster_conflicts import Conflict, conflicts

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class RosterView:
    """The shown days with everything that stands on them."""

    days: tuple[tuple[date, Heading], ...]
    officers: tuple[tuple[str, Heading], ...]
    cells: dict[tuple[str, date], RosterCell]
    found: tuple[Conflict, ...]
    sentences: tuple[str, ...]
    title: str
    legend: str


def view_of(session: Session, roster: Roster, anchor: date, now: Instant, *, month: bool) -> RosterView:
    """The week or month of a day."""
    days = days_of(anchor, month=month)
    today = to_local(now, roster.zone).date()
    found = conflicts(roster, days[0], days[-1])
    people = officers_of(session, days)
    standings = session.duty.standings(now)
    names = []
    for officer in people:
        name, hint = session.names.officer(officer.code), session.duty.hint(standings.get(officer.code))
        names.append((officer.code, Heading(name, f"{name} · {hint}" if hint else name)))
    wrong = wrong_days(found)
    cells = {
        (officer.code, day): _cell(session, roster, officer.code, day, today, (officer.code, day) in wrong, month)
        for officer in people
        for day in days
    }
    return RosterView(
        tuple((day, _heading(session, day, today, month)) for day in days), tuple(names), cells, found,
        tuple(session.duty.conflict(one, now) for one in found), _title(session, days, month), _legend(session),
    )  # fmt: skip


def _cell(
    session: Session, roster: Roster, code: str, day: date, today: date, wrong: bool, month: bool
) -> RosterCell:  # fmt: skip
    ground = "hover" if day == today else "background" if day.weekday() >= SATURDAY else ""
    record = roster.cell(code, day)
    items = record.items if record is not None else ()
    if not items:
        return RosterCell(ground=ground, wrong=wrong)
    first, second, tip = lines_of(items, session.duty, narrow=month)
    return RosterCell(first, second, tip, tone_of(items), ground, wrong)


def _heading(session: Session, day: date, today: date, month: bool) -> Heading:
    words, duty = session.messages, session.duty
    whole = words.text("roster-day-whole", day=day.isoformat(), weekday=duty.weekday(day))
    if day == today:
        whole = words.text("roster-day-today", day=whole)
    if month:
        return Heading(str(day.day), whole)
    key = "roster-day-is-today" if day == today else "roster-day"
    told = {"weekday": duty.weekday(day)} | ({} if day == today else {"day": duty.day(day)})
    return Heading(words.text(key, **told), whole)


def _title(session: Session, days: tuple[date, ...], month: bool) -> str:
    words, duty = session.messages, session.duty
    if month:
        return words.text("roster-month", year=str(days[0].year), month=f"{days[0].month:02d}")
    return words.text("roster-week", year=str(days[0].year), first=duty.day(days[0]), last=duty.day(days[-1]))


def _legend(session: Session) -> str:
    words = session.messages
    letters: dict[str, list[str]] = {}
    for key, slot in sorted(keys_of(session.duty.roster.shifts).items()):
        letters.setdefault(slot, []).append(key)
    slots = [f"{'/'.join(keys)} {session.duty.slot(slot)}" for slot, keys in letters.items()]
    return " · ".join([*slots, words.text("roster-legend")])
