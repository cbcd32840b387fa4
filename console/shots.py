"""Pictures of pages: any page, size, language, theme and case of any database, without a screen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import qasync
from PySide6.QtWidgets import QWidget

from console.app import instant_of, make_application
from console.desk_options import DeskOptions
from console.desk_parts import Desk
from console.drafts import Drafts
from console.first_start import open_or_make
from console.founding import init_demo
from console.headless import Opened, now_of_machine
from console.output import Out
from console.settings import Settings
from models.domain.errors import BadInput
from models.domain.instant import Instant

PAGES = ("desk", "ledger", "import", "roster", "calendar")
FIRST_RUN = "first-run"
"""The page before there is a desk; `form` names which of its pages."""
FORMS = ("street", "shared", "cases")
THEMES = ("light", "dark")
MAIN_SIZES = ((1366, 768), (1920, 1080))
LONGEST = (16_384, 16_384)
PATIENCE = 30.0
"""Seconds until a picture that does not come is given up."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: page, size in pixels, language, theme, the case to select (number or id), the act's form to open."""

    page: str
    width: int
    height: int
    language: str
    theme: str
    case: str | None = None
    form: str | None = None

    @staticmethod
    def asked(page: str, size: str, language: str, theme: str, case: str | None, form: str | None) -> Shot:
        """Checks what was asked for. Raises BadInput naming what is wrong."""
        known = (*PAGES, FIRST_RUN)
        if page not in known:
            raise BadInput("page_unknown", page=page, known=", ".join(known))
        if page == FIRST_RUN and form is not None and form not in FORMS:
            raise BadInput("form_not_here", verb=form)
        if theme not in THEMES:
            raise BadInput("theme_unknown", theme=theme)
        width, times, height = size.lower().partition("x")
        if not times or not width.isdecimal() or not height.isdecimal():
            raise BadInput("size_not_understood", size=size)
        if not (320 <= int(width) <= LONGEST[0] and 240 <= int(height) <= LONGEST[1]):
            raise BadInput("size_not_understood", size=size)
        return Shot(page, int(width), int(height), language, theme, case, form)


def take(shot: Shot, picture: Path, *, db: str | None, at: str | None, officer: str | None = None) -> None:
    """Writes one picture. Raises Trouble, among it BadInput("case_unknown")."""
    if shot.page == FIRST_RUN:
        run_shots(lambda: _first_run([(shot, picture)]))
        return
    found = open_or_make(db, Out(shot.language, False))
    run_shots(lambda: _series(found, [(shot, picture)], at, officer))


def write_main_pages(folder: Path, *, db: str | None, at: str | None) -> list[Path]:
    """Pictures of the main pages in both languages and themes at the usual sizes."""
    found = open_or_make(db, Out(None, False))
    wanted = list(main_shots(folder))
    run_shots(lambda: _series(found, wanted, at, None))
    return [path for _, path in wanted]


def first_run_shots(folder: Path) -> Iterator[tuple[Shot, Path]]:
    """The first-run page in every language, theme and size, its forms in the smallest, each with its file."""
    yield from _each(FIRST_RUN, folder)
    for form in FORMS:
        for shot, path in _each(FIRST_RUN, folder):
            if shot.width == MAIN_SIZES[0][0]:
                yield replace(shot, form=form), path.with_name(path.name.replace(FIRST_RUN, f"{FIRST_RUN}-{form}", 1))


def main_shots(folder: Path) -> Iterator[tuple[Shot, Path]]:
    """Every main page, language, theme and size with its file."""
    for page in PAGES:
        yield from _each(page, folder)


def _each(page: str, folder: Path) -> Iterator[tuple[Shot, Path]]:
    for width, height in MAIN_SIZES:
        for language in ("zh", "en"):
            for theme in THEMES:
                name = f"{page}-{width}x{height}-{language}-{theme}.png"
                yield Shot(page, width, height, language, theme), folder / name


def run_shots(work: Callable[[], Awaitable[None]]) -> None:
    """Runs the taking of pictures on a loop of its own."""
    loop = qasync.QEventLoop(make_application())

    async def go() -> None:
        await work()

    with loop:
        loop.run_until_complete(go())


async def _series(found: Opened, wanted: list[tuple[Shot, Path]], at: str | None, officer: str | None) -> None:
    first = wanted[0][0]

    async def each(desk: Desk) -> None:
        for shot, path in wanted:
            await _one(desk, shot, path)

    await at_desk(found, first, instant_of(at, found), officer, each)


