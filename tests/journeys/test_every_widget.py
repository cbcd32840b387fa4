"""All widgets of every page, size, language and theme: texts fit or say the rest, glyphs, names, keys, language."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from console.desk_parts import Desk
from console.headless import Opened, new_id, now_of_machine, open_database
from console.messages import LANGUAGES
from console.shots import PAGES, THEMES
from console.translations import install_language
from models.commands.acts import ActOnCase, ReportCase, execute
from models.domain.case import Case
from models.domain.instant import HOUR, Instant, from_datetime
from models.feed.records import Lost
from models.store.unit_of_work import SqlUnitOfWork
from tests.conftest import LONG
from tests.helpers.desks import click, desk_on, press, run, until
from tests.helpers.walking import Walk, tab_ring
from tests.helpers.wording import Wording, data_of, data_of_detail
from widgets.form_sheet import FormField

SIZES = [(1366, 768), (1920, 1080), *([(2560, 1440)] if LONG else [])]
STATES = ("reported", "filed", "dispatched", "accepted_by_department", "in_progress", "handled", "checked")
FORMS = {"file", "decline", "dispatch", "hand_in", "check", "close", "return", "note"}
RARE = "𬭎喆堃镕\U0002a6d6😀"
TITLE = (RARE + "消防通道被占用，" * 30)[:200]
WORD = ("https://example.invalid/" + "evidence-" * 30)[:200]
HOLIDAYS = "节前立案，节后到期"
BEFORE_HOLIDAYS: Instant = from_datetime(datetime(2026, 9, 30, 8, 0, tzinfo=UTC))
ADDRESS = (RARE + "演示路 1 号样例小区 2 幢楼前空地，" * 20)[:300]
LINES = "现场有多辆货车长期停放，居民多次反映。\n" * 30 + RARE


@pytest.fixture(scope="session")
def long_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with cases whose texts are long and rare; one is of before the holidays."""
    path = tmp_path_factory.mktemp("long") / "long.sqlite"
    copyfile(demo_file, path)
    found = open_database(f"sqlite:///{path}")
    report_long(found, TITLE, now_of_machine())
    report_long(found, WORD, now_of_machine())
    report_long(found, HOLIDAYS, BEFORE_HOLIDAYS)
    found.close()
    return path


def report_long(found: Opened, title: str, at: Instant) -> None:
    """A case that is reported, filed and dispatched, with long texts at every step."""
    reference, case_id = found.reference, new_id()
    actor = next(o.code for o in reference.officers.values() if o.active and "*" in o.departments)
    standard = max(reference.standards.values(), key=lambda s: len(s.filing_condition + s.closing_condition))
    department = max((d for d in reference.departments.values() if not d.valid_to), key=lambda d: len(d.name_en))
    said = {
        "title": title, "description": LINES, "address": ADDRESS, "severity": "major",
        "grid_code": next(iter(reference.grids)), "reporter_name": RARE, "reporter_phone": "13800000000",
    }  # fmt: skip
    for command in (
        ReportCase(new_id(), actor, "walk", at, case_id, said),
        ActOnCase(new_id(), actor, "walk", at, case_id, "file", 1, "reported",
                  {"standard_code": standard.code, "note": LINES}),
        ActOnCase(new_id(), actor, "walk", at, case_id, "dispatch", 2, "filed",
                  {"department_code": department.code, "note": title}),
    ):  # fmt: skip
        outcome = execute(command, lambda: SqlUnitOfWork(found.engine), found.rules)
        assert outcome.done, outcome


