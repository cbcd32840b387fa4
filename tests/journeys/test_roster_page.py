"""The roster on real desks: edited by keys, seen by others, files in and out, and what it says elsewhere."""

from __future__ import annotations

import csv
import gc
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from console.desk.roster_page import RosterPage
from console.desk_parts import Desk
from models.domain.roster import RosterItem
from models.store import tables
from tests.helpers.desks import click, desk_on, press, run, type_text, until
from widgets.pick_field import PickField

Key, Control, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEADER = "demo"


@pytest.fixture(autouse=True)
def _loops_end_here() -> Iterator[None]:
    """A closed loop leaves timers running, and in another thread the collector could not stop them."""
    yield
    gc.collect()


async def to_roster(desk: Desk) -> RosterPage:
    """Brings the page to the front by its key; the cursor stands on today's day of the officer."""
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow, "keys reach the window")
    press(desk.window, Key.Key_4, Control)
    await until(lambda: desk.window.shown_page == "roster", "the roster in front")
    assert desk.window.focusWidget() is desk.roster.grid
    return desk.roster


async def done(page: RosterPage) -> None:
    await until(lambda: page.settled, "edits are sent")


def items(desk: Desk, officer: str, day: date) -> tuple[RosterItem, ...]:
    """What a desk's roster, as its feed told it, has for an officer's day."""
    record = desk.session.duty.roster.cell(officer, day)
    return record.items if record is not None else ()


def slots(desk: Desk, officer: str, day: date) -> list[str]:
    return [item.slot for item in items(desk, officer, day)]


def here(page: RosterPage) -> tuple[str, date]:
    found = page.parts.here()
    assert found is not None
    return found


def sentences(page: RosterPage) -> list[str]:
    """The findings that the page lists."""
    rows = page.side.conflict_rows
    return [str(rows.index(row, 0).data()) for row in range(rows.rowCount())]


def shown(page: RosterPage, officer: str, day: date) -> str:
    return str(page.parts.model.place(officer, day).data() or "")


def test_that_two_desks_edit_one_roster_by_keys(qapp: QApplication, demo_url: str, tmp_path: Path) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "one") as one, desk_on(demo_url, tmp_path, "two", language="en") as two:
            page, other = await to_roster(one), await to_roster(two)
            assert here(page) == (LEADER, page._today())
            press(one.window, Key.Key_PageDown)
            officer, day = here(page)
            other._turn_to(officer, day)
            press(one.window, Key.Key_V)
            await done(page)
            await until(lambda: slots(two, officer, day) == ["leave"], "the other desk sees the leave")
            assert shown(other, officer, day) == "Leave"
            press(two.window, Key.Key_Right)
            press(two.window, Key.Key_3)
            press(two.window, Key.Key_P)
            press(two.window, Key.Key_S)
            await done(other)
            there = day + timedelta(days=1)
            await until(lambda: len(items(one, officer, there)) == 1, "the first desk sees the night")
            night = RosterItem("night", "stand_by", "duty_officer")
            await until(lambda: items(one, officer, there)[0].standing == "stand_by", "stand-by")
            assert items(one, officer, there)[0].slot == night.slot
            press(two.window, Key.Key_C, Control)
            press(two.window, Key.Key_Right, Shift)
            press(two.window, Key.Key_Down, Shift)
            press(two.window, Key.Key_V, Control)
            await done(other)
            below = other.parts.model.officers[1]
            await until(lambda: slots(one, below, there + timedelta(days=1)) == ["night"], "four cells are pasted")
            press(one.window, Key.Key_Delete)
            await done(page)
            await until(lambda: items(two, officer, day) == (), "cleared everywhere")

    run(qapp, journey)


