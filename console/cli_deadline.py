"""`zhihui deadline`: a deadline with every minute on the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from console.cli_options import Db, Json, Lang
from console.formatting import Formats
from console.headless import now_of_machine, open_database
from console.interval_words import interval_word
from console.messages import Messages
from console.output import Out, told
from models.domain.clock import ClockRules, Explanation, Pause, explain, shipped_rules
from models.domain.errors import BadInput
from models.domain.instant import MINUTE, Instant, format_instant, parse_instant
from models.domain.limit import parse_limit


def deadline(
    start: Annotated[str, typer.Option("--start", help="When the clock starts, ISO 8601.")],
    limit: Annotated[str, typer.Option("--limit", help="The limit, for example 4工作时 or '2 working_day'.")],
    pause: Annotated[
        list[str] | None, typer.Option("--pause", help="FROM/TO; an empty TO is a pause that has not ended.")
    ] = None,
    zone: Annotated[str, typer.Option("--zone", help="Zone of times without offset, without --db.")] = "Asia/Shanghai",
    db: Db = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Explain a deadline: due instant and intervals that add up."""
    out = Out(lang, as_json)
    with told(out):
        rules = _rules(db, zone)
        begin, pauses = instant(start, rules, "--start"), [_pause(text, rules) for text in pause or []]
        # An open-ended suspension has no due yet: what is known reaches to the present.
        explanation = explain(begin, parse_limit(limit), rules, pauses, as_of=max(begin, now_of_machine()))
        out.result(as_data(explanation, rules), lambda: _lines(explanation, rules, out.messages))


def instant(text: str, rules: ClockRules, option: str) -> Instant:
    """Reads an instant given on the command line. Raises BadInput("time_not_understood")."""
    try:
        return parse_instant(text, rules.zone)
    except ValueError:
        raise BadInput("time_not_understood", text=text, where=option) from None


def as_data(explanation: Explanation, rules: ClockRules) -> dict[str, Any]:
    """An explanation as plain data."""
    return {
        "due": None if explanation.due is None else format_instant(explanation.due, rules.zone),
        "limit": explanation.limit.canonical,
        "counted_minutes": _whole(explanation.counted / MINUTE),
        "calendar_complete": explanation.calendar_complete,
        "calendar_version": explanation.calendar_version,
        "intervals": [
            {
                "from": format_instant(piece.start, rules.zone),
                "to": format_instant(piece.end, rules.zone),
                "kind": str(piece.kind),
                "counted": piece.counted,
                "minutes": _whole(piece.span / MINUTE),
                "name": piece.name,
                "note": piece.note,
            }
            for piece in explanation.intervals
        ],
    }


def _rules(db: str | None, zone: str) -> ClockRules:
    if db is None:
        try:
            return shipped_rules(zone)
        except (KeyError, ValueError, OSError):
            raise BadInput("zone_unknown", zone=zone) from None
    opened = open_database(db, read_only=True)
    opened.close()
    return opened.clock


def _pause(text: str, rules: ClockRules) -> Pause:
    start, slash, end = text.partition("/")
    if not slash:
        raise BadInput("pause_not_understood", text=text)
    first = instant(start, rules, "--pause")
    last = instant(end, rules, "--pause") if end.strip() else None
    if last is not None and last < first:
        raise BadInput("pause_not_understood", text=text)
    return Pause(first, last)


def _lines(explanation: Explanation, rules: ClockRules, messages: Messages) -> Iterator[str]:
    formats = Formats(messages, rules.zone)
    yield messages.text(
        "deadline-due", due=formats.full(explanation.due), limit=formats.limit(explanation.limit.canonical)
    )
    if not explanation.calendar_complete:
        yield messages.text("mark-calendar-incomplete")
    for piece in explanation.intervals:
        sign = "+" if piece.counted else "·"
        word = interval_word(messages, piece)
        when = f"{formats.full(piece.start)} – {formats.full(piece.end)}"
        yield f"{sign} {when}  {word}  {formats.span(piece.span)}"


def _whole(value: float) -> int | float:
    return int(value) if value == int(value) else value
