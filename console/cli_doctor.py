"""`zhihui doctor`: machine, fonts, database, calendar year, clock skew, schema version."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files

import psutil
import typer

from console.cli_options import Db, Json, Lang
from console.headless import Opened, as_url, default_url, now_of_machine, open_database
from console.messages import Messages
from console.output import Out, told
from console.screens import has_screen
from models.domain.errors import Trouble
from models.domain.instant import SECOND, to_local
from models.store.info import read_now, server_version
from models.store.place import masked_url
from models.store.schema import SCHEMA_VERSION

FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
MOST_SKEW = 60 * SECOND
LEAST_MEMORY = 2 * 1024**3
LEAST_DISK = 500 * 1024**2


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: "ok", "warning" or "failed", and what was found."""

    name: str
    level: str
    found: str


def doctor(db: Db = None, as_json: Json = False, lang: Lang = None) -> None:
    """Look at this workstation and its database, and say what is wrong."""
    out = Out(lang, as_json)
    with told(out):
        checks = [*machine_checks(out.messages), *database_checks(db, out.messages)]
        ok = all(check.level != "failed" for check in checks)
        data = {"ok": ok, "checks": [{"name": c.name, "level": c.level, "found": c.found} for c in checks]}
        out.result(data, lambda: _lines(checks, out.messages))
    if not ok:
        raise typer.Exit(1)


def machine_checks(messages: Messages) -> list[Check]:
    """Python, Qt, memory, screen, fonts, input method."""
    memory = psutil.virtual_memory().total
    fonts = [name for name in FONTS if not (files("resources") / "fonts" / name).is_file()]
    asked = f"{os.environ.get('QT_IM_MODULE', '')} {os.environ.get('XMODIFIERS', '')}".lower()
    screen = messages.text("doctor-yes" if has_screen() else "doctor-no-screen")
    return [
        Check("python", "ok", f"{platform.python_version()} · {platform.platform(terse=True)}"),
        Check("qt", "ok", version("PySide6-Essentials")),
        Check("memory", "ok" if memory >= LEAST_MEMORY else "warning", f"{memory / 1024**3:.1f} GiB"),
        Check("screen", "ok" if has_screen() else "warning", screen),
        Check("fonts", "failed" if fonts else "ok", ", ".join(fonts or FONTS)),
        Check("input_method", "warning" if "fcitx" in asked else "ok",
              messages.text("doctor-fcitx") if "fcitx" in asked else asked.strip() or "—"),
    ]  # fmt: skip


def database_checks(db: str | None, messages: Messages) -> list[Check]:
    """Reachable, schema version, kind, zone, calendar year, clock skew."""
    shown = masked_url(as_url(db) if db else default_url())
    try:
        opened = open_database(db, read_only=True)
    except Trouble as trouble:
        return [Check("database", "failed", f"{shown}: {messages.trouble(trouble)}")]
    try:
        return [Check("database", "ok", shown), *_inside(opened, messages)]
    finally:
        opened.close()


def _inside(opened: Opened, messages: Messages) -> list[Check]:
    info, calendar = opened.info, opened.clock.calendar
    before = now_of_machine()
    now = read_now(opened.engine)
    skew = now - (before + now_of_machine()) // 2
    year = to_local(now, opened.clock.zone).year
    covered = calendar.last_day.year >= year
    next_year = calendar.last_day.year > year
    level = "failed" if not covered else "ok" if next_year or to_local(now, opened.clock.zone).month < 12 else "warning"
    same = info.lifecycle_digest == opened.lifecycle.digest
    return [
        Check("server", "ok", server_version(opened.engine).split(" on ")[0]),
        Check("kind", "ok", f"{messages.text(f'kind-of-database-{info.kind}')} · {info.place_name or '—'}"),
        Check("schema", "ok" if info.schema_version <= SCHEMA_VERSION else "failed", str(info.schema_version)),
        Check("zone", "ok" if info.zone_declared else "warning", info.zone),
        Check("lifecycle", "ok" if same else "failed", info.lifecycle_digest[:12]),
        Check("calendar", level, f"{calendar.first_day} – {calendar.last_day}"),
        Check("clock", "ok" if abs(skew) <= MOST_SKEW else "warning", f"{skew / SECOND:+.1f} s"),
    ]


def _lines(checks: list[Check], messages: Messages) -> Iterator[str]:
    signs = {"ok": "✓", "warning": "!", "failed": "✗"}
    for check in checks:
        yield f"{signs[check.level]} {messages.text(f'doctor-{check.name}')}: {check.found}"