async def at_desk(
    found: Opened, first: Shot, at: Instant | None, officer: str | None, work: Callable[[Desk], Awaitable[None]]
) -> None:
    """Opens a desk that looks as the first picture wants it, and takes it down after the work."""
    settings = Settings(motion=False, theme="dark" if first.theme == "dark" else "light", lang=None)
    options = DeskOptions(settings, first.language, officer, at, "shot", interval_ms=0)
    troubles: list[str] = []
    with TemporaryDirectory() as folder:
        desk = Desk(found, options, Drafts(Path(folder) / "drafts.json"), troubles.append)
        try:
            desk.start()
            await work(desk)
        finally:
            await desk.close()
    if troubles:
        raise RuntimeError("; ".join(troubles))


async def _first_run(wanted: list[tuple[Shot, Path]]) -> None:
    from console.first_run_wiring import FirstRun  # reads and checks files of all kinds

    first = wanted[0][0]
    page = FirstRun(make_application(), Settings(motion=False), first.language)
    try:
        for shot, path in wanted:
            page.picture_of(shot.form, shot.language, shot.theme, shot.width, shot.height)
            await wait_until(lambda: page.settled)
            await asyncio.sleep(0.05)
            _write(page.window, path)
    finally:
        page.window.close()
        await page.close()


def _write(window: QWidget, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(path), "PNG"):
        raise BadInput("picture_not_written", path=str(path))


async def prepare(desk: Desk, shot: Shot) -> None:
    """Size, language and theme of a picture, on a desk whose queue is loaded."""
    desk.settings.theme = "dark" if shot.theme == "dark" else "light"
    if desk.session.messages.language != shot.language:
        desk.use_language(shot.language)
    desk.window.setMinimumSize(320, 240)
    desk.window.resize(shot.width, shot.height)
    desk.window.show()
    desk.dress()
    await wait_until(lambda: desk.live.loaded)


async def _one(desk: Desk, shot: Shot, path: Path) -> None:
    await prepare(desk, shot)
    case_id = await _case(desk, shot)
    if case_id:
        desk.controller.select(case_id)
        await wait_until(lambda: desk.page.detail.view is not None and desk.page.detail.view.case_id == case_id)
    if shot.form:
        _open_form(desk, shot.form)
    desk.window.show_page(shot.page)
    await wait_until(lambda: desk.ledger.settled or shot.page != "ledger")
    await wait_until(lambda: desk.calendar.settled or shot.page != "calendar")
    await desk.tasks.finish(PATIENCE)
    desk.page.map.redraw()
    desk.page.load.redraw()
    await asyncio.sleep(0.05)
    _write(desk.window, path)


def _open_form(desk: Desk, verb: str) -> None:
    if verb == "report":
        desk.controller.report()
    else:
        desk.controller.act(verb)
    if not desk.page.detail.form_open:
        raise BadInput("form_not_here", verb=verb)


async def _case(desk: Desk, shot: Shot) -> str | None:
    if shot.case is not None:
        found = await desk.reader.find(shot.case)
        if found is None:
            raise BadInput("case_unknown", case=shot.case)
        return found
    if desk.controller.selected:
        return desk.controller.selected
    # Without a wish the first case that has a computed deadline shows most.
    ids = desk.page.queue.model.ids
    for case_id in ids[:40]:
        case = desk.live.case(case_id)
        if case is not None and case.limit_text and case.is_open and case.handled_at is None:
            return case_id
    return ids[0] if ids else None


async def wait_until(ready: Callable[[], bool]) -> None:
    """Lets the desk run until something is so. Raises BadInput("picture_timed_out")."""
    waited = 0.0
    while not ready():
        await asyncio.sleep(0.02)
        waited += 0.02
        if waited > PATIENCE:
            raise BadInput("picture_timed_out", seconds=int(PATIENCE))


def _main() -> None:
    """`python -m console.shots FOLDER`: the pictures of the documentation, of a demonstration made for it."""
    import sys

    from console.form_shots import write_form_pictures
    from console.screens import use_offscreen

    use_offscreen()
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'demo.sqlite'}"
        init_demo(url, now_of_machine())
        target = Path(sys.argv[1])
        for path in [*write_main_pages(target, db=url, at=None), *write_form_pictures(target / "forms", url)]:
            print(path)
    pictures = list(first_run_shots(Path(sys.argv[1])))
    run_shots(lambda: _first_run(pictures))
    for _shot, path in pictures:
        print(path)


if __name__ == "__main__":
    _main()
