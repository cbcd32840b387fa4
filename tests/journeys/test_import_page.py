"""The import page on a real desk: preview, dry run, import, cancel; a demonstration takes no real data."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from console.desk.import_page import ImportPage
from console.desk_parts import Desk
from console.founding import NewDatabase, init_database
from console.headless import now_of_machine
from console.import_job import ImportJobs, refused_path
from models.queries.ledger import ledger_counts
from tests.helpers.desks import click, desk_on, press, run, type_text, until
from tests.helpers.import_sink import HEADER, TOML, good_row, write_rows

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ROWS = [good_row(1), good_row(2, 时间="soon"), good_row(3, 时限=""), good_row(4), good_row(5, 来源="飞鸽")]


@pytest.fixture(autouse=True)
def _loops_end_here() -> Iterator[None]:
    """A closed loop leaves timers running, and in another thread the collector could not stop them."""
    yield
    gc.collect()


@pytest.fixture
def real_url(tmp_path: Path) -> str:
    """An empty database for real work, and a mapping beside it."""
    (tmp_path / "own.toml").write_text(TOML, encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'real.sqlite'}"
    init_database(url, NewDatabase(place_name="试验街道"), now_of_machine())
    return url


async def to_import(desk: Desk) -> ImportPage:
    press(desk.window, Key.Key_3, CTRL)
    await until(lambda: desk.window.shown_page == "import", "the import in front")
    return desk.importing


async def settled(page: ImportPage) -> None:
    await until(lambda: page.settled, "import page at rest")


async def fill(page: ImportPage, mapping: Path, *files: Path) -> None:
    """Names files and a mapping of one's own, and waits for the preview."""
    page.form.mapping.setCurrentIndex(page.form.mapping.count() - 1)
    page.form.own.set_path(str(mapping))
    page.form.files.setPlainText("\n".join(map(str, files)))
    await settled(page)


def stored(desk: Desk) -> int:
    with desk.opened.engine.connect() as connection, connection.begin():
        return max(ledger_counts(connection).values())


def facts(page: ImportPage) -> list[str]:
    return [fact.value for fact in page.form.facts.facts()]


def refusals(page: ImportPage) -> list[list[str]]:
    model = page.results.refusals_model
    return [[str(model.index(row, column).data()) for column in (0, 1)] for row in range(model.rowCount())]


def test_that_a_file_with_good_and_bad_rows_is_tried_and_imported_by_keys(
    qapp: QApplication, real_url: str, tmp_path: Path
) -> None:
    path = write_rows(tmp_path / "案件.csv", *ROWS)

    async def journey() -> None:
        async with desk_on(real_url, tmp_path, "import") as desk:
            page = await to_import(desk)
            assert desk.window.focusWidget() is page.form.files
            assert page.form.dry_run.disabled_reason() == desk.session.messages.text("import-need-files")
            type_text(desk.window, str(path))
            press(desk.window, Key.Key_Tab)
            press(desk.window, Key.Key_Tab)
            assert desk.window.focusWidget() is page.form.mapping
            press(desk.window, Key.Key_End)
            press(desk.window, Key.Key_Tab)
            type_text(desk.window, str(tmp_path / "own.toml"))
            await settled(page)
            preview = page.results.preview_model
            assert preview.rowCount() == len(ROWS)
            headings = [preview.headerData(c, Qt.Orientation.Horizontal) for c in range(preview.columnCount())]
            assert [str(h).split("\n")[0] for h in headings] == HEADER.split(",")
            assert headings[5] == "部门\n部门 · 编号"
            assert page.form.go.disabled_reason() == desk.session.messages.text("import-need-dry-run")

            press(desk.window, Key.Key_T, CTRL)
            await settled(page)
            assert facts(page) == ["5 行", "3 行", "0 行", "2 行", "1 行", str(tmp_path / "案件-refused.csv")]
            assert refusals(page) == [
                ["3", "“时间”的“soon”不是 %Y-%m-%d %H:%M:%S 格式的时间。"], ["6", "“来源”的“飞鸽”不在代码表里。"],
            ]  # fmt: skip
            assert stored(desk) == 0
            assert desk.window.focusWidget() is page.form.go

            press(desk.window, Key.Key_Return)
            await settled(page)
            assert "3 行已在库里" in page.form.sentence.text()
            assert "Asia/Shanghai" in page.form.sentence.text()
            assert stored(desk) == 3
            assert "soon" in (tmp_path / "案件-refused.csv").read_text("utf-8-sig")
            assert not (tmp_path / "案件-refused-2.csv").exists()
            await until(lambda: desk.live.figures().open == 3, "the cases on the board")
            await until(lambda: desk.session.opened.info.zone_declared, "the zone that the file declared")

            press(desk.window, Key.Key_T, CTRL)  # once more: all is there already
            await settled(page)
            assert facts(page)[:4] == ["5 行", "0 行", "3 行", "2 行"]
            desk.use_language("en")
            assert facts(page)[:4] == ["5 rows", "0 rows", "3 rows", "2 rows"]
            desk.use_language("zh")

    run(qapp, journey)


