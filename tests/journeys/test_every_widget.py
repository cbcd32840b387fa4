"""All widgets of every page, size, language and theme: texts fit or say the rest, glyphs, names, keys, language."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from console.desk.window import DeskWindow
from console.desk_parts import Desk
from console.headless import now_of_machine, open_database
from console.messages import LANGUAGES
from console.shots import PAGES, THEMES
from models.domain.case import Case
from models.domain.instant import HOUR
from models.feed.records import Lost
from tests.conftest import LONG
from tests.helpers.calendars import INVENTED_2027
from tests.helpers.desks import click, desk_on, press, run, until
from tests.helpers.inspecting import Inspector, inspected, settle
from tests.helpers.long_cases import ADDRESS, LINES, LONG_TITLES, STATES, TITLE, add_cases
from widgets.form_sheet import FormField

SIZES = [(1366, 768), (1920, 1080), *([(2560, 1440)] if LONG else [])]
FORMS = {"file", "decline", "dispatch", "hand_in", "check", "close", "return", "note"}


@pytest.fixture(autouse=True)
def _loops_end_here() -> Iterator[None]:
    """A closed loop leaves timers running, and in another thread the collector could not stop them."""
    yield
    gc.collect()


@pytest.fixture(scope="session")
def long_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with cases whose texts are long and rare, and with one in every state."""
    path = tmp_path_factory.mktemp("long") / "long.sqlite"
    copyfile(demo_file, path)
    found = open_database(f"sqlite:///{path}")
    add_cases(found, now_of_machine())
    found.close()
    return path


async def select(desk: Desk, case_id: str) -> None:
    desk.controller.select(case_id)
    await until(lambda: desk.page.detail.view is not None and desk.page.detail.view.case_id == case_id, "detail")


def longest(desk: Desk, state: str) -> Case:
    """The case in a state with the most to say."""
    cases = [case for case in desk.live.board if case.state == state and case.title not in LONG_TITLES]
    return max(cases, key=lambda c: (c.severity != "general", len(c.title + c.address + c.description)))


async def walk_states(desk: Desk, inspector: Inspector) -> None:
    """Every state, and from it every form that has not been looked at yet; at last a case that was closed."""
    seen: set[str] = set()
    for state in STATES:
        await select(desk, longest(desk, state).id)
        await inspector.look(state)
        inspector.keys(state)
        view = desk.page.detail.view
        assert view is not None
        for action in view.actions:
            if action.enabled and not action.transition.direct and action.verb not in seen:
                seen.add(action.verb)
                desk.controller.act(action.verb)
                await walk_form(desk, inspector, action.verb)
    assert seen >= FORMS
    desk.controller.act("close")
    desk.page.detail.form.submitted.emit({"note": LINES})
    await until(lambda: selected(desk).state == "closed" and not desk.page.detail.form_open, "closed")
    await inspector.look("closed")


async def walk_form(desk: Desk, inspector: Inspector, verb: str) -> None:
    """A form as it opens, then refused and filled in with the longest there is; Tab goes around in it."""
    form = desk.page.detail.form
    assert desk.page.detail.form_open
    await inspector.look(f"form {verb}", desk.page.detail)
    inspector.go_round(f"form {verb}")
    form.set_values({field.name: most(field) for field in form.fields})
    form.set_message(desk.session.messages.text("field-too-long", field=form.fields[0].label, most=4000))
    await inspector.look(f"form {verb} filled in", desk.page.detail)
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
    cases = [case for case in desk.live.board if case.title in LONG_TITLES]
    assert len(cases) == len(LONG_TITLES)
    for case in cases:
        await select(desk, case.id)
        await inspector.look(f"long texts: {case.title[:9]}")
        inspector.go_round("long texts")


async def walk_new_arrivals(desk: Desk, inspector: Inspector) -> None:
    desk.page.queue.arrivals.set_count(123)
    await inspector.look("new arrivals", desk.page.queue)
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
    await inspector.look("nothing found", desk.page.queue)
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
    await walk_side_windows(desk, inspector)
    await walk_states(desk, inspector)
    desk.controller.report()
    await walk_form(desk, inspector, "report")
    await walk_long_texts(desk, inspector)
    await walk_new_arrivals(desk, inspector)
    if not desk.page.is_wide:
        await walk_tabs(desk, inspector)
    await walk_search(desk, inspector)
    await walk_stale(desk, inspector)


