"""All widgets of every page, size, language and theme: texts fit or say the rest, glyphs, names, keys, language."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from console.actions import Action
from console.desk_parts import Desk
from console.headless import Opened, new_id, now_of_machine, open_database
from console.shots import PAGES
from console.translations import install_language
from models.commands.acts import ActOnCase, Command, Outcome, ReportCase, execute
from models.domain.case import Case
from models.feed.records import Lost
from models.store.unit_of_work import SqlUnitOfWork
from tests.conftest import LONG
from tests.helpers.desks import desk_on, press, run, until
from tests.helpers.walking import Walk, tab_ring
from tests.helpers.wording import Wording, data_of, data_of_detail

SIZES = [(1366, 768), (1920, 1080), *([(2560, 1440)] if LONG else [])]
STATES = ("reported", "filed", "dispatched", "accepted_by_department", "in_progress", "handled", "checked")
FORMS = {"file", "decline", "dispatch", "hand_in", "check", "close", "return", "note"}
RARE = "𬭎喆堃镕\U0002a6d6😀"
TITLE = (RARE + "消防通道被占用，" * 30)[:200]
WORD = "https://example.invalid/" + "evidence-" * 19
ADDRESS = (RARE + "演示路 1 号样例小区 2 幢楼前空地，" * 20)[:300]
LINES = "现场有多辆货车长期停放，居民多次反映。\n" * 30 + RARE


@pytest.fixture(scope="session")
def long_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with cases whose texts are as long and rare as they come."""
    path = tmp_path_factory.mktemp("long") / "long.sqlite"
    copyfile(demo_file, path)
    found = open_database(f"sqlite:///{path}")
    for title in (TITLE, WORD[:200]):
        report_long(found, title)
    found.close()
    return path


def report_long(found: Opened, title: str) -> None:
    """Reports a case and takes it on to the department, with long texts at every step."""
    now, reference = now_of_machine(), found.reference
    standard = max(reference.standards.values(), key=lambda s: len(s.filing_condition + s.closing_condition))
    department = max((d for d in reference.departments.values() if not d.valid_to), key=lambda d: len(d.name_en))
    grid = next(iter(reference.grids.values()))
    case_id = new_id()
    fields = {"title": title, "description": LINES, "address": ADDRESS, "severity": "major", "grid_code": grid.code,
              "reporter_name": RARE, "reporter_phone": "13800000000"}  # fmt: skip
    done(found, ReportCase(new_id(), "desk" if "desk" in reference.officers else first_officer(found), "walk", now,
                           case_id, fields))  # fmt: skip
    steps = [
        ("file", {"standard_code": standard.code, "note": LINES}),
        ("dispatch", {"department_code": department.code, "note": title}),
    ]
    for version, (verb, said) in enumerate(steps, start=1):
        seen = ("reported", "filed")[version - 1]
        done(found, ActOnCase(new_id(), first_officer(found), "walk", now, case_id, verb, version, seen, said))


def first_officer(found: Opened) -> str:
    """An officer who may do everything."""
    return next(o.code for o in found.reference.officers.values() if o.active and "*" in o.departments)


def done(found: Opened, command: Command) -> Outcome:
    """Carries a command out; it must succeed."""
    outcome = execute(command, lambda: SqlUnitOfWork(found.engine), found.rules)
    assert outcome.done, outcome
    return outcome


class Inspector:
    """Walks one desk again and again, and collects what it finds with the scenes it was found in."""

    def __init__(self, desk: Desk, language: str) -> None:
        self.desk = desk
        self.found: dict[str, list[str]] = defaultdict(list)
        self.scenes: list[str] = []
        self.seconds = 0.0
        self._wording = Wording(language, data_of(desk, language))

    async def look(self, scene: str) -> None:
        """Walks the window as it is now."""
        await settle()
        start = time.perf_counter()
        self.scenes.append(scene)
        self._wording.add_data(data_of_detail(self.desk))
        walk = Walk(self.desk.window)
        for finding in (*walk.findings, *self._wording.findings(walk.said)):
            self.found[finding].append(scene)
        self.seconds += time.perf_counter() - start

    def go_round(self, scene: str) -> None:
        """Goes around by Tab and back by Shift+Tab."""
        for finding in (*tab_ring(self.desk.window), *tab_ring(self.desk.window, Qt.Key.Key_Backtab)):
            self.found[finding].append(scene)

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
    """Every state, and from it every form that has not been looked at yet."""
    open_forms = set(FORMS)
    for state in STATES:
        await select(desk, longest(desk, state).id)
        await inspector.look(state)
        view = desk.page.detail.view
        assert view is not None
        for action in view.actions:
            if action.verb in open_forms and action.enabled:
                open_forms.discard(action.verb)
                await walk_form(desk, inspector, action)
    assert not open_forms


async def walk_form(desk: Desk, inspector: Inspector, action: Action) -> None:
    """A form as it opens, then filled in with the longest there is, refused, with the keyboard in each field."""
    desk.controller.act(action.verb)
    await fill_form(desk, inspector, action.verb)


async def fill_form(desk: Desk, inspector: Inspector, verb: str) -> None:
    form = desk.page.detail.form
    await until(lambda: desk.page.detail.form_open)
    await inspector.look(f"form {verb}")
    form.set_values({
        field.name: max(field.choices, key=lambda c: len(c.text)).key if field.choices else LINES[:400]
        for field in form.fields
    })  # fmt: skip
    form.set_message(desk.session.messages.text("field-too-long", field=form.fields[0].label, most=4000))
    await inspector.look(f"form {verb} filled in")
    inspector.go_round(f"form {verb}")
    form.cancelled.emit()
    await until(lambda: not desk.page.detail.form_open)


async def walk_report(desk: Desk, inspector: Inspector) -> None:
    desk.controller.report()
    await fill_form(desk, inspector, "report")


async def walk_tabs(desk: Desk, inspector: Inspector) -> None:
    for tab in ("detail", "map", "workload"):
        await inspector.look(f"tab {tab}")
        inspector.go_round(f"tab {tab}")
        press(desk.window, Qt.Key.Key_M)
        await settle()


async def walk_menus(desk: Desk, inspector: Inspector) -> None: ...


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
    await desk.tasks.finish(5)
    await inspector.look("nothing chosen")
    inspector.go_round("nothing chosen")
    await walk_states(desk, inspector)
    await walk_report(desk, inspector)
    for case in [case for case in desk.live.board if case.title in (TITLE, WORD[:200])]:
        await select(desk, case.id)
        await inspector.look("long texts")
        inspector.go_round("long texts")
    desk.page.queue.arrivals.set_count(123)
    await inspector.look("new arrivals")
    desk.page.queue.arrivals.set_count(0)
    if not desk.page.is_wide:
        await walk_tabs(desk, inspector)
    await walk_search(desk, inspector)
    await walk_stale(desk, inspector)


WALKS = {"desk": walk_desk}


def combinations() -> Iterator[tuple[str, tuple[int, int], str, str]]:
    for page in PAGES:
        for size in SIZES:
            for language in ("zh", "en"):
                for theme in ("light", "dark"):
                    yield page, size, language, theme


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
            inspector = Inspector(desk, language)
            try:
                await WALKS[page](desk, inspector)
            finally:
                # The language is the whole application's and outlives a desk.
                desk.translator = install_language(qapp, "en", desk.translator)
        assert not inspector.found, f"{len(inspector.found)} findings\n{inspector.report()}"

    run(qapp, journey)