class Inspector:
    """Walks one desk again and again, and collects what it finds with the scenes it was found in."""

    def __init__(self, desk: Desk, language: str) -> None:
        self.desk = desk
        self.found: dict[str, list[str]] = defaultdict(list)
        self._wording = Wording(language, data_of(desk, language))

    async def look(self, scene: str, window: QWidget | None = None) -> None:
        """Walks the window as it is now; without one the desk's."""
        await settle()
        self._wording.add_data(data_of_detail(self.desk))
        walk = Walk(window or self.desk.window)
        for finding in (*walk.findings, *self._wording.findings(walk.said)):
            self.found[finding].append(scene)

    def go_round(self, scene: str) -> None:
        """Goes around by Tab and back by Shift+Tab."""
        for finding in (*tab_ring(self.desk.window), *tab_ring(self.desk.window, Qt.Key.Key_Backtab)):
            self.found[finding].append(scene)

    def keys(self, scene: str) -> None:
        """Every act that is offered has a key of its own that the window listens to."""
        view = self.desk.page.detail.view
        assert view is not None
        listening = {shortcut.key().toString() for shortcut in self.desk.window.findChildren(QShortcut)}
        for action in view.actions:
            if action.key not in listening:
                self.found[f"act {action.verb}: no key"].append(scene)

    def report(self) -> str:
        """All findings, each with the first scenes it was seen in."""
        return "\n".join(f"{what}   [{', '.join(scenes[:3])}]" for what, scenes in sorted(self.found.items()))


async def settle() -> None:
    """Lets layouts and delayed deletions happen."""
    for _ in range(3):
        await asyncio.sleep(0)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


async def select(desk: Desk, case_id: str) -> None:
    desk.controller.select(case_id)
    await until(lambda: desk.page.detail.view is not None and desk.page.detail.view.case_id == case_id, "detail")


def longest(desk: Desk, state: str) -> Case:
    """The case in a state with the most to say."""
    cases = [case for case in desk.live.board if case.state == state and case.title != TITLE]
    return max(cases, key=lambda c: (c.severity != "general", len(c.title + c.address + c.description)))


async def walk_states(desk: Desk, inspector: Inspector) -> None:
    """Every state, and from it every form that has not been looked at yet; at last a case that was closed."""
    forms = set(FORMS)
    for state in STATES:
        await select(desk, longest(desk, state).id)
        await inspector.look(state)
        inspector.keys(state)
        view = desk.page.detail.view
        assert view is not None
        for action in view.actions:
            if action.verb in forms and action.enabled:
                forms.discard(action.verb)
                desk.controller.act(action.verb)
                await walk_form(desk, inspector, action.verb)
    assert not forms
    desk.controller.act("close")
    desk.page.detail.form.submitted.emit({"note": LINES})
    await until(lambda: selected(desk).state == "closed" and not desk.page.detail.form_open, "closed")
    await inspector.look("closed")


async def walk_form(desk: Desk, inspector: Inspector, verb: str) -> None:
    """A form as it opens, then refused and filled in with the longest there is; Tab goes around in it."""
    form = desk.page.detail.form
    assert desk.page.detail.form_open
    await inspector.look(f"form {verb}")
    inspector.go_round(f"form {verb}")
    form.set_values({field.name: most(field) for field in form.fields})
    form.set_message(desk.session.messages.text("field-too-long", field=form.fields[0].label, most=4000))
    await inspector.look(f"form {verb} filled in")
    form.cancelled.emit()
    assert not desk.page.detail.form_open


def most(field: FormField) -> str:
    """The longest that a field takes."""
    if field.choices:
        return max(field.choices, key=lambda choice: len(choice.text)).key
    return LINES if field.kind == "text" else ADDRESS


def selected(desk: Desk) -> Case:
    """The selected case as it was last read."""
    assert desk.controller.detail is not None
    return desk.controller.detail.case


async def walk_long_texts(desk: Desk, inspector: Inspector) -> None:
    cases = [case for case in desk.live.board if case.title in (TITLE, WORD, HOLIDAYS)]
    assert len(cases) == 3
    for case in cases:
        await select(desk, case.id)
        await inspector.look(f"long texts: {case.title[:9]}")
        inspector.go_round("long texts")


async def walk_new_arrivals(desk: Desk, inspector: Inspector) -> None:
    desk.page.queue.arrivals.set_count(123)
    await inspector.look("new arrivals")
    desk.page.queue.arrivals.set_count(0)


async def walk_tabs(desk: Desk, inspector: Inspector) -> None:
    for tab in ("detail", "map", "workload"):
        await inspector.look(f"tab {tab}")
        inspector.go_round(f"tab {tab}")
        press(desk.window, Qt.Key.Key_M)
        await settle()


