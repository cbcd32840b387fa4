"""The shipped typeface (Noto Sans SC, OFL) and what to do with characters it lacks."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Final

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication

FAMILY: Final = "Noto Sans SC"
#: Height of body text at the desk, device-independent pixels.
BODY_PX: Final = 14
_FACES: Final = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


class FontMissing(RuntimeError):
    """A shipped font file could not be loaded: the installation is broken."""


def install_fonts(app: QApplication) -> None:
    """Load both faces once and make 14 px Noto Sans SC with tabular figures the application's font.

    Raises :class:`FontMissing` if a face cannot be read.
    """
    if FAMILY not in QFontDatabase.families():
        for face in _FACES:
            data = files("resources").joinpath("fonts", face).read_bytes()
            if QFontDatabase.addApplicationFontFromData(QByteArray(data)) < 0:
                raise FontMissing(face)
    app.setFont(body(BODY_PX))


@lru_cache(maxsize=64)
def _font(size: int, bold: bool) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)  # figures keep their columns whatever font stands in
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def body(size: int, bold: bool = False) -> QFont:
    """The typeface at ``size`` device-independent pixels, with tabular figures."""
    return QFont(_font(size, bold))


@lru_cache(maxsize=1)
def _raw() -> QRawFont:
    return QRawFont.fromFont(body(BODY_PX))


@lru_cache(maxsize=16_384)
def _shown(character: str) -> str:
    """What stands for one character: itself, nothing (invisible ones) or its code point."""
    code = ord(character)
    if code < 0x7F or unicodedata.category(character) in ("Zs", "Zl", "Zp"):
        return character
    # Format characters and variation selectors have no picture; bidi overrides must not reorder a row.
    if unicodedata.category(character) == "Cf" or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return ""
    if not 0xD800 <= code <= 0xDFFF and _raw().supportsCharacter(code):
        return character
    return f"U+{code:04X}"  # plain: the typeface has no angle brackets of its own


def missing_glyphs(text: str) -> set[str]:
    """The characters of ``text`` that the typeface cannot draw (invisible ones do not count)."""
    return {character for character in set(text) if len(_shown(character)) > 1}


def visible_text(text: str) -> str:
    """``text`` with each character that has no glyph replaced by its code point: ``U+2A6D6``."""
    if text.isascii():
        return text
    return "".join(map(_shown, text))
