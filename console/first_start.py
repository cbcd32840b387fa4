"""What opens without being told: the embedded demonstration, made at the first start and kept fresh."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from console.headless import DEMO_FILE, Opened, as_url, default_url, demo_url, now_of_machine, open_database
from console.output import Out
from console.settings import Settings, data_folder
from console.street_plan import load_draft
from console.whole_file import clear_half_made, half_made, make_whole
from models.domain.instant import HOUR, SECOND, Instant, Span

DEMO_KEEPS: Span = 18 * HOUR
"""A demonstration lives around the moment it was made; after this everything in it would be overdue."""


def wants_choice(db: str | None, settings: Settings) -> bool:
    """Whether a person should be asked where to begin, or told that a set-up was cut off.

    Nobody is where a database was named, where one is remembered, or where the demonstration was looked at.
    """
    if db is not None:
        return False
    return interrupted() or (settings.db is None and not (data_folder() / DEMO_FILE).exists())


def interrupted() -> bool:
    """Whether a set-up was killed while it made a database: in the data folder, or where the entries said."""
    return any(half_made(folder) for folder in _folders())


def clear_interrupted() -> None:
    """Takes away what it left; files that cannot be removed stay for the next start."""
    for folder in _folders():
        with suppress(OSError):
            clear_half_made(folder)


def _folders() -> set[Path]:
    return {data_folder(), load_draft().target_file.parent}


def open_or_make(db: str | None, out: Out) -> Opened:
    """Opens a database; the embedded demonstration is made when it is asked for and not there yet.

    An old one, or one of another state machine, is set aside under another name, unless another
    console has it open. Raises Trouble.
    """
    url = as_url(db) if db else default_url()
    if url == demo_url():
        _fresh_demo(Path(url.removeprefix("sqlite:///")), url, now_of_machine(), out)
    return open_database(url, tell=lambda key, arguments: out.say(key, **arguments))


def _fresh_demo(file: Path, url: str, now: Instant, out: Out) -> None:
    if file.exists():
        found = open_database(url)
        made, demo = found.info.created_at, found.info.is_demo
        usable = found.info.lifecycle_digest == found.lifecycle.digest and now - made < DEMO_KEEPS
        found.close()
        # The last connection takes the write-ahead log with it: while that is there, somebody is at work.
        if not demo or usable or file.with_name(f"{file.name}-wal").exists():
            return
        aside = file.with_name(f"demo-{made // SECOND}.sqlite")
        file.replace(aside)
        out.say("demo_set_aside", file=str(aside))
    out.say("making_demo")
    make_demo(file, now)


def make_demo(file: Path, now: Instant) -> None:
    """Makes the demonstration in a file, whole or not at all. Raises BadInput or Unavailable."""
    from console.founding import init_demo  # only the first start needs what makes a street

    make_whole(file, lambda url: init_demo(url, now))
