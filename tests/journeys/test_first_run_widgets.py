"""All widgets of the first-run page, in every size, language and theme: texts fit, names, keys, language."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.first_run_wiring import FirstRun
from console.messages import LANGUAGES
from console.shots import MAIN_SIZES, THEMES
from console.street_plan import StreetPlan, save_draft
from models.domain.errors import Unavailable
from tests.helpers.desks import press, run, until
from tests.helpers.first_runs import first_run_on, own_folders
from tests.helpers.inspecting import settle
from tests.helpers.street_files import ROWS, STREET, collection, feature, four_grids, square, workbook
from tests.helpers.walking import Walk, tab_ring
from tests.helpers.wording import Wording

NAMES = (
    "PostgreSQL", "postgresql://", "GeoJSON", "WGS-84", "GCJ-02", "GPS", "JB", "Asia/Shanghai", "zhihui", "sqlite",
    "toml", "street", "own", "data", "Zhihui", "九堡街道", "部门", "organisation", "name",
)  # fmt: skip
"""Names of products, systems and files, and what the test itself enters: nobody's to translate."""

OTHERS = "没有这样一个平台\n非法伐树\n1紧急工作时制止"
"""Texts of the files that are shown in what is refused."""


@pytest.fixture(autouse=True)
def data(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    qapp.setQuitOnLastWindowClosed(False)
    yield own_folders(tmp_path, monkeypatch)
    qapp.setQuitOnLastWindowClosed(True)
    gc.collect()


def plan_with_trouble(tmp_path: Path) -> StreetPlan:
    """Entries of which something can be taken, something is refused, and one file is not there."""
    rows = {**ROWS, "部门": [*ROWS["部门"], ("x", "", "", "", ""), ("y", "长" * 150, "", "没有这样一个平台", "")]}
    grids = four_grids(tmp_path / "grids.geojson")
    return StreetPlan(
        name="九堡街道", code=STREET, organisation=str(workbook(tmp_path / "organisation.xlsx", rows)),
        grids=str(grids), crs="wgs84", calendar="/nowhere/calendar.csv",
    )  # fmt: skip


class Findings:
    """Walks pages scene by scene and keeps what it finds."""

    def __init__(self, page: FirstRun, language: str, data: str) -> None:
        self._page = page
        self._wording = Wording(language, [*NAMES, data])
        self.found: list[str] = []

    async def look(self, scene: str, *, ring: bool = True) -> None:
        await until(lambda: self._page.settled, scene)
        await settle()
        walk = Walk(self._page.window)
        findings = [*walk.findings, *self._wording.findings(walk.said)]
        if ring:
            findings += [*tab_ring(self._page.window), *tab_ring(self._page.window, Qt.Key.Key_Backtab)]
        self.found += [f"{scene}: {finding}" for finding in findings]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(1120, 640), *MAIN_SIZES], ids=str)
def test_that_every_widget_of_the_first_run_page_can_be_read_named_and_reached(
    qapp: QApplication, tmp_path: Path, size: tuple[int, int], language: str, theme: str
) -> None:
    plan = plan_with_trouble(tmp_path)
    away = Unavailable("database_host_unknown", host="h", port=5432, user="me", name="zhihui", detail="x")

    async def journey() -> None:
        async with first_run_on(qapp, language=language, theme=theme, size=size) as page:
            given = "\n".join(["".join(map(str, row)) for rows in ROWS.values() for row in rows] + [OTHERS])
            findings = Findings(
                page, language, f"{given}\n{tmp_path}\n{plan}\n没有这样一个平台长非法伐树1紧急工作时制止"
            )
            await findings.look("start")
            page.window.tell_interrupted(entries=True)
            await findings.look("interrupted", ring=False)
            for step in range(5):
                save_draft(replace(plan, step=step))
                page.window.show_page("street")
                await findings.look(f"street {step}", ring=step < 4)
            save_draft(StreetPlan(step=4))
            page.window.show_page("street")
            await findings.look("street, nothing entered", ring=False)
            page.window.show_failed("postgresql://me@h/zhihui", away)
            await findings.look("shared")
            page.window.show_page("cases")
            await findings.look("cases")
            page.window.cases.mapping.setCurrentIndex(page.window.cases.mapping.count() - 1)
            await findings.look("cases, own mapping")
            assert not findings.found, "\n".join(findings.found)

    run(qapp, journey)


def test_that_many_refused_rows_scroll_and_leave_room_for_the_keys(qapp: QApplication, tmp_path: Path) -> None:
    file = collection(tmp_path / "grids.geojson", *[feature(square(120 + n / 100, 30.31)) for n in range(300)])
    plan = StreetPlan(name="九堡街道", organisation=str(workbook(tmp_path / "a.xlsx")), grids=str(file), crs="wgs84")

    async def journey() -> None:
        save_draft(replace(plan, step=2))
        async with first_run_on(qapp, size=(1120, 640)) as page:
            press(page.window, Qt.Key.Key_2)
            await until(lambda: page.settled)
            street = page.window.street
            assert street.results.model.rowCount() == 200
            assert street.results.refused.verticalScrollBar().maximum() > 0
            assert page.window.rect().contains(street.next.mapTo(page.window, street.next.rect().bottomRight()))

    run(qapp, journey)
