"""A calendar in words: months and days for the year view, a case's moved deadlines for the list."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from console.formatting import Formats
from console.interval_words import holiday_word
from console.messages import Messages
from console.names import Names
from console.reexplain_job import Plan, ReexplainDone
from models.domain.calendar import Calendar, DayKind
from models.domain.calendar_edit import year_figures
from models.domain.reexplaining import DEADLINE, DUE
from models.exchange.calendar_reading import CalendarRead
from widgets.year_view import DayView, MonthView

LETTERS = {DayKind.holiday: "calendar-letter-holiday", DayKind.makeup_workday: "calendar-letter-makeup"}


def months_of(calendar: Calendar, year: int, changed: Collection[date], words: Messages) -> list[MonthView]:
    """The twelve months of a year as the view shows them."""
    return [_month(calendar, year, month, changed, words) for month in range(1, 13)]


def weekday_names(words: Messages) -> list[str]:
    """Monday to Sunday in a letter or two."""
    return [words.text(f"calendar-weekday-{number}") for number in range(1, 8)]


def day_words(calendar: Calendar, day: date, words: Messages) -> str:
    """A day in full: date, weekday, what it is, the holiday it belongs to."""
    name = holiday_word(words, calendar.name(day))
    kind = words.word("day-kind", calendar.kind(day).replace("_", "-"))
    said = [day.isoformat(), words.text(f"calendar-day-{day.isoweekday()}"), kind, name]
    if not calendar.covers(day):
        said.append(words.text("calendar-not-covered"))
    return "  ".join(part for part in said if part)


def year_words(calendar: Calendar, year: int, words: Messages) -> str:
    """A year in figures, or that the calendar does not reach it."""
    figures = year_figures(calendar, year)
    if not figures.covered:
        return words.text("calendar-year-outside", last=calendar.last_day.isoformat())
    return words.text(
        "calendar-year-figures", working=figures.working, holidays=figures.holidays, makeup=figures.makeup
    )  # fmt: skip


def plan_rows(plan: Plan, formats: Formats, names: Names) -> list[tuple[str, ...]]:
    """The cases of a plan: number, what moves, from when to when, title. One row for each deadline."""
    words = formats.messages
    return [
        (
            change.number,
            words.text(f"calendar-moved-{one.what}") if one.what in (DUE, DEADLINE) else names.department(one.what),
            formats.full(one.before),
            formats.full(one.after),
            words.text("calendar-earlier" if one.after < one.before else "calendar-later"),
            change.title,
        )
        for change in plan.changes
        for one in change.moved
    ]


def read_words(read: CalendarRead, words: Messages) -> str:
    """What a file brings."""
    years = words.text("list-comma").join(map(str, read.years)) or "—"
    said = [words.text("calendar-file-read", rows=read.rows, refused=len(read.refused), changed=read.changed,
                       years=years)]  # fmt: skip
    return "\n".join([*said, *(words.text(note.key, **note.arguments) for note in read.notes)])


def done_words(done: ReexplainDone, words: Messages) -> str:
    """What came of a run."""
    said = [words.text("calendar-done", open=done.open, changed=done.changed, unchanged=done.unchanged,
                       earlier=done.earlier, later=done.later)]  # fmt: skip
    said += _left_out(done.frozen, done.refused, words)
    if done.cancelled:
        said.append(words.text("calendar-stopped"))
    return "\n".join(said)


def plan_words(plan: Plan, words: Messages) -> str:
    """What a run would do."""
    rest = plan.open - len(plan.changes) - plan.frozen - len(plan.refused)
    said = [words.text("calendar-done-dry", open=plan.open, changed=len(plan.changes), unchanged=rest,
                       earlier=plan.count("earlier"), later=plan.count("later"))]  # fmt: skip
    said += _left_out(plan.frozen, plan.refused, words)
    if plan.beyond:
        said.append(words.text("calendar-beyond", count=plan.beyond))
    return "\n".join(said)


def _left_out(frozen: int, refused: Sequence[str], words: Messages) -> Iterator[str]:
    if frozen:
        yield words.text("calendar-done-frozen", count=frozen)
    if refused:
        yield words.text("calendar-done-refused", count=len(refused), numbers=", ".join(refused))


def _month(calendar: Calendar, year: int, month: int, changed: Collection[date], words: Messages) -> MonthView:
    first = date(year, month, 1)
    days = [first + timedelta(days=n) for n in range(monthrange(year, month)[1])]
    views = tuple(
        DayView(
            str(calendar.kind(day)), words.text(LETTERS[kind]) if (kind := calendar.kind(day)) in LETTERS else "",
            day_words(calendar, day, words), calendar.covers(day), day in changed,
        )
        for day in days
    )  # fmt: skip
    note = words.text("list-comma").join(_holidays(calendar, days, words))
    if not calendar.covers(first):
        note = words.text("calendar-not-announced")
    return MonthView(words.text(f"calendar-month-{month}"), note, views)


def _holidays(calendar: Calendar, days: Sequence[date], words: Messages) -> Iterator[str]:
    """The holidays of a month with their days: "国庆节 1–7"."""
    off = [day for day in days if calendar.kind(day) == DayKind.holiday]
    for name, group in groupby(off, key=calendar.name):
        found = list(group)
        span = str(found[0].day) if len(found) == 1 else f"{found[0].day}–{found[-1].day}"
        yield f"{holiday_word(words, name)} {span}"
