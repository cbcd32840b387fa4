"""The shipped typeface has a picture for all that the data and GB 18030 ask for; what it lacks shows its code point."""

from __future__ import annotations

import gzip
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.conftest import ROOT
from tests.helpers.not_checked import need
from widgets.case_list_layout import RowMeasure
from widgets.case_list_row import CaseRow
from widgets.fonts import missing_glyphs, visible_text

OWN = {".csv", ".ftl", ".geojson", ".json", ".sql", ".toml", ".ts", ".txt"}
"""Files of the resources whose text can come to a screen."""
SHARED = ("calendar", "catalog", "geo", "incidents", "inspections", "planning")
LOST = "\ufffd"
"""Stands in Boston's files where the city lost a character; here it is shown as U+FFFD."""
NO_PICTURE = {"≒"}
"""The one sign of GBK (not a character of writing) that no face of the typeface has."""

LEVEL_TWO = (
    "𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌"
    "𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼"
    "𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝"
    "𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)
"""Characters of the List of Commonly Used Standard Chinese Characters (通用规范汉字表, 2013, 8,105 characters) beyond
U+FFFF, 196: names of people, places and elements. Implementation level 2 of GB 18030-2022 is level 1 and this list;
the list's other characters lie in the ranges below."""


def own_files() -> list[Path]:
    return sorted(path for path in (ROOT / "resources").rglob("*") if path.suffix in OWN)


def texts_of(path: Path) -> Iterator[str]:
    """The text of a file, in pieces; of a workbook all its cells."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                if name.endswith(".xml"):
                    yield from ElementTree.fromstring(book.read(name)).itertext()
        return
    data = path.read_bytes()
    yield (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")


def lacking(path: Path) -> dict[str, str]:
    """Characters of a file without picture, as code points with themselves."""
    characters: set[str] = set()
    for text in texts_of(path):
        characters.update(text)
    printable = "".join(c for c in characters if c.isprintable() and c != LOST)
    return {f"U+{ord(c):04X}": c for c in sorted(missing_glyphs(printable))}


@pytest.mark.parametrize("path", own_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_that_every_character_of_a_resource_has_a_picture(qapp: QApplication, path: Path) -> None:
    assert lacking(path) == {}


@pytest.mark.parametrize("name", SHARED)
def test_that_every_character_of_the_shared_data_has_a_picture(
    qapp: QApplication, shared_data: Path, name: str
) -> None:
    files = [path for path in need(shared_data, name).rglob("*") if path.is_file()]
    assert files
    assert {path.name: found for path in files if (found := lacking(path))} == {}


def test_that_all_of_gbk_has_pictures(qapp: QApplication) -> None:
    characters = "".join(two_byte_characters())
    ideographs = {c for c in characters if "\u4e00" <= c <= "\u9fa5"}
    assert len(ideographs) == 20_902
    assert missing_glyphs(characters) == NO_PICTURE


def two_byte_characters() -> Iterator[str]:
    """What the two-byte codes of GB 18030 stand for, without those for private use."""
    for lead in range(0x81, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            try:
                character = bytes((lead, trail)).decode("gb18030")
            except UnicodeDecodeError:
                continue
            if not "\ue000" <= character <= "\uf8ff":
                yield character


@pytest.mark.parametrize(
    ("first", "last"),
    [pytest.param(0x4E00, 0x9FEF, id="unified, with those GB 18030-2022 adds"), pytest.param(0x3400, 0x4DB5, id="A")],
)
def test_that_a_range_of_level_one_has_pictures(qapp: QApplication, first: int, last: int) -> None:
    assert missing_glyphs("".join(map(chr, range(first, last + 1)))) == set()


def test_that_level_two_has_pictures(qapp: QApplication) -> None:
    assert len(set(LEVEL_TWO)) == len(LEVEL_TWO) == 196
    assert all(ord(character) > 0xFFFF for character in LEVEL_TWO)
    assert missing_glyphs("堃喆昇垚镕" + LEVEL_TWO) == set()


@pytest.mark.parametrize(("character", "shown"), [("\U0002a6d6", "U+2A6D6"), ("😀", "U+1F600"), ("\ue5e5", "U+E5E5")])
def test_that_a_missing_glyph_shows_its_code_point(qapp: QApplication, character: str, shown: str) -> None:
    assert missing_glyphs(character) == {character}
    assert visible_text(f"张{character}的店") == f"张{shown}的店"
    row = CaseRow("1", 1, "overdue", f"张{character}的店", f"{character}路", "", character, character, character)
    layout = RowMeasure().layout(row, 900)
    painted = [layout.title.static.text(), layout.place.static.text(), layout.department.static.text(),
               *(chip.text for chip in layout.chips)]  # fmt: skip
    assert painted == [f"张{shown}的店", f"{shown}路", shown, shown, shown]
