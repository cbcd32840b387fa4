"""What the first-run page has done for it, off the GUI thread: checks, foundings, trials of connections."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TypeVar

from console.first_start import make_demo
from console.headless import DEMO_FILE, as_url, now_of_machine
from console.messages import Messages
from console.settings import data_folder
from console.street_check import StreetChecked, check_street
from console.street_founding import Founded, found_for_cases, found_street, free_target
from console.street_plan import StreetPlan
from models.exchange.organisation_files import write_template
from models.store.place import with_password, without_password
from models.store.probe import Probed, probe
from models.store.threads import DatabaseThreads

T = TypeVar("T")
TEMPLATE_NAMES = {"zh": "街道组织模板", "en": "organisation-template"}


@dataclass(frozen=True, slots=True)
class StartChoice:
    """Where to begin: the database to open, and what the workstation remembers of it (None: its demonstration).

    `files` and `mapping` are to be imported next.
    """

    url: str
    remember: str | None
    files: tuple[Path, ...] = ()
    mapping: str = ""


class FirstRunJobs:
    """Work on the bulk thread, awaited on the loop. Raises Trouble."""

    def __init__(self) -> None:
        self._threads = DatabaseThreads()

    async def demo(self) -> StartChoice:
        """The demonstration of this workstation, made where it is not there."""
        return await self._run(_demo)

    async def check(self, plan: StreetPlan) -> StreetChecked:
        """What would come of a plan."""
        return await self._run(lambda: check_street(plan))

    async def found(self, checked: StreetChecked, words: Messages, spare: Path, step: Callable[[str], None]) -> Founded:
        """The street of a plan; `step` is called on the bulk thread."""
        return await self._run(lambda: found_street(checked, now_of_machine(), words.outcome, spare, step))

    async def found_for_cases(self, files: tuple[Path, ...], mapping: str, name: str, catalogue: bool) -> StartChoice:
        """An empty database for files of cases."""
        return await self._run(lambda: _for_cases(files, mapping, name, catalogue))

    async def probe(self, url: str, password: str) -> Probed:
        """Tries a connection."""
        return await self._run(lambda: probe(with_password(as_url(url), password)))

    async def template(self, folder: Path, language: str) -> Path:
        """Writes the organisation's template into a folder, over nothing that is there."""
        return await self._run(lambda: _template(folder, language))

    def close(self) -> None:
        """Waits for what runs; a founding is never cut off."""
        self._threads.close(30.0)

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.wrap_future(self._threads.submit("bulk", work))


def shared_choice(url: str, password: str) -> StartChoice:
    """A database of others: opened with its password, remembered without."""
    kept, typed = without_password(as_url(url))
    return StartChoice(with_password(kept, password or typed), kept)


def _demo() -> StartChoice:
    file = data_folder() / DEMO_FILE
    if not file.exists():
        make_demo(file, now_of_machine())
    return StartChoice(f"sqlite:///{file}", None)


def _for_cases(files: tuple[Path, ...], mapping: str, name: str, catalogue: bool) -> StartChoice:
    stem = files[0].name.split(".")[0] or "cases"
    target = free_target(data_folder(), stem)
    done = found_for_cases(mapping, name or stem, target, now_of_machine(), with_catalogue=catalogue)
    return StartChoice(done.url, done.url, tuple(file.absolute() for file in files), mapping)


def _template(folder: Path, language: str) -> Path:
    name = TEMPLATE_NAMES[language]
    names = (f"{name}{'' if number == 1 else f'-{number}'}.xlsx" for number in count(1))
    path = next(path for path in map(folder.joinpath, names) if not path.exists())
    write_template(path)
    return path