def test_that_an_open_form_is_told_who_was_first(qapp: QApplication, demo_url: str, tmp_path: Path) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "one") as one, desk_on(demo_url, tmp_path, "two") as two:
            page, other = await to_roster(one), await to_roster(two)
            officer, day = here(page)
            press(one.window, Key.Key_Return)
            assert page.side.form_open
            press(two.window, Key.Key_T)
            await done(other)
            await until(lambda: slots(one, officer, day) == ["training"], "the first desk sees the training")
            assert page.side.form_open, "what somebody fills in is not taken away"
            press(one.window, Key.Key_Return, Control)
            await done(page)
            assert page.side.form_open
            assert "演示甲" in page.side.form._message.text()
            assert "修改" in page.side.form._message.text()
            assert slots(one, officer, day) == ["training"]
            press(one.window, Key.Key_Escape)
            press(one.window, Key.Key_Return)
            page.side.form.set_values({"slot": "late", "standing": "stand_by", "post": "window", "mode": "beside"})
            press(one.window, Key.Key_Return, Control)
            await until(lambda: slots(two, officer, day) == ["late", "training"], "two entries on one day")
            await until(lambda: not page.side.form_open, "the form is done")
            assert any("培训" in sentence for sentence in sentences(page))

    run(qapp, journey)


def test_that_the_desk_says_who_is_on_duty_everywhere(qapp: QApplication, demo_url: str, tmp_path: Path) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "one") as desk:
            shift = desk.window.top.shift
            assert "演示甲" in shift.words()
            assert not shift.warns()
            choices = desk.session.forms.officers()
            assert choices[0].hint == "值班"
            assert choices[-1].hint == "休假"
            press(desk.window, Key.Key_F8)
            assert desk.window.on_duty.isVisible()
            press(desk.window.on_duty, Key.Key_Escape)
            desk.window.activateWindow()
            click(desk.window.top.officer_button())
            titles = [action.text() for action in desk.window._officers.actions()]
            assert "演示甲 · 值班" in titles
            desk.window._officers.close()
            page = await to_roster(desk)
            press(desk.window, Key.Key_Delete)
            await done(page)
            await until(shift.warns, "the top bar warns")
            assert "无值班长" in shift.words()
            page.side.conflicts.setFocus()
            page.side.conflicts.selectRow(0)
            press(desk.window, Key.Key_Return)
            assert desk.window.focusWidget() is page.grid
            assert here(page)[1] == page._today()

    run(qapp, journey)


def test_that_an_open_form_offers_officers_by_the_new_roster(qapp: QApplication, demo_url: str, tmp_path: Path) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "one") as one, desk_on(demo_url, tmp_path, "two") as two:
            case_id = next(i for i in one.page.queue.model.ids if (c := one.live.case(i)) and c.state == "in_progress")
            one.controller.select(case_id)
            await until(lambda: one.page.detail.view is not None, "detail")
            one.controller.act("supervise")
            field = one.page.detail.form.findChildren(PickField)[0]
            assert field._choices[0].hint == "值班"
            first = field._choices[0].key
            page = await to_roster(two)
            page._turn_to(first, page._today())
            press(two.window, Key.Key_V)
            await done(page)
            await until(lambda: field._choices[-1].key == first or field._choices[-1].hint == "休假", "offered last")
            await until(lambda: field._choices[0].key != first, "no longer first")

    run(qapp, journey)


def test_that_only_editors_edit_and_are_told_why(qapp: QApplication, demo_url: str, tmp_path: Path) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "one", officer="demo_duty") as desk:
            page = await to_roster(desk)
            before = desk.session.duty.roster.records()
            for key in (Key.Key_E, Key.Key_Delete, Key.Key_Return):
                press(desk.window, key)
                assert "值班长" in desk.window._status.text()
            press(desk.window, Key.Key_Q)
            assert "“Q”" in desk.window._status.text()
            for button in (page.parts.copy, page.side.add):
                click(button)
                assert not page.side.form_open
            page.files.path.set_path(str(tmp_path / "x.csv"))
            page.files.tried.emit()
            assert "值班长" in page.files.told.text()
            await done(page)
            assert desk.session.duty.roster.records() == before
            press(desk.window, Key.Key_Tab)

    run(qapp, journey)


