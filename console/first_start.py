"""What opens without being told: the embedded demonstration, made at the first start and kept fresh."""

from __future__ import annotations

from pathlib import Path

from console.headless import DEMO_FILE, Opened, as_url, default_url, demo_url, now_of_machine, open_database
from console.output import Out
from console.settings import Settings, data_folder
from console.whole_file import make_whole
from models.domain.instant import HOUR, SECOND, Instant, Span

DEMO_KEEPS: Span = 18 * HOUR
"""A demonstration lives around the moment it was made; after this everything in it would be overdue."""


def wants_choice(db: str | None, settings: Settings) -> bool:
    """Whether a person should be asked where to begin: no database was named, none is remembered, and the
    demonstration was not looked at yet."""
    return db is None and settings.db is None and not (data_folder() / DEMO_FILE).exists()


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
