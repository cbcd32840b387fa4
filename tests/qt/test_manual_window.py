"""The manual's window: both languages and themes, contents, search, keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.manual_text import MARGIN, ManualBrowser
from console.desk.manual_window import ManualWindow
from console.messages import LANGUAGES, messages
from widgets.fonts import FAMILY, missing_glyphs
from widgets.theme import DARK, LIGHT, Theme, apply_theme

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def window(qtbot: QtBot, language: str) -> ManualWindow:
    window = ManualWindow()
    qtbot.addWidget(window)
    window.set_words(messages(language))
    window.open()
    qtbot.waitExposed(window)
    return window


def top_of(window: ManualWindow, block: int) -> float:
    """Where a block begins, in pixels below the top of what is seen."""
    layout = window.browser.document().documentLayout()
    top = layout.blockBoundingRect(window.browser.document().findBlockByNumber(block)).top()
    return top - window.browser.verticalScrollBar().value()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_that_it_shows_the_manual_in_the_colours_of_the_theme(
    qapp: QApplication, window: ManualWindow, language: str, theme: Theme
) -> None:
    before = qapp.styleSheet(), qapp.palette()
    apply_theme(qapp, window, theme)
    words = messages(language)
    assert window.windowTitle() == f"{words.text('manual-title')} — {words.text('product-name')}"
    assert not window.isModal()
    browser = window.browser
    assert (
        browser.document().begin().text()
        == {"zh": "指挥：值守台手册", "en": "Zhihui: manual of the duty desk"}[language]
    )
    assert missing_glyphs(browser.toPlainText().replace("\ufffc", "")) == set()
    image = window.grab().toImage()
    middle = browser.viewport().mapTo(window, QPoint(4, browser.viewport().height() // 2))
    assert image.pixelColor(middle) == theme.color("panel")
    assert image.pixelColor(4, 4) == theme.color("background")
    tables = [frame for frame in browser.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert tables
    assert all(table.format().borderBrush().color() == theme.color("line") for table in tables)
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])


def test_that_everything_is_set_in_the_shipped_face_and_codes_in_the_accent(window: ManualWindow) -> None:
    window.browser.set_theme(DARK)
    coloured = 0
    block = window.browser.document().begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            form = at.fragment().charFormat()
            if not form.isImageFormat():
                assert form.fontFamilies() == [FAMILY]
                if form.foreground().style() != Qt.BrushStyle.NoBrush:
                    assert form.foreground().color() == DARK.color("accent")
                    coloured += 1
            at += 1
        block = block.next()
    assert coloured > 50


def test_that_nothing_is_wider_than_the_window(window: ManualWindow) -> None:
    assert window.browser.horizontalScrollBar().maximum() == 0


def test_that_every_heading_of_the_contents_comes_to_the_top(window: ManualWindow) -> None:
    bar = window.browser.verticalScrollBar()
    assert len(window.headings()) > 15
    for row, heading in enumerate(window.headings()):
        window.contents.selectRow(row)
        assert top_of(window, heading.block) == pytest.approx(MARGIN, abs=1) or bar.value() == bar.maximum()
        assert 0 <= top_of(window, heading.block) < window.browser.viewport().height()
        assert window.browser.textCursor().block().text() == heading.text


def test_that_a_click_on_the_same_entry_goes_there_again(window: ManualWindow) -> None:
    index = window.contents.model().index(3, 0)
    spot = window.contents.visualRect(index).center()
    for _ in range(2):
        window.browser.verticalScrollBar().setValue(0)
        QTest.mouseClick(window.contents.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert top_of(window, window.headings()[3].block) == pytest.approx(MARGIN, abs=1)


def test_that_the_contents_tell_their_words(window: ManualWindow) -> None:
    model = window.contents.model()
    assert model.columnCount() == 1
    first = model.index(0, 0)
    assert model.data(first) == window.headings()[0].text
    assert window.headings()[0].text in str(model.data(first, Qt.ItemDataRole.ToolTipRole))
    assert model.data(first, Qt.ItemDataRole.DecorationRole) is None
    assert model.data(model.index(-1, 0)) is None
    assert model.rowCount(first) == model.columnCount(first) == 0


def test_that_search_goes_from_place_to_place_and_begins_again(window: ManualWindow, language: str) -> None:
    QTest.keyClick(window, Key.Key_F, CTRL)
    assert window.focusWidget() is window.search
    QTest.keyClicks(window.search, "ctrl+k")
    text = window.browser.toPlainText().lower()
    count = text.count("ctrl+k")
    assert count > 1
    seen = []
    for place in range(1, count + 1):
        assert window.found.text() == messages(language).text("manual-found", place=place, count=count)
        cursor = window.browser.textCursor()
        assert cursor.selectedText() == "Ctrl+K"
        assert window.browser.viewport().rect().intersects(window.browser.cursorRect())
        seen.append(cursor.selectionStart())
        QTest.keyClick(window.search, Key.Key_Return)
    assert seen == sorted(set(seen))
    assert window.browser.textCursor().selectionStart() == seen[0]


def test_that_search_says_when_nothing_is_found(window: ManualWindow, language: str) -> None:
    QTest.keyClicks(window.search, "F1")
    assert window.browser.textCursor().hasSelection()
    QTest.keyClicks(window.search, "qqq")
    assert window.found.text() == messages(language).text("manual-not-found")
    assert not window.browser.textCursor().hasSelection()
    QTest.keyClick(window.search, Key.Key_Return)
    window.search.selectAll()
    QTest.keyClick(window.search, Key.Key_Delete)
    assert window.found.text() == ""


def test_that_another_language_is_shown_at_once_and_searched(window: ManualWindow, language: str) -> None:
    other = "en" if language == "zh" else "zh"
    QTest.keyClicks(window.search, "F6")
    window.set_words(messages(other))
    assert window.browser.document().begin().text().startswith({"zh": "指挥", "en": "Zhihui"}[other])
    assert window.browser.textCursor().selectedText() == "F6"
    assert window.keys_button.text() == messages(other).text("manual-keys")


def test_that_a_hidden_window_reads_nothing_and_opens_where_it_was_left(qtbot: QtBot) -> None:
    window = ManualWindow()
    qtbot.addWidget(window)
    window.open()
    window.close()
    QTest.keyClicks(window.search, "F6")
    window.set_words(messages("zh"))
    assert window.headings() == []
    window.open()
    window.contents.selectRow(5)
    value = window.browser.verticalScrollBar().value()
    assert value > 0
    window.close()
    window.open()
    assert window.browser.verticalScrollBar().value() == value


def test_that_esc_closes_it_wherever_the_keyboard_is(qtbot: QtBot, window: ManualWindow) -> None:
    for part in (window.browser, window.contents, window.search):
        with qtbot.waitActive(window):
            window.open()
        part.setFocus()
        QTest.keyClick(part, Key.Key_Escape)
        assert not window.isVisible()


def test_that_the_list_of_keys_is_asked_for_by_button_and_key(qtbot: QtBot, window: ManualWindow) -> None:
    with qtbot.waitSignal(window.keys_asked):
        window.keys_button.click()
    with qtbot.waitSignal(window.keys_asked):
        QTest.keyClick(window.browser, Key.Key_F1, SHIFT)
    assert window.isVisible()


def test_that_tab_reaches_every_part(window: ManualWindow) -> None:
    reached = set()
    for _ in range(12):
        QTest.keyClick(window.focusWidget() or window, Key.Key_Tab)
        reached.add(window.focusWidget())
    assert {window.search, window.contents, window.browser, window.keys_button} <= reached


def test_that_pictures_come_from_the_program_and_nowhere_else(qtbot: QtBot) -> None:
    browser = ManualBrowser()
    qtbot.addWidget(browser)
    kind = QTextDocument.ResourceType.ImageResource.value
    picture = browser.loadResource(kind, QUrl("pictures/deadline-strip.zh.png"))
    assert isinstance(picture, QImage)
    assert not picture.isNull()
    for elsewhere in ("https://example.invalid/x.png", "pictures/none.png", "../manual.zh.md", ""):
        assert browser.loadResource(kind, QUrl(elsewhere)) is None
