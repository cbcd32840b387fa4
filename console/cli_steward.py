"""`zhihui steward`: timed work when no console is open."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Annotated

import typer

from console.cli_options import Db, Json, Lang
from console.headless import as_url, console_name, default_url, new_id
from console.logs import get_log, log_to_stream
from console.messages import Messages
from console.output import Out, told
from console.steward import Steward, Stop, serve
from models.domain.errors import BadInput
from models.store.engine import open_engine
from models.store.place import masked_url

MOST_SECONDS = 3_600.0


def steward(
    db: Db = None,
    once: Annotated[bool, typer.Option("--once", help="One round, then end and tell what was done.")] = False,
    interval: Annotated[float, typer.Option(help="Seconds between two rounds.")] = 30.0,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Do timed work (resume, remind, supervise, prune) until told to stop; of several on one database one acts.

    What happens is logged on standard error, one JSON document a line; with --json every round is told on standard
    output the same way.
    """
    out = Out(lang, as_json)
    with told(out):
        if not 0 < interval <= MOST_SECONDS:
            raise BadInput("interval_wrong", seconds=str(interval), most=int(MOST_SECONDS))
        log_to_stream(sys.stderr)
        url = as_url(db) if db else default_url()
        holder = f"{console_name()}-{os.getpid()}-{new_id()[-6:]}"
        log = get_log("steward")

        def make() -> Steward:
            return Steward(open_engine(url, tell=_upgraded), holder, interval, log, own=True)

        if once:
            _one_round(make(), out)
            return
        stop = Stop()
        for wish in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wish, _asks(stop))
        log.info("started", url=masked_url(url), holder=holder, interval=interval)
        serve(make, stop, interval, log, _tell_round if as_json else lambda report: None)


def _upgraded(key: str, arguments: dict[str, str | int]) -> None:
    get_log("steward").info(key, **arguments)


class _asks:  # noqa: N801 - reads as what it does
    """A signal handler that makes the wish to stop."""

    def __init__(self, stop: Stop) -> None:
        self._stop = stop

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self._stop.ask()


def _one_round(found: Steward, out: Out) -> None:
    try:
        report = found.told(found.round())
        found.release()
    finally:
        found.rest()
    out.result(report, lambda: _lines(report, out.messages))


def _tell_round(report: dict[str, object]) -> None:
    typer.echo(json.dumps(report, ensure_ascii=False))


def _lines(report: dict[str, object], words: Messages) -> Iterator[str]:
    if not report["leading"]:
        yield words.text("steward-waits")
        return
    for part in ("done", "refused", "failed", "without_owner", "pruned"):
        counts = report[part]
        assert isinstance(counts, dict)
        for name, count in counts.items():
            if count or part == "done":
                yield words.text(f"steward-line-{part.replace('_', '-')}", rule=name, count=count)