def test_that_a_week_is_copied_and_cards_are_kept(qapp: QApplication, demo_url: str, tmp_path: Path) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "one") as desk:
            page = await to_roster(desk)
            day = here(page)[1]
            for _ in range(6):
                press(desk.window, Key.Key_PageDown)
            monday = page.parts.model.days[0]
            assert monday == day - timedelta(days=day.weekday()) + timedelta(weeks=6)
            assert [text[-4:] for text in sentences(page)] == ["无人值班"]
            press(desk.window, Key.Key_L, Control)
            await done(page)
            last = monday - timedelta(weeks=1)
            await until(lambda: slots(desk, "demo_duty", monday) == slots(desk, "demo_duty", last), "copied")
            assert "复制" in desk.window._status.text()
            press(desk.window, Key.Key_L, Control)
            await done(page)
            assert "排好" in desk.window._status.text()
            press(desk.window, Key.Key_Q, Control)
            assert page.side.form_open
            page.side.form.set_values({"kind": "food_safety", "card_number": "000-9", "valid_until": "2020-02-31"})
            press(desk.window, Key.Key_Return, Control)
            assert "2020-02-31" in page.side.form._message.text()
            page.side.form.set_values({"valid_until": "2020-02-01"})
            press(desk.window, Key.Key_Return, Control)
            await until(lambda: not page.side.form_open, "the card is entered")
            await until(lambda: len(desk.session.duty.roster.cards(LEADER)) == 2, "the card is there")
            page.side.cards.selectRow(1)
            assert "失效" in str(page.side.card_rows.index(1, 2).data())
            page.side.card_chosen.emit(1)
            assert page.side.form.values()["card_number"] == "000-9"
            press(desk.window, Key.Key_Escape)
            press(desk.window, Key.Key_Delete, Control)
            await until(lambda: len(desk.session.duty.roster.cards(LEADER)) == 1, "the card is dropped")
            with desk.opened.engine.connect() as connection:
                kept = select(tables.command.c.verb).where(tables.command.c.verb != "remind")  # the demonstration's own
                verbs = list(connection.scalars(kept.order_by(tables.command.c.recorded_at)))
            assert verbs == ["copy_week", "copy_week", "set_qualification", "drop_qualification"]

    run(qapp, journey)


def test_that_a_month_is_shown_and_files_go_out_and_in(qapp: QApplication, demo_url: str, tmp_path: Path) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "one") as desk:
            page = await to_roster(desk)
            officer, day = here(page)
            press(desk.window, Key.Key_M, Control)
            assert len(page.parts.model.days) >= 28
            assert here(page) == (officer, day)
            press(desk.window, Key.Key_PageDown)
            press(desk.window, Key.Key_T, Control)
            assert here(page) == (officer, day)
            press(desk.window, Key.Key_I, Control)
            assert page.files.isVisible()
            out = tmp_path / "out.csv"
            page.files.export.path.set_path(str(out))
            click(page.files.export.csv)
            await until(out.exists, "exported")
            rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
            assert {row["日期"][:7] for row in rows if row["日期"]} == {day.isoformat()[:7]}
            assert any(row["证号"] for row in rows)
            await try_and_import(desk, page, tmp_path, officer, day)

    run(qapp, journey)


async def try_and_import(desk: Desk, page: RosterPage, folder: Path, officer: str, day: date) -> None:
    path = folder / "in.csv"
    lines = [f"{officer},{day},休假", f"nobody,{day},早班", f"{officer},{day + timedelta(days=900)},早班"]
    path.write_text("\n".join(["officer,day,shift", *lines[:2]]), encoding="utf-8")
    assert page.files.go.disabled_reason()
    page.files.path.setFocus()
    page.files.path.edit.clear()
    type_text(desk.window, str(path))
    click(page.files.dry_run)
    await until(lambda: page.settled and page.files.go.isEnabled(), "tried")
    assert "试导入" in page.files.told.text()
    assert page.files.refused.isVisible()
    assert "nobody" in str(page.files.refused_rows.index(0, 2).data())
    click(page.files.go)
    await until(lambda: "leave" in slots(desk, officer, day), "imported")
    await until(lambda: page.settled, "done")
    assert len(list(folder.glob("in-refused*"))) + len(list(Path.home().glob("Documents/in-refused*"))) == 1
    path.write_text("\n".join(["officer,day,shift", lines[2]]), encoding="utf-8")
    click(page.files.dry_run)
    await until(lambda: page.settled and page.files.go.isEnabled(), "tried again")
    click(page.files.go)
    await until(lambda: page.settled, "refused")
    assert "不在可排班的日期内" in page.files.told.text()
