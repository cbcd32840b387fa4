"""`zhihui import calendar`, `zhihui reexplain`: another year's calendar, and open cases explained anew by it.

What reads files and databases for long is imported where it is used: the desk must not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from console.cli_options import Db, Json, Lang
from console.headless import Opened, console_name, new_id, open_database
from console.output import Out, told
from models.commands.calendar import require_administrator
from models.domain.errors import BadInput
from models.domain.instant import format_instant
from models.domain.organisation import Officer
from models.domain.roles import Role

if TYPE_CHECKING:
    from console.reexplain_job import Planned
    from models.exchange.calendar_reading import CalendarRead

LISTED = 50
"""Cases named for people; JSON names all."""

Admin = Annotated[str | None, typer.Option("--officer", help="Code of the administrator who acts.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")]


def import_calendar(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX with date, kind and name of days.")],
    dry_run: DryRun = False,
    refused: Annotated[Path | None, typer.Option(help="Where refused rows go.")] = None,
    reason: Annotated[str, typer.Option(help="Why, for the record; default: the file's name.")] = "",
    officer: Admin = None,
    db: Db = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Import a year's calendar: good days in, refused rows into a file with reasons. Then run `reexplain`."""
    from console.reexplain_job import calendar_state
    from models.commands.calendar import SetCalendar, set_calendar
    from models.exchange.calendar_reading import read_calendar, write_refused
    from models.store.calendar_unit import SqlCalendarUnit
    from models.store.info import read_now

    out = Out(lang, as_json)
    with told(out), _opened(db, out) as opened:
        who = administrator(opened, officer)
        state = calendar_state(opened.engine)
        read = read_calendar(file, state.calendar)
        _tell(read, out)
        refused_file = write_refused(read, refused, out.messages.outcome)
        number, other = state.newest.number, read.calendar != state.calendar
        if other and not dry_run:
            wanted = SetCalendar(
                new_id(), who.code, console_name(), read_now(opened.engine), number,
                read.calendar, state.schedule, reason or file.name, read.file, read.digest,
            )  # fmt: skip
            number = set_calendar(wanted, lambda: SqlCalendarUnit(opened.engine))
            out.say("calendar_reexplain_next")
        out.result({
            "rows": read.rows, "refused": len(read.refused), "years": list(read.years), "changed_days": read.changed,
            "first_day": read.calendar.first_day.isoformat(), "last_day": read.calendar.last_day.isoformat(),
            "calendar_version": read.calendar.version, "number": number, "changed": other,
            "refused_file": str(refused_file) if refused_file else None, "dry_run": dry_run,
        })  # fmt: skip


def reexplain(
    reason: Annotated[str, typer.Option("--reason", help="Why; stands in the log of every case that moves.")],
    dry_run: DryRun = False,
    officer: Admin = None,
    db: Db = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Explain the deadlines of open cases anew by the calendar in force; a second run changes nothing."""
    from console.headless_import import interruptible
    from console.reexplain_job import plan, rules_in_force, run
    from models.commands.calendar import ReexplainOrder
    from models.store.info import read_now

    out = Out(lang, as_json)
    with told(out), _opened(db, out) as opened:
        who = administrator(opened, officer)
        rules = rules_in_force(opened.engine)
        about = {"calendar_version": rules.version, "number": rules.number, "dry_run": dry_run}
        with interruptible() as interrupted:
            if dry_run:
                found = plan(opened.engine, rules, _unwatched, interrupted.is_set)
                later, earlier = found.count("later"), found.count("earlier")
                rest = found.open - len(found.changes) - found.frozen - len(found.refused)
                data: dict[str, Any] = {
                    "open": found.open, "changed": len(found.changes), "unchanged": rest, "earlier": earlier,
                    "later": later, "frozen": found.frozen, "refused": list(found.refused), **about,
                    "cases": list(cases_data(found.changes, rules.zone)),
                }  # fmt: skip
            else:
                order = ReexplainOrder(who.code, console_name(), read_now(opened.engine), reason)
                done = run(opened.engine, rules, order, _unwatched, interrupted.is_set)
                data = {
                    "open": done.open, "changed": done.changed, "unchanged": done.unchanged, "earlier": done.earlier,
                    "later": done.later, "frozen": done.frozen, "refused": list(done.refused), **about,
                    "cancelled": done.cancelled,
                }  # fmt: skip
        out.result(data, lambda: _lines(data, out))
        if interrupted.is_set():
            raise typer.Exit(130)


def administrator(opened: Opened, wanted: str | None) -> Officer:
    """The officer who sets calendars: the one named, else the first active administrator.

    Raises Refused for another officer, BadInput("calendar_no_administrator").
    """
    officers = opened.reference.officers
    if wanted is not None:
        return require_administrator(officers.get(wanted), wanted)
    found = (one for one in officers.values() if one.active and Role.ADMINISTRATOR in one.roles)
    officer = next(found, None)
    if officer is None:
        raise BadInput("calendar_no_administrator")
    return officer


def cases_data(changes: Iterable[Planned], zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Planned changes as plain data."""
    for change in changes:
        moved = [
            {"what": one.what, "old": format_instant(one.before, zone), "new": format_instant(one.after, zone)}
            for one in change.moved
        ]
        yield {"number": change.number, "direction": change.direction, "moved": moved}


def _lines(data: dict[str, Any], out: Out) -> Iterator[str]:
    words = out.messages
    named = {name: data[name] for name in ("open", "changed", "unchanged", "earlier", "later")}
    yield words.text("calendar-done-dry" if data["dry_run"] else "calendar-done", **named)
    if data["frozen"]:
        yield words.text("calendar-done-frozen", count=data["frozen"])
    if data["refused"]:
        yield words.text("calendar-done-refused", count=len(data["refused"]), numbers=", ".join(data["refused"]))
    if data.get("cancelled"):
        yield words.text("calendar-done-cancelled")
    for case in data.get("cases", [])[:LISTED]:
        yield f"{case['number']}  " + "; ".join(f"{one['old']} → {one['new']}" for one in case["moved"])


def _opened(db: str | None, out: Out) -> closing[Opened]:
    return closing(open_database(db, tell=lambda key, arguments: out.say(key, **arguments)))


def _tell(read: CalendarRead, out: Out) -> None:
    for refusal in read.refused[:LISTED]:
        out.say("row_refused", row=refusal.row, reason=out.messages.outcome(refusal.key, refusal.arguments))
    for note in read.notes:
        out.say(note.key, **note.arguments)


def _unwatched(_done: int, _total: int) -> None:
    """Progress is for the page; a run on the command line ends before one would look."""
