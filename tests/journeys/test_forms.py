"""Forms at a whole desk: every one by keys alone, new cases with likely duplicates, previews, drafts."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from console.desk_parts import Desk
from console.form_scenes import BEFORE, NEW_CASE, POSITION, Scenes, make_scenes, officer_for
from console.form_shots import open_form
from console.headless import now_of_machine, open_database
from console.messages import LANGUAGES
from console.session import make_session
from console.shots import THEMES
from models.domain.lifecycle import shipped_lifecycle
from tests.helpers.desks import desk_on, detail_of, press, run, type_text, until
from tests.helpers.inspecting import inspected
from tests.helpers.long_cases import ADDRESS, LINES
from widgets.case_list import ROW_ROLE
from widgets.form_fields import FormField

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
ROUND = 80
"""Stops of Tab that lead around the whole window."""
SIZES = [(1366, 768), (1920, 1080)]
MODIFIERS = {"Shift": Qt.KeyboardModifier.ShiftModifier, "Ctrl": CTRL}


@pytest.fixture(scope="session")
def scenes_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Scenes]:
    """The demonstration with a case for every form."""
    path = tmp_path_factory.mktemp("forms") / "forms.sqlite"
    copyfile(demo_file, path)
    found = open_database(f"sqlite:///{path}")
    scenes = make_scenes(found, now_of_machine())
    found.close()
    return path, scenes


@pytest.fixture
def scenes(scenes_file: tuple[Path, Scenes]) -> Scenes:
    return scenes_file[1]


@pytest.fixture
def forms_url(scenes_file: tuple[Path, Scenes], tmp_path: Path) -> str:
    copyfile(scenes_file[0], tmp_path / "street.sqlite")
    return f"sqlite:///{tmp_path / 'street.sqlite'}"


async def select(desk: Desk, case_id: str) -> None:
    desk.controller.select(case_id)
    await until(lambda: desk.page.detail.view is not None and desk.page.detail.view.case_id == case_id, "detail")


def press_key(desk: Desk, text: str) -> None:
    """A key as the state machine names it: "N", "Shift+Z"."""
    *modifiers, letter = text.split("+")
    modifier = MODIFIERS[modifiers[0]] if modifiers else Qt.KeyboardModifier.NoModifier
    press(desk.window, getattr(Key, f"Key_{letter}"), modifier)


def sit_down(desk: Desk, verb: str) -> None:
    """Somebody who may do the act sits at the desk."""
    desk.set_session(make_session(desk.opened, officer_for(desk.opened, verb), desk.session.messages.language))


def test_there_is_a_scene_for_every_act_that_has_a_form() -> None:
    assert set(BEFORE) == {row.verb for row in shipped_lifecycle().transitions if not row.direct}


def test_every_form_is_reached_filled_in_and_left_by_keys_alone(
    qapp: QApplication, forms_url: str, scenes: Scenes, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(forms_url, tmp_path, "keys") as desk:
            form = desk.page.detail.form
            for row in {row.verb: row for row in shipped_lifecycle().transitions if not row.direct}.values():
                sit_down(desk, row.verb)
                if row.verb not in NEW_CASE:
                    await select(desk, scenes.cases[row.verb])
                elif desk.controller.selected:
                    desk.controller.select("")
                desk.page.queue.list.setFocus()
                press_key(desk, row.key)
                await until(partial(is_open, desk), f"form of {row.verb} by {row.key}")
                assert form.fields, row.verb
                focused = desk.window.focusWidget()
                assert focused is not None
                assert form.isAncestorOf(focused), row.verb
                visited = {owner(desk, focused)}
                wanted = {spec.name for spec in form.fields}
                for _ in range(ROUND):
                    if visited >= wanted:
                        break
                    press(desk.window, Key.Key_Tab)
                    now = desk.window.focusWidget()
                    if now is not None and form.isAncestorOf(now):
                        visited.add(owner(desk, now))
                assert visited >= wanted, row.verb
                press(desk.window, Key.Key_Escape)
                await until(lambda: not desk.page.detail.form_open, f"{row.verb} left")
            await desk.tasks.finish(5)

    run(qapp, journey)


def test_a_report_shows_no_deadline_of_the_case_behind_it_and_keeps_the_keyboard_when_the_window_narrows(
    qapp: QApplication, forms_url: str, scenes: Scenes, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(forms_url, tmp_path, "behind") as desk:
            desk.window.resize(1920, 1000)
            await until(lambda: desk.page.is_wide, "a wide window")
            await select(desk, scenes.cases["file"])
            desk.controller.report()
            typed_into = desk.window.focusWidget()
            assert typed_into is not None
            assert owner(desk, typed_into) == "title"
            pane = desk.page.detail
            assert pane.view is not None
            pane.refresh_strip(pane.view)
            shown = [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]
            assert pane.view.no_strip
            assert pane.view.no_strip not in shown
            desk.window.resize(1366, 768)
            await until(lambda: not desk.page.is_wide, "a narrow window")
            assert desk.window.focusWidget() is typed_into

    run(qapp, journey)


def is_open(desk: Desk) -> bool:
    return desk.page.detail.form_open


def owner(desk: Desk, widget: QObject | None) -> str:
    """The field that a focused widget belongs to."""
    names = {spec.name for spec in desk.page.detail.form.fields}
    while widget is not None and widget.objectName() not in names:
        widget = widget.parent()
    return widget.objectName() if widget is not None else ""


def longest(field: FormField) -> str:
    """The longest that a field takes."""
    if field.kind == "many":
        return " ".join(choice.key for choice in field.choices[:6])
    if field.choices:
        return max(field.choices, key=lambda choice: len(choice.text)).key
    return LINES if field.kind == "text" else ADDRESS


@pytest.mark.parametrize("size", SIZES, ids=["1366", "1920"])
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_can_be_read_in_every_language_theme_and_size(
    qapp: QApplication, forms_url: str, scenes: Scenes, tmp_path: Path, language: str, theme: str, size: tuple[int, int]
) -> None:
    async def journey() -> None:
        async with desk_on(forms_url, tmp_path, "walk", language=language, theme=theme, size=size) as desk:
            form = desk.page.detail.form
            with inspected(qapp, desk) as inspector:
                inspector.add_data([ADDRESS, LINES])
                for verb in BEFORE:
                    await open_form(desk, scenes, verb)
                    await inspector.look(f"form {verb}", desk.page.detail)
                    form.set_values({field.name: longest(field) for field in form.fields})
                    await desk.tasks.finish(5)
                    await inspector.look(f"form {verb}, the longest", desk.page.detail)
                    form.cleared.emit()
                    press(desk.window, Key.Key_Return, CTRL)
                    await inspector.look(f"form {verb}, incomplete", desk.page.detail)
                    form.cancelled.emit()
                    await desk.tasks.finish(5)

    run(qapp, journey)


def test_a_visitor_is_entered_by_keys_with_place_and_likely_duplicates(
    qapp: QApplication, forms_url: str, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(forms_url, tmp_path, "entry") as desk:
            window, form = desk.window, desk.page.detail.form
            press(window, Key.Key_N)
            await until(lambda: isinstance(window.focusWidget(), QLineEdit))
            press(window, Key.Key_2, ALT)
            type_text(window, "店外堆放杂物")
            form.set_values({"position": POSITION})
            values = form.values()
            assert values["source"] == "walk_in"
            grid = desk.session.grids.at(*map(float, POSITION.split(", ")))
            assert grid is not None
            assert (values["grid_code"], values["community_code"]) == (grid.code, grid.community_code)
            await until(lambda: bool(form.likely()), "likely duplicates")
            assert form.likely()[0].key == "form-parent"
            assert "米" in form.likely()[0].hint
            assert "文字相近" in form.likely()[0].hint

    run(qapp, journey)


def test_a_report_is_merged_into_a_likely_duplicate_by_one_key_and_separated_again(
    qapp: QApplication, forms_url: str, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(forms_url, tmp_path, "merge") as desk:
            window, form = desk.window, desk.page.detail.form
            before = desk.live.figures().open
            press(window, Key.Key_N)
            form.set_values({"title": "店外堆放杂物占道", "position": POSITION})
            await until(lambda: bool(form.likely()), "likely duplicates")
            press(window, Key.Key_Down, CTRL)
            focused = window.focusWidget()
            assert focused is not None
            assert not isinstance(focused, QLineEdit)
            press(window, Key.Key_M)
            await until(lambda: not desk.page.detail.form_open and desk.controller.detail is not None, "merged")
            case = detail_of(desk).case
            assert (case.parent_id, case.state, case.version) == ("form-parent", "reported", 2)
            assert [entry.verb for entry in detail_of(desk).log] == ["report", "merge"]
            assert desk.live.figures().open == before
            press(window, Key.Key_S)
            await until(partial(is_open, desk))
            form.set_values({"reason": "不是同一处"})
            press(window, Key.Key_Return, CTRL)
            await until(lambda: desk.live.case(case.id) is not None, "separated")

    run(qapp, journey)


def test_enter_on_a_likely_duplicate_shows_it_and_the_draft_waits(
    qapp: QApplication, forms_url: str, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(forms_url, tmp_path, "look") as desk:
            window, form = desk.window, desk.page.detail.form
            press(window, Key.Key_N)
            form.set_values({"title": "店外堆放杂物占道", "position": POSITION})
            await until(lambda: bool(form.likely()), "likely duplicates")
            press(window, Key.Key_Down, CTRL)
            press(window, Key.Key_Return)
            await until(lambda: not desk.page.detail.form_open and desk.controller.detail is not None)
            assert detail_of(desk).case.id == "form-parent"
            press(window, Key.Key_N)
            await until(partial(is_open, desk))
            assert form.values()["title"] == "店外堆放杂物占道"

    run(qapp, journey)


def test_a_position_is_chosen_on_the_map_by_keys(qapp: QApplication, forms_url: str, tmp_path: Path) -> None:
    async def journey() -> None:
        async with desk_on(forms_url, tmp_path, "map") as desk:
            window, form = desk.window, desk.page.detail.form
            press(window, Key.Key_N)
            form.focus_field("position")
            press(window, Key.Key_P)
            picker = desk.page.map.picker
            await until(picker.isVisible, "map")
            await until(picker.hasFocus, "the map has the keys")
            before = picker.cross()
            press(window, Key.Key_Right)
            press(window, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
            assert picker.cross().x() > before.x()
            assert picker.cross().y() < before.y()
            press(window, Key.Key_Return)
            await until(lambda: desk.page.detail.form.isVisible(), "back in the form")
            lon, lat = map(float, form.values()["position"].split(", "))
            grid = desk.session.grids.at(lon, lat)
            assert grid is not None
            assert form.values()["grid_code"] == grid.code
            press(window, Key.Key_P)
            await until(picker.hasFocus)
            press(window, Key.Key_Escape)
            await until(lambda: not picker.isVisible() and form.isVisible())
            assert form.values()["position"] == f"{lon:.6f}, {lat:.6f}"
            press(window, Key.Key_Escape)

    run(qapp, journey)


def test_the_new_deadline_is_shown_while_typing_and_why_it_would_be_refused(
    qapp: QApplication, forms_url: str, scenes: Scenes, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(forms_url, tmp_path, "preview") as desk:
            form, words = desk.page.detail.form, desk.session.messages
            shown: Callable[[], str] = form.preview
            for verb, field, value in (("ask_extension", "amount", "1"), ("reclassify", "standard_code", "")):
                await select(desk, scenes.cases[verb])
                desk.controller.act(verb)
                assert shown() == ""
                old = desk.session.formats.moment(detail_of(desk).case.due_at, desk.live.now())
                form.set_values({field: value or scenes.fields[verb][field]})
                assert old in shown()
                assert "→" in shown()
                assert desk.page.detail.strip_title() == words.text("strip-preview")
                form.cancelled.emit()
                assert desk.page.detail.strip_title() == words.text("strip-title")
            await select(desk, scenes.cases["ask_extension"])
            desk.controller.act("ask_extension")
            form.set_values({"amount": "9"})
            assert shown().startswith(words.text("form-refused", why=""))
            assert "2" in shown()
            assert form.problems()["amount"]
            form.cleared.emit()
            form.cancelled.emit()

    run(qapp, journey)


def test_a_draft_is_kept_shown_in_the_queue_offered_again_and_cleared(
    qapp: QApplication, forms_url: str, scenes: Scenes, tmp_path: Path
) -> None:
    case_id = scenes.cases["ask_extension"]

    def flag(desk: Desk) -> str:
        row = desk.page.queue.model.row_of(case_id)
        made = desk.page.queue.model.index(row, 0).data(ROW_ROLE)
        return str(made.flag)

    async def first() -> None:
        async with desk_on(forms_url, tmp_path, "drafts") as desk:
            await select(desk, case_id)
            desk.controller.act("ask_extension")
            assert flag(desk) == ""
            desk.page.detail.form.set_values({"reason": "雨天不能施工"})
            assert flag(desk) == "草稿"
            press(desk.window, Key.Key_Escape)
            assert not desk.page.detail.form_open
            kept = json.loads((tmp_path / "drafts-drafts.json").read_text(encoding="utf-8"))
            assert kept == {f"{case_id}/ask_extension": {"reason": "雨天不能施工"}}

    async def again() -> None:
        async with desk_on(forms_url, tmp_path, "drafts") as desk:
            form = desk.page.detail.form
            await select(desk, case_id)
            assert flag(desk) == "草稿"
            desk.controller.act("ask_extension")
            assert form.values() == {"reason": "雨天不能施工"}
            press(desk.window, Key.Key_Delete, CTRL)
            assert form.values() == {}
            assert flag(desk) == ""
            form.set_values({"reason": "雨天不能施工", "amount": "1"})
            press(desk.window, Key.Key_Return, CTRL)
            await until(lambda: not desk.page.detail.form_open, "sent")
            await until(lambda: "extension=1" in detail_of(desk).case.pending, "asked")
            assert flag(desk) == ""
            assert json.loads((tmp_path / "drafts-drafts.json").read_text(encoding="utf-8")) == {}

    async def thrown_away() -> None:
        async with desk_on(forms_url, tmp_path, "drafts") as desk:
            await select(desk, scenes.cases["reclassify"])
            desk.controller.act("reclassify")
            desk.page.detail.form.set_values(scenes.fields["reclassify"])
            press(desk.window, Key.Key_Delete, CTRL)
            await desk.tasks.finish(5)
            press(desk.window, Key.Key_Escape)
            assert json.loads((tmp_path / "drafts-drafts.json").read_text(encoding="utf-8")) == {}

    run(qapp, first)
    run(qapp, again)
    run(qapp, thrown_away)


def test_the_lead_and_others_are_proposed_and_a_case_to_merge_into_is_found_by_words(
    qapp: QApplication, forms_url: str, scenes: Scenes, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(forms_url, tmp_path, "search") as desk:
            form = desk.page.detail.form
            await select(desk, scenes.cases["dispatch"])
            desk.controller.act("dispatch")
            standard = desk.opened.reference.standards[detail_of(desk).case.standard_code or ""]
            assert form.values()["department_code"] == standard.lead_department_code
            form.cancelled.emit()
            await select(desk, scenes.cases["merge"])
            desk.controller.act("merge")
            asked: list[str] = []
            form.asked.connect(lambda name, text: asked.append(text))
            number = next(case.number for case in desk.live.board if case.id == "form-parent")
            type_text(desk.window, number)
            await until(lambda: number in asked, "looked up")
            await desk.tasks.finish(5)
            press(desk.window, Key.Key_Down)
            press(desk.window, Key.Key_Return)
            assert form.values() == {"parent": "form-parent"}
            press(desk.window, Key.Key_Return, CTRL)
            await until(lambda: detail_of(desk).case.parent_id == "form-parent", "merged")

    run(qapp, journey)
