"""The manual says what is on the screen: words, keys, pictures; both languages tell the same."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest

from console.desk.manual_text import manual_text
from console.desk.window_keys import OTHER_KEYS
from console.messages import LANGUAGES, messages
from models.domain.lifecycle import shipped_lifecycle
from tests.conftest import ROOT

QUOTED = {"zh": re.compile("「([^「」]+)」"), "en": re.compile("“([^“”\n]+)”")}
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
CODE = re.compile(r"```.*?```", re.DOTALL)
MOST_PICTURES, MOST_BYTES = 4, 200_000


def words_on_screen(language: str) -> set[str]:
    """Every whole word or sentence that the program can show in a language."""
    found = set()
    for entry in (files("resources") / "messages").iterdir():
        if entry.name.endswith(f".{language}.ftl"):
            found.update(re.findall(r"^[a-z][a-z0-9-]* = (.+)$", entry.read_text(encoding="utf-8"), re.MULTILINE))
    tree = ElementTree.fromstring((files("resources") / "translations" / "zhihui_zh_CN.ts").read_text(encoding="utf-8"))
    found.update(text.text or "" for text in tree.iter("translation" if language == "zh" else "source"))
    return found


def headings(language: str) -> list[tuple[int, str]]:
    text = CODE.sub("", manual_text(language))
    return [(len(marks), words) for marks, words in re.findall(r"^(#+) (.+)$", text, re.MULTILINE)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_act_stands_in_it_with_its_word_and_key(language: str) -> None:
    text, words = manual_text(language), messages(language)
    open_, close = "「」" if language == "zh" else "“”"
    for row in shipped_lifecycle().transitions:
        assert f"| `{row.key}` | {open_}{words.word('verb', row.verb)}{close} |" in text, row.verb


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_other_key_stands_in_it(language: str) -> None:
    text, words = manual_text(language), messages(language)
    for keys, name in OTHER_KEYS:
        sentence = words.text(f"key-{name}")
        row = next((line for line in text.splitlines() if line.startswith("|") and sentence in line), None)
        assert row is not None, sentence
        for key in keys.split():
            assert f"`{key}`" in row, (key, row)


def test_that_both_languages_have_the_same_sections() -> None:
    zh, en = headings("zh"), headings("en")
    assert [level for level, _ in zh] == [level for level, _ in en]
    assert zh[0][0] == 1
    assert len({words for _, words in zh}) == len(zh), "a heading stands twice"
    assert len({words for _, words in en}) == len(en), "a heading stands twice"


@pytest.mark.parametrize("mark", ["|", "- ", "```", "!["])
def test_that_both_languages_say_the_same_in_the_same_shape(mark: str) -> None:
    shapes = [
        [sum(line.startswith(mark) for line in part.splitlines()) for part in manual_text(language).split("\n## ")]
        for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_quoted_word_is_on_the_screen(language: str) -> None:
    quoted = set(QUOTED[language].findall(CODE.sub("", manual_text(language)))) - {" "}
    assert len(quoted) > 60
    assert quoted <= words_on_screen(language), quoted - words_on_screen(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_its_pictures_are_shipped_described_and_small(language: str) -> None:
    folder = files("resources") / "manual"
    found = PICTURE.findall(manual_text(language))
    assert found
    for description, path in found:
        assert description
        assert path.startswith("pictures/")
        assert f".{language}." in path
        assert 0 < len((folder / path).read_bytes()) < MOST_BYTES


def test_that_no_picture_is_shipped_that_no_manual_shows() -> None:
    shown = {Path(path).name for language in LANGUAGES for _, path in PICTURE.findall(manual_text(language))}
    shipped = {entry.name for entry in (files("resources") / "manual" / "pictures").iterdir()}
    assert shipped == shown
    assert len(shipped) <= MOST_PICTURES


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_page_in_docs_leads_to_the_text_and_to_pictures_that_are_there(language: str) -> None:
    page = ROOT / "docs" / f"manual.{language}.md"
    links = re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    assert f"../resources/manual/manual.{language}.md" in links
    for link in links:
        assert (page.parent / link).is_file(), link
