"""The roster's grid in the user's words: headings, cells, and the keys that fill them. No Qt, no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from console.duty_words import DutyWords
from console.session import Session
from models.domain.organisation import Officer
from models.domain.roles import Role
from models.domain.roster import Absence, Post, RosterItem, Standing
from models.domain.roster_conflicts import Conflict
from models.domain.roster_kinds import ShiftKind

Items = tuple[RosterItem, ...]
STAND_BY, POST = "S", "P"
_ABSENCES = {"V": Absence.LEAVE, "T": Absence.TRAINING}
_POSTS = list(Post)


def days_of(anchor: date, *, month: bool) -> tuple[date, ...]:
    """The week (from Monday) or the month that a day lies in."""
    if not month:
        monday = anchor - timedelta(days=anchor.weekday())
        return tuple(monday + timedelta(days=number) for number in range(7))
    first = anchor.replace(day=1)
    days = (first + timedelta(days=number) for number in range(31))
    return tuple(day for day in days if day.month == first.month)


def moved(anchor: date, step: int, *, month: bool) -> date:
    """The day from which the next or former week or month is shown."""
    if not month:
        return anchor + timedelta(days=7 * step)
    number = anchor.year * 12 + anchor.month - 1 + step
    return date(number // 12, number % 12 + 1, 1)


def officers_of(session: Session, days: Sequence[date]) -> list[Officer]:
    """Who has a row: everybody active, and who left but still stands on one of the days."""
    roster = session.duty.roster
    found = []
    for officer in session.opened.reference.officers.values():
        if not officer.is_person:
            continue
        records = [] if officer.active else [roster.cell(officer.code, day) for day in days]
        if officer.active or any(record is not None and record.items for record in records):
            found.append(officer)
    return found


def keys_of(shifts: Iterable[ShiftKind]) -> dict[str, str]:
    """Which key sets which entry: digits in order, and the first letter of the English name where it is free."""
    found: dict[str, str] = {letter: str(absence) for letter, absence in _ABSENCES.items()}
    for number, kind in enumerate(shifts, start=1):
        letter = (kind.name_en or kind.code)[:1].upper()
        if letter.isascii() and letter.isalpha() and letter not in (*found, STAND_BY, POST):
            found[letter] = kind.code
        if number <= 9:
            found[str(number)] = kind.code
    return found


def usual_post(officer: Officer) -> Post:
    """The post that somebody's roles suggest."""
    if Role.WINDOW_CLERK in officer.roles:
        return Post.WINDOW
    if officer.roles <= {Role.DEPARTMENT_OFFICER}:
        return Post.STATIONED
    return Post.DUTY_OFFICER


def with_slot(items: Items, slot: str, post: str) -> Items:
    """The day with just one entry; the post stays where there was one."""
    if slot in set(Absence):
        return (RosterItem(slot, Standing.LEAVE.value, ""),)
    kept = next((item.post for item in items if item.post), post)
    return (RosterItem(slot, Standing.DUTY.value, kept),)


def with_standing_turned(items: Items) -> Items:
    """On duty becomes stand-by and back."""
    other = {Standing.DUTY.value: Standing.STAND_BY.value, Standing.STAND_BY.value: Standing.DUTY.value}
    return tuple(sorted(replace(item, standing=other.get(item.standing, item.standing)) for item in items))


def with_next_post(items: Items) -> Items:
    """The next post in order."""
    return tuple(sorted(item if item.away else replace(item, post=_next(item.post)) for item in items))


def _next(post: str) -> str:
    return _POSTS[(_POSTS.index(Post(post)) + 1) % len(_POSTS)].value


def lines_of(items: Items, words: DutyWords, *, narrow: bool) -> tuple[str, str, str]:
    """Two lines of a cell and its tooltip."""
    tip = "; ".join(words.item(item) for item in items)
    if narrow:
        return "".join(words.short(item) for item in items), "", tip
    first = " + ".join(words.slot_line(item) for item in items)
    second = " + ".join(words.post_name(item.post) for item in items if not item.away)
    return first, second, tip


def tone_of(items: Items) -> str:
    """The token of a cell's text: leading stands out, absence and stand-by recede."""
    if any(item.post == Post.SHIFT_LEADER and item.standing == Standing.DUTY for item in items):
        return "accent"
    return "ink" if any(item.standing == Standing.DUTY for item in items) else "muted"


def wrong_days(found: Iterable[Conflict]) -> set[tuple[str, date]]:
    """Whose days have a finding."""
    return {(one.officer_code, one.day) for one in found if one.officer_code}
