"""The interface's language: Qt Linguist translations shipped as compiled files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

COMPILED = "zhihui_zh_CN.qm"


def install_language(app: QApplication, language: str, before: QTranslator | None) -> QTranslator | None:
    """Switches the interface to a language; English is what the sources say and needs no file.

    Returns the translator now in force. Raises FileNotFoundError when the Chinese file is missing.
    """
    if before is not None:
        app.removeTranslator(before)
        before.deleteLater()
    if language != "zh":
        return None
    translator = QTranslator(app)
    if not translator.load(_compiled()):
        raise ValueError(f"{COMPILED} is no translation file")
    app.installTranslator(translator)
    return translator


@cache
def _compiled() -> bytes:
    # Qt reads translations from these very bytes and copies nothing: they must live as long as the program.
    return (files("resources") / "translations" / COMPILED).read_bytes()