async def walk_side_windows(desk: Desk, inspector: Inspector) -> None:
    """The manual and the list of keys, each in a window of its own."""
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        desk.window.activateWindow()
        await until(desk.window.isActiveWindow)
        press(desk.window, Qt.Key.Key_F1, modifier)
        await until(lambda: len(side_windows()) == 1, f"a window at {modifier.name} F1")
        (side,) = side_windows()
        await inspector.look("side window", side)
        await until(side.isActiveWindow)
        if side.focusWidget() is None:
            side.focusNextChild()
        inspector.go_round("side window", side)
        press(side, Qt.Key.Key_Escape)
        assert side_windows() == []
    desk.window.activateWindow()


def side_windows() -> list[QWidget]:
    """What is open beside the desk."""
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.windowType() == Qt.WindowType.Window]
    return [w for w in shown if not isinstance(w, DeskWindow)]


async def walk_ledger(desk: Desk, inspector: Inspector) -> None:
    """The ledger with rows, with one chosen, and with none that matches."""
    ledger = desk.ledger
    desk.window.show_page("ledger")
    await until(lambda: ledger.settled, "ledger")
    await inspector.look("ledger")
    inspector.go_round("ledger")
    ledger.table.selectRow(1)
    await inspector.look("ledger, a row chosen")
    for text in (TITLE[:9], "zzzz没有"):
        ledger.search.setText(text)
        await until(lambda: ledger.settled, "ledger searched")
        await inspector.look("ledger searched")
        inspector.go_round("ledger searched")


async def walk_page(desk: Desk, inspector: Inspector, page: str) -> None:
    """Any other page as it opens."""
    desk.window.show_page(page)
    await desk.tasks.finish(5)
    await inspector.look(page)
    inspector.go_round(page)


async def walk_roster(desk: Desk, inspector: Inspector) -> None:
    """The week with findings, both forms, the month, the files, and who is on duty now."""
    roster = desk.roster
    desk.window.show_page("roster")
    for what in ("today", "next week", "later"):
        await inspector.look(f"roster {what}")
        inspector.go_round(f"roster {what}")
        press(desk.window, Qt.Key.Key_PageDown)
    roster.parts.today.click()
    press(desk.window, Qt.Key.Key_Delete)
    await until(lambda: roster.settled, "cleared")
    for what, open_form in (("entry", roster.hands.open_entry), ("card", roster.side.add.click)):
        open_form()
        assert roster.side.form_open
        label = roster.side.form.fields[0].label
        roster.side.form.set_message(desk.session.messages.text("field-too-long", field=label, most=4000))
        await inspector.look(f"roster form {what}")
        inspector.go_round(f"roster form {what}")
        press(desk.window, Qt.Key.Key_Escape)
        assert not roster.side.form_open
    roster.parts.turn.click()
    roster.parts.turn_files()
    await inspector.look("roster month and files")
    inspector.go_round("roster month and files")
    press(desk.window, Qt.Key.Key_F8)
    (side,) = side_windows()
    await inspector.look("on duty now", side)
    press(side, Qt.Key.Key_Escape)
    assert side_windows() == []


async def walk_calendar(desk: Desk, inspector: Inspector) -> None:
    """The year as any officer sees it; an administrator's with a file read, tried out, and beyond its end."""
    page = desk.calendar
    await walk_page(desk, inspector, "calendar")
    desk.window.officer_chosen.emit("demo_administrator")
    await until(lambda: page.settled, "calendar")
    inspector.go_round("calendar, administrator")
    page.form.path.set_path(str(INVENTED_2027))
    page.form.read.click()
    await until(lambda: page.draft.changed and page.settled, "file")
    await inspector.look("calendar, a file read")
    page.form.try_out.click()
    assert page.form.cancel.isVisible()
    await inspector.look("calendar, trying out", page)
    await until(lambda: page.settled, "plan")
    await inspector.look("calendar, tried out")
    inspector.go_round("calendar, tried out")
    page.view.go_to(date(2028, 2, 29))
    await inspector.look("calendar, beyond its end")
    page.form.hours.setPlainText("2027-05-01 8-12")
    await inspector.look("calendar, wrong hours")


WALKS = {"desk": walk_desk, "ledger": walk_ledger, "roster": walk_roster, "calendar": walk_calendar}
"""Pages of which more is to be seen than what they open with."""


def combinations() -> Iterator[tuple[str, tuple[int, int], str, str]]:
    """Every page, size, language and theme."""
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
                if page in WALKS:
                    await WALKS[page](desk, inspector)
                else:
                    await walk_page(desk, inspector, page)

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