def test_that_a_cancelled_import_keeps_what_was_written_and_goes_on(
    qapp: QApplication, real_url: str, tmp_path: Path
) -> None:
    path = write_rows(tmp_path / "many.csv", *(good_row(number) for number in range(1, 2_501)))

    async def journey() -> None:
        async with desk_on(real_url, tmp_path, "cancel") as desk:
            page = await to_import(desk)
            await fill(page, tmp_path / "own.toml", path)
            click(page.form.dry_run)
            assert page.form.cancel.isVisible()
            assert page.form.go.disabled_reason() == desk.session.messages.text("import-is-running")
            press(desk.window, Key.Key_Escape)
            await settled(page)
            assert page.form.sentence.text() == desk.session.messages.text("import-stopped-early")
            assert not page.form.go.isEnabled()
            click(page.form.dry_run)
            await settled(page)
            assert facts(page)[:2] == ["2,500 行", "2,500 行"]
            click(page.form.go)
            await until(lambda: page.form.bar.value() > 500, "writing")
            click(page.form.cancel)
            await settled(page)
            kept = stored(desk)
            assert 0 < kept < 2_500
            words = desk.session.messages
            assert page.form.sentence.text().startswith(
                words.text("import-cancelled", kept=kept, remaining=2_500 - kept)
            )
            click(page.form.dry_run)
            await settled(page)
            click(page.form.go)
            await settled(page)
            assert stored(desk) == 2_500

    run(qapp, journey)


def test_that_what_is_wrong_with_a_file_or_mapping_is_said_in_the_preview(
    qapp: QApplication, real_url: str, tmp_path: Path
) -> None:
    lacking = write_rows(tmp_path / "lacking.csv", "1,x", header="编号,标题")
    (tmp_path / "broken.toml").write_text("name = ", encoding="utf-8")

    async def journey() -> None:
        async with desk_on(real_url, tmp_path, "wrong") as desk:
            page = await to_import(desk)
            for mapping, file, said in (
                ("own.toml", lacking, "缺少列“时间”"), ("own.toml", tmp_path / "none.csv", "读不了文件 none.csv"),
                ("broken.toml", lacking, "不是正确的 TOML"),
            ):  # fmt: skip
                await fill(page, tmp_path / mapping, file)
                assert said in page.form.sentence.text()
                assert page.form.dry_run.disabled_reason() == desk.session.messages.text("import-need-good-preview")
            page.form.mapping.setCurrentIndex(page.form.mapping.findData("pingshan"))
            await settled(page)
            assert "REC_ID" in page.form.sentence.text()
            assert not page.form.own.isVisible()
            twice = tmp_path / "again"
            twice.mkdir()
            good = write_rows(tmp_path / "a.csv", good_row(1))
            await fill(page, tmp_path / "own.toml", good, write_rows(twice / "a.csv", good_row(2)))
            click(page.form.dry_run)
            await settled(page)
            assert page.form.sentence.text() == "文件名 a.csv 给了两次。"
            click(page.form.choose)
            dialog = page.form.dialog
            assert isinstance(dialog, QFileDialog)
            assert dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
            dialog.filesSelected.emit([str(good), str(lacking)])
            dialog.reject()
            await until(lambda: page.form.dialog is None)
            assert page.form.paths() == (good, lacking)
            await settled(page)

    run(qapp, journey)


def test_that_closing_the_desk_ends_an_import(qapp: QApplication, real_url: str, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "many.csv", *(good_row(number) for number in range(1, 9_000)))

    async def journey() -> None:
        async with desk_on(real_url, tmp_path, "closing") as desk:
            page = await to_import(desk)
            await fill(page, tmp_path / "own.toml", path)
            click(page.form.dry_run)
            await until(lambda: page.form.bar.value() > 0)
        assert page._stop.is_set()

    run(qapp, journey)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_a_demonstration_takes_no_real_data(
    qapp: QApplication, demo_url: str, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: object) -> None:
        raise AssertionError

    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "demo", language=language) as desk:
            monkeypatch.setattr(ImportJobs, "run", never)
            page = await to_import(desk)
            sentence = desk.session.messages.text("demo-stays-demo")
            assert page.form.notice.isVisible()
            assert page.form.notice.text() == sentence
            assert "init-db" in sentence
            for button in (page.form.choose, page.form.dry_run, page.form.go):
                assert button.disabled_reason() == sentence
            for key in (Key.Key_O, Key.Key_T, Key.Key_I):
                press(desk.window, key, CTRL)
            assert page.settled
            assert page.form.dialog is None

    run(qapp, journey)


def test_that_refused_rows_go_where_one_may_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "documents"
    (tmp_path / "a-refused.csv").touch()
    file = tmp_path / "a.csv.gz"
    assert refused_path((), other) is None
    assert refused_path((file,), other) == tmp_path / "a-refused-2.csv"
    monkeypatch.setattr("os.access", lambda *_: False)
    assert refused_path((file,), other) == other / "a-refused.csv"
