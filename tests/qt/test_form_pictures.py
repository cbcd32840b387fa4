"""The pictures of the forms in docs/: one of each, small, and listed on their page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from console.form_shots import COLOURS, few_colours, form_shots, page
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "pictures" / "forms"
WANTED = [path for _, path in form_shots(FOLDER)]
MOST_BYTES = 6_000_000


def test_that_every_form_has_its_pictures_and_there_are_no_others() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {path.name for path in WANTED}
    assert sum(path.stat().st_size for path in WANTED) < MOST_BYTES


def test_that_the_page_lists_every_picture() -> None:
    written = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
    assert written == page("forms")
    for path in WANTED:
        assert f"(pictures/forms/{path.name})" in written


@pytest.mark.usefixtures("qapp")
def test_that_a_picture_in_few_colours_keeps_the_frequent_ones(tmp_path: Path) -> None:
    assert QApplication.instance() is not None
    image = QImage(101, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(101):
        image.setPixelColor(x, 3, QColor(2 * x, 0, 0))
        for y in range(30, 60):
            image.setPixelColor(x, y, QColor("navy"))
    made = few_colours(image)
    assert made.size() == image.size()
    assert len(made.colorTable()) <= COLOURS
    assert made.pixelColor(50, 10) == QColor("white")
    assert made.pixelColor(50, 40) == QColor("navy")
    assert made.save(str(tmp_path / "a.png"))