async def walk_menus(desk: Desk, inspector: Inspector) -> None:
    for button in (desk.page.queue.header_bar.sort_button(), desk.window.top.officer_button()):
        click(button)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert menu.actions()
        await inspector.look("menu", menu)
        menu.close()


async def walk_search(desk: Desk, inspector: Inspector) -> None:
    desk.window.top.search.set_text("zzzz没有")
    desk.page.queue.search("zzzz没有")
    await inspector.look("nothing found")
    inspector.go_round("nothing found")
    desk.window.top.search.set_text("")
    desk.page.queue.search("")


async def walk_stale(desk: Desk, inspector: Inspector) -> None:
    """The database went away: first reconnecting, then stale."""
    await asyncio.get_running_loop().run_in_executor(None, desk.feed.close, 4.0)
    desk.live.on_status(Lost("gone", "gone"))
    await until(lambda: desk.live.age().kind == "reconnecting")
    await inspector.look("reconnecting")
    desk.live._confirmed -= 7_200
    desk.live.age_changed.emit()
    await inspector.look("stale")


async def walk_desk(desk: Desk, inspector: Inspector) -> None:
    """The duty page in all that can be seen on it."""
    await desk.tasks.finish(5)
    await inspector.look("nothing chosen")
    inspector.go_round("nothing chosen")
    await walk_menus(desk, inspector)
    await walk_states(desk, inspector)
    desk.controller.report()
    await walk_form(desk, inspector, "report")
    await walk_long_texts(desk, inspector)
    await walk_new_arrivals(desk, inspector)
    if not desk.page.is_wide:
        await walk_tabs(desk, inspector)
    await walk_search(desk, inspector)
    await walk_stale(desk, inspector)


WALKS = {"desk": walk_desk}


def combinations() -> Iterator[tuple[str, tuple[int, int], str, str]]:
    """Every page, size, language and theme; a page that nobody walks stops the tests."""
    assert set(WALKS) == set(PAGES)
    for page in PAGES:
        for size in SIZES:
            for language in LANGUAGES:
                for theme in THEMES:
                    yield page, size, language, theme


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
@pytest.mark.parametrize(
    ("page", "size", "language", "theme"),
    [pytest.param(*c, id=f"{c[0]}-{c[1][0]}x{c[1][1]}-{c[2]}-{c[3]}") for c in combinations()],
)
def test_that_every_widget_can_be_read_named_and_reached(
    qapp: QApplication, long_file: Path, tmp_path: Path, page: str, size: tuple[int, int], language: str, theme: str
) -> None:
    copyfile(long_file, tmp_path / "street.sqlite")

    async def journey() -> None:
        url = f"sqlite:///{tmp_path / 'street.sqlite'}"
        async with desk_on(url, tmp_path, "walk", language=language, theme=theme, size=size) as desk:
            with inspected(qapp, desk) as inspector:
                await WALKS[page](desk, inspector)

    run(qapp, journey)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_past_moment_can_be_read_too(qapp: QApplication, long_file: Path, tmp_path: Path, language: str) -> None:
    copyfile(long_file, tmp_path / "street.sqlite")

    async def journey() -> None:
        url, at = f"sqlite:///{tmp_path / 'street.sqlite'}", now_of_machine() - 30 * HOUR
        async with desk_on(url, tmp_path, "walk", language=language, at=at) as desk:
            with inspected(qapp, desk) as inspector:
                await desk.tasks.finish(5)
                await select(desk, desk.page.queue.model.ids[0])
                await inspector.look("past moment")

    run(qapp, journey)


@contextmanager
def inspected(app: QApplication, desk: Desk) -> Iterator[Inspector]:
    """An inspector whose findings fail the test."""
    inspector = Inspector(desk, desk.session.messages.language)
    try:
        yield inspector
    finally:
        # The language is the whole application's and outlives a desk.
        desk.translator = install_language(app, "en", desk.translator)
    if inspector.found:
        pytest.fail(f"{len(inspector.found)} findings\n{inspector.report()}", pytrace=False)
