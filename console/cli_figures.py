"""`zhihui figures` and `zhihui cases`: what was open, due and late at an instant, as known then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any

import typer

from console.cli_deadline import instant
from console.cli_options import At, Db, Json, Lang
from console.formatting import Formats
from console.headless import Opened, open_database
from console.messages import Messages
from console.names import Names
from console.output import Out, told
from models.board.board import Board
from models.board.case_filter import parse_filter
from models.board.orders import parse_order
from models.board.view import CaseView
from models.domain.case import Case, urgency
from models.domain.errors import BadInput
from models.domain.figures import Figures
from models.domain.instant import Instant, format_instant
from models.queries.cases_at import open_cases_at
from models.queries.figures_sql import figures_sql
from models.store.info import read_now

SHOWN = 20
"""Cases listed for a person who names no limit."""
Via = Annotated[str, typer.Option("--via", help="sql or board: two ways that must give the same.")]


def figures(at: At = None, via: Via = "sql", db: Db = None, as_json: Json = False, lang: Lang = None) -> None:
    """Open, overdue, due soon, closed and late, in total and by unit, as known at an instant."""
    out = Out(lang, as_json)
    with told(out):
        opened = open_database(db, read_only=True)
        try:
            moment = moment_of(at, opened)
            found = figures_at(opened, moment, via)
            data = as_data(found, opened)
            out.result(data, lambda: _figure_lines(data, out.messages))
        finally:
            opened.close()


def cases(
    at: At = None,
    wanted: Annotated[str, typer.Option("--filter", help="For example 'department=PWDx urgency=overdue'.")] = "",
    sort: Annotated[
        str, typer.Option("--sort", help="urgency, newest, oldest, department, number, category.")
    ] = "urgency",
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="How many at most; default: all as JSON, else 20; 0: all.")
    ] = None,
    db: Db = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """The open cases at an instant, in the queue's order."""
    out = Out(lang, as_json)
    with told(out):
        order, wanted_cases = parse_order(sort), parse_filter(wanted)
        opened = open_database(db, read_only=True)
        try:
            moment = moment_of(at, opened)
            board = board_at(opened, moment)
            view = CaseView(board, wanted_cases, order, names_of(opened, out.messages.language))
            ids = view.rows()
            most = limit if limit is not None else (0 if as_json else SHOWN)
            shown = [board.get(case_id) for case_id in (ids[:most] if most else ids)]
            data = {
                "at": format_instant(moment, opened.clock.zone),
                "matching": len(ids),
                "cases": [_case_data(case, moment, opened) for case in shown if case is not None],
            }
            out.result(data, lambda: _case_lines([c for c in shown if c], moment, opened, out.messages))
            if len(shown) < len(ids) and not as_json:
                out.say("more_cases", count=len(ids) - len(shown))
        finally:
            opened.close()


def moment_of(at: str | None, opened: Opened) -> Instant:
    """The instant asked for, else the database's present one."""
    return read_now(opened.engine) if at is None else instant(at, opened.clock, "--at")


def board_at(opened: Opened, at: Instant) -> Board:
    """A board of what was open at an instant, as known then."""
    board = Board(at, opened.info.due_soon)
    with opened.engine.connect() as connection, connection.begin():
        board.load(open_cases_at(connection, at))
    return board


def figures_at(opened: Opened, at: Instant, via: str = "sql") -> Figures:
    """Figures at an instant, from SQL or from a board (closed ones always from SQL)."""
    with opened.engine.connect() as connection, connection.begin():
        found = figures_sql(connection, at, opened.info.due_soon)
    if via == "sql":
        return found
    if via != "board":
        raise BadInput("via_unknown", via=via)
    counted = board_at(opened, at).figures.snapshot()
    return replace(counted, closed=found.closed, closed_late=found.closed_late, self_handled=found.self_handled)


def names_of(opened: Opened, language: str) -> Names:
    """Names of codes in a language."""
    reference = opened.reference
    return Names(
        language, reference.platforms, reference.departments, reference.communities, reference.grids,
        reference.officers, reference.categories,
    )  # fmt: skip


def as_data(found: Figures, opened: Opened) -> dict[str, Any]:
    """Figures as plain data; groups keyed by code with the name beside."""
    names = names_of(opened, "zh")
    groups = {
        "by_platform": (found.by_platform, names.platform),
        "by_department": (found.by_department, names.department),
        "by_community": (found.by_community, names.community),
        "by_grid": (found.by_grid, names.grid),
    }
    data: dict[str, Any] = {"at": format_instant(found.at, opened.clock.zone)}
    for name in ("open", "overdue", "due_soon", "closed", "closed_late", "without_position", "without_category",
                 "without_deadline", "self_handled"):  # fmt: skip
        data[name] = getattr(found, name)
    for name, (counts, called) in groups.items():
        data[name] = {
            code: {"name": called(code), "open": c.open, "overdue": c.overdue, "due_soon": c.due_soon}
            for code, c in sorted(counts.items())
        }
    return data


def _figure_lines(data: Mapping[str, Any], messages: Messages) -> Iterator[str]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield ""
            yield messages.text(f"figure-{name}")
            for code, counts in sorted(value.items(), key=lambda item: -item[1]["open"]):
                shown = counts["name"] if counts["name"] == code else f"{counts['name']} ({code})"
                yield (f"  {shown}: {counts['open']}  ▲ {counts['overdue']}  ◆ {counts['due_soon']}")
        else:
            yield f"{messages.text(f'figure-{name}')}: {value}"


def _case_data(case: Case, at: Instant, opened: Opened) -> dict[str, Any]:
    zone = opened.clock.zone

    def moment(value: Instant | None) -> str | None:
        return None if value is None else format_instant(value, zone)

    return {
        "id": case.id, "number": case.number, "version": case.version, "state": case.state,
        "urgency": str(urgency(case.deadline_at, at, opened.info.due_soon)), "severity": case.severity,
        "title": case.title, "category": case.category_code, "platform": case.platform_code,
        "department": case.department_code, "community": case.community_code, "grid": case.grid_code,
        "address": case.address, "lon": case.lon, "lat": case.lat, "opened": moment(case.opened_at),
        "deadline": moment(case.deadline_at), "due": moment(case.due_at), "marks": case.marks.split(),
    }  # fmt: skip


def _case_lines(shown: list[Case], at: Instant, opened: Opened, messages: Messages) -> Iterator[str]:
    formats = Formats(messages, opened.clock.zone)
    names = names_of(opened, messages.language)
    signs = {"overdue": "▲", "due_soon": "◆", "on_track": "●"}
    for case in shown:
        time = formats.case_time(case, at, opened.info.due_soon)
        parts = (signs[time.urgency], case.number, time.text, case.title, names.department(case.department_code),
                 messages.word("state", case.state))  # fmt: skip
        yield "  ".join(parts)
